import { expect, test } from 'vitest';
import type { Interval, Target } from '../../src/plan/types.ts';
import { compile } from '../../src/plan/compile.ts';
import {
  archetypeOf,
  bandOf,
  fitOf,
  strengthOf,
  targetOf,
  zoneOf,
} from '../../src/score/position.ts';
import { shippedPlan } from '../plans.ts';

const plan = shippedPlan('industrial-gases');
const milli = (points: number) => Math.round(points * 1000);

test.each([
  [20, 20, 0, 20, 100],
  [85, 85, 0, 85, 100],
  [90, 10, 80, 30, 20],
  [78, 64, 14, 70.65, 86],
  [58, 82, -24, 68.96, 76],
  [35, 70, -35, 49.5, 65],
])(
  '%d customer, %d process: position %d, strength %d, balance %d',
  (c, p, pos, strength, balance) => {
    expect(c - p).toBe(pos);
    expect(strengthOf(milli(c), milli(p)) / 1000).toBeCloseTo(strength, 2);
    expect(100 - Math.abs(c - p)).toBe(balance);
  },
);

test.each([
  [14, -20, 71.667],
  [-24, -20, 96.667],
  [-100, 20, 0],
  [-20, -20, 100],
])('position %d against target %d fits %d', (position, target, fit) => {
  expect(fitOf(milli(position - target), milli(target))).toBeCloseTo(fit, 3);
});

test.each([
  [50.001, 'customer-captured'],
  [50, 'strongly-customer-leaning'],
  [25.001, 'strongly-customer-leaning'],
  [25, 'customer-leaning'],
  [10.001, 'customer-leaning'],
  [10, 'centred'],
  [0, 'centred'],
  [-10, 'centred'],
  [-10.001, 'process-leaning'],
  [-25, 'process-leaning'],
  [-50, 'strongly-process-leaning'],
  [-50.001, 'process-bound'],
  [100, 'customer-captured'],
  [-100, 'process-bound'],
])('position %d is %s', (position, zone) => {
  expect(zoneOf(plan.zones, milli(position)).id).toBe(zone);
});

test('every position lies in a zone', () => {
  for (let position = -100_000; position <= 100_000; position += 250) {
    expect(zoneOf(plan.zones, position)).toBeDefined();
  }
});

test.each([
  [39.999, 'weak'],
  [40, 'developing'],
  [59.999, 'developing'],
  [60, 'capable'],
  [80, 'strong'],
  [100, 'strong'],
  [0, 'weak'],
])('strength %d is %s', (strength, band) => {
  expect(bandOf(plan.strengthBands, milli(strength)).id).toBe(band);
});

const target = (customer: number, process: number, floor = 45): Target => ({
  customer: milli(customer),
  process: milli(process),
  tolerance: 10_000,
  floor: { customer: milli(floor), process: milli(floor) },
  regulated: false,
});

test.each([
  ['poised', 72, 78, target(70, 80), 0.8, null],
  ['adrift', 30, 35, target(70, 75), 0.8, null],
  ['forming', 50, 55, target(70, 75), 0.8, null],
  ['forming, strong but below a floor', 62, 66, target(62, 66, 65), 0.8, null],
  ['heroic', 85, 60, target(70, 80), 0.8, null],
  ['mechanical', 45, 85, target(70, 80), 0.8, null],
  ['over-swung', 95, 82, target(70, 80), 0.8, null],
  ['fragmented, by agreement', 72, 78, target(70, 80), 0.49, null],
  ['fragmented, by role', 72, 78, target(70, 80), 0.8, 25.001],
  ['poised, roles just together', 72, 78, target(70, 80), 0.5, 25],
] as const)('%s', (expected, customer, process, aim, rwgStar, roleSpread) => {
  const standing = {
    customer: milli(customer),
    process: milli(process),
    target: aim,
    rwgStar,
    roleSpread: roleSpread === null ? null : milli(roleSpread),
  };
  expect(expected.split(',')[0]).toBe(archetypeOf(standing));
});

const choice = { mix: new Map([['electronics', 1000]]), supplyMode: null, context: null };
const pair = (found: Target | null) => found && [found.customer / 1000, found.process / 1000];

test('a market is its pair of leanings', () => {
  expect(pair(targetOf(plan, choice))).toEqual([85, 95]);
  expect(targetOf(plan, { ...choice, mix: new Map() })).toBeNull();
});

test('a mix blends targets by share and keeps the highest floor', () => {
  const mix = new Map([
    ['electronics', 250],
    ['healthcare-hospital', 750],
  ]);
  const found = targetOf(plan, { ...choice, mix })!;
  expect(pair(found)).toEqual([73.75, 91.25]);
  expect(found.floor.process).toBe(70_000);
  expect(found.regulated).toBe(true);
});

test('a supply mode shifts both sides by half', () => {
  expect(pair(targetOf(plan, { ...choice, supplyMode: 'pipeline' }))).toEqual([80, 100]);
  expect(pair(targetOf(plan, { ...choice, supplyMode: 'bulk' }))).toEqual([85, 95]);
});

test('a shift never takes the target position beyond 40', () => {
  const mix = new Map([['chemicals-refining-steel', 1000]]);
  const found = targetOf(plan, { ...choice, mix, supplyMode: 'pipeline' })!;
  expect((found.customer - found.process) / 1000).toBe(-40);
  const steeper = {
    ...plan,
    supplyModes: [{ id: 'pipeline', title: 'Pipeline', shift: -30_000 }],
  };
  const limited = targetOf(steeper, { ...choice, mix, supplyMode: 'pipeline' })!;
  expect((limited.customer - limited.process) / 1000).toBe(-40);
});

const factors = plan.context!.factors.map(({ id }) => id);
const judged = (answer: (pull: number) => number) => ({
  mix: new Map(),
  supplyMode: null,
  context: new Map(plan.context!.factors.map(({ id, pull }) => [id, answer(pull)])),
});

test('the context questionnaire is another way to a target', () => {
  expect(factors).toHaveLength(8);
  expect(
    pair(
      targetOf(
        plan,
        judged(() => 3),
      ),
    ),
  ).toEqual([75, 75]);
  const customer = targetOf(
    plan,
    judged((pull) => (pull > 0 ? 5 : 1)),
  )!;
  expect(customer.customer - customer.process).toBe(40_000);
  const process = targetOf(
    plan,
    judged((pull) => (pull > 0 ? 1 : 5)),
  )!;
  expect(process.customer - process.process).toBe(-40_000);
  const mixed = targetOf(
    plan,
    judged((pull) => (pull > 0 ? 4 : 3)),
  )!;
  expect(mixed.customer - mixed.process).toBe(13_500);
});

test('a scorecard without zones, markets or rules gets the defaults', () => {
  const bare = compile({
    pendulum: '1',
    id: 'bare',
    version: '1',
    language: 'en',
    title: 'Bare',
    dimensions: [],
    questions: [],
  });
  const limits = ({ id, from, to }: Interval) => [id, from, to];
  expect(bare.zones.map(limits)).toEqual(plan.zones.map(limits));
  expect(bare.strengthBands.map(limits)).toEqual(plan.strengthBands.map(limits));
  expect(bare.rules).toEqual(plan.rules);
});
