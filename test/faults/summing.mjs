// A child as the product's is, whose reader adds columns up: what is sent is one list of sums.
import { parquetJob, readJob, serve } from '../../dist/cli/database-job.js';

const isThere = (valid, row) => valid === null || ((valid[row >> 3] >> (row & 7)) & 1) === 1;

/** Adds a column to a sum: numbers as they are, texts by their length. */
function added(sum, { kind, values, texts, starts, ends, valid }, rows) {
  let total = sum;
  for (let row = 0; row < rows; row++) {
    if (kind === 'texts') total += ends[row] - starts[row];
    else if (isThere(valid, row)) total += texts?.[values[row]].length ?? Number(values[row]);
  }
  return total;
}

serve(async (job, send) => {
  if (job.kind === 'parquet') return parquetJob(job);
  // Told first, so that a test knows when to kill.
  await send({ kind: 'started', pid: process.pid });
  if (job.payload?.waits) await new Promise((resolve) => setTimeout(resolve, 60_000));
  const sums = [];
  let rows = 0;
  let names = [];
  await readJob(job, (columns) => {
    names = columns
      .map(({ name }) => name)
      .filter((name) => job.payload?.wanted?.includes(name) ?? true);
    sums.push(...names.map(() => 0));
    return {
      wanted: names.map((name) => ({ name, repeats: name === 'unit' })),
      consume: (chunk) => {
        chunk.columns.forEach((column, i) => {
          sums[i] = added(sums[i], column, chunk.rows);
        });
        rows += chunk.rows;
      },
    };
  });
  await send({ kind: 'sums', rows, sums, names });
});
