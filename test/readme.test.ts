import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkGate, readGate } from '../src/answers/gate.ts';
import { codes } from '../src/cli/codes.ts';
import { allCodes, helpOf } from '../src/cli/explain-code.ts';
import { compile } from '../src/plan/compile.ts';
import { problem, type Code } from '../src/problem.ts';
import { parseScorecard } from '../src/scorecard/parse.ts';
import { literal } from '../src/sql/duckdb.ts';
import { sourceOf } from '../src/source/source.ts';
import { free, hasDuckdb } from './sql/door.ts';
import { cases, chances, drawsInR, within } from './stats/r/chance.ts';
import { grid, references } from './stats/r/compare.ts';

// The pages are held against the program. `npm run golden` fills the blocks between markers again.

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const pages = [
  'README.md',
  'scorecards/README.md',
  'src/ARCHITECTURE.md',
  '.github/CONTRIBUTING.md',
];

/** The fenced blocks of a page in one language. */
const blocks = (page: string, language: string): readonly string[] =>
  [...page.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , text]) => text!);

/** The page with what stands between `<!-- name -->` and `<!-- /name -->` put in. */
function filled(page: string, name: string, content: string): string {
  const block = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  expect(page).toMatch(block);
  return page.replace(block, (_, open: string, close: string) => `${open}\n${content}\n${close}`);
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pendulum-readme-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the program as a pipe would, without anything of the surroundings. */
function pendulum(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'dist/cli.js'), ...args],
    { cwd, encoding: 'utf8', env: {} },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

/** Lines up to the one that begins with a text, without blank lines at the end. */
const until = (text: string, line: string) => text.slice(0, text.indexOf(`\n${line}`)).trimEnd();
const since = (text: string, line: string) => text.slice(text.indexOf(`\n${line}`) + 1);

