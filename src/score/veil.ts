import { Answered, DontKnow, Unanswered } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import { answerSaid, areAlike, areAtEnd, positionSaid, sideSaid } from './alike.ts';
import { stateOf, type Moments } from './moments.ts';
import { hiddenUnits, knownGroups, type Hidden, type Telling } from './privacy.ts';
import { inNaturalOrder } from './rounds.ts';
import type { RoleMoments } from './unit.ts';

/** What of a unit may not be shown. */
export interface Veil {
  /** Why nothing of it is shown; null when it is. */
  readonly unit: Hidden | null;
  /** Question indexes. */
  readonly questions: ReadonlySet<number>;
  /** Those of them of which it may not be told either how many answered. */
  readonly uncounted: ReadonlySet<number>;
  /** Dimension sides, 2d + s. */
  readonly sides: ReadonlySet<number>;
  readonly statedLean: boolean;
  /** The number of respondents by role. */
  readonly roles: boolean;
  /** The interval of a position that all share: its width would say so. */
  readonly interval: boolean;
}

/** What privacy looks at of a unit or group. */
export interface Veilable {
  readonly id: string;
  /** The units directly below. */
  readonly members: readonly string[];
  readonly moments: Moments;
  readonly byRole: readonly RoleMoments[];
}

type Count = (unit: Veilable) => number;

/** A number of a unit, which is shown or hidden by itself: of a question, a side, the stated lean. */
interface Cell {
  readonly count: Count;
  /** A fact of the unit: whoever wants to know it can, so that hiding it would cover nothing. */
  readonly isFact: boolean;
  /** Whether few who all say alike would be left. */
  readonly isTelling: Telling;
  /** Where it may not be worked out, however many it is of. */
  readonly secret: Set<string>;
  /** Where it is kept back beside others, and may be worked out from what enough people said. */
  readonly kept: Set<string>;
  hidden: ReadonlyMap<string, Hidden>;
}

/** A mean and what it is the mean of; null is the mean that the unit is shown by. */
interface Mean {
  readonly of: Cell | null;
  readonly parts: readonly Cell[];
}

interface Survey {
  readonly units: readonly Veilable[];
  readonly minGroup: number;
}

const hiddenBy = (
  { units, minGroup }: Survey,
  count: Count,
  already: Iterable<string>,
  secret?: ReadonlySet<string>,
  isTelling?: Telling,
) =>
  hiddenUnits(
    units.map((unit) => ({ id: unit.id, members: unit.members, count: count(unit) })),
    minGroup,
    already,
    secret,
    isTelling,
  );

/** Whether those of a group who are left beside some parts may not be known, by their moments. */
function tellingOf(
  { units }: Survey,
  isTelling: (group: Moments, parts: readonly Moments[]) => boolean,
): Telling {
  const moments = new Map(units.map((unit) => [unit.id, unit.moments]));
  return (group, parts) =>
    isTelling(
      moments.get(group)!,
      parts.flatMap((id) => moments.get(id) ?? []),
    );
}

/** The roles there are, in an order that no order of answers decides, and how many of each a unit has. */
const rolesIn = (units: readonly Veilable[], key: 'respondents' | 'scored'): readonly Count[] => {
  const names = new Set(units.flatMap(({ byRole }) => byRole.map(({ role }) => role)));
  return inNaturalOrder([...names], (name) => name ?? '').map(
    (name): Count =>
      ({ byRole }) =>
        byRole.find(({ role }) => role === name)?.moments[key] ?? 0,
  );
};

/**
 * Units of which nothing is shown: by those who were scored, and by those who answered at all, for
 * both numbers are told. Where roles count alike, each of them is a group of its own.
 */
function wholeOf(plan: Plan, survey: Survey): ReadonlyMap<string, Hidden> {
  const { units } = survey;
  const byScored = hiddenBy(survey, ({ moments }) => moments.scored, []);
  const counts: readonly Count[] = [
    ({ moments }) => moments.respondents,
    ...(plan.rules.pooling === 'roles' ? rolesIn(units, 'scored') : []),
  ];
  const whole = new Map(byScored);
  for (const count of counts) {
    const found = hiddenBy(survey, count, whole.keys());
    for (const unit of units) {
      const reason = found.get(unit.id);
      if (reason === undefined || count(unit) === 0 || whole.has(unit.id)) continue;
      whole.set(unit.id, reason);
    }
  }
  return whole;
}

