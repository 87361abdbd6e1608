import fs from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Ballot, SeatEntries, WorkshopHeader } from '../../../src/answers/workshop.ts';
import { contextOf, type Room } from '../../../src/cli/workshop/room.ts';
import { seatEntries, settingOf, vote } from '../../../src/cli/workshop/voting.ts';
import { given, header, place, vote as voteOf } from './places.ts';
import { roomIn } from './rooms.ts';

const answers = (entries: readonly SeatEntries[]) =>
  entries.map((own) =>
    [...own.values()].map(
      ({ question, answer, state }) => `${question}=${String(answer ?? state)}`,
    ),
  );
const given1 = (room: Room, ballot: Ballot = 1) => answers(seatEntries(room, ballot));

/** A vote that is running: what it came to, once it has. */
function running(room: Room, ballot: Ballot = 1) {
  let result: string | null = null;
  const promise = vote(room, ballot).then((voted) => {
    result = voted;
    return voted;
  });
  return { promise, result: () => result };
}

const right = '\u001b[C';

describe('in turn at the keyboard', () => {
  test('everybody answers what is asked of them, and the room reveals', async () => {
    const { room, type, screen, log } = roomIn(place());
    const { promise } = running(room);
    expect(screen()).toContain('Seat 1 of 3');
    await type('\r');
    expect(screen()).toContain('First question');
    await type('33', '1', 'f');
    expect(screen()).toContain('Thank you. Your answers are sealed; please hand over.');
    expect(screen()).toContain('1 of 3 have voted.');
    await type('\r', '12', 'f', '\r', '2n', 'f');
    expect(screen()).toContain('All 3 have voted.');
    await type('r');
    expect(await promise).toBe('reveal');
    expect(given1(room)).toEqual([
      ['q1=3', 'q2=3', 'q4=1'],
      ['q1=1', 'q4=2'],
      ['q1=2', 'q4=not-applicable'],
    ]);
    expect(log.progress().voted[1]).toEqual(new Set([0, 1, 2]));
  });

  test('in any order, by the arrows; a role is asked its own questions', async () => {
    const { room, type, screen } = roomIn(place(), { seats: ['service', 'service', 'sales'] });
    const { promise } = running(room);
    await type('\u001b[D');
    expect(screen()).toContain('Seat 3 of 3: sales');
    await type('\r', '1');
    expect(screen()).toContain('Third question');
    await type('23f');
    expect(screen()).toContain('Seat 1 of 3: service');
    await type(right + right);
    expect(screen()).toContain('Seat 1 of 3');
    await type('q');
    expect(await promise).toBe('quit');
    expect(given1(room)).toEqual([[], [], ['q1=1', 'q3=2', 'q4=3']]);
  });

  test('what a seat has answered is never shown again, to whoever takes the seat next', async () => {
    const folder = place();
    const first = roomIn(folder);
    const before = running(first.room);
    await first.type('\r', '3', 'cZEBRA\r', 'q');
    expect(first.screen()).toContain('This seat has begun.');
    await first.type('q');
    expect(await before.promise).toBe('quit');
    first.log.close();

    const second = roomIn(folder);
    const { promise } = running(second.room);
    await second.type('\r');
    expect(second.screen()).toContain('Second question');
    await second.type('b', '\u001b[D', '?', 'x', 'r', '\r');
    await second.type('2', '1', 'r');
    expect(second.written()).not.toContain('First question');
    expect(second.written()).not.toContain('ZEBRA');
    await second.type('f', 'q');
    expect(await promise).toBe('quit');
    expect(given1(second.room)[0]).toEqual(['q1=3', 'q2=2', 'q4=1']);
    expect(second.log.progress().voted[1]).toEqual(new Set([0]));
  });

  test('a remark that was left without an answer is kept beside what is said later', async () => {
    const { room, type } = roomIn(place());
    const { promise } = running(room);
    await type('\r', 'cone\r', 'q', '\r', '1', 'bctwo\r', 'q', 'q');
    await promise;
    const notes = seatEntries(room, 1)[0]!.get('q1');
    expect(notes).toMatchObject({ answer: '1', note: 'one\ntwo' });
  });

  test('a seat with nothing left to be asked has finished, and is asked nothing', async () => {
    const { room, type, screen, written, log } = roomIn(place());
    log.vote([voteOf(0, given('q1', '1')), voteOf(0, given('q4', '1'))]);
    const { promise } = running(room);
    await type('\r');
    expect(screen()).toContain('Seat 2 of 3');
    await type('q');
    await promise;
    expect(written()).not.toMatch(/question/);
    expect(log.progress().voted[1]).toEqual(new Set([0]));
  });

  test('an early reveal is asked for twice, one after the other', async () => {
    const { room, type, screen, log } = roomIn(place(), { seats: [null, null, null, null] });
    for (const seat of [0, 1, 2]) log.finish(1, seat, 1);
    const { promise, result } = running(room);
    await type('r');
    expect(screen()).toContain('1 seat has not finished; r again reveals all the same');
    await type('x', 'r', right, 'r');
    expect(result()).toBe(null);
    await type('r');
    expect(await promise).toBe('reveal');
  });

  test('nothing is revealed while too few have voted to show anything', async () => {
    const { room, type, screen, log } = roomIn(place());
    for (const seat of [0, 2]) log.finish(1, seat, 1);
    const { promise, result } = running(room);
    await type('r', 'r');
    expect(screen()).toContain('2 seats have begun; results show from 3 on');
    expect(result()).toBe(null);
    await type('q');
    await promise;
  });

  test('nothing that is pasted starts, reveals or leaves', async () => {
    const { room, type, screen } = roomIn(place());
    const { promise, result } = running(room);
    await type('\u001b[200~rrq\r\u001b[201~');
    expect(result()).toBe(null);
    expect(screen()).toContain('Seat 1 of 3');
    await type('q');
    expect(await promise).toBe('quit');
  });

  test('keys in one burst with the end of a board are not keys of the next one', async () => {
    const { room, type, screen } = roomIn(place());
    const { promise, result } = running(room);
    await type('\r333');
    expect(given1(room)).toEqual([[], [], []]);
    expect(screen()).toContain('First question');
    await type('11f\rrr');
    expect(screen()).toContain('Seat 2 of 3');
    expect(result()).toBe(null);
    await type('q');
    await promise;
    expect(given1(room)).toEqual([['q1=1', 'q4=1'], [], []]);
  });

  test('what a person saw is wiped off before the next screen', async () => {
    const { room, type, written } = roomIn(place());
    const { promise } = running(room);
    await type('\r', '3', 'q');
    const clears = written().split('Second question').at(-1)!;
    // One erased line for every line that stood there.
    expect(clears.split('\u001b[2K').length - 1).toBeGreaterThanOrEqual(22);
    await type('q');
    await promise;
    expect(contextOf(room).clearPromptOnDone).toBe(true);
  });

  test('the gate is the same whatever was answered', async () => {
    const gates = new Set<string>();
    for (const keys of ['11', '22', 'nn', 'dd', '1n']) {
      const { room, type, screen } = roomIn(place());
      const { promise } = running(room);
      await type('\r', keys, 'f');
      gates.add(screen());
      await type('q');
      await promise;
    }
    expect([...gates]).toHaveLength(1);
  });

  test('Ctrl-D closes it, and what was answered is there', async () => {
    const { room, type } = roomIn(place());
    const { promise } = running(room);
    await type('\r', '1', '\u0004');
    expect(await promise).toBe('closed');
    expect(given1(room)[0]).toEqual(['q1=1']);
  });
});

