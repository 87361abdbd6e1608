import { createHash } from 'node:crypto';
import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html.ts';
import { renderInstrumentHtml } from '../../src/report/instrument/html.ts';
import type { CheckResult, Result } from '../../src/result.ts';
import { hostile } from './hostile.ts';
import { sample } from './instrument/sample.ts';
import { adrift, before, company, heroic, result, suppressed, unit, unscored } from './results.ts';
import { words } from './words.ts';

type Element = DefaultTreeAdapterTypes.Element;

const shown = (of: Result, rest: { unit?: string | null; earlier?: readonly Result[] } = {}) =>
  renderHtml(of, { unit: null, earlier: [], ...rest });

const elements = (node: DefaultTreeAdapterTypes.ParentNode): readonly Element[] =>
  node.childNodes
    .filter((each) => tree.isElementNode(each))
    .flatMap((each) => [each, ...elements(each)]);

const all = (source: string): readonly Element[] => elements(parse(source));

const attribute = (element: Element, name: string) =>
  element.attrs.find((each) => each.name === name)?.value;

const textOf = (node: DefaultTreeAdapterTypes.ParentNode): string =>
  node.childNodes
    .map((each) => {
      if (tree.isTextNode(each)) return each.value;
      return tree.isElementNode(each) ? textOf(each) : '';
    })
    .join('');

/** The text of the body in one line. */
const text = (source: string) =>
  textOf(all(source).find(({ tagName }) => tagName === 'body')!).replace(/\s+/g, ' ');

const appendix: Result = {
  ...heroic,
  words: {
    ...words,
    polarity: {
      customer: { upsides: ['near'], overuse: ['captured'], warnings: ['credit notes'] },
      process: { upsides: ['order'], overuse: ['bound'], warnings: ['too rigid'] },
    },
    notes: { 'bulk-north': { 'repeat-information': ['Every <time>', 'two\nlines'] } },
  },
};

const documents: readonly (readonly [string, string])[] = [
  ['one unit', shown(heroic, { earlier: [before] })],
  ['several', shown(company, { earlier: [before] })],
  ['an appendix', shown(appendix)],
  ['hostile texts', shown(hostile)],
  ['a hidden unit', shown(result([suppressed]))],
  ['a unit without scores', shown(result([unscored]))],
  ['no unit', shown(result([]))],
  ['an instrument', renderInstrumentHtml(sample)],
];

