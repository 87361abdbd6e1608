// Tables: `pendulum batch` beside what else could score them, on data made from a seed in a temporary
// folder. All contestants of a section take turns, in the same order every round. What each prints is
// compared in every run, and the benchmark fails when one differs. Printed, never asserted.
//   node test/bench/tables.mjs [--only SECTION|NAME] [--rows N] [--runs N] [--large]
// How cpu and memory are measured: measure.mjs. What the rivals run: rivals/.
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure } from './measure.mjs';
import { expression } from './rivals/miller.mjs';
import { readPlan } from './rivals/plan.mjs';
import { writeScorecard, writeTable } from './table-data.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    large: { type: 'boolean', default: false },
  },
});
const positive = (name) => {
  const value = Number(options[name]);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} takes a whole number above 0`);
};
const [rows, runs] = [positive('rows'), positive('runs')];
/** Rivals that take long run fewer times; the table says how often. */
const fewRuns = Math.min(runs, 3);

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const cli = path('../../dist/cli.js');
const rival = (name) => path(`rivals/${name}`);

const folder = mkdtempSync(join(tmpdir(), 'pendulum-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const inFolder = (name) => join(folder, name);

const print = (line = '') => process.stdout.write(`${line}\n`);
const median = (list) => {
  const sorted = list.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};
const MiB = 1024 * 1024;
const shown = (count) => count.toLocaleString('en');

// The data, made when it is first asked for.

const made = new Map();
function once(name, make) {
  if (!made.has(name)) made.set(name, make(inFolder(name)));
  return made.get(name);
}

/** A scorecard and the same as the rivals read it. `plain`: all questions weigh the same. */
const cardOf = (count, kind = 'weighted') =>
  once(`${kind}-${count}`, (start) => {
    const card = { card: `${start}.yaml`, plan: `${start}.csv` };
    writeScorecard(count, kind === 'weighted', card);
    return card;
  });

const tableOf = ({ rows, units = 500, count = 40 }) =>
  once(`${rows}-${units}-${count}.csv`, (csv) => {
    const sums = writeTable(csv, { rows, units, count });
    return { csv, rows, count, sums: `${sums.join(',')}\n` };
  });

const ours = (table, ...rest) => {
  const { card } = cardOf(table.count);
  return [process.execPath, cli, 'batch', table.csv, '-s', card, ...rest];
};

function output(command) {
  const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1024 * MiB,
  });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

const divide = (a, b) => Math.floor((2 * a + b) / (2 * b));
const sorted = (text) => `${text.trimEnd().split('\n').toSorted().join('\n')}\n`;

/**
 * What every rival has to find: by unit the respondents, those scored, and over these the sums of
 * customer, process and the squares of the position in milli-points. Added up from our rows of
 * respondents; the units that we print are held against them.
 */
async function expectedOf(table, plan = cardOf(table.count)) {
  const file = inFolder('expected.csv');
  const command = [process.execPath, cli, 'batch', table.csv, '-s', plan.card, '--force'];
  const units = output([...command, '--respondents', file, '--units', inFolder('units.csv')]);
  if (units !== '') throw new Error('units were printed though they go to a file');
  const sums = new Map();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [unit, , , , customer, process, position, , status] = line.split(',');
    const milli = [customer, process, position].map((points) => Math.round(Number(points) * 1000));
    if (unit === '"unit"') continue;
    if (!sums.has(unit)) sums.set(unit, [0, 0, 0, 0, 0]);
    const sum = sums.get(unit);
    sum[0] += 1;
    if (status !== '"scored"') continue;
    sum[1] += 1;
    sum[2] += milli[0];
    sum[3] += milli[1];
    sum[4] += milli[2] ** 2;
  }
  const lines = [...sums].map(([unit, sum]) => `${unit.slice(1, -1)},${sum.join(',')}`);
  sameUnits(readFileSync(inFolder('units.csv'), 'utf8'), sums);
  return sorted(lines.join('\n'));
}

function sameUnits(text, sums) {
  const units = text.trimEnd().split('\n').slice(1);
  if (units.length !== sums.size) throw new Error('not the units of the respondents');
  for (const line of units) {
    const [unit, , respondents, scored, customer, process] = line.split(',');
    const [all, both, ...rest] = sums.get(unit);
    const [c, p] = rest.map((sum) => (divide(sum, both) / 1000).toFixed(3));
    if (![`${all}`, `${both}`, c, p].every((x, i) => x === [respondents, scored, customer, process][i]))
      throw new Error(`${unit}: the respondents do not add up to "${line}"`);
  }
}

// Who takes part.

/** What a rival says of its version, or null when it is not here. */
function versionOf([command, ...args]) {
  const { status, stdout, error } = spawnSync(command, args, { encoding: 'utf8' });
  return error === undefined && status === 0 ? stdout.trim().split('\n')[0] : null;
}

const duckdbVersion = [
  process.execPath,
  '--input-type=module',
  '-e',
  `import duckdb from '${import.meta.resolve('@duckdb/node-api')}'; console.log(duckdb.version())`,
];
const pythons = ['python3', '/usr/bin/python3'];
const askPandas = ['-c', 'import pandas; print(pandas.__version__)'];
const askR = (name) => ['Rscript', '-e', `cat(as.character(packageVersion("${name}")))`];

/** Tools that may be absent, with how to ask for their version. */
const tools = {
  duckdb: { title: 'DuckDB', ask: [duckdbVersion] },
  'data.table': { title: 'R data.table', ask: [askR('data.table')] },
  psych: { title: 'R psych, data.table', ask: [askR('psych')] },
  pandas: { title: 'pandas', ask: pythons.map((python) => [python, ...askPandas]) },
  miller: { title: 'Miller', ask: [['mlr', 'version']] },
  mawk: { title: 'mawk', ask: [['mawk', 'BEGIN { print "here" }']] },
};

const here = new Map();
/** The program of a tool, or null when it is not installed, which is said once. */
function programOf(tool) {
  if (!here.has(tool)) {
    const found = tools[tool].ask.map((ask) => [ask[0], versionOf(ask)]);
    const [program, version] = found.find(([, version]) => version !== null) ?? [null, null];
    print(`${tools[tool].title}: ${version ?? 'not installed, left out'}`);
    here.set(tool, program);
  }
  return here.get(tool);
}

/** Whoever prints sums by unit, in any order. */
const adds = (expected) => (text) => sorted(text) === expected;
const prints = (expected) => (text) => text === expected;

/** All of ours print the same units, whatever they are asked for besides. */
function sameAsFirst() {
  let first = null;
  return (text) => text === (first ??= text);
}

const duckdb = (mode, table, ...rest) => [
  process.execPath,
  rival('duckdb.mjs'),
  mode,
  table.csv,
  cardOf(table.count).plan,
  ...rest,
];

function generatedSql(count, view) {
  return once(`${view}-${count}.sql`, (file) => {
    const { card } = cardOf(count);
    const args = ['sql', card, '--dialect', 'duckdb', '--view', view];
    writeFileSync(file, output([process.execPath, cli, ...args]));
    return file;
  });
}

// A race and its table.

/** Everybody's runs, in turns. `is`: whether what was printed is right. */
async function race(contestants) {
  const most = Math.max(...contestants.map((each) => each.runs ?? runs));
  const results = new Map(contestants.map(({ key }) => [key, []]));
  for (let round = 0; round < most; round++) {
    for (const each of contestants) {
      if (round >= (each.runs ?? runs)) continue;
      results.get(each.key).push(await runOnce(each));
    }
  }
  return results;
}

async function runOnce({ key, title, command, is }) {
  for (const file of ['respondents.csv']) rmSync(inFolder(file), { force: true });
  const stdout = inFolder('stdout');
  const { status, stderr, ...took } = await measure(command, folder, stdout);
  if (status !== 0) throw new Error(`${title} ended with ${status}: ${stderr.trim()}`);
  if (took.cpu === 0) throw new Error(`${title}: the shell did not say what cpu it took`);
  if (!is(readFileSync(stdout, 'utf8'))) {
    throw new Error(`${title} (${key}) differs: its result is not that of the others`);
  }
  return took;
}

const middle = (list, what) =>
  list.some((each) => each[what] === null) ? null : median(list.map((each) => each[what]));

/** The median over the rounds in which both ran: what was busy then was so for both. */
function ratio(results, key, base, what) {
  const pairs = results.get(key).flatMap((each, round) => {
    const other = results.get(base)[round];
    return other === undefined ? [] : [each[what] / other[what]];
  });
  const value = median(pairs);
  return Number.isFinite(value) ? value : null;
}

const digits = (value, count) => (value === null ? '-' : value.toFixed(count));
const widths = [44, 11, 5, 9, 9, 9, 9, 8, 8, 8];
const row = (cells) =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('');

function printRace(contestants, results) {
  const base = contestants[0];
  const head = ['', 'rows', 'runs', 'wall s', 'cpu s', 'peak MiB', 'M rows/s', 'wall ÷', 'cpu ÷', 'peak ÷'];
  print(row(head));
  for (const { key, title, table } of contestants) {
    const list = results.get(key);
    const [wall, cpu, peak] = ['wall', 'cpu', 'peak'].map((what) => middle(list, what));
    print(
      row([
        title,
        shown(table.rows),
        String(list.length),
        digits(wall, 2),
        digits(cpu, 2),
        digits(peak === null ? null : peak / MiB, 1),
        digits(table.rows / wall / 1e6, 3),
        ...['wall', 'cpu', 'peak'].map((what) => digits(ratio(results, key, base.key, what), 2)),
      ]),
    );
  }
  print(`÷ "${base.title}", ${shown(base.table.rows)} rows: median of the rounds in which both ran`);
}

const judged = { met: 0, 'not met': 0, 'not measured': 0 };

/** A goal beside what was measured; null: somebody was not there. */
function goal(text, measured, limit, unit = '') {
  const isLeast = limit.startsWith('at least');
  const number = Number(/[\d.]+$/.exec(limit)[0]);
  const isMet = isLeast ? measured >= number : limit.startsWith('below') ? measured < number : measured <= number;
  const verdict = measured === null ? 'not measured' : isMet ? 'met' : 'not met';
  judged[verdict] += 1;
  const value = measured === null ? '-' : measured.toFixed(2);
  print(`  goal: ${text}: ${limit}${unit}, measured ${value}${unit}: ${verdict}`);
}

/** The contestants that were asked for and are installed; the first always, as the others need it. */
function present(section, contestants) {
  const { only } = options;
  const isWanted = (each, i) => i === 0 || only === undefined || only === section || only === each.key;
  return contestants
    .filter(isWanted)
    .filter(({ tool }) => tool === undefined || programOf(tool) !== null)
    .map((each) => ({ ...each, command: each.command() }));
}

async function run(section, about, contestants) {
  const there = present(section, contestants);
  print(`\n## ${section}: ${about}\n`);
  const results = await race(there);
  printRace(there, results);
  /** Null when one of both was left out. */
  const of = (what, key, base) =>
    results.has(key) && results.has(base) ? ratio(results, key, base, what) : null;
  const peak = (key) => (results.has(key) ? middle(results.get(key), 'peak') : null);
  return { of, peak };
}

