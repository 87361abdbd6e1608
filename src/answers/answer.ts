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

/** What a text says about a question, be it an answer or a state; null when it says neither. */
export function givenOfText(input: Input, text: string): Given | null {
  const state = stateWords.get(text);
  if (state !== undefined) return { state, value: 0, note: null };
  const value = valueOfText(input, text);
  return value === null ? null : given(value);
}

/** How an answer is written in a sheet: the text `valueOfText` reads back. */
export function textOfValue(input: Exclude<Input, { kind: 'allocation' }>, value: number): string {
  return input.kind === 'options' ? input.options[value]!.code : digits(value, input.decimals);
}

/** The same with the words for a state. */
export const allowedOf = ({ input }: PlanQuestion): string =>
  `${allowedAnswers(input)}, ${[...stateWords.keys()].join(', ')}`;

function refuse(question: PlanQuestion, at: Tree, shown: string, notes: Notes): typeof INVALID {
  return note(notes, at, 'ANSWER_RANGE', question.id, visible(shown), allowedOf(question));
}

function readScalar(
  question: PlanQuestion,
  tree: ScalarTree,
  notes: Notes,
): Given | typeof INVALID {
  if (isNull(tree) || tree.text === '') return open;
  return givenOfText(question.input, tree.text) ?? refuse(question, tree, tree.text, notes);
}

const share = number({ min: 0, max: 100, decimals: 3 });
const allocationShape = object({
  customer: share,
  process: share,
  other: optional(share),
});

/** The most by which an allocation may miss 100, in milli-points: people round their shares. */
const allocationSlack = 500;

/** Customer minus process of shares, all in milli-points, or null when they do not add up. */
export function allocationValue(customer: number, process: number, other: number): number | null {
  const total = customer + process + other;
  return Math.abs(total - 100_000) > allocationSlack ? null : customer - process;
}

function readAllocation(question: PlanQuestion, tree: Tree, notes: Notes): Given | typeof INVALID {
  const shares = allocationShape.read(tree, notes);
  if (shares === INVALID) return INVALID;
  const { customer, process, other = 0 } = shares;
  const [first, second, third] = [customer, process, other].map((part) => scaled(part, 3));
  const value = allocationValue(first!, second!, third!);
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
