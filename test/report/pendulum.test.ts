import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { narrowestPicture, picture, swing, type Hang } from '../../src/report/pendulum.ts';
import { bigNumber, bigWord } from '../../src/report/text/digits.ts';
import { textOf, widthOf, type Look } from '../../src/report/text/line.ts';

const hang: Hang = { position: 0, target: null, before: null, limits: [-50, -10, 10, 50] };
const typed = (columns: number): Look => ({ columns, unicode: false, braille: false });

const rows = (of: Partial<Hang>, look: Look) => picture({ ...hang, ...of }, look).map(textOf);

/** Mean column of the characters that draw the bob. */
const bobColumn = (position: number, look: Look): number => {
  const columns = rows({ position }, look).flatMap((row) =>
    Array.from(row).flatMap((glyph, column) => (glyph === '@' ? [column] : [])),
  );
  return columns.reduce((sum, column) => sum + column, 0) / columns.length;
};

describe('the picture', () => {
  test.each([
    [80, 71, 15],
    [40, 35, 8],
    [120, 91, 19],
    [500, 91, 19],
  ])('on %i columns is %i by %i cells', (columns, width, height) => {
    const lines = picture(hang, typed(columns));
    expect(lines).toHaveLength(height);
    expect(new Set(lines.map(widthOf))).toEqual(new Set([width]));
  });

  test.each([40, 80, 120])(
    'the bob never moves back as the position rises, on %i columns',
    (columns) => {
      const found = Array.from({ length: 81 }, (_, i) => bobColumn(i * 2.5 - 100, typed(columns)));
      expect(found).toEqual(found.toSorted((a, b) => a - b));
      expect(found[48]!).toBeGreaterThan(found[40]!);
    },
  );

  test.each([true, false])('mirrored positions are mirrored pictures (Unicode: %s)', (unicode) => {
    const look = { columns: 80, unicode, braille: false };
    const mirror = (row: string) =>
      row
        .split('')
        .toReversed()
        .join('')
        .replace('SSECORP', ' '.repeat(7))
        .replace('REMOTSUC', ' '.repeat(8));
    const bare = (row: string) =>
      row.replace('PROCESS', ' '.repeat(7)).replace('CUSTOMER', ' '.repeat(8));
    expect(rows({ position: -50 }, look).map(bare)).toEqual(
      rows({ position: 50 }, look).map(mirror),
    );
  });

  test('scale and words stand still while the bob moves', () => {
    const words = (position: number) =>
      rows({ position }, typed(80)).map((row) => row.replace(/[^A-Z]/g, ' '));
    expect(words(-80)).toEqual(words(80));
  });

  test('process stands left of customer', () => {
    for (let columns = narrowestPicture; columns <= 200; columns++) {
      const row = rows({}, typed(columns)).find((each) => each.includes('PROCESS'));
      expect(row).toMatch(/PROCESS.*CUSTOMER/);
    }
  });

  test('the target is a thicker stretch of the arc where it should be', () => {
    const target = { position: -40, tolerance: 10 };
    const drawn = rows({ target }, typed(80)).join('\n');
    expect(drawn).toContain('=====');
    const row = rows({ target, position: 60 }, typed(80)).findLast((each) => each.includes('==='))!;
    expect(row.indexOf('=')).toBeLessThan(row.length / 2);
  });

  test('last round is a hollow bob that keeps off the new one', () => {
    const drawn = rows({ position: 0, before: 8 }, typed(80)).join('\n');
    expect(drawn).toContain('o');
    expect(drawn).not.toMatch(/@o|o@/);
  });

  test('braille is two by four dots a cell', () => {
    const drawn = rows({}, { columns: 80, unicode: true, braille: true }).join('');
    expect(drawn).toMatch(/^[ \u2800-\u28ffA-Z]+$/);
  });

  test('positions beyond the scale hang at its end', () => {
    expect(rows({ position: 250 }, typed(80))).toEqual(rows({ position: 100 }, typed(80)));
  });
});

describe('swinging', () => {
  const position = fc.double({ min: -100, max: 100, noNaN: true });

  test('ends exactly at the position', () => {
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 60 }), (end, steps) => {
        const frames = swing(end, steps);
        expect(frames).toHaveLength(steps);
        expect(frames.at(-1)).toBe(end);
      }),
    );
  });

  test('swings ever less', () => {
    fc.assert(
      fc.property(position, (end) => {
        const away = swing(end, 41).map((each) => Math.abs(each - end));
        // The turning points of a swing are every eighth of these steps.
        const turns = [0, 8, 16, 24, 32, 40].map((i) => away[i]!);
        expect(turns).toEqual(turns.toSorted((a, b) => b - a));
      }),
    );
  });
});

describe('big letters', () => {
  test('a number is four lines of equal width', () => {
    const lines = bigNumber('1234567890.', { unicode: true, style: 'plain' });
    expect(lines).toHaveLength(4);
    expect(new Set(lines.map(widthOf)).size).toBe(1);
  });

  test.each(['CUSTOMER', 'PROCESS', 'CENTRE'] as const)('%s is three lines', (word) => {
    const lines = bigWord(word, { unicode: false, style: 'plain' });
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map(widthOf)).size).toBe(1);
  });

  test('the largest number and the longest side fit on 80 columns', () => {
    const look = { unicode: true, style: 'plain' } as const;
    const width =
      widthOf(bigNumber('100.0', look)[0]!) + 3 + widthOf(bigWord('CUSTOMER', look)[0]!);
    expect(width).toBeLessThanOrEqual(76);
  });
});
