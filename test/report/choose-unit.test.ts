import { expect, test } from 'vitest';
import { unitToShow } from '../../src/report/choose-unit.ts';
import { adrift, company, group, heroic, result, suppressed, unit } from './results.ts';

const shown = (...args: Parameters<typeof unitToShow>) => unitToShow(...args)?.id;

test('the unit that is named, and no other in its place', () => {
  expect(shown(company, 'cylinders')).toBe('cylinders');
  expect(shown(company, 'nobody')).toBeUndefined();
  expect(shown(result([unit({ id: 'all' }), adrift]), 'all')).toBe('all');
});

test.each([null, 'all'])('without a name (%s) the only one, even if it is hidden', (wanted) => {
  expect(shown(heroic, wanted)).toBe('bulk-north');
  expect(shown(result([suppressed]), wanted)).toBe('helium');
});

test.each([null, 'all'])('without a name (%s) the group above all others', (wanted) => {
  expect(shown(company, wanted)).toBe('calder');
  const other = { ...group, id: 'other', members: [] };
  expect(shown(result([...company.units, other]), wanted)).toBe('bulk-north');
});

test('else the unit with the most to tell', () => {
  expect(shown(result([adrift, unit()]), null)).toBe('bulk-north');
  expect(shown(company, 'most')).toBe('bulk-north');
});

test('a unit that claims the others as members is no group', () => {
  const boss = { ...adrift, id: 'boss', members: ['bulk-north'] };
  expect(shown(result([boss, unit()]), null)).toBe('bulk-north');
});

test('none where there is none', () => {
  expect(shown(result([]), null)).toBeUndefined();
});
