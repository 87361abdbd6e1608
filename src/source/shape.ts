import { problem, type Code, type Details, type Outcome, type Problem } from '../problem.ts';
import { nearest } from '../text/nearest.ts';
import { firstControl, visible } from '../text/visible.ts';
import { placeAt, type Source } from './source.ts';
import { readTree, type MapTree, type ScalarTree, type Tree } from './tree.ts';

/** JSON Schema (draft 7), as far as it is used here. */
export type JsonSchema = { readonly [key: string]: unknown };

/** What could not be read; its problems are already noted. */
export const INVALID = Symbol('invalid');
type Read<T> = T | typeof INVALID;

/** Collects the problems of one source. */
export interface Notes {
  readonly source: Source;
  readonly problems: Problem[];
}

/**
 * What a value in a file must look like: reads it from the tree with all its problems, and says the
 * same as JSON Schema. Reading goes on after a problem, so that a file shows all of them at once.
 */
export interface Shape<T> {
  readonly read: (tree: Tree, notes: Notes) => Read<T>;
  readonly schema: JsonSchema;
}

export type Infer<S> = S extends Shape<infer T> ? T : never;

/** Notes a problem at a stretch of the source. */
export function note<C extends Code>(
  notes: Notes,
  at: { readonly start: number; readonly end: number },
  code: C,
  ...details: Details<C>
): typeof INVALID {
  notes.problems.push(
    problem(code, placeAt(notes.source, at.start, at.end - at.start), ...details),
  );
  return INVALID;
}

const kindNames = { scalar: 'a single value', map: '"key: value" lines', list: 'a list' } as const;

/** An empty place, or one of YAML's words for it. */
export const isNull = (tree: Tree): boolean =>
  tree.kind === 'scalar' && !tree.quoted && /^(|~|null|Null|NULL)$/.test(tree.text);

const isBlank = (tree: Tree): boolean =>
  isNull(tree) || (tree.kind === 'scalar' && tree.text.trim() === '');

function wrongKind(tree: Tree, expected: string, notes: Notes): typeof INVALID {
  const found = isBlank(tree) ? 'nothing' : kindNames[tree.kind];
  return note(notes, tree, 'SHAPE', `expected ${expected}, found ${found}`, null);
}

/** Notes the first character of a scalar that cannot be seen; at itself where it is not escaped. */
function noteControl(scalar: ScalarTree, notes: Notes): typeof INVALID | null {
  const control = firstControl(scalar.text);
  if (control === null) return null;
  const raw = firstControl(notes.source.text.slice(scalar.start, scalar.end));
  const start = scalar.start + (raw?.at ?? 0);
  const at = raw?.shown === control.shown ? { start, end: start + 1 } : scalar;
  return note(notes, at, 'CONTROL_CHAR', control.shown);
}

interface TextRules {
  readonly max?: number;
  /** Remarks of respondents are kept as they are and made visible when printed. */
  readonly anyCharacter?: boolean;
  readonly about?: string;
}

/** Text, always as it was written: a plain 1.10 stays "1.10", a plain no stays "no". */
export function text(rules: TextRules = {}): Shape<string> {
  const max = rules.max ?? 4000;
  return {
    schema: { type: ['string', 'number', 'boolean'], ...describe(rules.about) },
    read(tree, notes) {
      if (tree.kind !== 'scalar' || isBlank(tree)) return wrongKind(tree, 'text', notes);
      const control = rules.anyCharacter ? null : noteControl(tree, notes);
      if (control !== null) return control;
      if (tree.text.length > max) {
        return note(
          notes,
          tree,
          'SHAPE',
          `the text is longer than ${max} characters`,
          'shorten it',
        );
      }
      return tree.text;
    },
  };
}

const describe = (about: string | undefined) => (about === undefined ? {} : { description: about });

export const idPattern = /^[a-z][a-z0-9_-]{0,63}$/;
const reservedIds = new Set(Object.getOwnPropertyNames(Object.prototype).concat('prototype'));
const yamlWords = /^(null|true|false)$/;

