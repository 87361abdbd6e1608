import type {
  ChangeTest,
  Comparison,
  DimensionMove,
  FollowUp,
  Move,
  RoundPosition,
  Swing,
  UnitComparison,
  VersionChange,
} from '../../comparison.ts';
import { fixed, lean, leanBetween } from '../../text/number.ts';
import { count, points } from '../text/words.ts';

/** What the rounds share, in a sentence or two. */
export function coreText({ core, versions }: Comparison): string {
  if (versions.length === 0) return `The rounds share all ${count(core.of, 'question')}.`;
  const all = `${core.questions} of ${count(core.of, 'question')}`;
  const rest =
    core.questions === core.of
      ? 'are scored as before, so the trend is computed on all of them'
      : 'are scored as before; the trend is computed on these';
  return `${all} ${rest}, with the weights, targets and zones of the latest scorecard.`;
}

/** Why a question cannot be compared, or what else became of it. */
export function verdictText({ verdict, changed }: VersionChange['questions'][number]): string {
  if (verdict !== 'rescored') return verdict;
  const parts = changed.map(({ part, from, to }) =>
    from === null || to === null ? part : `${part} ${from || 'none'} → ${to || 'none'}`,
  );
  return `rescored: ${parts.join('; ')}`;
}

/** Where a unit hung in a round, with its zone. */
export function roundText(found: RoundPosition, { words }: Comparison): string {
  const { position, zone, suppressed, full } = found;
  if (suppressed !== null) return `not shown: ${suppressed.reason}`;
  if (position === null) return 'too few answers to score';
  const title = words.zones.find(({ id }) => id === zone)?.title ?? zone;
  const whole = full === null || full === position ? '' : `; ${lean(full)} on all its questions`;
  return `${lean(position)}, ${title}${whole}`;
}

/** Which way it swung; a move that prints as nothing is none. */
export function swingText({ position: { change } }: Swing): string {
  if (change === null) return '';
  return Number(fixed(change, 1)) === 0 ? 'did not move' : lean(change);
}

/** Whether the people who answered moved by more than chance. */
export const chanceText = (test: ChangeTest | null): string =>
  test === null
    ? 'too few respondents, or no spread among them, to tell it from chance'
    : { change: 'a change', chance: 'not distinguishable from chance' }[test.verdict];

const probability = (p: number): string => (p < 0.001 ? 'p<0.001' : `p=${fixed(p, 3)}`);

/** How that was tested, and how far the mean moved. */
export function testText(test: ChangeTest): readonly [test: string, difference: string] {
  const { method, respondents, difference, interval, t, df, p } = test;
  const people =
    method === 'paired'
      ? `paired t test of ${count(respondents.from, 'respondent')} in both rounds`
      : `Welch's t test of ${respondents.from} and ${count(respondents.to, 'respondent')}`;
  const level = fixed(interval.level * 100, 0);
  return [
    `${people}: t=${fixed(t, 2)}, df=${fixed(df, 1)}, ${probability(p)}`,
    `${method === 'paired' ? 'they moved' : 'mean difference'} ${lean(difference)}, ${level} % interval ${leanBetween(interval.low, interval.high)}`,
  ];
}

/** Where it should hang, as far as a market says. */
export const targetText = ({ target }: UnitComparison): string | null =>
  target === null ? null : `${lean(target.position)} ± ${points(target.tolerance)}`;

/** Why nothing is said of a swing; a hidden round says itself how many are too few. */
export const hiddenText = (hidden: NonNullable<Swing['hidden']>): string =>
  ({
    absent: 'not shown: one of the two rounds has no answers',
    suppressed: 'not shown, to protect those who answered',
    unscored: 'not shown: one of the two rounds has too few answers to score',
  })[hidden];

const upOrDown = (change: number): string =>
  Number(fixed(change, 1)) === 0
    ? 'did not move'
    : `${change > 0 ? 'up' : 'down'} ${points(Math.abs(change))}`;

/** A score then and now, and by how much it moved. */
export const moveText = ({ from, to, change }: Move): string =>
  from === null || to === null || change === null
    ? 'cannot be compared'
    : `${points(from)} → ${points(to)}, ${upOrDown(change)}`;

export function overshootText({ overshoot }: Swing): string | null {
  if (overshoot === null) return null;
  return `It crossed its target and hangs ${points(overshoot.by)} beyond it, toward ${overshoot.side}: the correction went too far.`;
}

/** How many of the moves are told. */
const most = 3;

/** The dimension sides that moved most, the largest first, ties as they stand. */
export const movedMost = (dimensions: readonly DimensionMove[]): readonly string[] =>
  dimensions
    .flatMap(({ title, ...sides }) =>
      (['customer', 'process'] as const).map((side) => ({ title, side, move: sides[side] })),
    )
    .filter(({ move: { change } }) => change !== null && Number(fixed(change, 1)) !== 0)
    .toSorted((a, b) => Math.abs(b.move.change!) - Math.abs(a.move.change!))
    .slice(0, most)
    .map(({ title, side, move }) => `${title}: ${side} ${moveText(move)}`);

/** What became of the sides that a recommendation acts on. */
export const followUpText = ({ dimension, moves }: FollowUp): string =>
  `${dimension.title}: ${moves.map((move) => `${move.side} ${moveText(move)}`).join('; ')}`;

/** The swing from the round before to the latest, and from the first to it where there are more. */
export function toldSwings({ swings }: UnitComparison): readonly Swing[] {
  return swings.length > 1 ? [swings.at(-2)!, swings.at(-1)!] : swings;
}

/** What the numbers do not say. */
export const method = [
  'Every round is scored by the latest scorecard, so that no difference comes from weights or targets.',
  'A change is one that chance alone would bring about in fewer than one comparison of twenty; of twenty units that do not move, one is called a change all the same. There is no finite-population correction.',
  'People who answered twice are compared with themselves where that gives nobody away; otherwise the rounds are taken as two sets of people, which finds a change less easily.',
  'Scores and changes are each rounded by themselves.',
  'What hides a unit, a side or a question in one round hides its change.',
];
