// Tables: `pendulum batch` beside what else could score them, on data made from a seed in a temporary
// folder. Printed, never asserted; but every result is compared in every run, and one that differs
// ends the benchmark. How cpu and memory are measured is in measure.mjs, what the rivals do in rivals/.
//   node test/bench/tables.mjs [--only NAME] [--rows N] [--runs N] [--large]
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { goal, middle, printRace, race, ratio, shown, verdicts } from './race.mjs';
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
function wholeNumber(name, least) {
  const value = Number(options[name]);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${name} takes a whole number, ${least} or more`);
}
const rows = wholeNumber('rows', 1000);
const runs = wholeNumber('runs', 1);
/** Rivals that take long run fewer times; the table says how often. */
const fewRuns = Math.min(runs, 3);

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const rival = (name) => path(`rivals/${name}`);
const node = process.execPath;
const cli = path('../../dist/cli.js');

const folder = mkdtempSync(join(tmpdir(), 'pendulum-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const inFolder = (name) => join(folder, name);
const print = (line = '') => process.stdout.write(`${line}\n`);

// Data, made when it is first asked for.

const made = new Map();
function once(name, make) {
  if (!made.has(name)) made.set(name, make(inFolder(name)));
  return made.get(name);
}

/** A scorecard for us, and the same for the rivals. Plain: all questions weigh the same. */
const cardOf = (count, kind = 'weighted') =>
  once(`${kind}-${count}`, (start) => {
    const files = { card: `${start}.yaml`, plan: `${start}.csv` };
    writeScorecard(count, kind === 'weighted', files);
    return files;
  });

const tableOf = ({ rows, units = 500, count = 40 }) =>
  once(`${rows}-${units}-${count}.csv`, (file) => {
    const sums = writeTable(file, { rows, units, count });
    return { file, rows, count, ...cardOf(count), sums: `${sums.join(',')}\n` };
  });

function output(command) {
  const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

// What has to come out.

const divide = (a, b) => Math.floor((2 * a + b) / (2 * b));
const sorted = (text) => `${text.trimEnd().split('\n').toSorted().join('\n')}\n`;

/** By unit, of our rows of respondents: how many, how many scored, and sums over these. */
async function sumsByUnit(file) {
  const units = new Map();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [unit, , , , customer, process, position, , status] = line.replaceAll('"', '').split(',');
    if (unit === 'unit') continue;
    if (!units.has(unit)) units.set(unit, [0, 0, 0, 0, 0]);
    const sums = units.get(unit);
    sums[0] += 1;
    if (status !== 'scored') continue;
    const milli = [customer, process, position].map((points) => Math.round(Number(points) * 1000));
    sums[1] += 1;
    sums[2] += milli[0];
    sums[3] += milli[1];
    sums[4] += milli[2] ** 2;
  }
  return units;
}

/** Our rows of units must be what our rows of respondents add up to. */
function checkUnits(text, units) {
  const lines = text.replaceAll('"', '').trimEnd().split('\n').slice(1);
  const expected = [...units].map(([unit, [all, scored, customer, process]]) => {
    const means = [customer, process].map((sum) => (divide(sum, scored) / 1000).toFixed(3));
    return [unit, '2026-q4', all, scored, ...means].join(',');
  });
  const found = lines.map((line) => line.split(',').slice(0, 6).join(','));
  if (sorted(found.join('\n')) !== sorted(expected.join('\n'))) {
    throw new Error('ours: the units are not what the respondents add up to');
  }
}

/**
 * What everybody has to find. `units` and `respondents`: what we print. `sums`: what rivals print by
 * unit, sorted: respondents, those scored, and over these the sums of customer, process and squares of
 * the position, in milli-points.
 */
async function expectedOf({ file }, { card }) {
  const respondents = inFolder('expected.csv');
  const command = [node, cli, 'batch', file, '-s', card, '--on-duplicate', 'ignore'];
  output([...command, '--respondents', respondents, '--force']);
  const units = output(command);
  const sums = await sumsByUnit(respondents);
  checkUnits(units, sums);
  const lines = [...sums].map(([unit, all]) => `${unit},${all.join(',')}`);
  return { units, respondents: readFileSync(respondents), sums: sorted(lines.join('\n')) };
}

const prints = (expected) => (text) => text === expected;
const adds = (expected) => (text) => sorted(text) === expected;

/** For what nobody else has found: all must print the same. */
function alike() {
  let first = null;
  return (text) => text === (first ??= text);
}

// Who takes part.

function firstLine([command, ...rest]) {
  const ask = { encoding: 'utf8', cwd: import.meta.dirname };
  const { status, stdout, error } = spawnSync(command, rest, ask);
  return error === undefined && status === 0 ? stdout.trim().split('\n')[0] : null;
}

const inR = (name) => ['Rscript', '-e', `cat("${name}", as.character(packageVersion("${name}")))`];
const inPython = (python) => [python, '-c', 'import pandas; print("pandas", pandas.__version__)'];
const inDuckdb = 'import("@duckdb/node-api").then((it) => console.log("DuckDB", it.version()))';

/** Tools that may not be there, with commands that say their version. */
const tools = {
  duckdb: [[node, '-e', inDuckdb]],
  'data.table': [inR('data.table')],
  psych: [inR('psych')],
  pandas: [inPython('python3'), inPython('/usr/bin/python3')],
  miller: [['mlr', 'version']],
  mawk: [['mawk', '-W', 'version']],
};

const programs = new Map();
function findTools() {
  for (const [tool, asks] of Object.entries(tools)) {
    const found = asks.map((ask) => [ask[0], firstLine(ask)]).find(([, line]) => line !== null);
    if (found !== undefined) programs.set(tool, found[0]);
    print(found === undefined ? `${tool}: not installed, left out` : found[1]);
  }
}

const ours = (table, ...rest) => [node, cli, 'batch', table.file, '-s', table.card, ...rest];
const ignore = ['--on-duplicate', 'ignore'];
const single = ['--workers', '1', ...ignore];

const duckdb = (mode, { file, plan }, ...rest) => [
  node,
  rival('duckdb.mjs'),
  mode,
  file,
  plan,
  ...rest,
];

const sqlOf = ({ card, count }, view) =>
  once(`${view}-${count}.sql`, (file) => {
    const rest = ['--dialect', 'duckdb', '--view', view];
    writeFileSync(file, output([node, cli, 'sql', card, ...rest]));
    return file;
  });

const isAsked = (section, key) => [undefined, section, key].includes(options.only);

/**
 * Runs those who were asked for and are installed; the first always, for the others are held against
 * it. `over` and `of` give null for who did not run.
 */
async function run(section, about, contestants) {
  const there = contestants
    .filter(({ key }, i) => i === 0 || isAsked(section, key))
    .filter(({ tool }) => tool === undefined || programs.has(tool))
    .map((each) => ({ runs, ...each, command: each.command() }));
  print(`\n## ${section}: ${about}\n`);
  const results = await race(there, folder);
  printRace(there, results);
  return {
    over: (what, key, base) => ratio(results, key, base, what),
    of: (what, key) => middle(results, key, what),
  };
}

