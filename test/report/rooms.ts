import { renderWorkshop, type Agreed } from '../../src/report/workshop.ts';
import {
  movedSince,
  revealList,
  revealQuestion,
  standing,
  type Room,
  type RoomAction,
  type RoomLook,
} from '../../src/report/room.ts';
import { byDisagreement } from '../../src/report/room/asked.ts';
import type { QuestionResult, Result, UnitResult } from '../../src/result.ts';
import { english } from '../../src/words/english.ts';
import type { Words } from '../../src/words/words.ts';
import { agreed, before, mixed, question, result, split, unit, wide } from './results.ts';
import { words } from './words.ts';

const asked = { ...words.questions };

/** Questions of every way to answer, and one in every state. */
const questions: readonly QuestionResult[] = [
  question('named-customer-outcomes', [0, 1, 2, 4, 1], agreed, { mean: 65.6, spread: 22.9 }),
  question('repeat-information', [1, 2, 3, 2, 0], mixed, { mean: 43.8, spread: 25.9 }),
  question('schedule-or-customer', [0, 2, 2, 0, 1, 2, 1], wide, {
    side: 'stated',
    mean: 8.3,
    spread: 62.8,
  }),
  question('attention', null, agreed, { side: 'stated', count: 8, mean: -21.3, spread: 18.4 }),
  question('days-with-customers', null, null, { count: 8, mean: 6.25, spread: 0 }),
  question('secret', null, null, {
    count: null,
    mean: null,
    spread: null,
    state: 'suppressed',
  }),
  question('nobody', [0, 0, 0], null, { mean: null, spread: null, state: 'unanswered' }),
  question('elsewhere', [0, 0, 0], null, { mean: null, spread: null, state: 'not-applicable' }),
  question('later', [0, 0, 0], null, { mean: null, spread: null, state: 'not-asked' }),
];

const firstQuestions: readonly QuestionResult[] = questions.map((each) => {
  if (each.id === 'repeat-information')
    return question(each.id, [4, 0, 0, 1, 3], split, { mean: 46.9, spread: 45.2 });
  if (each.id === 'schedule-or-customer')
    return question(each.id, [3, 0, 0, 0, 1, 2, 2], split, {
      side: 'stated',
      mean: 4.2,
      spread: 81.6,
    });
  return each.id === 'attention' ? { ...each, mean: -30, spread: 16.1 } : each;
});

const discuss = ['schedule-or-customer', 'repeat-information'];

const roomWords = {
  ...words,
  questions: {
    ...asked,
    attention: {
      ask: 'How is management attention split?',
      dimension: 'direction',
      unit: null,
      options: ['Customers', 'Processes', 'Everything else'],
    },
  },
  polarity: {
    process: {
      upsides: ['Work is right the first time', 'Every product can be traced and audited'],
      overuse: ['Even a simple exception takes too long'],
      warnings: ['Quotes take longer to reach the customer', 'Workarounds rise'],
    },
    customer: {
      upsides: ['People on the front line settle a problem on the spot'],
      overuse: ['More is promised than can be delivered', 'The exception is the rule'],
      warnings: ['Credit notes grow in number or value'],
    },
  },
};

const people = { count: 8, invited: 8, roles: {}, pooling: 'respondents' } as const;

const resultOf = (rest: Partial<UnitResult>): Result =>
  result([unit({ questions, discuss, respondents: people, flags: [], ...rest })], {
    words: roomWords,
  });

/** Eight managers who voted again on three questions. */
export const room: Room = {
  result: resultOf({}),
  first: resultOf({ questions: firstQuestions }),
  revoted: ['schedule-or-customer', 'repeat-information', 'attention'],
  before,
  facts: [],
  bins: {},
  minGroup: 5,
};

export const roomOf = (rest: Partial<UnitResult>, changed: Partial<Room> = {}): Room => ({
  ...room,
  result: resultOf(rest),
  ...changed,
});

export const action: RoomAction = {
  action: 'Name owners of the five core processes',
  owner: 'Head of operations',
  due: '2027-03-31',
  kpi: '% core processes with empowered owner',
  practice: 'P01',
  dimension: 'learning',
  side: 'process',
  round: '2026-q3',
  status: 'open',
};

export const actions: Agreed = {
  today: [{ ...action, round: '2026-q4' }],
  earlier: [
    action,
    { ...action, action: 'Visit ten customers', dimension: null, side: null, practice: null },
    { ...action, action: 'Write an exception lane', dimension: 'flow', side: 'both', round: null },
    { ...action, action: 'Long done', status: 'done' },
  ],
  past: (round) => (round === '2026-q3' ? before : null),
};

export const look: RoomLook = {
  columns: 80,
  rows: 22,
  unicode: true,
  braille: false,
  colorLevel: 0,
};

/** Every line that a terminal may show of a room, page by page. */
export function screens(
  of: Room,
  changed: Partial<RoomLook> = {},
  said: Words = english,
  what: Agreed = actions,
): readonly (readonly string[])[] {
  const shown = { ...look, ...changed };
  const list = revealList(of, shown, said);
  const ids = Object.keys(of.result.words.questions);
  return [
    [...list.head, ...list.rows.map(({ line }) => line)],
    ...[...new Set([...byDisagreement(of), ...ids])].map((id) =>
      revealQuestion(of, id, shown, said),
    ),
    ...standing(of, shown, said),
    movedSince(what.earlier, what.past, null, shown, said),
    movedSince(what.earlier, what.past, of.result, shown, said),
  ];
}

export const markdownOf = (of: Room, what: Agreed = actions): string =>
  renderWorkshop(of, what, english);
