import { describe, expect, test } from 'vitest';
import { swing } from '../../src/report/pendulum.ts';
import { frame, mostToTell } from '../../src/report/text.ts';
import { options, render } from './render.ts';
import type { UnitResult } from '../../src/result.ts';
import { before, company, group, heroic, result, suppressed, unit, unscored } from './results.ts';

describe('golden', () => {
  const looks = [40, 80, 120].flatMap((columns) =>
    [true, false].map((unicode) => ({ columns, unicode })),
  );

  test.each(looks)('heroic unit, %o', async (look) => {
    const file = `heroic-${look.columns}-${look.unicode ? 'unicode' : 'ascii'}.txt`;
    await expect(render(heroic, { ...look, earlier: [before] })).toMatchFileSnapshot(
      `../golden/text/${file}`,
    );
  });

  test.each(looks)('group with its units, %o', async (look) => {
    const file = `company-${look.columns}-${look.unicode ? 'unicode' : 'ascii'}.txt`;
    await expect(render(company, { ...look, earlier: [before] })).toMatchFileSnapshot(
      `../golden/text/${file}`,
    );
  });

  test('in colour', async () => {
    await expect(
      render(company, { colorLevel: 3, unit: 'most', earlier: [before] }),
    ).toMatchFileSnapshot('../golden/text/company-80-colour.txt');
  });

  test('in braille', async () => {
    await expect(render(heroic, { braille: true, earlier: [before] })).toMatchFileSnapshot(
      '../golden/text/heroic-80-braille.txt',
    );
  });
});

describe('choosing units', () => {
  const titles = (unitOption: string | null) =>
    render(company, { unit: unitOption })
      .split('\n')
      .filter((line) => line.endsWith('round 2026-q4'))
      .map((line) => line.replace('round 2026-q4', '').trim());

  test('by default an overview and all pages, groups above their units', () => {
    const all = ['Calder Gases', 'Bulk North', 'Cylinders South', 'Helium desk', 'Dry ice'];
    expect(titles(null)).toEqual(['Calder Gases', ...all]);
    expect(titles('all')).toEqual(['Calder Gases', ...all]);
  });

  test('most: the overview and the unit with the most to tell', () => {
    expect(titles('most')).toEqual(['Calder Gases', 'Bulk North']);
  });

  test('one unit: its page alone', () => {
    expect(titles('cylinders')).toEqual(['Cylinders South']);
  });

  test('a unit that is called most is that unit', () => {
    const of = result([unit({ id: 'most', title: 'Most Gas', gap: 0 }), unit()]);
    expect(render(of, { unit: 'most' })).toMatch(/^ {2}Most Gas/);
  });

  test('a single unit needs no overview', () => {
    expect(render(heroic, { unit: 'most' })).toBe(render(heroic));
  });

  test('groups that hold one another do not go round for ever', () => {
    const a = { ...group, id: 'a', title: 'Group A', members: ['b'] };
    const b = { ...group, id: 'b', title: 'Group B', members: ['a', 'bulk-north'] };
    expect(render(result([a, b, unit()]), { unit: 'all' })).toContain('Group B');
  });
});

describe('the most to tell', () => {
  const near = unit({ id: 'near', gap: 4, process: 70 });

  test('goes beyond its tolerance furthest', () => {
    const far = unit({ id: 'far', gap: -31, process: 70 });
    expect(mostToTell(result([near, far]))).toBe('far');
  });

  test('counts a floor that is not reached', () => {
    const low = unit({ id: 'low', gap: 3, process: 20 });
    expect(mostToTell(result([near, low]))).toBe('low');
  });

  test('is a unit before a group, and never a suppressed one where another is there', () => {
    const all = unit({ id: 'all', kind: 'group', gap: 90 });
    expect(mostToTell(result([suppressed, all, near]))).toBe('near');
    expect(mostToTell(result([suppressed, all]))).toBe('all');
    expect(mostToTell(result([suppressed]))).toBe('helium');
  });

  test('is the first of equals', () => {
    const twin = unit({ id: 'twin' });
    expect(mostToTell(result([twin, unit()]))).toBe('twin');
    expect(mostToTell(result([unit(), twin]))).toBe('bulk-north');
  });
});

describe('a frame', () => {
  test('at rest it opens the page of the unit', () => {
    const at = heroic.units[0]!.position!;
    expect(render(heroic).startsWith(frame(heroic, options, at))).toBe(true);
    expect(render(company, { unit: 'most' })).toContain(
      frame(company, { ...options, unit: 'most' }, at),
    );
  });

  test('always has as many lines, and only the picture moves', () => {
    const at = heroic.units[0]!.position!;
    const frames = swing(at, 12).map((position) => frame(heroic, options, position).split('\n'));
    expect(new Set(frames.map(({ length }) => length)).size).toBe(1);
    const rest = frames.at(-1)!;
    const still = (lines: readonly string[]) => [lines.slice(0, 4), lines.slice(19)];
    for (const each of frames) expect(still(each)).toEqual(still(rest));
  });

  test('there is none of a unit without a position', () => {
    expect(frame(result([suppressed]), options, 10)).toBe('');
    expect(frame(result([unscored]), options, 10)).toBe('');
  });
});

test('a side that is hidden is not said to have too few answers', () => {
  const [first, ...others] = unscored.dimensions;
  const of = { ...unscored, dimensions: [{ ...first!, hidden: ['process' as const] }, ...others] };
  for (const columns of [40, 80, 120]) {
    const said = (unit: UnitResult) => render(result([unit]), { columns, unit: 'dry-ice' });
    expect(said(of)).toContain('hidden');
    expect(said(unscored)).not.toContain('hidden');
    expect(said(of)).toContain('too few');
  }
});
