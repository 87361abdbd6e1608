import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotApplicable, emptyAnswers } from '../../src/answers/types.ts';
import { compile } from '../../src/plan/compile.ts';
import { metricPoints } from '../../src/plan/metric.ts';
import { parseScorecard } from '../../src/scorecard/parse.ts';
import { zoneOf } from '../../src/score/position.ts';
import { evaluator } from '../../src/score/respondent.ts';
import { sourceOf } from '../../src/source/source.ts';
import { run } from '../run.ts';
import { answersTo, scorecards } from '../score/generate.ts';
import { asked, tiny, withQuestion } from '../scorecards.ts';
import { fault, read, refused, told } from './told.ts';

const stated = 'tradeOff: { process: P, customer: C }';
const zones = (...limits: readonly string[]) =>
  `${tiny()}zones:\n${limits.map((each) => `  - { title: Z, ${each} }`).join('\n')}\n`;
const first = 'ask: C,';
fault(21, 'weights', [
  refused('negative', tiny(first, `${first} weight: -1,`), 'NUMBER', '-1'),
  refused(
    'a dimension’s negative',
    tiny('title: Direction', 'title: D, weight: -0.5'),
    'NUMBER',
    '-0.5',
  ),
  refused(
    'a side without weight',
    tiny(first, `${first} weight: 0,`),
    'ZERO_WEIGHT',
    '{ id: direction',
  ),
  refused(
    'no dimension with weight',
    tiny('title: Direction', 'title: D, weight: 0'),
    'ZERO_WEIGHT',
    '- { id: d',
  ),
  refused('0.000', tiny(first, `${first} weight: 0.000,`), 'ZERO_WEIGHT', '{ id: direction'),
]);

test('fault 21: all that weighs was skipped: no score, neither 0 nor NaN', () => {
  const sheet = `pendulum: 1\nscorecard: quick-scan\nunit: u\nrespondent: r\nanswers: {}\n`;
  const ran = run(['score', '-', '-f', 'json'], { input: sheet });
  const [unit] = (JSON.parse(ran.stdout) as { units: Record<string, unknown>[] }).units;
  expect(unit).toMatchObject({ customer: null, process: null, position: null, strength: null });
  expect(ran.stdout).not.toMatch(/NaN|Infinity/);
  const { scorecard: located } = parseScorecard(sourceOf('f', tiny()), none).value!;
  const answers = emptyAnswers(2);
  answers.state.fill(NotApplicable);
  const score = evaluator(compile(located.value)).evaluate(answers, nowhere);
  expect([score.isScored, score.leaningState[0], score.leaningState[1]]).toEqual([false, 1, 1]);
});

const none = () => ({ value: null, problems: [] });
const nowhere = { markets: [], role: null, unit: null };
fault(22, 'a side of a dimension without questions', [
  refused('one side', tiny('side: process', 'side: customer'), 'POLE_EMPTY', '{ id: direction'),
  refused(
    'only stated lean',
    tiny('side: process, ask: P, answerScale: agreement', stated),
    'POLE_EMPTY',
    '{ id: direction',
  ),
  ['a dimension without any', emptyDimension(), 'POLE_EMPTY 10:5', 'POLE_EMPTY 10:5'],
]);

function emptyDimension(): string {
  return tiny('questions:', '  - { id: flow, title: Flow }\nquestions:');
}

const [low, high] = ['id: low, from: -100, to: 0', 'id: high, from: 0, to: 100'];
fault(23, 'zones that do not cover every score once', [
  refused('a gap', zones(low, 'id: high, from: 10, to: 100'), 'ZONES', '{ title: Z, id: high'),
  refused(
    'an overlap',
    zones(low, 'id: high, from: -10, to: 100'),
    'ZONES',
    '{ title: Z, id: high',
  ),
  refused('a late start', zones('id: low, from: -90, to: 0', high), 'ZONES', '{ title: Z, id: low'),
  refused(
    'an early end',
    zones(low, 'id: high, from: 0, to: 90'),
    'ZONES',
    '- { title: Z, id: low',
  ),
  refused(
    'an empty zone',
    zones(low, 'id: nil, from: 0, to: 0', high),
    'ZONES',
    '{ title: Z, id: nil',
  ),
  refused('beyond the end', zones(low, 'id: high, from: 0, to: 101'), 'NUMBER', '101'),
  refused(
    'a gap between bands',
    `${tiny()}strengthBands:\n  - { id: weak, title: W, from: 0, to: 50 }\n  - { id: strong, title: S, from: 60, to: 100 }\n`,
    'ZONES',
    '{ id: strong',
  ),
]);

