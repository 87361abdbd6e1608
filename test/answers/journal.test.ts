import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checksum,
  decodeJournal,
  encodeEvent,
  encodeHeader,
  lastEntries,
  salvageJournal,
  type JournalEvent,
  type JournalHeader,
} from '../../src/answers/journal.ts';
import { anyEntry } from './entries.ts';

const header: JournalHeader = {
  scorecard: 'quick-scan@1.0.0',
  fingerprint: 'ab'.repeat(32),
  unit: 'bulk-north',
  round: '2026-q4',
  respondent: 'r07',
  role: null,
  market: null,
};

const given = (question: string, answer: string, note: string | null = null): JournalEvent => ({
  kind: 'answer',
  entry: { question, state: 'answered', answer, note },
});

const bytesOf = (events: readonly JournalEvent[], head: JournalHeader = header) =>
  Buffer.from(
    [encodeHeader(head), ...events.map((event, i) => encodeEvent(i + 1, event))].join(''),
    'utf8',
  );

const short = [
  given('a', '4'),
  given('b', '2', 'Zäher Anlauf 🚚'),
  given('a', '5'),
  { kind: 'finished', sheet: '0f'.repeat(8) } as const,
];

const event: fc.Arbitrary<JournalEvent> = fc.oneof(
  { weight: 5, arbitrary: anyEntry.map((value) => ({ kind: 'answer' as const, entry: value })) },
  { weight: 1, arbitrary: fc.string().map((sheet) => ({ kind: 'finished' as const, sheet })) },
  { weight: 1, arbitrary: fc.string().map((question) => ({ kind: 'left' as const, question })) },
);

const text = fc.string({ unit: 'binary' });
const begun = { scorecard: text, fingerprint: text, unit: text, round: fc.option(text) };
const nobody = fc.constant(null);
const headers: fc.Arbitrary<JournalHeader> = fc.oneof(
  fc.record({ ...begun, respondent: text, role: fc.option(text), market: fc.option(text) }),
  fc.record({ ...begun, respondent: nobody, role: nobody, market: nobody }),
);

describe('journal', () => {
  test('is a line an event, in plain sight', () => {
    expect(bytesOf([given('a', '4')]).toString()).toBe(
      `{"pendulum":"journal/1","scorecard":"quick-scan@1.0.0","fingerprint":"${header.fingerprint}",` +
        '"unit":"bulk-north","round":"2026-q4","respondent":"r07","role":null,"market":null,"crc":"c0360850"}\n' +
        '{"seq":1,"question":"a","state":"answered","answer":"4","note":null,"crc":"4f78f2b8"}\n',
    );
  });

  test('nobody has neither role nor market', () => {
    for (const known of [{ role: 'sales' }, { market: 'helium' }]) {
      const head = { ...header, respondent: null, ...known } as never;
      expect(decodeJournal(bytesOf([], head))).toEqual({ kind: 'corrupt', line: 1 });
    }
  });

  test('CRC-32 gives the check value of its definition', () => {
    expect(checksum(Buffer.from('123456789'))).toBe('cbf43926');
  });

  test('whatever is written is read back', () => {
    fc.assert(
      fc.property(headers, fc.array(event), (head, events) => {
        const bytes = bytesOf(events, head);
        expect(decodeJournal(bytes)).toEqual({
          kind: 'journal',
          header: head,
          events,
          length: bytes.length,
          torn: 0,
        });
      }),
    );
  });

  test('the last answer of a question counts, earlier ones stay in the history', () => {
    const decoded = decodeJournal(bytesOf(short));
    if (decoded.kind !== 'journal') throw new Error(decoded.kind);
    expect(decoded.events).toHaveLength(4);
    expect(lastEntries(decoded.events).map(({ question, answer }) => [question, answer])).toEqual([
      ['b', '2'],
      ['a', '5'],
    ]);
  });

  test('cut at any byte: the complete lines are read, the rest is reported as torn', () => {
    const bytes = bytesOf(short);
    const ends = [...bytes.keys()].filter((at) => bytes[at] === 10).map((at) => at + 1);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const complete = ends.filter((end) => end <= cut);
      const length = complete.at(-1) ?? 0;
      expect(decodeJournal(bytes.subarray(0, cut))).toEqual({
        kind: 'journal',
        header: complete.length === 0 ? null : header,
        events: short.slice(0, Math.max(0, complete.length - 1)),
        length,
        torn: cut - length,
      });
    }
  });

  test('any flipped bit is detected, and the first damaged line is named', () => {
    const bytes = bytesOf(short);
    const whole = decodeJournal(bytes);
    for (let at = 0; at < bytes.length * 8; at++) {
      const damaged = Uint8Array.from(bytes);
      damaged[at >> 3]! ^= 1 << (at & 7);
      const decoded = decodeJournal(damaged);
      expect(decoded).not.toEqual(whole);
      const isLastFeed = at >> 3 === bytes.length - 1;
      const line = bytes.subarray(0, at >> 3).filter((byte) => byte === 10).length + 1;
      expect(decoded).toMatchObject(isLastFeed ? { kind: 'journal' } : { kind: 'corrupt', line });
      if (decoded.kind === 'journal') expect(decoded.torn).toBeGreaterThan(0);
    }
  });

  test.each([
    ['a line left out', [0, 1, 3, 4], 3],
    ['a line twice', [0, 1, 2, 2, 3], 4],
    ['two lines exchanged', [0, 2, 1, 3], 2],
    ['no header', [1, 2, 3], 1],
    ['a second header', [0, 0, 1], 2],
  ])('%s is corrupt', (_, order, line) => {
    const lines = bytesOf(short)
      .toString()
      .split(/(?<=\n)/);
    const shuffled = Buffer.from(order.map((i) => lines[i]).join(''));
    expect(decodeJournal(shuffled)).toEqual({ kind: 'corrupt', line });
  });

  test('a file of another kind is corrupt in line 1, a later version is named', () => {
    expect(decodeJournal(Buffer.from('hello\n'))).toEqual({ kind: 'corrupt', line: 1 });
    expect(decodeJournal(Buffer.from('{}\n'))).toEqual({ kind: 'corrupt', line: 1 });
    const body = '{"pendulum":"journal/2"';
    const later = Buffer.from(`${body},"crc":"${checksum(Buffer.from(body))}"}\n`);
    expect(decodeJournal(later)).toEqual({ kind: 'newer', version: 'journal/2' });
  });
});

