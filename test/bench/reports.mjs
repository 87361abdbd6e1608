// How long reports of 1, 100 and 1,000 units take: all formats from one result that is computed
// once, so that a format's own time is seen, and the file it makes. Printed, never asserted.
//   node test/bench/reports.mjs [units ...]
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { engagement, load, render, score, sheet, compile } from '../../dist/index.js';
import { formats } from '../../dist/report/formats.js';

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 100, 1000];
const respondents = 8;
const repeats = 5;

const read = (path) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const { value } = load(
  read('../../scorecards/industrial-gases.yaml'),
  read('../../scorecards/practices.yaml'),
);
const plan = compile(value.scorecard, value.library);

// A small generator of the seed (Park and Miller 1988), so that every run has the same answers.
let state = 20_261_122;
const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;

const answerOf = ({ id, input }, lean) => {
  if (input.kind === 'allocation') return `${id}: { customer: 40, process: 40, other: 20 }`;
  if (input.kind === 'metric') return null;
  const at = Math.min(
    input.options.length - 1,
    Math.floor(input.options.length * (lean + random() * 0.6)),
  );
  return `${id}: ${input.options[at].code}`;
};

function answers(unit) {
  const lean = random() * 0.4;
  return Array.from({ length: respondents }, (_, i) => {
    const lines = plan.questions.map((question) => answerOf(question, lean)).filter(Boolean);
    const head = `pendulum: 1\nscorecard: industrial-gases@1.0.0\nunit: ${unit}\nround: q1\nrespondent: r${i}\n`;
    const outcome = sheet(plan, `${head}answers:\n  ${lines.join('\n  ')}\n`);
    if (outcome.value === null) throw new Error(JSON.stringify(outcome.problems[0]));
    return outcome.value;
  });
}

const market = plan.markets[0].id;

function resultOf(count) {
  const ids = Array.from({ length: count }, (_, i) => `u${i + 1}`);
  const units = ids
    .map((id) => `  - { id: ${id}, title: Unit ${id}, market: ${market} }`)
    .join('\n');
  const text = `pendulum: 1\ntitle: Bench\nscorecard: industrial-gases\nunits:\n${units}\n`;
  return score(plan, ids.flatMap(answers), { engagement: engagement(plan, text).value });
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const print = (line) => process.stdout.write(`${line}\n`);

print(
  `median of ${repeats} renderings, ${respondents} respondents a unit, Node ${process.versions.node}\n`,
);
print(`${'format'.padEnd(12)}${sizes.map((n) => `${n} units`.padStart(24)).join('')}`);
const results = sizes.map(resultOf);
for (const name of formats.keys()) {
  const cells = [];
  for (const result of results) {
    const times = [];
    let text = '';
    for (let run = 0; run < repeats; run++) {
      const before = performance.now();
      text = await render(result, name);
      times.push(performance.now() - before);
    }
    const kilobytes = (Buffer.byteLength(text) / 1024).toFixed(0);
    cells.push(`${median(times).toFixed(1)} ms, ${kilobytes} kB`.padStart(24));
  }
  print(`${name.padEnd(12)}${cells.join('')}`);
}
