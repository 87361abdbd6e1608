import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { tableFolder } from '../faults/table.ts';
import { hasTmux, pendulum, Terminal } from './tmux.ts';

if (!hasTmux) {
  process.stderr.write(
    'test/e2e/batch.test.ts is skipped: tmux is not installed (apt-get install tmux)\n',
  );
}

const header = 'unit,round,respondent,q1,q2,q3,q4\n';

/** So many rows, of which the first is bad. */
const rows = (count: number, from = 0): string =>
  Array.from(
    { length: count },
    (_, i) => `u${i % 9},r,p${from + i},${i === 0 ? 9 : 1},2,3,4\n`,
  ).join('');

const line = (left: string) =>
  new RegExp(`\\r[\\d,]+ rows, [\\d,]+/s, 1 rejected${left}\\u001b\\[K`);

describe.skipIf(!hasTmux)('a table on a terminal', () => {
  function open(folder: string): Terminal {
    const terminal = new Terminal(folder, 80, 24);
    onTestFinished(() => terminal.end());
    terminal.record(join(folder, 'record'));
    return terminal;
  }

  test.each([
    ['batch', 'batch -s long.yaml t.csv --units units.csv', 0],
    ['score', 'score -s long.yaml t.csv -f json=result.json', 0],
  ])(
    '%s says how far it is, and takes it away before it says anything else',
    async (_, command, code) => {
      const folder = tableFolder({ 't.csv': header + rows(600_000) });
      const terminal = open(folder);
      terminal.run(`${pendulum} ${command} --allow-rejects 1`);
      const screen = await terminal.ended(code);
      expect(screen).toContain('warning ROWS_LEFT_OUT: 1 of 600000 rows');
      expect(screen).not.toContain('left\n');
      const seen = readFileSync(join(folder, 'record'), 'utf8');
      expect(seen).toMatch(line(', \\d+:\\d\\d left'));
      expect(seen).toMatch(/\r\u001b\[Kwarning ROWS_LEFT_OUT/);
    },
    60_000,
  );

  test.each([
    ['batch', 'batch -s long.yaml p --units units.csv'],
    ['score', 'score -s long.yaml - -f json=result.json < p'],
  ])(
    '%s of a pipe has no time left to say, and Ctrl-C takes the line away',
    async (_, command) => {
      const folder = tableFolder({});
      spawnSync('mkfifo', [join(folder, 'p')]);
      const terminal = open(folder);
      terminal.run(`${pendulum} ${command}`);
      const writer = spawn('sh', ['-c', 'exec cat > p'], { cwd: folder });
      onTestFinished(() => void writer.kill('SIGKILL'));
      writer.stdin.on('error', () => undefined);
      writer.stdin.write(header);
      for (let from = 0; !/rows, .* 1 rejected/.test(terminal.screen()); from += 50_000) {
        writer.stdin.write(from === 0 ? rows(50_000) : rows(50_000, from).replace(',9,', ',1,'));
        await pause(100);
      }
      terminal.press('C-c');
      const screen = await terminal.ended(130);
      expect(screen).not.toContain(' rows,');
      const seen = readFileSync(join(folder, 'record'), 'utf8');
      expect(seen).toMatch(line(''));
      expect(seen).not.toContain(' left');
    },
    60_000,
  );

  test('nothing of it is written where stderr is a file', async () => {
    const folder = tableFolder({ 't.csv': header + rows(600_000) });
    writeFileSync(join(folder, 'said'), '');
    const terminal = open(folder);
    terminal.run(`${pendulum} batch -s long.yaml t.csv --allow-rejects 1 2> said | tail -1`);
    await terminal.ended(0);
    expect(readFileSync(join(folder, 'said'), 'utf8')).toMatch(/^warning ROWS_LEFT_OUT/);
  }, 300_000);
});
