import * as fs from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { command, folderWith } from './command.ts';

const read = (folder: string, path: string) => fs.readFileSync(join(folder, path), 'utf8');

/** Bytes 0 to 31, for which pseudonyms were computed elsewhere. */
const knownKey = Uint8Array.from({ length: 32 }, (_, i) => i);
const r07 = 'p-4bsoop525sjfy6zroeijocy54k';
const zoe = 'p-rfpkuw3k2lgyusvn6vqtncw27j';

function folderWithKey(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  fs.mkdirSync(join(folder, 'keys'));
  fs.writeFileSync(join(folder, 'keys/k'), knownKey, { mode: 0o600 });
  return folder;
}

const run = (cwd: string, ...args: readonly string[]) =>
  command(['pseudonymise', ...args], { cwd });

/** Every file below a folder, by its path. */
const filesIn = (folder: string): readonly string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => fs.statSync(join(folder, path)).isFile())
    .toSorted();

const sheet = (respondent: string, unit = 'north', round = '2026-q4') =>
  `# ${respondent}\npendulum: 1\nscorecard: quick-scan\nunit: ${unit}\nround: ${round}\n` +
  `respondent: ${respondent}\nanswers:\n  told-first: { answer: 4, note: Ask Bert }\n`;

const table = 'unit,respondent,told-first,told-first.note\nnorth,r07,4,Ask Bert\nnorth,Zoë,3,\n';
const hidden = `unit,respondent,told-first,told-first.note\nnorth,${r07},4,(removed)\nnorth,${zoe},3,\n`;

test('the pseudonym is the HMAC-SHA-256 that anybody with the key can compute', async () => {
  const folder = folderWithKey({ 't.csv': table });
  const { code, stdout, stderr } = await run(folder, 't.csv', '-o', 'o.csv', '--key', 'keys/k');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toBe(
    '2 ids replaced, 1 note removed; --notes keeps them. All else is as it was.\n',
  );
  expect(read(folder, 'o.csv')).toBe(hidden);
});

test('notes are kept only where it is said', async () => {
  const folder = folderWithKey({ 't.csv': table });
  await run(folder, 't.csv', '-o', 'o.csv', '--key', 'keys/k', '--notes');
  expect(read(folder, 'o.csv')).toBe(hidden.replace('(removed)', 'Ask Bert'));
});

test('tables come packed, piped and by other names, and marks and ends stay', async () => {
  const other =
    '\ufeff' + table.replaceAll(',', ';').replaceAll('\n', '\r\n').replace('respondent', 'Who');
  const folder = folderWithKey({ 'm.yaml': 'pendulum: 1\ncolumns: { Who: respondent }\n' });
  fs.writeFileSync(join(folder, 't.csv.gz'), gzipSync(other));
  const key = ['--key', 'keys/k'];
  await run(folder, 't.csv.gz', '-o', 'o.csv.gz', ...key, '--delimiter', ';', '--map', 'm.yaml');
  const expected =
    '\ufeff' + hidden.replaceAll(',', ';').replaceAll('\n', '\r\n').replace('respondent', 'Who');
  expect(gunzipSync(fs.readFileSync(join(folder, 'o.csv.gz'))).toString('utf8')).toBe(expected);
  const stdin = '{"unit":"north","respondent":"r07"}\n';
  await command(['pseudonymise', '-', '-o', 'o.ndjson', ...key], { cwd: folder, stdin });
  expect(read(folder, 'o.ndjson')).toBe(stdin.replace('r07', r07));
});

