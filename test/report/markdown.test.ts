import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { Result, UnitResult } from '../../src/result.ts';
import { elements, marked, through } from './elements.ts';
import { check, gate } from './gates.ts';
import { hostile } from './hostile.ts';
import { adrift, before, company, heroic, result, unit, unscored } from './results.ts';

const page = (of: Result, wanted: string | null = null, earlier: readonly Result[] = [before]) =>
  renderMarkdown(of, { unit: wanted, earlier });

const bytes = (text: string) => Buffer.byteLength(text);

const gated = result(company.units, { gate });

test('golden', async () => {
  await expect(page(gated)).toMatchFileSnapshot('../golden/gate/report.md');
});

test('the same input, the same bytes', () => {
  expect(page(structuredClone(gated))).toBe(page(gated));
});

describe('the hidden first line', () => {
  test('names the scorecard and the round', () => {
    expect(page(heroic).split('\n')[0]).toBe('<!-- pendulum:industrial-gases-2026-q4 -->');
  });

  test.each([null, '', '--> <script>', '----', '\n\n# x', 'Q4 / 2026'])(
    'is a comment and nothing else for the round %j',
    (round) => {
      const [first] = page({ ...heroic, round }).split('\n');
      expect(first).toMatch(/^<!-- pendulum:[A-Za-z0-9._-]+ -->$/);
      expect(first).not.toMatch(/--.*--.*--/);
    },
  );
});

