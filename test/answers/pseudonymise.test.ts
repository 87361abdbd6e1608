import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rewriteSheet, type RewrittenSheet } from '../../src/answers/pseudonymise.ts';
import { readSheet, sheetShape } from '../../src/answers/sheet.ts';
import type { Sheet } from '../../src/answers/types.ts';
import { writeSheet } from '../../src/answers/write.ts';
import { readDocument } from '../../src/source/document.ts';
import { sourceOf } from '../../src/source/source.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';

const called = (id: Uint8Array) => `p-${new TextDecoder().decode(id).length}`;

function rewritten(text: string, keepsNotes = false, format: 'yaml' | 'json' = 'yaml') {
  const { value, problems } = readDocument(sourceOf('anna.yaml', text), sheetShape);
  expect(problems).toEqual([]);
  return rewriteSheet(value!, { pseudonymOf: called, keepsNotes }, format);
}

const sheet = `# Anna from the depot
pendulum: 1
scorecard: quick-scan@1.0.0
unit: north   # hers
round: "2026"
respondent: anna@calder.example
role: operations
answers:
  # she was not sure
  told-first: 4
  order-once: { answer: "2", note: Bert said so }
  a: not-applicable
  b:
  note: 3
  c: { customer: 50, process: 40.5, other: 9.5 }
  d: { note: "   " }
  e:
    note: |
      Cleo
      too
`;

test('of a sheet nothing is left that names anybody, and nothing else is missing', () => {
  expect(rewritten(sheet)).toEqual<RewrittenSheet>({
    respondent: 'p-19',
    notes: 2,
    text: `pendulum: 1
scorecard: "quick-scan@1.0.0"
unit: "north"
round: "2026"
respondent: "p-19"
role: "operations"
answers:
  "told-first": 4
  "order-once": {"answer": "2", "note": "(removed)"}
  "a": "not-applicable"
  "b": null
  "note": 3
  "c": {"customer": 50, "process": 40.5, "other": 9.5}
  "d": {"note": "   "}
  "e": {"note": "(removed)"}
`,
  });
});

test('notes stay when they are wanted', () => {
  const { text, notes } = rewritten(sheet, true);
  expect(text).toContain('"note": "Bert said so"');
  expect(text).toContain(String.raw`"note": "Cleo\ntoo\n"`);
  expect(notes).toBe(2);
});

test('JSON stays JSON', () => {
  const json = JSON.stringify({
    pendulum: 1,
    scorecard: 'quick-scan',
    unit: 'north',
    respondent: 7,
    answers: { 'told-first': 4, x: null, y: { answer: 'yes', note: 'Bert' } },
  });
  const { text } = rewritten(json, false, 'json');
  expect(JSON.parse(text)).toEqual({
    ...JSON.parse(json),
    respondent: 'p-1',
    answers: { 'told-first': 4, x: null, y: { answer: 'yes', note: '(removed)' } },
  });
  expect(text.split('\n')).toHaveLength(2);
});

test('a sheet reads back to the same answers under another name', () => {
  const plan = shippedPlan('industrial-gases');
  const read = (text: string): Sheet => {
    const { value, problems } = readSheet(plan, sourceOf('s.yaml', text));
    expect(problems).toEqual([]);
    return value!;
  };
  const remark = fc.string({ unit: 'binary', maxLength: 40 });
  const property = fc.property(fc.nat(), remark, fc.nat(71), (seed, note, question) => {
    const [given] = seededUnit(plan, seed, 1);
    const notes = new Map([[question, note]]);
    const before = read(writeSheet(plan, { ...given!, notes }));
    for (const format of ['yaml', 'json'] as const) {
      const made = rewritten(writeSheet(plan, before), true, format);
      expect(read(made.text)).toEqual({ ...before, respondent: made.respondent, line: 1 });
    }
  });
  fc.assert(property, { numRuns: 20 });
});
