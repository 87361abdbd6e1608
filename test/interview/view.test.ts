import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asciiSigns, unicodeSigns, type Paint } from '../../src/interview/line.ts';
import { begin, type State } from '../../src/interview/state.ts';
import { settled, view } from '../../src/interview/view.ts';
import type { Plan } from '../../src/plan/types.ts';
import { displayWidth } from '../../src/text/width.ts';
import { german } from '../../src/words/german.ts';
import { formOf, play } from './keys.ts';
import { everyKind, tenQuestions } from './plan.ts';

const plain: Paint = (_, text) => text;
const form = formOf(everyKind);
const screen = (state: State, columns = 80, rows = 24, signs = unicodeSigns) =>
  view(form, state, { columns, rows }, signs, plain)
    .split('\n')
    .map((line) => line.trimEnd());

const middle = (lines: readonly string[], from: number, to: number) =>
  lines.slice(from, to).join('\n');

describe('the screen at 80 by 24', () => {
  test('an answer scale', () => {
    expect(screen(begin(form)).join('\n'))
      .toBe(` Every kind of question                                             bulk / r07
 ◉○○○ ○○○                                                     about 3 min left

 Direction and leadership  1 of 4                              0 of 7 answered

 Strategy debates begin with what named customers are trying to achieve.

   1  Strongly disagree
   2  Disagree
   3  Neither
   4  Agree
   5  Strongly agree








 1-5 answer · Enter next · n not applicable · d don't know · c note · b back
 ? help · s sections · r review · f finish · q save and quit`);
  });

  test('an earlier answer is marked, with its note', () => {
    const { state } = play(form, '4 b c named_two enter');
    expect(middle(screen(state), 7, 14)).toBe(`   1  Strongly disagree
   2  Disagree
   3  Neither
   4  Agree  ✓ your answer
   5  Strongly agree

   Note: named two`);
    expect(screen(state)[19]).toBe(' ✓ saved');
  });

  test('a trade-off between its statements', () => {
    const { state } = play(form, 'enter enter enter enter right');
    expect(middle(screen(state), 5, 12)).toBe(` Which is closer?

 Protect the schedule for everyone           Bend it for the customer who asks

  1 ───────── 2 ───────── 3 ───────── 4 ─────────[5]───────── 6 ───────── 7
                                  both alike
`);
  });

  test('an allocation with what is left', () => {
    const { state } = play(form, 'enter enter enter enter enter 50 enter 40 enter');
    expect(middle(screen(state), 7, 12)).toBe(`   Customers         50  ███████████████████████████
   Processes         40  █████████████████████
 ▸ Everything else     ▏

   10 points left to give; Enter puts the 10 that are left here`);
  });

  test('a measured value and what is wrong with it', () => {
    const { state } = play(form, 'enter enter enter 2 24');
    expect(middle(screen(state), 7, 10)).toBe(` ▸ 24▏ h

   0 to 240, at most 1 decimal`);
    expect(screen(play(form, '1', state).state)[9]).toBe('   not within 0 to 240');
    expect(screen(play(form, '. 1', state).state)[9]).toBe('   0 to 240, at most 1 decimal');
    expect(screen(play(form, '. 1 1', state).state)[9]).toBe('   only 1 decimal');
  });

  test('help, then the keys', () => {
    const { state } = play(form, '?');
    expect(middle(screen(state), 0, 8)).toBe(` Why we ask

 Strategy debates begin with what named customers are trying to achieve.

 Think of the last two.

 Keys
 0-9    the key beside an answer gives it and goes on; arrows and Enter do too`);
  });

  test('the list, with what is open', () => {
    const { state } = play(form, '4 n d 1 proof enter 12 enter r');
    expect(middle(screen(state), 0, 14))
      .toBe(` All questions                              5 of 8 answered · about 1 min left
 3 open

 Direction and leadership  2 of 4 · 2 open
   ● Strategy debates begin with what named custome…  Agree
   ● How far is maintenance planned?                  not applicable
 ▸ ○ How is management attention split?               open
   ○ How fine is it?                                  open

 Order to delivery  3 of 4 · 1 open
   ● When a complaint arrives, what happens next?     don't know
   ● A mock recall found every cylinder in time.      Yes +
   ● Hours the recall took                            12 h
   ○ Which is closer?                                 open`);
  });

  test('not saved is said in words', () => {
    const { state } = play(form, '4', begin(form), () => {
      throw new Error('no space left');
    });
    expect(screen(state)[10]).toBe('   4  Agree  ✓ your answer');
    expect(screen(state)[19]).toBe(
      ' NOT saved: no space left. Any key tries again; e goes on in another folder',
    );
    const { state: typing } = play(form, 'e /m left', state);
    expect(screen(typing).slice(7, 10)).toEqual([
      ' NOT saved yet. Another folder, to copy the session to and go on in:',
      '   /▏m',
      '',
    ]);
    expect(screen(typing).at(-1)).toBe(' Enter accept | Esc leave as it was'.replace('|', '·'));
  });

  test('plain ASCII', () => {
    const lines = screen(play(form, '4').state, 80, 24, asciiSigns);
    expect(lines.join('')).toMatch(/^[ -~]*$/);
    expect(lines[1]).toMatch(/^ #@\.\. \.\.\. +about 3 min left$/);
  });

  test('the sections, with what is open in each', () => {
    const { state } = play(form, '4 n d s');
    expect(middle(screen(state), 0, 6))
      .toBe(` Sections                                   3 of 7 answered · about 2 min left
 4 open

   1  Direction and leadership                           ●●○○  2 of 4 · 2 open
 ▸ 2  Order to delivery                                   ●◉○  1 of 3 · 2 open
`);
    expect(screen(state).at(-2)).toBe(
      ' 1-2, Enter go there · arrows move · r review · b back · f finish',
    );
  });

  test('what was kept aside is counted and shown below the list', () => {
    const { state } = play(form, 'enter enter enter 2 12 enter b b 3 r');
    const lines = screen(state);
    expect(lines[1]).toBe(' 6 open · 1 kept aside, never scored');
    const at = lines.indexOf(' No longer asked: kept aside, never scored');
    expect(lines[at + 1]).toBe('   ● Hours the recall took                            12 h');
  });

  test('evidence says what happens without it, and so do question and list', () => {
    const { state } = play(form, 'enter enter enter y');
    expect(middle(screen(state), 7, 10)).toBe(` What shows it? Where could one look?
 Left empty, the yes counts as partly until something is written here.
   ▏`);
    expect(screen(state).at(-1)).toBe(' Enter go on without it');
    expect(screen(play(form, 'x', state).state).at(-1)).toBe(' Enter accept · Esc leave as it was');
    const back = screen(play(form, 'enter b', state).state).join('\n');
    expect(back).toContain('   counts as partly: nothing shows it yet; c adds it');
    expect(screen(play(form, 'enter r', state).state).join('\n')).toContain('Yes, as partly');
  });

  test('an allocation of 100 points says that Enter takes it', () => {
    const { state } = play(form, 'enter enter enter enter enter 50 enter 40 enter enter');
    expect(screen(state)).toContain('   100 points given; Enter takes them');
    expect(screen(play(form, 'enter b', state).state)).toContain('   100 points given');
  });

  test('an optional figure says that it may be left out', () => {
    const questions = everyKind.questions.map((each) => ({ ...each, fact: false }));
    const own = formOf({ ...everyKind, questions });
    const { state } = play(own, 'enter enter enter enter');
    const text = view(own, state, { columns: 80, rows: 24 }, unicodeSigns, plain);
    expect(text).toContain('May be left out when nobody has the figure.');
  });
});

test('40 by 10: the question, its answers and the keys fit', () => {
  expect(screen(begin(form), 40, 10).join('\n')).toBe(`Direction and leadership  1 of 4
Strategy debates begin with what named
customers are trying to achieve.
1 Strongly disagree  2 Disagree
3 Neither  4 Agree  5 Strongly agree




? help · b back · Enter next`);
});

describe('whatever the size and the texts', () => {
  const hostile = [
    '\u001b]0;title\u0007',
    '\u202eevil',
    'x'.repeat(10_000),
    '漢字かな交じり文'.repeat(30),
    'z̷̢̛͓'.repeat(40),
    '👨‍👩‍👧'.repeat(50),
    'line\nfeed\ttab',
    '',
  ];
  const word = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 300 }));
  const dressed = (words: readonly string[]): Plan => {
    let next = 0;
    const any = () => words[next++ % words.length]!;
    return {
      ...everyKind,
      scorecard: { ...everyKind.scorecard, title: any() },
      dimensions: everyKind.dimensions.map((each) => ({ ...each, title: any() })),
      questions: everyKind.questions.map((question) => {
        const { input } = question;
        const dress = <T extends { readonly label: string }>(list: readonly T[]) =>
          list.map((each) => ({ ...each, label: any() }));
        return {
          ...question,
          ask: any(),
          help: any(),
          input:
            input.kind === 'options'
              ? { ...input, options: dress(input.options) }
              : input.kind === 'allocation'
                ? { ...input, parts: dress(input.parts) }
                : { ...input, unit: any() },
        };
      }),
    };
  };
  const size = fc.record({
    columns: fc.oneof(fc.integer({ min: 1, max: 220 }), fc.constantFrom(1, 2, 20, 40, 80, 200)),
    rows: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constantFrom(1, 2, 5, 10, 24, 60)),
  });
  const keyWords = fc.array(
    fc.constantFrom(
      '1',
      '2',
      '5',
      '9',
      'n',
      'd',
      'b',
      'r',
      '?',
      'c',
      'o',
      's',
      'y',
      'f',
      'enter',
      'escape',
      'up',
      'down',
      'left',
      'right',
      'tab',
      'backspace',
      'end',
      'pagedown',
      'home',
      '5',
      '0',
      '.',
    ),
    { maxLength: 40 },
  );

  test('no line is too long, none too many, and nothing invisible is printed', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 9 }),
        size,
        keyWords,
        fc.boolean(),
        fc.boolean(),
        (words, { columns, rows }, keys, isAscii, live) => {
          const own = formOf(dressed(words), { live });
          const { state } = play(own, keys.join(' '));
          const signs = isAscii ? asciiSigns : unicodeSigns;
          const lines = view(own, state, { columns, rows }, signs, plain).split('\n');
          expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows));
          for (const line of lines) {
            expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(1, columns));
            expect(line).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test('forty options on few rows: the one in hand is in sight', () => {
    const [first] = tenQuestions.questions;
    const options = Array.from({ length: 40 }, (_, i) => ({
      code: `c${i}`,
      label: `Option number ${i + 1}`,
    }));
    const plan: Plan = {
      ...tenQuestions,
      questions: [
        {
          ...first!,
          points: { customer: [], process: [] },
          input: { kind: 'options', form: 'choice', scale: null, options, evidence: false },
        },
      ],
    };
    const own = formOf(plan);
    for (const rows of [5, 10, 14, 24]) {
      const { state } = play(own, Array.from({ length: 30 }, () => 'down').join(' '));
      const lines = view(own, state, { columns: 60, rows }, unicodeSigns, plain);
      expect(lines).toContain('30 Option number 30'.slice(0, 2));
      expect(lines).toContain('Option number 30');
      expect(lines.split('\n').length).toBeLessThanOrEqual(rows);
    }
  });
});

