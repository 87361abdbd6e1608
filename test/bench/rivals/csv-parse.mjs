// What one would write at once with csv-parse: each record as a list of texts, and a loop over it.
//   node csv-parse.mjs TABLE PLAN
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { readPlan } from './plan.mjs';

const [table, planPath] = process.argv.slice(2);
const { questions, dimensions } = readPlan(planPath);
const sides = ['customer', 'process'];
const total = dimensions.reduce((a, b) => a + b);
const divide = (a, b) => Math.floor((2 * a + b) / (2 * b));

function leaning(record, columns, side) {
  const sums = dimensions.map(() => 0);
  const answered = dimensions.map(() => 0);
  const all = dimensions.map(() => 0);
  for (const [i, question] of questions.entries()) {
    if (question.side !== side) continue;
    const { dimension, weight, points } = question;
    const answer = record[columns[i]];
    all[dimension] += weight;
    if (answer === '') continue;
    answered[dimension] += weight;
    sums[dimension] += weight * points[Number(answer) - 1];
  }
  let sum = 0;
  let weights = 0;
  for (const [d, weight] of dimensions.entries()) {
    if (answered[d] === 0 || answered[d] * 2 < all[d]) continue;
    sum += weight * divide(sums[d], answered[d]);
    weights += weight;
  }
  return weights * 10 >= total * 7 ? divide(sum, weights) : null;
}

const units = new Map();
let columns = null;
for await (const record of createReadStream(table).pipe(parse())) {
  if (columns === null) {
    columns = questions.map(({ id }) => record.indexOf(id));
    continue;
  }
  let unit = units.get(record[0]);
  if (unit === undefined) units.set(record[0], (unit = [0, 0, 0, 0, 0]));
  const [customer, process] = sides.map((side) => leaning(record, columns, side));
  unit[0] += 1;
  if (customer === null || process === null) continue;
  unit[1] += 1;
  unit[2] += customer;
  unit[3] += process;
  unit[4] += (customer - process) ** 2;
}
process.stdout.write([...units].map(([unit, sums]) => `${unit},${sums.join(',')}\n`).join(''));
