import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Asking, digits, folderFor, keptIn, sheetIn } from './asking.ts';

const sessions = (folder: string) => join(folder, '.pendulum', 'sessions');
const journal = (folder: string) => {
  const name = readdirSync(sessions(folder)).find((file) => file.endsWith('.ndjson'))!;
  return join(sessions(folder), name);
};

/** A session of so many answers that was left. */
async function left(folder: string, answers: number): Promise<void> {
  const asking = new Asking(folder);
  await asking.shows('0 of 20 answered');
  asking.type(digits(0, answers));
  await asking.reaches(answers);
  asking.type('q');
  expect(await asking.ended).toBe(6);
}

test('a damaged session is refused, salvaged when that is asked for, and then goes on', async () => {
  const folder = folderFor(20);
  await left(folder, 20);
  const path = journal(folder);
  const damaged = readFileSync(path, 'utf8').replace('"question":"q7"', '"question":"q8"');
  writeFileSync(path, damaged);

  const refused = new Asking(folder);
  expect(await refused.ended).toBe(6);
  expect(refused.said()).toContain('JOURNAL_CORRUPT: line 8 of the session');
  expect(refused.said()).toContain('--salvage goes on with the good lines in a new file');
  expect(readdirSync(sessions(folder))).toHaveLength(2);

  const salvaging = new Asking(folder, { more: '--salvage' });
  await salvaging.shows('19 of 20 answered');
  expect(await salvaging.says('line 8 could not be kept')).toBe(true);
  await salvaging.signal('SIGTERM');
  expect(await salvaging.ended).toBe(143);
  expect(readFileSync(path, 'utf8')).toBe(damaged);

  const again = new Asking(folder);
  await again.shows('19 of 20 answered');
  expect(await again.shows('Question 7.')).toBe(true);
  again.type(digits(6, 7));
  await again.reaches(20);
  again.type('f');
  await again.shows('Answers written');
  await again.signal('SIGTERM');
  await again.ended;
  expect(sheetIn(folder)).toBe(digits(0, 20));
  expect(readFileSync(path, 'utf8')).toBe(damaged);
});

test('a session that another machine locked is told by whom, and taken only on request', async () => {
  const folder = folderFor(20);
  await left(folder, 3);
  const holder = JSON.stringify({ pid: 4711, host: 'elsewhere', boot: 'b', id: 'i' });
  symlinkSync(holder, `${journal(folder)}.lock`);
  const refused = new Asking(folder);
  expect(await refused.ended).toBe(5);
  expect(refused.said()).toMatch(
    /LOCKED: .*process 4711 on elsewhere, since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/,
  );
  expect(refused.said()).toContain('--steal-lock');
  const taking = new Asking(folder, { more: '--steal-lock' });
  await taking.shows('3 of 20 answered');
  taking.type('q');
  expect(await taking.ended).toBe(6);
  expect(readdirSync(sessions(folder)).filter((name) => name.includes('lock'))).toEqual([]);
  expect(keptIn(folder)).toBe(digits(0, 3));
});
