import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problem, type Outcome } from '../problem.ts';
import { idPattern } from '../source/scalars.ts';
import type { Source } from '../source/source.ts';
import { nearest } from '../text/nearest.ts';
import { readSource } from './io.ts';
import { exitCode, Stop, type World } from './world.ts';

/** Where the shipped scorecards are: beside the built program. */
export const shippedFolder = fileURLToPath(new URL('../../scorecards/', import.meta.url));

/** The names of the shipped scorecards, sorted. */
export const shippedNames = (): readonly string[] =>
  readdirSync(shippedFolder)
    .filter((file) => file.endsWith('.yaml') && file !== 'practices.yaml')
    .map((file) => basename(file, '.yaml'))
    .toSorted();

/** A path as messages show it: from the working folder, and never with this machine's folders. */
export function shownPath(path: string, world: World): string {
  if (path.startsWith(shippedFolder)) return join('scorecards', relative(shippedFolder, path));
  const fromHere = relative(world.cwd, path);
  return fromHere.startsWith('..') || fromHere === '' ? path : fromHere.split(sep).join('/');
}

/** Reads a file under the name that messages show. */
export const readShown = (path: string, world: World, limit?: number): Outcome<Source> =>
  readSource(path, limit, shownPath(path, world));

/** Whether a name is that of a shipped scorecard. */
export const isShipped = (name: string): boolean =>
  idPattern.test(name) && shippedNames().includes(name);

/** The path of a scorecard given by shipped name or by file. */
export function scorecardPath(name: string, base: string): string {
  const path = isShipped(name) ? join(shippedFolder, `${name}.yaml`) : resolve(base, name);
  if (isShipped(name) || existsSync(path) || !idPattern.test(name)) return path;
  const names = shippedNames();
  const unknown = problem(
    'UNKNOWN_REF',
    null,
    'shipped scorecard',
    name,
    nearest(name, names),
    names,
  );
  throw new Stop(exitCode.usage, [unknown]);
}
