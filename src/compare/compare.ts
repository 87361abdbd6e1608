import type {
  Comparison,
  RoundPosition,
  Swing,
  UnitComparison,
  VersionChange,
} from '../comparison.ts';
import type { QuestionVerdict } from '../plan/fingerprint.ts';
import type { Problem } from '../problem.ts';
import type { UnitResult } from '../result.ts';
import { problemData } from '../result/problem.ts';
import { rounded } from '../result/round.ts';
import { strictest } from '../score/survey.ts';
import { toldOfFew } from './differing.ts';
import { apartOf, asOfSide, keptApart, withoutSide } from './members.ts';
import {
  scoredRound,
  sharedBy,
  type Around,
  type NamedRound,
  type ScoredRound,
  type Shared,
} from './rounds.ts';
import { standingIn, swingOf, whyHidden } from './swing.ts';

/** Every pair of rounds that follow one another, and the first with the last. */
function pairsOf<T>(rounds: readonly T[]): readonly (readonly [from: T, to: T])[] {
  const following = rounds.slice(1).map((to, i) => [rounds[i]!, to] as const);
  return rounds.length > 2 ? [...following, [rounds[0]!, rounds.at(-1)!]] : following;
}

function positionIn(round: ScoredRound, id: string): RoundPosition {
  const standing = standingIn(round, id);
  const { unit, full } = standing;
  const isShown = whyHidden(standing, standing) === null;
  const suppressed = unit?.suppressed ?? full?.suppressed ?? null;
  return {
    round: round.name,
    respondents: suppressed === null ? (unit?.respondents.count ?? null) : null,
    position: isShown ? unit!.position : null,
    zone: isShown ? unit!.zone : null,
    strength: isShown ? unit!.strength : null,
    full: isShown ? full!.position : null,
    suppressed,
  };
}

function amplitudeOf(rounds: readonly RoundPosition[]): number | null {
  const shown = rounds.flatMap(({ position }) => position ?? []);
  return shown.length < 2 ? null : rounded(Math.max(...shown) - Math.min(...shown));
}

function unitComparison(
  { id, title, kind, members, market }: UnitResult,
  rounds: readonly ScoredRound[],
  minGroup: number | null,
): UnitComparison {
  const positions = rounds.map((round) => positionIn(round, id));
  const target =
    market === null
      ? null
      : { position: market.target.position, tolerance: market.target.tolerance };
  const swings = pairsOf(rounds).map(([from, to]): Swing =>
    swingOf(standingIn(from, id), standingIn(to, id), id, minGroup),
  );
  const amplitude = amplitudeOf(positions);
  return { id, title, kind, members, target, rounds: positions, amplitude, swings };
}

/** Every unit of any round, in the order of the latest round that has it. */
function unitsIn(rounds: readonly ScoredRound[]): readonly UnitResult[] {
  const found = new Map<string, UnitResult>();
  for (const { core } of rounds.toReversed()) {
    for (const unit of core.units) if (!found.has(unit.id)) found.set(unit.id, unit);
  }
  return [...found.values()];
}

const isChanged = (
  found: QuestionVerdict,
): found is QuestionVerdict & VersionChange['questions'][number] => found.verdict !== 'same';

/** The questions that are not the same. */
export const changedQuestions = (found: readonly QuestionVerdict[]): VersionChange['questions'] =>
  found.filter(isChanged);

const versionChanges = ({ versions }: Shared): readonly VersionChange[] =>
  versions.map(({ plan, verdicts }) => ({
    version: plan.scorecard.version,
    fingerprint: plan.scorecard.fingerprint,
    questions: changedQuestions(verdicts),
  }));

/** The rounds without what two of them side by side would tell of few who joined or left. */
function besideEachOther(
  rounds: readonly ScoredRound[],
  minGroup: number | null,
): readonly ScoredRound[] {
  if (minGroup === null) return rounds;
  const apart = apartOf(
    rounds.map(({ core, standpoints }) => ({ units: core.units, positions: standpoints.all })),
    minGroup,
  );
  const kept = rounds.map((round, i) => ({
    ...round,
    core: keptApart(round.core, apart[i]!, minGroup, 'few'),
    full: keptApart(round.full, apart[i]!, minGroup, 'few'),
  }));
  const cells = kept[0]!.standpoints.bySide.keys();
  return [...cells].reduce<readonly ScoredRound[]>(
    (before, cell) => sideBySide(before, cell, minGroup),
    kept,
  );
}

const suppressedIn = (units: readonly UnitResult[]): ReadonlySet<string> =>
  new Set(units.flatMap(({ id, suppressed }) => (suppressed === null ? [] : [id])));

/** A round without what its shared questions, beside all of them, would tell of few. */
function besideItself(round: ScoredRound, minGroup: number): ScoredRound {
  const { core, full, differing } = round;
  const all = [...core.units, ...full.units];
  const few = toldOfFew(core.units, differing.all, suppressedIn(all), minGroup);
  const kept = keptApart(core, few, minGroup, 'versions');
  return {
    ...round,
    core: differing.bySide.reduce((before, counts, cell) => {
      const hidden = suppressedIn(all.map((unit) => asOfSide(unit, cell, minGroup)));
      return withoutSide(before, toldOfFew(core.units, counts, hidden, minGroup), cell);
    }, kept),
  };
}

/** The same of a dimension side, 2d + s, which not all who were scored need have. */
function sideBySide(
  rounds: readonly ScoredRound[],
  cell: number,
  minGroup: number,
): readonly ScoredRound[] {
  const apart = apartOf(
    rounds.map(({ core, standpoints }) => ({
      units: core.units.map((unit) => asOfSide(unit, cell, minGroup)),
      positions: standpoints.bySide[cell]!,
    })),
    minGroup,
  );
  return rounds.map((round, i) => ({ ...round, core: withoutSide(round.core, apart[i]!, cell) }));
}

/** Compares rounds in the order given; there are at least two. */
export function compareRounds(
  rounds: readonly NamedRound[],
  around: Around,
  problems: readonly Problem[],
): Comparison {
  const shared = sharedBy(rounds);
  const minGroup = strictest(around.minGroup, around.engagement);
  const scored = besideEachOther(
    rounds.map((round) => scoredRound(round, shared.core, around)),
    minGroup,
  ).map((round) => (minGroup === null ? round : besideItself(round, minGroup)));
  const { scorecard, tool, words } = scored.at(-1)!.core;
  return {
    format: 'pendulum-comparison/1',
    tool,
    scorecard,
    rounds: rounds.map(({ name, plan }) => ({ round: name, version: plan.scorecard.version })),
    core: { questions: shared.core.questions.length, of: shared.latest.questions.length },
    versions: versionChanges(shared),
    units: unitsIn(scored).map((unit) => unitComparison(unit, scored, minGroup)),
    problems: problems.map(problemData),
    words: { engagement: words.engagement, zones: words.zones, language: words.language },
  };
}
