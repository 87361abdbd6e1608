import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../cli/command.ts';
import { random } from '../seeded.ts';
import { onSmallDisk, stuff } from './small-disk.ts';

const writer = fileURLToPath(new URL('writer.mjs', import.meta.url));
const pieceLength = 65_536;
/** 20 MiB. */
const pieces = 320;

interface Job {
  readonly way: 'atomic' | 'straight' | 'together' | 'busy';
  readonly fill: string;
  readonly pieces?: number;
  readonly paths: readonly string[];
}

const argsOf = ({ way, fill, paths, ...rest }: Job) => [
  way,
  fill,
  String(rest.pieces ?? pieces),
  ...paths,
];

const start = (job: Job): ChildProcess => fork(writer, argsOf(job), { stdio: 'pipe' });

async function says(child: ChildProcess, wanted: string): Promise<void> {
  const [said] = (await once(child, 'message')) as [string];
  if (said !== wanted) throw new Error(`it said ${said}`);
}

async function ended(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? child.signalCode;
}

/** What a file is filled with when it is whole, else how it is not; null when there is none. */
function filled(path: string): string | null {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return null;
  if (size !== pieces * pieceLength) return `${size} bytes`;
  const bytes = readFileSync(path);
  const letter = bytes.toString('latin1', 0, 1);
  return bytes.equals(Buffer.alloc(size, letter)) ? letter : 'a mixture';
}

interface Rampage {
  /** What was found to be wrong; the first is the last. */
  readonly damage: readonly string[];
  readonly kills: number;
  readonly inPlace: number;
  readonly most: number;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Runs that write one file and are killed at random moments, until something is wrong. */
async function rampage(way: Job['way'], runs: number, seed: number): Promise<Rampage> {
  const folder = folderWith({});
  const path = join(folder, 'out.csv');
  const next = random(seed);
  const began = performance.now();
  await ended(start({ way, fill: 'A', paths: [path] }));
  // Most of what a run takes is the start of its process.
  const longest = (performance.now() - began) / 2;
  const result = { damage: [] as string[], kills: 0, inPlace: 0, most: 0 };
  for (let run = 0; run < runs && result.damage.length === 0; run++) {
    const before = filled(path);
    const fill = letters[run % letters.length]!;
    const child = start({ way, fill, paths: [path] });
    await says(child, 'begun');
    await pause(next() * longest);
    child.kill('SIGKILL');
    if ((await ended(child)) === 'SIGKILL') result.kills += 1;
    const after = filled(path);
    if (after === fill) result.inPlace += 1;
    else if (after !== before) result.damage.push(`run ${run}: ${after}`);
    result.most = Math.max(result.most, readdirSync(folder).length);
  }
  if (result.damage.length > 0) return result;
  expect(await ended(start({ way, fill: 'Z', paths: [path] }))).toBe(0);
  expect([filled(path), readdirSync(folder)]).toEqual(['Z', ['out.csv']]);
  return result;
}

test('the harness finds a file that is written where it belongs', async () => {
  const { damage, kills } = await rampage('straight', 40, 3);
  process.stderr.write(`planted straight write: found after ${kills} kills, ${damage[0]}\n`);
  expect(damage).toHaveLength(1);
});

test('a file of 20 MB is the old one or the new one, whenever its writer is killed', async () => {
  const { damage, kills, inPlace, most } = await rampage('atomic', 40, 4);
  process.stderr.write(`${kills} kills, ${inPlace} files in place, ${damage.length} damaged\n`);
  expect(damage).toEqual([]);
  expect(kills).toBeGreaterThan(8);
  // The next run removes what was left, so that it never adds up.
  expect(most).toBeLessThanOrEqual(2);
}, 300_000);

test('of two runs that write one file at once, each writes a whole one', async () => {
  const folder = folderWith({});
  const path = join(folder, 'out.csv');
  for (let round = 0; round < 12; round++) {
    const both = ['x', 'y'].map((fill) => start({ way: 'atomic', fill, paths: [path] }));
    expect(await Promise.all(both.map(ended))).toEqual([0, 0]);
    expect(filled(path)).toMatch(/^[xy]$/);
    expect(readdirSync(folder)).toEqual(['out.csv']);
  }
}, 300_000);

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s', (signal, code) => {
  test.each(['together', 'busy'] as const)(
    'while files are written (%s) leaves none',
    async (way) => {
      const folder = folderWith({ 'a.csv': 'old' });
      const paths = [join(folder, 'a.csv'), join(folder, 'b.csv')];
      const child = start({ way, fill: 'x', paths });
      await says(child, 'half');
      child.kill(signal);
      expect(await ended(child)).toBe(code);
      expect(readdirSync(folder)).toEqual(['a.csv']);
      expect(readFileSync(paths[0]!, 'utf8')).toBe('old');
    },
  );
});

test('without a signal both files are there', async () => {
  const folder = folderWith({});
  const paths = [join(folder, 'a.csv'), join(folder, 'b.csv')];
  expect(await ended(start({ way: 'together', fill: 'x', paths }))).toBe(0);
  expect([...paths.map(filled), readdirSync(folder)]).toEqual(['x', 'x', ['a.csv', 'b.csv']]);
});

const run = (job: Job, under = '') =>
  spawnSync('sh', ['-c', `${under} exec "$@"`, 'sh', process.execPath, writer, ...argsOf(job)], {
    encoding: 'utf8',
  });

test('a file that may not become so large leaves none', () => {
  const folder = folderWith({});
  const paths = [join(folder, 'a.csv'), join(folder, 'b.csv')];
  const { status, stderr } = run({ way: 'together', fill: 'x', paths }, 'ulimit -f 2000;');
  expect([status, stderr]).toEqual([4, 'IO\n']);
  expect(readdirSync(folder)).toEqual([]);
});

test(
  'a full disk under the second file leaves neither, and the old ones stay',
  onSmallDisk(async (disk) => {
    const folder = folderWith({ 'a.csv': 'old' });
    const filler = stuff(disk);
    const job = { way: 'together', fill: 'x', pieces: 1 } as const;
    const paths = [join(folder, 'a.csv'), join(disk, 'b.csv')];
    const { status, stderr } = run({ ...job, paths });
    expect([status, stderr]).toEqual([4, 'NO_SPACE\n']);
    expect([readdirSync(folder), readdirSync(disk)]).toEqual([
      ['a.csv'],
      [filler.split('/').at(-1)],
    ]);
    expect(readFileSync(paths[0]!, 'utf8')).toBe('old');
  }),
);
