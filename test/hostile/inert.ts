import { describe, expect, test } from 'vitest';
import { oracleFor } from './oracles.ts';
import type { Finding, Shown } from './oracles/shown.ts';
import { payloads } from './payloads.ts';
import { lookOf, results, show, showForgetting, type Subject } from './show.ts';

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

/** A badge is numbers and our own words. */
const wordless = 'badge';

/** Holds formats to showing every text as text, and their judges to seeing it when one is not. */
export function testInertOf<Document>(
  subject: Subject<Document>,
  formats: readonly string[],
): void {
  const { places } = subject;
  describe.each(formats)('%s', { timeout: 600_000 }, (format) => {
    test(`${payloads.length} texts in ${places.length} places do nothing but be read`, async () => {
      const oracle = oracleFor(format);
      const shown = await Promise.all(
        payloads.map((payload, n) => show(subject, format, lookOf(format, n), payload)),
      );
      expect(told(oracle(shown), shown)).toEqual([]);
    });

    test('a text that somebody forgot is found, whichever it is', async () => {
      const look = lookOf(format, 0);
      const found = await Promise.all(
        places.map(async (place) => {
          const one = await showForgetting(subject, format, look, place, live[format]!);
          return one === null ? [] : [{ place, one }];
        }),
      );
      const shown = found.flat();
      expect(shown.length > 0).toBe(format !== wordless);
      const seen = new Set(oracleFor(format)(shown.map(({ one }) => one)).map(({ at }) => at));
      expect(shown.filter((_, at) => !seen.has(at)).map(({ place }) => place)).toEqual([]);
    });
  });
}

/** The same of formats of a result. */
export const testInert = (formats: readonly string[]): void => testInertOf(results, formats);
