import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueOfText } from '../../src/answers/value.ts';
import { readMapping, type Mapping } from '../../src/answers/mapping.ts';
import { readAnswers } from '../../src/answers/sheet.ts';
import { Answered, DontKnow, NotApplicable, Unanswered } from '../../src/answers/types.ts';
import type { Plan } from '../../src/plan/types.ts';
import { sourceOf } from '../../src/source/source.ts';
import { readTree } from '../../src/source/tree.ts';
import { isBlank } from '../../src/tables/blank.ts';
import { cellReader } from '../../src/tables/cells.ts';
import { csvReader } from '../../src/tables/csv.ts';
import { decimalOf } from '../../src/tables/decimal.ts';
import { layoutOf } from '../../src/tables/layout.ts';
import { wordsOf } from '../../src/tables/words.ts';
import type { Fields } from '../../src/tables/types.ts';
import { planOf, shippedPlan } from '../plans.ts';
import { everyKind } from '../scorecards.ts';
import { answersOf } from './answers.ts';

const plan = planOf(everyKind);

const mapping = (text: string): Mapping =>
  readMapping(sourceOf('map.yaml', `pendulum: 1\n${text}`)).value!.value;

/** Cells as a row of a table. */
function fieldsOf(cells: readonly string[]): Fields {
  const bytes = cells.map((cell) => new TextEncoder().encode(cell));
  const ends: number[] = [];
  for (const each of bytes) ends.push((ends.at(-1) ?? 0) + each.length);
  return {
    bytes: new Uint8Array(Buffer.concat(bytes)),
    starts: Int32Array.from([0, ...ends.slice(0, -1)]),
    ends: Int32Array.from(ends),
    row: 7,
    line: 8,
  };
}

/** What a row says: state and value by question id, or its rejects. */
function said(of: Plan, row: Readonly<Record<string, string>>, map: Mapping | null = null) {
  const names = Object.keys(row);
  const { value } = layoutOf(of, 'f', ['unit', ...names], null);
  const reader = cellReader(of, value!.columns, map);
  const fields = fieldsOf(['north', ...Object.values(row)]);
  const { unproven } = reader;
  if (!reader.read(fields)) return reader.rejects(fields);
  const answers = answersOf(reader.codes);
  const given = of.questions.map(
    ({ id }, i) => [id, [answers.state[i], answers.value[i]]] as const,
  );
  return {
    answers: Object.fromEntries(given.filter(([, [state]]) => state !== Unanswered)),
    unproven: Array.from(unproven.slice(0, reader.unprovenCount), (i) => of.questions[i]!.id),
  };
}
const answersIn = (row: Readonly<Record<string, string>>, map: Mapping | null = null) =>
  (said(plan, row, map) as { answers: object }).answers;

test.each([
  ['a code', { outcomes: '5' }, { outcomes: [Answered, 4] }],
  ['a word', { complaint: 'cause' }, { complaint: [Answered, 1] }],
  ['a negative code', { schedule: '-3' }, { schedule: [Answered, 0] }],
  ['a number', { 'recall-time': '12.5' }, { 'recall-time': [Answered, 125] }],
  ['one digit', { 'recall-time': '7' }, { 'recall-time': [Answered, 70] }],
  ['nothing', { outcomes: '', 'recall-time': '' }, {}],
  [
    'states',
    { outcomes: 'not-applicable', 'recall-time': 'dont-know' },
    {
      outcomes: [NotApplicable, 0],
      'recall-time': [DontKnow, 0],
    },
  ],
])('a cell says what a sheet says: %s', (_, row, answers) => {
  expect(answersIn(row)).toEqual(answers);
});

test.each([
  '6',
  '3 ',
  ' 3',
  '3.0',
  '03',
  '٣',
  '３',
  '+3',
  '1e0',
  'not-asked',
  '0',
  '\u00a03',
  'Agree',
])('no answer to a scale: %j', (cell) => {
  expect(said(plan, { outcomes: cell })).toEqual([
    {
      row: 7,
      line: 8,
      column: 'outcomes',
      value: cell,
      reason: 'no answer to "outcomes"; allowed: 1, 2, 3, 4, 5, not-applicable, dont-know',
    },
  ]);
});

test.each(['-1', '-0.1', '240.1', '1.25', '01', '.5', '5.', '1e1'])(
  'no answer to a metric: %j',
  (cell) => {
    expect(said(plan, { 'recall-time': cell })).toMatchObject([{ value: cell }]);
  },
);

test('every bad cell of a row is told, in the order of the table', () => {
  const row = { 'recall-time': '999', outcomes: '9', upkeep: '1', complaint: 'x' };
  expect(said(plan, row)).toMatchObject([
    { column: 'recall-time', value: '999' },
    { column: 'outcomes', value: '9' },
    { column: 'complaint', value: 'x' },
  ]);
});