const cellOf = (count: Count, isTelling: Telling, isFact = false): Cell => ({
  count,
  isFact,
  isTelling,
  secret: new Set(),
  kept: new Set(),
  hidden: new Map(),
});

const questionCells = (plan: Plan, survey: Survey): readonly Cell[] =>
  plan.questions.map(({ fact }, q) => {
    const said = answerSaid(plan, q);
    const isTelling = tellingOf(survey, (group, parts) => areAlike(said, group, parts));
    return cellOf(({ moments }) => said.count(moments), isTelling, fact);
  });

const sideCells = (plan: Plan, survey: Survey): readonly Cell[] =>
  plan.dimensions.flatMap((_, d) =>
    [2 * d, 2 * d + 1].map((cell) => {
      const said = sideSaid(plan, cell);
      const isTelling = tellingOf(survey, (group, parts) => areAtEnd(said, group, parts));
      return cellOf(({ moments }) => said.count(moments), isTelling);
    }),
  );

const sideNames = ['customer', 'process'] as const;

/** Everything that is shown as a mean, with what it is a mean of. */
function meansOf(
  plan: Plan,
  questions: readonly Cell[],
  sides: readonly Cell[],
  stated: Cell,
): readonly Mean[] {
  const asked = plan.questions.map((question, q) => ({ question, cell: questions[q]! }));
  const partsOf = (d: number, s: 0 | 1) =>
    asked
      .filter(({ question }) => question.dimension === d && question.weights[sideNames[s]] > 0)
      .map(({ cell }) => cell);
  const ofSides = plan.dimensions.flatMap((_, d) =>
    ([0, 1] as const).map((s): Mean => ({ of: sides[2 * d + s]!, parts: partsOf(d, s) })),
  );
  const ofLeanings = ([0, 1] as const).map((s): Mean => ({
    of: null,
    parts: sides.filter((_, cell) => cell % 2 === s),
  }));
  const leans = asked.filter(({ question }) => question.lean.weight > 0);
  return [...ofSides, { of: stated, parts: leans.map(({ cell }) => cell) }, ...ofLeanings];
}

/** Most hidden elsewhere, so that one question is left out of few units; then the fewest answers. */
const companion = (open: readonly Cell[], unit: Veilable): Cell | undefined =>
  open.toSorted((a, b) => b.hidden.size - a.hidden.size || a.count(unit) - b.count(unit))[0];

/**
 * What to hide beside what is hidden of a mean, or nothing. A mean minus all its parts but one gives
 * that one; and where few answered it, gives theirs, unless one that enough answered is hidden too.
 * Where a mean is hidden itself, it does not follow from its parts as long as one is hidden.
 */
function giveawayIn({ of, parts }: Mean, unit: Veilable, minGroup: number): Cell | undefined {
  const isHidden = ({ hidden }: Cell) => hidden.has(unit.id);
  const there = parts.filter(({ count }) => count(unit) > 0);
  const hidden = there.filter(isHidden);
  const open = there.filter((cell) => !isHidden(cell) && !cell.isFact);
  const isCovered = hidden.some(({ count }) => count(unit) >= minGroup);
  if (of !== null && isHidden(of)) {
    return of.count(unit) === 0 || isCovered ? undefined : companion(open, unit);
  }
  if (hidden.length === 0 || (hidden.length > 1 && isCovered)) return undefined;
  if (open.length > 0) return companion(open, unit);
  return hidden.length === 1 ? (of ?? undefined) : undefined;
}

/** Of which parts all of a unit's own respondents have the mean, nobody below counted; or null. */
type Pattern = (unit: Veilable) => string | null;

/**
 * Where all have a mean of the same parts, it is a mean of means and tells no more. Where they have it
 * of other parts, or nobody knows of which, what it tells beside its parts is of some of those alone:
 * how many they are is a number like any other, for each of the ways by the units they answered for.
 */