test.each([
  [zones(low, 'id: high, from: 10, to: 100'), 'no zone covers 0 to 10'],
  [zones(low, 'id: high, from: -10, to: 100'), 'the zone "high" overlaps -10 to 0'],
  [zones('id: low, from: -90, to: 0', high), 'no zone covers -100 to -90'],
  [zones(low, 'id: high, from: 0, to: 90'), 'no zone covers 90 to 100'],
])('fault 23: the interval is named (%#)', (text, message) => {
  expect(read(text).map((found) => found.message)).toEqual([message]);
});

test('fault 23: every score that can be reached is in one zone, a limit in the inner one', () => {
  const plan = compile(parseScorecard(sourceOf('f', tiny()), none).value!.scorecard.value);
  for (let position = -100_000; position <= 100_000; position += 1) {
    const zone = zoneOf(plan.zones, position);
    const isInside = position >= zone.from && position <= zone.to;
    const inner = Math.min(Math.abs(zone.from), Math.abs(zone.to));
    const isOuter = Math.abs(position) === inner && zone.from * zone.to > 0;
    if (!isInside || isOuter) expect.unreachable(`${position} is in ${zone.id}`);
  }
});

const metric = (rest: string) =>
  withQuestion(asked('q', `side: customer, metric: { unit: h, ${rest} }`));
const breakpoints = (points: string, rest = 'decimals: 1,') =>
  refused(`${rest} ${points}`, metric(`${rest} points: ${points}`), 'BREAKPOINTS', '{ unit: h');
const options = (list: string) => tiny('[Disagree, Neither, Agree]', list);
const atScale = '{ options';
fault(24, 'answers that cannot be put in order', [
  refused('one option', options('[Yes]'), 'SCALE', atScale),
  refused('no option', options('[]'), 'SCALE', atScale),
  refused('twelve options', options('[a, b, c, d, e, f, g, h, i, j, k, l]'), 'SCALE', atScale),
  refused('an option twice', options('[Yes, No, Yes]'), 'SCALE', atScale),
  refused(
    'one choice',
    withQuestion(asked('q', 'choice: [{ code: a, label: A, customer: 1 }]')),
    'SHAPE',
    '[{ code',
  ),
  refused(
    'a choice twice',
    withQuestion(
      asked(
        'q',
        'choice: [{ code: a, label: A, customer: 1 }, { code: a, label: B, customer: 2 }]',
      ),
    ),
    'SCALE',
    '[{ code',
  ),
  breakpoints('[[2, 0], [1, 100]]'),
  breakpoints('[[1, 0], [1, 100]]'),
  breakpoints('[[1, 50], [2, 50]]'),
  breakpoints('[[1, 0], [2, 50], [3, 20], [4, 60]]'),
  breakpoints('[[1, 0], [2, 101]]'),
  breakpoints('[[1, 0], [2.25, 100]]'),
  breakpoints('[[1, 0], [2, 100]]', 'decimals: 1, min: 5, max: 5,'),
  breakpoints('[[1, 0], [2, 100]]', 'decimals: 1, min: 5, max: 4,'),
  breakpoints('[[1, 0], [2, 100]]', 'decimals: 0, min: 0.5,'),
]);

test('fault 26: no answers to any scorecard make a number that is none', () => {
  const survey = scorecards.chain((card) => {
    const plan = compile(card);
    return fc.record({ plan: fc.constant(plan), answers: answersTo(plan) });
  });
  fc.assert(
    fc.property(survey, ({ plan, answers }) => {
      const score = evaluator(plan).evaluate(answers, nowhere);
      const leanings = [...score.side, ...score.leaning];
      const rest = [score.position, score.statedLean, score.applicable, score.answered];
      expect([...leanings, ...rest].every(Number.isSafeInteger)).toBe(true);
      expect(leanings.every((each) => each >= 0 && each <= 100_000)).toBe(true);
      expect(score.answered).toBeLessThanOrEqual(score.applicable);
    }),
    { numRuns: 500 },
  );
});

test('fault 26: nor do the largest numbers a metric may have', () => {
  const most = (rest: string) => metric(`${rest} points: [[-6710, 0], [6710, 100]]`);
  expect(told(read(most('decimals: 4,')))).toEqual([]);
  const [over] = read(most('decimals: 4, max: 6711,'));
  expect(over).toMatchObject({ code: 'OVERFLOW', place: { line: 13 } });
  const wide = [
    [-1e10, 0],
    [1e10, 100_000],
  ] as const;
  for (const value of [-1e10, -1, 0, 1, 33_333, 1e10]) {
    expect(metricPoints(wide, value)).toBe(Math.round((value + 1e10) / 2e5));
  }
});
