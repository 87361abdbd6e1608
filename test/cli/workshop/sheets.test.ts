import fs from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/answers/entry.ts';
import { roundFolder } from '../../../src/cli/sheet-file.ts';
import {
  freeCodes,
  placeSheet,
  seatSheetText,
  shuffled,
} from '../../../src/cli/workshop/sheets.ts';
import { formOf } from '../../interview/keys.ts';
import { everyKind } from '../../interview/plan.ts';
import { given, header, place, stopOf } from './places.ts';

describe('a shuffled order', () => {
  test('is a permutation', () => {
    fc.assert(
      fc.property(fc.nat(60), (count) => {
        expect(shuffled(count).toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, i) => i),
        );
      }),
    );
  });

  test('is each of them, once for each way the dice can fall', () => {
    for (let count = 0; count <= 5; count++) {
      const orders: string[] = [];
      const throwDice = (thrown: readonly number[]): void => {
        let used = 0;
        let wanted = 0;
        const order = shuffled(count, (below) => {
          if (used === thrown.length) wanted ||= below;
          return thrown[used++] ?? 0;
        });
        if (wanted === 0) orders.push(order.join(' '));
        for (let face = 0; face < wanted; face++) throwDice([...thrown, face]);
      };
      throwDice([]);
      const permutations = [1, 1, 2, 6, 24, 120][count]!;
      expect([orders.length, new Set(orders).size]).toEqual([permutations, permutations]);
    }
  });

  test('is not the same every time', () => {
    const orders = new Set(Array.from({ length: 20 }, () => shuffled(20).join(' ')));
    expect(orders.size).toBe(20);
  });
});

describe('codes', () => {
  test('are the first that no sheet of the unit has', () => {
    const folder = place();
    for (const name of ['bulk-r01.yaml', 'bulk-r03.yaml', 'care-r02.yaml']) {
      fs.writeFileSync(join(folder, name), '');
    }
    expect(freeCodes(folder, 'bulk', 3, new Set()).toSorted()).toEqual(['r02', 'r04', 'r05']);
    expect(freeCodes(join(folder, 'none'), 'bulk', 2, new Set()).toSorted()).toEqual([
      'r01',
      'r02',
    ]);
    expect(freeCodes(folder, 'bulk', 0, new Set())).toEqual([]);
  });
});

describe('the sheet of a seat', () => {
  const text = (entries: readonly Entry[], seats = header.seats) => {
    const form = formOf(everyKind);
    const indexes = new Map(everyKind.questions.map(({ id }, i) => [id, i]));
    const byIndex = new Map(entries.map((entry) => [indexes.get(entry.question)!, entry]));
    return seatSheetText(form, { ...header, seats }, 1, byIndex, 'r02');
  };

  test('says what was answered, under a code, with nothing of when or how it was said', () => {
    const entries = [
      given('recall', 'yes', 'ask Jo'),
      given('outcomes', '4', 'as I keep saying'),
      given('attention', ''),
    ].map((entry) =>
      entry.question === 'attention'
        ? { ...entry, answer: { customer: 50, process: 40, other: 10 } }
        : entry,
    );
    expect(text(entries, ['sales', 'operations', 'sales'])).toBe(`pendulum: 1
scorecard: every-kind@1.0.0
unit: bulk
round: 2026-q4
respondent: r02
role: operations
answers:
  outcomes: 4
  recall: { answer: "yes", note: "see the notes of the workshop" }
  attention: { customer: 50, process: 40, other: 10 }
`);
  });

  test('has no remark, but for the evidence that a yes is to have', () => {
    const notes = (entry: Entry) => /note/.test(text([entry]));
    expect(notes(given('recall', 'yes', 'we did it in May'))).toBe(true);
    expect(notes(given('recall', 'yes'))).toBe(false);
    expect(notes(given('recall', 'no', 'never'))).toBe(false);
    expect(notes(given('recall', 'partly', 'half of it'))).toBe(false);
    expect(notes(given('outcomes', '4', 'x'))).toBe(false);
    for (const secret of ['we did it in May']) {
      expect(text([given('recall', 'yes', secret)])).not.toContain(secret);
    }
  });
});

describe('placing a sheet', () => {
  test('twice is once; another under its name stays', () => {
    const folder = join(place(), roundFolder('answers', '2026-q4'));
    placeSheet(folder, 'bulk', 'r01', 'one\n');
    placeSheet(folder, 'bulk', 'r01', 'one\n');
    expect(stopOf(() => placeSheet(folder, 'bulk', 'r01', 'two\n'))).toEqual(['SHEET_EXISTS', 2]);
    expect(fs.readFileSync(join(folder, 'bulk-r01.yaml'), 'utf8')).toBe('one\n');
    expect(fs.readdirSync(folder)).toEqual(['bulk-r01.yaml']);
  });

  test.each([
    [null, 'answers'],
    ['2026-q4', join('answers', '2026-q4')],
    ['../up', expect.stringMatching(/^answers.up-[0-9a-f]{6}$/)],
  ])('in the folder of its round: %s', (round, folder) => {
    expect(roundFolder('answers', round)).toEqual(folder);
  });
});
