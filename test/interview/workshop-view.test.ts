import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginCards, pressCards, type Cards } from '../../src/interview/cards.ts';
import { asciiSigns, unicodeSigns } from '../../src/interview/line.ts';
import { beginReveal, type RevealState } from '../../src/interview/reveal.ts';
import { beginSlides } from '../../src/interview/slides.ts';
import {
  drawCards,
  drawNotice,
  drawReveal,
  drawSlides,
  type Face,
} from '../../src/interview/workshop-view.ts';
import type { Input, Plan } from '../../src/plan/types.ts';
import { displayWidth } from '../../src/text/width.ts';
import { english } from '../../src/words/english.ts';
import { german } from '../../src/words/german.ts';
import { formOf, presses } from './keys.ts';
import { everyKind } from './plan.ts';

const face: Face = { signs: unicodeSigns, paint: (_, text) => text };
const bare: Face = { signs: asciiSigns, paint: (_, text) => text };
const painted: Face = { signs: unicodeSigns, paint: (style, text) => `\u001b[1m${style}${text}` };
const normal = { columns: 80, rows: 24 };

const indexOf = (id: string) => everyKind.questions.findIndex((question) => question.id === id);
const cardsFor = (ids: readonly string[], seats: readonly (string | null)[]): Cards => ({
  form: formOf(everyKind),
  asked: ids.map(indexOf),
  seats,
});
const seatsOf = (people: number) => Array.from({ length: people }, () => null);

const stateAfter = (cards: Cards, line: string) =>
  presses(line).reduce(
    (here, press) => pressCards(cards, here, press, () => undefined),
    beginCards(cards, new Set()),
  );
const screen = (cards: Cards, line: string, size = normal, how = face) =>
  drawCards(cards, stateAfter(cards, line), size, how);

const tidy = (text: string) => text.split('\n').map((line) => line.trimEnd());

describe('cards on the screen', () => {
  const three = cardsFor(['outcomes', 'upkeep'], ['sales', 'sales', 'service']);

  test('show the question, its cards and how many are keyed in', () => {
    expect(tidy(screen(three, '45'))).toEqual([
      'Direction and leadership                                                1 of 2',
      '',
      'Strategy debates begin with what named customers are trying to achieve.',
      '',
      '1  Strongly disagree',
      '2  Disagree',
      '3  Neither',
      '4  Agree',
      '5  Strongly agree',
      '',
      '● ● ○',
      'Always in the same order: 2 sales, 1 service.',
      '2 of 3 cards',
      ...Array.from({ length: 8 }, () => ''),
      "n not applicable, d don't know, - no card · Enter take it · Esc clear · b back",
      'q save and quit',
    ]);
  });

  test('show none of them: the same screen for every choice of as many cards', () => {
    const card = fc.constantFrom('1', '2', '3', '4', '5', 'n', 'd', '-', '9', 'x');
    const hand = fc.integer({ min: 1, max: 5 }).chain((n) => {
      const cards = fc.array(card, { minLength: n, maxLength: n });
      return fc.tuple(cards, cards);
    });
    const room = cardsFor(['outcomes', 'fine', 'recall'], seatsOf(5));
    const sizes = [normal, { columns: 40, rows: 10 }, { columns: 200, rows: 60 }];
    fc.assert(
      fc.property(hand, fc.constantFrom(...sizes), ([one, other], size) => {
        expect(screen(room, one.join(''), size, painted)).toBe(
          screen(room, other.join(''), size, painted),
        );
        const [first, second] = [one, other].map((cards) => `12345 enter ${cards.join('_')}`);
        expect(screen(room, first!, size, painted)).toBe(screen(room, second!, size, painted));
      }),
    );
  });

  test('show none of those that were taken, on the way on and on the way back', () => {
    const taken = fc.array(fc.constantFrom('1', '2', '3', '4', '5', 'n', 'd', '-'), {
      minLength: 5,
      maxLength: 5,
    });
    const room = cardsFor(['outcomes', 'recall'], seatsOf(5));
    for (const end of ['enter', 'enter b', 'enter b 1', 'enter 1', 'escape', 'backspace']) {
      const expected = screen(room, `11111 ${end}`, normal, painted);
      fc.assert(
        fc.property(taken, (cards) => {
          expect(screen(room, `${cards.join('')} ${end}`, normal, painted)).toBe(expected);
        }),
        { numRuns: 30 },
      );
    }
  });

  test('what is wrong names a position and never a card', () => {
    const room = cardsFor(['outcomes'], seatsOf(3));
    for (const wrong of ['8', 'x', '/', '0']) {
      const shown = screen(room, `4${wrong}2 enter`);
      expect(shown).toContain('card 2 is no answer to this question');
      expect(shown).toBe(screen(room, '57n enter'));
    }
  });

  test.each([
    ['upkeep', '0  Absent'],
    ['complaint', '3  Fixed, told, and the cause removed'],
    ['recall', 'A yes counts as partly unless, after the cards and a colon'],
    ['recall-time', '0 to 240 h'],
    ['schedule', '7  Bend it for the customer who asks'],
    ['attention', 'Customers / Processes / Everything else'],
    ['fine', '10  a10'],
  ])('say what a card of %s may be', (id, text) => {
    expect(screen(cardsFor([id], seatsOf(3)), '')).toContain(text);
  });

  test('given cards are said to be sealed', () => {
    expect(screen(three, '445 enter b')).toContain(
      'all 3 cards are sealed; keying in again replaces them',
    );
  });
});