test('sheets are called by their pseudonyms, and whoever answers twice still does', async () => {
  const folder = folderWithKey({
    'answers/anna/one.yaml': sheet('r07'),
    'answers/anna/two.yml': sheet('r07'),
    'answers/2026-q2/north-r07.yaml': sheet('r07', 'north', '2026-q2'),
    'answers/2026-q4/all.ndjson': '{"unit":"north","respondent":"Zoë","answers":{}}\n',
    'answers/j.json':
      '{"pendulum":1,"scorecard":"quick-scan","unit":"s","respondent":"Zoë","answers":{}}',
  });
  const { code, stderr } = await run(folder, 'answers', '-o', 'out/a', '--key', 'keys/k');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: '5 ids replaced, 3 notes removed; --notes keeps them. All else is as it was.\n',
  });
  expect(filesIn(join(folder, 'out/a'))).toEqual([
    `2026-q2/north-${r07}.yaml`,
    '2026-q4/all.ndjson',
    `2026-q4/north-${r07}-2.yaml`,
    `2026-q4/north-${r07}.yaml`,
    `s-${zoe}.json`,
  ]);
  const all = filesIn(join(folder, 'out'))
    .map((path) => read(join(folder, 'out'), path))
    .join('');
  expect(all).not.toMatch(/r07|Zo|Bert|#/);
  expect(all).toContain('"answer": 4, "note": "(removed)"');
  const { stderr: twice } = await command(['score', 'out/a/2026-q4', '-s', 'quick-scan'], {
    cwd: folder,
  });
  expect(twice).toContain('DUPLICATE_RESPONDENT');
});

test('an engagement scores the same under pseudonyms', async () => {
  const example = join(import.meta.dirname, '../../scorecards/examples/calder-gases');
  const folder = folderWithKey({});
  fs.cpSync(example, join(folder, 'own'), { recursive: true });
  await run(folder, 'own', '-o', 'shared/answers', '--key', 'keys/k');
  fs.copyFileSync(join(folder, 'own/pendulum.yaml'), join(folder, 'shared/pendulum.yaml'));
  const [own, shared] = await Promise.all(
    ['own', 'shared'].map((name) => command(['score', name], { cwd: folder })),
  );
  expect(shared).toEqual(own);
  expect(own!.code).toBe(0);
});

test('a new key is made for its owner alone, said aloud and never shown', async () => {
  const folder = folderWith({ 't.csv': table, 'keys/x': '' });
  const one = await run(folder, 't.csv', '-o', 'o1.csv', '--key', 'keys/k');
  expect(one.stderr).toContain('The key is new: keys/k.');
  const key = fs.readFileSync(join(folder, 'keys/k'));
  expect(key).toHaveLength(32);
  expect(fs.statSync(join(folder, 'keys/k')).mode & 0o777).toBe(0o600);
  const two = await run(folder, 't.csv', '-o', 'o2.csv', '--key', 'keys/k');
  expect(two.stderr).not.toContain('new');
  expect(read(folder, 'o2.csv')).toBe(read(folder, 'o1.csv'));
  expect(fs.readFileSync(join(folder, 'keys/k')).equals(key)).toBe(true);
  const shown = one.stderr + one.stdout + read(folder, 'o1.csv');
  for (const form of ['hex', 'base64', 'latin1'] as const) {
    expect(shown).not.toContain(key.toString(form));
  }
  await run(folder, 't.csv', '-o', 'o3.csv', '--key', 'keys/other');
  expect(read(folder, 'o3.csv')).not.toBe(read(folder, 'o1.csv'));
});

test.each([
  ['others can read', 'keys/k', (path: string) => fs.chmodSync(path, 0o640)],
  ['is too short', 'keys/k', (path: string) => fs.writeFileSync(path, 'secret')],
  ['is a folder', 'keys', () => undefined],
  ['is the table', 't.csv', () => undefined],
  ['lies in the output', 'out/k', () => undefined],
  ['is the output', 'out', () => undefined],
  ['lies among the answers', 'answers/k', () => undefined],
  ['is led to among the answers', 'link/k', () => undefined],
])('a key that %s is refused, and nothing is written', async (_, name, change) => {
  const folder = folderWithKey({ 'answers/a.yaml': sheet('r07'), 't.csv': table });
  fs.symlinkSync(join(folder, 'answers'), join(folder, 'link'));
  change(join(folder, name));
  const before = filesIn(folder);
  const { code, stderr } = await run(folder, 'answers', 't.csv', '-o', 'out', '--key', name);
  expect(code).toBe(2);
  expect(stderr).toContain('error KEY_FILE');
  expect(filesIn(folder)).toEqual(before);
});

test('a link to a key in the answers is refused as the key would be', async () => {
  const folder = folderWithKey({ 'answers/a.yaml': sheet('r07') });
  fs.renameSync(join(folder, 'keys/k'), join(folder, 'answers/k'));
  fs.symlinkSync(join(folder, 'answers/k'), join(folder, 'keys/k'));
  const { stderr } = await run(folder, 'answers', '-o', 'out', '--key', 'keys/k');
  expect(stderr).toContain('would travel along: it lies in answers');
});

