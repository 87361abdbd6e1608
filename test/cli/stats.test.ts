import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { Answered, type Sheet } from '../../src/answers/types.ts';
import type { Instrument } from '../../src/instrument.ts';
import type { PlanQuestion } from '../../src/plan/types.ts';
import type { Result } from '../../src/result.ts';
import { everyKind } from '../e2e/every-kind.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';
import { command, folderWith } from './command.ts';

const plan = shippedPlan('quick-scan');

/** Two units of which the first has somebody who answered the same throughout. */
const sheets: readonly Sheet[] = [
  ...seededUnit(plan, 5, 11),
  ...seededUnit(plan, 8, 9),
  ...seededUnit(plan, 5, 1).map((sheet) => ({
    ...sheet,
    respondent: 'same',
    // The same key throughout, whatever step of its scale that is.
    answers: { ...sheet.answers, value: Float64Array.from(plan.questions, keyThree) },
  })),
];

function keyThree({ input }: PlanQuestion): number {
  const at = input.kind === 'options' ? input.options.findIndex(({ code }) => code === '3') : -1;
  return Math.max(0, at);
}

function codeOf(sheet: Sheet, i: number): string {
  const { input } = plan.questions[i]!;
  if (sheet.answers.state[i] !== Answered || input.kind !== 'options') return '';
  return input.options[sheet.answers.value[i]!]!.code;
}

const whose = ({ unit, respondent, market }: Sheet, i: number) => ({
  unit,
  round: 'q1',
  respondent: `${respondent}-${i}`,
  role: i % 2 === 0 ? 'sales' : 'operations',
  market,
});

function asTable(): string {
  const head = [
    'unit',
    'round',
    'respondent',
    'role',
    'market',
    ...plan.questions.map(({ id }) => id),
  ];
  const rows = sheets.map((sheet, i) => [
    ...Object.values(whose(sheet, i)),
    ...plan.questions.map((_, q) => codeOf(sheet, q)),
  ]);
  return [head, ...rows].map((row) => `${row.join()}\n`).join('');
}

/** A code as YAML takes it: numbers as numbers. */
const plainly = (code: string) => (/^-?[0-9]+$/.test(code) ? Number(code) : code);

function asSheets(): string {
  const lines = sheets.map((sheet, i) => {
    const answers = plan.questions.flatMap(({ id }, q) => {
      const code = codeOf(sheet, q);
      return code === '' ? [] : [[id, plainly(code)]];
    });
    return JSON.stringify({
      pendulum: 1,
      scorecard: `${plan.scorecard.id}@${plan.scorecard.version}`,
      ...whose(sheet, i),
      answers: Object.fromEntries(answers),
    });
  });
  return `${lines.join('\n')}\n`;
}

const folder = () => folderWith({ 'table.csv': asTable(), 'sheets.ndjson': asSheets() });

async function instrumentOf(cwd: string, ...args: readonly string[]): Promise<Instrument> {
  const { code, stdout, stderr } = await command(
    ['stats', ...args, '-s', 'quick-scan', '-f', 'json'],
    { cwd },
  );
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Instrument;
}

