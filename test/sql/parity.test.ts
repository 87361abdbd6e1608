import { afterAll, describe, expect, test } from 'vitest';
import { duckdb, load, shownBy, withDuckDb } from './duckdb.ts';
import { generated } from './generator.ts';
import { casesOf, compareViews, Count, expectedOf, sqlOf } from './parity.ts';

const cases = duckdb === null ? [] : casesOf(Array.from({ length: 30 }, (_, i) => i + 1));
const threads = [1, 2, 4];

const told: string[] = [];
afterAll(() => void process.stderr.write(told.map((line) => `${line}\n`).join('')));

if (duckdb === null) {
  process.stderr.write('DuckDB is not installed: its SQL was not held against the process\n');
}

describe.skipIf(duckdb === null)('DuckDB says what the process says', { timeout: 600_000 }, () => {
  test.each(threads)('at %d threads', async (count) => {
    const counted = new Count();
    for (const each of cases) {
      await withDuckDb(count, async (connection) => {
        await load(connection, each.given, 'answers');
        await compareViews('DuckDB', each, 'duckdb', (sql) => shownBy(connection, sql), counted);
      });
    }
    told.push(`DuckDB, ${count} threads: ${counted.toString()}`);
    expect(counted.differences).toEqual([]);
    expect(counted.respondents).toBeGreaterThan(3000);
  });

  test('also where numbers are as large as they can be', () => {
    const { given, expected } = cases.at(-1)!;
    const column = expected.moments.columns.indexOf('q0.squares');
    const squares = expected.moments.rows.map((row) => BigInt(row[column]!));
    expect(squares.reduce((sum, each) => sum + each)).toBeGreaterThan(2n ** 63n);
    expect(sqlOf(given, 'duckdb', 'moments')).toContain('_packed_1_4');
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