function readId(scalar: ScalarTree, notes: Notes): Read<string> {
  const word = scalar.text;
  const control = noteControl(scalar, notes);
  if (control !== null) return control;
  if (reservedIds.has(word)) return note(notes, scalar, 'RESERVED_ID', word);
  const isCoerced = !scalar.quoted && yamlWords.test(word);
  if (isCoerced || !idPattern.test(word)) {
    return note(notes, scalar, 'ID_FORMAT', visible(word), isCoerced);
  }
  return word;
}

/** An id: lower-case letters, digits, - and _, judged on what was written and never coerced. */
export function id(about?: string): Shape<string> {
  return {
    schema: { type: 'string', pattern: idPattern.source, ...describe(about) },
    read: (tree, notes) =>
      tree.kind === 'scalar' && tree.text !== ''
        ? readId(tree, notes)
        : wrongKind(tree, 'an id', notes),
  };
}

export interface NumberRules {
  readonly min: number;
  readonly max: number;
  /** The most digits after the point. */
  readonly decimals: number;
  readonly about?: string;
}

const decimalPattern = /^-?(0|[1-9][0-9]*)(\.([0-9]+))?$/;

function numberRule({ min, max, decimals }: NumberRules): string {
  const digits = decimals === 0 ? 'a whole number' : `a number with at most ${decimals} decimals`;
  return `${digits} from ${min} to ${max}`;
}

/** Why a scalar is not a number by the rules, or null when it is one. */
function numberFault(scalar: ScalarTree, rules: NumberRules): string | null | undefined {
  const match = decimalPattern.exec(scalar.text);
  if (match !== null && scalar.quoted) return `remove the quotes: ${scalar.text}`;
  if (match === null) {
    const digits = String(Number(scalar.text.replaceAll('_', '')));
    const isMeant = scalar.text.trim() !== '' && decimalPattern.test(digits);
    return isMeant ? `write ${digits}` : 'write digits, like 1.5';
  }
  const value = Number(scalar.text);
  const isTooFine = (match[3]?.length ?? 0) > rules.decimals;
  const isOutside = value < rules.min || value > rules.max || Object.is(value, -0);
  return isTooFine || isOutside ? null : undefined;
}

/** A decimal number in plain digits; no exponents, infinities, separators or quotes. */
export function number(rules: NumberRules): Shape<number> {
  return {
    schema: {
      type: rules.decimals === 0 ? 'integer' : 'number',
      minimum: rules.min,
      maximum: rules.max,
      ...describe(rules.about),
    },
    read(tree, notes) {
      if (tree.kind !== 'scalar' || isNull(tree)) return wrongKind(tree, 'a number', notes);
      const fault = numberFault(tree, rules);
      if (fault === undefined) return Number(tree.text);
      return note(notes, tree, 'NUMBER', visible(tree.text), numberRule(rules), fault);
    },
  };
}

/** Exactly `true` or `false`, without quotes. */
export function flag(about?: string): Shape<boolean> {
  return {
    schema: { type: 'boolean', ...describe(about) },
    read(tree, notes) {
      const word = tree.kind === 'scalar' && !tree.quoted ? tree.text : '';
      if (word === 'true') return true;
      if (word === 'false') return false;
      return note(notes, tree, 'SHAPE', 'expected true or false', null);
    },
  };
}

/** A number, or one word that stands instead of it. */
export function numberOr<const W extends string>(word: W, rules: NumberRules): Shape<number | W> {
  const digits = number(rules);
  return {
    schema: { anyOf: [digits.schema, { const: word }] },
    read: (tree, notes) =>
      tree.kind === 'scalar' && tree.text === word ? word : digits.read(tree, notes),
  };
}

