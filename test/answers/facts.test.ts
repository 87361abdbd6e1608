import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readEngagement } from '../../src/answers/engagement.ts';
import type { Entry } from '../../src/answers/entry.ts';
import { canWriteFacts, givenFacts, writeFacts } from '../../src/answers/facts.ts';
import { sourceOf } from '../../src/source/source.ts';
import { planOf } from '../interview/plan.ts';
import { shippedPlan } from '../plans.ts';

const plan = planOf(`
pendulum: 1
id: facts
version: 1.0.0
language: en
title: Facts
dimensions: [{ id: flow, title: Flow }]
questions:
  - { id: asked, dimension: flow, side: process, ask: Asked, answerScale: agree }
${['a', 'b', 'c', 'd']
  .map(
    (id) =>
      `  - { id: ${id}, dimension: flow, side: process, ask: Fact, fact: true, optional: true, metric: { unit: h, decimals: 1, points: [[0, 0], [9, 100]] } }`,
  )
  .join('\n')}
  - { id: split, dimension: flow, ask: Split, fact: true, allocation: { customer: C, process: P, other: O } }
answerScales: { agree: { options: [no, yes] } }
`);

const head = `pendulum: 1
title: Facts
scorecard: facts
rounds: [2026-q2, 2026-q4]
units:
  - { id: north, title: North }
  - { id: south, title: South }
`;

const locate = (text: string) => {
  const { value, problems } = readEngagement(sourceOf('pendulum.yaml', text));
  expect(problems).toEqual([]);
  return value!;
};

const answered = (
  question: string,
  answer: Entry['answer'],
  note: string | null = null,
): Entry => ({
  question,
  state: 'answered',
  answer,
  note,
});

const whose = { unit: 'north', round: '2026-q4' };
const put = (text: string, entries: readonly Entry[], who = whose) =>
  writeFacts(plan, locate(text), who, entries);

describe('facts go into the engagement', () => {
  test.each<[string, string, string]>([
    ['where there are none yet', '', 'facts:\n  north:\n    2026-q4:\n      b: 2\n      c: 3\n'],
    [
      'as a new unit, in the order of the units',
      'facts:\n  # of the plant\n  south: # S\n    2026-q4: { a: 1 }\n',
      'facts:\n  north:\n    2026-q4:\n      b: 2\n      c: 3\n  # of the plant\n  south: # S\n    2026-q4: { a: 1 }\n',
    ],
    [
      'as a new round, in the order of the rounds',
      'facts:\n    north: # four spaces\n        2026-q2:\n            a: 1\n            # c is not known\n\n# the end\n',
      'facts:\n    north: # four spaces\n        2026-q2:\n            a: 1\n            # c is not known\n        2026-q4:\n          b: 2\n          c: 3\n\n# the end\n',
    ],
    [
      'between the others, in the order of the questions',
      'facts:\n  north:\n    2026-q4:\n      a:   1   # first\n      # about c\n      c: 7.0 # was 8\n      d: 4',
      'facts:\n  north:\n    2026-q4:\n      a:   1   # first\n      b: 2\n      # about c\n      c: 3 # was 8\n      d: 4',
    ],
    [
      'after the last line, which is not ended',
      'facts:\n  north:\n    2026-q4:\n      a: 1',
      'facts:\n  north:\n    2026-q4:\n      a: 1\n      b: 2\n      c: 3',
    ],
    [
      'into braces',
      'facts: { south: {}, north: { 2026-q4: { a: 1, c: 2, d: 4 } } }\n',
      'facts: { south: {}, north: { 2026-q4: { a: 1, b: 2, c: 3, d: 4 } } }\n',
    ],
    [
      'into braces over several lines',
      'facts:\n  north:\n    2026-q4: {\n      d: 1, # one\n    }\n',
      'facts:\n  north:\n    2026-q4: {\n      b: 2, c: 3, d: 1, # one\n    }\n',
    ],
    ['into empty braces', 'facts: {}\n', 'facts: { north: { 2026-q4: { b: 2, c: 3 } } }\n'],
    [
      'over an empty answer, null and a remark',
      'facts:\n  north:\n    2026-q4:\n      b:\n      c: { note: later }\n',
      'facts:\n  north:\n    2026-q4:\n      b: 2\n      c: 3\n',
    ],
    [
      'over answers on lines of their own',
      'facts:\n  north:\n    2026-q4:\n      b: # measured\n        answer: 7 # seven\n        note: >-\n          a long\n          remark\n      c: ~\n      d: 1\n',
      'facts:\n  north:\n    2026-q4:\n      b: # measured\n        2\n      c: 3\n      d: 1\n',
    ],
  ])('%s', (_, before, after) => {
    expect(put(head + before, [answered('c', '3'), answered('b', '2')])).toBe(head + after);
  });

  test('with the line ends of the file', () => {
    const before = `${head}facts:\n  north:\n    2026-q4:\n      a: 1\n`.replaceAll('\n', '\r\n');
    expect(put(before, [answered('b', '2')])).toBe(`${before}      b: 2\r\n`);
  });

  test('a remark that stays is left as it is written', () => {
    const before = `${head}facts:\n  north:\n    2026-q4:\n      b:\n        note: >-\n          two\n          lines\n        answer: 7 # seven\n`;
    const [given] = givenFacts(locate(before), whose);
    expect(given).toEqual(answered('b', '7', 'two lines'));
    expect(put(before, [{ ...given!, answer: '8' }])).toBe(
      before.replace('answer: 7', 'answer: 8'),
    );
  });

  test('states, remarks and shares are written as in a sheet', () => {
    const entries: readonly Entry[] = [
      { question: 'a', state: 'not-applicable', answer: null, note: null },
      { question: 'b', state: 'dont-know', answer: null, note: 'ask "Ops": # 3' },
      { question: 'c', state: 'unanswered', answer: null, note: null },
      answered('split', { customer: 50, process: 40, other: 10 }),
    ];
    const text = put(head, entries)!;
    expect(text).toBe(
      `${head}facts:\n  north:\n    2026-q4:\n      a: not-applicable\n      b: { answer: dont-know, note: "ask \\"Ops\\": # 3" }\n      split: { customer: 50, process: 40, other: 10 }\n`,
    );
    expect(givenFacts(locate(text), whose)).toEqual(
      entries.filter(({ question }) => question !== 'c'),
    );
    expect(put(text, [{ ...entries[1]!, note: null }])).toContain('      b: dont-know\n');
    expect(put(text, [{ ...entries[2]!, question: 'a' }])).toContain('      a: null\n');
  });

  test('without a round, where none are listed', () => {
    const bare = head.replace(/rounds.*\n/, '');
    const text = put(bare, [answered('a', '1')], { ...whose, round: null as never });
    expect(text).toBe(`${bare}facts:\n  north:\n    "":\n      a: 1\n`);
  });

  test('what says the same is not touched', () => {
    const before = `${head}facts:\n  north:\n    2026-q4: { a: "1.0",   b: { answer: 2.0 } }\n`;
    expect(put(before, [answered('a', '1'), answered('b', '2')])).toBe(before);
  });

  test('what cannot be edited is known before anybody is asked', () => {
    const json = JSON.stringify({
      pendulum: 1,
      title: 'T',
      scorecard: 'facts',
      units: [{ id: 'north', title: 'N' }],
    });
    expect(canWriteFacts(plan, locate(json), whose)).toBe(false);
    const explicit = `${head}facts:\n  ? north\n  : 2026-q4: { a: 1 }\n`;
    expect(canWriteFacts(plan, locate(explicit), { ...whose, unit: 'south' })).toBe(false);
    expect(canWriteFacts(plan, locate(head), whose)).toBe(true);
  });
});

