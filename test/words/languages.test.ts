import { describe, expect, test } from 'vitest';
import { asciiSigns, type Paint } from '../../src/interview/line.ts';
import { begin } from '../../src/interview/state.ts';
import { view } from '../../src/interview/view.ts';
import { ascii } from '../../src/text/ascii.ts';
import { english } from '../../src/words/english.ts';
import { german } from '../../src/words/german.ts';
import { languages, wordsFor } from '../../src/words/languages.ts';
import { spelled } from '../../src/words/spelled.ts';
import type { Words } from '../../src/words/words.ts';
import { formOf, play } from '../interview/keys.ts';
import { everyKind } from '../interview/plan.ts';

/** Keys of everything that is not a key's name, such as Enter. */
const lettersOf = ({ keys }: Words) => {
  const { next, yesNo, ...letters } = keys;
  return { named: Object.values(letters), next, yesNo };
};

test.each([
  ['de', german],
  ['de-AT', german],
  ['DE_ch', german],
  ['en', english],
  ['fr', english],
  ['constructor', english],
])('%s', (language, words) => {
  expect(wordsFor(language)).toBe(words);
});

describe.each([...languages])('the keys of %s', (_, words) => {
  const { named, next, yesNo } = lettersOf(words);

  test('are one character each, and not one that a number or a share is typed with', () => {
    for (const key of [...named, ...yesNo]) {
      expect(key).toHaveLength(1);
      expect(key).toBe(key.toLowerCase());
      expect(key).not.toMatch(/[0-9.,\-−\s]/);
    }
    expect(next.length).toBeGreaterThan(1);
  });

  test('mean one thing each, in every mode', () => {
    const all = [...named, ...yesNo];
    expect(new Set(all).size).toBe(all.length);
  });

  test('do not meet on the boards of a workshop', () => {
    const { back, quit, help, notApplicable, dontKnow } = words.keys;
    const all = [...Object.values(words.workshop.keys), back, quit, help, notApplicable, dontKnow];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((key) => key.length !== 1 || key !== key.toLowerCase())).toEqual([]);
  });

  test('do not meet as words either, where lines are typed', () => {
    const folded = (text: string) => ascii(text).toLowerCase();
    const said = Object.values(words.plain.typed).map((each) => [...new Set(each.map(folded))]);
    const all = [...said.flat(), ...words.plain.again, ...named, ...yesNo];
    expect(new Set(all).size).toBe(all.length);
  });

  test('give yes and partly, and warn before n is taken for no', () => {
    const form = formOf(everyKind, { words });
    const at = (letter: string) => play(form, `enter enter enter ${letter}`).saved[0]?.answer;
    expect(yesNo.map(at)).toEqual(['yes', 'partly']);
    expect(at(words.keys.notApplicable)).toBeUndefined();
  });

  test('are all explained, with the answer and the way out', () => {
    const explained = words.keyHelp.map(([key]) => key);
    const unexplained = Object.keys(words.keys).filter(
      (key) => !(explained as readonly string[]).includes(key),
    );
    expect(unexplained).toEqual(['help', 'nextOpen', 'yesNo']);
    expect(explained).toEqual(expect.arrayContaining(['answer', 'interrupt']));
  });
});

describe.each([...languages])('%s where a terminal has nothing but ASCII', (_, words) => {
  const form = formOf(everyKind, { words: spelled(words, ascii) });
  const plain: Paint = (_style, text) => text;
  const { back, help, note, review, quit } = words.keys;

  test.each(['', help, note, review, `3 ${back}`, `x`, `enter enter enter 1`, quit])(
    'after %j',
    (keys) => {
      const state = keys === '' ? begin(form) : play(form, keys).state;
      const screen = view(form, state, { columns: 80, rows: 40 }, asciiSigns, plain);
      expect(screen).toMatch(/^[ -~\n]+$/);
    },
  );
});

test('spelling reaches the sentences that are filled in', () => {
  const loud = spelled(english, (text) => text.toUpperCase());
  expect(loud.answered(2, 3)).toBe('2 OF 3 ANSWERED');
  expect(loud.setup.atMost(4)).toBe('AT MOST 4 CHARACTERS');
  expect(loud.keys.yesNo).toEqual(['Y', 'P']);
});
