import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { violations, type Sources } from './architecture/check.ts';
import { exceptions, layers } from './architecture/rules.ts';
import { scan } from './architecture/scan.ts';

const src = new URL('../src/', import.meta.url);

const sources: Sources = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => [name, readFileSync(new URL(name, src), 'utf8')]),
);

test('the sources keep to their layers, doors and words', () => {
  expect(sources.size).toBeGreaterThan(50);
  expect(violations(sources)).toEqual([]);
});

test('every exception is needed', () => {
  const unneeded = exceptions.filter(([file]) => !sources.has(file));
  expect(unneeded).toEqual([]);
});

describe('the layer table', () => {
  test.each(Object.entries(layers))('%s says why', (_, { may, because }) => {
    expect(because.length).toBeGreaterThan(20);
    for (const other of may) expect(layers).toHaveProperty([other]);
  });

  test('has no circles', () => {
    const rows = Object.entries(layers).map(([name, { may }]): [string, string] => [
      `${name}/a.ts`,
      may.map((other) => `import '../${other}/a.ts';`).join('\n'),
    ]);
    expect(violations(new Map(rows)).filter((each) => each.includes('circle'))).toEqual([]);
  });
});

describe('what is planted is found', () => {
  const plant = (file: string, source: string) => violations(new Map([[file, source]]));

  test.each([
    ['a folder without a row', 'helpers/misc.ts', '', 'is in no layer'],
    ['a file without a row', 'utils.ts', '', 'is in no layer'],
    ['an import upwards', 'plan/x.ts', "import { a } from '../score/unit.ts';", 'plan may not'],
    [
      'a type from above',
      'plan/x.ts',
      "import type { A } from '../score/unit.ts';",
      'plan may not',
    ],
    [
      'a re-export',
      'text/x.ts',
      "export * from '../problem.ts';",
      'text may not import problem.ts',
    ],
    ['an import over lines', 'sql/x.ts', "import {\n  a,\n} from '../score/a.ts';", 'sql may not'],
    ['an import for its effect', 'stats/x.ts', "import '../plan/types.ts';", 'stats may not'],
    ['a dynamic import', 'report/x.ts', "await import('../score/unit.ts')", 'report may not'],
    ['a type by import()', 'score/x.ts', "type A = import('../text/a.ts').A;", 'score may not'],
    ['values of the result', 'report/x.ts', "import { a } from '../result.ts';", 'only types'],
    [
      'an empty value import',
      'report/x.ts',
      "import { type A } from '../result.ts';",
      'only types',
    ],
    [
      'the assembly in a report',
      'report/x.ts',
      "import { a } from '../result/unit.ts';",
      'report may',
    ],
    [
      'the command line in the library',
      'index.ts',
      "import { a } from './cli/io.ts';",
      'index.ts may',
    ],
    ['a file outside src', 'cli/x.ts', "import m from '../../package.json';", 'in no layer'],
    ['yaml', 'answers/x.ts', "import { parse } from 'yaml';", '"yaml" is not for'],
    ['commander', 'cli/score.ts', "import { Command } from 'commander';", '"commander" is not for'],
    ['chalk', 'cli/x.ts', "import chalk from 'chalk';", '"chalk" is not for'],
    ['inquirer', 'interview/x.ts', "import { select } from 'inquirer';", '"inquirer" is not for'],
    ['its core', 'cli/x.ts', "import { a } from '@inquirer/core';", '"@inquirer/core" is not for'],
    ['the file system', 'source/x.ts', "import { readFileSync } from 'node:fs';", '"node:fs" is'],
    [
      'its promises',
      'report/x.ts',
      "import { open } from 'node:fs/promises';",
      '"node:fs/promises"',
    ],
    ['a child process', 'sql/x.ts', "import { spawn } from 'node:child_process';", 'is not for'],
    ['the network', 'cli/x.ts', "import { get } from 'node:https';", 'has no door'],
    ['a new package', 'cli/x.ts', "import lodash from 'lodash';", 'has no door'],
    ['a builtin without node:', 'cli/x.ts', "import { readFileSync } from 'fs';", 'has no door'],
    ['a computed import', 'cli/x.ts', 'await import(name);', 'computed at run time'],
    ['a computed import in a template', 'cli/x.ts', 'await import(`./${name}.ts`);', 'computed'],
    ['the environment', 'report/x.ts', 'const a = process.env.HOME;', 'process is not'],
    ['an exit', 'interview/x.ts', 'process?.exit(1);', 'process is not'],
    ['the environment by key', 'report/x.ts', "const a = process['env'];", 'process is not'],
    ['console', 'cli/x.ts', "console.log('done');", 'console is not'],
    ['the clock', 'cli/x.ts', 'const now = Date.now();', 'Date is not'],
    ['the clock in a template', 'report/x.ts', 'const a = `at ${new Date()}`;', 'Date is not'],
    ['a timer', 'score/x.ts', 'performance.now();', 'performance is not'],
    ['chance', 'advice/x.ts', 'Math.random();', 'Math.random is not'],
    ['a locale', 'text/x.ts', '(1.5).toLocaleString();', 'toLocale is not'],
    ['sorting by locale', 'result/x.ts', 'a.localeCompare(b);', 'toLocale is not'],
    ['a date format', 'report/x.ts', "new Intl.DateTimeFormat('en');", 'Intl is not'],
    ['a request', 'cli/x.ts', "await fetch('https://example.org');", 'fetch is not'],
    ['an evaluated string', 'plan/x.ts', "eval('1');", 'eval is not'],
  ])('%s', (_, file, source, expected) => {
    const found = plant(file, source);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
    expect(found[0]).toMatch(file);
  });

  test('the line of an import', () => {
    expect(plant('stats/x.ts', "\n\nimport '../plan/types.ts';")[0]).toMatch(/^stats\/x\.ts:3 - /);
  });

  test('two doors where there should be one', () => {
    const source = "import { Chalk } from 'chalk';";
    const found = violations(
      new Map([
        ['report/a.ts', source],
        ['report/b.ts', source],
      ]),
    );
    expect(found).toEqual([expect.stringContaining('report/a.ts and report/b.ts')]);
  });

  test.each([
    ['of values', "import { b } from './b.ts';", "import { a } from './a.ts';"],
    ['of types', "import type { B } from './b.ts';", "import type { A } from './a.ts';"],
    ['of both', "export { b } from './b.ts';", "import type { A } from './a.ts';"],
    ['when asked for', "import { b } from './b.ts';", "await import('./a.ts');"],
  ])('a circle %s', (_, a, b) => {
    const found = violations(
      new Map([
        ['plan/a.ts', a],
        ['plan/b.ts', b],
      ]),
    );
    expect(found).toEqual(['imports in a circle: plan/a.ts -> plan/b.ts -> plan/a.ts']);
  });

  test('a file that imports itself', () => {
    expect(plant('plan/a.ts', "import { a } from './a.ts';")).toHaveLength(1);
  });
});

