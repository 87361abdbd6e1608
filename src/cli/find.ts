import { readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** How far below a folder is looked, and in how many folders at most. */
const deepest = 4;
const most = 5000;

const upward = (folder: string): readonly string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...upward(dirname(folder))];

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .map(({ name }) => join(folder, name))
      .toSorted();
  } catch {
    // A folder that may not be looked into holds nothing that could be read.
    return [];
  }
}

/** The folders below, nearest first, each level in the order of the names. */
function* downward(folder: string): Generator<string> {
  let level = foldersIn(folder);
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    yield* level;
    level = level.flatMap(foldersIn).slice(0, most);
  }
}

/** Whether a file lies in a folder or below; a name that leads out of it finds nothing. */
export function isFileIn(folder: string, name: string): boolean {
  if (isAbsolute(name) || name.split(/[\\/]/).includes('..')) return false;
  try {
    return statSync(join(folder, name)).isFile();
  } catch {
    // What cannot be looked at, such as a name that is too long, is as good as missing.
    return false;
  }
}

/**
 * The folders from which all of these files can be seen: the given ones, those above them, and those
 * below, in this order.
 */
export function* foldersWith(files: readonly string[], from: readonly string[]): Generator<string> {
  const seen = new Set<string>();
  const places = [...from.flatMap(upward), ...from.flatMap((folder) => [...downward(folder)])];
  for (const folder of places) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    if (files.every((file) => isFileIn(folder, file))) yield folder;
  }
}
