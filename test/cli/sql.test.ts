import { describe, expect, test } from 'vitest';
import { command } from './command.ts';

const sql = (...args: readonly string[]) => command(['sql', 'quick-scan', ...args]);

test('one SELECT on stdout, over the table that is named', async () => {
  const ran = await sql('--dialect', 'postgres', '--table', 'survey.answers', '--view', 'units');
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  expect(ran.stdout).toContain('FROM "survey"."answers" AS _table');
  expect(ran.stdout).toContain('AS "strength"');
});

test('respondents of a table called answers when nothing else is said', async () => {
  const { stdout } = await sql('--dialect', 'clickhouse');
  expect(stdout).toContain('FROM `answers` AS _table');
  expect(stdout).toContain('AS `status`');
});

describe('what makes no sense', () => {
  test.each<[string, number, string, readonly string[]]>([
    ['no dialect', 2, 'USAGE', []],
    ['another dialect', 2, 'USAGE', ['--dialect', 'oracle']],
    ['another view', 2, 'USAGE', ['--dialect', 'duckdb', '--view', 'rows']],
    ['no name of a table', 2, 'USAGE', ['--dialect', 'duckdb', '--table', 'a"b']],
    ['a market that is not there', 2, 'UNKNOWN_REF', ['--dialect', 'duckdb', '-m', 'moon']],
    ['a column that is not there', 2, 'UNKNOWN_REF', ['--dialect', 'duckdb', '--without', 'x']],
    ['a table without units', 2, 'UNKNOWN_REF', ['--dialect', 'duckdb', '--without', 'unit']],
    [
      'a name that is too long',
      3,
      'SQL_LIMIT',
      ['--dialect', 'postgres', '--table', 't'.repeat(64)],
    ],
  ])('%s', async (_, code, problem, args) => {
    const ran = await sql(...args);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toContain(problem);
  });
});
