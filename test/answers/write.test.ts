import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEntries, type Entry } from '../../src/answers/entry.ts';
import { readSheet } from '../../src/answers/sheet.ts';
import { Answered, emptyAnswers, type Sheet } from '../../src/answers/types.ts';
import { writeSheet } from '../../src/answers/write.ts';
import { sourceOf } from '../../src/source/source.ts';
import { yamlText } from '../../src/source/write.ts';
import { readTree } from '../../src/source/tree.ts';
import { everyKind as plan } from '../interview/plan.ts';

const who = { unit: 'bulk-north', round: '2026-q4', respondent: 'r07', role: null, market: null };

const sheetOf = (entries: readonly Entry[], head: Partial<Sheet> = {}): Sheet => {
  const { problems, ...read } = readEntries(plan, entries);
  expect(problems).toEqual([]);
  return { ...who, ...head, ...read, file: 'sheet.yaml', line: 1 };
};

const readBack = (text: string) => readSheet(plan, sourceOf('sheet.yaml', text));

const hostile = [
  'two\nlines',
  ' leading',
  'trailing ',
  '# no comment',
  '- no list',
  '"quoted"',
  "it's",
  '\u001b]0;title\u0007',
  'tab\there',
  'cr\rlf\r\n',
  '🚚 👨‍👩‍👧 z̷̢',
  '\u202eevil',
  '\u2028\ufeff\u0085\u00a0',
  'a: b, { c: [d] }',
  '&a *b !c %d @e `f',
  '~',
  'null',
  '---',
  '\\ \\n \\u0041',
  '\ud800 lone',
  '\u{e0041}',
];

const note = fc
  .oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', minLength: 1 }))
  .filter((text) => text.trim() !== '');

const entryOf = (index: number): fc.Arbitrary<Entry> => {
  const { id: question, input } = plan.questions[index]!;
  const answer: fc.Arbitrary<Entry['answer']> =
    input.kind === 'options'
      ? fc.constantFrom(...input.options.map(({ code }) => code))
      : input.kind === 'metric'
        ? fc.integer({ min: input.min, max: input.max }).map((v) => String(v / 10))
        : fc
            .tuple(fc.nat(100), fc.nat(100))
            .map(([a, b]) => [Math.min(a, b), Math.abs(a - b)] as const)
            .map(([customer, process]) => ({
              customer,
              process,
              other: 100 - customer - process,
            }));
  return fc
    .record({
      state: fc.constantFrom(
        'answered' as const,
        'answered' as const,
        'not-applicable' as const,
        'dont-know' as const,
        'unanswered' as const,
      ),
      answer,
      note: fc.option(note),
    })
    .map((given) => ({
      question,
      ...given,
      answer: given.state === 'answered' ? given.answer : null,
    }));
};

const id = fc
  .oneof(
    fc.constantFrom('null', 'true', 'no', 'a-b_c'),
    fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/),
  )
  .filter((name) => !['constructor', 'prototype', 'valueof', 'tostring'].includes(name));
const heads = fc.record({
  unit: id,
  round: fc.option(
    fc.constantFrom('2026-q4', '2026', '2026-10-01', '1e3', '0x1F', 'Q4: autumn', '1.10', 'y'),
  ),
  respondent: fc.constantFrom(
    'r07',
    '007',
    'jo@example.org',
    'Ünal',
    '#3',
    'null',
    'a b',
    ' x',
    '-',
  ),
  role: fc.option(id),
  market: fc.option(id),
});