test('what a row leaves open is open, whatever the row before said', () => {
  const { value } = layoutOf(plan, 'f', ['unit', 'outcomes', 'recall-time'], null);
  const reader = cellReader(plan, value!.columns, null);
  expect(reader.read(fieldsOf(['a', '5', '10.5']))).toBe(true);
  expect(reader.read(fieldsOf(['a', '', '']))).toBe(true);
  const left = answersOf(reader.codes);
  expect([...left.state]).toEqual(plan.questions.map(() => Unanswered));
  expect([...left.value]).toEqual(plan.questions.map(() => 0));
});

describe('a yes that asks for evidence', () => {
  test.each([
    ['no note column', { recall: 'yes' }, 1, ['recall']],
    ['an empty note', { recall: 'yes', 'recall.note': '' }, 1, ['recall']],
    ['a blank note', { recall: 'yes', 'recall.note': ' \t\u3000\ufeff\n' }, 1, ['recall']],
    ['a note', { recall: 'yes', 'recall.note': ' seen' }, 0, []],
    ['no', { recall: 'no' }, 2, []],
    ['partly', { recall: 'partly' }, 1, []],
  ])('%s', (_, row, value, unproven) => {
    expect(said(plan, row)).toEqual({ answers: { recall: [Answered, value] }, unproven });
  });
});

describe('an allocation', () => {
  const shares = (customer: string, process: string, other: string) => ({
    'attention.customer': customer,
    'attention.process': process,
    'attention.other': other,
  });

  test.each([
    ['shares', shares('50', '40', '10'), { attention: [Answered, 10_000] }],
    ['other left out', shares('50', '50', ''), { attention: [Answered, 0] }],
    ['a rounded sum', shares('33.333', '33.333', '33'), { attention: [Answered, 0] }],
    ['nothing', shares('', '', ''), {}],
    ['a state', shares('', 'dont-know', ''), { attention: [DontKnow, 0] }],
    ['a state elsewhere', shares('', '', 'not-applicable'), { attention: [NotApplicable, 0] }],
    ['a state twice', shares('dont-know', '', 'dont-know'), { attention: [DontKnow, 0] }],
    [
      'a state in each',
      shares('not-applicable', 'not-applicable', 'not-applicable'),
      { attention: [NotApplicable, 0] },
    ],
  ])('%s', (_, row, answers) => {
    expect(answersIn(row)).toEqual(answers);
  });

  test.each([
    ['too much', shares('50', '40', '11'), 'attention.customer', '50, 40, 11'],
    ['no process', shares('100', '', ''), 'attention.customer', '100, , '],
    [
      'a state beside a share',
      shares('', 'dont-know', '3'),
      'attention.customer',
      ', dont-know, 3',
    ],
    [
      'a share after a state in two',
      shares('dont-know', 'dont-know', '0'),
      'attention.customer',
      'dont-know, dont-know, 0',
    ],
    [
      'two states',
      shares('dont-know', 'not-applicable', 'dont-know'),
      'attention.customer',
      'dont-know, not-applicable, dont-know',
    ],
    ['a word', shares('50', 'half', '0'), 'attention.process', 'half'],
    ['too fine', shares('50', '49.9999', '0'), 'attention.process', '49.9999'],
    ['below nothing', shares('100', '-0', '0'), 'attention.process', '-0'],
    ['above all', shares('100.001', '0', '0'), 'attention.customer', '100.001'],
  ])('refused: %s', (_, row, column, value) => {
    expect(said(plan, row)).toMatchObject([{ column, value }]);
  });

  test('a share that the table has no column for is absent', () => {
    expect(answersIn({ 'attention.customer': '60', 'attention.process': '40' })).toEqual({
      attention: [Answered, 20_000],
    });
    expect(said(plan, { 'attention.process': '40' })).toMatchObject([{ value: '40' }]);
  });
});

