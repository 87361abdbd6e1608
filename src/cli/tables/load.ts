import { resolve } from 'node:path';
import type { Terms } from '../../tables/collect.ts';
import { groupsIn } from '../../tables/groups.ts';
import { rejectColumns } from '../../tables/rejects.ts';
import type { Loaded, LoadedTables } from '../answers.ts';
import { elapsed } from '../clock.ts';
import { namesOf } from '../names.ts';
import { checkOutputs } from '../outputs.ts';
import { progressOn } from '../progress.ts';
import { writeTogether } from '../together.ts';
import type { World } from '../world.ts';
import { silent, type Listener } from './pass.ts';
import { readTables, type Next, type TableOptions } from './read.ts';
import { openRows, rejectsInto } from './rows.ts';
import { groundOf, type Ground } from './terms.ts';

export interface LoadOptions extends TableOptions {
  readonly scorecard?: string;
  readonly market?: string;
  readonly rejects?: string;
  readonly moments?: boolean;
  readonly force?: boolean;
}

/** How tables were read, before their files have the names that a result gives them. */
type How = Omit<LoadedTables['read'], 'map'> & { readonly map: string | undefined };

function loaded(
  ground: Ground,
  { groups, studies }: Pick<LoadedTables, 'groups' | 'studies'>,
  how: How,
  problems: Loaded['problems'],
  world: World,
): Loaded {
  const { plan, engagement, facts, found, scorecard, paths } = ground;
  const map = how.map === undefined ? null : resolve(world.cwd, how.map);
  const files = map === null ? ground.files : [...ground.files, map];
  const isPiped = paths.includes('-');
  const names = namesOf({ engagement: found, files, isPiped, scorecard, problems }, world);
  const read = { ...how, map: map === null ? null : names.nameOf(map) };
  const tables = { groups, read, studies };
  return { plan, sheets: [], tables, engagement, facts, files, scorecard, problems, names };
}

/** Reads tables, with their rejects into a file where one was named. */
async function read(ground: Ground, options: LoadOptions, next: Next | null, world: World) {
  const { plan, engagement, facts, paths } = ground;
  const market = options.market ?? null;
  const terms: Terms = { plan, engagement, facts, market, depth: 'whole' };
  const { rejects: path } = options;
  const targets = path === undefined ? [] : [{ path: resolve(world.cwd, path), name: path }];
  const places = targets.map(({ name }) => ({ format: 'rejects', path: name }));
  await checkOutputs(places, ground, options.force ?? false, world);
  const isSeveral = paths.length > 1;
  return writeTogether(targets, async ([file], signal) => {
    const listener: Listener = {
      ...silent,
      signal,
      watch: (total) => progressOn(world.stderr, world.env, total, elapsed),
    };
    if (path === undefined) return readTables(paths, terms, options, listener, world, next);
    const rows = await openRows(path, rejectColumns(isSeveral ? 'several' : 'one'), file!);
    try {
      const into = { ...listener, ...rejectsInto(rows, isSeveral) };
      const found = await readTables(paths, terms, options, into, world, next);
      await rows.finish();
      return found;
    } finally {
      rows.close();
    }
  });
}

/**
 * Tables as answers of a scoring command. What is wrong with rows is told, and the others count.
 * @param nextOf what single answers are to be looked at for; null does not
 */
export async function loadTables(
  inputs: readonly string[],
  options: LoadOptions,
  world: World,
  nextOf: ((engagement: Loaded['engagement']) => Next) | null = null,
): Promise<Loaded> {
  const ground = await groundOf(inputs, options.scorecard ?? null, world);
  const { map, delimiter = null, onDuplicate = 'error', allowRejects = 0 } = options;
  const next = nextOf === null ? null : nextOf(ground.engagement);
  const { totals, studies, problems } = await read(ground, options, next, world);
  const found = { groups: groupsIn(ground.plan, totals), studies };
  const how = { map, delimiter, onDuplicate, allowRejects, moments: false };
  return loaded(ground, found, how, [...ground.problems, ...problems], world);
}

/** Moments that a database computed as answers of a scoring command. */
export async function loadMoments(
  inputs: readonly string[],
  options: LoadOptions,
  world: World,
): Promise<Loaded> {
  const { readMoments } = await import('./moments.ts');
  const ground = await groundOf(inputs, options.scorecard ?? null, world);
  const found = [];
  for (const path of ground.paths) found.push(...(await readMoments(ground.plan, path, world)));
  const how = {
    map: undefined,
    delimiter: null,
    onDuplicate: 'ignore' as const,
    allowRejects: 0,
    moments: true,
  };
  return loaded(ground, { groups: found, studies: null }, how, ground.problems, world);
}
