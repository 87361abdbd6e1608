import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/answers/entry.ts';
import {
  beginCards,
  countCards,
  pressCards,
  type Cards,
  type CardsState,
} from '../../src/interview/cards.ts';
import { german } from '../../src/words/german.ts';
import { formOf, presses } from './keys.ts';
import { everyKind } from './plan.ts';

const ids = everyKind.questions.map(({ id }) => id);

/** A room of so many people that is asked these questions of the plan of every kind. */
const room = (people: number, ...asked: readonly string[]): Cards => ({
  form: formOf(everyKind),
  asked: (asked.length === 0 ? ['outcomes', 'upkeep', 'complaint'] : asked).map((id) =>
    ids.indexOf(id),
  ),
  seats: Array.from({ length: people }, () => null),
});

interface Keyed {
  readonly state: CardsState;
  readonly saved: readonly (readonly Entry[])[];
}

function keyed(cards: Cards, line: string, given: readonly number[] = []): Keyed {
  const saved: (readonly Entry[])[] = [];
  const state = presses(line).reduce(
    (here, press) => pressCards(cards, here, press, (entries) => void saved.push(entries)),
    beginCards(cards, new Set(given)),
  );
  return { state, saved };
}

const short = ({ state, answer }: Entry) =>
  state === 'answered' ? (typeof answer === 'string' ? answer : { ...answer }) : state;
/** What one line of cards and Enter comes to: an answer a seat, or what is said. */
const read = (id: string, people: number, cards: string) => {
  const { state, saved } = keyed(room(people, id), `${cards.replaceAll(' ', '_')} enter`);
  return saved.length === 0 ? state.message : saved[0]!.map(short);
};

describe('a line of cards', () => {
  test.each([
    ['outcomes', 7, '4 4 3 5 2 n 4', ['4', '4', '3', '5', '2', 'not-applicable', '4']],
    ['outcomes', 7, '443524n', ['4', '4', '3', '5', '2', '4', 'not-applicable']],
    ['outcomes', 3, '1-D', ['1', 'unanswered', 'dont-know']],
    ['outcomes', 3, ' 1, 2;3 ', ['1', '2', '3']],
    ['upkeep', 3, '0 4 2', ['0', '4', '2']],
    ['complaint', 3, '123', ['apology', 'fix', 'cause']],
    ['recall', 4, '1 2 3 n', ['yes', 'partly', 'no', 'not-applicable']],
    ['schedule', 3, '1 4 7', ['-3', '0', '3']],
    ['fine', 4, '10 0 1 -', ['10', '0', '1', 'unanswered']],
    ['recall-time', 5, '4 4,5 .5 240 n', ['4', '4.5', '0.5', '240', 'not-applicable']],
    ['recall-time', 2, '4,5 4.50;'.replace('4.50', '4.5'), ['4.5', '4.5']],
    [
      'attention',
      3,
      '50/40/10 0/0/100 d',
      [
        { customer: 50, process: 40, other: 10 },
        { customer: 0, process: 0, other: 100 },
        'dont-know',
      ],
    ],
  ])('%s of %i people: %s', (id, people, cards, answers) => {
    expect(read(id, people, cards)).toEqual(answers);
  });

  test.each([
    ['outcomes', 3, '44', '2 cards for 3 people; - stands for no card'],
    ['outcomes', 3, '4444', '4 cards for 3 people; - stands for no card'],
    ['outcomes', 3, '446', 'card 3 is no answer to this question'],
    ['outcomes', 3, '0 4 4', 'card 1 is no answer to this question'],
    ['upkeep', 2, '05', 'card 2 is no answer to this question'],
    ['recall', 2, 'yn', 'card 1 is no answer to this question'],
    ['recall', 2, '1p', 'card 2 is no answer to this question'],
    ['schedule', 2, '-3 1', '3 cards for 2 people; - stands for no card'],
    ['fine', 2, '11 1', 'card 1 is no answer to this question'],
    ['fine', 2, '1010', '1 card for 2 people; - stands for no card'],
    ['recall-time', 2, '241 1', 'card 1 is no answer to this question'],
    ['recall-time', 2, '4 4.55', 'card 2 is no answer to this question'],
    ['recall-time', 2, '4,5', '1 card for 2 people; - stands for no card'],
    ['attention', 2, '50/50 50/40/10', 'card 1 is no answer to this question'],
    ['attention', 2, '50/40/10 50/40/11', 'card 2 is no answer to this question'],
    ['attention', 2, '50/40/10 50/40/', 'card 2 is no answer to this question'],
  ])('%s of %i people: %s is refused, and nothing is written', (id, people, cards, said) => {
    expect(read(id, people, cards)).toBe(said);
  });

  test('blanks or none between one-key cards, the same entries', () => {
    const card = fc.constantFrom('1', '2', '3', '4', '5', 'n', 'd', '-', 'N');
    const blanks = fc.constantFrom('', ' ', '  ', ',', ', ', ';');
    fc.assert(
      fc.property(fc.array(fc.tuple(card, blanks), { minLength: 2, maxLength: 30 }), (pairs) => {
        const dense = pairs.map(([each]) => each).join('');
        const loose = pairs.map(([each, blank]) => each + blank).join('');
        const answers = read('outcomes', pairs.length, loose);
        expect(answers).toHaveLength(pairs.length);
        expect(answers).toEqual(read('outcomes', pairs.length, dense));
      }),
    );
  });

  test('each card is that of its own seat', () => {
    const card = fc.constantFrom('0', '1', '7', '10', 'n', 'd', '-');
    const answers: Record<string, string> = {
      n: 'not-applicable',
      d: 'dont-know',
      '-': 'unanswered',
    };
    fc.assert(
      fc.property(fc.array(card, { minLength: 2, maxLength: 60 }), (cards) => {
        expect(read('fine', cards.length, cards.join(' '))).toEqual(
          cards.map((each) => answers[each] ?? each),
        );
      }),
    );
  });

  test('whatever is keyed in, either every seat gets an entry or none does', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789nd-/., ;yqbx'), maxLength: 40 });
    fc.assert(
      fc.property(
        fc.constantFrom('outcomes', 'recall', 'fine', 'recall-time', 'attention'),
        text,
        (id, line) => {
          const { saved } = keyed(room(3, id), `${line.replaceAll(' ', '_')} enter`);
          for (const entries of saved) expect(entries).toHaveLength(3);
        },
      ),
    );
  });
});

