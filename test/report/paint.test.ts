import { describe, expect, test } from 'vitest';
import { painter, sideColours } from '../../src/report/paint.ts';

const channel = (value: number) =>
  value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** Relative luminance (WCAG 2). */
const luminance = (hex: string) => {
  const [red, green, blue] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
};

describe.each(Object.entries(sideColours))('the colour of %s', (_side, hex) => {
  test('stands out from white and from black alike', () => {
    expect(1.05 / (luminance(hex) + 0.05)).toBeGreaterThan(4);
    expect((luminance(hex) + 0.05) / 0.05).toBeGreaterThan(4);
  });
});

test('without colour there are no escape codes', () => {
  const paint = painter(0);
  const styles = ['plain', 'strong', 'faint', 'customer', 'process'] as const;
  expect(styles.map((style) => paint(style, 'x'))).toEqual(['x', 'x', 'x', 'x', 'x']);
});

test('sixteen colours are magenta and yellow: red and green would judge', () => {
  const paint = painter(1);
  expect(paint('process', 'x')).toBe('\u001b[35mx\u001b[39m');
  expect(paint('customer', 'x')).toBe('\u001b[33mx\u001b[39m');
});
