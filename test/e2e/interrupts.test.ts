import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everyAnswer, everyKind, everySheet } from './every-kind.ts';
import { hasTmux, pendulum, Terminal } from './tmux.ts';

if (!hasTmux) {
  process.stderr.write(
    'test/e2e/interrupts.test.ts is skipped: tmux is not installed (apt-get install tmux)\n',
  );
}

const ask = `${pendulum} ask every-kind.yaml`;
const who = 'ask every-kind.yaml --unit bulk --round 2026-q4 --respondent r07';
const first = 'Debates begin with customers.';
/** What is typed at a prompt, and the prompt that follows. */
const setUp = [
  ['', 'Business unit'],
  ['bulk', 'Survey round'],
  ['2026-q4', 'Respondent'],
  ['r07', 'Your role'],
  ['ops', 'End market'],
] as const;

describe.skipIf(!hasTmux)('Ctrl-C wherever one can be', () => {
  let folder: string;
  let terminal: Terminal;
  const sessions = () => readdirSync(join(folder, '.pendulum', 'sessions'));
  const enterAll = async (prompts: readonly (readonly [string, string])[]) => {
    for (const [typed, prompt] of prompts) {
      if (typed !== '') terminal.press(typed, 'Enter');
      await terminal.shows(prompt);
    }
  };
  const begin = async () => {
    terminal.run(ask);
    await enterAll(setUp);
    terminal.press('Enter');
    await terminal.shows(first);
  };
  const again = () => terminal.run(`${pendulum} ${who}`);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pendulum-interrupts-'));
    writeFileSync(join(folder, 'every-kind.yaml'), everyKind);
    terminal = new Terminal(folder, 80, 24);
  });
  afterEach(() => {
    terminal.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(setUp.map(([, prompt], i) => [prompt, setUp.slice(0, i + 1)] as const))(
    'at "%s": nothing has begun, and nothing is left behind',
    async (prompt, prompts) => {
      terminal.run(ask);
      await enterAll(prompts);
      terminal.press('C-c');
      const said = await terminal.ended(130);
      expect(said).toContain(prompt);
      expect(said).not.toMatch(/Go on with|Error|error|at .*\.js/);
      expect(readdirSync(folder)).toEqual(['every-kind.yaml']);
    },
  );

  test.each([
    ['on the first question', [], first, 0, first],
    [
      'in a half number',
      [...everyAnswer.slice(0, 14), '6', '.'],
      '▸ 6.▏ h',
      5,
      'Hours the recall took',
    ],
    [
      'in a half allocation',
      everyAnswer.slice(0, 7),
      '10 points left',
      2,
      'How is attention split?',
    ],
    ['in a note', ['4', 'c', 'not so'], 'not so', 1, 'How far is maintenance planned?'],
    ['in help', ['4', '?'], 'Esc close', 1, 'How far is maintenance planned?'],
    ['in the review', ['4', '3', 'r'], 'All questions', 2, 'How is attention split?'],
    ['in the sections', ['4', 's'], 'Sections', 1, 'How far is maintenance planned?'],
    ['when all is answered', everyAnswer, 'f finishes', 8, 'All questions'],
  ] as const)(
    '%s: all that was acknowledged is there again',
    async (_, keys, there, answered, then) => {
      await begin();
      if (keys.length > 0) terminal.press(...keys);
      await terminal.shows(there);
      terminal.press('C-c');
      const said = await terminal.ended(130);
      expect(said).toMatch(
        new RegExp(`${answered} of \\d answered, every one is saved. Go on with:`),
      );
      expect(said).toContain(`  pendulum ${who}\n`);
      expect(sessions().filter((name) => name.endsWith('.lock'))).toEqual([]);
      again();
      const back = await terminal.shows(then);
      expect(back).toContain(`${answered} of `);
    },
  );

  test('at "Show the pendulum now?": the sheet is there, and the same command comes back to it', async () => {
    await begin();
    terminal.press(...everyAnswer, 'f');
    await terminal.shows('Show the pendulum now?');
    terminal.press('C-c');
    expect(await terminal.ended(130)).toContain('answers/2026-q4/bulk-r07.yaml');
    const sheet = () => readFileSync(join(folder, 'answers/2026-q4/bulk-r07.yaml'), 'utf8');
    expect(sheet()).toBe(everySheet);
    again();
    await terminal.shows('8 of 8 answered');
    terminal.press('f');
    await terminal.shows('Show the pendulum now?');
    terminal.press('n', 'Enter');
    await terminal.ended(0);
    expect(sheet()).toBe(everySheet);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s at a prompt, and after the end', async (signal, code) => {
    const kill = () => process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), signal);
    const run = (command: string) => terminal.run(`sh -c 'echo $$ > pid; exec ${command}'`);
    run(ask);
    await enterAll(setUp);
    kill();
    await terminal.ended(code);
    expect(readdirSync(folder).toSorted()).toEqual(['every-kind.yaml', 'pid']);

    run(`${pendulum} ${who} --role ops --market gas`);
    await terminal.shows(first);
    terminal.press(...everyAnswer, 'f');
    await terminal.shows('Show the pendulum now?');
    kill();
    await terminal.ended(code);
  });
});
