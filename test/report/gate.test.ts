import { describe, expect, test } from 'vitest';
import { renderGate, type GateLook } from '../../src/report/gate.ts';
import type { CheckResult, GateResult, WaiverFault } from '../../src/result.ts';
import { displayWidth } from '../../src/text/width.ts';
import { result } from './results.ts';

const check = (rest: Partial<CheckResult> = {}): CheckResult => ({
  check: 'strong-enough',
  unit: 'north',
  measure: 'strength',
  status: 'passed',
  got: 71.452,
  range: null,
  limit: { from: 45, to: null },
  because: 'Weak is not balance',
  missing: null,
  waiver: null,
  ...rest,
});

const waiver = { reason: 'Rebuilding', owner: 'Head of South', expires: '2026-12-31' };
const failed = check({ unit: 'south', status: 'failed', got: 37.298 });
const waived = check({ unit: 'west', status: 'waived', got: 44.999, waiver });
const unjudged = check({
  unit: 'east',
  measure: 'position',
  check: 'aim',
  status: 'unjudged',
  got: null,
  limit: { from: -15, to: 15 },
  missing: 'no answers in this round',
});
const fault = (kind: WaiverFault['fault']): WaiverFault => ({
  ...waiver,
  check: 'aim',
  unit: 'north',
  fault: kind,
});

const gate = (rest: Partial<GateResult> = {}): GateResult => ({
  verdict: 'passed',
  strict: false,
  checks: [check()],
  waivers: [],
  ...rest,
});

const pipe: GateLook = { columns: 80, unicode: true, colorLevel: 0, isTerminal: false };

const rendered = (of: GateResult, look: Partial<GateLook> = {}) =>
  renderGate(result([], { gate: of }), { ...pipe, ...look });

test('a line a check, then the waivers that fail, then how it ended', () => {
  const all = gate({
    verdict: 'failed',
    strict: true,
    checks: [check(), failed, waived, unjudged],
    waivers: [fault('expired'), fault('unused')],
  });
  expect(rendered(all)).toBe(
    [
      'passed      north  strong-enough  strength  71.452                    at least 45.0                    Weak is not balance',
      'FAILED      south  strong-enough  strength  37.298                    at least 45.0                    Weak is not balance',
      'waived      west   strong-enough  strength  44.999                    at least 45.0                    Weak is not balance (waived until 2026-12-31 by Head of South: Rebuilding)',
      'not judged  east   aim            position  no answers in this round  at most 15.0 toward either side  Weak is not balance',
      'FAILED  waiver of aim for north: expired on 2026-12-31 (Head of South: Rebuilding)',
      'FAILED  waiver of aim for north: unused, there is nothing to waive (Head of South: Rebuilding)',
      'failed: 1 of 4 checks failed, 1 waived, 1 could not be judged, 1 expired waiver, 1 unused waiver, round 2026-q4, strict',
      '',
    ].join('\n'),
  );
});

test.each<[string, Partial<GateResult>, string]>([
  ['passed', {}, 'passed: 1 of 1 check passed, round 2026-q4'],
  [
    'waived',
    { checks: [check(), waived] },
    'passed: 1 of 2 checks passed, 1 waived, round 2026-q4',
  ],
  [
    'not judged',
    { verdict: 'unjudged', checks: [check(), unjudged] },
    'not judged: 0 of 2 checks failed, 1 could not be judged, round 2026-q4',
  ],
  [
    'failed by waivers alone',
    { verdict: 'failed', waivers: [fault('unused'), fault('unused')] },
    'failed: 0 of 1 check failed, 2 unused waivers, round 2026-q4',
  ],
])('the last line of one %s', (_, rest, last) => {
  expect(rendered(gate(rest)).trimEnd().split('\n').at(-1)).toBe(last);
});

test('the line tells what it could be', () => {
  const wide = check({ range: { low: 30, high: 72 } });
  expect(rendered(gate({ checks: [wide] }))).toContain('  71.452, could be 30.0 to 72.0  ');
});

describe('a terminal', () => {
  const all = gate({ checks: [check(), unjudged] });
  const lines = (columns: number) =>
    rendered(all, { isTerminal: true, columns }).trimEnd().split('\n');

  test('with room has columns', () => {
    expect(lines(107)).toEqual([
      'passed      north  strong-enough  strength  71.452                    at least 45.0                    Weak is not balance',
      'not judged  east   aim            position  no answers in this round  at most 15.0 toward either side  Weak is not balance',
      'passed: 1 of 2 checks passed, 1 could not be judged, round 2026-q4',
    ]);
  });

  test.each([
    [60, 'passed      north  strong-enough  strength  71.452  at least 45.0  Weak is not balance'],
    [20, 'passed      north  strong-enough  strength  71.452  at least 45.0  Weak is not balance'],
    [8, 'passed  north  strong-enough  strength  71.452  at least 45.0  Weak is not balance'],
  ])('of %d columns has as many as fit, and a line a check', (columns, first) => {
    expect(lines(columns)[0]).toBe(first);
    expect(lines(columns)).toHaveLength(3);
  });
});

test('colour only adds', () => {
  const all = gate({ checks: [check(), failed, waived, unjudged], waivers: [fault('unused')] });
  const coloured = rendered(all, { colorLevel: 3 });
  expect(coloured).toContain('\u001b[');
  expect(coloured.replaceAll(/\u001b\[[0-9;]*m/g, '')).toBe(rendered(all));
});

test('what files bring is inert and in one line', () => {
  const attack = 'a\u001b[31m\n\u202eb\u0007 é';
  const all = gate({
    checks: [
      check({ because: attack, unit: attack }),
      { ...waived, waiver: { ...waiver, owner: attack } },
    ],
    waivers: [{ ...fault('expired'), reason: attack }],
  });
  expect(rendered(all)).not.toMatch(/[^\P{C}\n]/u);
  expect(rendered(all).split('\n')).toHaveLength(5);
  expect(rendered(all, { unicode: false })).toMatch(/^[\n -~]*$/);
});

test('wide letters stand in columns as well', () => {
  const all = gate({ checks: [check(), check({ check: '瓦斯' })] });
  const before = rendered(all)
    .split('\n')
    .slice(0, 2)
    .map((line) => displayWidth(line.slice(0, line.indexOf('strength'))));
  expect(before[0]).toBe(before[1]);
});

test('a result without a gate is no text of one', () => {
  expect(() => renderGate(result([]), pipe)).toThrow('no gate');
});
