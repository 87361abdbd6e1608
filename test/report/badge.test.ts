import { expect, test } from 'vitest';
import { renderBadge } from '../../src/report/badge.ts';
import type { Result } from '../../src/result.ts';
import { adrift, company, heroic, result, unit, unscored } from './results.ts';

const badge = (of: Result, unit: string | null = null): unknown =>
  JSON.parse(renderBadge(of, { unit }));

const said = (message: string, color: string) => ({
  schemaVersion: 1,
  label: 'pendulum',
  message,
  color,
});

test.each([
  ['toward customer', heroic, null, said('20.8 toward customer', '#bf6208')],
  [
    'toward process',
    result([unit({ position: -34.95 })]),
    null,
    said('35.0 toward process', '#8073ac'),
  ],
  ['in the middle', result([unit({ position: 0.04 })]), null, said('at the centre', '#4f6272')],
  ['in balance and weak', result([adrift]), null, said('3.8 toward process, weak', '#8073ac')],
  ['the group above all', company, 'all', said('12.6 toward customer', '#bf6208')],
  ['a unit that is named', company, 'cylinders', said('3.8 toward process, weak', '#8073ac')],
  ['hidden', company, 'helium', said('hidden to protect respondents', '#9f9f9f')],
  ['unscored', result([unscored]), null, said('too few answers to score', '#9f9f9f')],
  ['without units', result([]), null, said('no answers', '#9f9f9f')],
])('%s', (_, of, wanted, expected) => {
  expect(badge(of, wanted)).toEqual(expected);
});

test('a title of a file is inert', () => {
  const [first, ...bands] = heroic.words.strengthBands;
  const strengthBands = [{ ...first!, title: 'we\u202eak\n"' }, ...bands];
  const of = result([adrift], { words: { ...heroic.words, strengthBands } });
  expect(badge(of)).toMatchObject({ message: '3.8 toward process, we\\u{202E}ak\\u{A}"' });
});