describe('what only looks like it is not', () => {
  test.each([
    ['in a comment', "// import { a } from '../score/unit.ts';\n/* console.log(Date) */"],
    ['in a string', `const a = "import b from '../score/a.ts'; process.exit()";`],
    ['in a template', 'const a = `console ${1 + `Date ${2}`.length} Math.random()`;'],
    ['in a pattern', String.raw`const a = /['"]/.test(b) || /[/'] process\./.test(b);`],
    ['after a division', "const a = b! / c! / d; const e = 'Date'; const f = `}`;"],
    [
      'a side called process',
      'const a = !/it.s/.test(b) || unit.process.length + { process: 1 }.process;',
    ],
    ['a layer below', "import type { A } from '../scorecard/types.ts';\nimport './defaults.ts';"],
    ['a word in another', "const a = { updateDate: 1, from: 'x' };"],
  ])('%s', (_, source) => {
    expect(violations(new Map([['plan/x.ts', source]]))).toEqual([]);
  });
});

test('positions survive the scan', () => {
  const source = 'const a = `x${f({ b: "}" })}y`; // end\nimport type { C } from "./c.ts";';
  const { code, imports } = scan(source);
  expect(code).toHaveLength(source.length);
  expect(code).toContain('f({ b: " " })');
  expect(imports).toEqual([{ specifier: './c.ts', isType: true, line: 2 }]);
});
