import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everyAnswer, everyKind, everySheet } from './every-kind.ts';
import { hasTmux, pendulum, sizes, Terminal } from './tmux.ts';

if (!hasTmux) {
  process.stderr.write(
    'test/e2e/sizes.test.ts is skipped: tmux is not installed (apt-get install tmux)\n',
  );
}

const ask = `${pendulum} ask every-kind.yaml --unit bulk --round 2026-q4 --respondent r07 --role ops --market gas`;
const first = 'Debates begin with customers.';

describe.skipIf(!hasTmux)('ask on screens of all sizes', () => {
  let folder: string;
  let terminal: Terminal;
  const open = (columns: number, rows: number) => {
    terminal = new Terminal(folder, columns, rows);
    terminal.run(ask);
    return terminal.shows(first);
  };
  const sheet = () => readFileSync(join(folder, 'answers/2026-q4/bulk-r07.yaml'), 'utf8');
  /** Rows of the screen with something on them, without the blanks around it. */
  const rows = () =>
    terminal
      .screen()
      .split('\n')
      .map((row) => row.trim())
      .filter((row) => row !== '');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pendulum-sizes-'));
    writeFileSync(join(folder, 'every-kind.yaml'), everyKind);
  });
  afterEach(() => {
    terminal.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(sizes)(
    '%ix%i: a whole session typed in one burst, and every page has its top and its bottom',
    async (columns, height) => {
      const isSmall = height < 14;
      await open(columns, height);
      expect(rows()[0]).toMatch(isSmall ? /^Direction {2}1 of 3/ : /^Every kind .*r07$/);
      expect(rows().at(-1)).toContain(isSmall ? '? help · b back' : 'q save and quit');
      terminal.press('?');
      await terminal.shows('Esc close');
      expect(rows().slice(0, 2)).toEqual(['Why we ask', first]);
      expect(rows().at(-1)).toMatch(isSmall ? /^24 more · arrows scroll/ : /^arrows scroll/);
      terminal.press('?', ...everyAnswer);

      await terminal.shows('nothing is open; f finishes');
      expect(rows()[0]).toMatch(
        isSmall ? /^nothing is open .*8 of 8 answered$/ : /^All questions .*8 of 8 answered$/,
      );
      expect(rows()).toContainEqual(expect.stringMatching(/^▸ ● Customers hear .* Strongly agr/));
      terminal.press('s');
      await terminal.shows(/▸ 2 {2}Flow .*5 of 5/);
      expect(rows()[0]).toContain('8 of 8 answered');
      expect(rows()).toContainEqual(expect.stringMatching(/^1 {2}Direction +●●● {2}3 of 3$/));
      expect(rows().at(-1)).toContain(isSmall ? '1-2, Enter go there' : 'q save and quit');
      terminal.press('?');
      await terminal.shows('Esc close');
      expect(rows()[0]).toBe('Keys');
      terminal.press('?', 'f');
      await terminal.shows('Show the pendulum now?');
      terminal.press('n', 'Enter');
      await terminal.ended(0);
      expect(sheet()).toBe(everySheet);
    },
  );

  test('resized to nothing and back in the middle: keys count all the time', async () => {
    await open(80, 24);
    const resized = [
      [1, 1, '4'],
      [20, 5, '3'],
      [500, 200, '5'],
      [5, 40, '0'],
      [40, 10, 'Enter'],
    ] as const;
    for (const [columns, height, key] of resized) {
      terminal.resize(columns, height);
      terminal.press(key);
    }
    await terminal.shows('50 points left to give');
    terminal.resize(80, 24);
    await terminal.shows(/^ Every kind .*r07$/m);
    expect(rows()).toContainEqual(expect.stringMatching(/^Direction {2}3 of 3 .*2 of 7 answered$/));
    expect(rows().at(-1)).toContain('q save and quit');
    terminal.press(...everyAnswer.slice(5), 'f');
    await terminal.shows('Show the pendulum now?');
    terminal.press('n', 'Enter');
    await terminal.ended(0);
    expect(sheet()).toBe(everySheet);
  });

  test.each([
    ['a prompt', `${pendulum} ask every-kind.yaml`, [], 'Business unit', 'bulk', 'Survey round'],
    ['a draft', ask, ['4', '3', '5', '0'], '50 points left', 'Enter', 'Processes'],
    ['a note', ask, ['c', 'half a'], 'half a', ' line', 'half a line'],
    ['help', ask, ['?'], 'Esc close', '?', first],
    ['the review', ask, ['4', 'r'], 'Agree', 'r', 'How far is maintenance planned?'],
    ['the sections', ask, ['4', 's'], '1 of 3', 's', 'How far is maintenance planned?'],
  ] as const)('Ctrl-Z and fg in %s', async (_, command, keys, there, key, then) => {
    terminal = new Terminal(folder, 80, 24);
    terminal.run(command);
    const isPrompt = command !== ask;
    await terminal.shows(isPrompt ? there : first);
    if (keys.length > 0) terminal.press(...keys);
    await terminal.shows(there);
    await terminal.stopAndGoOn();
    await terminal.shows(there);
    terminal.press(key);
    if (isPrompt) terminal.press('Enter');
    await terminal.shows(then);
    // Once more: what was stopped once can be stopped again.
    await terminal.stopAndGoOn();
    await terminal.shows(isPrompt ? 'Survey round' : then);
    terminal.press('C-c');
    await terminal.ended(130);
  });

  test('a paste is no answers on a question, a list or a page, and text with lines in a note', async () => {
    await open(80, 24);
    terminal.paste('5\n4\nfq\n');
    await terminal.shows('pasted text is left out here');
    for (const [key, page] of [
      ['r', 'All questions'],
      ['s', 'Sections'],
    ] as const) {
      terminal.press(key);
      await terminal.shows(page);
      terminal.paste('f\nq\n1\n');
      await terminal.shows('pasted text is left out here');
      terminal.press(key);
      await terminal.shows(first);
    }
    terminal.press('c');
    await terminal.shows('Your note');
    terminal.paste('q\nf\n5 of them');
    await terminal.shows('5 of them');
    terminal.press('Enter', '4');
    await terminal.shows('1 of 7 answered');
    terminal.press('q');
    await terminal.ended(6);
    terminal.run(ask);
    await terminal.shows('1 of 7 answered');
    terminal.press('b');
    await terminal.shows('Note: q f 5 of them');
  });
});