describe('a map', () => {
  const map = mapping(`labels:
  scales: { agreement: { Strongly agree: 5, "١": 1, Skipped: dont-know } }
  questions: { complaint: { "We say sorry": apology }, recall-time: { "99": not-applicable }, outcomes: { Skipped: 2 } }
notApplicable: [N/A, x]
dontKnow: [DK]`);

  test.each([
    ['a label', { outcomes: 'Strongly agree' }, { outcomes: [Answered, 4] }],
    ['a code still', { outcomes: '5' }, { outcomes: [Answered, 4] }],
    ['other digits', { outcomes: '١' }, { outcomes: [Answered, 0] }],
    ['the question before its scale', { outcomes: 'Skipped' }, { outcomes: [Answered, 1] }],
    ['a label of a question', { complaint: 'We say sorry' }, { complaint: [Answered, 0] }],
    [
      'words for states',
      { outcomes: 'N/A', upkeep: 'DK', complaint: 'x' },
      {
        outcomes: [NotApplicable, 0],
        upkeep: [DontKnow, 0],
        complaint: [NotApplicable, 0],
      },
    ],
    ['a number that is none', { 'recall-time': '99' }, { 'recall-time': [NotApplicable, 0] }],
    ['a number', { 'recall-time': '98' }, { 'recall-time': [Answered, 980] }],
    [
      'a state of shares',
      { 'attention.customer': 'DK', 'attention.process': '' },
      {
        attention: [DontKnow, 0],
      },
    ],
  ])('%s', (_, row, answers) => {
    expect(answersIn(row, map)).toEqual(answers);
  });

  test('what it adds is told where a cell is refused', () => {
    expect(said(plan, { upkeep: 'Strongly agree' }, map)).toMatchObject([
      {
        reason: expect.stringContaining(
          '0, 1, 2, not-applicable, dont-know, or as the map says: N/A, x, DK',
        ),
      },
    ]);
  });
});

const digits = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.integer({ min: -3000, max: 3000 }).map((n) => String(n / 10)),
  fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }).map((n) => String(n / 1000)),
  fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '-', '5', ' ', '+', 'e'), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('0', '1', '9'), minLength: 300, maxLength: 400 }),
);

test('a number is the integer that answers of sheets make of it', () => {
  const range = fc.tuple(fc.integer({ min: -(2 ** 26), max: 2 ** 26 }), fc.nat(2 ** 26));
  fc.assert(
    fc.property(digits, fc.integer({ min: 0, max: 6 }), range, (text, decimals, [min, width]) => {
      const input = {
        kind: 'metric',
        unit: 'h',
        decimals,
        min,
        max: min + width,
        breakpoints: [],
      } as const;
      const bytes = new TextEncoder().encode(text);
      const number = decimalOf(bytes, 0, bytes.length, decimals);
      const found = number >= input.min && number <= input.max ? number : null;
      expect(found).toBe(valueOfText(input, text));
    }),
    { numRuns: 5000 },
  );
});

test('white space is what trim takes for it', () => {
  const spaces = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        ' ',
        '\t',
        '\u00a0',
        '\u1680',
        '\u2003',
        '\u2028',
        '\u202f',
        '\u205f',
        '\u3000',
        '\ufeff',
      ),
      fc.nat(0xffff).map((code) => String.fromCharCode(code)),
    ),
    maxLength: 3,
  });
  fc.assert(
    fc.property(spaces, (text) => {
      const bytes = new TextEncoder().encode(text);
      expect(isBlank(bytes, 0, bytes.length)).toBe(text.trim() === '');
    }),
    { numRuns: 5000 },
  );
  const wrong = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
    (text) => {
      const bytes = new TextEncoder().encode(text);
      return isBlank(bytes, 0, bytes.length) !== (text.trim() === '');
    },
  );
  expect(wrong).toEqual([]);
});

test('words are found by their bytes and by nothing else', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '1'), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 20 }), word, (texts, sought) => {
      const { find } = wordsOf(texts);
      const bytes = new TextEncoder().encode(`x${sought}y`);
      expect(find(bytes, 1, bytes.length - 1)).toBe(texts.indexOf(sought));
    }),
  );
});

/** A row as the answers of a sheet: texts in quotes, shares as numbers. */
function sheetOf(of: Plan, row: Readonly<Record<string, string>>): string {
  const entries = of.questions.map(({ id, input }) => {
    if (input.kind !== 'allocation') {
      const answer = `answer: ${JSON.stringify(row[id] ?? '')}`;
      return `${id}: { ${answer}, note: ${JSON.stringify(row[`${id}.note`] ?? '')} }`;
    }
    const parts = input.parts.map(({ code }) => [code, row[`${id}.${code}`]!] as const);
    const filled = parts.filter(([, share]) => share !== '');
    if (filled.length === 0) return `${id}:`;
    const said = [...new Set(filled.map(([, share]) => share))];
    if (said.length === 1 && /^[nd]/.test(said[0]!)) return `${id}: ${said[0]!}`;
    return `${id}: { ${filled.map(([code, share]) => `${code}: ${share}`).join(', ')} }`;
  });
  return `{ ${entries.join(', ')} }`;
}