test.each([
  ['no such column', 'unit,Respondent\nn,anna\n', 'UNKNOWN_REF', 'did you mean "Respondent"?'],
  ['a row that is none', `${table}north,r07\n`, 'TABLE_BROKEN', 't.csv:4:1'],
  ['a quote that stays open', `${table}north,"r07\n`, 'QUOTE_OPEN', 't.csv:4:1'],
  ['pseudonyms', hidden, 'PSEUDONYM', 't.csv:2:1'],
  ['nothing', '', 'NO_ANSWERS', ''],
])('a table with %s is refused, and neither it nor a key is left', async (_, text, code, said) => {
  const folder = folderWith({ 't.csv': text });
  const ran = await run(folder, 't.csv', '-o', 'o.csv', '--key', 'k');
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain(`error ${code}`);
  expect(ran.stderr).toContain(said);
  expect(fs.readdirSync(folder)).toEqual(['t.csv']);
});

test('lines in which nobody is named are refused', async () => {
  const folder = folderWithKey({ 't.ndjson': '{"unit":"north","who":"anna"}\n' });
  const { code, stderr } = await run(folder, 't.ndjson', '-o', 'o.ndjson', '--key', 'keys/k');
  expect(code).toBe(3);
  expect(stderr).toContain('t.ndjson:1:1 - error UNKNOWN_REF: there is no column "respondent"');
  expect(filesIn(folder)).toEqual(['keys/k', 't.ndjson']);
});

test('sheets are all written or none, and neither is a folder', async () => {
  const folder = folderWith({
    'answers/a.yaml': sheet('r07'),
    'answers/b.yaml': sheet('r08').replace('respondent', 'respondant'),
    'answers/c.yaml': sheet(r07),
    'answers/t.ndjson': '{"respondent":\n',
  });
  const both = await run(folder, 'answers', '-o', 'out/deep', '--key', 'k');
  expect(both.code).toBe(3);
  for (const code of ['UNKNOWN_KEY', 'MISSING_KEY', 'PSEUDONYM'])
    expect(both.stderr).toContain(code);
  fs.rmSync(join(folder, 'answers/b.yaml'));
  fs.rmSync(join(folder, 'answers/c.yaml'));
  const last = await run(folder, 'answers', '-o', 'out/deep', '--key', 'k');
  expect(last.stderr).toContain('answers/t.ndjson:1:1 - error TABLE_BROKEN');
  expect(fs.readdirSync(folder)).toEqual(['answers']);
});

test('nothing is written over, and nothing among the answers', async () => {
  const folder = folderWithKey({ 'answers/a.yaml': sheet('r07'), 't.csv': table, 'o.csv': 'mine' });
  const key = ['--key', 'keys/k'];
  const codeOf = async (...args: readonly string[]) => {
    const { code, stderr } = await run(folder, ...args, ...key);
    return [code, /error (\w+)/.exec(stderr)?.[1]];
  };
  expect(await codeOf('t.csv', '-o', 'o.csv')).toEqual([2, 'OUTPUT_EXISTS']);
  expect(await codeOf('t.csv', '-o', 't.csv', '--force')).toEqual([2, 'OUTPUT_IS_INPUT']);
  expect(await codeOf('t.csv', '-o', 'o.csv', '--force')).toEqual([0, undefined]);
  expect(await codeOf('answers', '-o', 'answers')).toEqual([2, 'USAGE']);
  expect(await codeOf('answers', '-o', 'answers/out')).toEqual([2, 'USAGE']);
  expect(await codeOf('answers/a.yaml', '-o', 'answers')).toEqual([2, 'USAGE']);
  expect(await codeOf('t.csv', '-', '-o', 'out')).toEqual([2, 'USAGE']);
  expect(await codeOf('t.csv', '-o', '-')).toEqual([2, 'USAGE']);
  expect(await codeOf('t.csv', 'gone.csv', '-o', 'out')).toEqual([4, 'IO']);
  expect(filesIn(folder)).toEqual(['answers/a.yaml', 'keys/k', 'o.csv', 't.csv']);
});
