import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { asOf, today } from '../../src/cli/as-of.ts';
import { Stop, type World } from '../../src/cli/world.ts';

const world = (epoch?: string): World => ({
  stdin: new PassThrough(),
  stdout: new PassThrough(),
  stderr: new PassThrough(),
  env: { SOURCE_DATE_EPOCH: epoch },
  cwd: '/',
});

test('the day is the one named, else that of SOURCE_DATE_EPOCH, else none', () => {
  expect(asOf('2026-12-31', world('0'))).toBe('2026-12-31');
  expect(asOf(undefined, world('0'))).toBe('1970-01-01');
  expect(asOf(undefined, world('1709164799'))).toBe('2024-02-28');
  expect(asOf(undefined, world('1709164800'))).toBe('2024-02-29');
  expect(asOf(undefined, world('253402300799'))).toBe('9999-12-31');
  expect(asOf(undefined, world(''))).toBeNull();
  expect(asOf(undefined, world())).toBeNull();
});

test.each([
  ['2026-02-30', undefined],
  ['31.12.2026', undefined],
  ['', undefined],
  [undefined, '1.5'],
  [undefined, '-1'],
  [undefined, 'today'],
  [undefined, '253402300800'],
])('no day: --as-of %s, SOURCE_DATE_EPOCH %s', (asked, epoch) => {
  expect(() => asOf(asked, world(epoch))).toThrow(Stop);
});

test('today is a day', () => {
  expect(asOf(today(), world())).toBe(today());
});
