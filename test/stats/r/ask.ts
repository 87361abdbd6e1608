import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replicatesOf } from './bootstrap.ts';
import { cases, critical, drawsInR } from './chance.ts';
import { dataSets, points, type DataSet } from './data.ts';
import type { Values } from './statistic.ts';

const script = fileURLToPath(new URL('compare.R', import.meta.url));

/** What is not installed, as Debian calls it. */
export const missing: readonly string[] =
  spawnSync('Rscript', ['-e', 'library(psych)']).status === 0
    ? []
    : ['r-base-core', 'r-cran-psych'];

const lines = (rows: readonly (readonly (string | number)[])[], separator: string): string =>
  rows.map((row) => `${row.join(separator)}\n`).join('');

const csvOf = ({ rows, groups }: DataSet): string =>
  lines(
    rows.map((row, i) => [groups[i]!, ...row.map((answer) => answer ?? 'NA')]),
    ',',
  );

function writeData(folder: string): void {
  for (const [i, set] of dataSets.entries()) {
    writeFileSync(join(folder, `${i}.csv`), csvOf(set));
    writeFileSync(join(folder, `${i}.csv.drawn`), replicatesOf(set).join('\n'));
  }
  const described = dataSets.map(({ name, low, high, reversed }, i) => {
    const turned = reversed.map(Number).join('');
    return [name, `${i}.csv`, low, high, turned];
  });
  const heads = ['name', 'file', 'low', 'high', 'reversed'];
  writeFileSync(join(folder, 'sets.tsv'), lines([heads, ...described], '\t'));
  const grid = points.map(({ p, x, df, below }) => [p, x, df, below]);
  writeFileSync(join(folder, 'points.tsv'), lines([['p', 'x', 'df', 'below'], ...grid], '\t'));
  const random = cases.map((each) => {
    const { rwgStar, deviation } = critical(each);
    return [each.options, each.people, each.questions, drawsInR, rwgStar, deviation!];
  });
  const asked = ['options', 'people', 'questions', 'draws', 'star', 'deviation'];
  writeFileSync(join(folder, 'chance.tsv'), lines([asked, ...random], '\t'));
}

/** A number as R writes it; NA, NaN and the infinite are no answer. */
function valueOf(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** What R says, by statistic and data set. */
export type Told = ReadonlyMap<string, ReadonlyMap<string, Values>>;

function read(text: string): Told {
  const told = new Map<string, Map<string, (number | null)[]>>();
  for (const line of text.trimEnd().split('\n')) {
    const [set, statistic, number, value] = line.split('\t');
    const sets = told.get(statistic!) ?? new Map<string, (number | null)[]>();
    const values = sets.get(set!) ?? [];
    if (Number(number) !== values.length + 1) throw new Error(`told twice: ${line}`);
    told.set(statistic!, sets.set(set!, [...values, valueOf(value!)]));
  }
  return told;
}

/** Has R compute everything, in one run. */
export function askR(): Told {
  const folder = mkdtempSync(join(tmpdir(), 'pendulum-r-'));
  try {
    writeData(folder);
    const { status, stderr } = spawnSync('Rscript', ['--vanilla', script, folder], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`R ended with ${status}: ${stderr}`);
    return read(readFileSync(join(folder, 'r.csv'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
