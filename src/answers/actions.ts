import type { Plan } from '../plan/types.ts';
import { problem, type Outcome, type Place, type Problem } from '../problem.ts';
import { duplicateIds, readDocument, treeAt, type Located, type Step } from '../source/document.ts';
import { appended, edited, merged, type Edit, type Pair } from '../source/edit.ts';
import { formatVersion } from '../source/format.ts';
import { date, id, oneOf, practiceId, text } from '../source/scalars.ts';
import type { Infer } from '../source/shape.ts';
import { placeAt, sourceOf, type Source } from '../source/source.ts';
import { list, object, optional } from '../source/structures.ts';
import { yamlText } from '../source/write.ts';
import { nearest } from '../text/nearest.ts';
import type { Engagement } from './engagement.ts';

const words = (max: number, about?: string) =>
  text({ max, ...(about === undefined ? {} : { about }) });

const actionShape = object({
  id: id(),
  unit: id(),
  round: optional(words(40, 'The survey round it came out of.')),
  practice: optional(practiceId),
  dimension: optional(id()),
  side: optional(oneOf('customer', 'process', 'both')),
  action: words(1000, 'What is done.'),
  owner: words(120, 'One person, or one role.'),
  due: date('Year-month-day.'),
  kpi: words(300, 'What shows that it helped.'),
  status: oneOf('open', 'done', 'dropped'),
  closed: optional(words(40, 'The round or day in which it was closed.')),
  note: optional(words(2000)),
});

/** The file `actions.yaml`: what units decided to do, who does it, and by when. */
export const actionsShape = object(
  { pendulum: formatVersion, actions: list(actionShape) },
  'What units decided to do, who does it, and by when.',
);

export type Action = Infer<typeof actionShape>;
export type ActionRegister = Infer<typeof actionsShape>;

/** An action as it is agreed: it gets its id, and is open, when it is written down. */
export type NewAction = Omit<Action, 'id' | 'status' | 'closed'>;

/** Reads a register by itself; `checkActions` does the rest. */
export function readActions(source: Source): Outcome<Located<ActionRegister>> {
  const { value, problems } = readDocument(source, actionsShape);
  if (value === null) return { value, problems };
  return { value, problems: [...problems, ...duplicateIds(value, ['actions'], 'action')] };
}

/** What a register says, held against the scorecard and, where there is one, the engagement. */
export function checkActions(
  plan: Plan,
  engagement: Engagement | null,
  { value, source, tree }: Located<ActionRegister>,
): readonly Problem[] {
  const ids = (named: readonly { readonly id: string }[]) => named.map(({ id: name }) => name);
  const known = {
    unit: engagement === null ? null : ids(engagement.units),
    round: engagement?.rounds ?? null,
    practice: ids(plan.practices),
    dimension: ids(plan.dimensions),
  };
  const placeOf = (path: readonly Step[]): Place => {
    const { start, end } = treeAt(tree, path);
    return placeAt(source, start, end - start);
  };
  return value.actions.flatMap((action) =>
    Object.entries(known).flatMap(([key, names]) => {
      const name = action[key as keyof typeof known];
      if (name === undefined || names === null || names.includes(name)) return [];
      const at = placeOf(['actions', { id: action.id }, key]);
      return [problem('UNKNOWN_REF', at, key, name, nearest(name, names), names)];
    }),
  );
}

/** The actions of a unit that are still to be done, in the order they were written down. */
export const openActions = ({ actions }: ActionRegister, unit: string): readonly Action[] =>
  actions.filter((action) => action.unit === unit && action.status === 'open');

const empty = `# yaml-language-server: $schema=./node_modules/pendulum/schema/actions.schema.json
#
# What was decided, who does it, and by when. Change it here as you like.
pendulum: 1
actions: []
`;

/** The most an id may have, less a hyphen and a number. */
const longestStem = 58;

/** What the ids of a unit's actions of a round begin with. */
function stemOf({ unit, round = '' }: NewAction): string {
  const plain = round.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${unit}-${plain}`.slice(0, longestStem).replace(/-+$/, '');
}

/** The ids of new actions: numbers go on after the highest that is taken. */
function idsOf(taken: readonly string[], actions: readonly NewAction[]): readonly string[] {
  const highest = new Map<string, number>();
  for (const name of taken) {
    const [, stem, number] = /^(.*)-([0-9]{1,5})$/.exec(name) ?? [];
    if (stem !== undefined) highest.set(stem, Math.max(highest.get(stem) ?? 0, Number(number)));
  }
  return actions.map((action) => {
    const stem = stemOf(action);
    const number = (highest.get(stem) ?? 0) + 1;
    highest.set(stem, number);
    return `${stem}-${number}`;
  });
}

const order = Object.keys(actionShape.schema['properties'] as object);

const pairsOf = (action: Action): readonly Pair[] =>
  order.flatMap((key) => {
    const said = action[key as keyof Action];
    return said === undefined ? [] : [[key, yamlText(said)] as const];
  });

function located(text: string): Located<ActionRegister> {
  const { value, problems } = readActions(sourceOf('actions.yaml', text));
  if (value === null || problems.length > 0) {
    throw new Error(`the register cannot be edited: ${problems[0]?.message ?? ''}`);
  }
  return value;
}

/** The text with its edits, once it is sure that it says what it is to say. */
function proven(text: string, edits: readonly Edit[], expected: readonly Action[]): string {
  const changed = edited(text, edits);
  const told = (actions: readonly Action[]) =>
    JSON.stringify(actions.map((action) => order.map((key) => action[key as keyof Action])));
  if (told(located(changed).value.actions) !== told(expected)) {
    throw new Error('the register cannot be edited as it is written');
  }
  return changed;
}

/**
 * The text of a register with actions added at its end, open and each with an id of its own, and
 * all that was there byte for byte as it was. A null text begins a register.
 * @throws Error when the text is not one that `readActions` reads without problems
 */
export function appendActions(text: string | null, actions: readonly NewAction[]): string {
  const start = text ?? empty;
  const { value, tree } = located(start);
  const taken = value.actions.map(({ id: name }) => name);
  const ids = idsOf(taken, actions);
  const added = actions.map((action, i): Action => ({ ...action, id: ids[i]!, status: 'open' }));
  const edits = appended(start, tree, 'actions', added.map(pairsOf));
  return proven(start, edits, [...value.actions, ...added]);
}

/**
 * The text of a register with one action closed, and all else byte for byte as it was.
 * @param closed the round or day in which it was closed, where there is one
 * @throws RangeError when there is no such action
 * @throws Error when the text is not one that `readActions` reads without problems
 */
export function closeAction(
  text: string,
  id: string,
  status: 'done' | 'dropped',
  closed: string | null,
): string {
  const { value, tree } = located(text);
  const item = treeAt(tree, ['actions', { id }]);
  if (item.kind !== 'map') throw new RangeError(`there is no action "${id}"`);
  const edits = merged(
    text,
    item,
    [['status', status], ...(closed === null ? [] : [['closed', yamlText(closed)] as const])],
    [order],
  );
  const expected = value.actions.map((action) =>
    action.id === id ? { ...action, status, ...(closed === null ? {} : { closed }) } : action,
  );
  return proven(text, edits, expected);
}
