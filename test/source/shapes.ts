import { INVALID, type Notes, type Shape } from '../../src/source/shape.ts';
import { sourceOf } from '../../src/source/source.ts';
import { readTree } from '../../src/source/tree.ts';

/** What a shape reads from `v: ...`: the value, or its problems as `CODE: message | hint`. */
export function readAs<T>(shape: Shape<T>, written: string): T | readonly string[] {
  const source = sourceOf('f', `v: ${written}`);
  const { value: tree, problems } = readTree(source);
  if (tree === null) throw new Error(problems[0]!.message);
  const notes: Notes = { source, problems: [] };
  const read = shape.read(tree.entries[0]!.value, notes);
  if (notes.problems.length === 0 && read !== INVALID) return read;
  return notes.problems.map(
    ({ code, message, hint }) => `${code}: ${message}${hint === null ? '' : ` | ${hint}`}`,
  );
}