describe('the second vote', () => {
  /** A room of three that has voted, of whom some answered q1 with 3, and that votes again. */
  async function again(questions: readonly string[], change: Partial<WorkshopHeader> = {}) {
    const made = roomIn(place(), change);
    const { log } = made;
    log.vote([
      voteOf(0, given('q1', '3')),
      voteOf(0, given('q2', '1')),
      voteOf(0, given('q4', '1')),
    ]);
    log.vote([voteOf(1, given('q1', '1')), voteOf(1, given('q4', '1'))]);
    log.vote([voteOf(2, given('q1', '1')), voteOf(2, given('q4', '1'))]);
    for (const seat of [0, 1, 2]) log.finish(1, seat, 1);
    log.add({ kind: 'revealed', ballot: 1 });
    log.add({ kind: 'again', questions });
    await turn();
    return made;
  }

  test('asks the chosen questions only, and keeps the first vote beside it', async () => {
    const { room, type, screen } = await again(['q1', 'q4']);
    const { promise } = running(room, 2);
    expect(screen()).toContain('Only the questions chosen for the second vote are asked.');
    await type('\r');
    expect(screen()).toContain('0 of 2 answered');
    expect(screen()).not.toContain('your answer');
    await type('22', 'f', '\r', '33', 'f', '\r', '1', 'ff', 'r');
    expect(await promise).toBe('reveal');
    expect(given1(room, 1)).toEqual([
      ['q1=3', 'q2=1', 'q4=1'],
      ['q1=1', 'q4=1'],
      ['q1=1', 'q4=1'],
    ]);
    expect(given1(room, 2)).toEqual([['q1=2', 'q4=2'], ['q1=3', 'q4=3'], ['q1=1']]);
  });

  test('a question that hangs on another is asked of those whose first answer leads to it', async () => {
    const { room, type, screen, written } = await again(['q2']);
    const { promise } = running(room, 2);
    await type('\r');
    expect(screen()).toContain('Second question');
    await type('3', 'f');
    expect(screen()).toContain('Seat 2 of 3');
    await type('\r');
    expect(screen()).toContain('Seat 3 of 3');
    await type('\r', 'r');
    expect(await promise).toBe('reveal');
    expect(written()).not.toContain('First question');
    expect(given1(room, 2)).toEqual([['q2=3'], [], []]);
  });

  test('a remark on the question it hangs on does not take it away', async () => {
    const { room, type, screen } = await again(['q1', 'q2']);
    const { promise } = running(room, 2);
    await type('\r', 'chm\r', '\r');
    expect(screen()).toContain('Second question');
    await type('1', 'q', 'q');
    await promise;
    expect(given1(room, 2)[0]).toEqual(['q1=unanswered', 'q2=1']);
  });

  test('is not revealed while so few took it that one would see who changed', async () => {
    const { room, type, screen } = await again(['q4'], { minGroup: 3 });
    const { promise, result } = running(room, 2);
    await type('\r', '2', 'f', 'r', 'r');
    expect(screen()).toContain('1 seat has voted again; fewer than 3 would show who changed');
    expect(result()).toBe(null);
    await type('\r', '2', 'f', '\r', '3', 'f', 'r');
    expect(await promise).toBe('reveal');
  });

  test('can be called off before anybody took it', async () => {
    const { room, type } = await again(['q4']);
    const { promise } = running(room, 2);
    await type('r', 'r');
    expect(await promise).toBe('reveal');
  });

  test('is taken by those who took the first', async () => {
    const { room, type, screen, log } = await again(['q4'], { seats: [null, null, null, null] });
    expect(log.header.seats).toHaveLength(4);
    const { promise } = running(room, 2);
    await type('\u001b[D');
    expect(screen()).toContain('Seat 3 of 4');
    await type('q');
    await promise;
  });
});

