import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { run, type Run } from '../run.ts';
import { folderFor } from './asking.ts';

export type Content = string | Uint8Array;

/** A new folder with a scorecard of four questions, `long.yaml`, and these files. */
export function tableFolder(files: Readonly<Record<string, Content>>): string {
  const folder = folderFor(4);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Runs the built `batch` in a folder. */
export const batch = (folder: string, args: readonly string[], input?: Content): Run =>
  run(['batch', '-s', 'long.yaml', ...args], {
    cwd: folder,
    ...(input === undefined ? {} : { input }),
  });

/** What was told, without the help and the count at its end. */
export const told = ({ stderr }: Run): readonly string[] =>
  stderr.split('\n').filter((line) => / - (error|warning) |^(error|warning) /.test(line));

/** Rows of a CSV without commas in its cells, as cells. */
export const rowsOf = (csv: string): readonly (readonly string[])[] =>
  csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')));

/** Of each unit of a table of units, some columns. */
export function unitsOf(csv: string, ...columns: readonly string[]): readonly string[] {
  const [names = [], ...rows] = rowsOf(csv);
  return rows.map((row) =>
    ['unit', ...columns].map((column) => row[names.indexOf(column)]).join(' '),
  );
}

/** Runs a batch of files that all have outputs, and expects it to refuse and leave nothing. */
export function refused(folder: string, args: readonly string[], input?: Content): Run {
  const before = readdirSync(folder).toSorted();
  const outputs = ['--units', 'u.csv', '--respondents', 'r.ndjson', '--rejects', 'x.csv'];
  const ran = batch(folder, [...args, ...outputs], input);
  expect(ran.stderr).not.toContain('    at ');
  expect(ran.stdout).toBe('');
  expect(readdirSync(folder).toSorted()).toEqual(before);
  return ran;
}

export const textOf = (folder: string, name: string): string =>
  readFileSync(join(folder, name), 'utf8');
