import { expect, test } from 'vitest';
import { askRest, type Reception } from '../../src/cli/setup.ts';
import { english } from '../../src/words/english.ts';
import { everyKind } from '../interview/plan.ts';

test.each([
  [
    { role: '', market: '' },
    { role: null, market: null },
  ],
  [
    { role: 'ops', market: 'gas' },
    { role: 'ops', market: 'gas' },
  ],
])('%o on the command line is asked no more, and nothing said is none', async (who, rest) => {
  const reception: Reception = {
    words: english,
    plan: everyKind,
    engagement: null,
    asker: () => Promise.reject(new Error('asked')),
  };
  expect(await askRest(who, 'bulk', reception)).toEqual(rest);
});
