import { Ajv } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemas } from '../../src/cli/schemas.ts';
import { assemble } from '../../src/result/assemble.ts';
import { scoreSurvey } from '../../src/score/survey.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';
import { command } from './command.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const example = join(root, 'scorecards/examples/calder-gases');
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

const validators = new Map(
  [...schemas].map(([name, text]) => [name, ajv.compile(JSON.parse(text) as object)]),
);

function violations(schema: string, value: unknown): unknown {
  const validate = validators.get(`${schema}.schema.json`)!;
  return validate(value) ? [] : validate.errors;
}

const yaml = (path: string): unknown => parse(readFileSync(path, 'utf8'));

test.each([...schemas.keys()])('schema/%s is what the types say', async (name) => {
  await expect(schemas.get(name)).toMatchFileSnapshot(join(root, 'schema', name));
});

test.each(['industrial-gases', 'quick-scan'])('%s is valid by its schema', (name) => {
  expect(violations('scorecard', yaml(join(root, 'scorecards', `${name}.yaml`)))).toEqual([]);
});

test('the practice library is valid by its schema', () => {
  expect(violations('library', yaml(join(root, 'scorecards/practices.yaml')))).toEqual([]);
});

test('the worked engagement is valid by its schema', () => {
  expect(violations('engagement', yaml(join(example, 'pendulum.yaml')))).toEqual([]);
});

test('every sheet of the worked engagement is valid by its schema', () => {
  const rounds = readdirSync(join(example, 'answers'));
  const files = rounds.flatMap((round) =>
    readdirSync(join(example, 'answers', round)).map((file) =>
      join(example, 'answers', round, file),
    ),
  );
  const sheets = files.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'));
  expect(sheets.length).toBeGreaterThan(70);
  for (const sheet of sheets) expect(violations('sheet', JSON.parse(sheet))).toEqual([]);
});

test('a result is valid by its schema, also where groups are hidden', () => {
  const plan = shippedPlan('industrial-gases');
  const sheets = [...seededUnit(plan, 1, 7), ...seededUnit(plan, 2, 3)];
  const options = { round: null, market: null, minGroup: 5 };
  const survey = scoreSurvey(plan, sheets, null, new Map(), options);
  const result = assemble(plan, survey, {
    engagement: null,
    problems: [],
    notes: null,
    origin: null,
  });
  expect(result.units.map(({ suppressed }) => suppressed !== null)).toEqual([false, true]);
  expect(violations('result', JSON.parse(JSON.stringify(result)))).toEqual([]);
});

const golden = join(root, 'test/golden');
const documents = readdirSync(golden, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .toSorted()
  .map((path) => ({ path, value: JSON.parse(readFileSync(join(golden, path), 'utf8')) as object }))
  .flatMap(({ path, value }) => {
    const found = /^pendulum-([a-z]+)\/1$/.exec('format' in value ? String(value.format) : '');
    return found === null ? [] : [{ path, kind: found[1]!, value }];
  });

test('there is a golden document of every kind', () => {
  const kinds = ['comparison', 'explanation', 'instrument', 'result'];
  expect([...new Set(documents.map(({ kind }) => kind))].toSorted()).toEqual(kinds);
});

test.each(documents)('$path is valid by the schema of its kind', ({ kind, value }) => {
  expect(violations(kind, value)).toEqual([]);
});

test.each(documents)('without any one of its keys $path is not', ({ kind, value }) => {
  for (const key of Object.keys(value)) {
    const without = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    expect(violations(kind, without)).not.toEqual([]);
    expect(violations(kind, { ...value, [`${key}s`]: null })).not.toEqual([]);
  }
});

test.each([
  ['comparison', ['compare', example, '--min-group', '9']],
  ['explanation', ['explain', example, '-u', 'north', '--practice', 'P05']],
  ['explanation', ['explain', example, '-u', 'bulk-north', '--min-group', '20']],
  ['instrument', ['stats', example, '--min-group', '9']],
])('a document of %s is valid as well: %j', async (kind, args) => {
  const { code, stdout } = await command([...args, '-f', 'json']);
  expect(code).toBe(0);
  expect(violations(kind, JSON.parse(stdout))).toEqual([]);
});

test('a schema refuses what it should', () => {
  expect(violations('scorecard', { pendulum: 1, wieght: 2 })).not.toEqual([]);
  expect(violations('sheet', { pendulum: 2 })).not.toEqual([]);
});
