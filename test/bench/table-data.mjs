// The scorecard of the table benchmark and tables of answers to it, the same for the same seed.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';

const dimensions = Array.from({ length: 8 }, (_, d) => ({
  id: `d${d + 1}`,
  weight: 1 + (d % 3) * 0.5,
}));

/** Eight dimensions by two sides, weights with fractions, every fifth question reversed. */
const questions = (count, isWeighted) =>
  Array.from({ length: count }, (_, i) => ({
    id: `q${i + 1}`,
    dimension: Math.floor(i / 2) % dimensions.length,
    side: i % 2 === 0 ? 'customer' : 'process',
    weight: isWeighted ? 1 + (i % 4) * 0.5 : 1,
    isReversed: i % 5 === 4,
  }));

const questionLine = ({ id, dimension, side, weight, isReversed }) =>
  `  - { id: ${id}, dimension: ${dimensions[dimension].id}, side: ${side}, ask: Question ${id}?, ` +
  `answerScale: agreement, weight: ${weight}, reversed: ${isReversed} }\n`;

const scorecard = (list) =>
  `pendulum: 1
id: bench
version: 1.0.0
language: en
title: Bench
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions:
${dimensions.map(({ id, weight }) => `  - { id: ${id}, title: Dimension ${id}, weight: ${weight} }\n`).join('')}questions:
${list.map(questionLine).join('')}`;

const planHead = 'question,dimension,side,weight,reversed,dimensionWeight\n';
const planLine = ({ id, dimension, side, weight, isReversed }) =>
  `${id},${dimension},${side},${weight * 1000},${isReversed ? 1 : 0},${dimensions[dimension].weight * 1000}\n`;

/** Writes the scorecard as pendulum reads it, and as the others do: weights in thousandths. */
export function writeScorecard(count, isWeighted, { card, plan }) {
  const list = questions(count, isWeighted);
  writeFileSync(card, scorecard(list));
  writeFileSync(plan, planHead + list.map(planLine).join(''));
}

/** Xorshift (Marsaglia 2003), 32 bits. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** What 16 random bits answer: 0, which is nothing, in 3 of 100 cells, and 1 to 5 in the others. */
const answers = Uint8Array.from({ length: 65_536 }, (_, bits) =>
  bits < 1966 ? 0 : 1 + (bits % 5),
);

const [comma, lineFeed, zero] = [0x2c, 0x0a, 0x30];
const block = 1 << 20;
const keyBytes = 64;

const roles = ['sales', 'operations', 'finance', 'service'];

/**
 * Writes a table as CSV. Every row has a respondent of its own.
 * @returns what the answers of each question add up to
 */
export function writeTable(path, { rows, units, count }) {
  const random = randomFrom(20_261_123);
  const file = openSync(path, 'w');
  const buffer = Buffer.allocUnsafe(block);
  const names = Array.from({ length: units }, (_, unit) => Buffer.from(`u${unit},2026-q4,r`));
  const ends = roles.map((role) => Buffer.from(`,${role},`));
  const sums = Array.from({ length: count }, () => 0);
  let at = buffer.write(
    `unit,round,respondent,role,market,${sums.map((_, i) => `q${i + 1}`).join(',')}\n`,
  );
  const put = (bytes) => {
    buffer.set(bytes, at);
    at += bytes.length;
  };
  const putNumber = (row) => {
    let rest = row;
    for (let digit = 7; digit >= 0; digit--) {
      buffer[at + digit] = zero + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    at += 8;
  };
  const putAnswer = (question, answer) => {
    buffer[at++] = comma;
    if (answer === 0) return;
    buffer[at++] = zero + answer;
    sums[question] += answer;
  };
  for (let row = 0; row < rows; row++) {
    if (at + keyBytes + 2 * count > block) {
      writeSync(file, buffer, 0, at);
      at = 0;
    }
    put(names[random() % units]);
    putNumber(row);
    put(ends[random() % ends.length]);
    for (let question = 0; question < count; question += 2) {
      const bits = random();
      putAnswer(question, answers[bits & 0xffff]);
      if (question + 1 < count) putAnswer(question + 1, answers[bits >>> 16]);
    }
    buffer[at++] = lineFeed;
  }
  writeSync(file, buffer, 0, at);
  closeSync(file);
  return sums;
}
