import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../src/text/width.ts';
import { hostile } from './hostile.ts';
import { render } from './render.ts';
import { before, company, heroic, result, unit } from './results.ts';

describe('any terminal', () => {
  const results = [heroic, company, hostile];
  const looks = fc.record({
    columns: fc.integer({ min: 20, max: 200 }),
    unicode: fc.boolean(),
    braille: fc.boolean(),
  });

  const widest = (text: string) => Math.max(...text.split('\n').map(displayWidth));

  test('no line is wider than the columns', () => {
    fc.assert(
      fc.property(looks, fc.constantFrom(...results), (look, of) => {
        expect(widest(render(of, { ...look, earlier: [before] }))).toBeLessThanOrEqual(
          look.columns,
        );
      }),
      { numRuns: 15 },
    );
  });

  test('no control character but line feeds gets through, and without colour no escape', () => {
    fc.assert(
      fc.property(looks, fc.constantFrom(...results), (look, of) => {
        const text = render(of, look).replaceAll('\n', '');
        expect(
          text.replace(/(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier})\u200d/gu, ''),
        ).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 15 },
    );
  });

  test('ASCII is nothing but ASCII', () => {
    for (const of of results) {
      expect(render(of, { unicode: false, earlier: [before] })).toMatch(/^[ -~\n]+$/);
    }
  });

  test('colour adds nothing but colour', () => {
    const bare = render(hostile, { colorLevel: 3 }).replace(/\u001b\[[\d;]+m/g, '');
    expect(bare).toBe(render(hostile));
  });

  test.each([1, 2, 3, 5, 9, 15])('%i columns are not enough, but no fault', (columns) => {
    for (const unicode of [true, false]) {
      expect(widest(render(company, { columns, unicode }))).toBeLessThanOrEqual(columns);
    }
  });

  test('columns that no terminal has count as 80', () => {
    expect(render(heroic, { columns: 0 })).toBe(render(heroic));
  });

  test('any position against any target', () => {
    const position = fc.integer({ min: -100_000, max: 100_000 }).map((each) => each / 1000);
    const tolerance = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(
        fc.record({ position, target: position, tolerance, last: position }),
        looks,
        ({ position: now, target, tolerance: within, last }, look) => {
          const market = {
            ...heroic.units[0]!.market!,
            target: { customer: 50, process: 50, position: target, tolerance: within },
          };
          const of = result([unit({ position: now, gap: now - target, market })]);
          const text = render(of, { ...look, earlier: [result([unit({ position: last })])] });
          expect(widest(text)).toBeLessThanOrEqual(look.columns);
          expect(text).not.toMatch(/NaN|undefined|Infinity|null/);
        },
      ),
      { numRuns: 60 },
    );
  });
});
