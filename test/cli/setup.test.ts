import { expect, test } from 'vitest';
import { askRest, askUnit, type Reception, type Rule } from '../../src/cli/setup.ts';
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

test.each(['', '1st', 'constructor'])('a unit typed as "%s" is asked again', async (typed) => {
  const rules: Rule[] = [];
  const text = (_: string, rule: Rule) => Promise.resolve(String(rules.push(rule)));
  const asker = { text } as unknown as Awaited<ReturnType<Reception['asker']>>;
  await askUnit({
    words: english,
    plan: everyKind,
    engagement: null,
    asker: () => Promise.resolve(asker),
  });
  expect(rules.map((rule) => rule(typed))).not.toContain(true);
});
