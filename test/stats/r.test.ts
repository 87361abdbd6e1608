import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askR, missing, type Told } from './r/ask.ts';
import { cases, chances, share, within } from './r/chance.ts';
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

  test.each(chances)('random answers pass the %s one time in twenty', (name) => {
    const of = (set: string) => inR.get(name)!.get(set)!.map(Number);
    const [passed, reached] = [of('passed'), of('reached')];
    const [most, least] = [Math.max(...passed), Math.min(...reached)];
    told.push(`${name}: passed by ${most} of random answers at most, reached by ${least} at least`);
    expect(passed).toHaveLength(cases.length);
    expect(most).toBeLessThan(share + within);
    expect(least).toBeGreaterThan(share - within);
  });

  test('nothing that R computes is left out', () => {
    const names = [...references.map(({ name }) => name), ...chances];
    expect([...inR.keys()].toSorted()).toEqual(names.toSorted());
  });
});

test('where R has all digits, eight of them at least are asked for', () => {
  const loose = references.filter(({ within }) => within > 1e-8).map(({ name }) => name);
  expect(loose).toEqual(['omega total, by minres']);
});
