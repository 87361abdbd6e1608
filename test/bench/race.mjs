// Contestants that take turns, the table of what they took, and goals beside it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.mjs';

const MiB = 1024 * 1024;
const print = (line = '') => process.stdout.write(`${line}\n`);
export const shown = (count) => count.toLocaleString('en');

function median(list) {
  const sorted = list.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

async function runOnce({ title, command, is }, folder) {
  const stdout = join(folder, 'stdout');
  const { status, stderr, ...took } = await measure(command, folder, stdout);
  if (status !== 0) throw new Error(`${title} ended with ${status}: ${stderr.trim()}`);
  if (!(took.cpu > 0)) throw new Error(`${title}: the shell did not say what cpu it took`);
  if (!is(readFileSync(stdout, 'utf8'))) {
    throw new Error(`${title}: its result differs from what the others found`);
  }
  return took;
}

function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

/**
 * Everybody's runs in turns, in the same order every round, so that noise falls on all. Fails when
 * one fails, or prints something wrong in any of its runs.
 *
 * A contestant: `key`, `title`, the `table` it reads, its `command`, `is` (whether what it printed is
 * right) and how many `runs` it has.
 */
export async function race(contestants, folder) {
  const results = new Map(contestants.map(({ key }) => [key, []]));
  const most = Math.max(...contestants.map(({ runs }) => runs));
  for (let round = 0; round < most; round++) {
    for (const each of contestants.filter(({ runs }) => round < runs)) {
      progress(`round ${round + 1} of ${most}: ${each.title}`);
      results.get(each.key).push(await runOnce(each, folder));
    }
  }
  progress('');
  return results;
}

/** The median of `wall` or `cpu` in seconds, or of `peak` in MiB; null when it is not known. */
export function middle(results, key, what) {
  const list = results.get(key)?.map((each) => each[what]) ?? [];
  if (list.length === 0 || list.includes(null)) return null;
  return what === 'peak' ? median(list) / MiB : median(list);
}

/**
 * How many times what another took: the median over the rounds in which both ran, for what kept the
 * machine busy then was there for both. Null when one of them did not run.
 */
export function ratio(results, key, base, what) {
  const [own, others] = [results.get(key) ?? [], results.get(base) ?? []];
  const pairs = own.slice(0, others.length).map((each, round) => [each[what], others[round][what]]);
  if (pairs.length === 0 || pairs.flat().includes(null)) return null;
  return median(pairs.map(([a, b]) => a / b));
}

const digits = (value, count) => (value === null ? '-' : value.toFixed(count));
const widths = [38, 12, 6, 9, 9, 10, 10, 9, 9, 9];
const line = (cells) =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('');
const kinds = ['wall', 'cpu', 'peak'];

/** What each took, and how many times what the first took. */
export function printRace(contestants, results) {
  const [base] = contestants;
  const figures = ['rows', 'runs', 'wall s', 'cpu s', 'peak MiB', 'M rows/s'];
  print(line(['', ...figures, 'wall ÷', 'cpu ÷', 'peak ÷']));
  for (const { key, title, table } of contestants) {
    const [wall, cpu, peak] = kinds.map((what) => middle(results, key, what));
    const ratios = kinds.map((what) => ratio(results, key, base.key, what));
    const speed = table.rows / wall / 1e6;
    const taken = [digits(wall, 2), digits(cpu, 2), digits(peak, 1), digits(speed, 3)];
    const count = String(results.get(key).length);
    print(line([title, shown(table.rows), count, ...taken, ...ratios.map((x) => digits(x, 2))]));
  }
  print(`÷: by "${base.title}" of the same round, the median of the rounds in which both ran`);
}

const isReached = {
  'at most': (measured, limit) => measured <= limit,
  'at least': (measured, limit) => measured >= limit,
  below: (measured, limit) => measured < limit,
};

export const verdicts = { met: 0, 'not met': 0, 'not measured': 0 };

/** Prints a goal beside what was measured; null is not measured. */
export function goal(about, measured, how, limit, unit = '') {
  const verdict =
    measured === null ? 'not measured' : isReached[how](measured, limit) ? 'met' : 'not met';
  verdicts[verdict] += 1;
  const value = measured === null ? '' : ` ${measured.toFixed(2)}${unit},`;
  print(`goal  ${about}:${value} ${how} ${limit.toFixed(2)}${unit}: ${verdict}`);
}
