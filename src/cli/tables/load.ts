import { resolve } from 'node:path';
import type { Terms } from '../../tables/collect.ts';
import { crowdsIn, groupsIn } from '../../tables/groups.ts';
import { itemColumns } from '../../tables/items.ts';
import { rejectColumns } from '../../tables/rejects.ts';
import type { Loaded, LoadedTables } from '../answers.ts';
import { elapsed } from '../clock.ts';
import { namesOf } from '../names.ts';
import { checkOutputs } from '../outputs.ts';
import { progressOn } from '../progress.ts';
import { together, type Open } from '../together.ts';
import type { World } from '../world.ts';
import { silent, type Listener } from './pass.ts';
import { readTables, type Next, type TableOptions } from './read.ts';
import { openRows, rejectsInto, type Rows } from './rows.ts';
import { groundOf, type Ground } from './terms.ts';

export interface LoadOptions extends TableOptions {
  readonly scorecard?: string;
  readonly market?: string;
  readonly moments?: boolean;
  readonly force?: boolean;
}

/** What is wanted of single answers. */
export interface Single {
  /** Is shown what was found before a row is read, and says what the second reading is for. */
  readonly begin: (ground: Ground) => Promise<Next>;
  /** The file for rows of items, in the format of its name; null when nobody wants them. */
  readonly items: string | null;
  readonly open: Open;
  readonly signal: AbortSignal;
}

/** How tables were read, before their files have the names that a result gives them. */
type How = Omit<LoadedTables['read'], 'map'> & { readonly map: string | null };

function loaded(
  ground: Ground,
  { groups, studies }: Pick<LoadedTables, 'groups' | 'studies'>,
  how: How,
  ofRows: Loaded['problems'],
  world: World,
): Loaded {
  const { plan, engagement, facts, found, scorecard, paths, files } = ground;
  const problems = [...ground.problems, ...ofRows, ...crowdsIn(groups, engagement)];
  const isPiped = paths.includes('-');
  const names = namesOf({ engagement: found, files, isPiped, scorecard, problems }, world);
  const read = { ...how, map: how.map === null ? null : names.nameOf(how.map) };
  const tables = { groups, read, studies };
  return { plan, sheets: [], tables, engagement, facts, files, scorecard, problems, names };
}

/** Tells what is read to the files that want it. */
function listenerOf(
  rejects: Rows | null,
  items: Rows | null,
  isSeveral: boolean,
  signal: AbortSignal,
  world: World,
): Listener {
  const told = rejects === null ? silent : { ...silent, ...rejectsInto(rejects, isSeveral) };
  return {
    ...told,
    signal,
    watch: (total) => progressOn(world.stderr, world.env, total, elapsed),
    respondents: items === null ? null : { format: items.format, what: 'items' },
    takeRespondents: (rows) => items?.add(rows),
    again: () => {
      told.again();
      items?.restart();
    },
  };
}

/** Reads tables, with rejects and items into a file where one was named. */
async function read(
  { plan, engagement, facts, paths }: Ground,
  options: LoadOptions,
  next: Next | null,
  { items: wanted, open, signal }: Pick<Single, 'items' | 'open' | 'signal'>,
  world: World,
) {
  const market = options.market ?? null;
  const terms: Terms = { plan, engagement, facts, market, depth: 'whole' };
  const isSeveral = paths.length > 1;
  const rowsFor = async (path: string | null, columns: readonly string[]) =>
    path === null
      ? null
      : openRows(path, columns, open({ path: resolve(world.cwd, path), name: path }));
  const rejects = await rowsFor(
    options.rejects ?? null,
    rejectColumns(isSeveral ? 'several' : 'one'),
  );
  const items = await rowsFor(wanted, itemColumns(plan));
  try {
    const listener = listenerOf(rejects, items, isSeveral, signal, world);
    const found = await readTables(paths, terms, options, listener, world, next);
    await rejects?.finish();
    await items?.finish();
    return found;
  } finally {
    rejects?.close();
    items?.close();
  }
}

/**
 * Tables as answers of a scoring command. What is wrong with rows is told, and the others count.
 * @param single what is wanted of single answers; null when nothing is
 */
export async function loadTables(
  inputs: readonly string[],
  options: LoadOptions,
  world: World,
  single: Single | null = null,
): Promise<Loaded> {
  const { delimiter = null, onDuplicate = 'error', allowRejects = 0, rejects } = options;
  const map = options.map === undefined ? null : resolve(world.cwd, options.map);
  const found = await groundOf(inputs, options.scorecard ?? null, world);
  const ground = map === null ? found : { ...found, files: [...found.files, map] };
  const next = single === null ? null : await single.begin(ground);
  const places = rejects === undefined ? [] : [{ format: 'rejects', path: rejects }];
  await checkOutputs(places, ground, options.force ?? false, world);
  const { totals, studies, problems } =
    single === null
      ? await together((open, signal) =>
          read(ground, options, next, { items: null, open, signal }, world),
        )
      : await read(ground, options, next, single, world);
  const how = { map, delimiter, onDuplicate, allowRejects, moments: false };
  const groups = groupsIn(ground.plan, totals);
  return loaded(ground, { groups, studies }, how, problems, world);
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
  const against = { ...ground, market: options.market ?? null };
  for (const path of ground.paths) found.push(...(await readMoments(against, path, world)));
  const how = {
    map: null,
    delimiter: null,
    onDuplicate: 'ignore' as const,
    allowRejects: 0,
    moments: true,
  };
  return loaded(ground, { groups: found, studies: null }, how, [], world);
}
