import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/answers/entry.ts';
import { decodeLog } from '../../src/answers/journal.ts';
import {
  encodeWorkshopEvent,
  encodeWorkshopHeader,
  entriesBySeat,
  hasAnswers,
  progressOf,
  sealedOf,
  sealedText,
  standingEntries,
  workshopFormat,
  type Ballot,
  type Sealed,
  type SeatEntries,
  type Vote,
  type WorkshopEvent,
  type WorkshopHeader,
} from '../../src/answers/workshop.ts';
import { anyEntry } from './entries.ts';

const header: WorkshopHeader = {
  scorecard: 'quick-scan@1.0.0',
  fingerprint: 'f1',
  unit: 'bulk',
  round: '2026-q4',
  market: null,
  seats: ['sales', null],
  way: 'turns',
  minGroup: 5,
};

const text = fc.string({ unit: 'binary' });
const ballot: fc.Arbitrary<Ballot> = fc.constantFrom(1, 2);
const vote: fc.Arbitrary<Vote> = fc.record({ ballot, seat: fc.nat(59), entry: anyEntry });
const headers: fc.Arbitrary<WorkshopHeader> = fc.record({
  scorecard: text,
  fingerprint: text,
  unit: text,
  round: fc.option(text),
  market: fc.option(text),
  seats: fc.array(fc.option(text)),
  way: fc.constantFrom('turns', 'cards'),
  minGroup: fc.option(fc.nat(60)),
});
const agreed = fc.record({
  action: text,
  owner: text,
  due: text,
  kpi: text,
  practice: fc.option(text),
});
const event: fc.Arbitrary<WorkshopEvent> = fc.oneof(
  text.map((sealed) => ({ kind: 'sealed' as const, text: sealed })),
  fc.record({ kind: fc.constant('revealed' as const), ballot }),
  fc.record({ kind: fc.constant('again' as const), questions: fc.array(text) }),
  fc.record({ kind: fc.constant('agreed' as const), agreed }),
);

const logOf = (head: WorkshopHeader, events: readonly WorkshopEvent[]) =>
  Buffer.from(
    encodeWorkshopHeader(head) + events.map((each, i) => encodeWorkshopEvent(i + 1, each)).join(''),
  );

describe('the log of a workshop', () => {
  test('is a line an event, in plain sight where nothing is sealed', () => {
    const lines = logOf(header, [
      { kind: 'sealed', text: 'Zm9v' },
      { kind: 'revealed', ballot: 1 },
      { kind: 'again', questions: ['a'] },
    ])
      .toString()
      .replaceAll(/,"crc":"[0-9a-f]{8}"/g, '');
    expect(lines).toBe(
      '{"pendulum":"workshop/1","scorecard":"quick-scan@1.0.0","fingerprint":"f1","unit":"bulk",' +
        '"round":"2026-q4","market":null,"seats":["sales",null],"way":"turns","minGroup":5}\n' +
        '{"seq":1,"sealed":"Zm9v"}\n{"seq":2,"revealed":1}\n{"seq":3,"again":["a"]}\n',
    );
  });

  test('whatever is written is read back', () => {
    fc.assert(
      fc.property(headers, fc.array(event), (head, events) => {
        const bytes = logOf(head, events);
        expect(decodeLog(bytes, workshopFormat)).toEqual({
          kind: 'journal',
          header: head,
          events,
          length: bytes.length,
          torn: 0,
        });
      }),
    );
  });

  test('any changed byte is detected', () => {
    const bytes = logOf(header, [
      { kind: 'sealed', text: 'Zm9v' },
      { kind: 'revealed', ballot: 1 },
    ]);
    for (const at of bytes.keys()) {
      for (const bit of [1, 128]) {
        const damaged = Uint8Array.from(bytes);
        damaged[at]! ^= bit;
        const log = decodeLog(damaged, workshopFormat);
        expect(log.kind === 'journal' ? log.torn : -1).not.toBe(0);
      }
    }
  });

  test.each([
    ['no ballot', { voted: 3, seat: 0 }],
    ['no seat', { voted: 1, seat: -1 }],
    ['half a seat', { voted: 1, seat: 0.5 }],
    [
      'an action without its owner',
      { agreed: { action: 'a', due: 'd', kpi: 'k', practice: null } },
    ],
    ['an action that is nothing', { agreed: null }],
    ['questions that are no ids', { again: [1] }],
    ['an event of a later version', { paused: true }],
  ])('%s is not understood', (_, fields) => {
    expect(workshopFormat.eventOf(fields)).toBe(null);
  });

  test.each([
    ['no way to vote', { way: 'hands' }],
    ['seats that are no roles', { seats: [1] }],
    ['no unit', { unit: null }],
  ])('a header with %s is none', (_, change) => {
    expect(workshopFormat.headerOf({ ...header, ...change })).toBe(null);
  });
});

