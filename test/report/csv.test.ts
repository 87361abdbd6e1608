import { expect, test } from 'vitest';
import { renderCsv } from '../../src/report/csv.ts';
import {
  adrift,
  company,
  dimensions,
  heroic,
  result,
  suppressed,
  unit,
  unscored,
} from './results.ts';

/** The rows as cells by the names of their columns; no text in these has a comma in it. */
function rows(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head, ...lines] = csv.trimEnd().split('\n');
  const names = head!.split(',').map((name) => name.slice(1, -1));
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])),
  );
}

test('the columns that tables of units have are named as there', () => {
  const names = Object.keys(rows(renderCsv(heroic))[0]!);
  const shared = ['unit', 'round', 'respondents', 'customer', 'process', 'position', 'strength'];
  expect(names).toEqual(
    expect.arrayContaining([
      ...shared,
      'balance',
      'zone',
      'target',
      'gap',
      'agreement',
      'coverage',
    ]),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('a unit with everything there is to say', () => {
  expect(rows(renderCsv(heroic))[0]).toMatchObject({
    unit: '"bulk-north"',
    title: '"Bulk North"',
    kind: '"unit"',
    round: '"2026-q4"',
    respondents: '14',
    invited: '20',
    coverage: '0.964',
    position: '20.8',
    side: '"customer"',
    target: '-15',
    gap: '35.8',
    low: '14.108',
    agreement: '0.584',
    agreementLabel: '"mixed"',
    statedLean: '45',
    suppressed: '',
    'flow.customer': '84.6',
    'flow.process': '41.2',
  });
});

test('of a hidden unit there is why, and no number', () => {
  const [row] = rows(renderCsv(result([suppressed])));
  const numbers = Object.values(row!).filter((cell) => /\d/.test(cell));
  expect(numbers).toEqual([
    '"2026-q4"',
    '65',
    '80',
    '-15',
    '10',
    '"fewer than 5 respondents could be scored"',
  ]);
  expect(row).toMatchObject({ respondents: '', position: '', zone: '' });
});

test('a score that does not exist is an empty cell, not 0', () => {
  const [row] = rows(renderCsv(result([unscored])));
  expect(row).toMatchObject({ position: '', 'direction.customer': '60', 'direction.process': '' });
});

test('a negative position stays a number', () => {
  expect(rows(renderCsv(result([adrift])))[0]).toMatchObject({ position: '-3.8', gap: '-1.8' });
});

test('every row has every column, also where units have other dimensions', () => {
  const [first] = dimensions([[1, 2]]);
  const other = unit({ id: 'other', dimensions: [{ ...first!, id: 'constructor' }] });
  const all = rows(renderCsv(result([...company.units, other])));
  expect(new Set(all.map((row) => Object.keys(row).length)).size).toBe(1);
  expect(all.at(-1)).toMatchObject({ 'constructor.customer': '1', 'flow.customer': '' });
  expect(all[0]).toMatchObject({ 'constructor.customer': '' });
});