// The sections.

const leastMemory = 96;
/** The goal of memory in MiB: with the check for duplicates it may be 16 bytes a row more. */
const allowed = (rows, isChecked) => leastMemory + (isChecked ? (16 * rows) / 2 ** 20 : 0);

async function rivals() {
  const table = tableOf({ rows });
  const expected = await expectedOf(table, table);
  const own = (key, title, ...rest) => ({
    key,
    title,
    table,
    is: prints(expected.units),
    command: () => ours(table, ...rest),
  });
  const other = (key, title, tool, command) => ({
    key,
    title,
    tool,
    table,
    command,
    is: adds(expected.sums),
  });
  const respondents = inFolder('respondents.csv');
  const isWritten = (text) => text === '' && readFileSync(respondents).equals(expected.respondents);
  const { over, of } = await run('rivals', `${shown(rows)} rows, 40 questions, 500 units`, [
    own('ours', 'ours, 1 worker', ...single),
    own('two-workers', 'ours, 2 workers', '--workers', '2', ...ignore),
    own('check', 'ours, 1 worker, duplicates checked', '--workers', '1'),
    {
      ...own('respondents', 'ours, 1 worker, respondents as CSV', ...single),
      command: () => ours(table, ...single, '--respondents', respondents, '--force'),
      is: isWritten,
    },
    other('duckdb', 'DuckDB, packed SQL', 'duckdb', () => duckdb('packed', table)),
    other('moments', 'DuckDB, our SQL of moments', 'duckdb', () =>
      duckdb('moments', table, sqlOf(table, 'moments')),
    ),
    other('respondents-sql', 'DuckDB, our SQL of respondents', 'duckdb', () =>
      duckdb('respondents', table, sqlOf(table, 'respondents')),
    ),
    {
      ...other('sum', 'DuckDB, sum of all columns', 'duckdb', () => duckdb('sum', table)),
      is: prints(table.sums),
    },
    {
      ...other('csv-parse', 'csv-parse and a loop', undefined, () => [
        node,
        rival('csv-parse.mjs'),
        table.file,
        table.plan,
      ]),
      runs: fewRuns,
    },
    other('data.table', 'R data.table', 'data.table', () => [
      'Rscript',
      rival('data-table.R'),
      table.file,
      table.plan,
    ]),
    other('pandas', 'pandas', 'pandas', () => [
      programs.get('pandas'),
      rival('pandas_sums.py'),
      table.file,
      table.plan,
    ]),
  ]);
  print();
  goal('cpu, ours by DuckDB packed SQL', over('cpu', 'ours', 'duckdb'), 'at most', 0.4);
  goal('cpu, ours by DuckDB sum', over('cpu', 'ours', 'sum'), 'below', 1);
  goal('cpu, R data.table by ours', over('cpu', 'data.table', 'ours'), 'at least', 4);
  goal('cpu, pandas by ours', over('cpu', 'pandas', 'ours'), 'at least', 4);
  goal('wall, 2 workers by 1', over('wall', 'two-workers', 'ours'), 'at most', 0.65);
  for (const what of ['wall', 'cpu']) {
    const measured = over(what, 'respondents', 'ours');
    goal(`${what}, with respondents by without`, measured, 'at most', 2);
  }
  for (const key of ['ours', 'two-workers', 'respondents', 'check']) {
    goal(`peak, ${key}`, of('peak', key), 'at most', allowed(rows, key === 'check'), ' MiB');
  }
}