describe('README.md', () => {
  const readme = read('README.md');

  // All blocks of a page are filled in one test, for each writes the whole page.
  test('shows what the program prints, what is held against R, and every code of a problem', async () => {
    const page = pendulum(
      root,
      'score',
      'scorecards/examples/calder-gases',
      '-u',
      'cylinders-north',
    );
    const advice = until(since(page, '  ── What to do next'), '  2. ');
    const shown = [until(page, '  ── Dimensions'), '  [...]', advice, '  [...]'].join('\n\n');
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    const text = `\`\`\`text\n${shown}\n\`\`\`\n`;
    const rows = allCodes.map((code) => [`\`${code}\``, meaning(code), helpOf(code)]);
    const all = table([['code', 'means', 'what to do'], ...rows]);
    const example = 'scorecards/examples/calder-gases';
    const compared = pendulum(root, 'compare', example, '-u', 'bulk-north');
    const unit = until(since(compared, '  ── Bulk and food gases'), '  ── How to read this');
    const swing = `\`\`\`text\n${unit}\n\`\`\`\n`;
    const instrument = pendulum(root, 'stats', example);
    const found = until(since(instrument, '  ── What to take from it'), '  ── Are there');
    const judged = `\`\`\`text\n${found}\n\`\`\`\n`;
    const whole = [
      ['example', text],
      ['compare', swing],
      ['stats', judged],
      ['statistics', table(statisticRows())],
      ['codes', all],
    ].reduce((filling, [name, content]) => filled(filling, name!, content!), readme);
    await expect(whole).toMatchFileSnapshot('../README.md');
  });

  test('its commands lead from nothing to a report', () => {
    const [, commands] = blocks(readme, 'sh');
    const lines = commands!.trim().split('\n');
    expect(lines.filter((line) => line.startsWith('npx pendulum'))).toHaveLength(2);
    const cwd = mkdtempSync(join(folder, 'first-'));
    const program = `"${process.execPath}" "${join(root, 'dist/cli.js')}"`;
    const outputs = lines.map((line) => {
      const command = line.replace('npx pendulum', program);
      const { status, stdout } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
      expect(status).toBe(0);
      // What the reader does between the commands: fill in the sheet.
      const sheet = join(cwd, 'answers/r01.yaml');
      if (existsSync(sheet)) {
        const text = readFileSync(sheet, 'utf8');
        writeFileSync(sheet, text.replaceAll(/^ {2}([\w-]+):$/gm, '  $1: 3'));
      }
      return stdout;
    });
    expect(outputs.at(-1)).toContain('Quick scan');
    expect(outputs.at(-1)).toContain('What to do next');
  });

  test.skipIf(!hasDuckdb)('its commands take a table from a template to a report', async () => {
    const commands = blocks(readme, 'sh').find((text) => text.includes('pendulum batch'))!;
    const lines = commands.trim().split('\n');
    const cwd = mkdtempSync(join(folder, 'table-'));
    const rowsIn = (name: string) => readFileSync(join(cwd, name), 'utf8').trimEnd().split('\n');
    const ended = [];
    for (const line of lines) {
      if (line.includes('--moments')) await compute(cwd);
      const run = line.replace('npx pendulum', `"${process.execPath}" "${root}dist/cli.js"`);
      ended.push(spawnSync('sh', ['-c', run], { cwd, encoding: 'utf8' }));
      // What the reader does after the first: fill in the table.
      if (ended.length === 1) fillIn(join(cwd, 'answers.csv'));
    }
    expect(ended.map(({ status, stderr }) => [status, stderr])).toEqual(lines.map(() => [0, '']));
    expect(rowsIn('rejects.csv')).toHaveLength(1);
    expect(rowsIn('units.csv')).toHaveLength(2);
    expect(ended.at(-1)!.stdout).toContain('What to do next');
    expect(ended.at(-1)!.stdout).toContain('6 respondents');
  });

  test('its scorecard is sound, and its worked number is what the program computes', () => {
    const [scorecard] = blocks(readme, 'yaml');
    writeFileSync(join(folder, 'first.yaml'), scorecard!);
    expect(pendulum(folder, 'check', 'first.yaml')).toMatch(/^first\.yaml: ok, .*, 1 examples?$/m);
    const { value } = parseScorecard(sourceOf('first', scorecard!), () => {
      throw new Error('it names no library');
    });
    const [example] = value!.scorecard.value.examples!;
    const { customer, process, position } = example!.expect;
    for (const number of [customer, process, position]) expect(readme).toContain(` ${number}`);
    expect(readme).toContain(Math.sqrt(Number(customer) * Number(process)).toFixed(1));
  });

  test('its gate is sound and shows everything that can be looked at', () => {
    const gate = blocks(readme, 'yaml').find((text) => text.startsWith('gate:\n'))!;
    const text = gate.replace(/^gate:/, 'pendulum: 1').replaceAll(/^ {2}/gm, '');
    const { value, problems } = readGate(sourceOf('gate', text));
    expect([...problems, ...checkGate(value!, [], null)]).toEqual([]);
    const measures = value!.value.checks.map(({ ask }) => ask.measure);
    expect(new Set(measures).size).toBe(7);
    expect(readme).toContain('`customer` is checked like `process`');
  });

  test('names every exit code', async () => {
    const { exitCode } = await import('../src/cli/world.ts');
    for (const code of Object.values(exitCode))
      expect(readme).toMatch(new RegExp(`^\\| ${code} `, 'm'));
  });

  test('shows how to use the library', () => {
    expect(blocks(readme, 'ts').length).toBeGreaterThan(0);
  });

  test.each(blocks(readme, 'ts').map((code, i) => [i + 1, code] as const))(
    'library snippet %d compiles and runs',
    (_, code) => {
      // Below dist, where "pendulum" means this package and no other tool looks.
      const here = mkdtempSync(join(root, 'dist/readme-'));
      try {
        writeFileSync(join(here, 'snippet.ts'), code);
        writeFileSync(join(here, 'tsconfig.json'), JSON.stringify(snippetProject));
        const tsc = join(root, 'node_modules/typescript/bin/tsc');
        const compiled = spawnSync(process.execPath, [tsc, '-p', here], { encoding: 'utf8' });
        expect(compiled.stdout).toBe('');
        const run = spawnSync(process.execPath, [join(here, 'snippet.js')], {
          cwd: root,
          encoding: 'utf8',
        });
        expect(run.stderr).toBe('');
        expect(run.status).toBe(0);
        expect(run.stdout).not.toBe('');
      } finally {
        rmSync(here, { recursive: true });
      }
    },
  );
});

/** Six people answer every question. */
function fillIn(path: string): void {
  const [head, first] = readFileSync(path, 'utf8').split('\n');
  const rows = Array.from({ length: 6 }, (_, i) =>
    first!.replace(/r01,,(,+)$/, (_, cells: string) => `r0${i},,${cells.replaceAll(',', ',3')}`),
  );
  writeFileSync(path, [head, ...rows, ''].join('\n'));
}

/** What the database does with the SQL of the page. */
async function compute(cwd: string): Promise<void> {
  const sql = readFileSync(join(cwd, 'moments.sql'), 'utf8').replace(/;\s*$/, '');
  const query = await free();
  const table = literal(join(cwd, 'answers.csv'));
  await query(`CREATE TABLE answers AS FROM read_csv(${table}, all_varchar = true)`);
  await query(`COPY (${sql}) TO ${literal(join(cwd, 'moments.csv'))} (FORMAT csv, HEADER)`);
}

const snippetProject = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    rootDir: '.',
    outDir: '.',
    typeRoots: ['../../node_modules/@types'],
    declaration: false,
    incremental: false,
    tsBuildInfoFile: null,
  },
  include: ['snippet.ts'],
  exclude: [],
};

