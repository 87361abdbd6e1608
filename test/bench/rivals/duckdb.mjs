// DuckDB with two threads, over a CSV with its types given or over Parquet.
//   node duckdb.mjs packed|sum|moments|respondents|parquet TABLE PLAN [SQL-FILE | OUTPUT]
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { readPlan } from './plan.mjs';

const [mode, table, planPath, other] = process.argv.slice(2);
const { questions, dimensions } = readPlan(planPath);
const sides = ['customer', 'process'];

const typed = [
  ...['unit', 'round', 'respondent', 'role', 'market'].map((name) => `'${name}': 'VARCHAR'`),
  ...questions.map(({ id }) => `'${id}': 'UTINYINT'`),
].join(', ');
const from = table.endsWith('.parquet')
  ? `read_parquet('${table}')`
  : `read_csv('${table}', header = true, delim = ',', quote = '"', auto_detect = false, columns = {${typed}})`;

const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));
const weightStep = questions.map(({ weight }) => weight).reduce(gcd);
const pointStep = questions.flatMap(({ points }) => points).reduce(gcd);

/**
 * One 64-bit integer for each dimension: for both sides, the weights answered and the points times
 * weights. Each question adds what it adds to all of them by one look-up in a list.
 */
const bits = 15;
const shift = (side, what) => BigInt(bits * (2 * sides.indexOf(side) + what));
const field = (d, side, what) => `(p${d} >> ${shift(side, what)}) & ${(1 << bits) - 1}`;

function packed({ id, side, weight, points }) {
  const by = BigInt(weight / weightStep);
  const list = points.map(
    (each) => (by << shift(side, 0)) + ((by * BigInt(each / pointStep)) << shift(side, 1)),
  );
  return `([0, ${list.join(', ')}]::BIGINT[])[coalesce(${id}, 0) + 1]`;
}

const divide = (a, b) => `(2 * (${a}) + (${b})) // (2 * (${b}))`;
const cells = dimensions.flatMap((weight, d) =>
  sides.map((side) => {
    const all = questions
      .filter((each) => each.dimension === d && each.side === side)
      .reduce((sum, each) => sum + each.weight / weightStep, 0);
    return { d, side, weight, all, name: `${side}${d}` };
  }),
);

const sums = dimensions.map((_, d) => {
  const own = questions.filter(({ dimension }) => dimension === d);
  return `${own.map(packed).join(' + ')} AS p${d}`;
});
const fields = cells.map(
  ({ d, side, name }) => `${field(d, side, 0)} AS w_${name}, ${field(d, side, 1)} AS s_${name}`,
);
const scores = cells.map(
  ({ name, all }) =>
    `CASE WHEN w_${name} > 0 AND w_${name} * 2 >= ${all} THEN ${divide(`s_${name} * ${pointStep}`, `w_${name}`)} END AS ${name}`,
);
const rollUp = sides.map((side) => {
  const own = cells.filter((cell) => cell.side === side);
  const sum = own.map(({ name, weight }) => `coalesce(${weight} * ${name}, 0)`).join(' + ');
  const weights = own.map(
    ({ name, weight }) => `CASE WHEN ${name} IS NULL THEN 0 ELSE ${weight} END`,
  );
  return `${sum} AS sum_${side}, ${weights.join(' + ')} AS weight_${side}`;
});
const total = dimensions.reduce((a, b) => a + b);
const leanings = sides.map(
  (side) =>
    `CASE WHEN weight_${side} * 10 >= ${7 * total} THEN ${divide(`sum_${side}`, `weight_${side}`)} END AS ${side}`,
);

/** A row by unit: respondents, scored, customer, process, squares of the position. */
const unitSums = (source) => `SELECT unit, count(*), count(customer + process),
  coalesce(sum(CASE WHEN process IS NOT NULL THEN customer END), 0),
  coalesce(sum(CASE WHEN customer IS NOT NULL THEN process END), 0),
  coalesce(sum((customer - process) * (customer - process)), 0)
FROM ${source} GROUP BY unit ORDER BY unit`;

const packedSql = () =>
  [fields, scores, rollUp, leanings].reduce(
    (inner, columns) => `(SELECT unit, ${columns.join(', ')} FROM ${inner})`,
    `(SELECT unit, ${sums.join(', ')} FROM ${from})`,
  );

const milli = (name) => `CAST(${name} * 1000 AS BIGINT) AS ${name}`;
const answers = `CREATE VIEW answers AS SELECT * FROM ${from}`;
const generated = () => readFileSync(other, 'utf8');

/** The statements of each way to run; the rows of the last one are printed. */
const ways = {
  packed: () => [unitSums(packedSql())],
  sum: () => [`SELECT ${questions.map(({ id }) => `sum(${id})`).join(', ')} FROM ${from}`],
  // As a table, since columns that nobody asks for would not be computed.
  moments: () => [
    answers,
    `CREATE TEMP TABLE moments AS ${generated()}`,
    `SELECT unit, sum(respondents), sum(scored), sum("customer_sum"), sum("process_sum"), sum("position_squares")
     FROM moments GROUP BY unit ORDER BY unit`,
  ],
  respondents: () => [
    answers,
    unitSums(`(SELECT unit, ${milli('customer')}, ${milli('process')} FROM (${generated()}))`),
  ],
  parquet: () => [`COPY (SELECT * FROM ${from}) TO '${other}' (FORMAT parquet)`],
};

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const statements = ways[mode]();
for (const statement of statements.slice(0, -1)) await connection.run(statement);
const reader = await connection.runAndReadAll(statements.at(-1));
if (mode !== 'parquet') {
  process.stdout.write(
    reader
      .getRows()
      .map((row) => `${row.map(String).join(',')}\n`)
      .join(''),
  );
}
