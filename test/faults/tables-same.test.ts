import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { folderWith } from '../cli/command.ts';
import { everyKind } from '../e2e/every-kind.ts';
import { run } from '../run.ts';
import { random } from '../seeded.ts';
import { rowsOf } from './table.ts';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

// prettier-ignore
const columns = [
  'unit', 'round', 'respondent', 'role', 'market', 'outcomes', 'upkeep',
  'attention.customer', 'attention.process', 'attention.other', 'complaint',
  'recall', 'recall.note', 'recall-time', 'schedule', 'told-first',
] as const;
type Row = Readonly<Record<(typeof columns)[number], string>>;

/** So many rows that answer every kind of question in every way there is. */
function rowsFrom(seed: number, count: number, bad: number): readonly Row[] {
  const next = random(seed);
  const pick = (...from: readonly string[]) => from[Math.floor(next() * from.length)]!;
  const scale = (...codes: readonly string[]) =>
    next() < bad ? 'x' : pick(...codes, ...codes, '', 'not-applicable', 'dont-know');
  return Array.from({ length: count }, (_, i) => {
    const [customer, process] = pick('50 50', '40 30', '0 0', '33.3 12.5', ' ').split(' ') as [
      string,
      string,
    ];
    const rest = customer === '' ? '' : String(100 - Number(customer) - Number(process));
    const recall = scale('yes', 'partly', 'no');
    return {
      unit: `unit "${Math.floor(next() * 30)}"`,
      round: pick('2026-q2', '2026-q4'),
      respondent: `person ${i}`,
      role: pick('', 'sales', 'operations, night'),
      market: pick('gas', 'care'),
      outcomes: scale('1', '2', '3', '4', '5'),
      upkeep: scale('0', '1', '2', '3', '4'),
      'attention.customer': customer,
      'attention.process': process,
      'attention.other': rest,
      complaint: scale('apology', 'fix', 'cause'),
      recall,
      'recall.note': recall === 'yes' ? pick('', 'in May\nand June') : '',
      'recall-time': scale('0', '6.5', '240', '47.9'),
      schedule: scale('-3', '-1', '0', '2', '3'),
      'told-first': scale('1', '2', '3', '4', '5'),
    };
  });
}

const quoted = (text: string, by: string) =>
  /["\n]/.test(text) || text.includes(by) ? `"${text.replaceAll('"', '""')}"` : text;

const csvOf = (rows: readonly Row[], by = ','): string =>
  [columns.join(by), ...rows.map((row) => columns.map((name) => quoted(row[name], by)).join(by))]
    .map((line) => `${line}\n`)
    .join('');

const answered = (entries: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== ''));

const numbered = (text: string) => (/^-?[0-9.]+$/.test(text) ? Number(text) : text);

function answersOf(row: Row) {
  const { 'attention.customer': customer, 'attention.process': process, recall } = row;
  const note = row['recall.note'];
  const attention = { customer, process, other: row['attention.other'] };
  return answered({
    outcomes: numbered(row.outcomes),
    upkeep: numbered(row.upkeep),
    attention:
      customer === ''
        ? ''
        : Object.fromEntries(Object.entries(attention).map(([k, v]) => [k, Number(v)])),
    complaint: row.complaint,
    recall: note === '' ? recall : { answer: recall, note },
    'recall-time': numbered(row['recall-time']),
    schedule: numbered(row.schedule),
    'told-first': numbered(row['told-first']),
  });
}

const keysOf = ({ unit, round, respondent, role, market }: Row) =>
  answered({ unit, round, respondent, role, market });

const linesOf = (rows: readonly Row[], of: (row: Row) => unknown): string =>
  rows.map((row) => `${JSON.stringify(of(row))}\n`).join('');

const flat = (rows: readonly Row[]) =>
  linesOf(rows, (row) => ({ ...answersOf(row), ...keysOf(row) }));

const sheets = (rows: readonly Row[]) =>
  linesOf(rows, (row) => ({
    pendulum: 1,
    scorecard: 'every-kind@1.0.0',
    ...keysOf(row),
    answers: answersOf(row),
  }));

const folderOf = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = folderWith({ 'every.yaml': everyKind });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

const written = ['respondents.csv', 'units.csv', 'rejects.csv'] as const;
const outputOptions = written.flatMap((name) => [`--${name.replace('.csv', '')}`, name]);
const args = (input: string, more: readonly string[]) =>
  ['batch', '-s', 'every.yaml', input, '--force', '--allow-rejects', '999999'].concat(
    outputOptions,
    more,
  );

type Outputs = Readonly<Record<(typeof written)[number], string>>;

const outputsIn = (folder: string): Outputs => {
  const [respondents, units, rejects] = written.map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  );
  return { 'respondents.csv': respondents!, 'units.csv': units!, 'rejects.csv': rejects! };
};

function outputs(folder: string, input: string, more: readonly string[] = [], stdin = '') {
  const { code, stderr } = run(args(input, more), { cwd: folder, input: stdin });
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^warning ROWS_LEFT_OUT/)]);
  return outputsIn(folder);
}

test('any number of workers writes the same bytes', () => {
  const rows = rowsFrom(1, 150_000, 0.001);
  const table = csvOf(rows);
  // Less is read without any worker.
  expect(table.length).toBeGreaterThan(10 * 2 ** 20);
  const folder = folderOf({ 't.csv': table });
  const [one, ...others] = ['1', '2', '3'].map((n) => outputs(folder, 't.csv', ['--workers', n]));
  expect(one!['rejects.csv'].split('\n').length).toBeGreaterThan(500);
  for (const other of others) expect(other).toEqual(one);
  const piped = run(args('-', ['--workers', '2']), { cwd: folder, input: table });
  expect([piped.code, outputsIn(folder)]).toEqual([0, one]);
}, 300_000);