async function slow() {
  const table = tableOf({ rows: Math.round(rows / 10) });
  const plain = cardOf(table.count, 'plain');
  const expected = await expectedOf(table, table);
  const expectedPlain = await expectedOf(table, plain);
  const rest = { table, is: adds(expected.sums), runs: fewRuns };
  const put = ['--icsv', '--ocsv', '--headerless-csv-output', 'put', '-q'];
  await run('slow', `${shown(table.rows)} rows, for those that take long`, [
    {
      key: 'ours',
      title: 'ours, 1 worker',
      table,
      is: prints(expected.units),
      command: () => ours(table, ...single),
    },
    {
      ...rest,
      key: 'psych',
      title: 'R psych::scoreItems, no weights',
      tool: 'psych',
      command: () => ['Rscript', rival('psych.R'), table.file, plain.plan],
      is: adds(expectedPlain.sums),
    },
    {
      ...rest,
      key: 'miller',
      title: 'Miller',
      tool: 'miller',
      command: () => ['mlr', ...put, expression(readPlan(table.plan)), table.file],
    },
    {
      ...rest,
      key: 'mawk',
      title: 'mawk',
      tool: 'mawk',
      command: () => ['mawk', '-F,', '-f', rival('sums.awk'), table.plan, table.file],
    },
  ]);
}

