import { problem, type Outcome, type Problem } from '../problem.ts';
import { INVALID, type Notes, type Shape } from './shape.ts';
import { placeAt, type Source } from './source.ts';
import { readTree, type MapTree, type ScalarTree, type Tree } from './tree.ts';

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

/**
 * What stands under a key, an index, the entry of a list that has this id, the first place of a
 * word, or a key itself.
 */
export type Step =
  string | number | { readonly id: string } | { readonly word: string } | { readonly key: string };

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
  if ('key' in step) return keyOf(tree, step.key);
  return 'id' in step ? itemWith(tree, step.id) : placeOf(tree, step.word);
}

const keyOf = (tree: Tree, key: string): ScalarTree | undefined =>
  tree.kind === 'map' ? tree.entries.find((entry) => entry.key.text === key)?.key : undefined;

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

/** The ids given in a list of the file, readable or not, so that one fault is not two. */
export function claimedIds(tree: Tree, key: string): readonly string[] {
  const list = valueOf(tree, key);
  return list?.kind === 'list' ? list.items.map(idOf).filter((id) => id !== null) : [];
}

/** The ids of a list that are given again, each at its place. */
export function duplicateIds(
  { source, tree }: Located<unknown>,
  path: readonly Step[],
  what: string,
): readonly Problem[] {
  const list = treeAt(tree, path);
  const first = new Map<string, number>();
  return (list.kind === 'list' ? list.items : []).flatMap((item) => {
    const id = valueOf(item, 'id');
    if (id?.kind !== 'scalar') return [];
    const place = placeAt(source, id.start, id.end - id.start);
    const line = first.get(id.text);
    if (line !== undefined) return [problem('DUPLICATE_ID', place, what, id.text, line)];
    first.set(id.text, place.line!);
    return [];
  });
}
