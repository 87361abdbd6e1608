// How long a person waits: from a key to the next question, from an answer to "saved", from the
// command to a session with 500 answers. Run by `npm run bench`; the build comes first.
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const built = (name) => import(new URL(`../../dist/${name}.js`, import.meta.url).href);
const { openSession } = await built('cli/session');
const { drive } = await built('interview/drive');
const { typed } = await built('interview/press');
const { questionnaire } = await built('interview/questionnaire');
const { begin } = await built('interview/state');
const { unicodeSigns } = await built('interview/line');
const { view } = await built('interview/view');
const { english } = await built('words/english');
const { compile } = await built('plan/compile');
const { lastEntries } = await built('answers/journal');

/** On the disk of this repository: a memory file system would answer at once and prove nothing. */
const folder = mkdtempSync(join(import.meta.dirname, '.bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const quantile = (times, share) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)];
const report = (name, times, goal) => {
  const [median, p99] = [quantile(times, 0.5), quantile(times, 0.99)].map((ms) => ms.toFixed(2));
  process.stdout.write(
    `${name}: median ${median} ms, p99 ${p99} ms (goal: p99 under ${goal} ms; n = ${times.length})\n`,
  );
};
const timed = (run) => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

const count = 500;
const scorecard = {
  id: 'bench',
  version: '1.0.0',
  language: 'en',
  title: 'A long one',
  answerScales: new Map([
    ['agreement', { options: ['1', '2', '3', '4', '5'].map((n) => `Option ${n}`) }],
  ]),
  dimensions: Array.from({ length: 10 }, (_, i) => ({ id: `d${i}`, title: `Dimension ${i}` })),
  questions: Array.from({ length: count }, (_, i) => ({
    id: `q${i}`,
    dimension: `d${Math.floor(i / 50)}`,
    side: i % 2 === 0 ? 'customer' : 'process',
    ask: `Question ${i}: what happens here when something is asked that takes a whole line to say?`,
    answerScale: 'agreement',
  })),
};
const plan = compile(scorecard);
const header = {
  scorecard: 'bench@1.0.0',
  fingerprint: plan.scorecard.fingerprint,
  unit: 'bulk',
  round: null,
  respondent: 'r01',
  role: null,
  market: null,
};
const form = questionnaire(plan, { markets: [], role: null, unit: 'bulk' }, { words: english });
const size = { columns: 80, rows: 24 };
const paint = (_, text) => text;

/** The work of a key alone: the next state and its screen, with nothing written. */
function keyTimes() {
  let state = begin(form);
  return Array.from({ length: count }, (_, i) =>
    timed(() => {
      state = drive(form, state, typed(String((i % 5) + 1)), () => undefined);
      view(form, state, size, unicodeSigns, paint);
    }),
  );
}

function answerTimes(session) {
  let state = begin(form);
  const onAnswer = (entry) => session.append({ kind: 'answer', entry });
  return Array.from({ length: count }, (_, i) =>
    timed(() => (state = drive(form, state, typed(String((i % 5) + 1)), onAnswer))),
  );
}

/** The disk's own share: the same number of bytes, appended and synced, and nothing else. */
function diskTimes() {
  const descriptor = openSync(join(folder, 'disk'), 'a');
  const line = `${'x'.repeat(95)}\n`;
  const times = Array.from({ length: count }, () =>
    timed(() => {
      writeSync(descriptor, line);
      fdatasyncSync(descriptor);
    }),
  );
  closeSync(descriptor);
  return times;
}

function resumed() {
  const session = openSession(folder, header);
  const indexes = new Map(plan.questions.map(({ id }, index) => [id, index]));
  const entries = new Map(
    lastEntries(session.events).map((entry) => [indexes.get(entry.question), entry]),
  );
  view(form, begin(form, entries), size, unicodeSigns, paint);
  session.close();
}

report('key to next question', keyTimes(), 16);
const session = openSession(folder, header);
report('answer to saved', answerTimes(session), 50);
session.close();
report('the disk alone', diskTimes(), 50);
report(
  `resume of ${count} answers`,
  Array.from({ length: 20 }, () => timed(resumed)),
  200,
);
