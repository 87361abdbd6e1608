import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeJournal } from '../../src/answers/journal.ts';
import { hasTmux, Terminal } from './tmux.ts';

if (!hasTmux) {
  process.stderr.write(
    'test/e2e/ask.test.ts is skipped: tmux is not installed (apt-get install tmux)\n',
  );
}

const program = `${fileURLToPath(new URL('../../dist/cli.js', import.meta.url))} ask`;
const scorecard = `
pendulum: 1
id: short
version: 1.0.0
language: en
title: A short one
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions: [{ id: direction, title: Direction }, { id: flow, title: Flow }]
questions:
${['direction', 'flow']
  .flatMap((dimension) =>
    ['customer', 'process'].flatMap((side) =>
      [1, 2, 3].map(
        (n) =>
          `  - { id: ${dimension}-${side}-${n}, dimension: ${dimension}, side: ${side}, ask: The ${n}. about ${dimension} and ${side}, answerScale: agreement }`,
      ),
    ),
  )
  .join('\n')}
`;

describe.skipIf(!hasTmux)('ask in a terminal', () => {
  let folder: string;
  let terminal: Terminal;
  const resume = 'ask short.yaml --unit bulk --round 2026-q4 --respondent r07';
  const start = (rest = '') => {
    const command = `node ${program} ${resume.slice(4)} --role ops ${rest}; echo EXIT $?`;
    terminal.type(`clear; ${command}`);
    terminal.press('Enter');
  };
  const journal = () => {
    const sessions = join(folder, '.pendulum', 'sessions');
    const [name] = readdirSync(sessions).filter((file) => file.endsWith('.ndjson'));
    const decoded = decodeJournal(readFileSync(join(sessions, name!)));
    if (decoded.kind !== 'journal') throw new Error(decoded.kind);
    return { decoded, locks: readdirSync(sessions).filter((file) => file.includes('lock')) };
  };
  const isRestored = async () => {
    expect(terminal.property('alternate_on')).toBe('0');
    expect(terminal.property('cursor_flag')).toBe('1');
    terminal.type('echo still $((6*7))');
    terminal.press('Enter');
    await terminal.shows('still 42');
  };
  /** The process of ours that holds the lock. */
  const pid = () => {
    const sessions = join(folder, '.pendulum', 'sessions');
    const [lock] = readdirSync(sessions).filter((file) => file.endsWith('.lock'));
    const { stdout } = spawnSync('readlink', [join(sessions, lock!)], { encoding: 'utf8' });
    return (JSON.parse(stdout) as { pid: number }).pid;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pendulum-ask-'));
    writeFileSync(join(folder, 'short.yaml'), scorecard);
    terminal = new Terminal(folder, 80, 24);
  });
  afterEach(() => {
    terminal.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a whole session: answers, sizes, shell and back, a paste, quit, resume, finish', async () => {
    start();
    await terminal.shows('The 1. about direction and customer');
    expect(terminal.property('alternate_on')).toBe('1');
    terminal.type('123');
    await terminal.shows('3 of 12 answered');

    terminal.resize(40, 10);
    const small = await terminal.shows('1 Strongly disagree  2 Disagree');
    expect(small).toContain('The 1. about direction and process');
    terminal.resize(200, 60);
    await terminal.shows(/^ {60,}A short one/m);
    terminal.resize(80, 24);
    await terminal.shows(/^ A short one/m);

    terminal.press('C-z');
    await terminal.shows('Stopped');
    expect(terminal.property('alternate_on')).toBe('0');
    // What the shell was to run after us it has run already, when we were stopped.
    terminal.type('fg; echo LEFT $?');
    terminal.press('Enter');
    await terminal.shows('The 1. about direction and process');

    terminal.paste('line two 5\nq\n');
    await terminal.shows('pasted text is left out here');
    terminal.type('c');
    await terminal.shows('Your note to this question');
    terminal.paste('one\ntwo');
    await terminal.shows(/one\n +two/);
    terminal.press('Enter');
    await terminal.shows('Note: one two');
    terminal.type('4q');
    await terminal.shows('4 of 12 answered, every one is saved. Go on with:');
    expect(terminal.screen()).toContain(`pendulum ${resume}`);
    await terminal.shows('LEFT 6');
    await isRestored();

    start();
    await terminal.shows('The 2. about direction and process');
    terminal.type('55555555');
    await terminal.shows('nothing is open; f finishes');
    terminal.type('f');
    await terminal.shows('Show the pendulum now?');
    expect(terminal.screen()).toContain('Answers written to answers/2026-q4/bulk-r07.yaml');
    terminal.press('Enter');
    await terminal.shows('EXIT 0');
    expect(readFileSync(join(folder, 'answers/2026-q4/bulk-r07.yaml'), 'utf8')).toBe(`pendulum: 1
scorecard: short@1.0.0
unit: bulk
round: 2026-q4
respondent: r07
role: ops
answers:
  direction-customer-1: 1
  direction-customer-2: 2
  direction-customer-3: 3
  direction-process-1: { answer: 4, note: "one\\ntwo" }
  direction-process-2: 5
  direction-process-3: 5
  flow-customer-1: 5
  flow-customer-2: 5
  flow-customer-3: 5
  flow-process-1: 5
  flow-process-2: 5
  flow-process-3: 5
`);
    expect(journal().locks).toEqual([]);
  });

  test.each([
    ['Ctrl-C', () => terminal.press('C-c'), 130],
    ['Ctrl-D', () => terminal.press('C-d'), 6],
    ['SIGINT', () => process.kill(pid(), 'SIGINT'), 130],
    ['SIGTERM', () => process.kill(pid(), 'SIGTERM'), 143],
    ['SIGHUP', () => process.kill(pid(), 'SIGHUP'), 129],
  ])(
    '%s: nothing is lost, the terminal is as before, and the way on is said',
    async (_, end, code) => {
      start();
      await terminal.shows('The 1. about direction and customer');
      terminal.type('1234');
      await terminal.shows('4 of 12 answered');
      end();
      await terminal.shows(`EXIT ${code}`);
      expect(terminal.screen()).toContain(`pendulum ${resume}`);
      await isRestored();
      const { decoded, locks } = journal();
      expect([decoded.events.length, decoded.torn, locks]).toEqual([4, 0, []]);
    },
  );

  test('a vanished terminal and kill -9 lose nothing; the next start goes on', async () => {
    for (const [signal, answered] of [
      ['SIGKILL', 3],
      ['vanished', 6],
    ] as const) {
      start();
      await terminal.shows(`${answered - 3} of 12 answered`);
      terminal.type('111');
      await terminal.shows(`${answered} of 12 answered`);
      const held = pid();
      if (signal === 'SIGKILL') process.kill(held, 'SIGKILL');
      terminal.end();
      await expect.poll(() => isGone(held), { timeout: 5000 }).toBe(true);
      expect(journal().decoded.events).toHaveLength(answered);
      terminal = new Terminal(folder, 80, 24);
    }
    expect(journal().locks).toEqual([]);
    start();
    await terminal.shows('6 of 12 answered');
  });

  test('the facts of a unit go into the engagement, and nothing else in it changes', async () => {
    const metric = 'metric: { unit: h, decimals: 1, min: 0, max: 99, points: [[0, 0], [99, 100]] }';
    const facts = ['lead-time', 'backlog', 'overtime'].map(
      (id) =>
        `  - { id: ${id}, dimension: flow, side: process, ask: How long is the ${id}?, fact: true, optional: true, ${metric} }\n`,
    );
    writeFileSync(join(folder, 'short.yaml'), scorecard + facts.join(''));
    const before = `# Ours.
pendulum: 1
title: Here
scorecard: short.yaml
rounds: [2026-q4]
units: [{ id: bulk, title: Bulk }]

facts: # measured
  bulk:
    2026-q4:
      backlog:   12.5   # from the list
# the end
`;
    const engagement = join(folder, 'pendulum.yaml');
    writeFileSync(engagement, before);
    const again = () => {
      terminal.type(`clear; node ${program} --facts -u bulk -r 2026-q4; echo EXIT $?`);
      terminal.press('Enter');
    };
    again();
    const first = await terminal.shows('How long is the overtime?');
    expect(first).toContain('bulk / 2026-q4 / facts');
    expect(first).toContain('1 of 3 answered');
    terminal.type('100');
    await terminal.shows('not within 0 to 99');
    terminal.press('Escape');
    terminal.type('n');
    await terminal.shows('2 of 3 answered');
    terminal.type('q');
    await terminal.shows('EXIT 6');
    expect(terminal.screen()).toContain('pendulum ask --facts --unit bulk --round 2026-q4');
    expect(readFileSync(engagement, 'utf8')).toBe(before);

    again();
    await terminal.shows('How long is the lead-time?');
    terminal.type('7.5');
    terminal.press('Enter');
    await terminal.shows('12.5 h');
    terminal.type('13');
    terminal.press('Enter');
    await terminal.shows('✓ not applicable');
    terminal.type('f');
    await terminal.shows('EXIT 0');
    expect(terminal.screen()).toContain('Facts written to pendulum.yaml');
    expect(readFileSync(engagement, 'utf8')).toBe(
      before.replace(
        '      backlog:   12.5   # from the list\n',
        '      lead-time: 7.5\n      backlog:   13   # from the list\n      overtime: not-applicable\n',
      ),
    );
    expect(readdirSync(join(folder, '.pendulum', 'sessions'))).toEqual(['.gitignore']);
    await isRestored();
  });

  test('--live shows the pendulum, and the command to go on keeps it', async () => {
    start('--live');
    await terminal.shows('Customer  not enough answers yet');
    terminal.type('555111');
    await terminal.shows('6 of 12 answered');
    terminal.type('s');
    await terminal.shows(/▸ 2 {2}Flow +◉○○○○○ {2}0 of 6 · 6 open/);
    terminal.type('2');
    await terminal.shows('The 1. about flow and customer');
    terminal.type('555111');
    await terminal.shows(/┼─+● Customer {2}100\.0 toward customer/);
    terminal.resize(40, 10);
    await terminal.shows('Pendulum: 100.0 toward customer');
    terminal.type('q');
    await terminal.shows(/--respondent\s+r07\s+--live/);
  });

  test('begun in English, gone on with in the German of the terminal, with the same answers', async () => {
    const command = `node ${program} quick-scan --unit nord --round q4 --respondent r1`;
    terminal.type(`clear; ${command} --role ops`);
    terminal.press('Enter');
    await terminal.shows('End market the unit serves most:');
    terminal.press('Enter');
    await terminal.shows('Strategy debates begin');
    terminal.type('4q');
    await terminal.shows('1 of 20 answered');
    terminal.type(`clear; LC_ALL= LC_CTYPE=C.UTF-8 LANG=de_DE.UTF-8 ${command}`);
    terminal.press('Enter');
    await terminal.shows('1 von 20 beantwortet');
    terminal.type('z');
    await terminal.shows(/4 {2}Stimme zu {2}✓ Ihre Antwort/);
    terminal.type('5');
    await terminal.shows('0  Nicht vorhanden');
    terminal.type('ff');
    await terminal.shows('Das Pendel jetzt anzeigen? (J/n)');
    terminal.type('j');
    terminal.press('Enter');
    await terminal.shows('Too few answers to score');
    expect(readFileSync(join(folder, 'answers/q4/nord-r1.yaml'), 'utf8')).toContain(
      'answers:\n  named-customer-outcomes: 5\n',
    );
  });

  test('who went ahead comes back to that place, by quitting and by Ctrl-C', async () => {
    start();
    await terminal.shows('The 1. about direction and customer');
    terminal.type('1');
    await terminal.shows('1 of 12 answered');
    terminal.press('Enter', 'Enter', 'Enter');
    await terminal.shows('The 2. about direction and process');
    terminal.type('q');
    await terminal.shows('EXIT 6');
    start();
    await terminal.shows('The 2. about direction and process');
    expect(terminal.screen()).toContain('1 of 12 answered');
    terminal.press('b');
    await terminal.shows('The 1. about direction and process');
    terminal.press('C-c');
    await terminal.shows('EXIT 130');
    start();
    await terminal.shows('The 1. about direction and process');
    terminal.type('5');
    await terminal.shows('2 of 12 answered');
    expect(journal().decoded.events.map(({ kind }) => kind)).toEqual([
      'answer',
      'left',
      'left',
      'answer',
    ]);
    terminal.type('q');
    await terminal.shows('EXIT 6');
  });

  test('a second process is kept out', async () => {
    start();
    await terminal.shows('The 1. about direction and customer');
    const second = new Terminal(folder, 80, 24);
    second.type(`node ${program} ${resume.slice(4)}; echo EXIT $?`);
    second.press('Enter');
    await second.shows('EXIT 5');
    expect(second.screen()).toContain('LOCKED');
    second.end();
    terminal.type('1');
    await terminal.shows('1 of 12 answered');
  });
});

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