test('CSV, ";", gzip and NDJSON of the same answers write the same bytes', () => {
  const rows = rowsFrom(2, 3000, 0.01);
  const folder = folderOf({
    't.csv': csvOf(rows),
    'semicolon.csv': csvOf(rows, ';'),
    'tab.tsv': csvOf(rows, '\t'),
    't.csv.gz': gzipSync(csvOf(rows)),
    'crlf.csv': `\u{feff}${csvOf(rows).replaceAll(/(?<!May)\n/g, '\r\n')}`,
    't.ndjson': flat(rows),
    't.ndjson.gz': gzipSync(flat(rows)),
    'sheets.ndjson': sheets(rows),
  });
  const first = outputs(folder, 't.csv');
  for (const name of ['tab.tsv', 't.csv.gz', 'crlf.csv']) {
    expect(outputs(folder, name)).toEqual(first);
  }
  expect(outputs(folder, 'semicolon.csv', ['--delimiter', ';'])).toEqual(first);
  const { 'rejects.csv': rejects, ...scored } = first;
  for (const name of ['t.ndjson', 't.ndjson.gz', 'sheets.ndjson']) {
    const { 'rejects.csv': found, ...same } = outputs(folder, name);
    expect(same).toEqual(scored);
    // A table without a header has its first row a line earlier.
    const moved = found.replaceAll(/^\d+/gm, (row) => String(Number(row) + 1));
    expect(moved).toBe(rejects);
  }
}, 300_000);

test('whatever the chunks are in which a pipe comes, the bytes are the same', async () => {
  const rows = rowsFrom(3, 60, 0.01);
  const folder = folderOf({ 't.csv': csvOf(rows) });
  const whole = outputs(folder, 't.csv');
  for (const bytes of [Buffer.from(csvOf(rows)), gzipSync(csvOf(rows))]) {
    for (const sizes of [[1], [2, 1, 3], [7, 1], [499]]) {
      const child = spawn(process.execPath, [program, ...args('-', [])], { cwd: folder });
      const ended = once(child, 'exit');
      // What comes before it listens comes as one.
      while (!readdirSync(folder).some((name) => name.startsWith('.rejects'))) await pause(5);
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length]!;
        child.stdin.write(bytes.subarray(at, at + size));
        at += size;
        await pause(i < 4 ? 30 : 0);
      }
      child.stdin.end();
      expect(await ended).toEqual([0, null]);
      expect(outputsIn(folder)).toEqual(whole);
    }
  }
}, 300_000);

test('rows in another order come to the same units, and to the same respondents', () => {
  const rows = rowsFrom(4, 2000, 0.01);
  const next = random(5);
  const orders = rows.map((row) => ({ row, at: next() })).toSorted((a, b) => a.at - b.at);
  const folder = folderOf({
    't.csv': csvOf(rows),
    'other.csv': csvOf(orders.map(({ row }) => row)),
  });
  const [one, other] = [outputs(folder, 't.csv'), outputs(folder, 'other.csv')];
  expect(other['units.csv']).toBe(one['units.csv']);
  const sorted = (text: string) => text.split('\n').toSorted();
  expect(other['respondents.csv']).not.toBe(one['respondents.csv']);
  expect(sorted(other['respondents.csv'])).toEqual(sorted(one['respondents.csv']));
});

/** The same with names as sheets may have them. */
function tame(row: Row): Row {
  const [unit, respondent, role] = [row.unit, row.respondent, row.role].map((name) =>
    name.replaceAll(/[^a-z0-9]+/g, '-').replace(/-$/, ''),
  );
  return { ...row, unit: unit!, respondent: respondent!, role: role! };
}

test('score says of a table what it says of the same answers as sheets', () => {
  const rows = rowsFrom(6, 400, 0).map(tame);
  const folder = folderOf({ 't.csv': csvOf(rows), 'sheets.ndjson': sheets(rows) });
  const resultOf = (path: string, round: string) => {
    const options = ['-s', 'every.yaml', '-f', 'json', '--round', round];
    const { code, stdout, stderr } = run(['score', path, ...options], { cwd: folder });
    expect([code, stderr]).toEqual([0, '']);
    const { origin: _, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
    return rest;
  };
  for (const round of ['2026-q2', '2026-q4']) {
    const ofTable = resultOf('t.csv', round);
    expect(ofTable['units']).toHaveLength(30);
    expect(ofTable).toEqual(resultOf('sheets.ndjson', round));
  }
});

test('units of batch have the numbers of the CSV report', () => {
  const folder = folderOf({ 't.csv': csvOf(rowsFrom(7, 700, 0)) });
  const batched = run(['batch', 't.csv', '-s', 'every.yaml'], { cwd: folder });
  const [names = [], ...units] = rowsOf(batched.stdout);
  const shared = names.filter((name) => name !== 'scored');
  for (const round of ['2026-q2', '2026-q4']) {
    const options = ['-s', 'every.yaml', '-f', 'csv', '--round', round];
    const scored = run(['score', 't.csv', ...options], { cwd: folder });
    expect([batched.code, scored.code]).toEqual([0, 0]);
    const [titles = [], ...reported] = rowsOf(scored.stdout);
    const of = (heads: readonly string[], row: readonly string[]) =>
      shared.map((name) => {
        const cell = row[heads.indexOf(name)]!;
        return cell === '' || Number.isNaN(Number(cell)) ? cell : Number(cell);
      });
    const own = units.filter((row) => row[names.indexOf('round')] === round);
    expect(own).toHaveLength(30);
    expect(own.map((row) => of(names, row))).toEqual(reported.map((row) => of(titles, row)));
  }
});