describe('what is sealed', () => {
  const sealed: fc.Arbitrary<Sealed> = fc.oneof(
    fc.array(vote).map((votes) => ({ kind: 'votes' as const, votes })),
    fc.array(text).map((codes) => ({ kind: 'codes' as const, codes })),
  );

  test('is read back', () => {
    fc.assert(
      fc.property(sealed, (each) => {
        expect(sealedOf(sealedText(each))).toEqual(each);
      }),
    );
  });

  test.each([
    '{"codes":[1]}',
    '{"votes":[{"ballot":1,"seat":0}]}',
    '{"votes":[{"ballot":3,"seat":0,"question":"a","state":"dont-know","answer":null,"note":null}]}',
    '{"votes":[{"ballot":1,"seat":-1,"question":"a","state":"dont-know","answer":null,"note":null}]}',
  ])('%s is none of it', (json) => {
    expect(sealedOf(json)).toBe(null);
  });
});

test('progress is what may be known before the reveal: who has finished, never what', () => {
  const voted = (seat: number, of: Ballot) => ({ kind: 'voted', ballot: of, seat }) as const;
  const plan = { action: 'a', owner: 'o', due: '2027-03-31', kpi: 'k', practice: null };
  expect(progressOf([], [])).toEqual({
    voted: { 1: new Set(), 2: new Set() },
    revealed: null,
    again: [],
    agreed: [],
  });
  expect(
    progressOf(
      [
        { kind: 'sealed', text: 'x' },
        { kind: 'revealed', ballot: 1 },
        { kind: 'again', questions: ['a'] },
        { kind: 'again', questions: ['b', 'c'] },
        { kind: 'agreed', agreed: plan },
      ],
      [voted(0, 1), { kind: 'filler' }, voted(2, 1), voted(0, 1), voted(2, 2)],
    ),
  ).toEqual({
    voted: { 1: new Set([0, 2]), 2: new Set([2]) },
    revealed: 1,
    again: ['b', 'c'],
    agreed: [plan],
  });
});

const given = (question: string, answer: string): Entry => ({
  question,
  state: 'answered',
  answer,
  note: null,
});
const silent = (question: string, note: string | null = null): Entry => ({
  question,
  state: 'unanswered',
  answer: null,
  note,
});
const seat = (...entries: readonly Entry[]): SeatEntries =>
  new Map(entries.map((entry) => [entry.question, entry]));

