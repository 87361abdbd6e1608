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

const root = fileURLToPath(new URL('../../', import.meta.url));
const example = join(root, 'scorecards/examples/calder-gases');
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

function violations(schema: string, value: unknown): unknown {
  const validate = ajv.compile(JSON.parse(schemas.get(`${schema}.schema.json`)!) as object);
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

test('a schema refuses what it should', () => {
  expect(violations('scorecard', { pendulum: 1, wieght: 2 })).not.toEqual([]);
  expect(violations('sheet', { pendulum: 2 })).not.toEqual([]);
});
