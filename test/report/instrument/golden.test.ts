import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { instrumentFormats } from '../../../src/report/instrument.ts';
import type { InstrumentLook } from '../../../src/report/instrument/text.ts';
import { displayWidth } from '../../../src/text/width.ts';
import { sample } from './sample.ts';

const golden = (name: string) =>
  fileURLToPath(new URL(`../../golden/instrument/${name}`, import.meta.url));

const plain: InstrumentLook = { columns: 80, unicode: true, colorLevel: 0 };

const rendered = async (format: string, look: Partial<InstrumentLook> = {}) =>
  (await instrumentFormats.get(format)!())(sample, { ...plain, ...look });

test.each([
  ['80-unicode.txt', 'text', {}],
  ['80-ascii.txt', 'text', { unicode: false }],
  ['80-colour.txt', 'text', { colorLevel: 3 }],
  ['40-unicode.txt', 'text', { columns: 40 }],
  ['40-ascii.txt', 'text', { columns: 40, unicode: false }],
  ['page.json', 'json', {}],
  ['page.md', 'markdown', {}],
  ['page.html', 'html', {}],
] as const)('%s', async (name, format, look) => {
  await expect(await rendered(format, look)).toMatchFileSnapshot(golden(name));
});

test.each([20, 40, 80, 120])('no line is wider than %d columns', async (columns) => {
  for (const unicode of [true, false]) {
    const lines = (await rendered('text', { columns, unicode })).split('\n');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
  }
});

test('without Unicode there is nothing but ASCII', async () => {
  expect(await rendered('text', { unicode: false })).toMatch(/^[ -~\n]*$/);
});

test('JSON is the document', async () => {
  expect(JSON.parse(await rendered('json'))).toEqual(sample);
});

test('every format says that the instrument is not validated', async () => {
  for (const format of instrumentFormats.keys()) {
    expect(await rendered(format)).toContain('not validated');
  }
});