describe('entries by seat', () => {
  test('the last answer counts and stands last, ballots and seats are kept apart', () => {
    const votes: readonly Vote[] = [
      { ballot: 1, seat: 0, entry: given('a', '1') },
      { ballot: 1, seat: 0, entry: given('b', '2') },
      { ballot: 2, seat: 0, entry: given('a', '5') },
      { ballot: 1, seat: 1, entry: given('a', '3') },
      { ballot: 1, seat: 0, entry: given('a', '4') },
    ];
    const [first, second] = [entriesBySeat(votes, 1, 3), entriesBySeat(votes, 2, 3)];
    expect(first).toEqual([seat(given('b', '2'), given('a', '4')), seat(given('a', '3')), seat()]);
    expect([...first[0]!.keys()]).toEqual(['b', 'a']);
    expect(second).toEqual([seat(given('a', '5')), seat(), seat()]);
  });

  test('every vote is in one place, and the order of different seats does not matter', () => {
    fc.assert(
      fc.property(fc.array(vote), (votes) => {
        const inOrder = entriesBySeat(votes, 1, 60);
        const apart = entriesBySeat(
          votes.toSorted((a, b) => a.seat - b.seat),
          1,
          60,
        );
        expect(apart).toEqual(inOrder);
        for (const { ballot: of, seat: own, entry } of votes) {
          const last = votes.findLast(
            (each) =>
              each.ballot === of && each.seat === own && each.entry.question === entry.question,
          );
          const found = entriesBySeat(votes, of, 60)[own]!.get(entry.question);
          expect(found).toEqual(last!.entry);
        }
      }),
    );
  });
});

describe('entries as they stand', () => {
  test.each([
    [
      'a second answer takes the place of the first',
      [given('a', '1')],
      [given('a', '2')],
      [given('a', '2')],
    ],
    ['who does not vote again stands by the first', [given('a', '1')], [], [given('a', '1')]],
    ['no card takes nothing back', [given('a', '1')], [silent('a')], [given('a', '1')]],
    ['a remark takes nothing back', [given('a', '1')], [silent('a', 'hm')], [given('a', '1')]],
    [
      'who answers only the second time would be the difference',
      [given('a', '1')],
      [given('b', '2')],
      [given('a', '1')],
    ],
    [
      'and so would who no longer does',
      [given('a', '1')],
      [{ ...silent('a'), state: 'dont-know' }],
      [given('a', '1')],
    ],
  ] satisfies (readonly [string, Entry[], Entry[], Entry[]])[])(
    '%s',
    (_, first, second, stands) => {
      expect(standingEntries([seat(...first)], [seat(...second)], null)).toEqual([seat(...stands)]);
    },
  );

  test('what fewer than the smallest group gave again does not count', () => {
    const first = ['1', '2', '3'].map((code) => seat(given('a', code)));
    const one = [seat(), seat(), seat(given('a', '5'))];
    const two = [seat(), seat(given('a', '4')), seat(given('a', '5'))];
    const codes = (second: typeof one) =>
      standingEntries(first, second, 2).map((own) => own.get('a')!.answer);
    expect(codes(one)).toEqual(['1', '2', '3']);
    expect(codes(two)).toEqual(['1', '4', '5']);
  });

  test('nobody loses an answer, and nothing is made up', () => {
    fc.assert(
      fc.property(fc.array(vote), (votes) => {
        const [first, second] = [entriesBySeat(votes, 1, 60), entriesBySeat(votes, 2, 60)];
        for (const [i, own] of standingEntries(first, second, null).entries()) {
          const ids = new Set([...first[i]!.keys(), ...own.keys()]);
          for (const id of ids) {
            const [now, then, later] = [own.get(id), first[i]!.get(id), second[i]!.get(id)];
            const isGiven = later !== undefined && later.state !== 'unanswered';
            const isSame = (then?.state === 'answered') === (later?.state === 'answered');
            expect(now).toEqual(isGiven && isSame ? later : then);
          }
        }
      }),
    );
  });

  test.each([
    [false, []],
    [false, [silent('a'), silent('b', 'a remark')]],
    [true, [silent('a'), given('b', '1')]],
    [true, [{ ...silent('a'), state: 'not-applicable' }]],
  ] satisfies (readonly [boolean, Entry[]])[])('somebody answered: %s', (is, entries) => {
    expect(hasAnswers(seat(...entries))).toBe(is);
  });
});
