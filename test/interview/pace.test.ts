import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { typed } from '../../src/interview/press.ts';
import { drive } from '../../src/interview/drive.ts';
import { paced, secondsLeft, unknownPace, usualSeconds } from '../../src/interview/pace.ts';
import { begin, type State } from '../../src/interview/state.ts';
import { loadPlan } from '../../src/cli/load.ts';
import { formOf, play } from './keys.ts';
import { everyKind, tenQuestions } from './plan.ts';

const ten = formOf(tenQuestions);
const [first] = tenQuestions.questions;
/** "Question 1" is ten columns of reading. */
const usual = 15 + 10 / 12;

/** The same key again and again, each so many seconds after the one before. */
const paceOf = (gaps: readonly number[]): State => {
  let now = 1000;
  return gaps.reduce(
    (state, gap) => drive(ten, state, typed('3'), () => undefined, (now += gap)),
    begin(ten),
  );
};

describe('the time a question takes as a rule', () => {
  const secondsOf = (id: string) =>
    Math.round(usualSeconds(everyKind.questions.find((question) => question.id === id)!));

  test.each([
    ['outcomes', 21],
    ['complaint', 26],
    ['recall', 25],
    ['recall-time', 42],
    ['schedule', 25],
    ['attention', 48],
  ])('%s: %i seconds', (id, seconds) => {
    expect(secondsOf(id)).toBe(seconds);
  });

  test('CJK takes twice the columns and the time', () => {
    expect(usualSeconds({ ...first!, ask: '漢字'.repeat(30) })).toBeCloseTo(15 + 120 / 12);
  });
});

describe('the time left', () => {
  test('begins at the usual speed and gets shorter with every answer', () => {
    expect(secondsLeft(ten, begin(ten))).toBeCloseTo(10 * usual, 0);
    expect(secondsLeft(ten, play(ten, '3 3 3').state)).toBeCloseTo(7 * usual, 0);
  });

  test('follows the person: half the time is told sooner, twice the time later', () => {
    const at = (gap: number) => secondsLeft(ten, paceOf([0, gap, gap, gap, gap]))!;
    expect(at(usual)).toBeCloseTo(5 * usual, 0);
    expect(at(usual / 2)).toBeCloseTo((5 * usual * (90 + 2 * usual)) / (90 + 4 * usual), 0);
    expect(at(usual * 2)).toBeGreaterThan(at(usual));
  });

  test('a pause counts as a slow answer, however long it was', () => {
    const hour = secondsLeft(ten, paceOf([0, 10, 3600]))!;
    expect(hour).toBe(secondsLeft(ten, paceOf([0, 10, 100])));
    expect(hour).toBeLessThan(2 * 7 * usual);
  });

  test('keys in one burst and a clock that goes back do no harm', () => {
    expect(secondsLeft(ten, paceOf([0, 0, 0, 0]))).toBeGreaterThan(0);
    expect(secondsLeft(ten, paceOf([0, -50]))).toBeGreaterThan(0);
  });

  test('is null when nothing is left, and leaves out what was asked for in vain', () => {
    expect(secondsLeft(ten, play(ten, '3 3 3 3 3 3 3 3 3 3').state)).toBe(null);
    const optional = {
      ...tenQuestions,
      questions: tenQuestions.questions.map((each) => ({ ...each, optional: true })),
    };
    const form = formOf(optional);
    const { state } = play(form, 'enter enter enter');
    expect(secondsLeft(form, state)).toBeCloseTo(7 * usual, 0);
  });

  test('an answer changed takes time and leaves as much to do', () => {
    const once = paced({ since: 0, spent: 0, usual: 0 }, first!, true, 10);
    expect(once).toEqual({ since: 10, spent: 10, usual });
    expect(paced(once, first!, false, 15)).toEqual({ since: 15, spent: 15, usual });
    expect(paced(unknownPace, first!, true, 10)).toEqual({ since: 10, spent: 0, usual: 0 });
  });

  test('an answer that could not be saved took no time yet', () => {
    const full = () => {
      throw new Error('no space left');
    };
    const stuck = drive(ten, paceOf([0]), typed('3'), full, 1010);
    expect(stuck.pace).toEqual({ since: 1000, spent: 0, usual: 0 });
    expect(drive(ten, stuck, typed('x'), () => undefined, 1020).pace.spent).toBe(20);
  });

  test.each([
    ['quick-scan', 6, 10],
    ['industrial-gases', 12, 18],
  ])('%s: near to what its author says', async (name, from, to) => {
    const cwd = fileURLToPath(new URL('../../', import.meta.url));
    const world = { ...process, cwd, env: {} };
    const form = formOf(await loadPlan(name, world));
    const minutes = secondsLeft(form, begin(form))! / 60;
    expect(minutes).toBeGreaterThan(from);
    expect(minutes).toBeLessThan(to);
  });
});
