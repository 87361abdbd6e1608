import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { editDistance } from '../../src/text/nearest.ts';
import { command, folderWith } from '../cli/command.ts';
import { laidOut, mark, models, type Model } from './model.ts';
import { seeds } from './seeds.ts';
import { jsonLines } from './told.ts';

const folder = mkdtempSync(join(tmpdir(), 'pendulum-logic-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Said {
  readonly code: number;
  readonly told: readonly string[];
}

/** What `check` says of a scorecard, with the examples and all it looks at beyond the reader. */
async function checked(text: string): Promise<Said> {
  writeFileSync(join(folder, 'model.yaml'), text);
  const { code, stderr } = await command(['check', '--json', 'model.yaml'], { cwd: folder });
  return { code, told: jsonLines(stderr).map((each) => `${each.code} ${each.line}`) };
}

const warnings: ReadonlySet<string> = new Set(['ALWAYS_ASKED', 'UNBALANCED']);
const exitCodeOf = (code: string): number =>
  code === 'EXAMPLE_FAILED' ? 1 : warnings.has(code) ? 0 : 3;

test('no false alarm on 200 valid scorecards', async () => {
  const property = fc.asyncProperty(models, async (model) => {
    const { text } = laidOut(model);
    expect({ ...(await checked(text)), text }).toEqual({ code: 0, told: [], text });
  });
  await fc.assert(property, { numRuns: 200 });
}, 300_000);

test('there are seeds of every fault of a scorecard', () => {
  expect(new Set(seeds.map(([code]) => code)).size).toBeGreaterThan(28);
  expect(seeds.length).toBeGreaterThan(50);
});

test.each(seeds)(
  '%s, %s: the one fault is told, with its code, on its line',
  async (code, _, seed) => {
    const property = fc.asyncProperty(models, async (valid) => {
      const model = structuredClone(valid);
      seed(model);
      const { text, line } = laidOut(model);
      expect({ ...(await checked(text)), text }).toEqual({
        code: exitCodeOf(code),
        told: [`${code} ${line}`],
        text,
      });
    });
    await fc.assert(property, { numRuns: 10 });
  },
);

/** Seeds that do not touch the same lines, and that are all told before examples are run. */
const apart: readonly (readonly (readonly [code: string, what: string])[])[] = [
  [
    ['UNKNOWN_KEY', 'at the top'],
    ['LIBRARY_MISSING', 'no such file'],
  ],
  [
    ['NUMBER', 'a quoted weight'],
    ['SHAPE', 'no title'],
  ],
  [
    ['UNKNOWN_REF', 'an answer scale'],
    ['SHAPE', 'another side'],
    ['NUMBER', 'a negative weight'],
    ['CONTROL_CHAR', 'in a wording'],
    ['COND_CYCLE', 'ahead'],
  ],
  [['DUPLICATE_ID', 'of markets']],
  [
    ['ZONES', 'a gap'],
    ['ZONES', 'an overlap'],
  ],
  [
    ['SCALE', 'one option'],
    ['SCALE', 'an option twice'],
  ],
  [['UNKNOWN_REF', 'the zone of an example']],
];

test('several faults in one file are told together, each on its line', async () => {
  const several = fc.tuple(...apart.map((group) => fc.option(fc.constantFrom(...group))));
  const property = fc.asyncProperty(models, several, async (valid, chosen) => {
    let model: Model = structuredClone(valid);
    const wanted = chosen.filter((each) => each !== null);
    wanted.forEach(([code, what], i) => {
      seeds.find((seed) => seed[0] === code && seed[1] === what)![2](model);
      model = JSON.parse(JSON.stringify(model).replaceAll(mark, ` #${i}!`)) as Model;
    });
    const { text, lines } = laidOut(model);
    const expected = wanted.map(([code], i) => `${code} ${lines.get(i)}`);
    const { code, told } = await checked(text);
    expect({ code, told: told.toSorted(), text }).toEqual({
      code: wanted.length > 0 ? 3 : 0,
      told: expected.toSorted(),
      text,
    });
  });
  await fc.assert(property, { numRuns: 100 });
});

test('control: a fault that is told on the line before is not taken for right', async () => {
  const [model] = fc.sample(models, 1);
  const [, , seed] = seeds.find(([code]) => code === 'NUMBER')!;
  seed(model!);
  const { text, line } = laidOut(model!);
  expect((await checked(text)).told).toEqual([`NUMBER ${line}`]);
  expect((await checked(`# one more line\n${text}`)).told).toEqual([`NUMBER ${line + 1}`]);
  expect(line).toBeGreaterThan(10);
});

test('the shares of markets are held to 1, where an engagement gives them', async () => {
  const engagement = `pendulum: 1
title: T
scorecard: quick-scan
units:
  - { id: north, title: North, market: { b2b-saas: 0.5, retail-bank: 0.4 } }
`;
  const own = folderWith({ 'pendulum.yaml': engagement, 'answers/r.yaml': 'x' });
  const { code, stderr } = await command(['score', 'pendulum.yaml', '--json'], { cwd: own });
  expect(jsonLines(stderr).find((each) => each.code === 'SHARES')).toMatchObject({ line: 5 });
  expect(code).toBe(3);
});

const keys = ['version', 'language', 'answerScales', 'dimensions', 'questions'];

test('a key misspelt by at most two letters is recognised', async () => {
  const edits = fc.array(fc.tuple(fc.nat(6), fc.constantFrom('', 'x', 'xe'), fc.nat(1)), {
    minLength: 1,
    maxLength: 1,
  });
  const property = fc.asyncProperty(fc.constantFrom(...keys), edits, async (key, [edit]) => {
    const [at, put, gone] = edit!;
    const misspelt = key.slice(0, at) + put + key.slice(at + gone);
    fc.pre(misspelt !== key && editDistance(misspelt, key) <= 2);
    writeFileSync(join(folder, 'keys.yaml'), `pendulum: 1\n${misspelt}: x\n`);
    const { stderr } = await command(['check', '--json', 'keys.yaml'], { cwd: folder });
    const found = jsonLines(stderr).find((each) => each.code === 'UNKNOWN_KEY');
    expect(found).toMatchObject({ line: 2, hint: `did you mean "${key}"?` });
  });
  await fc.assert(property, { numRuns: 100 });
});
