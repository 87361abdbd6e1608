import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixed, lean, leanBetween, sideOf } from '../../src/text/number.ts';

test.each([
  [12.75, 1, '12.8'],
  [-12.75, 1, '-12.8'],
  [12.35, 1, '12.4'],
  [0.05, 1, '0.1'],
  [0.5, 0, '1'],
  [100, 0, '100'],
  [99.999, 2, '100.00'],
  [-0.04, 1, '0.0'],
  [-0, 1, '0.0'],
])('%f with %i decimals is %s', (value, decimals, text) => {
  expect(fixed(value, decimals)).toBe(text);
});

test('a real minus where there is Unicode', () => {
  expect(fixed(-3, 1, '−')).toBe('−3.0');
});

test('mirrored numbers print alike', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (thousandths) => {
      const value = thousandths / 1000;
      expect(fixed(-value, 1).replace('-', '')).toBe(fixed(value, 1));
    }),
  );
});

test.each([
  [12.8, '12.8 toward customer'],
  [-12.8, '12.8 toward process'],
  [0, 'at the centre'],
  [-0.049, 'at the centre'],
  [0.05, '0.1 toward customer'],
])('%f reads %s', (position, text) => {
  expect(lean(position)).toBe(text);
});

test.each([
  [4, 9, '4.0 to 9.0 toward customer'],
  [-9, -4, '4.0 to 9.0 toward process'],
  [-4, 9, '4.0 toward process to 9.0 toward customer'],
  [0, 9, 'at the centre to 9.0 toward customer'],
])('from %f to %f reads %s', (low, high, text) => {
  expect(leanBetween(low, high)).toBe(text);
});

test('a position that prints as zero is on no side', () => {
  expect(sideOf(0.04)).toBe('centre');
});
