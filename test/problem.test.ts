import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isError, problem, type Place } from '../src/problem.ts';

const place: Place = { file: 'f', line: 1, column: 2, excerpt: 'text', length: 1 };

test('a problem is its code, its sentence and its place', () => {
  expect(problem('YAML_DUP_KEY', place, 'title', 3, 9)).toEqual({
    code: 'YAML_DUP_KEY',
    severity: 'error',
    message: 'the key "title" stands on line 3 and again on line 9',
    hint: 'keep one of the two',
    place,
  });
});

test.each([
  ['flow', ['flow', 'people'], 'did you mean "flow"?'],
  [null, ['flow', 'people'], 'known: flow, people'],
  [null, [], 'correct the name, or take it out'],
])('the help for a reference: guess %j of %j', (guess, known, hint) => {
  expect(problem('UNKNOWN_REF', null, 'dimension', 'x', guess, known).hint).toBe(hint);
});

test('what only deserves a look is a warning, all else an error', () => {
  expect(problem('UNBALANCED', place, 'flow', 3, 1).severity).toBe('warning');
  expect(problem('ALWAYS_ASKED', place, 'q').severity).toBe('warning');
  expect(problem('UNTRANSLATED', place, 'q', 'de', []).severity).toBe('warning');
  expect(isError(problem('ALWAYS_ASKED', place, 'q'))).toBe(false);
  expect(isError(problem('UNREACHABLE', place, 'q'))).toBe(true);
});

test.each([
  [['a', 'b', 'a'], false, 'the conditions refer in a circle: a -> b -> a'],
  [['a', 'b'], true, 'a condition looks ahead: a -> b'],
])('a loop is printed whole: %j', (loop, isForward, message) => {
  expect(problem('COND_CYCLE', place, loop, isForward).message).toBe(message);
});

const folder = new URL('../src/', import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

test('every message there is can be told by some part of the program', () => {
  const catalogue = sources.find(([name]) => name === 'problem.ts')![1];
  const codes = [...catalogue.matchAll(/^ {2}([A-Z_]+): \(/gm)].map(([, code]) => code!);
  const others = sources.filter(([name]) => name !== 'problem.ts').map(([, text]) => text);
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((code) => !others.some((text) => text.includes(`'${code}'`)))).toEqual([]);
});