describe('salvage', () => {
  const lines = bytesOf(short)
    .toString()
    .split(/(?<=\n)/);
  const salvage = (text: string) => salvageJournal(Buffer.from(text));
  const events = (...indexes: readonly number[]) => indexes.map((i) => short[i]!);

  test('of a whole journal is that journal', () => {
    expect(salvageJournal(bytesOf(short))).toEqual({ header, events: short, lost: [] });
  });

  test.each([
    ['a line left out', [0, 1, 3, 4], header, [0, 2, 3], [3]],
    ['two lines exchanged', [0, 2, 1, 3, 4], header, [0, 1, 2, 3], []],
    ['no header', [1, 2, 3, 4], null, [0, 1, 2, 3], [1]],
    ['the header at the end', [1, 2, 0], header, [0, 1], []],
    ['a line twice', [0, 1, 1, 2], header, [0, 0, 1], []],
    ['nothing', [], null, [], []],
  ])('%s', (_, order, head, kept, lost) => {
    const salvaged = salvage(order.map((i) => lines[i]).join(''));
    expect(salvaged).toEqual({ header: head, events: events(...kept), lost });
  });

  test('what stands at the end and cannot be read is lost', () => {
    expect(salvage(`${lines.slice(0, 3).join('')}nothing\nof ours`)).toEqual({
      header,
      events: events(0, 1),
      lost: [4, 5],
    });
  });

  test('a line that says a number nobody counted to is none of ours', () => {
    const far = encodeEvent(2 ** 40, short[0]!);
    expect(salvage(`${lines[0]}${far}`)).toMatchObject({ header, events: [] });
  });

  test('any byte changed costs its own line and no more', () => {
    const bytes = bytesOf(short);
    const feeds = [...bytes.keys()].filter((at) => bytes[at] === 10);
    for (let at = 0; at < bytes.length; at++) {
      const line = feeds.filter((feed) => feed < at).length;
      // A changed line feed costs nothing: the lines on both sides of it are whole.
      const isFeed = feeds.includes(at);
      const kept = short.filter((_, i) => isFeed || i + 1 !== line);
      const flipped = [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => bytes[at]! ^ (1 << bit));
      for (const value of [...flipped, ...Buffer.from('\n{"}0')]) {
        if (value === bytes[at]) continue;
        const damaged = Uint8Array.from(bytes);
        damaged[at] = value;
        const isLast = at === bytes.length - 1;
        expect(decodeJournal(damaged)).toMatchObject(
          isLast
            ? { kind: 'journal', events: short.slice(0, -1) }
            : { kind: 'corrupt', line: line + 1 },
        );
        const salvaged = salvageJournal(damaged);
        const same = JSON.stringify(salvaged.events) === JSON.stringify(kept);
        if (!same) throw new Error(`byte ${at} as ${value}: ${JSON.stringify(salvaged)}`);
        expect(salvaged.header).toEqual(line === 0 && !isFeed ? null : header);
        // Cut in two by a line feed, the last line looks like two.
        const lost = value === 10 ? salvaged.lost.slice(0, 1) : salvaged.lost;
        expect(lost).toEqual(isFeed ? [] : [line + 1]);
      }
    }
  });
});
