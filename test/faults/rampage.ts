import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { random } from '../seeded.ts';
import { tableFolder } from './table.ts';

export const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const straight = fileURLToPath(new URL('straight.mjs', import.meta.url));

/** Files that should be written beside their place are written in it. */
export const straightly = { NODE_OPTIONS: `--import=${straight}` };

/** Of tables that `rows` fills. */
export const header = 'unit,round,respondent,q1,q2,q3,q4\n';

/** So many rows, every thousandth of them bad. */
export const rows = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const last = n % 1000 === 999 ? 'x' : (n % 3) + 1;
    return `unit-${n % 40},2026-q4,p${n},${(n % 5) + 1},${(n % 4) + 1},${(n % 2) + 1},${last}\n`;
  }).join('');

/** Where temporary files of a run go, so that a test sees what is left. */
const temporary = (folder: string): string => join(folder, 'tmp');

/** Starts a command of the built program, with `long.yaml`. */
export function start(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  command = 'batch',
): ChildProcessWithoutNullStreams {
  mkdirSync(temporary(folder), { recursive: true });
  const child = spawn(process.execPath, [program, command, '-s', 'long.yaml', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], TMPDIR: temporary(folder), ...env },
  });
  child.stdin.on('error', () => undefined);
  return child;
}

/** The exit code of a process, or the signal that ended it. */
export async function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? child.signalCode;
}

/** What is in a folder, and in its folder for temporary files. */
export const left = (folder: string): readonly string[] =>
  [
    ...readdirSync(folder),
    ...readdirSync(temporary(folder)).map((name) => `tmp/${name}`),
  ].toSorted();

/** A command that reads `t.csv`, and the files it writes. */
interface Work {
  readonly command: 'batch' | 'stats';
  readonly args: readonly string[];
  readonly names: readonly string[];
  readonly rows: number;
}

/** Kills a command at random moments; what outputs were found that are neither old nor whole. */
export async function rampage(
  { command, names, rows: many, ...work }: Work,
  kills: number,
  seed: number,
  env: Readonly<Record<string, string>> = {},
) {
  const folder = tableFolder({ 't.csv': header + rows(many) });
  const args = ['t.csv', ...work.args, '--force'];
  const began = performance.now();
  expect(await ended(start(folder, args, {}, command))).toBe(0);
  const longest = performance.now() - began;
  const whole = names.map((name) => readFileSync(join(folder, name)));
  const next = random(seed);
  const damage: string[] = [];
  let killed = 0;
  while (killed < kills && damage.length === 0) {
    for (const name of names) writeFileSync(join(folder, name), 'old');
    const child = start(folder, args, env, command);
    await pause(next() * longest);
    child.kill('SIGKILL');
    if ((await ended(child)) === 'SIGKILL') killed += 1;
    names.forEach((name, i) => {
      const found = readFileSync(join(folder, name));
      if (found.equals(whole[i]!) || found.toString() === 'old') return;
      damage.push(`${name} has ${found.length} of ${whole[i]!.length} bytes`);
    });
  }
  return { folder, args, damage, killed, whole };
}
