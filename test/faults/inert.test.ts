import { describe, expect, test } from 'vitest';
import { formats } from '../../src/report/formats.ts';
import { full } from '../hostile/full.ts';
import { textsOf } from '../hostile/leaves.ts';
import { oracleFor } from '../hostile/oracles.ts';
import type { Finding, Shown } from '../hostile/oracles/shown.ts';
import { payloads } from '../hostile/payloads.ts';
import { lookOf, renderOf, show, showForgetting } from '../hostile/show.ts';

const places = textsOf(full);

/** The first few findings, in words. */
const told = (findings: readonly Finding[], shown: readonly Shown[]) =>
  findings
    .slice(0, 20)
    .map(({ at, what }) => `${JSON.stringify(shown[at]!.payload.slice(0, 60))}: ${what}`);

/** What is live in a format where somebody forgot to make a text inert. */
const live: Readonly<Record<string, string>> = {
  text: '\u001b[2Jgone',
  json: '"\\',
  html: '<img src=x onerror=alert(1)>',
  svg: '<set onbegin="x"/>',
  markdown: '![a](https://evil.example/b)',
  csv: '=1+1',
  junit: ']]><x/>',
  badge: '"\\',
  sarif: '"\\',
  github: 'a\n::error::b',
};

test('there are enough of them', () => {
  expect(payloads.length).toBeGreaterThan(500);
  expect(places.length).toBeGreaterThan(80);
});

describe.each([...formats.keys()])('%s', { timeout: 600_000 }, (format) => {
  test(`${payloads.length} texts in ${places.length} places do nothing but be read`, async () => {
    const render = await renderOf(format);
    const oracle = oracleFor(format);
    const shown = payloads.map((payload, n) => show(render, lookOf(format, n), payload));
    expect(told(oracle(shown), shown)).toEqual([]);
  });

  test('a text that somebody forgot is found, whichever it is', async () => {
    const render = await renderOf(format);
    const look = lookOf(format, 0);
    const shown = places.flatMap((place) => {
      const one = showForgetting(render, look, place, live[format]!);
      return one === null ? [] : [{ place, one }];
    });
    expect(shown.length).toBeGreaterThan(0);
    const found = new Set(oracleFor(format)(shown.map(({ one }) => one)).map(({ at }) => at));
    expect(shown.filter((_, at) => !found.has(at)).map(({ place }) => place)).toEqual([]);
  });
});