describe('a long help', () => {
  const own = formOf({
    ...everyKind,
    questions: everyKind.questions.map((question) => ({
      ...question,
      help: Array.from({ length: 60 }, (_, i) => `line ${i + 1}`).join('\n'),
    })),
  });
  /** Keys as the prompt takes them: each on the state that the screen shows. */
  const scrolled = (keys: string, size = { columns: 80, rows: 24 }) =>
    keys
      .split(' ')
      .reduce(
        (state, key) => play(own, key, settled(own, state, size, unicodeSigns)).state,
        begin(own),
      );
  const lines = (keys: string, size = { columns: 80, rows: 24 }) =>
    view(own, scrolled(keys, size), size, unicodeSigns, plain)
      .split('\n')
      .map((line) => line.trim());

  test.each([
    ['?', 'Why we ask', '57 more'],
    ['? down down down down down down', 'line 3', '51 more'],
    ['? down down down down down down up', 'line 2', '52 more'],
    ['? pagedown', 'line 18', '36 more'],
    ['? pagedown pageup', 'Why we ask', '57 more'],
    ['? end home', 'Why we ask', '57 more'],
  ])('%s begins with %s and says %s', (keys, first, more) => {
    expect(lines(keys)[0]).toBe(first);
    expect(lines(keys).at(-1)).toBe(`${more} · arrows scroll · Esc close`);
  });

  test('stops at its end, and the first key back moves', () => {
    const end = lines('? end');
    expect(end.at(-1)).toBe('arrows scroll · Esc close');
    expect(end.at(-3)).toBe('Ctrl-C leave at once; nothing that was saved is lost');
    expect(lines('? end down down pagedown')).toEqual(end);
    expect(lines('? end down down up').at(-1)).toBe('1 more · arrows scroll · Esc close');
  });

  test('on few rows has the answers in full, and all of it can be reached', () => {
    const size = { columns: 40, rows: 10 };
    expect(lines('?', size).join('\n')).toContain('1      Strongly disagree');
    expect(lines('? end', size).at(-2)).toBe('saved is lost');
    expect(lines('? pagedown', size)[0]).toBe('line 2');
  });
});

