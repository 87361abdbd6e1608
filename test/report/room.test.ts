import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  movedSince,
  revealList,
  revealQuestion,
  standing,
  standingFrame,
  type Room,
  type RoomLook,
} from '../../src/report/room.ts';
import { byDisagreement } from '../../src/report/room/asked.ts';
import type { QuestionResult, Result } from '../../src/result.ts';
import { displayWidth } from '../../src/text/width.ts';
import { english } from '../../src/words/english.ts';
import { german } from '../../src/words/german.ts';
import { before, result, suppressed, unit, unscored } from './results.ts';
import { action, actions, look, markdownOf, room, roomOf, screens } from './rooms.ts';
import { hostile } from './hostile.ts';

const calderResult = (name: string): Result => {
  const file = new URL(`../golden/calder/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Result;
};

const onlyUnit = (of: Result, id: string): Result => ({
  ...of,
  units: of.units.filter((each) => each.id === id),
});

const calder: Room = {
  result: onlyUnit(calderResult('result'), 'bulk-north'),
  first: null,
  revoted: [],
  before: onlyUnit(calderResult('result-2026-q2'), 'bulk-north'),
  facts: [],
  bins: {},
  minGroup: 5,
};

const pages = (all: readonly (readonly string[])[]) =>
  all.map((lines) => lines.join('\n')).join(`\n${'='.repeat(20)}\n`) + '\n';

const flat = (lines: readonly string[]) => lines.join(' ').replace(/\s+/g, ' ');

const shown = (of: Room, id: string, changed: Partial<RoomLook> = {}) =>
  revealQuestion(of, id, { ...look, ...changed }, english);

describe('golden', () => {
  const looks = [
    { columns: 80, rows: 22 },
    { columns: 40, rows: 8 },
    { columns: 200, rows: 58 },
  ].flatMap((size) => [true, false].map((unicode) => ({ ...size, unicode })));

  test.each(looks)('room, %o', async (changed) => {
    const file = `room-${changed.columns}-${changed.unicode ? 'unicode' : 'ascii'}.txt`;
    await expect(pages(screens(room, changed))).toMatchFileSnapshot(`../golden/room/${file}`);
  });

  test('in German', async () => {
    await expect(pages(screens(room, {}, german))).toMatchFileSnapshot(
      '../golden/room/room-80-german.txt',
    );
  });

  test('in colour', async () => {
    await expect(pages(screens(room, { colorLevel: 3 }))).toMatchFileSnapshot(
      '../golden/room/room-80-colour.txt',
    );
  });

  test.each([true, false])('a real unit, unicode %s', async (unicode) => {
    const none = { today: [], earlier: [], past: () => null };
    const file = `calder-80-${unicode ? 'unicode' : 'ascii'}.txt`;
    const all = screens(calder, { unicode }, english, none);
    await expect(pages(all)).toMatchFileSnapshot(`../golden/room/${file}`);
  });
});

test('answers that are numbers have bars too, where it is known how they lie', () => {
  const bins = {
    attention: { labels: ['one side', 'the other'], now: [5, 3], first: [8, 0] },
  };
  const lines = revealQuestion({ ...room, bins }, 'attention', { ...look, rows: 40 }, english);
  expect(lines.some((each) => /one side +█+ 5/.test(each))).toBe(true);
  expect(lines.some((each) => /the other +█+ 3/.test(each))).toBe(true);
  expect(markdownOf({ ...room, bins })).toContain('one side');
  expect(markdownOf(room)).not.toContain('one side');
});

describe('the order of questions', () => {
  test('what was voted on twice, disagreement, the rest as they stand, then what shows nothing', () => {
    expect(byDisagreement({ ...room, revoted: ['repeat-information'] })).toEqual([
      'repeat-information',
      'schedule-or-customer',
      'named-customer-outcomes',
      'attention',
      'days-with-customers',
      'secret',
      'nobody',
      'elsewhere',
    ]);
  });

  test('a hidden question is not discussed, whatever the result says', () => {
    const of = roomOf({ discuss: ['secret', 'repeat-information'] });
    expect(byDisagreement({ ...of, revoted: [] }).slice(0, 2)).toEqual([
      'repeat-information',
      'named-customer-outcomes',
    ]);
  });

  test('no facts: nobody voted on them', () => {
    expect(byDisagreement({ ...room, facts: ['attention'] })).not.toContain('attention');
  });

  test('none of a hidden unit or of nothing', () => {
    expect(byDisagreement({ ...room, result: result([suppressed]) })).toEqual([]);
    expect(byDisagreement({ ...room, result: result([]) })).toEqual([]);
  });

  test('the list has a line for each', () => {
    const { head, rows } = revealList(room, look, english);
    expect(head).toHaveLength(1);
    expect(rows.map(({ id }) => id)).toEqual(byDisagreement(room));
    expect(rows[1]!.line).toMatch(/^mixed +▃▆█▆· +25\.9 +Customers must repeat/);
    expect(rows[5]!.line).toMatch(/^hidden +secret$/);
  });
});

describe('a question', () => {
  test.each(room.result.units[0]!.questions.map(({ id }) => id))('%s fits 80x24', (id) => {
    expect(shown(room, id).length).toBeLessThanOrEqual(22);
    expect(shown({ ...room, first: null }, id).length).toBeLessThanOrEqual(22);
  });

  test.each(['named-customer-outcomes', 'attention', 'days-with-customers'])(
    '%s fits 40x10 when it was voted on once',
    (id) => {
      expect(
        shown({ ...room, revoted: [] }, id, { columns: 40, rows: 9 }).length,
      ).toBeLessThanOrEqual(9);
    },
  );

  test('says how far people agree before any number', () => {
    const lines = shown(room, 'named-customer-outcomes').filter((line) => line !== '');
    expect(lines[1]).toBe('  AGREED: we see it alike');
    expect(lines.at(-1)).toBe('  8 answers, mean 65.6, spread 22.9');
  });

  test('every option with its count, and a bar as long as it is', () => {
    const lines = shown({ ...room, revoted: [] }, 'repeat-information', { rows: 10 });
    const bars = lines.flatMap((line) => /(▇*) ?(\d+)$/.exec(line)?.slice(1, 3) ?? []);
    expect(bars.filter((_, i) => i % 2 === 1).slice(0, 5)).toEqual(['1', '2', '3', '2', '0']);
    const lengths = bars.filter((_, i) => i % 2 === 0).map((bar) => bar.length);
    expect(lengths[2]).toBe(55);
    expect(lengths[0]).toBe(Math.round(55 / 3));
    expect(lengths[4]).toBe(0);
  });

  test('both votes and what moved', () => {
    const text = flat(shown(room, 'repeat-information'));
    expect(text).toContain('mean 46.9 → 43.8, spread 45.2 → 25.9: closer together');
    expect(text).toMatch(/█ second vote ░ first vote/);
    expect(text).toMatch(/Strongly disagree █+ 1 ░+ 4 Disagree █+ 2 0 Neither/);
    expect(flat(shown(room, 'attention'))).toContain(
      'mean 30.0 toward process → 21.3 toward process, spread 16.1 → 18.4: further apart',
    );
  });

  test('as far apart when the printed spread is the same', () => {
    const near = (spread: number): readonly QuestionResult[] =>
      room.result.units[0]!.questions.map((each) => ({ ...each, spread }));
    const of = roomOf(
      { questions: near(20.04) },
      { first: roomOf({ questions: near(20) }).result },
    );
    expect(flat(shown(of, 'repeat-information'))).toContain('20.0 → 20.0: as far apart as before');
  });

  test('a question that was not voted on again has no first vote', () => {
    expect(flat(shown(room, 'named-customer-outcomes'))).not.toContain('first vote');
  });

  test('a trade-off between its two statements', () => {
    const text = flat(shown({ ...room, revoted: [] }, 'schedule-or-customer'));
    expect(text).toMatch(
      /Protect the delivery schedule for everyone 3 0 2 █+ 2 1 █+ 2 0 0 1 █+ 1 2 █+ 2 3 █+ 1 Bend/,
    );
    expect(text).toContain('mean 8.3 toward customer');
  });

  test('an allocation in words and on a line', () => {
    const text = flat(shown(room, 'attention'));
    expect(text).toContain('Processes: 21.3 of 100 more than Customers');
    expect(text).toMatch(/Processes Customers ─+○─+●─+┼─+ ●/);
  });

  test('a figure in its unit', () => {
    expect(flat(shown(room, 'days-with-customers'))).toContain('mean 6.3 days');
  });

  test.each([
    ['secret', 'Hidden, to protect those who answered: shown from 5 answers on.'],
    ['nobody', 'Nobody gave an answer.'],
    ['elsewhere', 'Not applicable to this unit.'],
    ['later', 'Was not asked.'],
  ])('%s says why there is nothing', (id, why) => {
    expect(flat(shown(room, id))).toContain(why);
  });
});

describe('what must not be seen', () => {
  /** No other number of the fixtures has these digits. */
  const canary = 777.7;
  const told = {
    count: 777,
    mean: canary,
    spread: canary,
    histogram: [777, 777, 777],
    agreement: { rwgStar: canary, ad: canary, label: 'split' },
  } as const;
  const everything = (of: Room) =>
    [
      pages(screens(of)),
      pages(screens(of, { columns: 40, unicode: false })),
      pages([standingFrame(of, look, 3)]),
      markdownOf(of),
    ].join('\n');
  const hidden = (id: string) =>
    room.result.units[0]!.questions.map((each) =>
      each.id === id ? { ...each, ...told, state: 'suppressed' as const } : each,
    );

  test('the canary sings where it may', () => {
    const of = roomOf({
      questions: room.result.units[0]!.questions.map((each) => ({ ...each, ...told })),
    });
    expect(everything({ ...of, revoted: [] })).toContain('777');
  });

  test.each(room.result.units[0]!.questions.map(({ id }) => id))(
    'hidden %s, even if its numbers were there and its first vote was shown',
    (id) => {
      const of = roomOf({ questions: hidden(id) }, { revoted: [id] });
      const first = roomOf({
        questions: room.result.units[0]!.questions.map((each) => ({ ...each, ...told })),
      }).result;
      expect(everything({ ...of, first })).not.toContain('777');
    },
  );

  test('a hidden first vote', () => {
    const of = { ...room, first: roomOf({ questions: hidden('repeat-information') }).result };
    expect(everything(of)).not.toContain('777');
    expect(flat(shown(of, 'repeat-information'))).toContain('The first vote is hidden');
    expect(markdownOf(of)).toContain('The first vote is hidden');
  });

  test('a first vote by more people stands beside all the same: the room has seen both', () => {
    const questions = room.first!.units[0]!.questions.map((each) => ({
      ...each,
      count: (each.count ?? 0) + 1,
    }));
    const text = flat(
      shown({ ...room, first: roomOf({ questions }).result }, 'repeat-information'),
    );
    expect(text).not.toContain('The first vote is hidden');
    expect(text).toContain('░');
  });

  test('a hidden unit, even if its numbers were there', () => {
    const full = unit({
      ...room.result.units[0],
      position: canary,
      customer: canary,
      process: canary,
      strength: canary,
      statedLean: { value: canary, distance: canary },
      dimensions: room.result.units[0]!.dimensions.map((each) => ({
        ...each,
        customer: canary,
        process: canary,
      })),
      questions: room.result.units[0]!.questions.map((each) => ({ ...each, ...told })),
      suppressed: suppressed.suppressed,
      respondents: { ...suppressed.respondents },
    });
    const of = { ...room, result: result([full]), first: result([full]), before: result([full]) };
    expect(everything(of)).not.toContain('777');
    const past = { ...actions, past: () => result([full]) };
    expect(pages(screens(room, {}, english, past))).not.toContain('777');
    expect(markdownOf(room, past)).not.toContain('777');
    expect(markdownOf({ ...room, before: result([full]) })).not.toContain('777');
  });

  test('respondents are named nowhere', () => {
    const flags = [{ respondent: 'r07', kind: 'long string', detail: 'a detail' }];
    expect(everything(roomOf({ flags }))).not.toContain('r07');
  });
});

describe('where it stands', () => {
  test('the first page fits the rows as far as it can, and swings in place', () => {
    const heights = [14, 22, 30, 60].map((rows) => standing(room, { ...look, rows }, english)[0]!);
    expect(heights.map(({ length }) => length)).toEqual([14, 21, 28, 28]);
    const page = heights[1]!;
    expect(standingFrame(room, look, 20.8)).toEqual(page);
    const swung = standingFrame(room, look, -30);
    expect(swung).toHaveLength(page.length);
    expect(swung).not.toEqual(page);
  });

  test('where it hung before only by the same scorecard', () => {
    const other = { ...before, scorecard: { ...before.scorecard, fingerprint: 'other' } };
    expect(flat(standing(room, look, english)[0]!)).toContain('2026-q3 2.4 toward customer');
    expect(flat(standing({ ...room, before: other }, look, english)[0]!)).not.toContain('2026-q3');
    expect(markdownOf({ ...room, before: other })).not.toContain('Last round');
  });

  test('one page of the polarity map where it fits, else a page a field', () => {
    const titles = (rows: number) =>
      standing(room, { ...look, rows }, english).filter((page) => flat(page).includes('Polarity'));
    expect(titles(40)).toHaveLength(1);
    expect(titles(12)).toHaveLength(3);
  });

  test('the side it leans to is said in words, unless chance could have put it there', () => {
    const said = (of: Room) => flat(standing(of, look, english).flat());
    expect(said(room)).toContain('PROCESS ▶ CUSTOMER (we lean here)');
    const interval = { low: -1, high: 30, level: 0.95 };
    expect(said(roomOf({ interval }))).not.toContain('we lean here');
    expect(said(roomOf({ position: -9, interval: null }))).toContain('▶ PROCESS (we lean here)');
  });

  test('a page a recommendation, none without reasons', () => {
    const all = standing(room, look, english).map(flat);
    expect(all.filter((page) => page.includes('What to do next'))).toEqual([
      expect.stringContaining('1 / 2'),
      expect.stringContaining('2 / 2'),
    ]);
  });

  test('no score is words', () => {
    const of = { ...room, result: result([unscored]) };
    expect(flat(standing(of, look, english)[0]!)).toContain('Too few answers to score');
    expect(standingFrame(of, look, 3)).toEqual([]);
    expect(markdownOf(of)).toContain('**Position** too few answers');
    expect(standing({ ...room, result: result([]) }, look, english)).toEqual([]);
    expect(markdownOf({ ...room, result: result([]) })).toBe('');
  });
});

describe('what moved since', () => {
  const text = (of: Parameters<typeof movedSince>[0], now: Result | null, past = actions.past) =>
    flat(movedSince(of, past, now, look, english));

  test('from the round it was agreed in until now', () => {
    const moved = text([action], room.result);
    expect(moved).toContain('Owner: Head of operations, Due: 2027-03-31, agreed in 2026-q3');
    expect(moved).toContain('Learning, recovery and improvement, process 63.4 → 63.4');
    expect(moved).toContain('Position 2.4 toward customer → 20.8 toward customer');
  });

  test('both sides where it aims at both', () => {
    const moved = text([{ ...action, side: 'both' }], room.result);
    expect(moved).toContain(
      'customer 72.9 → 72.9 Learning, recovery and improvement, process 63.4',
    );
  });

  test('only then, before the votes are in', () => {
    expect(text([action], null)).toContain('Position 2.4 toward customer');
    expect(text([action], null)).not.toContain('→');
  });

  test('what is missing is said, never 0', () => {
    const now = roomOf({ position: null, dimensions: [] }).result;
    expect(text([action], now)).toContain('learning, process 63.4 → too few answers');
    expect(text([action], now)).toContain('Position 2.4 toward customer → too few answers');
    expect(text([{ ...action, round: null }], now)).toContain('no earlier result');
    expect(text([action], now, () => null)).toContain('no earlier result');
    const other = { ...before, scorecard: { ...before.scorecard, fingerprint: 'other' } };
    expect(text([action], now, () => other)).toContain('the scorecard has changed');
  });

  test('nothing when nothing is open', () => {
    expect(
      text(
        [
          { ...action, status: 'done' },
          { ...action, status: 'dropped' },
        ],
        null,
      ),
    ).toBe('');
  });
});

describe('any terminal', () => {
  const evil = Object.values(hostile.words.questions)[0]!.ask;
  const harmful: Room = {
    ...room,
    result: {
      ...hostile,
      units: hostile.units.map((each) => ({ ...each, id: 'bulk-north' })),
      words: {
        ...hostile.words,
        polarity: {
          process: { upsides: [evil], overuse: [evil], warnings: [] },
          customer: { upsides: [], overuse: [evil], warnings: [evil] },
        },
      },
    },
    first: hostile,
  };
  const bad = { ...action, action: evil, owner: evil, due: evil, kpi: evil, round: '2026-q3' };
  const badActions = { ...actions, today: [bad], earlier: [bad] };
  const looks = fc.record({
    columns: fc.integer({ min: 20, max: 200 }),
    rows: fc.integer({ min: 5, max: 60 }),
    unicode: fc.boolean(),
    braille: fc.boolean(),
  });

  test('no line is wider than the columns, and no control character gets through', () => {
    fc.assert(
      fc.property(looks, fc.constantFrom(room, harmful, calder), (changed, of) => {
        for (const line of screens(of, changed, english, badActions).flat()) {
          expect(displayWidth(line)).toBeLessThanOrEqual(changed.columns);
          expect(
            line.replace(/(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier})\u200d/gu, ''),
          ).not.toMatch(/[\p{Cc}\p{Cf}]/u);
          expect(line).not.toMatch(/NaN|undefined|null|Infinity/);
        }
      }),
      { numRuns: 15 },
    );
  });

  test.each([1, 5, 15])('%i columns are not enough, but no fault', (columns) => {
    const widths = screens(room, { columns }).flat().map(displayWidth);
    expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  });

  test('ASCII is nothing but ASCII', () => {
    for (const of of [room, harmful]) {
      expect(pages(screens(of, { unicode: false }, german, badActions))).toMatch(/^[ -~\n]+$/);
    }
  });

  test('colour adds nothing but colour', () => {
    const bare = pages(screens(room, { colorLevel: 3 })).replace(/\u001b\[[\d;]+m/g, '');
    expect(bare).toBe(pages(screens(room)));
  });
});