test('the worked example with its own facts is the same bytes', () => {
  const path = '../../scorecards/examples/calder-gases/pendulum.yaml';
  const text = readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
  const gases = shippedPlan('industrial-gases');
  const located = locate(text);
  for (const unit of ['bulk-north', 'cylinders-north', 'medical-south', 'hydrogen-south']) {
    for (const round of ['2026-q2', '2026-q4']) {
      const facts = givenFacts(located, { unit, round });
      expect(facts.length).toBeGreaterThan(4);
      expect(writeFacts(gases, located, { unit, round }, facts)).toBe(text);
      // Taken out line by line and given again, they stand where they stood.
      const lines = facts.map(({ question, answer }) => `      ${question}: ${answer as string}\n`);
      const block = `    "${round}":\n`.replaceAll('"', '') + lines.join('');
      const start = text.indexOf(block, text.indexOf(`\n  ${unit}:\n`));
      const kept = `    ${round}:\n${lines[0]!}`;
      const without = text.slice(0, start) + kept + text.slice(start + block.length);
      expect(writeFacts(gases, locate(without), { unit, round }, facts)).toBe(text);
    }
  }
});

// A random engagement is kept as lines, each with the id of what it says; comments, blank lines and
// spaces stand wherever they may.
const space = fc.constantFrom('', ' ', '   ');
const remark = fc.constantFrom('', ' # note', '   #: { odd ]', ' # "quote');
const between = fc.constantFrom('', '', '', '\n', '# at the margin\n', '  \n      # deep\n\n');
const id = fc.constantFrom('a', 'b', 'c', 'd');
const answer = fc.constantFrom(
  '1',
  '2.5',
  '"3"',
  "'4'",
  'not-applicable',
  '{ answer: 5, note: "x: y # z" }',
  '{answer: dont-know}',
  '',
  '~',
);

