import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missing, startServers, type Servers } from './engines.ts';
import { casesOf, compareViews, Count } from './parity.ts';

const cases = missing.length > 0 ? [] : casesOf(Array.from({ length: 16 }, (_, i) => 101 + i));

const told: string[] = [];
let servers: Servers | null = null;
beforeAll(async () => {
  if (missing.length === 0) servers = await startServers();
}, 120_000);
afterAll(async () => {
  await servers?.stop();
  process.stderr.write(told.map((line) => `${line}\n`).join(''));
}, 60_000);

if (missing.length > 0) {
  process.stderr.write(`SQL was not held against databases: install ${missing.join(', ')}\n`);
}

describe.skipIf(missing.length > 0)('says what the process says', { timeout: 900_000 }, () => {
  test.each(['PostgreSQL', 'ClickHouse', 'ClickHouse, distributed'])('%s', async (name) => {
    const { dialect, load, shownBy } = servers!.engines.find((engine) => engine.name === name)!;
    const counted = new Count();
    for (const each of cases) {
      await load(each.given, 'answers');
      await compareViews(name, each, dialect, shownBy, counted);
    }
    told.push(`${name}: ${counted.toString()}`);
    expect(counted.differences).toEqual([]);
    expect(counted.respondents).toBeGreaterThan(2500);
  });
});
