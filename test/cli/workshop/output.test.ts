import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { entriesAsTheyStand, writeSheets } from '../../../src/cli/workshop/output.ts';
import { given, place, vote } from './places.ts';
import { roomIn } from './rooms.ts';

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const sheetsIn = (folder: string) => {
  const round = join(folder, 'answers', '2026-q4');
  return fs.readdirSync(round).map((name) => fs.readFileSync(join(round, name), 'utf8'));
};

describe('the sheets of a room', () => {
  test('are one for each seat that answered, written in the order of their codes', () => {
    const placed: string[] = [];
    const real = fs.renameSync;
    vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      placed.push(basename(String(to)));
      real(from, to);
    });
    syncBuiltinESMExports();
    for (let i = 0; i < 8; i++) {
      const folder = place();
      const { room, log } = roomIn(folder, { seats: [null, null, null, null] });
      for (const seat of [0, 2, 3]) log.vote([vote(seat, given('q1', `${seat === 0 ? 1 : seat}`))]);
      log.vote([vote(1, { question: 'q1', state: 'unanswered', answer: null, note: 'hm' })]);
      placed.length = 0;
      writeSheets(room);
      const codes = log.codes()!;
      expect(codes.toSorted()).toEqual(['r01', 'r02', 'r03', 'r04']);
      const expected = codes.filter((_, seat) => seat !== 1).toSorted();
      expect(placed).toEqual(expected.map((code) => `bulk-${code}.yaml`));
      expect(
        sheetsIn(folder)
          .map((text) => /q1: ([0-9])/.exec(text)![1])
          .toSorted((a, b) => Number(a) - Number(b)),
      ).toEqual(['1', '2', '3']);
    }
  });

  test('are the same when they are written a second time', () => {
    const folder = place();
    const { room, log } = roomIn(folder);
    for (const seat of [0, 1, 2]) log.vote([vote(seat, given('q1', '2'))]);
    writeSheets(room);
    const before = sheetsIn(folder);
    writeSheets(room);
    expect(sheetsIn(folder)).toEqual(before);
    expect(before).toHaveLength(3);
  });

  test('hold the second vote once it was revealed', () => {
    const { room, log } = roomIn(place());
    log.vote([0, 1, 2].map((seat) => vote(seat, given('q1', '1'))));
    log.add({ kind: 'revealed', ballot: 1 });
    log.add({ kind: 'again', questions: ['q1'] });
    log.vote([0, 1, 2].map((seat) => vote(seat, given('q1', '3'), 2)));
    const answers = () => entriesAsTheyStand(room).map((own) => own.get('q1')?.answer);
    expect(answers()).toEqual(['1', '1', '1']);
    log.add({ kind: 'revealed', ballot: 2 });
    expect(answers()).toEqual(['3', '3', '3']);
  });
});