/** Any value, kept as it was written for a reader that knows more. */
export function anything(schema: JsonSchema): Shape<Tree> {
  return { schema, read: (tree) => tree };
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Shape<W> {
  return {
    schema: { enum: words },
    read(tree, notes) {
      const word = tree.kind === 'scalar' ? tree.text : '';
      if ((words as readonly string[]).includes(word)) return word as W;
      const guess = nearest(word, words);
      const hint = guess === null ? `allowed: ${words.join(', ')}` : `did you mean "${guess}"?`;
      return note(
        notes,
        tree,
        'SHAPE',
        `"${visible(word)}" is not one of the words used here`,
        hint,
      );
    },
  };
}

/** A list; entries that cannot be read are left out, with their problems. */
export function list<T>(
  item: Shape<T>,
  rules: { readonly min?: number; readonly max?: number } = {},
): Shape<readonly T[]> {
  const { min = 0, max = 10_000 } = rules;
  return {
    schema: { type: 'array', items: item.schema, minItems: min, maxItems: max },
    read(tree, notes) {
      if (tree.kind !== 'list') return wrongKind(tree, 'a list', notes);
      const entries = tree.items.slice(0, max).map((entry) => item.read(entry, notes));
      const { length } = tree.items;
      if (length < min || length > max) {
        const count = length === 1 ? '1 entry' : `${length} entries`;
        const range = `${min} to ${max} are allowed`;
        return note(notes, tree, 'SHAPE', `the list has ${count}; ${range}`, null);
      }
      return entries.filter(
        (entry): entry is Exclude<typeof entry, typeof INVALID> => entry !== INVALID,
      ) as T[];
    },
  };
}

/** A map from ids of the author's choice to values of one shape, in written order. */
export function record<T>(value: Shape<T>, about?: string): Shape<ReadonlyMap<string, T>> {
  return {
    schema: {
      type: 'object',
      propertyNames: { pattern: idPattern.source },
      additionalProperties: value.schema,
      ...describe(about),
    },
    read(tree, notes) {
      if (tree.kind !== 'map') return wrongKind(tree, '"name: value" lines', notes);
      const read = new Map<string, T>();
      for (const entry of tree.entries) {
        if (reservedIds.has(entry.key.text)) {
          note(notes, entry.key, 'UNKNOWN_KEY', entry.key.text, null, []);
          continue;
        }
        const key = readId(entry.key, notes);
        const item = value.read(entry.value, notes);
        if (key !== INVALID && item !== INVALID) read.set(key, item);
      }
      return read;
    },
  };
}

/** A field of an object: its shape and whether it may be absent. */
export interface Field<T, Required extends boolean> {
  readonly shape: Shape<T>;
  readonly required: Required;
}

/** A field that may be absent. */
export const optional = <T>(shape: Shape<T>): Field<T, false> => ({ shape, required: false });

type Fields = { readonly [name: string]: Shape<unknown> | Field<unknown, false> };
type Value<F> = F extends Field<infer T, boolean> ? T : F extends Shape<infer T> ? T : never;
type OptionalNames<F> = {
  [K in keyof F]: F[K] extends Field<unknown, false> ? K : never;
}[keyof F];
export type ObjectOf<F> = {
  readonly [K in Exclude<keyof F, OptionalNames<F>>]: Value<F[K]>;
} & { readonly [K in OptionalNames<F>]?: Value<F[K]> };

const fieldOf = (field: Shape<unknown> | Field<unknown, false>): Field<unknown, boolean> =>
  'required' in field ? field : { shape: field, required: true };

/**
 * A map with known keys. A field that cannot be read counts as absent; only a missing or unreadable
 * required field makes the whole unreadable.
 */
export function object<const F extends Fields>(fields: F, about?: string): Shape<ObjectOf<F>> {
  const known = new Map(Object.entries(fields).map(([name, field]) => [name, fieldOf(field)]));
  const names = [...known.keys()];
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([...known].map(([name, { shape }]) => [name, shape.schema])),
      required: names.filter((name) => known.get(name)!.required),
      additionalProperties: false,
      ...describe(about),
    },
    read(tree, notes) {
      if (tree.kind !== 'map') return wrongKind(tree, '"key: value" lines', notes);
      const read: Record<string, unknown> = {};
      const unreadable = new Set<string>();
      for (const { key, value } of tree.entries) {
        const field = known.get(key.text);
        if (field === undefined) {
          if (noteControl(key, notes) !== null) continue;
          note(notes, key, 'UNKNOWN_KEY', visible(key.text), nearest(key.text, names), names);
          continue;
        }
        const item = field.shape.read(value, notes);
        if (item === INVALID) unreadable.add(key.text);
        else read[key.text] = item;
      }
      const missing = names.filter((name) => known.get(name)!.required && !(name in read));
      const head = { start: tree.start, end: tree.start + 1 };
      for (const name of missing) {
        if (!unreadable.has(name)) note(notes, head, 'MISSING_KEY', name);
      }
      return missing.length > 0 ? INVALID : (read as ObjectOf<F>);
    },
  };
}

