import { problem, type Code, type Details, type Problem } from '../problem.ts';
import { firstControl } from '../text/visible.ts';
import { placeAt, type Source } from './source.ts';
import type { ScalarTree, Tree } from './tree.ts';

/** JSON Schema (draft 7), as far as it is used here. */
export type JsonSchema = { readonly [key: string]: unknown };

/** What could not be read; its problems are already noted. */
export const INVALID = Symbol('invalid');
/** What reading gives. */
export type Read<T> = T | typeof INVALID;

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

/** The same, or nothing but spaces. */
export const isBlank = (tree: Tree): boolean =>
  isNull(tree) || (tree.kind === 'scalar' && tree.text.trim() === '');

/** Notes that something else stands where a value of one kind is expected. */
export function wrongKind(tree: Tree, expected: string, notes: Notes): typeof INVALID {
  const [found, hint] = isBlank(tree)
    ? ['nothing', 'write it here, or delete the line where it may be left out']
    : [kindNames[tree.kind], null];
  return note(notes, tree, 'SHAPE', `expected ${expected}, found ${found}`, hint);
}

/** Notes the first character of a scalar that cannot be seen; at itself where it is not escaped. */
export function noteControl(scalar: ScalarTree, notes: Notes): typeof INVALID | null {
  const control = firstControl(scalar.text);
  if (control === null) return null;
  const raw = firstControl(notes.source.text.slice(scalar.start, scalar.end));
  const start = scalar.start + (raw?.at ?? 0);
  const at = raw?.shown === control.shown ? { start, end: start + 1 } : scalar;
  return note(notes, at, 'CONTROL_CHAR', control.shown);
}

/** The description of a shape as JSON Schema has it. */
export const describe = (about: string | undefined) =>
  about === undefined ? {} : { description: about };