const node = process.execPath;
const mebibytes = (bytes) => (bytes === null ? null : bytes / MiB);
const leastMemory = 96;
/** What the check for duplicates may take, in bytes a row. */
const keyBytes = 16;

const ignore = ['--on-duplicate', 'ignore'];
const single = ['--workers', '1', ...ignore];

async function rivals() {
  const table = tableOf({ rows });
  const { plan } = cardOf(table.count);
  const expected = await expectedOf(table);
  const isUnits = sameAsFirst();
  const own = (key, title, ...rest) => ({ key, title, table, command: () => ours(table, ...rest), is: isUnits });
  const other = (key, title, tool, command, rest = {}) => (({
	key,
	title,
	tool,
	table,
	command,
	is: adds(expected),
	...rest
}));
  const respondents = inFolder('respondents.csv');
  const { of, peak } = await run('rivals', `${shown(rows)} rows x ${table.count} questions`, [
    own('ours', 'ours, 1 worker', ...single),
    own('two-workers', 'ours, 2 workers', '--workers', '2', ...ignore),
    own('check', 'ours, 1 worker, duplicates checked', '--workers', '1'),
    own('respondents', 'ours, 1 worker, respondents as CSV', ...single, '--respondents', respondents, '--units', '/dev/stdout'),
    other('duckdb', 'DuckDB, packed SQL', 'duckdb', () => duckdb('packed', table)),
  ]);
  void [of, peak, plan, other, node];
}
await rivals();
