import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { Problem } from '../problem.ts';
import type { FoundEngagement, ScorecardName } from './load.ts';
import { isShipped, scorecardPath } from './paths.ts';
import type { World } from './world.ts';

/** What was read, named so that the same input has the same names wherever it lies. */
export interface Names {
  readonly files: readonly string[];
  readonly scorecard: string;
  /** How another file that was read is called. */
  readonly nameOf: (path: string) => string;
  /** The problems with the files they stand in named so. */
  readonly problems: readonly Problem[];
}

interface Read {
  readonly engagement: FoundEngagement | null;
  readonly files: readonly string[];
  readonly isPiped: boolean;
  readonly scorecard: ScorecardName;
  readonly problems: readonly Problem[];
}

/** The deepest folder that all files are below. */
function commonFolder(files: readonly string[]): string | null {
  const folders = files.map((file) => dirname(file).split(sep));
  const [first = null] = folders;
  if (first === null) return null;
  const apart = first.findIndex((part, i) => folders.some((folder) => folder[i] !== part));
  return apart < 0 ? first.join(sep) : first.slice(0, apart).join(sep);
}

/** The folder that names are seen from; a scorecard above its answers takes it up to its own. */
function rootOf({ engagement, files, scorecard }: Read, cwd: string): string {
  if (engagement !== null) return engagement.folder;
  const root = commonFolder(files) ?? cwd;
  if (isShipped(scorecard.name)) return root;
  const own = dirname(scorecardPath(scorecard.name, scorecard.base));
  return root.startsWith(own + sep) ? own : root;
}

/** Names seen from the engagement's folder, or from the one that all files have in common. */
export function namesOf(read: Read, { cwd }: World): Names {
  const { files, scorecard, problems, isPiped } = read;
  const root = rootOf(read, cwd);
  const nameOf = (path: string) => {
    const name = relative(root, resolve(cwd, path));
    return name.startsWith('..') ? basename(path) : name.split(sep).join('/');
  };
  const { name, base } = scorecard;
  return {
    files: [...files.map(nameOf).toSorted(), ...(isPiped ? ['-'] : [])],
    scorecard: isShipped(name) ? name : nameOf(scorecardPath(name, base)),
    nameOf,
    problems: problems.map((found) =>
      found.place === null || found.place.file === '-'
        ? found
        : { ...found, place: { ...found.place, file: nameOf(found.place.file) } },
    ),
  };
}