test.each(['industrial-gases', 'quick-scan'])('a row of %s says what its sheet says', (name) => {
  const shipped = shippedPlan(name);
  const state = fc.constantFrom(
    '',
    'not-applicable',
    'dont-know',
    'not-asked',
    '0',
    '1.5',
    '7',
    'x',
  );
  const share = fc.constantFrom(
    '',
    '',
    '50',
    '25',
    '25.5',
    '100',
    '0',
    'dont-know',
    '1.0001',
    '-1',
    'x',
  );
  const note = fc.constantFrom('', ' ', 'seen');
  const arbitrary = fc.record(
    Object.fromEntries(
      shipped.questions.flatMap(({ id, input }): [string, fc.Arbitrary<string>][] => {
        if (input.kind === 'allocation') {
          return input.parts.map(({ code }) => [`${id}.${code}`, share]);
        }
        const codes =
          input.kind === 'options'
            ? input.options.map(({ code }) => code)
            : ['0', '5', '12.5', '99'];
        const good = fc.constantFrom(...codes);
        return [
          [id, fc.oneof({ weight: 40, arbitrary: good }, state)],
          [`${id}.note`, note],
        ];
      }),
    ),
  );
  fc.assert(
    fc.property(arbitrary, (row) => {
      const source = sourceOf('sheet', sheetOf(shipped, row));
      const notes = { source, problems: [] };
      const expected = readAnswers(shipped, readTree(source).value!, notes);
      const names = Object.keys(row);
      const { value } = layoutOf(shipped, 'f', ['unit', ...names], null);
      const reader = cellReader(shipped, value!.columns, null);
      const fields = fieldsOf(['north', ...Object.values(row)]);
      const isGood = reader.read(fields);
      expect(isGood).toBe(notes.problems.length === 0);
      if (!isGood) {
        const told = new Set(reader.rejects(fields).map(({ column }) => column!.split('.')[0]));
        const sheet = notes.problems.map(
          ({ place }: { place: { column: number } | null }) => place!.column,
        );
        expect(told.size).toBeGreaterThan(0);
        expect(told.size).toBeLessThanOrEqual(sheet.length);
        return;
      }
      expect(answersOf(reader.codes)).toEqual(expected.answers);
      expect(Array.from(reader.unproven.slice(0, reader.unprovenCount))).toEqual(expected.unproven);
    }),
    { numRuns: 80 },
  );
});

describe('what is seen in passing', () => {
  const semicolon = 59;
  const map = mapping('labels: { questions: { outcomes: { ";": 2, "\\"": 4, x: 5, é: 1 } } }');
  const names = ['outcomes', 'unit', 'complaint', 'recall-time', 'schedule', 'control'];
  const { columns } = layoutOf(plan, 'f', names, null).value!;

  /** Rows of a CSV as they are read: codes and values, or rejects. */
  function rowsOf(text: string, isGlancing: boolean): readonly unknown[] {
    const cells = cellReader(plan, columns, map);
    const read = csvReader(semicolon, names.length, isGlancing ? cells.glance : undefined);
    const found: unknown[] = [];
    read(new Uint8Array(Buffer.from(text)), { row: 2, line: 2 }, (fields, fault) => {
      if (fault !== null) return void found.push(fault);
      const isGood = cells.read(fields);
      const { state, value } = answersOf(cells.codes);
      found.push(isGood ? { state: [...state], value: [...value] } : cells.rejects(fields));
    });
    return found;
  }

  const anyCell = fc.constantFrom(
    '',
    '1',
    '2',
    '5',
    '9',
    'x',
    'é',
    '"1"',
    '";"',
    '""""',
    '""',
    '12',
    '7.5',
    'dont-know',
    '"a\nb"',
  );
  const anyRow = fc.array(anyCell, { minLength: 5, maxLength: 7 });

  test('is what is read when nothing was', () => {
    const said = new Set<string>();
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 4 }), fc.boolean(), (rows, ends) => {
        const text = rows.map((row) => row.join(';')).join('\n') + (ends ? '\n' : '');
        const glanced = rowsOf(text, true);
        expect(glanced).toEqual(rowsOf(text, false));
        for (const each of glanced)
          said.add(
            typeof each === 'string' ? 'fault' : Array.isArray(each) ? 'rejects' : 'answers',
          );
      }),
      { numRuns: 500 },
    );
    expect([...said].toSorted()).toEqual(['answers', 'fault', 'rejects']);
  });

  test('is no label that has a meaning of its own', () => {
    expect(rowsOf('";";u;;;;\n', true)).toEqual(rowsOf('2;u;;;;\n', true));
    expect(rowsOf('"""";u;;;;\n', true)).toEqual(rowsOf('4;u;;;;\n', true));
    expect(rowsOf(';;u;;;;\n', true)).toEqual(['the row has 7 fields, the header 6']);
  });
});