describe('cards that one person keys in', () => {
  const cards = { way: 'cards' as const };

  test('question by question, a hand at a time, for all that some seat may be asked', async () => {
    const { room, type, screen } = roomIn(place(), { ...cards, seats: [null, 'sales', 'sales'] });
    const { promise } = running(room);
    await type('123\r', '3 3 3\r');
    expect(screen()).toContain('Third question');
    await type('-11\r', 'nd2\r');
    expect(screen()).toContain('All 3 have voted.');
    await type('b', '333\r', 'r');
    expect(await promise).toBe('reveal');
    expect(given1(room)).toEqual([
      ['q1=1', 'q2=3', 'q3=unanswered', 'q4=3'],
      ['q1=2', 'q2=3', 'q3=1', 'q4=3'],
      ['q1=3', 'q2=3', 'q3=1', 'q4=3'],
    ]);
  });

  test('goes on at the first question without cards', async () => {
    const folder = place();
    const first = roomIn(folder, cards);
    const before = running(first.room);
    await first.type('123\r', '12', 'q');
    await first.type('\u001b', 'q');
    expect(await before.promise).toBe('quit');
    first.log.close();
    const second = roomIn(folder, cards);
    const { promise } = running(second.room);
    expect(second.screen()).toContain('Second question');
    expect(second.screen()).toContain('0 of 3 cards');
    await second.type('q');
    await promise;
    expect(given1(second.room)).toEqual([['q1=1'], ['q1=2'], ['q1=3']]);
  });

  test('a second vote on questions that nobody here is asked goes straight to the reveal', async () => {
    const { room, type, screen, log } = roomIn(place(), cards);
    log.vote([0, 1, 2].map((seat) => voteOf(seat, given('q1', '1'))));
    log.add({ kind: 'again', questions: ['f1', 'q3', 'gone'] });
    const { promise } = running(room, 2);
    expect(screen()).toContain('All 3 have voted.');
    await type('b', 'r');
    expect(await promise).toBe('reveal');
  });

  test('what is on the screen and in the files before the reveal hangs on no card', async () => {
    const seen = new Set<string>();
    for (const hand of ['111', '123', 'nd-', '333']) {
      const folder = place();
      const { room, type, written, log } = roomIn(folder, cards);
      const { promise } = running(room);
      await type(...hand, '\r', ...hand, '\r', 'b', 'b', 'q');
      await promise;
      const size = fs.statSync(join(log.path)).size;
      seen.add(`${written()} ${size}`);
    }
    expect(seen.size).toBe(1);
  });
});

describe('what conditions look at', () => {
  const engagement = {
    pendulum: '1' as const,
    title: 'E',
    scorecard: 'x',
    units: [
      {
        id: 'bulk',
        title: 'Bulk',
        market: new Map([
          ['a', 0.4],
          ['b', 0.6],
        ]),
      },
    ],
  };
  test.each([
    ['the market of the room', 'bulk', 'c', ['c']],
    ['else those of its unit', 'bulk', null, ['a', 'b']],
    ['else none', 'other', null, []],
  ])('%s', (_, unit, market, markets) => {
    const room = { ...header, unit, market, seats: ['sales', null] };
    expect(settingOf({ engagement }, room, 0)).toEqual({ markets, role: 'sales', unit });
    expect(settingOf({ engagement }, room, 1).role).toBe(null);
  });
});
