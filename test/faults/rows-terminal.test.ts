import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../cli/command.ts';
import { run } from '../run.ts';
import { tiny } from '../scorecards.ts';
import { jsonLines } from './told.ts';

/** Sequences that steer a terminal: title, link, clipboard, device control, colours, and open ones. */
const sequences = [
  '\u001b]0;title\u0007',
  '\u001b]8;;http://example.org\u001b\\link\u001b]8;;\u001b\\',
  '\u001b]52;c;YQ==\u0007',
  '\u001bP+q\u001b\\',
  '\u001b_apc\u001b\\',
  '\u001b[2J\u001b[31m',
  '\u009b31m',
  '\u009d0;title\u009c',
  '\u001b]0;never closed',
  'bell\u0007 back\b\b cr\r over',
];
/** What turns, hides or joins text without steering anything. */
const hidden = [
  '\u202egnp.exe',
  '\u2066a\u2069',
  'zero\u200bwidth',
  'a\u200db',
  'tag\u{e0041}\u{e007f}',
  'mark\u200e\u200f',
];
const both = [...sequences, ...hidden];
const foreign =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200d-\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

/** A file whose every fault repeats a hostile text: key, id, reference, number and word. */
const faulty = (text: string) =>
  tiny('ask: C,', `ask: C, ${JSON.stringify(text)}: 1, weight: ${JSON.stringify(text)},`)
    .replace('id: p1', `id: ${JSON.stringify(text)}`)
    .replace('side: process', `side: ${JSON.stringify(text)}`);

test.each([
  ['text', []],
  ['JSON', ['--json']],
])('fault 35, 36: problems as %s send nothing of the file to the terminal', (_, options) => {
  const names = both.map((_, i) => `${i}.yaml`);
  const cwd = folderWith(Object.fromEntries(both.map((text, i) => [names[i]!, faulty(text)])));
  const { code, stdout, stderr } = run(['check', ...options, ...names], { cwd });
  expect(code).toBe(3);
  expect(stderr).toMatch(/202e/i);
  expect(stderr).not.toMatch(foreign);
  expect(stdout).not.toMatch(foreign);
});

test('fault 35, 36: nor does the name of a file, or what is typed for one', () => {
  const names = both.map((text) => `${text.replaceAll('/', '_')}.yaml`);
  const cwd = folderWith(Object.fromEntries(names.map((name) => [name, '['])));
  const { stdout, stderr } = run(['check', ...names], { cwd });
  expect(stdout + stderr).not.toMatch(foreign);
  expect(run(['check', 'missing\u001b[31m'], { cwd }).stderr).not.toMatch(foreign);
  const told = run(['check', '--json', ...names], { cwd }).stderr;
  expect(told).not.toMatch(foreign);
  expect(jsonLines(told).map(({ file }) => file)).toEqual(names);
});

test('fault 35, 36: titles and notes are shown, in a report, by what they are made of', () => {
  const card = tiny('Tiny', JSON.stringify(`T${hidden.join('')}`)).replace(
    'ask: C,',
    `ask: ${JSON.stringify(hidden.join(' '))},`,
  );
  const sheets = both.map((text, i) => {
    const note = JSON.stringify(text);
    return `pendulum: 1\nscorecard: tiny\nunit: north\nrespondent: r${i}\nanswers: { c1: { answer: ${1 + (i % 3)}, note: ${note} }, p1: 2 }\n`;
  });
  const answers = sheets.map((text, i) => [join('answers', `r${i}.yaml`), text] as const);
  const cwd = folderWith({ 'card.yaml': card, ...Object.fromEntries(answers) });
  const { code, stdout, stderr } = run(['score', 'answers', '-s', 'card.yaml'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('\\u{202E}');
  expect(stdout + stderr).not.toMatch(foreign);
});