describe('stats', () => {
  test('says of a table what it says of sheets, but that it was read twice', async () => {
    const cwd = folder();
    const { secondReading, ...ofTable } = await instrumentOf(cwd, 'table.csv');
    expect(secondReading).toContain('read a second time');
    const ofSheets = await instrumentOf(cwd, 'sheets.ndjson');
    expect({ ...ofTable, secondReading: null }).toEqual(ofSheets);
    expect(ofSheets.respondents).toEqual({ count: 21, scored: 21, units: 2 });
    expect(ofSheets.careless).toMatchObject({ flagged: 1, of: 21 });
    expect(ofSheets.careless!.headlines!.without.respondents).toBe(20);
    expect(ofSheets.scales[0]!.alpha).not.toBeNull();
    expect(ofSheets.units[0]!.raters).toMatchObject({ sides: 10 });
    expect(ofSheets.units[0]!.intervals.map(({ method }) => method)).toEqual(['t', 'bootstrap']);
  });

  test('hides what few show, and says nothing of flagged people who are few', async () => {
    const found = await instrumentOf(folder(), 'table.csv', '--min-group', '5');
    expect(found.careless).toMatchObject({ flagged: null, headlines: null });
    expect(found.units.map(({ withoutFlagged }) => withoutFlagged)).toEqual([null, null]);
    expect(found.units.every(({ isHidden }) => !isHidden)).toBe(true);
    const hidden = await instrumentOf(folder(), 'table.csv', '--min-group', '10');
    expect(hidden.units.map(({ isHidden }) => isHidden)).toEqual([false, true]);
  });

  test('respondents of hidden units are no part of what is said of all', async () => {
    const own = { 'all.ndjson': asSheets(), 'table.csv': asTable() };
    const shown = asSheets().replaceAll(/^.*"unit":"u8".*\n/gm, '');
    const cwd = folderWith({ ...own, 'shown.ndjson': shown });
    const hiding = ['--min-group', '10'];
    const { units, problems, ...said } = await instrumentOf(cwd, 'all.ndjson', ...hiding);
    const { units: only, ...alone } = await instrumentOf(cwd, 'shown.ndjson', ...hiding);
    expect({ ...said, problems }).toEqual(alone);
    expect([said.respondents.count, units.length, only.length]).toEqual([12, 2, 1]);
    const { secondReading, ...ofTable } = await instrumentOf(cwd, 'table.csv', ...hiding);
    expect(secondReading).toContain('and a third time');
    expect({ ...ofTable, secondReading: null }).toEqual({ ...said, units, problems });
    const none = await instrumentOf(cwd, 'table.csv', '--min-group', '13');
    expect(none.respondents).toEqual({ count: 0, scored: 0, units: 0 });
    expect([none.scales, none.careless]).toEqual([[], null]);
  });

  test('writes every format in one run, in the same bytes each time', async () => {
    const cwd = folder();
    const args = ['-f', 'text', '-f', 'html=page.html', '-f', 'markdown=page.md'];
    const run = () => command(['stats', 'sheets.ndjson', '-s', 'quick-scan', ...args], { cwd });
    const first = await run();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('What to take from it');
    const pages = ['page.html', 'page.md'].map((name) => readFileSync(join(cwd, name), 'utf8'));
    const again = await command(
      ['stats', 'sheets.ndjson', '-s', 'quick-scan', ...args, '--force'],
      {
        cwd,
      },
    );
    expect(again.stdout).toBe(first.stdout);
    expect(['page.html', 'page.md'].map((name) => readFileSync(join(cwd, name), 'utf8'))).toEqual(
      pages,
    );
    expect(await run()).toMatchObject({ code: 2, stdout: '' });
  });

  test('rows that are no answers are told, the others count, and the exit code is 3', async () => {
    const cwd = folder();
    const bad = `${asTable()}u5,q1,bad,sales,,nonsense\n`;
    writeFileSync(join(cwd, 'bad.csv'), bad);
    const args = ['stats', 'bad.csv', '-s', 'quick-scan', '-f', 'json'];
    const { code, stdout, stderr } = await command(args, { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('ROW_REJECTED');
    expect((JSON.parse(stdout) as Instrument).respondents.count).toBe(21);
  });

  test('a round that nobody answered in is refused', async () => {
    const args = ['stats', 'sheets.ndjson', '-s', 'quick-scan', '-r', 'q9'];
    const { code, stderr } = await command(args, { cwd: folder() });
    expect(code).toBe(2);
    expect(stderr).toContain('rounds: q1');
  });
});

const textIn = (cwd: string, name: string) => readFileSync(join(cwd, name), 'utf8');

/** The codes of what is told, in their order. */
const told = (stderr: string) =>
  [...stderr.matchAll(/(?:error|warning) ([A-Z_]+):/g)].map(([, code]) => code);

/** Runs `stats` for the files alone. */
async function files(cwd: string, ...args: readonly string[]) {
  const page = ['-f', 'json=page.json'];
  const { code, stdout, stderr } = await command(['stats', ...args, ...page], { cwd });
  expect(stdout).toBe('');
  return { code, codes: told(stderr), stderr, left: readdirSync(cwd).toSorted() };
}

const people = ['unit', 'round', 'respondent', 'role', 'market'];
const done = { code: 0, codes: [] };

test('the reliability of a unit is the same from a table as from sheets', async () => {
  const cwd = folder();
  const [ofTable, ofSheets] = await Promise.all(
    ['table.csv', 'sheets.ndjson'].map(async (from) => {
      const { stdout } = await command(['score', from, '-s', 'quick-scan', '-f', 'json'], { cwd });
      const { units } = JSON.parse(stdout) as Result;
      return units.map(({ statistics }) => statistics!.reliability);
    }),
  );
  expect(ofTable).toEqual(ofSheets);
  expect(ofTable!.map(({ missing }) => missing)).toEqual([
    null,
    'fewer than 10 people could be scored',
  ]);
  expect(ofTable![0]!.customer!.dimensions).toBe(5);
});

test('more people of a role than there are is a warning for sheets and tables alike', async () => {
  const engagement = `pendulum: 1
title: All
scorecard: quick-scan
privacy: { open: for a test }
units:
`;
  const units = [...new Set(sheets.map(({ unit }) => unit))];
  const lines = units.map((id) => `  - { id: ${id}, title: U, roleHeadcounts: { sales: 1 } }\n`);
  const cwd = folderWith({
    'pendulum.yaml': `${engagement}${lines.join('')}`,
    'table.csv': asTable(),
    'answers/sheets.ndjson': asSheets(),
  });
  for (const from of ['table.csv', 'answers']) {
    const { code, stderr } = await command(['stats', from], { cwd });
    expect(code).toBe(0);
    expect(stderr.match(/warning ROLE_HEADCOUNT/g)).toHaveLength(units.length);
  }
});

describe('items', () => {
  const quick = ['-s', 'quick-scan'];

  test('of sheets are those of a table, to the byte, and the codebook has their columns', async () => {
    const cwd = folder();
    for (const from of ['table.csv', 'sheets.ndjson']) {
      for (const to of ['csv', 'ndjson']) {
        const own = ['--items', `${from}.items.${to}`, '--codebook', `${from}.book.csv`];
        expect(await files(cwd, from, ...quick, ...own, '--force')).toMatchObject(done);
      }
    }
    for (const name of ['items.csv', 'items.ndjson', 'book.csv']) {
      expect(textIn(cwd, `sheets.ndjson.${name}`)).toBe(textIn(cwd, `table.csv.${name}`));
    }
    const rows: readonly Record<string, string>[] = parse(textIn(cwd, 'table.csv.items.csv'), {
      columns: true,
    });
    expect(rows.map(({ respondent }) => respondent)).toEqual(
      sheets.map((sheet, i) => whose(sheet, i).respondent),
    );
    const book: readonly Record<string, string>[] = parse(textIn(cwd, 'table.csv.book.csv'), {
      columns: true,
    });
    const described = [...new Set(book.map(({ column }) => column))];
    expect(Object.keys(rows[0]!)).toEqual([...people, ...described]);
    const lines = textIn(cwd, 'table.csv.items.ndjson').trimEnd().split('\n');
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object))).toEqual(
      lines.map(() => Object.keys(rows[0]!)),
    );
  });

  const engagement = (privacy: string) => `pendulum: 1
title: All
scorecard: every.yaml
rounds: [q1, q2]
roles: [sales]
privacy: { ${privacy} }
units:
  - { id: south, title: S }
  - { id: north, title: N, market: { gas: 0.6, care: 0.4 } }
`;

  const every = (privacy: string) => {
    const answers = (more: object) => ({ outcomes: 4, 'told-first': 'dont-know', ...more });
    const split = { customer: 50, process: 40, other: 10 };
    const rest = { upkeep: 'not-applicable', complaint: 'fix', schedule: -3 };
    const all = [
      ['south', 'q2', '=1+1', { attention: split, recall: 'yes', 'recall-time': 6.5 }],
      ['north', 'q2', 'r2', { ...rest, recall: 'no' }],
      ['south', 'q1', 'r3', { recall: { answer: 'yes', note: 'in May' } }],
    ] as const;
    const lines = all.map(([unit, round, respondent, more]) =>
      JSON.stringify({
        pendulum: 1,
        scorecard: 'every-kind@1.0.0',
        unit,
        round,
        respondent,
        role: 'sales',
        answers: answers(more),
      }),
    );
    return folderWith({
      'pendulum.yaml': engagement(privacy),
      'every.yaml': everyKind,
      'table.csv': `unit,round,respondent,role,outcomes,upkeep,attention.customer,attention.process,attention.other,complaint,recall,recall.note,recall-time,schedule,told-first
south,q2,=1+1,sales,4,,50,40,10,,yes,,6.5,,dont-know
north,q2,r2,sales,4,not-applicable,,,,fix,no,,,-3,dont-know
south,q1,r3,sales,4,,,,,,yes,in May,,,dont-know
`,
      'answers/sheets.ndjson': `${lines.join('\n')}\n`,
    });
  };

  test('say every kind of answer, of sheets and tables alike in every round, whichever is judged', async () => {
    const cwd = every('open: for a test');
    const own = ['-m', 'care', '--force', '--items', 'items.csv'];
    expect(await files(cwd, 'table.csv', ...own)).toMatchObject(done);
    const ofTable = textIn(cwd, 'items.csv').split('\n');
    expect(ofTable.slice(1)).toEqual([
      `"south","q2","'=1+1","sales","care",4,,10.000,,"yes",6.5,,"dont-know",75.000,,10.000,,,50.000,94.318,,`,
      `"north","q2","r2","sales",,4,"not-applicable",,"fix","no","not-asked",-3,"dont-know",75.000,,,80.000,30.000,0.000,,-100.000,`,
      `"south","q1","r3","sales","care",4,,,,"yes",,,"dont-know",75.000,,,,,100.000,,,`,
      '',
    ]);
    expect(await files(cwd, 'answers', ...own)).toMatchObject(done);
    expect(textIn(cwd, 'items.csv').split('\n')).toEqual(ofTable);
    for (const from of ['table.csv', 'answers']) {
      expect(await files(cwd, from, ...own, '-r', 'q1')).toMatchObject(done);
      expect(textIn(cwd, 'items.csv').split('\n')).toEqual(ofTable);
    }
  });

  test.each(['table.csv', 'answers'])(
    'of %s are refused where small groups are hidden; the codebook has nobody in it',
    async (from) => {
      const cwd = every('minGroup: 3');
      const before = readdirSync(cwd).toSorted();
      const both = ['--items', 'items.csv', '--codebook', 'book.csv'];
      const refused = { code: 3, codes: ['ANSWERS_HIDDEN'], left: before };
      expect(await files(cwd, from, ...both)).toMatchObject(refused);
      const open = every('open: for a test');
      expect(await files(open, from, ...both, '--min-group', '3')).toMatchObject(refused);
      const { code, left } = await files(cwd, from, '--codebook', 'book.csv');
      expect([code, left]).toEqual([0, ['book.csv', 'page.json', ...before].toSorted()]);
    },
  );

  test('leave out rows that are no answers and rows that repeat another', async () => {
    const cwd = folder();
    const [first, ...others] = asTable().trimEnd().split('\n');
    const bad = [first, ...others, 'u5,q1,bad,sales,,nonsense', others[0], ''].join('\n');
    writeFileSync(join(cwd, 'bad.csv'), bad);
    const once = ['--on-duplicate', 'first', '--items', 'bad.items.csv'];
    const ran = await files(cwd, 'bad.csv', ...quick, ...once);
    expect(ran).toMatchObject({ code: 3 });
    expect(ran.codes).toContain('ROW_REJECTED');
    expect(
      await files(cwd, 'table.csv', ...quick, '--items', 'items.csv', '--force'),
    ).toMatchObject(done);
    expect(textIn(cwd, 'bad.items.csv')).toBe(textIn(cwd, 'items.csv'));
  });

  test.each([
    [['--items', 'items.parquet'], 2, 'items are not written as Parquet'],
    [['--items', 'items'], 2, 'does not say its format'],
    [['--codebook', 'book.ndjson'], 2, 'the codebook is a CSV'],
    [['--items', 'x.csv', '--codebook', './x.csv'], 2, 'to the same file'],
    [['--items', 'page.json'], 2, 'does not say its format'],
    [['--items', 'x.csv', '--rejects', 'x.csv'], 2, 'to the same file'],
    [['--items', 'x.csv', '--moments'], 2, 'moments have no items'],
    [['--codebook', 'x.csv', '--moments'], 2, 'moments have no items'],
    [['--items', 'kept.csv'], 2, 'OUTPUT_EXISTS'],
    [['--codebook', 'kept.csv'], 2, 'OUTPUT_EXISTS'],
    [['--items', 'x.csv', '-f', 'html=kept.csv'], 2, 'OUTPUT_EXISTS'],
    [['--items', 'table.csv', '--force'], 2, 'OUTPUT_IS_INPUT'],
    [['--codebook', 'table.csv', '--force'], 2, 'OUTPUT_IS_INPUT'],
    [['--items', 'missing/x.csv'], 4, 'there is no such file or folder'],
    [['--items', 'x.csv', '--codebook', 'y.csv', '-r', 'q9'], 2, 'rounds: q1'],
    [['--items', 'x.csv', '--codebook', 'y.csv', '-m', 'none'], 2, 'UNKNOWN_REF'],
  ])('%j: all or nothing', async (args, code, why) => {
    for (const from of ['table.csv', 'sheets.ndjson']) {
      const cwd = folderWith({
        'table.csv': asTable(),
        [from]: from === 'table.csv' ? asTable() : asSheets(),
        'kept.csv': 'kept',
      });
      const before = readdirSync(cwd).toSorted();
      const input = args.includes('table.csv') ? 'table.csv' : from;
      const ran = await files(cwd, input, ...quick, ...args);
      expect(ran).toMatchObject({ code, stderr: expect.stringContaining(why), left: before });
      expect([textIn(cwd, 'table.csv'), textIn(cwd, 'kept.csv')]).toEqual([asTable(), 'kept']);
    }
  });

  test('a map is not written over', async () => {
    const cwd = folderWith({ 'table.csv': asTable(), 'map.csv': 'pendulum: 1\n' });
    const args = ['table.csv', ...quick, '--map', 'map.csv', '--force'];
    for (const option of ['--items', '--codebook', '--rejects']) {
      const { code, codes } = await files(cwd, ...args, option, 'map.csv');
      expect([code, codes]).toEqual([2, ['OUTPUT_IS_INPUT']]);
    }
    expect(textIn(cwd, 'map.csv')).toBe('pendulum: 1\n');
  });
});
