import type { PlanQuestion, Input } from '../plan/types.ts';
import { scaled } from '../plan/integers.ts';
import { valueOf } from '../source/document.ts';
import { number, text } from '../source/scalars.ts';
import { INVALID, isBlank, isNull, note, type Notes } from '../source/shape.ts';
import { object, optional } from '../source/structures.ts';
import type { ScalarTree, Tree } from '../source/tree.ts';
import { visible } from '../text/visible.ts';
import { Answered, DontKnow, NotApplicable, Unanswered } from './types.ts';

/** One answer as it was given. */
export interface Given {
  readonly state: number;
  readonly value: number;
  readonly note: string | null;
}

const open: Given = { state: Unanswered, value: 0, note: null };
const given = (value: number): Given => ({ state: Answered, value, note: null });

const stateWords: ReadonlyMap<string, number> = new Map([
  ['not-applicable', NotApplicable],
  ['dont-know', DontKnow],
]);

const digits = (value: number, decimals: number) => String(value / 10 ** decimals);

/** What may be answered, in words. */
export function allowedAnswers(input: Input): string {
  switch (input.kind) {
    case 'options':
      return input.options.map(({ code }) => code).join(', ');
    case 'metric': {
      const [low, high] = [digits(input.min, input.decimals), digits(input.max, input.decimals)];
      const fine = input.decimals === 0 ? 'whole' : `at most ${input.decimals} decimals`;
      return `a number from ${low} to ${high} in ${input.unit}, ${fine}`;
    }
    case 'allocation':
      return `${input.parts.map(({ code }) => code).join(', ')} adding up to 100`;
  }
}

const metricPattern = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;

/**
 * The integer an answer's text stands for, or null when it is none. `text` is a code or a number
 * exactly as written: no spaces, no other digits than 0-9.
 */
export function valueOfText(input: Input, text: string): number | null {
  if (input.kind === 'options') {
    const index = input.options.findIndex(({ code }) => code === text);
    return index < 0 ? null : index;
  }
  if (input.kind === 'allocation' || !metricPattern.test(text)) return null;
  const decimals = text.split('.')[1]?.length ?? 0;
  const value = scaled(Number(text), input.decimals);
  const isInside = decimals <= input.decimals && value >= input.min && value <= input.max;
  return isInside ? value + 0 : null;
}

/** How an answer is written in a sheet: the text `valueOfText` reads back. */
export function textOfValue(input: Exclude<Input, { kind: 'allocation' }>, value: number): string {
  return input.kind === 'options' ? input.options[value]!.code : digits(value, input.decimals);
}

function refuse(question: PlanQuestion, at: Tree, shown: string, notes: Notes): typeof INVALID {
  const allowed = `${allowedAnswers(question.input)}, not-applicable, dont-know`;
  return note(notes, at, 'ANSWER_RANGE', question.id, visible(shown), allowed);
}

function readScalar(
  question: PlanQuestion,
  tree: ScalarTree,
  notes: Notes,
): Given | typeof INVALID {
  if (isNull(tree) || tree.text === '') return open;
  const state = stateWords.get(tree.text);
  if (state !== undefined) return { state, value: 0, note: null };
  const value = valueOfText(question.input, tree.text);
  return value === null ? refuse(question, tree, tree.text, notes) : given(value);
}

const share = number({ min: 0, max: 100, decimals: 3 });
const allocationShape = object({
  customer: share,
  process: share,
  other: optional(share),
});

/** The most by which an allocation may miss 100, in milli-points: people round their shares. */
const allocationSlack = 500;

/** Customer minus process milli-points of shares in points, or null when they do not add up. */
function allocationValue(customer: number, process: number, other: number): number | null {
  const total = scaled(customer, 3) + scaled(process, 3) + scaled(other, 3);
  if (Math.abs(total - 100_000) > allocationSlack) return null;
  return scaled(customer, 3) - scaled(process, 3);
}

function readAllocation(question: PlanQuestion, tree: Tree, notes: Notes): Given | typeof INVALID {
  const shares = allocationShape.read(tree, notes);
  if (shares === INVALID) return INVALID;
  const { customer, process, other = 0 } = shares;
  const value = allocationValue(customer, process, other);
  if (value === null) return refuse(question, tree, `${customer}, ${process}, ${other}`, notes);
  return given(value);
}

function readValue(question: PlanQuestion, tree: Tree, notes: Notes): Given | typeof INVALID {
  if (tree.kind === 'scalar') return readScalar(question, tree, notes);
  if (tree.kind === 'map' && question.input.kind === 'allocation') {
    return readAllocation(question, tree, notes);
  }
  return refuse(question, tree, `a ${tree.kind}`, notes);
}

const remark = text({ anyCharacter: true, max: 20_000 });
const wrapped = new Set(['answer', 'note']);

/** One answer of a sheet: a bare value, or `{ answer, note }`. */
export function readAnswer(
  question: PlanQuestion,
  tree: Tree,
  notes: Notes,
): Given | typeof INVALID {
  const isWrapped = tree.kind === 'map' && tree.entries.some(({ key }) => wrapped.has(key.text));
  if (!isWrapped) return readValue(question, tree, notes);
  for (const { key } of tree.entries) {
    if (!wrapped.has(key.text))
      note(notes, key, 'UNKNOWN_KEY', visible(key.text), null, [...wrapped]);
  }
  const answer = valueOf(tree, 'answer');
  const value = answer === undefined ? open : readValue(question, answer, notes);
  const remarkTree = valueOf(tree, 'note');
  if (value === INVALID || remarkTree === undefined || isBlank(remarkTree)) return value;
  const read = remark.read(remarkTree, notes);
  return read === INVALID ? INVALID : { ...value, note: read };
}
