import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missing, startServers, type Servers } from './engines.ts';
import { hostileCase, payloads } from './hostile.ts';
import { casesOf, compareViews, Count } from './parity.ts';

const cases = missing.length > 0 ? [] : casesOf(Array.from({ length: 16 }, (_, i) => 101 + i));

const told: string[] = [];
let servers: Servers | null = null;
beforeAll(async () => {
  if (missing.length === 0) servers = await startServers();
}, 300_000);
afterAll(async () => {
  await servers?.stop();
  process.stderr.write(told.map((line) => `${line}\n`).join(''));
}, 300_000);

if (missing.length > 0) {
  process.stderr.write(`SQL was not held against databases: install ${missing.join(', ')}\n`);
}

const names = ['PostgreSQL', 'ClickHouse', 'ClickHouse, distributed'];
const engineOf = (name: string) => servers!.engines.find((engine) => engine.name === name)!;

describe.skipIf(missing.length > 0)('runs nothing of a scorecard', { timeout: 300_000 }, () => {
  test.each(names)('%s', async (name) => {
    const { dialect, load, shownBy } = engineOf(name);
    const counted = new Count();
    for (const payload of payloads) {
      const told = hostileCase(payload);
      const table = `t${payload}`;
      await load(told.given, 'a');
      await load(told.given, table);
      await compareViews(name, told, dialect, shownBy, counted, table);
      const left = await shownBy('SELECT count(*) AS n FROM a');
      expect(left.rows).toEqual([['30']]);
    }
    expect(counted.differences).toEqual([]);
    expect(counted.respondents).toBeGreaterThan(50);
  });
});

describe.skipIf(missing.length > 0)('says what the process says', { timeout: 900_000 }, () => {
  test.each(names)('%s', async (name) => {
    const { dialect, load, shownBy } = engineOf(name);
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
