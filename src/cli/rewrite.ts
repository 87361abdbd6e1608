import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { step, writeAtomic } from './io.ts';

/** A byte order mark, which is not part of the text that is read and stays all the same. */
function markOf(path: string, name: string): string {
  const head = step('read', name, () => readFileSync(path)).subarray(0, 3);
  return head.equals(Buffer.from('\ufeff')) ? '\ufeff' : '';
}

/** Writes the changed text of a file, or a new one; a link stays one, and what it leads to is written. */
export function rewrite(path: string, text: string, name = path): void {
  if (!existsSync(path)) {
    writeAtomic(path, text, name);
    return;
  }
  const target = step('read', name, () => realpathSync(path));
  writeAtomic(target, markOf(target, name) + text, name);
}
