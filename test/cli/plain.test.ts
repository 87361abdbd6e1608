import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { decodeJournal } from '../../src/answers/journal.ts';
import { ask, type AskOptions } from '../../src/cli/ask.ts';
import type { World } from '../../src/cli/world.ts';
import { folderWith } from './command.ts';

const scorecard = `
pendulum: 1
id: short
version: 1.0.0
language: en
title: A short one
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions: [{ id: flow, title: Flow }]
questions:
  - { id: told, dimension: flow, side: customer, ask: We tell of delays., answerScale: agreement }
  - { id: traced, dimension: flow, side: process, ask: We trace every lot., yesNo: { evidence: true } }
  - { id: split, dimension: flow, ask: How is time split?, allocation: { customer: Customers, process: Processes } }
`;
const engagement = `
pendulum: 1
title: Gases
scorecard: ./short.yaml
units: [{ id: bulk, title: Bulk gases }, { id: homecare, title: Home care }]
roles: [operations, sales]
rounds: [2026-q3, 2026-q4]
`;

/** Runs \`ask\` on a terminal into which these lines are typed at once; then Ctrl-D. */
async function typed(
  cwd: string,
  lines: readonly string[],
  options: AskOptions,
  env: World['env'],
) {
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const [stdin, stdout, stderr] = [terminal(), terminal(), terminal()];
  const show = (path: string, look: object) => {
    stdout.write(JSON.stringify([path.slice(cwd.length + 1), look]));
    return Promise.resolve(0 as const);
  };
  stdin.end(lines.map((line) => `${line}\n`).join(''));
  const code = await ask('short.yaml', { show, ...options }, { stdin, stdout, stderr, env, cwd });
  const text = (stream: PassThrough) => (stream.read() as Buffer | null)?.toString('utf8') ?? '';
  return { code, said: text(stderr), shown: text(stdout) };
}

const who = { unit: 'bulk', round: '2026-q4', respondent: 'r07', role: 'sales' };
const utf8 = { TERM: 'xterm-256color', LANG: 'C.UTF-8' };

const eventsIn = (cwd: string) => {
  const sessions = join(cwd, '.pendulum', 'sessions');
  const [name] = readdirSync(sessions).filter((file) => file.endsWith('.ndjson'));
  const decoded = decodeJournal(readFileSync(join(sessions, name!)));
  if (decoded.kind !== 'journal') throw new Error(decoded.kind);
  return decoded.events;
};

describe('a session line by line', () => {
  test('typed ahead, left, resumed and finished', async () => {
    const cwd = folderWith({ 'short.yaml': scorecard });
    const first = await typed(
      cwd,
      ['4', 'yes', 'lot 12, May', 'quit'],
      { ...who, plain: true },
      utf8,
    );
    expect(first.code).toBe(6);
    expect(first.said).toBe(`A short one
bulk / 2026-q4 / r07
Type an answer and press Enter. Enter alone goes on without one.
n not applicable, d don't know, c note, b back, s sections, r review, f
finish, q save and quit, ? help

Flow, question 1 of 3, 0 answered
We tell of delays.
  1  Strongly disagree
  2  Disagree
  3  Neither
  4  Agree
  5  Strongly agree
1 to 5, or ? for help: Agree: saved

Flow, question 2 of 3, 1 answered
We trace every lot.
  1  Yes
  2  Partly
  3  No
A yes asks for what shows it; without that it counts as partly.
1 to 3, or ? for help: Yes: saved

What shows it? Where could one look?
One line; an empty one leaves no note.
Note: Note: saved

Flow, question 3 of 3, 2 answered
How is time split?
  Customers
  Processes
2 numbers that add up to 100, such as 60 40, or ? for help: 2 of 3 answered, every one is saved. Go on with:
  pendulum ask short.yaml --unit bulk --round 2026-q4 --respondent r07 --plain
`);
    expect(eventsIn(cwd)).toHaveLength(3);

    const again = await typed(cwd, ['70/30', 'f', ''], { ...who, plain: true }, utf8);
    expect(again.code).toBe(0);
    expect(again.said).toContain('\n\nFlow, question 3 of 3, 2 answered\n');
    expect(again.said).toContain('70 / 30: saved; nothing is open; f finishes\n');
    expect(again.said).toMatch(
      /Answers written to answers\/2026-q4\/bulk-r07\.yaml\nShow the pendulum now\? \(y or n, Enter for y\) $/,
    );
    expect(JSON.parse(again.shown)).toMatchObject([
      'answers/2026-q4/bulk-r07.yaml',
      { plain: true },
    ]);
    expect(readFileSync(join(cwd, 'answers/2026-q4/bulk-r07.yaml'), 'utf8')).toContain(
      '\n  traced: { answer: "yes", note: "lot 12, May" }\n  split: { customer: 70, process: 30 }\n',
    );
  });

  test('the end of the lines is Ctrl-D: what was given is there, and it says how to go on', async () => {
    const cwd = folderWith({ 'short.yaml': scorecard });
    const { code, said } = await typed(cwd, ['4'], who, { TERM: 'dumb' });
    expect(code).toBe(6);
    expect(said).toMatch(/help: \n1 of 3 answered, every one is saved\. Go on with:\n.* r07\n$/);
    expect(eventsIn(cwd)).toHaveLength(1);
  });

  test('what is not given before is asked in lines too, by the same rules', async () => {
    const cwd = folderWith({ 'short.yaml': scorecard, 'pendulum.yaml': engagement });
    const lines = ['3', 'two', '2', '1', '', 'r\u001b[D', 'r07', '2', 'q'];
    const { code, said } = await typed(cwd, lines, {}, { TERM: '' });
    expect(code).toBe(6);
    expect(said.split('\n\n')[0]).toBe(`  1  Bulk gases
  2  Home care
Business unit: please type a number from 1 to 2
Business unit: please type a number from 1 to 2
Business unit:   1  2026-q4
  2  2026-q3
  3  none of these
Survey round: Respondent, a code such as r07 rather than a name: please give one
Respondent, a code such as r07 rather than a name: no invisible characters
Respondent, a code such as r07 rather than a name:   1  operations
  2  sales
  3  none of these
Your role: A short one
homecare / 2026-q4 / r07
Type an answer and press Enter. Enter alone goes on without one.
n not applicable, d don't know, c note, b back, s sections, r review, f
finish, q save and quit, ? help`);
    expect(said).toContain('--unit homecare --round 2026-q4 --respondent r07\n');
  });

  test('Ctrl-D before the session ends it with nothing written', async () => {
    const cwd = folderWith({ 'short.yaml': scorecard });
    const { code } = await typed(cwd, ['bulk'], { plain: true }, utf8);
    expect([code, existsSync(join(cwd, '.pendulum'))]).toEqual([130, false]);
  });

  test('a declined pendulum is not shown', async () => {
    const cwd = folderWith({ 'short.yaml': scorecard });
    const lines = ['1', '3', '50 50', 'f', 'perhaps', 'N'];
    const { code, said, shown } = await typed(cwd, lines, { ...who, plain: true }, utf8);
    expect([code, shown]).toEqual([0, '']);
    expect(said).toMatch(/now\? \(y or n, Enter for y\) y or n, Enter for y\nShow/);
  });
});
