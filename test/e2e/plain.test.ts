import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeJournal } from '../../src/answers/journal.ts';
import { hasTmux, Terminal } from './tmux.ts';

if (!hasTmux) {
  process.stderr.write(
    'test/e2e/plain.test.ts is skipped: tmux is not installed (apt-get install tmux)\n',
  );
}

const program = `node ${fileURLToPath(new URL('../../dist/cli.js', import.meta.url))}`;
const resume = 'ask short.yaml --unit bulk --respondent r07';
const session = `${program} ${resume} --role ops --round ''`;
const scorecard = `
pendulum: 1
id: short
version: 1.0.0
language: en
title: A short one
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions: [{ id: flow, title: "Fl\u00f6w" }]
questions:
${[1, 2, 3, 4].map((n) => `  - { id: q${n}, dimension: flow, side: ${n % 2 ? 'customer' : 'process'}, ask: Question ${n}, answerScale: agreement }`).join('\n')}
`;

describe.skipIf(!hasTmux)('ask --plain in a terminal', () => {
  let folder: string;
  let terminal: Terminal;
  const enter = (line: string) => {
    if (line !== '') terminal.type(line);
    terminal.press('Enter');
  };
  const events = () => {
    const sessions = join(folder, '.pendulum', 'sessions');
    const [name] = readdirSync(sessions).filter((file) => file.endsWith('.ndjson'));
    const decoded = decodeJournal(readFileSync(join(sessions, name!)));
    if (decoded.kind !== 'journal') throw new Error(decoded.kind);
    const locks = readdirSync(sessions).filter((file) => file.includes('lock'));
    return [decoded.events.length, decoded.torn, locks.length];
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pendulum-plain-'));
    writeFileSync(join(folder, 'short.yaml'), scorecard);
  });
  afterEach(() => {
    terminal.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['--plain', 80, 'TERM=tmux-256color', '--plain'],
    ['a dumb terminal', 80, 'TERM=dumb', ''],
    ['a terminal without a name', 80, 'TERM=', ''],
    ['thirty columns', 30, 'TERM=tmux-256color', ''],
  ])(
    '%s: from the first byte to the report, nothing but printable ASCII',
    async (_, columns, term, option) => {
      const run = `read go; ${term} ${program} ask short.yaml ${option}; echo EXIT $?; read end`;
      terminal = new Terminal(folder, columns, 50, `sh -c "${run}"`);
      const bytes = join(folder, 'bytes');
      terminal.record(bytes);
      enter('');
      await terminal.shows('Business unit');
      for (const line of ['bulk', '', 'r07', '']) enter(line);
      await terminal.shows('Question 1');
      enter('4');
      await terminal.shows('Agree: saved');
      for (const line of ['?', 'c ok', 'b', 'r', '2', 'n', '5', '1', 'f']) enter(line);
      await terminal.shows('Show the pendulum');
      enter('');
      await terminal.shows('EXIT 0');
      await expect.poll(() => readFileSync(bytes, 'latin1')).toContain('EXIT 0');
      expect(readFileSync(bytes, 'latin1')).toMatch(/^[\r\n -~]*$/);
      expect(events()).toEqual([6, 0, 0]);
    },
  );

  test.each([
    ['Ctrl-C', 'C-c', 130],
    ['Ctrl-D', 'C-d', 6],
  ])('%s: nothing is lost, and the way on is said and goes on', async (_, key, code) => {
    terminal = new Terminal(folder, 80, 40);
    enter(`clear; ${session} --plain; echo EXIT $?`);
    await terminal.shows('Question 1');
    enter('1');
    enter('2');
    await terminal.shows('question 3 of 4, 2 answered');
    terminal.press(key);
    await terminal.shows(`EXIT ${code}`);
    expect(terminal.screen()).toContain('2 of 4 answered, every one is saved. Go on with:');
    expect(terminal.screen()).toContain(`  pendulum ${resume} --plain`);
    expect(events()).toEqual([2, 0, 0]);
    enter(`clear; ${session} --plain`);
    await terminal.shows('question 3 of 4, 2 answered');
    enter('q');
    await terminal.shows('every one is saved');
    enter('echo still $((6*7))');
    await terminal.shows('still 42');
  });

  test('Ctrl-Z and fg: the question is said again and lines count as before', async () => {
    terminal = new Terminal(folder, 80, 40);
    enter(`clear; ${session} --plain`);
    await terminal.shows('Question 1');
    enter('1');
    await terminal.shows('Question 2');
    terminal.press('C-z');
    await terminal.shows('Stopped');
    enter('clear');
    enter('fg; echo LEFT $?');
    await terminal.shows(/question 2 of 4, 1 answered\nQuestion 2\n[^]*for help:/);
    enter('5');
    await terminal.shows('Strongly agree: saved');
    enter('q');
    await terminal.shows('LEFT 6');
    expect(events()).toEqual([2, 0, 0]);
  });

  test('a vanished terminal loses nothing', async () => {
    terminal = new Terminal(folder, 80, 40);
    enter(`${session} --plain`);
    await terminal.shows('Question 1');
    enter('1');
    await terminal.shows('Question 2');
    terminal.end();
    await expect.poll(events, { timeout: 5000 }).toEqual([1, 0, 0]);
  });
});
