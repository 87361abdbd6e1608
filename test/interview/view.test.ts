import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asciiSigns, unicodeSigns, type Paint } from '../../src/interview/line.ts';
import { begin, type State } from '../../src/interview/state.ts';
import { view } from '../../src/interview/view.ts';
import type { Plan } from '../../src/plan/types.ts';
import { displayWidth } from '../../src/text/width.ts';
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
 ◉○ ○○○ ○○

 Direction and leadership  1 of 4                              0 of 7 answered

 Strategy debates begin with what named customers are trying to achieve.

   1  Strongly disagree
   2  Disagree
   3  Neither
   4  Agree
   5  Strongly agree








 1-5 answer · Enter next · n not applicable · d don't know · c note · b back
 ? help · r review · f finish · q save and quit`);
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
    expect(middle(screen(state), 0, 6))
      .toBe(` Strategy debates begin with what named customers are trying to achieve.

 Think of the last two.

 Keys
 0-9    the key beside an answer gives it and goes on; arrows and Enter do too`);
  });

  test('the list, with what is open', () => {
    const { state } = play(form, '4 n d 1 proof enter 12 enter r');
    expect(middle(screen(state), 0, 12))
      .toBe(` All questions                                                 5 of 8 answered

 Direction and leadership  2 of 2
   ● Strategy debates begin with what named custome…  Agree
   ● How far is maintenance planned?                  not applicable

 Order to delivery  3 of 4
   ● When a complaint arrives, what happens next?     don't know
   ● A mock recall found every cylinder in time.      Yes +
   ● Hours the recall took                            12 h
 ▸ ○ Which is closer?                                 open
`);
  });

  test('not saved is said in words', () => {
    const { state } = play(form, '4', begin(form), () => {
      throw new Error('no space left');
    });
    expect(screen(state)[10]).toBe('   4  Agree  ✓ your answer');
    expect(screen(state)[19]).toBe(' NOT saved: no space left. Any key tries again');
  });

  test('plain ASCII', () => {
    const lines = screen(play(form, '4').state, 80, 24, asciiSigns);
    expect(lines.join('')).toMatch(/^[ -~]*$/);
    expect(lines[1]).toBe(' #@ ... ..');
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
        (words, { columns, rows }, keys, isAscii) => {
          const own = formOf(dressed(words));
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
          input: { kind: 'options', form: 'choice', options, evidence: false },
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

test('a long help is scrolled line by line', () => {
  const plan: Plan = {
    ...everyKind,
    questions: everyKind.questions.map((question) => ({
      ...question,
      help: Array.from({ length: 60 }, (_, i) => `line ${i + 1}`).join('\n'),
    })),
  };
  const own = formOf(plan);
  const { state } = play(own, '? down down down down');
  const lines = view(own, state, { columns: 80, rows: 24 }, unicodeSigns, plain).split('\n');
  expect(lines[0]).toContain('line 3');
});
