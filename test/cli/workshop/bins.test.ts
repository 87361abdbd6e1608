import { expect, test } from 'vitest';
import type { Entry, Shares } from '../../../src/answers/entry.ts';
import { binsOf } from '../../../src/cli/workshop/bins.ts';
import { english } from '../../../src/words/english.ts';
import { everyKind } from '../../interview/plan.ts';

const seat = (question: string, answer: string | Shares | null) =>
  new Map<string, Entry>([
    [question, { question, state: answer === null ? 'dont-know' : 'answered', answer, note: null }],
  ]);
const shares = (customer: number, process: number): Shares => ({
  customer,
  process,
  other: 100 - customer - process,
});

test('an allocation by how far it leans, one side or the other', () => {
  const seats = [shares(0, 100), shares(20, 60), shares(40, 50), shares(60, 40), shares(90, 10)];
  const bins = binsOf(
    everyKind,
    english,
    [...seats.map((each) => seat('attention', each)), seat('attention', null)],
    null,
  );
  expect(bins).toEqual({
    attention: {
      labels: [
        '60-100 toward process',
        '20-60 toward process',
        'at the centre',
        '20-60 toward customer',
        '60-100 toward customer',
      ],
      now: [1, 1, 1, 1, 1],
      first: null,
    },
  });
});

test('figures in runs of equal width, both votes in the same', () => {
  const now = ['4', '24', '14'].map((text) => seat('recall-time', text));
  const first = ['4', '4', '23.5'].map((text) => seat('recall-time', text));
  expect(binsOf(everyKind, english, now, first)['recall-time']).toEqual({
    labels: ['4 - 8', '8 - 12', '12 - 16', '16 - 20', '20 - 24'],
    now: [1, 0, 1, 0, 1],
    first: [2, 0, 0, 0, 1],
  });
});

test('one value is one run, and no value is none', () => {
  const alike = ['5', '5'].map((text) => seat('recall-time', text));
  const { labels, now } = binsOf(everyKind, english, alike, null)['recall-time']!;
  expect([labels, now]).toEqual([['5'], [2]]);
  expect(binsOf(everyKind, english, [seat('recall-time', null)], null)).toEqual({});
});