describe('what is on the page', () => {
  test('of one unit no overview, of several one with groups above their members', () => {
    expect(page(heroic)).not.toContain('## Overview');
    expect(page(company)).toContain('| **Calder Gases** | 12.6 toward customer |');
    expect(page(company, 'cylinders')).not.toContain('## Overview');
  });

  test('the unit with the most to tell', () => {
    const said = page(company, 'most');
    expect(said.match(/^## .*$/gm)).toEqual(['## Overview', '## Bulk North', '## Method']);
  });

  test('in balance and weak is said to be weak, wherever its zone is named', () => {
    const said = page(company);
    expect(said).toContain('| Cylinders South | 3.8 toward process | centred, weak |');
    expect(said).toContain('- **Position** 3.8 toward process, centred, weak');
  });

  test('of a hidden unit why, and no number', () => {
    const said = page(company, 'helium');
    expect(said).toContain('To protect those who answered');
    expect(said).not.toContain('toward');
  });

  test('that a score does not exist', () => {
    expect(page(result([unscored]))).toContain('- **Position** too few answers to score');
  });

  test('that the instrument is not validated', () => {
    expect(page(heroic)).toContain('\n**not validated**\n');
  });

  test('the day, where somebody named one', () => {
    const options = { market: null, minGroup: null, appendix: false, table: null };
    const origin = { asOf: '2027-01-15', files: [], scorecard: 'x', answers: 'f00d', options };
    expect(page({ ...heroic, origin })).toContain('as of 2027-01-15');
    expect(page(heroic)).not.toContain('as of');
  });

  test('of remarks only where they are', () => {
    const notes = { 'bulk-north': { 'repeat-information': ['I said so in May'] } };
    const said = page({ ...heroic, words: { ...heroic.words, notes } });
    expect(said).toContain('Remarks of respondents are in the appendix of the HTML report.');
    expect(said).not.toContain('May');
    expect(page(heroic)).not.toContain('Remarks');
  });
});

describe('the gate', () => {
  const said = page(gated);

  test('stands before everything else, failures first, what passed folded away', () => {
    expect(said.indexOf('## Gate: failed')).toBeLessThan(said.indexOf('## Overview'));
    const results = [...said.matchAll(/^\| (failed|not judged|waived|passed) /gm)].map(
      ([, each]) => each,
    );
    expect(results).toEqual(['failed', 'failed', 'failed', 'not judged', 'waived', 'passed']);
    expect(said).toContain('<details><summary>1 check passed</summary>');
  });

  test('folded away, it is still a table', () => {
    expect(elements(said).filter((each) => each === 'table').length).toBeGreaterThan(4);
    expect(marked.parse(said)).toMatch(
      /<details><summary>1 check passed<\/summary>\s*<table>[^]*<\/table>\s*<\/details>/,
    );
  });
});

describe('how long it may be', () => {
  const many = (count: number, of: (i: number) => Partial<UnitResult>) =>
    Array.from({ length: count }, (_, i) => unit({ id: `u${i}`, title: `Unit ${i}`, ...of(i) }));

  test('everything is there when there is room', () => {
    expect(page(result(many(4, () => ({}))))).not.toContain('Left out');
  });

  test('units in full go first, from the end, and the page says how many', () => {
    const said = page(result(many(100, () => ({}))));
    expect(bytes(said)).toBeLessThan(60_000);
    expect(said).toContain('| Unit 99 |');
    const full = said.match(/^## Unit \d+$/gm)!;
    expect(full[0]).toBe('## Unit 0');
    expect(said).toContain(
      `**Left out, for a comment has no room for more: ${100 - full.length} units in full.**`,
    );
  });

  test('then rows', () => {
    const said = page(result(many(3000, () => ({}))));
    expect(bytes(said)).toBeLessThan(60_000);
    const rows = said.match(/^\| Unit \d+ \|/gm)!.length;
    expect(said).toContain(`${3000 - rows} rows of the overview, the end of the first unit`);
  });

  test('what failed is there before what passed', () => {
    const checks = [
      ...Array.from({ length: 2000 }, (_, i) => check({ check: `c${i}` })),
      ...Array.from({ length: 20 }, (_, i) => check({ check: `f${i}`, status: 'failed' })),
    ];
    const said = page(
      result(
        many(50, () => ({})),
        { gate: { ...gate, checks } },
      ),
    );
    expect(bytes(said)).toBeLessThan(60_000);
    expect(said.match(/^\| failed \| .* \| f\d+:/gm)).toHaveLength(20);
    expect(said).toMatch(/Left out.*: \d+ passed checks/);
  });

  test('texts as long as books', () => {
    for (const change of [() => '\u{10ffff}'.repeat(50_000), () => '|'.repeat(100_000)]) {
      const said = page(through(gated, change));
      expect(bytes(said)).toBeLessThan(60_000);
      expect(said).toContain('…');
    }
    expect(bytes(page(hostile))).toBeLessThan(60_000);
  });

  test('always under 60,000 bytes', () => {
    const text = fc.string({ unit: 'binary', maxLength: 2000 });
    const counts = fc.record({ units: fc.nat(120), checks: fc.nat(120) });
    fc.assert(
      fc.property(counts, text, ({ units, checks }, said) => {
        const of = result(
          many(units, () => ({})),
          {
            gate: { ...gate, checks: Array.from({ length: checks }, () => check()) },
          },
        );
        const wrote = page(through(of, (plain) => (plain.length % 2 === 0 ? plain : said)));
        expect(bytes(wrote)).toBeLessThan(60_000);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what people write', () => {
  const attack = [
    '| a | b |\n| --- | --- |',
    '`x` ```\n</details><summary> <img src=https://evil.example/b.png onerror=alert(1)>',
    '![b](https://evil.example/b.png) [l](javascript:alert(1)) https://evil.example www.evil.example',
    '\n\n# heading\n\nsetext\n===\n\n- list\n\n---\n\n--><script>alert(1)</script>\u202e\u001b[31m',
  ].join(' ');
  const of = (change: (text: string) => string) =>
    page(through(result([company.units[0]!, adrift], { gate }), change));

  test('adds no element to the page, wherever it stands', () => {
    const [plain, said] = [of(() => 'plain'), of(() => attack)];
    expect(said.split('evil').length).toBeGreaterThan(50);
    expect(elements(said)).toEqual(elements(plain));
  });

  test('adds no line, no tag and nothing that cannot be seen', () => {
    const [plain, said] = [of(() => 'plain'), of(() => attack)];
    expect(said.split('\n')).toHaveLength(plain.split('\n').length);
    expect(said.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(marked.parse(said)).not.toMatch(/<(?:a|img|script|del|input)\b/);
  });
});

test('a side that is hidden is not said to have too few answers', () => {
  const [first, second, ...others] = unscored.dimensions;
  const dimensions = [{ ...first!, hidden: ['process' as const] }, second!, ...others];
  const lines = page(result([{ ...unscored, dimensions }])).split('\n');
  expect(lines.find((line) => line.includes(first!.title))).toContain('| hidden | 60.0 |');
  expect(lines.find((line) => line.includes(second!.title))).toContain(
    '| 40.0 | too few answers |',
  );
});
