import { readdirSync, readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { manPage, roff } from '../../src/cli/man.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { exitMeans } from '../../src/cli/world.ts';

const stream = Object.assign(new Writable(), { columns: 80 });
const world = { stdin: process.stdin, stdout: stream, stderr: stream, env: {}, cwd: '/' };
const program = buildProgram(world, () => undefined);
const page = manPage(program);
const commands = program
  .createHelp()
  .visibleCommands(program)
  .filter((command) => command.name() !== 'help');

test.each([
  ['a\\b', 'a\\eb'],
  ['--as-of', '\\-\\-as\\-of'],
  ['.pendulum/sessions', '\\&.pendulum/sessions'],
  ["it's", 'it\\(aqs'],
  ['say "no"', 'say \\(dqno\\(dq'],
  ['two\n.so /etc/passwd', 'two\n\\&.so /etc/passwd'],
])('%j is %j in roff', (text, expected) => {
  expect(roff(text)).toBe(expected);
});

test('every command has its part, with its arguments, options and examples', () => {
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) {
    const [, part] = page.split(`.SS pendulum ${command.name()} `);
    for (const argument of command.registeredArguments) {
      expect(part).toContain(`.B ${roff(argument.name())}\n`);
    }
    for (const option of command.options) expect(part).toContain(`.B ${roff(option.flags)}\n`);
    expect(part!.split(/^\.S[SH] /m)[0]).toContain(`pendulum ${command.name()}`);
  }
  expect(page).not.toContain('pendulum complete ');
});

test('every exit code and every variable of the environment is told', () => {
  for (const code of Object.keys(exitMeans)) expect(page).toContain(`.TP\n.B ${code}\n`);
  const src = new URL('../../src/', import.meta.url);
  const read = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, src), 'utf8'))
    .flatMap((text) => [...text.matchAll(/\benv(?:\[|\.get\(|\.)'?([A-Z][A-Z_]+)/g)])
    .map(([, name]) => name!);
  expect(read).toContain('NO_COLOR');
  expect([...new Set(read)].filter((name) => name !== 'HOME' && !page.includes(name))).toEqual([]);
});

test('it is roff, with no date and nothing that begins a line by chance', () => {
  expect(page).toMatch(/^\.TH PENDULUM 1 "" "pendulum [0-9.]+" "User Commands"\n/);
  const requests = page.split('\n').filter((line) => /^[.']/.test(line));
  const known = /^\.(TH|SH|SS|TP|PP|B|I|nf|fi|RS|RE)\b/;
  expect(requests.filter((line) => !known.test(line))).toEqual([]);
  expect(page.replaceAll(/\\[&e\-(]/g, '')).not.toContain('\\');
  expect(page).not.toMatch(/undefined|\[object|\n\n/);
});

test('the help lists every command below what it is for, in 80 columns', () => {
  let help = '';
  program.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 80 });
  program.outputHelp();
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  const more = help.slice(help.indexOf('\nMore\n'), help.indexOf('\nFirst steps\n'));
  const names = [...more.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
  expect(names).toEqual(['completion', 'help']);
});
