import { resolve } from 'node:path';
import { rejectColumns } from '../../tables/rejects.ts';
import type { Loaded, LoadedTables } from '../answers.ts';
import { namesOf } from '../names.ts';
import { checkOutputs } from '../outputs.ts';
import { writeTogether } from '../together.ts';
import type { World } from '../world.ts';
import { readTables, silent, type Listener, type TableOptions } from './read.ts';
import { openRows, rejectsInto, type Rows } from './rows.ts';
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
  groups: LoadedTables['groups'],
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
  const tables = { groups, read };
  return { plan, sheets: [], tables, engagement, facts, files, scorecard, problems, names };
}

/** Reads tables, with their rejects into a file where one was named. */
async function read(ground: Ground, inputs: readonly string[], options: LoadOptions, world: World) {
  const { plan, engagement, facts } = ground;
  const terms = { plan, engagement, facts, market: options.market ?? null };
  const run = (listener: Listener) => readTables(ground.paths, terms, options, listener, world);
  const { rejects: path } = options;
  if (path === undefined) return run(silent);
  await checkOutputs([{ format: 'rejects', path }], ground, options.force ?? false, world);
  const target = { path: resolve(world.cwd, path), name: path };
  return writeTogether([target], async ([file], signal) => {
    const columns = rejectColumns(inputs.length > 1 ? 'several' : 'one');
    const rows: Rows = await openRows(path, columns, file!);
    try {
      const found = await run({ ...silent, ...rejectsInto(rows, inputs.length > 1), signal });
      await rows.finish();
      return found;
    } finally {
      rows.close();
    }
  });
}

/** Tables as answers of a scoring command. What is wrong with rows is told, and the others count. */
export async function loadTables(
  inputs: readonly string[],
  options: LoadOptions,
  world: World,
): Promise<Loaded> {
  const ground = await groundOf(inputs, options.scorecard ?? null, world);
  const { map, delimiter = null, onDuplicate = 'error', allowRejects = 0 } = options;
  const { groups, problems } = await read(ground, inputs, options, world);
  const how = { map, delimiter, onDuplicate, allowRejects, moments: false };
  return loaded(ground, groups, how, [...ground.problems, ...problems], world);
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
  return loaded(ground, found, how, ground.problems, world);
}