describe('sheet as YAML', () => {
  test('is what a person would write', () => {
    const entries: readonly Entry[] = [
      { question: 'outcomes', state: 'answered', answer: '4', note: null },
      { question: 'complaint', state: 'answered', answer: 'fix', note: null },
      { question: 'recall', state: 'answered', answer: 'yes', note: 'Audit of March, "all" found' },
      { question: 'recall-time', state: 'answered', answer: '3.5', note: null },
      { question: 'schedule', state: 'answered', answer: '-2', note: null },
      {
        question: 'attention',
        state: 'answered',
        answer: { customer: 50, process: 40, other: 10 },
        note: null,
      },
      { question: 'upkeep', state: 'not-applicable', answer: null, note: null },
      { question: 'fine', state: 'unanswered', answer: null, note: 'later' },
    ];
    const shares = new Map([[7, { customer: 50, process: 40, other: 10 }]]);
    expect(writeSheet(plan, sheetOf(entries, { role: 'operations' }), shares)).toBe(
      `pendulum: 1
scorecard: every-kind@1.0.0
unit: bulk-north
round: 2026-q4
respondent: r07
role: operations
answers:
  outcomes: 4
  upkeep: not-applicable
  complaint: fix
  recall: { answer: "yes", note: "Audit of March, \\"all\\" found" }
  recall-time: 3.5
  schedule: -2
  attention: { customer: 50, process: 40, other: 10 }
  fine: { note: later }
`,
    );
  });

  test('is read back identically, whatever the answers, notes and names', () => {
    const entries = fc.tuple(...plan.questions.map((_, i) => fc.option(entryOf(i))));
    fc.assert(
      fc.property(heads, entries, (head, given) => {
        const sheet = sheetOf(
          given.filter((entry) => entry !== null),
          head,
        );
        const { value, problems } = readBack(writeSheet(plan, sheet));
        expect(problems).toEqual([]);
        expect(value).toEqual(sheet);
      }),
      { numRuns: 500 },
    );
  });

  test('an empty sheet, and answers to questions that were not asked', () => {
    const sheet = {
      ...who,
      answers: emptyAnswers(9),
      notes: new Map([[4, 'why']]),
      unproven: [],
      file: 'sheet.yaml',
      line: 1,
    };
    sheet.answers.state[4] = 4;
    expect(writeSheet(plan, sheet)).toContain('answers: {}\n');
    expect(readBack(writeSheet(plan, sheet)).problems).toEqual([]);
  });

  test('a yes without its evidence stays a yes in the file and counts as partly', () => {
    const sheet = sheetOf([{ question: 'recall', state: 'answered', answer: 'yes', note: '  ' }]);
    expect(sheet.unproven).toEqual([3]);
    expect(sheet.answers.state[3]).toBe(Answered);
    expect(writeSheet(plan, sheet)).toContain('  recall: "yes"\n');
  });

  test('every value of an allocation has shares that mean it', () => {
    for (const value of [-100_000, -99_999, -1, 0, 1, 333, 50_000, 100_000]) {
      const answers = emptyAnswers(9);
      answers.state[7] = Answered;
      answers.value[7] = value;
      const sheet = {
        ...who,
        answers,
        notes: new Map(),
        unproven: [],
        file: 'sheet.yaml',
        line: 1,
      };
      expect(readBack(writeSheet(plan, sheet)).value!.answers.value[7]).toBe(value);
    }
  });
});

describe('text as YAML', () => {
  test('comes back through the parser, and never breaks its line', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...hostile, 'no', '1e3', ''), fc.string({ unit: 'binary' })),
        (text) => {
          const written = yamlText(text);
          expect(written).not.toMatch(/[\n\r\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/);
          const tree = readTree(sourceOf('t', `key: { note: ${written} }\n`));
          expect(tree.problems).toEqual([]);
          expect(tree.value!.entries[0]!.value).toMatchObject({
            entries: [{ key: { text: 'note' }, value: { text } }],
          });
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['bulk-north', 'bulk-north'],
    ['2026-q4', '2026-q4'],
    ['industrial-gases@1.0.0', 'industrial-gases@1.0.0'],
    ['2026', '"2026"'],
    ['2026-10-01', '"2026-10-01"'],
    ['0x1F', '"0x1F"'],
    ['1e3', '"1e3"'],
    ['No', '"No"'],
    ['', '""'],
  ])('%s is written %s', (text, written) => {
    expect(yamlText(text)).toBe(written);
  });
});
