import { expect, test } from 'vitest';
import { renderJson } from '../../src/report/json.ts';
import { readResult } from '../../src/result/read.ts';
import type { Result } from '../../src/result.ts';
import { heroic } from '../report/results.ts';

const text = renderJson(heroic);

/** What is said of a result after one change. */
function said(change: (result: { [key: string]: unknown }) => void): string {
  const document = JSON.parse(text) as { [key: string]: unknown };
  change(document);
  const { value, problems } = readResult(JSON.stringify(document), 'r.json');
  expect(value).toBeNull();
  expect(problems.map(({ code }) => code)).toEqual(['NOT_A_RESULT']);
  return problems[0]!.message;
}

const firstUnit = (result: { [key: string]: unknown }) =>
  (result['units'] as { [key: string]: unknown }[])[0]!;

test('reads what the JSON report writes', () => {
  const { value, problems } = readResult(text, 'r.json');
  expect(problems).toEqual([]);
  expect(value).toEqual(heroic);
  expect(renderJson(value as Result)).toBe(text);
});

test('says what is no result, at the first place', () => {
  expect(readResult('{', 'r.json').problems[0]!.message).toBe('this is no result: it is not JSON');
  expect(readResult('[1]', 'r.json').problems[0]!.message).toBe(
    'this is no result: it is array and should be object',
  );
  expect(said((r) => (r['format'] = 'pendulum-result/2'))).toBe(
    'this is no result: "format" is none of pendulum-result/1',
  );
  expect(said((r) => delete r['units'])).toBe('this is no result: "units" is missing');
  expect(said((r) => (r['extra'] = 1))).toBe('this is no result: "extra" is unknown');
  expect(said((r) => (firstUnit(r)['position'] = '20.8'))).toBe(
    'this is no result: "units[0].position" is string and should be number',
  );
  expect(said((r) => (firstUnit(r)['kind'] = 'company'))).toBe(
    'this is no result: "units[0].kind" is none of unit, group',
  );
  expect(said((r) => (firstUnit(r)['respondents'] = { count: 1.5 }))).toBe(
    'this is no result: "units[0].respondents.count" is number and should be integer',
  );
});

test('refuses two equal keys in one place, of which only one would be read', () => {
  const twice = text.replace('"position":', '"position": 99, "position":');
  expect(readResult(twice, 'r.json').problems[0]!.message).toBe(
    'this is no result: a key stands twice in one place',
  );
  const quoted = text.replace(/"title": "[^"]*"/, '"title": "a \\"b\\": \\\\"');
  expect(readResult(quoted, 'r.json').problems).toEqual([]);
});
