import { expect, test } from 'vitest';
import type { Instrument } from '../../../src/instrument.ts';
import { renderInstrumentHtml } from '../../../src/report/instrument/html.ts';
import { sample } from './sample.ts';

const spoken = (language: string): Instrument => ({
  ...sample,
  words: { ...sample.words, language },
});

test('what comes from the scorecard is in its language, our words are not', () => {
  const german = renderInstrumentHtml(spoken('de'));
  expect(german).toContain('<span lang="de">Direction and leadership</span>, customer');
  expect(german).toContain('<span lang="de">Customers must repeat information');
  expect(renderInstrumentHtml(sample)).not.toContain('<span lang');
});

test('a picture only of units whose position is shown', () => {
  const pictures = (of: Instrument) => renderInstrumentHtml(of).match(/<svg/g)?.length ?? 0;
  expect(pictures(sample)).toBe(2);
  expect(pictures({ ...sample, units: sample.units.filter(({ isHidden }) => isHidden) })).toBe(0);
});

test('a column of remarks only where there are some', () => {
  const remarks = (of: Instrument) => renderInstrumentHtml(of).match(/<th[^>]*remark/g)?.length;
  expect(remarks(sample)).toBe(7);
  const quiet = sample.groups.filter(({ icc2 }) => icc2 !== null);
  expect(remarks({ ...sample, groups: quiet })).toBe(6);
});