test('what shows a yes stands after a colon, and is no card', () => {
  const { saved } = keyed(room(3, 'recall'), '1_2_1:_the_April_audit enter');
  expect(saved[0]!.map(({ answer, note }) => [answer, note])).toEqual([
    ['yes', 'the April audit'],
    ['partly', null],
    ['yes', 'the April audit'],
  ]);
  expect(keyed(room(3, 'recall'), '1_2: enter').state.message).toContain('2 cards for 3 people');
});

describe('keying in', () => {
  test('goes from question to question and ends behind the last', () => {
    const { state, saved } = keyed(room(3), '444 enter 012 enter 123 enter');
    expect(state).toMatchObject({ end: 'finished', given: new Set([0, 1, 2]) });
    expect(saved.map((entries) => entries.map(({ question }) => question))).toEqual([
      ['outcomes', 'outcomes', 'outcomes'],
      ['upkeep', 'upkeep', 'upkeep'],
      ['complaint', 'complaint', 'complaint'],
    ]);
  });

  test.each([
    ['enter', { at: 0, message: 'key in the cards first; - stands for no card' }],
    ['4 backspace', { at: 0, text: '' }],
    ['44 backspace', { text: '4' }],
    ['44 escape', { text: '', message: null }],
    ['44 clear', { text: '' }],
    ['444 enter b', { at: 0, text: '' }],
    ['444 enter left', { at: 0 }],
    ['444 enter backspace', { at: 0 }],
    ['444 enter b enter', { at: 1 }],
    ['b', { at: 0 }],
    ['q', { end: 'quit' }],
    ['_q', { end: 'quit', text: '' }],
    ['4q', { end: null, text: '4q' }],
    ['4b', { at: 0, text: '4b' }],
    ['4 up', { text: '4' }],
    ['44 enter 4', { message: null, text: '444' }],
    ['4 tab', { text: '4' }],
    ['4ä', { text: '4' }],
  ])('%s', (line, state) => {
    expect(keyed(room(3), line).state).toMatchObject(state);
  });

  test('goes on at the first question without cards', () => {
    expect(keyed(room(3), '', [0, 2]).state.at).toBe(1);
    expect(keyed(room(3), '', [0, 1, 2]).state.at).toBe(2);
    expect(keyed(room(3), 'enter', [0, 1, 2]).state.end).toBe('finished');
  });

  test('again takes the place of what was keyed in before', () => {
    const { saved } = keyed(room(2), '44 enter b 12 enter');
    expect(saved.map((entries) => entries.map(short))).toEqual([
      ['4', '4'],
      ['1', '2'],
    ]);
  });

  test('what cannot be written stays, and Enter tries again', () => {
    const cards = room(2);
    let isFull = true;
    const saved: string[] = [];
    const onCards = (entries: readonly Entry[]) => {
      if (isFull) throw new Error('no space left');
      saved.push(entries.map(({ answer }) => answer).join(''));
    };
    const press = (state: CardsState, line: string) =>
      presses(line).reduce((here, each) => pressCards(cards, here, each, onCards), state);
    const stuck = press(beginCards(cards, new Set()), '45 enter');
    expect(stuck).toMatchObject({
      at: 0,
      text: '45',
      message: 'NOT saved: no space left. Enter tries again',
    });
    expect(stuck.given.size).toBe(0);
    isFull = false;
    expect(press(stuck, 'enter')).toMatchObject({ at: 1, text: '', given: new Set([0]) });
    expect(saved).toEqual(['45']);
  });

  test('no line is longer than a room can need', () => {
    const { state } = keyed(room(60), '4'.repeat(2000));
    expect(state.text).toHaveLength(1000);
    expect(countCards(room(60), state)).toBe(1000);
  });

  test('in German the letters are those of its keys', () => {
    const cards = { ...room(3), form: { ...formOf(everyKind), words: german } };
    const { saved } = keyed(cards, '4wn enter');
    expect(saved[0]!.map(short)).toEqual(['4', 'dont-know', 'not-applicable']);
    expect(keyed(cards, '444 enter z').state.at).toBe(0);
  });
});