/** Texts that no scorecard may have; what is drawn does not rely on that. */
const hostileText = `\u001b[2Jgone \u009b1m \u202Eright \u0007 ${'x'.repeat(200)} ${'漢字'.repeat(60)} 👩‍👩‍👧 ä`;
const hostile: Plan = {
  ...everyKind,
  dimensions: everyKind.dimensions.map((each) => ({ ...each, title: hostileText })),
  questions: everyKind.questions.map((each) => ({
    ...each,
    ask: hostileText,
    input: hostileInput(each.input),
  })),
};

function hostileInput(input: Input): Input {
  const label = hostileText;
  switch (input.kind) {
    case 'options':
      return { ...input, options: input.options.map((each) => ({ ...each, label })) };
    case 'metric':
      return { ...input, unit: hostileText };
    case 'allocation':
      return { ...input, parts: input.parts.map((each) => ({ ...each, label })) };
  }
}

const sizes = [
  [80, 24],
  [40, 10],
  [200, 60],
  [20, 5],
  [10, 8],
  [1, 1],
  [300, 3],
].map(([columns, rows]) => ({ columns: columns!, rows: rows! }));

const reveal = { ids: ['a', 'b', 'c'], words: english, canVoteAgain: true };
const pages = {
  title: 'What we said',
  list: () => ({
    head: ['head'],
    rows: reveal.ids.map((id) => ({ id, line: `line ${id}` })),
  }),
  question: (id: string) => Array.from({ length: 40 }, (_, i) => `${id} ${i}`),
};

