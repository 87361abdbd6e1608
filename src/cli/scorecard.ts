import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { compile } from '../plan/compile.ts';
import type { Plan } from '../plan/types.ts';
import { parseScorecard, type ParsedScorecard } from '../scorecard/parse.ts';
import type { Outcome } from '../problem.ts';
import type { Source } from '../source/source.ts';
import { amongOthers } from './io.ts';
import { readShown, scorecardPath } from './paths.ts';
import { exitCode, Stop, type World } from './world.ts';

/** The source of a library; it must stay in or below the scorecard's own folder. */
function libraryFinder(scorecard: string, world: World) {
  return (path: string): Outcome<Source> => {
    const folder = realpathSync(dirname(scorecard));
    const target = resolve(folder, path);
    if (!existsSync(target)) return { value: null, problems: [] };
    const isInside = realpathSync(target).startsWith(folder + sep);
    return isInside ? readShown(target, world) : { value: null, problems: [] };
  };
}

/** Reads and checks a scorecard by shipped name or path. */
export function loadScorecard(
  name: string,
  world: World,
  base: string = world.cwd,
): Outcome<ParsedScorecard> {
  const path = scorecardPath(name, base);
  const source = readShown(path, world);
  if (source.value === null) return { value: null, problems: source.problems };
  return parseScorecard(source.value, libraryFinder(path, world));
}

/** Reads, checks and compiles a scorecard; stops with its problems when it has errors. */
export function compileScorecard(name: string, world: World, base: string): Plan {
  const { value, problems } = loadScorecard(name, world, base);
  if (value === null) throw new Stop(exitCode.invalid, problems);
  return compile(value.scorecard.value, value.library);
}

/** The files a scorecard is read from: its own and its library's. */
export function scorecardFiles(name: string, world: World, base: string): readonly string[] {
  const path = scorecardPath(name, base);
  const { value } = amongOthers(() => loadScorecard(name, world, base));
  const library = value?.scorecard.value.library;
  return library === undefined ? [path] : [path, resolve(dirname(path), library)];
}
