import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { comment, dialects } from '../../src/sql/dialect.ts';
import { dialectNames, scoringSql, views, type Query } from '../../src/sql/query.ts';
import { tableName } from '../../src/sql/table-name.ts';
import { everyKind } from '../scorecards.ts';
import { planOf } from '../plans.ts';
import { duckdb, load, shownBy, withDuckDb } from './duckdb.ts';
import { hostileCase, payloads } from './hostile.ts';
import { linesOf, sqlOf } from './parity.ts';

const plan = planOf(everyKind);

const query: Query = {
  dialect: 'duckdb',
  view: 'respondents',
  table: ['answers'],
  market: null,
  without: [],
};

const golden = (name: string) =>
  fileURLToPath(new URL(`../golden/sql/${name}.sql`, import.meta.url));

const every = dialectNames.flatMap((dialect) => views.map((view) => ({ dialect, view })));

test.each(every)('$dialect, $view', async ({ dialect, view }) => {
  const { value, problems } = scoringSql(plan, { ...query, dialect, view });
  expect(problems).toEqual([]);
  await expect(value).toMatchFileSnapshot(golden(`${dialect}-${view}`));
});

test.each(every)(
  '$dialect, $view: one statement that can stand in another',
  ({ dialect, view }) => {
    const sql = scoringSql(plan, { ...query, dialect, view }).value!;
    expect(sql).not.toContain(';');
    expect(sql.endsWith('\n')).toBe(true);
    expect(sql.trimEnd().split('\n').at(-1)).not.toContain('--');
  },
);

describe('the name of a table', () => {
  test.each([
    ['answers', ['answers']],
    ['survey.answers', ['survey', 'answers']],
    ['a.b.c', ['a', 'b', 'c']],
    ['"survey"."my.answers"', ['survey', 'my.answers']],
    ['"a""b"', ['a"b']],
    ['select', ['select']],
    ["o'brien; DROP TABLE x --", ["o'brien; DROP TABLE x --"]],
    ['', null],
    ['.', null],
    ['a.', null],
    ['.a', null],
    ['a"b', null],
    ['""', null],
    ['"a"b', null],
  ])('%j', (text, parts) => {
    expect(tableName(text)).toEqual(parts);
  });
});

