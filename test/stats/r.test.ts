import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askR, missing, type Told } from './r/ask.ts';
import { compare, references } from './r/compare.ts';

const told: string[] = [];
let inR: Told = new Map();
beforeAll(() => {
  if (missing.length === 0) inR = askR();
}, 300_000);
afterAll(() => {
  process.stderr.write(told.map((line) => `${line}\n`).join(''));
});

if (missing.length > 0)
  process.stderr.write(`statistics were not held against R: install ${missing.join(', ')}\n`);

describe.skipIf(missing.length > 0)('says what R says', () => {
  test.each(references.map((reference) => [reference.name, reference] as const))(
    '%s',
    (name, reference) => {
      const compared = compare(reference, inR);
      const largest = Math.max(...compared.map(({ difference }) => difference));
      told.push(`${name}: ${compared.length} numbers, differ by ${largest.toExponential(1)}`);
      expect(compared.length).toBeGreaterThan(5);
      expect(compared.filter(({ difference }) => !(difference < reference.within))).toEqual([]);
    },
  );

  test('nothing that R computes is left out', () => {
    expect([...inR.keys()].toSorted()).toEqual(references.map(({ name }) => name).toSorted());
  });
});

test('where R has all digits, eight of them at least are asked for', () => {
  const loose = references.filter(({ within }) => within > 1e-8).map(({ name }) => name);
  expect(loose).toEqual(['omega total, by minres']);
});
