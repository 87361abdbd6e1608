import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { Screen } from '../../src/cli/screen.ts';
import { askRest, askUnit, stockPrompts, type Reception, type Rule } from '../../src/cli/setup.ts';
import { ascii } from '../../src/text/ascii.ts';
import { english } from '../../src/words/english.ts';
import { spelled } from '../../src/words/spelled.ts';
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

test.each([
  ['a terminal that has them', true, '❯ Gas'],
  ['one that has ASCII alone', false, '> Gas'],
])('the signs of the prompts on %s', async (_, unicode, cursor) => {
  const [stdin, output] = [new PassThrough(), new PassThrough()];
  const world = { stdin, stdout: output, stderr: output, env: {}, cwd: '/' };
  const screen = new Screen(world);
  const words = spelled(english, ascii);
  const asker = await stockPrompts(world, words, screen, new AbortController().signal, unicode);
  for (const asked of [
    () => asker.choose('Market:', [{ name: 'Gas', value: 'gas' }]),
    () => asker.confirm('Show?'),
    () => asker.text('Round:', () => true),
  ]) {
    const answered = asked();
    stdin.write('\r');
    await answered;
  }
  const drawn = String(output.read());
  expect(drawn).toContain(cursor);
  expect(/[^\u0000-\u007f]/.test(drawn)).toBe(unicode);
});