const blockFacts = fc
  .uniqueArray(fc.tuple(id, answer, space, remark, between), {
    selector: ([name]) => name,
    minLength: 1,
  })
  .map((facts) => ({
    ids: facts.map(([name]) => name),
    text: (indent: string) =>
      facts
        .map(
          ([name, value, gap, said, after]) => `${indent}${name}:${gap} ${value}${said}\n${after}`,
        )
        .join(''),
  }));
const flowFacts = fc
  .uniqueArray(fc.tuple(id, answer, space), { selector: ([name]) => name })
  .map((facts) => ({
    ids: facts.map(([name]) => name),
    flow: `{${facts.map(([name, value, gap]) => `${gap}${name}: ${value}${gap}`).join(',')}}`,
  }));
const rounds = fc.uniqueArray(
  fc.tuple(fc.constantFrom('2026-q2', '2026-q4'), fc.oneof(blockFacts, flowFacts), remark, between),
  { selector: ([name]) => name, minLength: 1 },
);
const engagements = fc
  .record({
    units: fc.uniqueArray(fc.tuple(fc.constantFrom('north', 'south'), rounds, remark, between), {
      selector: ([name]) => name,
      minLength: 1,
    }),
    step: fc.constantFrom('  ', '   ', '    '),
    ending: fc.constantFrom('', '\n# the end', '\n\n# the end\n', '...\n'),
    isCrlf: fc.boolean(),
    tail: fc.constantFrom('', 'remark: after the facts\n'),
  })
  .map(({ units, step, ending, isCrlf, tail }) => {
    const text = units
      .map(([unit, its, said, after]) => {
        const body = its.map(([round, facts, note, gap]) =>
          'flow' in facts
            ? `${step}${step}${round}: ${facts.flow}${note}\n${gap}`
            : `${step}${step}${round}:${note}\n${facts.text(step.repeat(3))}`,
        );
        return `${step}${unit}:${said}\n${after}${body.join('')}`;
      })
      .join('');
    const whole = `${head}facts: # by unit\n${text}${tail}${ending}`;
    return isCrlf ? whole.replaceAll('\n', '\r\n') : whole;
  });
const given: fc.Arbitrary<readonly Entry[]> = fc
  .uniqueArray(
    fc.record({
      question: id,
      state: fc.constantFrom('answered' as const, 'dont-know' as const, 'not-applicable' as const),
      value: fc.nat(90),
      note: fc.option(fc.string({ minLength: 1 }).filter((text) => text.trim() !== '')),
    }),
    { selector: ({ question }) => question },
  )
  .map((list) =>
    list.map(({ value, ...entry }) => ({
      ...entry,
      answer: entry.state === 'answered' ? String(value / 10) : null,
    })),
  );

/** Whether parts stand in a whole in their order. */
function standIn(whole: readonly string[], parts: readonly string[]): boolean {
  let at = 0;
  for (const part of parts) {
    at = whole.indexOf(part, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

type Facts = Record<string, Record<string, unknown>>;

/** What an independent reader finds in a text beside the facts of a unit in 2026-q4. */
function elsewhere(text: string, unit: string): unknown {
  const { facts, ...rest } = parse(text) as { facts: Facts };
  const { [unit]: own, ...others } = facts;
  const { '2026-q4': _, ...rounds } = own ?? {};
  return { rest, others, rounds };
}

describe('whatever the engagement looks like', () => {
  test('the facts are read back, and nothing else changes', () => {
    fc.assert(
      fc.property(engagements, given, fc.constantFrom('north', 'south'), (text, entries, unit) => {
        const who = { unit, round: '2026-q4' };
        const located = locate(text);
        const before = givenFacts(located, who);
        const after = writeFacts(plan, located, who, entries);
        expect(after).not.toBeNull();
        const read = new Map(
          givenFacts(locate(after!), who).map((entry) => [entry.question, entry]),
        );
        for (const entry of entries) expect(read.get(entry.question)).toEqual(entry);
        const others = before.filter(({ question }) =>
          entries.every((each) => each.question !== question),
        );
        for (const entry of others) expect(read.get(entry.question)).toEqual(entry);
        expect(read.size).toBe(others.length + entries.length);
        expect(elsewhere(after!, unit)).toEqual(elsewhere(text, unit));
        // Lines stay as they are, but for those with a value that was replaced or braces.
        const isTouched = (line: string) =>
          /2026-q4: *\{/.test(line) ||
          entries.some(({ question }) => line.trim().startsWith(`${question}:`));
        const lines = text.split('\n').filter((line) => !isTouched(line));
        expect(standIn(after!.split('\n'), lines)).toBe(true);
        // What is only added to leaves every letter where it was.
        const isNew = entries.every(({ question }) =>
          before.every((each) => each.question !== question),
        );
        if (isNew) expect(standIn(after!.split(''), text.split(''))).toBe(true);
        if (text.includes('\r\n')) expect(after!.replaceAll('\r\n', '')).not.toContain('\n');
        expect(writeFacts(plan, locate(after!), who, entries)).toBe(after);
      }),
      { numRuns: 300 },
    );
  });
});