describe.each(sizes)('on $columns by $rows', (size) => {
  const fits = (text: string) => {
    const lines = text.split('\n');
    expect(lines.length).toBeLessThanOrEqual(size.rows);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(size.columns);
  };
  const plans = { every: everyKind, hostile };
  const languages = { english, german };

  for (const [name, plan] of Object.entries(plans)) {
    for (const [language, words] of Object.entries(languages)) {
      test(`cards of ${name} question fit, in ${language}`, () => {
        const form = { ...formOf(plan), words };
        const asked = plan.questions.map((_, i) => i);
        for (const [at] of asked.entries()) {
          const cards: Cards = { form, asked, seats: seatsOf(60).map(() => 'operations') };
          const state = { ...beginCards(cards, new Set()), at, text: '4'.repeat(70) };
          for (const message of [null, words.workshop.cardCount(70, 60), '\u001b[2J'.repeat(30)]) {
            const shown = drawCards(cards, { ...state, message }, size, face);
            fits(shown);
            expect(shown).toBe(stripVTControlCharacters(shown));
            expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
          }
        }
      });

      test(`a notice fits, in ${language}, ${name}`, () => {
        const { ask } = plan.questions[0]!;
        const { workshop } = words;
        const notice = {
          title: workshop.seat(1, 60, ask),
          text: [workshop.sealed, '', ask],
          hints: [[workshop.keys.reveal, workshop.hints.reveal]] as const,
          message: workshop.revealEarly(59, 'r'),
        };
        const shown = drawNotice(notice, size, face);
        fits(shown);
        expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      });
    }
  }

  test('without Unicode everything of a scorecard is ASCII', () => {
    const form = formOf(hostile);
    const cards: Cards = { form, asked: [0], seats: seatsOf(5) };
    const shown = drawCards(cards, beginCards(cards, new Set()), size, bare);
    expect(shown).toMatch(/^[\n -~]*$/);
  });

  test('reveal and slides never have more rows than there are', () => {
    for (const state of [
      beginReveal([]),
      { ...beginReveal([]), mode: 'question', top: 99 } as const,
    ]) {
      const shown = drawReveal(reveal, state, pages, size, face);
      expect(shown.split('\n').length).toBeLessThanOrEqual(size.rows);
    }
    const slides = { words: english, count: 2, frames: 0 };
    const shown = drawSlides(slides, beginSlides, () => [[], []], size, face);
    expect(shown.split('\n').length).toBeLessThanOrEqual(size.rows);
  });
});

describe('the reveal on the screen', () => {
  const draw = (change: Partial<RevealState>, size = normal) =>
    drawReveal(reveal, { ...beginReveal([]), ...change }, pages, size, face);

  test('the list points at a question and marks those chosen', () => {
    const lines = tidy(draw({ row: 1, marked: new Set(['b', 'c']) }));
    expect(lines.slice(0, 6)).toEqual([
      'What we said',
      '',
      'head',
      '   line a',
      '▸✓ line b',
      ' ✓ line c',
    ]);
  });

  test('a question shows its place, its mark and the time that is left', () => {
    const [top] = tidy(
      draw({ mode: 'question', row: 1, marked: new Set(['b']), left: 65, isRunning: true }),
    );
    expect(top).toBe(
      '2 of 3, most disagreement first ✓ to be voted on again                    1:05',
    );
    expect(draw({ mode: 'question', left: 0 })).toContain('Time is up');
  });

  test('a page that does not fit says how much is below, and scrolls to its end', () => {
    const lines = (top: number) => tidy(draw({ mode: 'question', top }));
    expect(lines(0)[2]).toBe('a 0');
    expect(lines(0)).toContainEqual(expect.stringMatching(/^… [0-9]+$/));
    expect(lines(3)[2]).toBe('a 3');
    expect(lines(999)).toContain('a 39');
  });

  test.each(Array.from({ length: 8 }, (_, i) => i + 3))(
    'on %i rows the pointer is seen',
    (rows) => {
      const ids = Array.from({ length: 30 }, (_, i) => `q${i}`);
      const many = { ...reveal, ids };
      const list = () => ({ head: ['head'], rows: ids.map((id) => ({ id, line: `<${id}>` })) });
      for (const row of ids.keys()) {
        const state = { ...beginReveal([]), row };
        const shown = drawReveal(many, state, { ...pages, list }, { columns: 60, rows }, face);
        expect(shown).toContain(`▸  <q${row}>`);
      }
    },
  );

  test('without a question it is an empty list', () => {
    const none = { ...reveal, ids: [] };
    const list = () => ({ head: [], rows: [] });
    expect(drawReveal(none, beginReveal([]), { ...pages, list }, normal, face)).toContain(
      'What we said',
    );
  });
});
