import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../src/plan/types.ts';
import { scoringSql } from '../../src/sql/query.ts';
import { columnsRead } from '../../src/sql/read.ts';
import { withDuckDb } from '../sql/duckdb.ts';

/** What DuckDB makes of the table `t.csv` in a folder, as the table of moments `m.csv`. */
export async function momentsOf(cwd: string, plan: Plan, market: string | null = null) {
  const [header] = readFileSync(join(cwd, 't.csv'), 'utf8').split('\n');
  const without = columnsRead(plan).filter((name) => !header!.split(',').includes(name));
  const query = { dialect: 'duckdb', view: 'moments', table: ['answers'], market } as const;
  const { value } = scoringSql(plan, { ...query, without });
  await withDuckDb(2, async (connection) => {
    const path = join(cwd, 't.csv');
    await connection.run(
      `CREATE TABLE answers AS SELECT * FROM read_csv('${path}', header = true, all_varchar = true)`,
    );
    await connection.run(`COPY (${value!}) TO '${join(cwd, 'm.csv')}' (FORMAT csv, HEADER)`);
  });
}
