import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { formats } from '../../src/report/formats.ts';
import { random } from '../seeded.ts';
import { differentOf, outcome, worldOf, type Outcome, type World } from './worlds.ts';

const names = [...formats.keys()];
const repetitions = 100;

/** Runs in as many worlds, as many at a time as there are cores, each made from its own seed. */
async function outcomes(
  count: number,
  formatNames: readonly string[],
  extra: (n: number) => World['env'] = () => ({}),
): Promise<readonly Outcome[]> {
  const found: Outcome[] = [];
  let started = 0;
  const worker = async () => {
    while (started < count) {
      const n = started++;
      const next = random(n + 1);
      found[n] = await outcome(formatNames, worldOf(next), next, extra(n));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return found;
}

test(
  `${repetitions} times, wherever and by whom, whatever the order of rows and files: the same bytes`,
  { timeout: 900_000 },
  async () => {
    const all = await outcomes(repetitions, names);
    expect(new Set(all.map(({ input }) => input)).size).toBeGreaterThan(repetitions * 0.9);
    expect(differentOf(all)).toEqual(Object.fromEntries(names.map((name) => [name, 1])));
  },
);

/** A program that lets the world show: what it writes as JSON has something of it. */
const leaking = (expression: string) =>
  `--import=data:text/javascript,${encodeURIComponent(
    'const write = JSON.stringify;' +
      "JSON.stringify = (value, ...rest) => write(value?.format === 'pendulum-result/1'" +
      `? { ...value, leaked: ${expression} } : value, ...rest);`,
  )}`;

test.each([
  ['the time zone', 'new Date(0).getHours()'],
  ['the folder', 'process.cwd()'],
  ['the clock', 'process.hrtime().join()'],
  ['the user', 'process.env.USER'],
])('%s in a report is found', { timeout: 300_000 }, async (_, expression) => {
  const all = await outcomes(5, ['json'], () => ({ NODE_OPTIONS: leaking(expression) }));
  expect(differentOf(all)['json']).toBeGreaterThan(1);
});

test('another day is another report', { timeout: 300_000 }, async () => {
  const all = await outcomes(2, ['json'], (n) => ({ SOURCE_DATE_EPOCH: String(n * 86_400) }));
  expect(differentOf(all)).toMatchObject({ json: 2 });
});
