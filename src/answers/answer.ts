import type { PlanQuestion } from '../plan/types.ts';
import { scaled } from '../plan/integers.ts';
import { valueOf } from '../source/document.ts';
import { number, text } from '../source/scalars.ts';
import { INVALID, isBlank, isNull, note, type Notes } from '../source/shape.ts';
import { object, optional } from '../source/structures.ts';
import type { ScalarTree, Tree } from '../source/tree.ts';
import { mostShown, visible } from '../text/visible.ts';
import { Unanswered } from './types.ts';
import { allocationValue, allowedOf, given, givenOfText, type Given } from './value.ts';

const open: Given = { state: Unanswered, value: 0, note: null };

function refuse(question: PlanQuestion, at: Tree, shown: string, notes: Notes): typeof INVALID {
  const said = visible(shown.slice(0, mostShown));
  return note(notes, at, 'ANSWER_RANGE', question.id, said, allowedOf(question));
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