describe.each(documents)('%s', (_, source) => {
  const found = all(source);

  test('every id is there once, and every reference leads to one', () => {
    const ids = found.flatMap((each) => attribute(each, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = found.flatMap((each) => attribute(each, 'href') ?? []);
    for (const link of links) expect(ids).toContain(link.replace(/^#/, ''));
    const named = found.flatMap((each) => attribute(each, 'aria-labelledby')?.split(' ') ?? []);
    for (const id of named) expect(ids).toContain(id);
  });

  test('headings go down one level at a time from a single first one', () => {
    const levels = found
      .filter(({ tagName }) => /^h[1-6]$/.test(tagName))
      .map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    expect(levels[0]).toBe(1);
    for (const [i, level] of levels.slice(1).entries()) {
      expect(level - levels[i]!).toBeLessThanOrEqual(1);
    }
  });

  test('runs nothing and loads nothing', () => {
    const tags = new Set(found.map(({ tagName }) => tagName));
    for (const tag of [
      'script',
      'link',
      'img',
      'image',
      'iframe',
      'object',
      'use',
      'base',
      'form',
    ]) {
      expect(tags).not.toContain(tag);
    }
    const names = found.flatMap(({ attrs }) => attrs.map(({ name }) => name));
    expect(names.filter((name) => name === 'style' || name.startsWith('on'))).toEqual([]);
    expect(names.filter((name) => name === 'src' || name === 'srcset')).toEqual([]);
    expect(source).not.toMatch(/url\(|@import/);
  });

  test('lets in its one style sheet by what that says', () => {
    const sheets = found.filter(({ tagName }) => tagName === 'style');
    expect(sheets).toHaveLength(1);
    const hash = createHash('sha256').update(textOf(sheets[0]!)).digest('base64');
    const policies = found.filter((each) => attribute(each, 'http-equiv') !== undefined);
    expect(policies.map((each) => attribute(each, 'content'))).toEqual([
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    ]);
  });

  test('every table has a caption, and every head in it a scope', () => {
    for (const table of found.filter(({ tagName }) => tagName === 'table')) {
      const inside = elements(table);
      expect(inside[0]?.tagName).toBe('caption');
      for (const head of inside.filter(({ tagName }) => tagName === 'th')) {
        expect(attribute(head, 'scope')).toMatch(/^(row|col)$/);
      }
    }
  });

  test('every picture has words or is said in words beside it', () => {
    for (const picture of found.filter(({ tagName }) => tagName === 'svg')) {
      const [title, desc] = elements(picture);
      if (attribute(picture, 'aria-hidden') === 'true') continue;
      expect(attribute(picture, 'role')).toBe('img');
      expect([title?.tagName, desc?.tagName]).toEqual(['title', 'desc']);
    }
  });

  test('shows nothing that cannot be seen', () => {
    expect(source).not.toMatch(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
    );
  });
});

test('markup in any text is text', () => {
  const attack = `"><img src=x onerror=alert(1)></style><script>alert(1)</script><a href='javascript:x'>`;
  // What the program chooses itself stays as it is.
  const ours = new Set(['kind', 'side', 'state', 'label', 'effort', 'pooling']);
  const evil = (value: unknown): unknown => {
    if (typeof value === 'string') return value + attack;
    if (Array.isArray(value)) return value.map(evil);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, ours.has(key) ? each : evil(each)]),
    );
  };
  const source = shown({
    ...appendix,
    units: [evil(unit()) as Result['units'][number]],
    scorecard: evil(heroic.scorecard) as Result['scorecard'],
    round: `q4${attack}`,
    words: { ...(evil(appendix.words) as Result['words']), questions: appendix.words.questions },
  });
  const tags = all(source).map(({ tagName }) => tagName);
  expect(tags).not.toContain('script');
  expect(tags).not.toContain('img');
  expect(
    all(source)
      .flatMap((each) => attribute(each, 'href') ?? [])
      .join(' '),
  ).not.toContain(':');
  expect(source).toContain('&lt;script&gt;');
});

describe('what it says', () => {
  test('several units have an overview, one that is named has not', () => {
    expect(text(shown(company))).toContain('All units at a glance');
    const one = text(shown(company, { unit: 'cylinders' }));
    expect(one).toContain('Cylinders South');
    expect(one).not.toContain('All units at a glance');
    expect(one).not.toContain('Bulk North');
    expect(text(shown(company, { unit: 'most' }))).toContain('Bulk North');
  });

  test('a unit near its target that is weak is called so wherever its zone is', () => {
    const said = text(shown(result([adrift, unit()])));
    expect(said).toContain('Adrift');
    expect(said).toContain('centred, weak');
    expect(said).toContain('not distinguishable from target');
  });

  test('a hidden unit says why and no number', () => {
    const said = text(shown(result([suppressed])));
    expect(said).toContain('fewer than 5 respondents could be scored');
    expect(said).toContain('Numbers are shown from 5 respondents on');
    expect(said).not.toContain('The same in numbers');
    expect(shown(result([suppressed]))).not.toMatch(/<circle/);
  });

  test('a unit without a position has no bob and says so', () => {
    const source = shown(result([unscored]));
    expect(source).not.toMatch(/<circle/);
    expect(text(source)).toContain('Too few answers to score');
  });

  test('rounds are a table of their own where there are several', () => {
    expect(text(shown(heroic, { earlier: [before] }))).toContain('2026-q3 2.4 toward customer');
    expect(text(shown(heroic))).not.toContain('The swing over rounds');
  });

  test('every question with its notes, where they are asked for', () => {
    const said = text(shown(appendix));
    expect(said).toContain('Appendix: every question');
    expect(said).toContain('Every <time>');
    expect(said).toContain('Days that leaders spent with customers in the last quarter');
    expect(text(shown(heroic))).not.toContain('Appendix');
  });

  test('that it is not validated, and what it came from', () => {
    const said = text(shown(heroic));
    expect(said).toContain('This instrument is not validated');
    expect(said).toContain('f00d');
    expect(said).toContain('pendulum 0.1.0');
  });

  test('texts of a scorecard in another language carry it, the report its own', () => {
    const german = shown({ ...heroic, words: { ...words, language: 'de' } });
    expect(german).toContain('<html lang="en">');
    expect(german).toContain('<span lang="de">Direction and leadership</span>');
    expect(shown({ ...heroic, words: { ...words, language: '"><b>' } })).not.toContain(
      'lang="&quot;',
    );
  });
});

test('the gate is told as a whole and check by check', () => {
  const check: CheckResult = {
    check: 'near-target',
    unit: 'bulk-north',
    measure: 'position',
    status: 'failed',
    got: 20.8,
    range: null,
    limit: { from: -25, to: -5 },
    because: 'the market calls for process',
    missing: null,
    waiver: null,
  };
  const waiver = { reason: 'new plant', owner: 'A. Meyer', expires: '2026-12-31' };
  const gated: Result = {
    ...company,
    gate: {
      verdict: 'failed',
      strict: false,
      checks: [check, { ...check, check: 'other', status: 'waived', waiver }],
      waivers: [{ ...waiver, check: 'near-target', unit: 'bulk-north', fault: 'unused' }],
    },
  };
  const said = text(shown(gated));
  expect(said).toContain('The gate failed: 1 failed; 1 waived; 1 waiver');
  expect(said).toContain('position: 20.8 toward customer');
  expect(said).toContain('5.0 to 25.0 toward process');
  expect(said).toContain('waived by A. Meyer until 2026-12-31: new plant');
  expect(said).toContain('the waiver waives nothing');
});

test('a side that is hidden is not said to have too few answers', () => {
  const dimensions = unscored.dimensions.map((each) => ({ ...each, hidden: ['process' as const] }));
  const said = text(shown(result([{ ...unscored, dimensions }])));
  expect(said).toContain('what is “hidden” would tell of few');
  expect(text(shown(result([unscored])))).not.toContain('hidden');
});
