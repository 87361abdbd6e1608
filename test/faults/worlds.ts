import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const program = here('../../dist/cli.js');
const example = here('../../scorecards/examples/calder-gases');

type Next = () => number;
const pick = <T>(next: Next, from: readonly T[]): T => from[Math.floor(next() * from.length)]!;

const shuffled = <T>(next: Next, list: readonly T[]): readonly T[] =>
  list
    .map((each) => ({ each, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ each }) => each);

const zones = [
  'UTC',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'America/St_Johns',
  'Etc/GMT+12',
  'Nowhere/At_all',
];
const locales = [
  'C',
  'C.UTF-8',
  'de_DE.UTF-8',
  'tr_TR.UTF-8',
  'ar_EG.UTF-8',
  'ja_JP.eucJP',
  'POSIX',
];
const folders = ['calder-gases', 'x', 'with space', 'größer', '答え', '.hidden', 'a=b', '-dash'];
const masks = ['000', '022', '077'];
const screens = ['', '20', '80', '333'];

/** Where and by whom the program is run; nothing of it may be seen in a report. */
export interface World {
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly umask: string;
  readonly isCrlf: boolean;
  /** Whether it is run inside the folder, above it, or from elsewhere by its whole path. */
  readonly from: 'inside' | 'above' | 'afar';
}

export function worldOf(next: Next): World {
  const locale = pick(next, locales);
  return {
    env: {
      TZ: pick(next, zones),
      LANG: locale,
      LC_ALL: pick(next, [locale, pick(next, locales)]),
      LANGUAGE: pick(next, ['', 'de:fr', 'tr']),
      USER: pick(next, ['root', 'nobody', 'Zoë']),
      HOME: pick(next, ['/', '/nonexistent', tmpdir()]),
      COLUMNS: pick(next, screens),
      TERM: pick(next, ['', 'dumb', 'xterm-256color']),
      HOSTNAME: pick(next, ['', 'build-7']),
      FORCE_COLOR: pick(next, ['', '1', '3']),
    },
    folder: pick(next, folders),
    umask: pick(next, masks),
    isCrlf: next() < 0.3,
    from: pick(next, ['inside', 'above', 'afar']),
  };
}

/** A file of answers with its lines in another order, and with other line ends. */
function rewritten(content: string, name: string, isCrlf: boolean, next: Next): string {
  const lines = content.trimEnd().split('\n');
  const rows = name.endsWith('.ndjson') ? shuffled(next, lines) : lines;
  return rows.map((row) => row + (isCrlf ? '\r\n' : '\n')).join('');
}

/** Copies the example, its files made in any order and their rows in any order. */
function copyTo(folder: string, { isCrlf }: World, next: Next): string {
  const files = readdirSync(example, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  );
  const seen = createHash('sha256');
  for (const name of shuffled(next, files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    const content = rewritten(readFileSync(join(example, name), 'utf8'), name, isCrlf, next);
    writeFileSync(join(folder, name), content);
    seen.update(content);
  }
  return seen.digest('hex');
}

/** What came out, as SHA-256 by format, and of what went in. */
export interface Outcome {
  readonly input: string;
  readonly hashes: ReadonlyMap<string, string>;
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

async function scored(world: World, home: string, outputs: readonly string[], extra: World['env']) {
  const folder = join(home, world.folder);
  const places = {
    inside: { cwd: folder, path: '.' },
    above: { cwd: home, path: `./${world.folder}` },
    afar: { cwd: '/', path: folder },
  };
  const { cwd, path } = places[world.from];
  const command = `umask ${world.umask}; exec "$@"`;
  const args = ['-c', command, 'sh', process.execPath, program, 'score', path, ...outputs];
  const child = spawn('sh', args, {
    cwd,
    env: { PATH: process.env['PATH'], ...world.env, ...extra },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`ended with ${code} in ${JSON.stringify(world)}: ${said}`);
}

/** Scores a copy of the example in a world of its own. */
export async function outcome(
  formats: readonly string[],
  world: World,
  next: Next,
  extra: World['env'] = {},
): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), 'pendulum-world-'));
  try {
    const folder = join(home, world.folder);
    const input = copyTo(folder, world, next);
    const out = (format: string) => join(home, `out.${format}`);
    const outputs = formats.flatMap((format) => ['-f', `${format}=${out(format)}`]);
    await scored(world, home, ['--appendix', ...outputs], extra);
    return { input, hashes: new Map(formats.map((format) => [format, sha256(out(format))])) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** How many different files each format came to. */
export const differentOf = (outcomes: readonly Outcome[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...outcomes[0]!.hashes.keys()].map((format) => [
      format,
      new Set(outcomes.map(({ hashes }) => hashes.get(format))).size,
    ]),
  );
