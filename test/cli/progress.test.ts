import { Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { progressLine, progressOn } from '../../src/cli/progress.ts';

const terminal = { TERM: 'xterm' };

/** A stream that keeps what is written, and a clock that is set by hand. */
function screen(around: { isTTY?: boolean; columns?: number } = { isTTY: true, columns: 80 }) {
  const written: string[] = [];
  const stream = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written.push(chunk.toString('utf8'));
        done();
      },
    }),
    around,
  );
  const clock = { time: 5000 };
  return { written, stream, clock, now: () => clock.time };
}

const standing = { rows: 1_234_567, rejects: 3, bytes: 250 };

test.each([
  [80, 1000, '1,234,567 rows, 617,284/s, 3 rejected, 0:06 left'],
  [47, 1000, '1,234,567 rows, 3 rejected, 0:06 left'],
  [39, 1000, '1,234,567 rows, 3 rejected, 0:06 left'],
  [36, 1000, '1,234,567 rows, 0:06 left'],
  [20, 1000, '1,234,567 rows'],
  [10, 1000, ''],
  [80, null, '1,234,567 rows, 617,284/s, 3 rejected'],
])('in %d columns of %d bytes: %s', (columns, total, line) => {
  expect(progressLine(standing, total, 2000, columns)).toBe(line);
});

test.each([
  [{ rows: 0, rejects: 0, bytes: 0 }, '0 rows, 0/s'],
  [{ rows: 999, rejects: 0, bytes: 1000 }, '999 rows, 500/s, 0:00 left'],
  [{ rows: 1000, rejects: 0, bytes: 2000 }, '1,000 rows, 500/s, 0:00 left'],
  [{ rows: 10, rejects: 0, bytes: 3 }, '10 rows, 5/s, 11:05 left'],
  [{ rows: 10, rejects: 1200, bytes: 0.5 }, '10 rows, 5/s, 1,200 rejected, 1:06:38 left'],
])('%j is %s', (found, line) => {
  expect(progressLine(found, 1000, 2000, 80)).toBe(line);
});

test('no line is wider than 39 of 40 columns, whatever it has to say', () => {
  const some = fc.nat({ max: 10_000_000_000 });
  fc.assert(
    fc.property(some, some, some, fc.option(some), fc.integer({ min: 200, max: 1e9 }), (...all) => {
      const [rows, rejects, bytes, total, elapsed] = all;
      const line = progressLine({ rows, rejects, bytes }, total, elapsed, 39);
      expect(line.length).toBeLessThanOrEqual(39);
      expect(line).toMatch(/^[0-9,]+ rows/);
      expect(line).not.toMatch(/NaN|Infinity/);
    }),
  );
});

test('the line is drawn five times a second at most, over itself, and wiped', () => {
  const { written, stream, clock, now } = screen();
  const progress = progressOn(stream, terminal, 1000, now);
  for (let ms = 0; ms <= 1000; ms += 10) {
    clock.time = 5000 + ms;
    progress.show({ rows: ms, rejects: 0, bytes: ms });
  }
  expect(written).toEqual([
    '\r200 rows, 1,000/s, 0:01 left\u001B[K',
    '\r400 rows, 1,000/s, 0:01 left\u001B[K',
    '\r600 rows, 1,000/s, 0:01 left\u001B[K',
    '\r800 rows, 1,000/s, 0:01 left\u001B[K',
    '\r1,000 rows, 1,000/s, 0:00 left\u001B[K',
  ]);
  progress.wipe();
  progress.wipe();
  expect(written.slice(5)).toEqual(['\r\u001B[K']);
});

test('a run that is over at once shows nothing', () => {
  const { written, stream, clock, now } = screen();
  const progress = progressOn(stream, terminal, 1000, now);
  clock.time += 199;
  progress.show(standing);
  progress.wipe();
  expect(written).toEqual([]);
});

test.each([
  ['no terminal', {}, terminal],
  ['a terminal that draws nothing', { isTTY: true, columns: 80 }, { TERM: 'dumb' }],
])('%s is left alone', (_, around, env) => {
  const { written, stream, clock, now } = screen(around);
  const progress = progressOn(stream, env, 1000, now);
  clock.time += 10_000;
  progress.show(standing);
  progress.wipe();
  expect(written).toEqual([]);
});

test('a terminal that does not say how wide it is has 80 columns', () => {
  const { written, stream, clock, now } = screen({ isTTY: true, columns: 0 });
  const progress = progressOn(stream, terminal, null, now);
  clock.time += 1000;
  progress.show(standing);
  expect(written).toEqual(['\r1,234,567 rows, 1,234,567/s, 3 rejected\u001B[K']);
});