/** One shape for a single value, another for a map, at one place. */
export function scalarOrMap<S, M>(scalar: Shape<S>, map: Shape<M>): Shape<S | M> {
  return {
    schema: { anyOf: [scalar.schema, map.schema] },
    read: (tree, notes): Read<S | M> =>
      tree.kind === 'map' ? map.read(tree, notes) : scalar.read(tree, notes),
  };
}

/** A shape that contains itself; it must be one of the named `definitions` of the schema. */
export function named<T>(name: string, shape: () => Shape<T>): Shape<T> {
  return {
    schema: { $ref: `#/definitions/${name}` },
    read: (tree, notes) => shape().read(tree, notes),
  };
}

/** A value that was read, with the tree it came from so that later checks can name places. */
export interface Located<T> {
  readonly value: T;
  readonly source: Source;
  readonly tree: MapTree;
}

/** Reads a whole document by a shape. The value is there whenever enough of it could be read. */
export function readDocument<T>(source: Source, shape: Shape<T>): Outcome<Located<T>> {
  const outcome = readTree(source);
  if (outcome.value === null) return { value: null, problems: outcome.problems };
  const notes: Notes = { source, problems: [...outcome.problems] };
  const value = shape.read(outcome.value, notes);
  const located = value === INVALID ? null : { value, source, tree: outcome.value };
  return { value: located, problems: notes.problems };
}

/** A key, an index, the entry of a list that has this id, or the first place of a word. */
export type Step = string | number | { readonly id: string } | { readonly word: string };

/** The tree at a path, or the deepest part of the path that exists. */
export function treeAt(tree: Tree, path: readonly Step[]): Tree {
  let here: Tree = tree;
  for (const step of path) {
    const next = treeBelow(here, step);
    if (next === undefined) return here;
    here = next;
  }
  return here;
}

function treeBelow(tree: Tree, step: Step): Tree | undefined {
  if (typeof step === 'string') return valueOf(tree, step);
  if (typeof step === 'number') return tree.kind === 'list' ? tree.items[step] : undefined;
  return 'id' in step ? itemWith(tree, step.id) : placeOf(tree, step.word);
}

/** The first scalar of this text in a tree, key or value. */
function placeOf(tree: Tree, word: string): ScalarTree | undefined {
  if (tree.kind === 'scalar') return tree.text === word ? tree : undefined;
  const parts =
    tree.kind === 'list' ? tree.items : tree.entries.flatMap(({ key, value }) => [key, value]);
  for (const part of parts) {
    const found = placeOf(part, word);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The value under a key of a map, if this is a map and has it. */
export const valueOf = (tree: Tree, key: string): Tree | undefined =>
  tree.kind === 'map' ? tree.entries.find((entry) => entry.key.text === key)?.value : undefined;

/** The id an entry of a list was given, readable or not. */
export function idOf(tree: Tree): string | null {
  const id = valueOf(tree, 'id');
  return id?.kind === 'scalar' ? id.text : null;
}

const itemWith = (tree: Tree, id: string): Tree | undefined =>
  tree.kind === 'list' ? tree.items.find((item) => idOf(item) === id) : undefined;
