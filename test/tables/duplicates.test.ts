import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DuplicateFinder, repeated, type Kept } from '../../src/tables/duplicates.ts';
import { keyHash, namesRespondent, type KeyColumns, type KeyHash } from '../../src/tables/keys.ts';
import { NumberList } from '../../src/tables/number-list.ts';
import type { Fields } from '../../src/tables/types.ts';

type Row = readonly [unit: string, round: string, respondent: string];

const columns: KeyColumns = { unit: 0, round: 1, respondent: 2 };

/** A row as a reader hands it over, somewhere in a buffer. */
function fieldsOf(cells: readonly string[], before = ''): Fields {
  const parts = [Buffer.from(before), ...cells.map((cell) => Buffer.from(cell))];
  const ends = parts.map((_, i) =>
    parts.slice(0, i + 1).reduce((sum, part) => sum + part.length, 0),
  );
  return {
    bytes: Buffer.concat([...parts, Buffer.from(',"tail')]),
    starts: Int32Array.from(ends.slice(0, -1)),
    ends: Int32Array.from(ends.slice(1)),
    row: 0,
    line: 0,
  };
}

/** Both passes over rows, as they are numbered from 2. */
function passes(rows: readonly Row[], kept: Kept, hash: KeyHash = keyHash) {
  const all = rows.map((row, i) => fieldsOf(row, ' '.repeat(i % 5)));
  const hashes = new NumberList();
  for (const fields of all) {
    if (namesRespondent(fields, columns)) hashes.push(hash(fields, columns));
  }
  const finder = new DuplicateFinder(repeated(hashes.chunks()), kept, hash);
  const seen = all.map((fields, i) => finder.look(fields, columns, i + 2));
  const { dropped, pairs } = finder.found();
  return { seen, dropped: [...dropped], pairs };
}

/** The same by texts that no two keys share. */
function expected(rows: readonly Row[], kept: Kept) {
  const byKey = new Map<string, number[]>();
  rows.forEach((row, i) => {
    if (row[2] === '') return;
    const key = JSON.stringify(row);
    byKey.set(key, [...(byKey.get(key) ?? []), i + 2]);
  });
  const groups = [...byKey.values()];
  const pairs = groups
    .flatMap(([first, ...more]) => more.map((row) => ({ row, first: first! })))
    .toSorted((a, b) => a.row - b.row);
  const dropped = groups.flatMap((group) =>
    kept === 'first' ? group.slice(1) : group.slice(0, -1),
  );
  return {
    seen: rows.map((_, i) => pairs.some(({ row }) => row === i + 2)),
    dropped: dropped.toSorted((a, b) => a - b),
    pairs: pairs.slice(0, 10),
  };
}

const cell = fc.constantFrom(
  '',
  'a',
  'b',
  'ab',
  'ä',
  'aaaa',
  'aaaab',
  '\u0000',
  'a,b',
  'bulk-north',
);
const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 60 });
const weak: KeyHash = (fields, key) => keyHash(fields, key) % 3;
const blind: KeyHash = () => 7;

describe.each(['first', 'last'] as const)('the %s stays', (kept) => {
  test.each([
    ['a good hash', keyHash],
    ['a hash of three values', weak],
    ['a hash of one value', blind],
  ])('with %s the duplicates are exactly the duplicates', (_, hash) => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(passes(all, kept, hash)).toEqual(expected(all, kept));
      }),
      { numRuns: 1000 },
    );
  });
});

test('a row without a respondent is nobody’s', () => {
  const all: readonly Row[] = [
    ['u', 'q', ''],
    ['u', 'q', ''],
  ];
  expect(passes(all, 'first', blind)).toEqual({ seen: [false, false], dropped: [], pairs: [] });
});

test('what a table does not have is empty in every key', () => {
  const only = { unit: 1, round: -1, respondent: 0 };
  const fields = fieldsOf(['r1', 'u']);
  expect(keyHash(fields, only)).toBe(keyHash(fieldsOf(['u', '', 'r1']), columns));
  expect(namesRespondent(fields, { ...only, respondent: -1 })).toBe(false);
  const finder = new DuplicateFinder(Float64Array.of(keyHash(fields, only)), 'first');
  expect(finder.look(fieldsOf(['u', '', 'r1']), columns, 2)).toBe(false);
  expect(finder.look(fields, only, 3)).toBe(true);
});

test('keys of any length are told apart', () => {
  const long = 'x'.repeat(700_000);
  const all: readonly Row[] = [
    ['u', 'q', long],
    ['u', 'q', `${long}y`],
    ['u', long, long],
    ['u', 'q', 'short'],
    ['u', long, long],
    ['u', 'q', long],
  ];
  expect(passes(all, 'first', blind)).toEqual(expected(all, 'first'));
});

test('the hashes that are repeated are found over all chunks', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat({ max: 40 }), { maxLength: 30 })), (lists) => {
      const all = lists.flat();
      const twice = [...new Set(all.filter((value, i) => all.indexOf(value) !== i))];
      const found = repeated(lists.map((list) => Float64Array.from(list)));
      expect([...found]).toEqual(twice.toSorted((a, b) => a - b));
    }),
  );
});

test('a list of numbers keeps them over its chunks', () => {
  const list = new NumberList();
  const count = 3 * 65_536 + 5;
  for (let i = 0; i < count; i++) list.push(i * 1.5);
  list.set(65_536, -1);
  expect([list.length, list.at(65_535), list.at(65_536), list.at(count - 1)]).toEqual([
    count,
    65_535 * 1.5,
    -1,
    (count - 1) * 1.5,
  ]);
  expect(list.chunks().map(({ length }) => length)).toEqual([65_536, 65_536, 65_536, 5]);
  expect(new NumberList().chunks()).toEqual([]);
});

test('keys that differ little have hashes that differ, in either half as often as chance would', () => {
  const count = 300_000;
  const hashes = new Float64Array(count);
  const fields = fieldsOf(['unit-01', '2026-q4', 'r0000000']);
  for (let i = 0; i < count; i++) {
    const digits = String(i).padStart(7, '0');
    for (let d = 0; d < 7; d++) fields.bytes[fields.starts[2]! + 1 + d] = digits.charCodeAt(d);
    hashes[i] = keyHash(fields, columns);
  }
  expect(repeated([hashes])).toHaveLength(0);
  // Of 300,000 numbers of 32 bits about 10 pairs are equal; of 21 bits nearly 20,000.
  expect(repeated([hashes.map((hash) => Math.floor(hash / 2 ** 21))]).length).toBeLessThan(30);
  const low = new Set(hashes.map((hash) => hash % 2 ** 21)).size;
  const chance = 2 ** 21 * (1 - (1 - 2 ** -21) ** count);
  expect(Math.abs(low / chance - 1)).toBeLessThan(0.01);
});