function waysIn(survey: Survey, mean: Mean): readonly Count[] {
  const byId = new Map(survey.units.map((unit) => [unit.id, unit]));
  const membersOf = ({ members }: Veilable) => members.flatMap((id) => byId.get(id) ?? []);
  const own = (unit: Veilable, count: Count) =>
    membersOf(unit).reduce((rest, member) => rest - count(member), count(unit));
  const respondents: Count = ({ moments }) => moments.respondents;
  const counted: Count = mean.of?.count ?? (({ moments }) => moments.scored);
  const patternOf: Pattern = (unit) => {
    const all = own(unit, respondents);
    const counts = mean.parts.map(({ count }) => own(unit, count));
    const isPlain = own(unit, counted) === all && counts.every((n) => n === 0 || n === all);
    return isPlain ? counts.map((n) => (n === 0 ? 0 : 1)).join('') : null;
  };
  // So many at the least have the mean, or one of its parts; those who all say alike may not be left alone either.
  const behind: Count = (unit) =>
    mean.parts.some(({ isTelling }) => isTelling(unit.id, unit.members))
      ? 1
      : Math.max(...[counted, ...mean.parts.map(({ count }) => count)].map((n) => own(unit, n)));
  const there = survey.units.filter((unit) => own(unit, respondents) > 0);
  const patterns = new Map(there.map((unit) => [unit.id, patternOf(unit)]));
  return [...new Set(patterns.values())].map((pattern) => {
    const found = new Map<string, number>();
    const way: Count = (unit) => {
      const isOwn = patterns.get(unit.id) === pattern;
      const known =
        found.get(unit.id) ??
        membersOf(unit).reduce((sum, each) => sum + way(each), isOwn ? behind(unit) : 0);
      found.set(unit.id, known);
      return known;
    };
    return way;
  });
}

/** Units of which a mean or a part of it is not known. */
function closedTo({ of, parts }: Mean, { units }: Survey, whole: ReadonlyMap<string, Hidden>) {
  const cells = of === null ? parts : [of, ...parts];
  const closed = units.filter((unit) =>
    cells.some(({ hidden, count }) => hidden.has(unit.id) && count(unit) > 0),
  );
  return new Map([...whole, ...closed.map(({ id }) => [id, 'complement'] as const)]);
}

/** Keeps all parts of a mean back in groups where few are left who have the mean in a way of their own. */
function keepBack(
  mean: Mean,
  ways: readonly Count[],
  survey: Survey,
  whole: ReadonlyMap<string, Hidden>,
): readonly Cell[] {
  const { units, minGroup } = survey;
  const { of } = mean;
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const countable = units.map((unit) => ({ ...unit, count: unit.moments.respondents }));
  const closed = closedTo(mean, survey, whole);
  const groups = [whole, closed].flatMap((hidden) => knownGroups(countable, hidden));
  const few = groups.filter(({ id, parts }) => {
    const rests = ways
      .map((way) => parts.reduce((left, part) => left - way(byId.get(part)!), way(byId.get(id)!)))
      .filter((rest) => rest > 0);
    return rests.length > 1 && rests.some((rest) => rest < minGroup);
  });
  // A leaning of sides of which one is hidden below tells too much of it to go on by numbers alone.
  const below = of === null ? [...closed.keys()].filter((id) => !whole.has(id)) : [];
  const found = withAbove(units, new Set([...few.map(({ id }) => id), ...below]));
  const next = mean.parts.filter(({ kept }) => [...found].some((id) => !kept.has(id)));
  for (const { kept } of next) for (const id of found) kept.add(id);
  return next;
}

