import { readFileSync } from 'node:fs';
import { Marked, type Token } from 'marked';
import { describe, expect, test } from 'vitest';
import type { Comparison, Swing, UnitComparison } from '../../src/comparison.ts';
import { renderComparisonJson } from '../../src/report/comparison/json.ts';
import { renderComparisonMarkdown } from '../../src/report/comparison/markdown.ts';
import { renderComparisonText } from '../../src/report/comparison/text.ts';

const golden = new URL('../golden/calder/compare.json', import.meta.url);
const calder = JSON.parse(readFileSync(golden, 'utf8')) as Comparison;
const bulk = calder.units.find(({ id }) => id === 'bulk-north')!;

const plain = { columns: 80, unicode: true, colorLevel: 0, unit: 'all' } as const;

const text = (unit: UnitComparison, changed: Partial<Comparison> = {}) =>
  renderComparisonText({ ...calder, ...changed, units: [unit] }, plain).replace(/\s+/g, ' ');

const withSwing = (changed: Partial<Swing>): UnitComparison => ({
  ...bulk,
  swings: [{ ...bulk.swings[0]!, ...changed }],
});

describe('in words', () => {
  test('what chance can do', () => {
    expect(text(bulk)).toContain('Swing 9.8 toward process, a change');
    const chance = { ...bulk.swings[0]!.test!, verdict: 'chance', p: 0.0001 } as const;
    expect(text(withSwing({ test: chance }))).toContain('not distinguishable from chance');
    expect(text(withSwing({ test: chance }))).toContain('p<0.001');
    expect(text(withSwing({ test: null }))).toContain('too few respondents, or no spread');
    const paired = { ...chance, method: 'paired', respondents: { from: 9, to: 9 } } as const;
    expect(text(withSwing({ test: paired }))).toMatch(
      /paired t test of 9 respondents in both.*they moved 9\.8/,
    );
  });

  test('overshoot', () => {
    expect(text(bulk)).not.toContain('Overshoot');
    expect(text(withSwing({ overshoot: { side: 'process', by: 12.34 } }))).toContain(
      'It crossed its target and hangs 12.3 beyond it, toward process',
    );
  });

  test('what moved by less than is printed did not move', () => {
    const still = { from: 50, to: 50.04, change: 0.04 };
    expect(text(withSwing({ position: still, strength: still }))).toMatch(
      /Swing did not move.*Strength 50\.0 → 50\.0, did not move/,
    );
  });

  test('a side that cannot be compared', () => {
    const unknown = { side: 'customer', from: null, to: null, change: null } as const;
    const advice = { ...bulk.swings[0]!.recommendations[0]!, moves: [unknown] };
    expect(text(withSwing({ recommendations: [advice] }))).toContain('customer cannot be compared');
  });

  test.each([
    ['absent', 'one of the two rounds has no answers'],
    ['suppressed', 'to protect those who answered'],
    ['unscored', 'too few answers to score'],
  ] as const)('%s', (hidden, said) => {
    expect(text(withSwing({ hidden }))).toContain(said);
    expect(text(withSwing({ hidden }))).not.toContain('Moved most');
  });

  test('the number on all questions, where it is another', () => {
    const [first, second] = bulk.rounds;
    expect(text(bulk)).not.toContain('on all its questions');
    expect(text({ ...bulk, rounds: [{ ...first!, full: -3 }, second!] })).toContain(
      '2.2 toward customer, Centred; 3.0 toward process on all its questions',
    );
  });

  test('what the rounds share, and what became of the questions', () => {
    const versions = [
      {
        version: '0.9.0',
        fingerprint: 'f',
        questions: [
          { id: 'q1', verdict: 'reworded', changed: [] },
          {
            id: 'q2',
            verdict: 'rescored',
            changed: [
              { part: 'weight', from: '1', to: '2' },
              { part: 'condition', from: null, to: null },
            ],
          },
        ],
      },
    ] as const;
    const said = text(bulk, { versions, core: { questions: 38, of: 43 } });
    expect(said).toContain(
      '38 of 43 questions are scored as before; the trend is computed on these',
    );
    expect(said).toContain('q1: reworded q2: rescored: weight 1 → 2; condition');
    expect(text(bulk)).toContain('The rounds share all 54 questions.');
    const bare = [{ version: '0.9.0', fingerprint: 'f', questions: [] }];
    expect(text(bulk, { versions: bare })).toContain(
      'Only weights, rules, targets or zones differ.',
    );
  });
});

/** Every text that can come from a file replaced. */
function poisoned(evil: string): Comparison {
  const replaced = JSON.stringify(calder, (key, value: unknown) =>
    ['title', 'remark', 'round', 'from', 'to', 'version'].includes(key) && typeof value === 'string'
      ? evil
      : value,
  );
  return JSON.parse(replaced) as Comparison;
}

describe('texts from files are inert', () => {
  const evil =
    '\u001b[31m\u202e<img src=x onerror=alert(1)> [l](javascript:alert(1)) | `c` www.a.example';
  const live = (tokens: readonly Token[]): readonly string[] =>
    tokens.flatMap((token): readonly string[] => [
      ...(['html', 'link', 'image', 'codespan', 'code'].includes(token.type) ? [token.raw] : []),
      ...live('tokens' in token ? (token.tokens ?? []) : []),
      ...(token.type === 'table'
        ? [...token['header'], ...token['rows'].flat()].flatMap((cell: { tokens: Token[] }) =>
            live(cell.tokens),
          )
        : []),
      ...(token.type === 'list' ? token['items'].flatMap((item: Token) => live([item])) : []),
    ]);

  test('in Markdown', () => {
    const page = renderComparisonMarkdown(poisoned(evil), plain);
    expect(page).toContain('onerror');
    expect(live(new Marked({ gfm: true }).lexer(page))).toEqual([]);
    expect(page).not.toMatch(/[\u001b\u202e]/);
  });

  test('on a terminal and in JSON', () => {
    const screen = renderComparisonText(poisoned(evil), plain);
    expect(screen).toContain('onerror');
    expect(screen).not.toMatch(/[\u001b\u202e]/);
    const json = renderComparisonJson(poisoned(evil));
    expect(json).not.toMatch(/[\u001b\u202e]/);
    expect(JSON.parse(json)).toEqual(poisoned(evil));
  });
});
