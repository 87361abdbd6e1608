import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readSource } from '../../src/cli/io.ts';
import { maxBytes, sourceOf } from '../../src/source/source.ts';
import { readTree } from '../../src/source/tree.ts';
import { run } from '../run.ts';
import { customerQuestion, processQuestion, scorecard, tiny } from '../scorecards.ts';
import { check, fastest, fault, jsonLines, told, type Variant } from './told.ts';

const folder = mkdtempSync(join(tmpdir(), 'pendulum-limits-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Ways to nest, each to a depth, and the deepest that is read. */
const nestings: readonly (readonly [string, (depth: number) => string, deepest: number])[] = [
  ['brackets', (n) => `a: ${'['.repeat(n)}${']'.repeat(n)}`, 62],
  ['open brackets', (n) => `a: ${'['.repeat(n)}`, 62],
  ['braces', (n) => `a: ${'{a: '.repeat(n)}${'}'.repeat(n)}`, 62],
  ['bare braces', (n) => `a: ${'{'.repeat(n)}`, 62],
  ['dashes', (n) => `a:\n  ${'- '.repeat(n)}x`, 61],
  ['question marks', (n) => `a:\n  ${'? '.repeat(n)}x`, 62],
  [
    'indentation',
    (n) => Array.from({ length: Math.min(n, 1400) }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    63,
  ],
];
const depths = [70, 1000, 20_000, 200_000];
const deep = nestings.flatMap(([name, nest]) =>
  depths.map((depth): Variant => [`${name} ${depth}`, nest(depth), 'depth']),
);

test('fault 2: depth is refused before it is composed, in less than 1 s each', () => {
  for (const [name, text] of deep) {
    const start = performance.now();
    const [found] = readTree(sourceOf('f', text as string)).problems;
    expect([name, found!.code]).toEqual([name, 'YAML_DEPTH']);
    expect(performance.now() - start).toBeLessThan(1000);
  }
});

test('fault 2: the place is where it becomes too deep', () => {
  const ran = check(nestings.map(([, nest]) => nest(1000)));
  expect(ran.files.map(({ verdict, told }) => [verdict, ...told])).toEqual([
    ['invalid', 'YAML_DEPTH 1:66'],
    ['invalid', 'YAML_DEPTH 1:66'],
    ['invalid', 'YAML_DEPTH 1:252'],
    ['invalid', 'YAML_DEPTH 1:66'],
    ['invalid', 'YAML_DEPTH 2:127'],
    ['invalid', 'YAML_DEPTH 2:127'],
    ['invalid', 'YAML_DEPTH 64:64'],
  ]);
  expect(ran.code).toBe(3);
  expect(ran.stderr).not.toContain('    at ');
});

test('fault 2: one process reads all of them in less than 200 MiB', () => {
  const names = deep.map(([, text], i) => {
    const path = join(folder, `deep-${i}.yaml`);
    writeFileSync(path, text);
    return path;
  });
  const measured = fileURLToPath(new URL('measured.mjs', import.meta.url));
  const ended = spawnSync(process.execPath, [measured, 'check', '--json', ...names], {
    encoding: 'utf8',
    timeout: 180_000,
  });
  expect(ended.status).toBe(3);
  expect(jsonLines(ended.stderr).map(({ code }) => code)).toEqual(deep.map(() => 'YAML_DEPTH'));
  const [, memory] = /at most (\d+) MiB/.exec(ended.stdout)!;
  expect(Number(memory)).toBeLessThan(200);
});

test.each(nestings)('fault 2: %s are read to their limit', (_, nest, deepest) => {
  const codes = (depth: number) => readTree(sourceOf('f', nest(depth))).problems.map((p) => p.code);
  expect(codes(deepest)).not.toContain('YAML_DEPTH');
  expect(codes(deepest + 1)).toEqual(['YAML_DEPTH']);
});

const file = (name: string, content: string, size?: number): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  if (size !== undefined) truncateSync(path, size);
  return path;
};
const padded = (bytes: number) => `${tiny()}#`.padEnd(bytes - 1, '-').concat('\n');
const fifo = join(folder, 'fifo');
spawnSync('mkfifo', [fifo]);
symlinkSync(fifo, join(folder, 'link'));

const endless: readonly (readonly [name: string, path: string])[] = [
  ['1 MiB and a byte', file('over', padded(maxBytes + 1))],
  ['100 MB', file('large', tiny(), 100_000_000)],
  ['a FIFO', fifo],
  ['a link to a FIFO', join(folder, 'link')],
  ['a device', '/dev/zero'],
  ['another device', '/dev/null'],
  ['standard input', '/dev/stdin'],
];

test.each(endless)('fault 3: %s is refused unread', (_, path) => {
  const ran = run(['check', '--json', path], { input: tiny() });
  expect(jsonLines(ran.stderr).map((line) => `${line.code} ${line.line}:${line.column}`)).toEqual([
    'INPUT_TOO_LARGE 1:1',
  ]);
  expect(ran.stderr).not.toContain('    at ');
  expect(ran.code).toBe(3);
});

test.each(endless)('fault 3: %s takes less than 200 ms once the program runs', (_, path) => {
  const { value, problems } = readSource(path);
  expect(fastest(() => readSource(path))).toBeLessThan(200);
  expect([value, ...told(problems)]).toEqual([null, 'INPUT_TOO_LARGE 1:1']);
});

test('fault 3: exactly 1 MiB is read', () => {
  expect(run(['check', file('full', padded(maxBytes))]).code).toBe(0);
});

test.runIf(existsSync('/proc/self/status'))(
  'fault 3: the size a file claims is not believed',
  () => {
    expect(readSource('/proc/self/status').value!.text).toMatch(/^Name:.*\nState:/s);
  },
);

const many = (count: number) =>
  scorecard({
    questions: Array.from({ length: count }, (_, i) =>
      (i % 2 === 0 ? customerQuestion : processQuestion).replace(/id: ../, `id: q${i}`),
    ).join('\n'),
  });

fault(25, 'more questions than the limit', [
  ['2,001', many(2001), 'SHAPE 11:3'],
  ['10,000', many(10_000), 'SHAPE 11:3'],
]);

test('fault 25: the limit itself is read', () => {
  const { code, stdout } = check([many(2000)]);
  expect(stdout).toContain('2000 questions');
  expect(code).toBe(0);
});

test('fault 25: faults in all of very many questions are told within seconds', () => {
  const wrong = many(2000).replaceAll('dimension: direction', 'dimension: directiom');
  const start = performance.now();
  const { files } = check([wrong]);
  // A generous bound against times that grow with the square: it takes one or two seconds.
  expect(performance.now() - start).toBeLessThan(15_000);
  expect(files[0]!.told.filter((each) => each.startsWith('UNKNOWN_REF'))).toHaveLength(2000);
});