describe('scorecards/README.md', () => {
  const page = read('scorecards/README.md');

  test('lists what is shipped, and the codes that a scorecard can get', async () => {
    const rows = readdirSync(join(root, 'scorecards'))
      .filter((name) => name.endsWith('.yaml') && name !== 'practices.yaml')
      .toSorted()
      .map(shippedRow);
    const heads = ['scorecard', 'version', 'questions', 'facts', 'dimensions', 'markets', 'status'];
    const explained = scorecardCodes().map((code) => [`\`${code}\``, meaning(code)]);
    const filledIn = filled(page, 'shipped', table([heads, ...rows]));
    const whole = filled(filledIn, 'codes', table([['code', 'means'], ...explained]));
    await expect(whole).toMatchFileSnapshot('../scorecards/README.md');
  });

  test.each(blocks(page, 'yaml').map((text, i) => [i + 1, text] as const))(
    'example %d is sound',
    (_, text) => {
      const isWhole = text.startsWith('pendulum:');
      const questions = text.startsWith('- ') ? text.replace(/^(?=.)/gm, '  ') : '';
      const parts = isWhole ? text : `${stub}${questions}${questions === '' ? text : ''}`;
      const { value, problems } = parseScorecard(sourceOf('example', parts), () => {
        throw new Error('it names no library');
      });
      expect(problems.map(({ message }) => message)).toEqual([]);
      expect(compile(value!.scorecard.value).questions.length).toBeGreaterThan(1);
    },
  );
});

/** What the fragments of the page stand in; a fragment is a question or a key of its own. */
const stub = `pendulum: 1
id: stub
version: 1.0.0
language: en
title: Stub
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions: [{ id: flow, title: Flow }]
questions:
  - { id: told-first, dimension: flow, side: customer, ask: A?, answerScale: agreement }
  - { id: as-planned, dimension: flow, side: process, ask: B?, answerScale: agreement }
`;

function shippedRow(name: string): readonly string[] {
  const text = read(join('scorecards', name));
  const { value } = parseScorecard(sourceOf(name, text), (path) => ({
    value: sourceOf(path, read(join('scorecards', path))),
    problems: [],
  }));
  const { id, version, title, questions, dimensions, markets, status } = value!.scorecard.value;
  const facts = questions.filter(({ fact }) => fact).length;
  return [
    `[\`${id}\`](./${name}) ${title}`,
    version,
    String(questions.length - facts),
    String(facts),
    String(dimensions.length),
    String(markets?.length ?? 0),
    status ?? 'not validated',
  ];
}

/** A Markdown table as prettier formats it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const [head, ...body] = rows;
  const rule = widths.map((width) => '-'.repeat(width));
  return `${[head!, rule, ...body].map(line).join('\n')}\n`;
}

/** What is held against R, on how many numbers, and by how much it may differ. */
function statisticRows(): readonly (readonly string[])[] {
  const heads = ['statistic', 'in R', 'data sets', 'numbers', 'differs by less than'];
  const rows = references.map(({ name, inR, within, ours }) => {
    const numbers = [...ours.values()].reduce((sum, values) => sum + values.length, 0);
    const sets = ours.has(grid) ? '' : String(ours.size);
    return [name, inR, sets, String(numbers), within.toExponential()];
  });
  const draws = `rmultinom, ${drawsInR.toLocaleString('en')} draws`;
  const simulated = chances.map((name) => [
    name,
    draws,
    '',
    String(cases.length),
    `${within} of 1`,
  ]);
  return [heads, ...rows, ...simulated];
}

/** What a code means, and whether it is only a warning. */
function meaning(code: Code): string {
  const { severity } = problem(code, null, ...codes[code].shown);
  return `${codes[code].means}${severity === 'warning' ? '; a warning' : ''}`;
}

/** The codes from the sections on bytes, shapes and scorecards. */
const scorecardCodes = (): readonly Code[] => allCodes.slice(0, allCodes.indexOf('ANSWER_RANGE'));

describe('every page', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  let help: ReadonlySet<string> = new Set();
  beforeAll(() => {
    const text = pendulum(root, '--help');
    help = new Set([...text.matchAll(/^ {2}(\w+) (?:\[|<)/gm)].map(([, name]) => name!));
  });

  test.each(pages)('%s names only what there is', (name) => {
    const page = read(name);
    const base = name.split('/').slice(0, -1).join('/');
    const links = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) =>
      join(base, path!),
    );
    const files = [...page.matchAll(/`((?:src|test|scorecards|schema|\.ci)\/[\w./-]*)`/g)].map(
      ([, path]) => path!,
    );
    expect([...links, ...files].filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const runs = [...page.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script!);
    expect(runs.filter((script) => scripts[script] === undefined)).toEqual([]);
    const commands = [...page.matchAll(/(?:npx |`)pendulum ([a-z]+)\b/g)].map(([, word]) => word!);
    expect(commands.filter((word) => !help.has(word))).toEqual([]);
  });
});
