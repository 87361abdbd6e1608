import { parseFragment, serialize } from 'parse5';
import { describe, expect, test } from 'vitest';
import { idOf } from '../../src/report/html/markup.ts';
import { renderSvg } from '../../src/report/svg.ts';
import { arc, place } from '../../src/report/svg/geometry.ts';
import type { Result } from '../../src/result.ts';
import { hostile } from './hostile.ts';
import {
  adrift,
  before,
  company,
  group,
  heroic,
  result,
  suppressed,
  unit,
  unscored,
} from './results.ts';

const drawn = (of: Result, rest: { unit?: string | null; earlier?: readonly Result[] } = {}) =>
  renderSvg(of, { unit: null, earlier: [], ...rest });

const count = (source: string, what: RegExp) => source.match(what)?.length ?? 0;

describe('geometry', () => {
  test('the centre hangs straight down, and sides are mirrored', () => {
    expect(place(0, 100)).toEqual([220, 118]);
    const [left, right] = [place(-40, 100), place(40, 100)];
    expect(left[0] + right[0]).toBeCloseTo(440, 9);
    expect(left[1]).toBeCloseTo(right[1], 9);
  });

  test('a position of 100 is at seventy degrees, and nothing goes further', () => {
    const [x, y] = place(100, 100);
    expect((Math.atan2(x - 220, y - 18) * 180) / Math.PI).toBeCloseTo(70, 9);
    expect(place(400, 100)).toEqual([x, y]);
  });

  test('an arc goes from process to customer', () => {
    expect(arc(-100, 100, 100)).toBe('M126 52.2A100 100 0 0 0 314 52.2');
  });
});

test('title and description come first and are what it is named by', () => {
  const source = drawn(heroic, { earlier: [before] });
  expect(source).toMatch(
    /^<svg\s[^>]*role="img"\s+aria-labelledby="pendulum-bulk-north-2026-q4-title pendulum-bulk-north-2026-q4-desc"\s*>\s*<title id="pendulum-bulk-north-2026-q4-title">Bulk North, round 2026-q4<\/title\s*>\s*<desc/,
  );
  expect(source).toContain(
    'It hangs at 20.8 toward customer: customer-leaning, strength 65.0 (capable). ' +
      'Target 15.0 toward process ± 10.0. 95 % interval 14.1 to 27.5 toward customer. ' +
      'In 2026-q3: 2.4 toward customer.',
  );
});

test('a bob now and a ghost before, or no bob and why', () => {
  expect(count(drawn(heroic), /<circle/g)).toBe(1);
  expect(count(drawn(heroic, { earlier: [before] }), /<circle/g)).toBe(2);
  expect(count(drawn(result([suppressed])), /<circle/g)).toBe(0);
  expect(drawn(result([suppressed]))).toContain('Numbers are shown from 5');
  expect(count(drawn(result([unscored])), /<circle/g)).toBe(0);
  expect(drawn(result([unscored]))).toContain('Too few answers to score');
});

test('what the earlier round hides is no ghost', () => {
  const hidden = result([{ ...suppressed, id: 'bulk-north' }]);
  expect(count(drawn(heroic, { earlier: [hidden] }), /<circle/g)).toBe(1);
});

test('limits that lie close together are not written over one another', () => {
  const zones = [-4, -2, 0, 2, 4].map((from) => ({
    id: `z${from}`,
    title: 'z',
    from,
    to: from + 2,
  }));
  const close = result([unit()], { words: { ...heroic.words, zones } });
  expect(count(drawn(close), /class="limit/g)).toBe(1);
});

test('the group above all others, and nothing where there is nothing', () => {
  expect(drawn(company)).toContain('<title id="pendulum-calder-2026-q4-title">Calder Gases');
  expect(drawn(result([group, adrift]), { unit: 'cylinders' })).toContain('Cylinders South');
  expect(drawn(result([]))).toBe('');
});

test('two pictures in one page share no id', () => {
  const ids = [drawn(heroic), drawn(company)].flatMap((source) =>
    [...source.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(idOf('a_b')).not.toBe(idOf('a b'));
  expect(idOf('"><x>é')).toMatch(/^[a-z0-9_-]+$/);
});

test('hostile texts stay texts of a bounded length', () => {
  const source = drawn(hostile, { unit: hostile.units[0]!.id });
  const lines = [...source.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1]!);
  for (const line of lines) expect([...line].length).toBeLessThan(2_000);
  expect(serialize(parseFragment(source))).not.toContain('<script');
  expect(source).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\ufffe\uffff]/);
  const evil = drawn(result([unit({ title: '</title><script>alert(1)</script>\ufffe' })]));
  expect(evil).not.toContain('<script');
  expect(evil).toContain('\\u{FFFE}');
});
