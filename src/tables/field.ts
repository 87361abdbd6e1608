import { mostShown } from '../text/visible.ts';
import type { Fields } from './types.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a field, as far as a reject shows it; nothing of a column that the table does not have. */
export function textOf({ bytes, starts, ends }: Fields, column: number): string {
  if (column < 0) return '';
  const start = starts[column]!;
  // A character has at most four bytes.
  const end = Math.min(ends[column]!, start + 4 * mostShown);
  return decoder.decode(bytes.subarray(start, end)).slice(0, mostShown);
}
