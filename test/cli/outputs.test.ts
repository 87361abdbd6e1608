import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, folderWith } from './command.ts';

const sheet = 'pendulum: 1\nscorecard: quick-scan\nunit: north\nrespondent: r1\nanswers: {}\n';

/** Scores one sheet in a folder of its own, with these formats. */
async function scored(cwd: string, ...formats: readonly string[]) {
  const asked = formats.flatMap((format) => ['-f', format]);
  const { code, stderr } = await command(['score', 'r1.yaml', ...asked, '--force'], { cwd });
  const codes = [...stderr.matchAll(/error ([A-Z_]+):/g)].map(([, each]) => each);
  return { code, codes, files: readdirSync(cwd).toSorted() };
}

test('a pipe is no report: nothing takes its place, and nothing is written beside it', async () => {
  const cwd = folderWith({ 'r1.yaml': sheet });
  execFileSync('mkfifo', [join(cwd, 'pipe')]);
  symlinkSync('pipe', join(cwd, 'link'));
  const refused = { code: 4, codes: ['IO'], files: ['link', 'pipe', 'r1.yaml'] };
  expect(await scored(cwd, 'csv=out.csv', 'json=pipe')).toEqual(refused);
  expect(await scored(cwd, 'json=link')).toEqual(refused);
  expect(lstatSync(join(cwd, 'pipe')).isFIFO()).toBe(true);
});

test('a folder that is missing is found before any report is written', async () => {
  const cwd = folderWith({ 'r1.yaml': sheet });
  const refused = { code: 4, codes: ['IO'], files: ['r1.yaml'] };
  expect(await scored(cwd, 'csv=out.csv', 'json=missing/out.json')).toEqual(refused);
  expect(await scored(cwd, 'csv=out.csv', 'json=r1.yaml/out.json')).toEqual(refused);
});

test('two formats do not go to one file, whatever links lead there', async () => {
  const cwd = folderWith({ 'r1.yaml': sheet });
  symlinkSync('.', join(cwd, 'here'));
  const refused = { code: 2, codes: ['USAGE'], files: ['here', 'r1.yaml'] };
  expect(await scored(cwd, 'csv=out', 'json=here/out')).toEqual(refused);
});

test('every output that is an input is named', async () => {
  const cwd = folderWith({ 'r1.yaml': sheet, 'answers.yaml': sheet.replace('r1', 'r2') });
  const ran = await command(
    ['score', 'r1.yaml', 'answers.yaml', '-f', 'csv=r1.yaml', '-f', 'json=answers.yaml', '--force'],
    { cwd },
  );
  expect(ran.code).toBe(2);
  expect(ran.stderr.match(/OUTPUT_IS_INPUT/g)).toHaveLength(2);
});
