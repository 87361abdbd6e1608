import { describe, expect, test } from 'vitest';
import { mostToTell } from '../../src/report/text.ts';
import { flat, render } from './render.ts';
import {
  adrift,
  company,
  heroic,
  mixed,
  question,
  result,
  suppressed,
  unit,
  unscored,
} from './results.ts';

describe('a page', () => {
  test('says on every page what it is not: validated, or real', () => {
    const pages = render(company).split('━'.repeat(80));
    expect(pages).toHaveLength(6);
    for (const each of pages) {
      expect(each).toContain('not validated');
      expect(each).toContain('An invented company; every number in it is made up.');
    }
  });

  test('target and gap in words', () => {
    expect(flat(heroic)).toContain(
      'Target 15.0 toward process ± 10.0 (customer 65.0, process 80.0)',
    );
    expect(flat(heroic)).toContain('Gap 35.8 toward customer, beyond the tolerance');
  });

  test('a target inside the interval is not distinguishable, whatever the zone', () => {
    const interval = { low: -20, high: 60, level: 0.95 };
    expect(flat(result([unit({ interval })]))).toContain('not distinguishable from target');
    expect(flat(heroic)).not.toContain('not distinguishable');
  });

  test('balance never stands without strength', () => {
    for (const of of [heroic, company, result([unscored])]) {
      for (const line of render(of, { columns: 120 }).split('\n')) {
        if (line.includes('balance ')) expect(line).toMatch(/Strength +[\d.]+ of 100/);
      }
    }
  });

  test('a weak unit is called weak where its zone is named, also in the overview', () => {
    expect(flat(result([adrift]))).toContain(
      'centred, strength 34.9 (weak), not distinguishable from target',
    );
    expect(flat(company)).toContain('3.8 process, centred, weak');
  });

  test('a floor that is not reached is named', () => {
    expect(flat(heroic)).toContain('process 55.4 is below its floor of 60.0');
    expect(flat(result([adrift]))).not.toContain('below its floor');
  });

  test.each([
    [24.2, true],
    [20, false],
    [-20.001, true],
  ])('a stated lean %f off the position is a finding: %s', (distance, isFinding) => {
    const text = flat(result([unit({ statedLean: { value: 40, distance } })]));
    expect(text.includes('we say one thing and do another')).toBe(isFinding);
  });

  test('response rate only where the number of invited is known', () => {
    expect(flat(heroic)).toContain('14 of 20 invited (70 %): operations 9, sales 5');
    expect(flat(result([adrift]))).toContain(
      'Respondents 7 respondents; each role counts the same',
    );
    expect(flat(result([unscored]))).toContain(
      '6 respondents: sales 6; each respondent counts the same',
    );
  });

  test('every recommendation gives its reasons, or is left out', () => {
    const [first, second] = heroic.units[0]!.recommendations;
    const of = result([unit({ recommendations: [{ ...first!, because: [] }, second!] })]);
    expect(flat(of)).not.toContain(first!.title);
    expect(flat(of)).toContain(`1. ${second!.title}`);
    expect(flat(of)).toContain(`Why - ${second!.because[0]}`);
  });

  test('the five questions that divide most, with how they were answered', () => {
    const many = Array.from({ length: 8 }, (_, i) => question(`q${i}`, [2, 0, 1], mixed));
    const text = flat(result([unit({ questions: many, discuss: many.map(({ id }) => id) })]));
    expect(text).toContain('q4');
    expect(text).not.toContain('q5');
    expect(text).toContain('3 more questions divide people less.');
  });

  test('a question called like a property of every object', () => {
    const asked = question('constructor', [1, 2], mixed);
    expect(flat(result([unit({ questions: [asked], discuss: ['constructor'] })]))).toContain(
      'mixed constructor',
    );
  });
});

describe('what cannot be shown', () => {
  test('a suppressed unit says why, and shows no number of anybody', () => {
    const text = render(result([suppressed]), { earlier: [result([unit({ id: 'helium' })])] });
    expect(text).toContain('fewer than 5 respondents could be scored');
    expect(text.replace(/1\.0\.0|2026-q4|5/g, '')).not.toMatch(/\d/);
    expect(text).not.toMatch(/[█▀▄]/);
  });

  test('a unit suppressed last round leaves no ghost', () => {
    const last = result([{ ...suppressed, id: 'bulk-north', position: 40 }]);
    expect(render(heroic, { earlier: [last] })).toBe(render(heroic));
  });

  test('no score is words, never zero', () => {
    const text = flat(result([unscored]));
    expect(text).toContain('Too few answers to score: there is no position to show.');
    expect(text.replace('1.0.0', '')).not.toMatch(/\b0\.0\b|NaN|null/);
  });

  test('a result without units is a heading, not a fault', () => {
    expect(render(result([]))).toBe('');
    expect(mostToTell(result([]))).toBe('');
  });
});