describe('a long question on few rows', () => {
  const long = 'whether it is about prices, plants, people or money in the coming years '.repeat(6);
  const own = formOf({
    ...everyKind,
    questions: everyKind.questions.map((question) => ({
      ...question,
      ask: question.ask + long,
      input:
        question.input.kind === 'options' && question.input.form === 'tradeOff'
          ? {
              ...question.input,
              options: question.input.options.map(({ code, label }) => ({
                code,
                label: label === '' ? '' : `${label} ${long}`,
              })),
            }
          : question.input,
    })),
  });
  const shown = (keys: string, columns = 40, rows = 10) =>
    view(own, play(own, keys).state, { columns, rows }, unicodeSigns, plain);

  test.each([
    ['an answer scale', '', ['1 Strongly disagree', '5 Strongly agree']],
    ['a choice', 'enter enter', ['1 Someone', '2 The case', '3 Fixed']],
    ['evidence', 'enter enter enter', ['1 Yes', '2 Partly', '3 No']],
    ['a measured value', 'enter enter enter 2', ['▏ h', '0 to 240']],
    ['a trade-off', 'enter enter enter enter', ['1  Protect', '7  Bend', ' 4 ', ' 7 ']],
    [
      'an allocation',
      'enter enter enter enter enter 5',
      ['Customers', 'Processes', 'Everything else', '95 points left to give'],
    ],
  ])('%s is there, the question is seen to be cut, and help is named', (_, keys, texts) => {
    for (const text of [...texts, '…', '? help']) expect(shown(keys)).toContain(text);
  });

  test('the trade-off keeps both statements side by side where they fit', () => {
    const text = shown('enter enter enter enter', 80, 10);
    for (const part of ['Protect', 'Bend', ' 1 ', ' 7 ']) expect(text).toContain(part);
  });

  test('a saved answer leaves the keys in sight', () => {
    expect(shown('4')).toContain('✓ saved · ? help · b back');
  });
});

test('German in ASCII has no letter that is not', () => {
  const own = formOf(everyKind, { words: german, live: true });
  for (const keys of ['', '4', '?', 'u', 'a', 'enter enter enter j', 'enter enter enter enter']) {
    const { state } = play(own, keys);
    for (const size of [
      { columns: 80, rows: 24 },
      { columns: 40, rows: 10 },
    ]) {
      expect(view(own, state, size, asciiSigns, plain)).toMatch(/^[ -~\n]*$/);
    }
  }
});
