import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderSarif } from '../../src/report/sarif.ts';
import type { ProblemResult } from '../../src/result.ts';
import { company } from './results.ts';

const schema = fileURLToPath(new URL('../schemas/sarif-2.1.0.json', import.meta.url));
const validate = new Ajv({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(schema, 'utf8')) as object,
);

interface Found {
  readonly message: { readonly text: string };
  readonly level: string;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region?: object;
    };
  }[];
  readonly partialFingerprints: object;
}

const problem = (rest: Partial<ProblemResult> = {}): ProblemResult => ({
  code: 'UNKNOWN_KEY',
  severity: 'error',
  message: 'unknown key "wieght"',
  file: 'cards/own.yaml',
  line: 8,
  column: 5,
  hint: 'did you mean "weight"?',
  ...rest,
});

/** What the schema finds wrong, and the results. */
function report(...problems: readonly ProblemResult[]) {
  const log = JSON.parse(renderSarif({ tool: company.tool, problems })) as {
    readonly runs: readonly [
      { readonly results: readonly Found[]; readonly tool: { readonly driver: object } },
    ];
  };
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  return { results: log.runs[0].results, driver: log.runs[0].tool.driver };
}

const uri = (file: string) =>
  report(problem({ file })).results[0]!.locations[0]!.physicalLocation.artifactLocation.uri;

test('a problem with its place, its rule and what to do', () => {
  const { results, driver } = report(problem());
  expect(results).toEqual([
    {
      ruleId: 'UNKNOWN_KEY',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'unknown key "wieght"\ndid you mean "weight"?' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'cards/own.yaml' },
            region: { startLine: 8, startColumn: 5 },
          },
        },
      ],
      partialFingerprints: {
        'pendulumProblem/v1': 'UNKNOWN_KEY cards/own.yaml unknown key "wieght"',
      },
    },
  ]);
  expect(driver).toMatchObject({
    name: 'pendulum',
    rules: [{ id: 'UNKNOWN_KEY', shortDescription: { text: 'unknown key' } }],
  });
});

test('no problem is a run without results', () => {
  expect(report().results).toEqual([]);
});

test.each([
  ['a result without problems', company],
  ['a result with one', { ...company, problems: [problem({ severity: 'warning' })] }],
])('%s', (_, of) => {
  expect(validate(JSON.parse(renderSarif(of)))).toBe(true);
});

test.each([
  ['own.yaml', 'own.yaml'],
  ['./a b/ä#?.yaml', 'a%20b/%C3%A4%23%3F.yaml'],
  ['cards\\own.yaml', 'cards/own.yaml'],
  ['javascript:alert(1)', 'javascript%3Aalert(1)'],
  ['/home/someone/cards/own.yaml', 'own.yaml'],
  ['../../elsewhere/own.yaml', 'own.yaml'],
  ['C:\\Users\\someone\\own.yaml', 'own.yaml'],
  ['a%2e%2e/x', 'a%252e%252e/x'],
  ['\ud800\u202e.yaml', '%5Cu%7BD800%7D%5Cu%7B202E%7D.yaml'],
])('the file %j is named %s', (file, expected) => {
  expect(uri(file)).toBe(expected);
});

test('what came through a pipe, or from no file, stands nowhere', () => {
  const { results } = report(problem({ file: '-' }), problem({ file: null, line: null }));
  expect(results.map(({ locations }) => locations)).toEqual([[], []]);
});

test('a fingerprint does not change when lines are added above', () => {
  const message = (line: number) =>
    `the key "a" stands on line ${line} and again on line ${line + 4}`;
  const prints = [8, 12].map(
    (line) => report(problem({ line, message: message(line) })).results[0]!.partialFingerprints,
  );
  expect(prints[0]).toEqual(prints[1]);
});

test('the same problem twice is two', () => {
  const prints = report(problem(), problem({ line: 9 })).results.map((each) =>
    JSON.stringify(each.partialFingerprints),
  );
  expect(new Set(prints).size).toBe(2);
});

test('a message with a link in it has none', () => {
  const { results } = report(
    problem({ message: 'see [here](https://evil.example) \u202e', hint: null }),
  );
  expect(results[0]!.message.text).toBe('see [here\\](https://evil.example) \\u{202E}');
});

test('any texts are valid by the schema, and nothing in them is invisible', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, text, (message, file, hint) => {
      report(problem({ message, file: `x${file}`, hint }));
      const written = renderSarif({ ...company, problems: [problem({ message, hint })] });
      expect(written).not.toMatch(/(?![\n\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});