/** Hides on until nothing that is hidden follows from what is shown. */
function settle(
  survey: Survey,
  cells: readonly Cell[],
  means: readonly Mean[],
  whole: ReadonlyMap<string, Hidden>,
): void {
  const isFlat = survey.units.every(({ members }) => members.length === 0);
  const ways = isFlat ? [] : means.map((mean) => waysIn(survey, mean));
  const open = survey.units.filter(({ id }) => !whole.has(id));
  let changed: ReadonlySet<Cell> = new Set(cells);
  while (changed.size > 0) {
    for (const cell of changed) {
      const already = [...whole.keys(), ...cell.kept];
      cell.hidden = hiddenBy(survey, cell.count, already, cell.secret, cell.isTelling);
    }
    const beside = means.flatMap((mean) =>
      open.flatMap((unit) => {
        const found = giveawayIn(mean, unit, survey.minGroup);
        found?.secret.add(unit.id);
        return found ?? [];
      }),
    );
    const kept = ways.flatMap((own, i) => keepBack(means[i]!, own, survey, whole));
    changed = new Set([...beside, ...kept]);
  }
}

/** The units in which something of a role may not be shown, or in a unit below. */
function hiddenRoles(
  survey: Survey,
  key: 'respondents' | 'scored',
  whole: ReadonlyMap<string, Hidden>,
): ReadonlySet<string> {
  const found = rolesIn(survey.units, key).flatMap((count) => {
    const hidden = hiddenBy(survey, count, whole.keys());
    return survey.units.filter((unit) => hidden.has(unit.id) && count(unit) > 0);
  });
  return new Set(found.flatMap(({ id }) => (whole.has(id) ? [] : [id])));
}

/** These units, and the groups above them. */
function withAbove(units: readonly Veilable[], found: ReadonlySet<string>): ReadonlySet<string> {
  const above = units.filter(({ members }) => members.some((id) => found.has(id)));
  const all = new Set([...found, ...above.map(({ id }) => id)]);
  return all.size === found.size ? found : withAbove(units, all);
}

const open: Veil = {
  unit: null,
  questions: new Set(),
  uncounted: new Set(),
  sides: new Set(),
  statedLean: false,
  roles: false,
  interval: false,
};

/**
 * Decides for everything that is told of a unit whether it may be: each by its own number of
 * respondents, and so that what is hidden does not follow from what is not - from a group and its
 * members, nor from a mean and its parts. What fewer than ten people all say alike is hidden as well.
 * @param minGroup the fewest respondents that are shown; null shows all
 */
export function veilsOf(
  plan: Plan,
  units: readonly Veilable[],
  minGroup: number | null,
): ReadonlyMap<string, Veil> {
  if (minGroup === null) return new Map(units.map(({ id }) => [id, open]));
  const survey = { units, minGroup };
  const whole = wholeOf(plan, survey);
  const questions = questionCells(plan, survey);
  const sides = sideCells(plan, survey);
  const stated = cellOf(
    ({ moments }) => moments.statedCount,
    () => false,
  );
  const means = meansOf(plan, questions, sides, stated);
  settle(survey, [...questions, ...sides, stated], means, whole);
  const roles = hiddenRoles(survey, 'respondents', whole);
  const byCount = questions.map(({ count }) => ({
    hidden: hiddenBy(survey, count, whole.keys()),
  }));
  const indexes = (id: string, cells: readonly Pick<Cell, 'hidden'>[]) =>
    new Set(cells.flatMap(({ hidden }, i) => (hidden.has(id) ? [i] : [])));
  return new Map(
    units.map(({ id, moments }) => [
      id,
      {
        unit: whole.get(id) ?? null,
        questions: indexes(id, questions),
        uncounted: indexes(id, byCount),
        sides: indexes(id, sides),
        statedLean: stated.hidden.has(id),
        roles: roles.has(id),
        interval: areAlike(positionSaid(plan), moments),
      },
    ]),
  );
}

/** Question weight answered and applicable, without that of questions whose answers are not counted. */
export function coverageOf(
  { questions }: Plan,
  moments: Moments,
  uncounted: ReadonlySet<number>,
): { readonly answered: number; readonly applicable: number } {
  let [answered, applicable] = [moments.answered, moments.applicable];
  for (const q of uncounted) {
    const { customer, process } = questions[q]!.weights;
    const given = (customer + process) * stateOf(moments, q, Answered);
    // What nobody answered is no secret.
    if (given === 0) continue;
    const open = stateOf(moments, q, Unanswered) + stateOf(moments, q, DontKnow);
    answered -= given;
    applicable -= given + (customer + process) * open;
  }
  return { answered, applicable };
}
