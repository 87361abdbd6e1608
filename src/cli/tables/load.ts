import { resolve } from 'node:path';
import { rejectColumns } from '../../tables/rejects.ts';
import type { Loaded, LoadedTables } from '../answers.ts';
import { namesOf } from '../names.ts';
import { checkOutputs } from '../outputs.ts';
import { shownPath } from '../paths.ts';
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

const loaded = (
  { plan, engagement, facts, found, scorecard, files }: Ground,
  tables: LoadedTables,
  problems: Loaded['problems'],
  isPiped: boolean,
  world: World,
): Loaded => ({
  plan,
  sheets: [],
  tables,
  engagement,
  facts,
  files,
  scorecard,
  problems,
  names: namesOf({ engagement: found, files, isPiped, scorecard, problems }, world),
});

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
  const how = {
    map: map === undefined ? null : shownPath(resolve(world.cwd, map), world),
    delimiter,
    onDuplicate,
    allowRejects,
    moments: false,
  };
  const all = [...ground.problems, ...problems];
  return loaded(ground, { groups, read: how }, all, inputs.includes('-'), world);
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
    map: null,
    delimiter: null,
    onDuplicate: 'ignore',
    allowRejects: 0,
    moments: true,
  };
  const tables = { groups: found, read: how };
  return loaded(ground, tables, ground.problems, inputs.includes('-'), world);
}
