import { problem, type Outcome, type Place, type Problem } from '../problem.ts';
import {
  duplicateIds,
  idOf,
  readDocument,
  treeAt,
  valueOf,
  type Located,
  type Step,
} from '../source/document.ts';
import { formatVersion } from '../source/format.ts';
import { date, id, number, oneOf, text } from '../source/scalars.ts';
import { INVALID, note, type Infer, type Shape } from '../source/shape.ts';
import { placeAt, type Source } from '../source/source.ts';
import { list, object, optional } from '../source/structures.ts';
import type { ScalarTree, Tree } from '../source/tree.ts';
import { nearest } from '../text/nearest.ts';

/** The position a unit is to be near: that of its market, or anywhere in a range of points. */
export type Aim = 'target' | { readonly from: number; readonly to: number };

/** Measures that have to reach something: points, r*wg from its lowest to 1, or a share of one. */
export type Reached =
  'customer' | 'process' | 'strength' | 'agreement' | 'coverage' | 'responseRate';

/** What a check asks of its one measure; `within` in points. */
export type Ask =
  | { readonly measure: 'position'; readonly within: number; readonly of: Aim }
  | { readonly measure: 'movement'; readonly within: number }
  | { readonly measure: Reached; readonly atLeast: number };

/** One demand on units. */
export interface Check {
  readonly id: string;
  readonly ask: Ask;
  /** Null is every unit, and no group. */
  readonly units: readonly string[] | null;
  readonly because: string;
}

const points = number({ min: 0, max: 200, decimals: 3 });
const end = number({ min: -100, max: 100, decimals: 3 });
const ends = list(end, { min: 2, max: 2 });
const target = oneOf('target');

const aim: Shape<Aim> = {
  schema: { anyOf: [target.schema, ends.schema] },
  read(tree, notes) {
    if (tree.kind !== 'list') return target.read(tree, notes);
    const read = ends.read(tree, notes);
    if (read === INVALID || read.length < 2) return INVALID;
    const [from, to] = [read[0]!, read[1]!];
    const hint = `write [${to}, ${from}]`;
    return from <= to
      ? { from, to }
      : note(notes, tree, 'SHAPE', 'the range ends before it begins', hint);
  },
};

const atLeast = (min: number, max: number) =>
  object({ atLeast: number({ min, max, decimals: 3 }) });

/** What may be looked at; a check gives exactly one of them. */
const measures = {
  position: optional(object({ within: points, of: aim }, 'Points from the target or a range.')),
  customer: optional(atLeast(0, 100)),
  process: optional(atLeast(0, 100)),
  strength: optional(atLeast(0, 100)),
  agreement: optional(atLeast(-1, 1)),
  coverage: optional(atLeast(0, 1)),
  responseRate: optional(atLeast(0, 1)),
  movement: optional(object({ within: points }, 'Points of position since the baseline.')),
};

const names = Object.keys(measures);
const reached: readonly Reached[] = [
  'customer',
  'process',
  'strength',
  'agreement',
  'coverage',
  'responseRate',
];

const written = object({
  id: id(),
  ...measures,
  units: optional(list(id(), { min: 1, max: 5000 })),
  because: text({ max: 300, about: 'Why it is asked; printed wherever it is judged.' }),
});

/** What a check asks; null where that could not be read. */
function askOf(read: Infer<typeof written>): Ask | null {
  const { position, movement } = read;
  if (position !== undefined) return { measure: 'position', ...position };
  if (movement !== undefined) return { measure: 'movement', ...movement };
  const measure = reached.find((name) => read[name] !== undefined);
  return measure === undefined ? null : { measure, ...read[measure]! };
}

const namesIn = (tree: Tree): readonly string[] =>
  tree.kind === 'map'
    ? tree.entries.map(({ key }) => key.text).filter((key) => Object.hasOwn(measures, key))
    : [];

const check: Shape<Check> = {
  schema: { ...written.schema, oneOf: names.map((name) => ({ required: [name] })) },
  read(tree, notes) {
    const read = written.read(tree, notes);
    if (read === INVALID) return INVALID;
    const found = namesIn(tree);
    if (found.length !== 1) return note(notes, tree, 'CHECK_MEASURE', read.id, found, names);
    const { id: name, units = null, because } = read;
    const ask = askOf(read);
    return ask === null ? INVALID : { id: name, ask, units, because };
  },
};

const waiver = object({
  check: id(),
  unit: id(),
  reason: text({ max: 300, about: 'Why the check may fail for now.' }),
  owner: text({ max: 120, about: 'Who answers for it.' }),
  expires: date('The last day it holds, year-month-day.'),
});

const parts = {
  checks: list(check, { min: 1, max: 1000 }),
  waivers: optional(list(waiver, { max: 5000 })),
};

/** What units have to reach, as an engagement says it. */
export const gateShape = object(parts, 'What units have to reach, and what is waived for now.');

/** The same as a file of its own. */
export const gateFileShape = object(
  { pendulum: formatVersion, ...parts },
  'A gate: what units have to reach, and what is waived for now.',
);

export type Gate = Infer<typeof gateShape>;

/** Reads a file that holds a gate; `checkGate` does the rest. */
export const readGate = (source: Source): Outcome<Located<Gate>> =>
  readDocument(source, gateFileShape);

const itemsIn = (tree: Tree, path: readonly Step[]): readonly Tree[] => {
  const found = treeAt(tree, path);
  return found.kind === 'list' ? found.items : [];
};

const scalarsOf = (tree: Tree | undefined): readonly ScalarTree[] => {
  if (tree === undefined) return [];
  return tree.kind === 'scalar'
    ? [tree]
    : tree.kind === 'list'
      ? tree.items.flatMap(scalarsOf)
      : [];
};

/**
 * What a gate says, held against the units there are.
 * @param path where the gate stands in its file
 * @param units every unit and group; null where nobody lists them
 */
export function checkGate(
  located: Located<unknown>,
  path: readonly Step[],
  units: readonly string[] | null,
): readonly Problem[] {
  const { source, tree } = located;
  const checks = itemsIn(tree, [...path, 'checks']);
  const waivers = itemsIn(tree, [...path, 'waivers']);
  const ids = checks.map(idOf).filter((name) => name !== null);
  const placeOf = ({ start, end: stop }: Tree): Place => placeAt(source, start, stop - start);
  const refer = (what: string, named: readonly ScalarTree[], known: readonly string[] | null) =>
    named.flatMap((scalar) => {
      const name = scalar.text;
      if (known === null || known.includes(name)) return [];
      const guess = nearest(name, known);
      return [problem('UNKNOWN_REF', placeOf(scalar), what, name, guess, known)];
    });
  const under = (items: readonly Tree[], key: string) =>
    items.flatMap((item) => scalarsOf(valueOf(item, key)));
  return [
    ...duplicateIds(located, [...path, 'checks'], 'check'),
    ...refer('unit', under(checks, 'units'), units),
    ...refer('check', under(waivers, 'check'), ids),
    ...refer('unit', under(waivers, 'unit'), units),
  ];
}
