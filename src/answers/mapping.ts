import { problem, type Outcome, type Problem } from '../problem.ts';
import type { Input, Plan, PlanQuestion } from '../plan/types.ts';
import { readDocument, treeAt, valueOf, type Located, type Step } from '../source/document.ts';
import { formatVersion } from '../source/format.ts';
import { text } from '../source/scalars.ts';
import type { Infer } from '../source/shape.ts';
import { placeAt, type Source } from '../source/source.ts';
import { dictionary, list, object, optional, record } from '../source/structures.ts';
import type { ScalarTree, Tree } from '../source/tree.ts';
import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import { scaleOf } from './labels.ts';
import { allowedOf, givenOfText, valueOfText } from './value.ts';

const word = text({ max: 1000 });
const meant = dictionary(word, 'What a cell says: the code it means, not-applicable or dont-know.');

/** The file of `--map`: what the columns and cells of a table mean. */
export const mappingShape = object(
  {
    pendulum: formatVersion,
    columns: optional(dictionary(word, 'Column of the table: what it is called here.')),
    labels: optional(
      object({
        scales: optional(record(meant, 'By answer scale.')),
        questions: optional(record(meant, 'By question; they go before those of its scale.')),
      }),
    ),
    notApplicable: optional(list(word)),
    dontKnow: optional(list(word)),
  },
  "A map: what a table's columns and cells are called here.",
);

export type Mapping = Infer<typeof mappingShape>;

/** Reads a map by itself; `checkMapping` does the rest. */
export const readMapping = (source: Source): Outcome<Located<Mapping>> =>
  readDocument(source, mappingShape);

const sharePattern = /^(100|[1-9]?[0-9])(\.[0-9]{1,3})?$/;

/** Whether a text says something as it stands, without any map. */
const isAnswer = (input: Input, said: string): boolean =>
  givenOfText(input, said) !== null || (input.kind === 'allocation' && sharePattern.test(said));

/**
 * Whether a label says something else than what it is without a map. A number may stand for a state
 * where it is said of one question, as 99 does in many surveys; a code of an option may not.
 */
function contradicts(input: Input, said: string, code: string): boolean {
  if (!isAnswer(input, said) || said === code) return false;
  const value = valueOfText(input, code);
  return input.kind === 'options' || (value !== null && value !== valueOfText(input, said));
}

const scalarsIn = (tree: Tree): readonly ScalarTree[] =>
  tree.kind === 'list' ? tree.items.filter((item) => item.kind === 'scalar') : [];

interface Checked {
  readonly plan: Plan;
  readonly located: Located<Mapping>;
  readonly problems: Problem[];
}

const placeOf = ({ located: { source } }: Checked, { start, end }: Tree) =>
  placeAt(source, start, end - start);

/** The labels at a path, held against the questions that they are for. */
function checkLabels(
  checked: Checked,
  path: readonly Step[],
  questions: readonly PlanQuestion[],
): void {
  const tree = treeAt(checked.located.tree, path);
  for (const { key, value } of tree.kind === 'map' ? tree.entries : []) {
    const code = value.kind === 'scalar' ? value.text : '';
    const unsaid = questions.find(({ input }) => givenOfText(input, code) === null);
    if (unsaid !== undefined) {
      checked.problems.push(
        problem(
          'ANSWER_RANGE',
          placeOf(checked, value),
          unsaid.id,
          visible(code),
          allowedOf(unsaid),
        ),
      );
      continue;
    }
    const other = questions.find(({ input }) => contradicts(input, key.text, code));
    if (other === undefined) continue;
    checked.problems.push(
      problem('LABEL_CONFLICT', placeOf(checked, key), visible(key.text), code, other.id),
    );
  }
}

/** Labels under a name that nothing has. */
function checkNames(
  checked: Checked,
  key: 'scales' | 'questions',
  what: string,
  known: readonly string[],
): void {
  const tree = treeAt(checked.located.tree, ['labels']);
  const named = valueOf(tree, key);
  for (const { key: name } of named?.kind === 'map' ? named.entries : []) {
    if (known.includes(name.text)) continue;
    const guess = nearest(name.text, known);
    checked.problems.push(
      problem('UNKNOWN_REF', placeOf(checked, name), what, visible(name.text), guess, known),
    );
  }
}

/** A word for a state must not be an answer too, nor mean the other state. */
function checkTokens(
  checked: Checked,
  key: 'notApplicable' | 'dontKnow',
  state: string,
  questions: readonly PlanQuestion[],
): void {
  const { tree, value } = checked.located;
  const others = (key === 'dontKnow' ? value.notApplicable : []) ?? [];
  for (const token of scalarsIn(valueOf(tree, key) ?? tree)) {
    const said = token.text;
    const other = questions.find(({ input, id }) => {
      const isLabel = value.labels?.questions?.get(id)?.has(said) ?? false;
      return !isLabel && isAnswer(input, said) && said !== state;
    });
    const clash = other?.id ?? (others.includes(said) ? 'notApplicable' : null);
    if (clash === null) continue;
    checked.problems.push(
      problem('LABEL_CONFLICT', placeOf(checked, token), visible(said), state, clash),
    );
  }
}

/**
 * What a map says of cells, held against the scorecard. Its columns are held against the table.
 * @param asked the questions that the table has columns for; words for a state may be answers to others
 */
export function checkMapping(
  plan: Plan,
  located: Located<Mapping>,
  asked: readonly PlanQuestion[],
): readonly Problem[] {
  const checked: Checked = { plan, located, problems: [] };
  const scales = [...new Set(plan.questions.flatMap((question) => scaleOf(question) ?? []))];
  const ids = plan.questions.map(({ id }) => id);
  checkNames(checked, 'scales', 'answer scale', scales);
  checkNames(checked, 'questions', 'question', ids);
  const { scales: byScale, questions: byQuestion } = located.value.labels ?? {};
  for (const scale of byScale?.keys() ?? []) {
    const of = plan.questions.filter((question) => scaleOf(question) === scale);
    checkLabels(checked, ['labels', 'scales', scale], of);
  }
  for (const id of byQuestion?.keys() ?? []) {
    const of = plan.questions.filter((question) => question.id === id);
    checkLabels(checked, ['labels', 'questions', id], of);
  }
  checkTokens(checked, 'notApplicable', 'not-applicable', asked);
  checkTokens(checked, 'dontKnow', 'dont-know', asked);
  return checked.problems;
}