describe('what may stand in a name or a text', () => {
  const hostile = [
    'a"b',
    "a'b",
    'a`b',
    'a\\',
    "\\'",
    '\\"',
    '\\`',
    '*/',
    '--',
    ';',
    '$1',
    '{a}',
    '\t',
  ];

  test.each(hostile)('%j', (text) => {
    const { duckdb: duck, postgres, clickhouse } = dialects;
    expect(duck.ident(text)).toBe(`"${text.replaceAll('"', '""')}"`);
    expect(duck.literal(text)).toBe(`'${text.replaceAll("'", "''")}'`);
    expect(postgres.ident(text)).toBe(`"${text.replaceAll('"', '""')}"`);
    const body = text.replaceAll('\\', '\\\\').replaceAll("'", "''");
    expect(postgres.literal(text)).toBe(text.includes('\\') ? `E'${body}'` : `'${body}'`);
    const inner = text.replaceAll(/[\\'`]/g, '\\$&');
    expect(clickhouse.ident(text)).toBe(`\`${inner}\``);
    expect(clickhouse.literal(text)).toBe(`'${inner}'`);
  });

  test('a line feed in a text does not end the line', () => {
    const shown = Object.values(dialects).map(({ literal }) => literal("a\n\\'"));
    const posix = String.raw`E'a\n\\'''`;
    expect(shown).toEqual([posix, posix, String.raw`'a\n\\\''`]);
  });

  test.each([
    ['a\nb', 'a b'],
    ['a\r\n-- b', 'a -- b'],
    ['*/ /* */', '* / / * * /'],
    ['a\u2028b\u0000', 'a b\\u{0}'],
    ['**//', '** //'],
  ])('a comment of %j', (text, shown) => {
    expect(comment(text)).toBe(shown);
  });
});

describe.skipIf(duckdb === null)('nothing of a scorecard is run as SQL', () => {
  test.each(payloads)('%j', async (payload) => {
    const { given, expected } = hostileCase(payload);
    await withDuckDb(1, async (connection) => {
      const table = `answers${payload}`;
      await load(connection, given, 'a');
      await load(connection, given, table);
      for (const view of views) {
        const found = await shownBy(connection, sqlOf(given, 'duckdb', view, table));
        expect(linesOf(found)).toEqual(linesOf(expected[view]));
      }
      const left = await shownBy(connection, 'SELECT count(*)::VARCHAR AS n FROM a');
      expect(left.rows).toEqual([['30']]);
    });
    expect(expected.respondentCount).toBeGreaterThan(5);
  });
});

describe('what a database cannot do', () => {
  const codesOf = (of: Plan, rest: Partial<Query>) =>
    scoringSql(of, { ...query, ...rest }).problems.map(({ code, message }) => [code, message]);

  const long = 'q'.repeat(60);
  const withId = (id: string): Plan => ({
    ...plan,
    questions: plan.questions.map((each, i) => (i === 0 ? { ...each, id } : each)),
  });

  test('a column of more than 63 bytes in PostgreSQL, and only where there is one', () => {
    expect(codesOf(withId('q'.repeat(64)), { dialect: 'postgres' })).toEqual([
      ['SQL_LIMIT', expect.stringContaining('more than 63 bytes')],
    ]);
    expect(codesOf(withId(long), { dialect: 'postgres' })).toEqual([]);
    expect(codesOf(withId(long), { dialect: 'postgres', view: 'moments' })).not.toEqual([]);
    expect(codesOf(withId('q'.repeat(64)), { view: 'moments' })).toEqual([]);
    expect(codesOf(plan, { dialect: 'postgres', table: ['t'.repeat(64)] })).toHaveLength(1);
  });

  test.each(['\n', '\0', '\r'])('a name with a control character, %j', (control) => {
    expect(codesOf(plan, { table: [`a${control}b`] })).toEqual([
      ['SQL_LIMIT', expect.stringContaining('a control character')],
    ]);
    expect(codesOf(withId(`a${control}b`), { dialect: 'clickhouse' })).toHaveLength(1);
  });

  test('a column that is called null in ClickHouse', () => {
    expect(codesOf(withId('null'), { dialect: 'clickhouse' })).toEqual([
      ['SQL_LIMIT', expect.stringContaining('"null"')],
    ]);
    expect(codesOf(withId('null'), { dialect: 'postgres' })).toEqual([]);
  });

  test('more columns than PostgreSQL has', () => {
    const question = plan.questions[0]!;
    const questions = Array.from({ length: 300 }, (_, i) => ({ ...question, id: `q${i}` }));
    const wide = { ...plan, questions };
    expect(codesOf(wide, { dialect: 'postgres', view: 'moments' })).toEqual([
      ['SQL_LIMIT', expect.stringContaining('are more than 1600')],
    ]);
    expect(codesOf(wide, { dialect: 'postgres' })).toEqual([]);
    expect(codesOf(wide, { view: 'moments' })).toEqual([]);
  });

  test('a table in more than a database of ClickHouse', () => {
    expect(codesOf(plan, { dialect: 'clickhouse', table: ['a', 'b', 'c'] })).toHaveLength(1);
    expect(codesOf(plan, { dialect: 'postgres', table: ['a', 'b', 'c'] })).toEqual([]);
  });

  test('conditions on conditions without end', () => {
    const question = plan.questions[0]!;
    const chain = (length: number): Plan => ({
      ...plan,
      questions: Array.from({ length }, (_, i) => ({
        ...question,
        id: `q${i}`,
        when: i === 0 ? null : ({ op: 'answered', question: i - 1 } as const),
      })),
    });
    expect(codesOf(chain(51), {})).toEqual([]);
    expect(codesOf(chain(52), {})).toEqual([['SQL_LIMIT', expect.stringContaining('51 deep')]]);
  });
});

test('a column that the table does not have is read as empty', () => {
  const sql = scoringSql(plan, { ...query, without: ['recall.note', 'round'] }).value!;
  expect(sql).not.toContain('"recall.note"');
  expect(sql).not.toContain('_table."round"');
  expect(sql).toContain(`'' AS _round`);
});
