import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMapping } from '../../src/answers/mapping.ts';
import { Answered } from '../../src/answers/types.ts';
import type { Plan, PlanQuestion } from '../../src/plan/types.ts';
import { sourceOf } from '../../src/source/source.ts';
import { cellReader } from '../../src/tables/cells.ts';
import { csvReader } from '../../src/tables/csv.ts';
import { readHeader } from '../../src/tables/header.ts';
import { layoutOf } from '../../src/tables/layout.ts';
import { shippedPlan } from '../plans.ts';
import { command, folderWith } from './command.ts';
import { answersOf } from '../tables/answers.ts';

async function written(name: string) {
  const folder = folderWith({});
  const ran = await command(['template', name, '-f', 'csv=t.csv', '-f', 'map=m.yaml'], {
    cwd: folder,
  });
  expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
  const [csv, map] = ['t.csv', 'm.yaml'].map((file) => readFileSync(join(folder, file), 'utf8'));
  return { csv: csv!, map: map! };
}

/** The answers of every row of a filled-in table. */
function answersIn(plan: Plan, csv: string, map: string) {
  const piece = new Uint8Array(Buffer.from(csv));
  const header = readHeader('t.csv', piece, 44, () => true).value!;
  const mapping = readMapping(sourceOf('m.yaml', map));
  expect(mapping.problems).toEqual([]);
  const layout = layoutOf(plan, 't.csv', header.names, mapping.value);
  expect(layout.problems).toEqual([]);
  expect(layout.value!.missing).toEqual([]);
  const reader = cellReader(plan, layout.value!.columns, mapping.value!.value);
  const rows: number[][] = [];
  const read = csvReader(44, header.names.length);
  read(piece.subarray(header.next), header.start, (fields, fault) => {
    expect(fault).toBeNull();
    expect(reader.read(fields) ? [] : reader.rejects(fields)).toEqual([]);
    const { state, value } = answersOf(reader.codes);
    rows.push([...state, ...value]);
  });
  return rows;
}

/** The cell of a question in the row that takes its options one after the other. */
function cellOf({ input }: PlanQuestion, part: string | undefined, row: number, isLabel: boolean) {
  if (part === 'note') return 'seen';
  if (input.kind === 'allocation') return part === 'customer' ? '100' : '0';
  if (input.kind === 'metric') return String(input.min / 10 ** input.decimals);
  const option = input.options[row % input.options.length]!;
  return isLabel ? option.label : option.code;
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test.each(['industrial-gases', 'quick-scan'])(
  'the table and the map of %s read back, filled in with codes and with labels',
  async (name) => {
    const plan = shippedPlan(name);
    const { csv, map } = await written(name);
    expect(answersIn(plan, csv, map)[0]).toEqual(Array(2 * plan.questions.length).fill(0));
    const [header, row] = csv.split('\n');
    expect(row!.split(',')).toHaveLength(header!.split(',').length);
    const filled = (isLabel: boolean) => {
      const rows = Array.from({ length: 7 }, (_, i) => {
        const cells = header!.split(',').map((column, c) => {
          const [id, part] = column.split('.');
          const question = plan.questions.find((each) => each.id === id);
          return question === undefined ? row!.split(',')[c]! : cellOf(question, part, i, isLabel);
        });
        return cells.map(quoted).join(',');
      });
      return answersIn(plan, [header, ...rows].join('\n'), map);
    };
    const codes = filled(false);
    expect(filled(true)).toEqual(codes);
    for (const row of codes) {
      expect(row.slice(0, plan.questions.length)).toEqual(
        Array(plan.questions.length).fill(Answered),
      );
    }
    plan.questions.forEach(({ input }, q) => {
      if (input.kind !== 'options') return;
      const values = codes.map((row) => row[plan.questions.length + q]);
      expect(values).toEqual(codes.map((_, i) => i % input.options.length));
    });
  },
);

test('the map says what may be edited, and its states are understood', async () => {
  const { csv, map } = await written('quick-scan');
  const plan = shippedPlan('quick-scan');
  const [header, row] = csv.split('\n');
  const filled = `${row!.slice(0, row!.indexOf(',,') + 2)},"N/A","Don't know"`;
  const rest = ','.repeat(header!.split(',').length - filled.split(',').length);
  const [answers] = answersIn(plan, `${header}\n${filled}${rest}\n`, map);
  expect(answers!.slice(0, 2)).toEqual([2, 3]);
  expect(map).toContain('# columns:\n#   Column 1: unit\n');
});

test('without a format it is the sheet, and a table goes to the screen as well', async () => {
  const sheet = await command(['template', 'quick-scan']);
  expect(sheet.stdout).toMatch(/^pendulum: 1\nscorecard: quick-scan@/);
  expect((await command(['template', 'quick-scan', '-f', 'sheet'])).stdout).toBe(sheet.stdout);
  const table = await command(['template', 'quick-scan', '-f', 'csv']);
  expect(table.stdout).toMatch(
    /^unit,round,respondent,role,market,[^\n]+\nmy-unit,2026-q4,r01,,,[^\n]*\n$/,
  );
});

test('nothing is written over without being asked', async () => {
  const folder = folderWith({ 't.csv': 'mine' });
  const args = ['template', 'quick-scan', '-f', 'csv=t.csv'];
  const refused = await command(args, { cwd: folder });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('OUTPUT_EXISTS');
  expect(readFileSync(join(folder, 't.csv'), 'utf8')).toBe('mine');
  expect((await command([...args, '--force'], { cwd: folder })).code).toBe(0);
});