/** What our command says when it cannot read a table, or null. */
function refusal(table) {
  const [command, ...rest] = ours(table, ...ignore);
  const { status, stderr } = spawnSync(command, rest, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? null : stderr.trim().split('\n')[0];
}

async function parquet() {
  if (!programs.has('duckdb')) return print('\n## parquet: left out, DuckDB is not installed');
  const csv = tableOf({ rows });
  const file = inFolder('table.parquet');
  output(duckdb('parquet', csv, file));
  const table = { ...csv, file };
  const refused = refusal(table);
  if (refused !== null) return print(`\n## parquet: left out, batch says: ${refused}`);
  const is = alike();
  const rest = { table, tool: 'duckdb' };
  const { over } = await run('parquet', `the table of ${shown(rows)} rows as Parquet`, [
    { key: 'ours', title: 'ours, Parquet', table, command: () => ours(table, ...ignore), is },
    { key: 'csv', title: 'ours, CSV', table: csv, command: () => ours(csv, ...ignore), is },
    {
      ...rest,
      key: 'sum',
      title: 'DuckDB, sum of all columns',
      command: () => duckdb('sum', table),
      is: prints(csv.sums),
    },
    {
      ...rest,
      key: 'duckdb',
      title: 'DuckDB, packed SQL',
      command: () => duckdb('packed', table),
      is: prints(output(duckdb('packed', csv))),
    },
  ]);
  print();
  goal('cpu, ours by DuckDB sum, of Parquet', over('cpu', 'ours', 'sum'), 'at most', 2);
}

/** Ours over a table, with the check for duplicates, and by two workers; all must print the same. */
function waysOver(table, name) {
  const is = alike();
  const ways = [
    { key: name, title: `ours, ${name}`, rest: single },
    { key: `${name} checked`, title: `ours, ${name}, checked`, rest: ['--workers', '1'] },
    {
      key: `${name} by two`,
      title: `ours, ${name}, 2 workers`,
      rest: ['--workers', '2', ...ignore],
    },
  ];
  return ways.map(({ key, title, rest }) => ({
    key,
    title,
    table,
    is,
    command: () => ours(table, ...rest),
  }));
}

async function growth() {
  const sizes = [rows / 10, rows, ...(options.large ? [5 * rows, 10 * rows] : [])].map(Math.round);
  const tables = sizes.map((size) => [`${shown(size)} rows`, tableOf({ rows: size })]);
  const contestants = tables.flatMap(([name, table]) => waysOver(table, name));
  const { of, over } = await run('growth', 'more rows, 40 questions, 500 units', contestants);
  print();
  for (const [i, size] of sizes.entries()) {
    const [name] = tables[i];
    const checked = `${name} checked`;
    const [without, withCheck] = [of('peak', name), of('peak', checked)];
    goal(`peak, ${name}`, without, 'at most', allowed(size, false), ' MiB');
    goal(`peak, ${checked}`, withCheck, 'at most', allowed(size, true), ' MiB');
    if (without === null || withCheck === null) continue;
    const bytes = ((withCheck - without) * 2 ** 20) / size;
    print(`      the check takes ${bytes.toFixed(1)} bytes a row`);
    const byTwo = over('wall', `${name} by two`, name);
    print(`      2 workers take ${byTwo.toFixed(2)} of the wall time of one`);
  }
  const [small, middle, large] = [tables[0], tables[1], tables[3]].map((each) => each?.[0]);
  for (const what of ['wall', 'cpu']) {
    // Time for each further row, so that starting up, which is the same for all, does not count.
    const first = (of(what, middle) - of(what, small)) / (sizes[1] - sizes[0]);
    const further =
      large === undefined ? null : (of(what, large) - of(what, middle)) / (sizes[3] - sizes[1]);
    const measured = further === null ? null : further / first;
    goal(`${what} of a further row, late by early (--large)`, measured, 'at most', 1.1);
  }
}

async function against(section, about, small, large, limit) {
  const each = ([key, table]) => ({
    key,
    title: `ours, ${key}`,
    table,
    is: alike(),
    command: () => ours(table, ...single),
  });
  const { over } = await run(section, about, [each(small), each(large)]);
  print();
  for (const what of ['wall', 'cpu']) {
    goal(`${what}, ${large[0]} by ${small[0]}`, over(what, large[0], small[0]), 'at most', limit);
  }
}

const units = () =>
  against(
    'units',
    `${shown(rows)} rows, 40 questions`,
    ['500 units', tableOf({ rows })],
    ['100,000 units', tableOf({ rows, units: 100_000 })],
    1.6,
  );

function questions() {
  const fifth = Math.round(rows / 5);
  return against(
    'questions',
    `${shown(fifth)} rows, 500 units`,
    ['40 questions', tableOf({ rows: fifth })],
    ['200 questions', tableOf({ rows: fifth, count: 200 })],
    6,
  );
}

/** Each section, with those in it who can be asked for alone. */
const sections = {
  rivals: {
    run: rivals,
    keys: [
      'ours',
      'two-workers',
      'check',
      'respondents',
      'duckdb',
      'moments',
      'respondents-sql',
      'sum',
      'csv-parse',
      'data.table',
      'pandas',
    ],
  },
  slow: { run: slow, keys: ['psych', 'miller', 'mawk'] },
  parquet: { run: parquet, keys: [] },
  growth: { run: growth, keys: [] },
  units: { run: units, keys: [] },
  questions: { run: questions, keys: [] },
};

const { only } = options;
const wanted = Object.entries(sections).filter(
  ([name, { keys }]) => only === undefined || only === name || keys.includes(only),
);
if (wanted.length === 0) {
  const names = Object.entries(sections).flatMap(([name, { keys }]) => [name, ...keys]);
  throw new Error(`--only takes one of ${names.join(', ')}`);
}

print(
  `\nTables: medians of ${runs} rounds in turns, ${fewRuns} for who takes long; data in ${tmpdir()}`,
);
print(`${cpus().length} x ${cpus()[0].model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`);
print(`Node ${process.versions.node}`);
findTools();
if (rows !== 1_000_000)
  print(`the goals are meant for 1,000,000 rows, and these are ${shown(rows)}`);
for (const [, section] of wanted) await section.run();
print(
  `\ngoals: ${Object.entries(verdicts)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ')}`,
);
