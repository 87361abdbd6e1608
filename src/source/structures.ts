import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import { idPattern, readId, reservedIds } from './scalars.ts';
import {
  describe,
  INVALID,
  note,
  noteControl,
  wrongKind,
  type JsonSchema,
  type Read,
  type Shape,
} from './shape.ts';
import type { Tree } from './tree.ts';

/** Any value, kept as it was written for a reader that knows more. */
export function anything(schema: JsonSchema): Shape<Tree> {
  return { schema, read: (tree) => tree };
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
      return entries.filter((entry): entry is T => entry !== INVALID);
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

/** A map from texts of any wording to values of one shape, in written order. */
export function dictionary<T>(value: Shape<T>, about?: string): Shape<ReadonlyMap<string, T>> {
  return {
    schema: { type: 'object', additionalProperties: value.schema, ...describe(about) },
    read(tree, notes) {
      if (tree.kind !== 'map') return wrongKind(tree, '"text: value" lines', notes);
      const read = new Map<string, T>();
      for (const { key, value: given } of tree.entries) {
        const isSeen = noteControl(key, notes) === null;
        const item = value.read(given, notes);
        if (isSeen && item !== INVALID) read.set(key.text, item);
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
