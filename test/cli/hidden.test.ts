import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../run.ts';
import { command, folderWith } from './command.ts';

const card = `
pendulum: 1
id: tiny
version: 1.0.0
language: en
title: Tiny
answerScales:
  agreement: { options: [a, b, c, d, e] }
dimensions:
  - { id: flow, title: Flow }
questions:
  - { id: c1, dimension: flow, side: customer, ask: We listen., answerScale: agreement }
  - { id: c2, dimension: flow, side: customer, ask: We ask., answerScale: agreement }
  - { id: c3, dimension: flow, side: customer, ask: We learn., answerScale: agreement }
  - { id: p1, dimension: flow, side: process, ask: We follow., answerScale: agreement }
`;

const engagement = `pendulum: 1
title: Invented
scorecard: card.yaml
answers: answers
rounds: [q1, q2]
roles: [sales, operations]
units: [{ id: north, title: North }, { id: south, title: South }]
gate:
  checks:
    - { id: strong, strength: { atLeast: 40 }, because: Judgement }
    - { id: centred, position: { within: 20, of: [-5, 5] }, because: Judgement }
    - { id: agreed, agreement: { atLeast: 0.5 }, because: Judgement }
    - { id: complete, coverage: { atLeast: 0.5 }, because: Judgement }
`;

interface Case {
  readonly south: number;
  /** What they say in the south. */
  readonly answer: number;
  /** How many of the twelve in the north answer the second question. */
  readonly north: number;
  /** How many of them are in sales. */
  readonly sales: number;
}

interface Person {
  readonly unit: string;
  readonly respondent: string;
  readonly role: string;
  readonly answers: Readonly<Record<string, string>>;
  /** The question with a note, and the note. */
  readonly note: readonly [question: string, text: string] | null;
}

function peopleOf({ south, north, sales, answer }: Case): readonly Person[] {
  const many = Array.from({ length: 12 }, (_, i): Person => {
    const value = String(1 + (i % 5));
    // Whoever answers it says what the side says without it, which must stay as it is.
    const given = i < north ? value : 'not-applicable';
    return {
      unit: 'north',
      respondent: `n${i}`,
      role: i < sales ? 'sales' : 'operations',
      answers: { c1: value, c2: given, c3: value, p1: String(6 - Number(value)) },
      note: i < north ? ['c2', 'Seen'] : null,
    };
  });
  const few = Array.from({ length: south }, (_, i): Person => ({
    unit: 'south',
    respondent: `s${i}`,
    role: 'operations',
    answers: { c1: String(answer), c2: '2', c3: '1', p1: String(answer) },
    note: ['c3', 'Few'],
  }));
  return [...many, ...few];
}

function sheetOf({ answers, note, ...who }: Person, round: string): string {
  const given = Object.entries(answers).map(([id, answer]) =>
    id === note?.[0] ? `${id}: { answer: ${answer}, note: ${note[1]} }` : `${id}: ${answer}`,
  );
  const own = Object.entries({ ...who, round }).map(([key, value]) => `${key}: ${value}`);
  return `{ pendulum: 1, scorecard: tiny, ${own.join(', ')}, answers: { ${given.join(', ')} } }\n`;
}

const sheetsOf = (asked: Case, round: string): string =>
  peopleOf(asked)
    .map((each) => sheetOf(each, round))
    .join('');

const rowOf = ({ unit, respondent, role, answers }: Person): string =>
  `${[unit, 'q2', respondent, role, ...Object.values(answers)].join()}\n`;

/** Two rounds as sheets, the later one as a table as well. */
const filesOf = (then: Case, now: Case): Record<string, string> => ({
  'card.yaml': card,
  'pendulum.yaml': engagement,
  'answers/q1.ndjson': sheetsOf(then, 'q1'),
  'answers/q2.ndjson': sheetsOf(now, 'q2'),
  'table.csv': ['unit,round,respondent,role,c1,c2,c3,p1\n', ...peopleOf(now).map(rowOf)].join(''),
});

/** A command, and the file it writes; null is stdout. */
type Way = readonly [name: string, args: readonly string[], file: string | null];

const to = (args: readonly string[], formats: readonly string[]): readonly Way[] =>
  formats.map((format) => [[...args, format].join(' '), [...args, '-f', format], null]);

const rows = (kind: string): Way => [
  `batch ${kind}`,
  ['batch', 'table.csv', '--units', `units.${kind}`],
  `units.${kind}`,
];

const pictures = ['svg', 'badge'];
const reports = ['text', 'json', 'csv', 'markdown', 'html', 'junit', 'github'];
const page = ['text', 'json', 'markdown', 'html'];
const ledger = ['text', 'json', 'csv'];

/** Everything that says something of a unit. */
const ways: readonly Way[] = [
  ...to(['score', '.', '-u', 'all'], reports),
  ...to(['score', '.'], pictures),
  ...to(['score', '.', '--appendix'], ['text', 'json', 'html']),
  ...to(['score', 'table.csv'], [...reports, ...pictures]),
  ...to(['gate', '.'], [...reports, ...pictures]),
  ...to(['compare', '.'], ['text', 'json', 'markdown']),
  ...to(['explain', '.', '-u', 'south'], ledger),
  ...to(['stats', '.'], page),
  ...to(['stats', 'table.csv'], page),
  ...['csv', 'ndjson', 'parquet'].map(rows),
  ['batch', ['batch', 'table.csv'], null],
];

/** What says nothing of units, or not of the one in the south. */
const others: readonly Way[] = [
  ...to(['score', '.'], ['sarif']),
  ...to(['gate', '.'], ['sarif']),
  ...to(['explain', '.', '-u', 'north'], ledger),
];

const few: Case = { south: 4, north: 0, sales: 0, answer: 2 };
const fewer: Case = { south: 2, north: 0, sales: 0, answer: 5 };
const enough: Case = { south: 6, north: 12, sales: 6, answer: 3 };

/** All that is written, but for the fingerprint of the answers. */
async function written([, args, file]: Way, now: Case, then = enough): Promise<string> {
  const cwd = folderWith(filesOf(then, now));
  // A database works in a process of its own, which is the built one.
  const ran = file === 'units.parquet' ? run(args, { cwd }) : await command(args, { cwd });
  expect([0, 1]).toContain(ran.code);
  const text = file === null ? ran.stdout : readFileSync(join(cwd, file), 'latin1');
  return `${ran.code}\n${ran.stderr}\n${text}`.replaceAll(/[0-9a-f]{64}/g, '');
}

describe.each([...ways, ...others])('%s says the same', (...way) => {
  test('however many a hidden unit has and whatever they say', async () => {
    expect(await written(way, fewer)).toBe(await written(way, few));
  });

  test('of whom few were there in the round before', async () => {
    expect(await written(way, enough, fewer)).toBe(await written(way, enough, few));
  });

  test('however few of a unit are in a role', async () => {
    const [four, two] = [4, 2].map((sales) => ({ ...few, sales }));
    expect(await written(way, two!)).toBe(await written(way, four!));
  });
});

test.each(ways)('%s says something else of those who are enough', async (...way) => {
  expect(await written(way, { ...fewer, south: 5 })).not.toBe(await written(way, fewer));
});

test.each(ways)('%s does not say how few answered a question', async (...way) => {
  const [four, two] = [4, 2].map((north) => ({ ...few, north }));
  expect(await written(way, two!)).toBe(await written(way, four!));
});
