import { describe, expect, test } from 'vitest';
import { checkGate, readGate } from '../../src/answers/gate.ts';
import { sourceOf } from '../../src/source/source.ts';

const text = `pendulum: 1
checks:
  - { id: on-target, position: { within: 15, of: target }, because: The aim of the year }
  - { id: not-captured, position: { within: 5, of: [-20, 20] }, because: Both are heard }
  - { id: promises, process: { atLeast: 55.5 }, units: [north, south], because: Hospitals }
  - { id: story, agreement: { atLeast: -0.25 }, because: One story }
  - { id: steady, movement: { within: 15 }, because: Swings cost }
waivers:
  - { check: on-target, unit: south, reason: Rebuilt, owner: Head of South, expires: 2027-01-31 }
`;

function read(changed: string, units: readonly string[] | null = ['north', 'south', 'region']) {
  const { value, problems } = readGate(sourceOf('gate.yaml', changed));
  const all = [...problems, ...(value === null ? [] : checkGate(value, [], units))];
  const told = all.map(({ code, place }) => `${place?.line}:${place?.column} ${code}`);
  return { gate: value?.value ?? null, told };
}

test('a gate is checks and waivers', () => {
  const { gate, told } = read(text);
  expect(told).toEqual([]);
  expect(gate!.checks.map(({ ask }) => ask)).toEqual([
    { measure: 'position', within: 15, of: 'target' },
    { measure: 'position', within: 5, of: { from: -20, to: 20 } },
    { measure: 'process', atLeast: 55.5 },
    { measure: 'agreement', atLeast: -0.25 },
    { measure: 'movement', within: 15 },
  ]);
  expect(gate!.checks.map(({ units }) => units)).toEqual([
    null,
    null,
    ['north', 'south'],
    null,
    null,
  ]);
  expect(gate!.waivers).toEqual([
    {
      check: 'on-target',
      unit: 'south',
      reason: 'Rebuilt',
      owner: 'Head of South',
      expires: '2027-01-31',
    },
  ]);
});

const check = (rest: string) => `pendulum: 1\nchecks:\n  - { ${rest} }\n`;

describe('what makes no sense is refused at its place', () => {
  test.each([
    ['no reason', 'id: a, strength: { atLeast: 4 }', ['3:5 MISSING_KEY']],
    ['an empty reason', 'id: a, strength: { atLeast: 4 }, because: " "', ['3:49 SHAPE']],
    ['nothing to look at', 'id: a, because: b', ['3:5 CHECK_MEASURE']],
    [
      'two things to look at',
      'id: a, strength: { atLeast: 4 }, coverage: { atLeast: 0.5 }, because: b',
      ['3:5 CHECK_MEASURE'],
    ],
    [
      'a measure nobody knows',
      'id: a, luck: { atLeast: 4 }, because: b',
      ['3:14 UNKNOWN_KEY', '3:5 CHECK_MEASURE'],
    ],
    ['a share above one', 'id: a, coverage: { atLeast: 80 }, because: b', ['3:35 NUMBER']],
    ['no number', 'id: a, strength: { atLeast: .nan }, because: b', ['3:35 NUMBER']],
    ['an agreement above one', 'id: a, agreement: { atLeast: 2 }, because: b', ['3:36 NUMBER']],
    ['a tolerance below zero', 'id: a, movement: { within: -1 }, because: b', ['3:34 NUMBER']],
    ['another target', 'id: a, position: { within: 1, of: aim }, because: b', ['3:41 SHAPE']],
    ['half a range', 'id: a, position: { within: 1, of: [3] }, because: b', ['3:41 SHAPE']],
    ['a range backwards', 'id: a, position: { within: 1, of: [3, 2] }, because: b', ['3:41 SHAPE']],
    [
      'a range of words',
      'id: a, position: { within: 1, of: [low, 2] }, because: b',
      ['3:42 NUMBER'],
    ],
    [
      'a range beyond the scale',
      'id: a, position: { within: 1, of: [0, 101] }, because: b',
      ['3:45 NUMBER'],
    ],
    ['no units', 'id: a, strength: { atLeast: 4 }, units: [], because: b', ['3:47 SHAPE']],
    [
      'a unit there is not',
      'id: a, strength: { atLeast: 4 }, units: [nort], because: b',
      ['3:48 UNKNOWN_REF'],
    ],
  ])('%s', (_, rest, told) => {
    expect(read(check(rest)).told).toEqual(told);
  });

  test.each([
    ['no checks', 'pendulum: 1\nchecks: []\n', ['2:9 SHAPE']],
    ['nothing at all', 'pendulum: 1\n', ['1:1 MISSING_KEY']],
    ['two checks of one id', text.replace('id: promises', 'id: steady'), ['7:11 DUPLICATE_ID']],
    [
      'a waiver of no check',
      text.replace('check: on-target', 'check: on-targt'),
      ['9:14 UNKNOWN_REF'],
    ],
    ['a waiver of no unit', text.replace('unit: south', 'unit: sout'), ['9:31 UNKNOWN_REF']],
    ['a waiver without an owner', text.replace('owner: Head of South, ', ''), ['9:5 MISSING_KEY']],
    ['a waiver without a reason', text.replace('reason: Rebuilt, ', ''), ['9:5 MISSING_KEY']],
    ['a waiver for ever', text.replace(', expires: 2027-01-31', ''), ['9:5 MISSING_KEY']],
    ['a day there is not', text.replace('2027-01-31', '2027-02-30'), ['9:86 DATE']],
  ])('%s', (_, changed, told) => {
    expect(read(changed).told).toEqual(told);
  });
});

test('without a list of units, any may be named', () => {
  expect(read(text.replace('[north, south]', '[east]'), null).told).toEqual([]);
});
