import type { Plan } from '../plan/types.ts';
import type { Problem } from '../problem.ts';
import { valueOf } from '../source/document.ts';
import { isNull, type Notes } from '../source/shape.ts';
import { sourceOf } from '../source/source.ts';
import type { MapTree, ScalarTree, Tree } from '../source/tree.ts';
import { readAnswers, type ReadAnswers } from './sheet.ts';

/** The states a person can give an answer; "not asked" follows from the other answers. */
export const entryStates = ['answered', 'not-applicable', 'dont-know', 'unanswered'] as const;
type EntryState = (typeof entryStates)[number];

/** An allocation as it was given, in points that add up to 100. */
export interface Shares {
  readonly customer: number;
  readonly process: number;
  readonly other?: number;
}

/**
 * One answer as it was given and as a sheet writes it: a code or a number as text, or shares. Null
 * unless answered. A remark may stand without an answer.
 */
export interface Entry {
  readonly question: string;
  readonly state: EntryState;
  readonly answer: string | Shares | null;
  readonly note: string | null;
}

const scalar = (text: string, quoted: boolean): ScalarTree => ({
  kind: 'scalar',
  text,
  quoted,
  start: 0,
  end: 0,
});

const map = (entries: readonly (readonly [string, Tree])[]): MapTree => ({
  kind: 'map',
  entries: entries.map(([key, value]) => ({ key: scalar(key, true), value })),
  start: 0,
  end: 0,
});

function answerTree({ state, answer }: Entry): Tree {
  if (state === 'unanswered') return scalar('', false);
  if (state !== 'answered') return scalar(state, false);
  if (typeof answer === 'string') return scalar(answer, true);
  return map(
    Object.entries(answer ?? {}).map(([part, share]) => [part, scalar(`${share}`, false)]),
  );
}

const hasNote = ({ note }: Entry) => note !== null && note.trim() !== '';

const entryTree = (entry: Entry): Tree =>
  hasNote(entry)
    ? map([
        ['answer', answerTree(entry)],
        ['note', scalar(entry.note!, true)],
      ])
    : answerTree(entry);

/**
 * Reads entries through the same door as a sheet, so that an answer means the same in a session
 * and in the file that comes out of it. Later entries of a question replace earlier ones.
 */
export function readEntries(
  plan: Plan,
  entries: Iterable<Entry>,
): ReadAnswers & { readonly problems: readonly Problem[] } {
  const last = new Map<string, Tree>();
  for (const entry of entries) last.set(entry.question, entryTree(entry));
  const notes: Notes = { source: sourceOf('the session', ''), problems: [] };
  const read = readAnswers(plan, map([...last]), notes);
  return { ...read, problems: notes.problems };
}

type Answer = Pick<Entry, 'state' | 'answer'>;

function answerIn(tree: Tree | undefined): Answer {
  if (tree === undefined || tree.kind === 'list') return { state: 'unanswered', answer: null };
  if (tree.kind === 'map') {
    const shares = tree.entries.map(({ key, value }) => [
      key.text,
      Number((value as ScalarTree).text),
    ]);
    return { state: 'answered', answer: Object.fromEntries(shares) };
  }
  if (isNull(tree) || tree.text === '') return { state: 'unanswered', answer: null };
  if (tree.text === 'not-applicable' || tree.text === 'dont-know') {
    return { state: tree.text, answer: null };
  }
  return { state: 'answered', answer: tree.text };
}

function entryIn(question: string, tree: Tree): Entry {
  const [answer, note] = [valueOf(tree, 'answer'), valueOf(tree, 'note')];
  const isWrapped = answer !== undefined || note !== undefined;
  const remark = note?.kind === 'scalar' && !isNull(note) ? note.text : null;
  return { question, ...answerIn(isWrapped ? answer : tree), note: remark };
}

/** The entries that a map from question id to answer stands for; `readAnswers` found it sound. */
export const entriesIn = (tree: Tree | undefined): readonly Entry[] =>
  tree?.kind !== 'map' ? [] : tree.entries.map(({ key, value }) => entryIn(key.text, value));
