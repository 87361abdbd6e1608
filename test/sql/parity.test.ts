import { afterAll, describe, expect, test } from 'vitest';
import { duckdb, load, shownBy, withDuckDb } from './duckdb.ts';
import { extremes, generated } from './generator.ts';
import { compareViews, Count, expectedOf, sqlOf } from './parity.ts';

const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
const threads = [1, 2, 4];

const told: string[] = [];
afterAll(() => void process.stderr.write(told.map((line) => `${line}\n`).join('')));

if (duckdb === null) {
  process.stderr.write('DuckDB is not installed: its SQL was not held against the process\n');
}

describe.skipIf(duckdb === null)('DuckDB says what the process says', { timeout: 600_000 }, () => {
  test.each(threads)('at %d threads', async (count) => {
    const counted = new Count();
    for (const given of [...seeds.map((seed) => generated(seed, 50)), extremes(3000)]) {
      await withDuckDb(count, async (connection) => {
        await load(connection, given, 'answers');
        await compareViews('DuckDB', given, 'duckdb', (sql) => shownBy(connection, sql), counted);
      });
    }
    told.push(`DuckDB, ${count} threads: ${counted.toString()}`);
    expect(counted.differences).toEqual([]);
    expect(counted.respondents).toBeGreaterThan(4000);
  });

  test.each(threads)('of so many rows that all of %d threads have work', async (count) => {
    const given = generated(5, 200);
    const times = 2000;
    const { moments, respondentCount } = expectedOf(given);
    await withDuckDb(count, async (connection) => {
      await load(connection, given, 'few');
      await connection.run(`CREATE TABLE answers AS SELECT few.* FROM few, range(${times})`);
      const found = await shownBy(connection, sqlOf(given, 'duckdb', 'moments'));
      const many = moments.rows.map((row) => [
        ...row.slice(0, 4),
        ...row.slice(4).map((cell) => String(BigInt(cell!) * BigInt(times))),
      ]);
      expect(found).toEqual({ columns: moments.columns, rows: many });
    });
    expect(respondentCount * times).toBeGreaterThan(2 * 122_880);
  });
});
