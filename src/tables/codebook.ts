import { NotAsked } from '../answers/types.ts';
import { allowedAnswers } from '../answers/value.ts';
import type { Input, Plan, PlanQuestion } from '../plan/types.ts';
import { whenText } from '../plan/when.ts';
import { csvRow, type Cell } from '../text/csv.ts';
import { codeCell, itemStates, questionColumns, type ItemColumn, type ItemKey } from './items.ts';

/** The columns of a codebook: a row for each code that a column of the items may have. */
const columns = [
  'column',
  'question',
  'ask',
  'dimension',
  'side',
  'kind',
  'reversed',
  'code',
  'label',
  'points',
  'weight',
  'askedWhen',
] as const;

const stateLabels: ReadonlyMap<string, string> = new Map([
  ['not-applicable', 'does not apply'],
  ['dont-know', 'not known'],
  ['', 'not answered'],
  ['not-asked', 'not asked'],
]);

/** A code of a column with what it means and what it is worth in points. */
type Meaning = readonly [code: Cell, label: string, points: number | null];

const kindOf = (input: Input): string => (input.kind === 'options' ? input.form : input.kind);

const points = (milliPoints: number | undefined): number | null =>
  milliPoints === undefined ? null : milliPoints / 1000;

/** A scale is reversed when its first option is worth most. */
function isReversed({ input }: PlanQuestion, { points: own }: ItemKey): boolean {
  return kindOf(input) === 'answerScale' && own[0]! > own.at(-1)!;
}

function answersOf(input: Input, key: ItemKey | null): readonly Meaning[] {
  switch (input.kind) {
    case 'options':
      return input.options.map(({ code, label }, i) => [
        codeCell(code),
        label,
        points(key?.points[i]),
      ]);
    case 'metric':
      return key === null
        ? [[null, allowedAnswers(input), null]]
        : input.breakpoints.map(([value, worth]) => [
            value / 10 ** input.decimals,
            `${input.unit}; between two of these in proportion`,
            points(worth),
          ]);
    case 'allocation':
      return [[null, 'customer minus process, in points of 100', null]];
  }
}

/** What stands where there is no answer; of what is worth something, nothing. */
function statesOf({ when }: PlanQuestion): readonly Meaning[] {
  return [...itemStates].flatMap(([state, code]): readonly Meaning[] =>
    state === NotAsked && when === null
      ? []
      : [[code === '' ? null : code, stateLabels.get(code)!, null]],
  );
}

function askedWhen(plan: Plan, { fact, when }: PlanQuestion): string | null {
  const parts = [
    ...(fact ? ['once a unit and round'] : []),
    ...(when === null ? [] : [whenText(plan, when)]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

function rowsOf(plan: Plan, { name, question, key }: ItemColumn): readonly (readonly Cell[])[] {
  const asked = plan.questions[question]!;
  const { id, ask, dimension, input } = asked;
  const before = [name, id, ask, plan.dimensions[dimension]!.id, key?.side ?? null, kindOf(input)];
  const reversed = key === null ? null : isReversed(asked, key) ? 'yes' : 'no';
  const weight = points(key?.weight);
  const meanings = [...answersOf(input, key), ...(key === null ? statesOf(asked) : [])];
  const when = askedWhen(plan, asked);
  return meanings.map((meaning) => [...before, reversed, ...meaning, weight, when]);
}

/**
 * What every column of the items holds, as CSV: the answers as given with their labels, and what they
 * are worth with weight, side and reversal. A cell without a code is one where there is no code: a
 * number, or nothing.
 */
export const codebook = (plan: Plan): string =>
  [columns, ...questionColumns(plan).flatMap((column) => rowsOf(plan, column))]
    .map((row) => csvRow(row))
    .join('');
