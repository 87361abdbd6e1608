import type { Plan } from '../plan/types.ts';
import { valueOf, type Located } from '../source/document.ts';
import { edited, isFlow, leavesOf, merged, type Leaf, type Pair } from '../source/edit.ts';
import { sourceOf } from '../source/source.ts';
import { readTree, type Tree } from '../source/tree.ts';
import { textOfValue, valueOfText } from './value.ts';
import type { Engagement } from './engagement.ts';
import { entriesIn, type Entry } from './entry.ts';
import { bareText, entryText } from './write.ts';

/** Whose facts: those of a unit in a round. */
export interface FactsOf {
  readonly unit: string;
  readonly round: string | null;
}

const pathOf = ({ unit, round }: FactsOf): readonly string[] => ['facts', unit, round ?? ''];

const below = (tree: Tree, path: readonly string[]): Tree | undefined =>
  path.reduce<Tree | undefined>(
    (here, key) => (here === undefined ? undefined : valueOf(here, key)),
    tree,
  );

/** The facts of a unit and round as an engagement gives them, in the order they are written. */
export const givenFacts = ({ tree }: { readonly tree: Tree }, whose: FactsOf): readonly Entry[] =>
  entriesIn(below(tree, pathOf(whose)));

/** An entry as it would be written, so that 9 and 9.0 are the same answer. */
function normal(plan: Plan, entry: Entry): string | null {
  const { answer } = entry;
  const input = plan.questions.find(({ id }) => id === entry.question)?.input;
  if (input?.kind !== 'metric' || typeof answer !== 'string') return entryText(entry);
  const value = valueOfText(input, answer);
  return value === null
    ? entryText(entry)
    : entryText({ ...entry, answer: textOfValue(input, value) });
}

const byQuestion = (entries: readonly Entry[]) =>
  new Map(entries.map((entry) => [entry.question, entry]));

/** What has to be written for an answer; nothing when the file says the same already. */
function change(plan: Plan, before: Entry | undefined, now: Entry): readonly Pair[] {
  const { question } = now;
  const text = entryText(now);
  if (before === undefined) return text === null ? [] : [[question, text]];
  if (normal(plan, before) === normal(plan, now)) return [];
  const answer = bareText(now);
  // A remark that stays is left as it is written, perhaps over several lines.
  const isBesideNote = before.note !== null && before.note === now.note;
  if (isBesideNote && bareText(before) !== null && answer !== null) {
    return [[question, [['answer', answer]]]];
  }
  return [[question, text ?? 'null']];
}

function editedFacts(
  plan: Plan,
  { value: engagement, source, tree }: Located<Engagement>,
  whose: FactsOf,
  changes: readonly Pair[],
): string {
  const pairs = pathOf(whose).reduceRight<readonly Pair[]>((inner, key) => [[key, inner]], changes);
  const orders = [
    [],
    engagement.units.map(({ id }) => id),
    engagement.rounds ?? [],
    plan.questions.map(({ id }) => id),
  ];
  return edited(source.text, merged(source.text, tree, pairs, orders));
}

/** Whether a reading has the same values as before in every place but the facts in question. */
function isElsewhereSame(before: Tree, after: Tree, whose: FactsOf): boolean {
  const path = pathOf(whose);
  const isElsewhere = (leaf: Leaf) => path.some((key, i) => leaf.path[i] !== key);
  const told = (tree: Tree) => JSON.stringify(leavesOf(tree).filter(isElsewhere));
  return told(before) === told(after);
}

/**
 * The text of an engagement with these facts of a unit and round put in, and every other byte as it
 * was. Null when it is written in a way that this cannot be done in: what comes out was read back,
 * and says what the engagement said before and these facts.
 */
export function writeFacts(
  plan: Plan,
  located: Located<Engagement>,
  whose: FactsOf,
  entries: readonly Entry[],
): string | null {
  const { source, tree } = located;
  // In JSON what is added would have to be JSON as well.
  if (isFlow(source.text, tree)) return null;
  const before = byQuestion(givenFacts(located, whose));
  const given = byQuestion(entries);
  const changes = plan.questions.flatMap(({ id }) => {
    const entry = given.get(id);
    return entry === undefined ? [] : change(plan, before.get(id), entry);
  });
  if (changes.length === 0) return source.text;
  const text = editedFacts(plan, located, whose, changes);
  const { value: after, problems } = readTree(sourceOf(source.name, text));
  if (after === null || problems.length > 0 || !isElsewhereSame(tree, after, whose)) return null;
  const now = byQuestion(givenFacts({ tree: after }, whose));
  const wanted = new Map([...before, ...given]);
  const isRead = [...wanted].every(([question, entry]) => {
    const read = now.get(question);
    return (read === undefined ? null : normal(plan, read)) === normal(plan, entry);
  });
  return isRead && [...now.keys()].every((question) => wanted.has(question)) ? text : null;
}

/** Whether facts of a unit and round can be put into the text of an engagement, whatever they are. */
export const canWriteFacts = (
  plan: Plan,
  located: Located<Engagement>,
  whose: FactsOf,
): boolean => {
  const facts = plan.questions.filter(({ fact }) => fact);
  const probe = { state: 'dont-know', answer: null, note: '?' } as const;
  const entries = facts.map(({ id: question }) => ({ question, ...probe }));
  return writeFacts(plan, located, whose, entries) !== null;
};
