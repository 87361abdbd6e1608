import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasTmux, pendulum, Terminal } from './tmux.ts';

if (!hasTmux) {
  process.stderr.write(
    'test/e2e/workshop.test.ts is skipped: tmux is not installed (apt-get install tmux)\n',
  );
}

/** Six cards a question, two camps on two of them, otherwise near to each other. */
const cards = Array.from({ length: 20 }, (_, i) => {
  if (i === 0) return '111444';
  if (i === 6) return '114441';
  return i % 2 === 0 ? '222322' : '334343';
});
const burst = (each: readonly string[]) => each.flatMap((card) => [card, 'Enter']);

interface Position {
  readonly units: readonly { readonly position: number }[];
}

describe.skipIf(!hasTmux)('workshop in a terminal', { timeout: 300_000 }, () => {
  let folder: string;
  let terminal: Terminal;
  const path = (name: string) => join(folder, name);
  const read = (name: string) => readFileSync(path(name), 'utf8');
  const positionIn = (text: string) => (JSON.parse(text) as Position).units[0]!.position;
  /** Every file below the folder, beside those that the test put there. */
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'pid')
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
      .toSorted();
  /** Starts a program whose process can be ended from outside. */
  const run = (command: string) => terminal.run(`sh -c 'echo $$ > pid; exec ${command}'`);
  const workshop = (rest: string) => run(`${pendulum} workshop quick-scan ${rest}`);
  /** Gives one answer after the other to prompts that must come in this order. */
  const answer = async (...prompts: readonly (readonly [string | RegExp, ...string[]])[]) => {
    for (const [prompt, ...keys] of prompts) {
      await terminal.shows(prompt);
      if (keys.length > 0) terminal.press(...keys);
    }
  };
  /** Picks from a list by name. */
  const pick = async (question: string, name: string) => {
    const screen = await terminal.shows(new RegExp(`\\? ${question}[^]*${name}`));
    const rows = screen.slice(screen.lastIndexOf(`? ${question}`)).split('\n');
    const steps =
      rows.findIndex((row) => row.includes(name)) - rows.findIndex((row) => row.startsWith('❯'));
    terminal.press(...Array.from({ length: steps }, () => 'Down'), 'Enter');
  };
  const open = (columns = 80, rows = 24) => {
    terminal = new Terminal(folder, columns, rows);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pendulum-workshop-'));
  });
  afterEach(() => {
    terminal.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test('cards: from the prompts to the files, and the next workshop begins with what was agreed', async () => {
    open();
    workshop('');
    await answer(['Business unit', 'bulk', 'Enter'], ['Survey round', '2026-q3', 'Enter']);
    await pick('End market', 'Merchant bulk gases');
    await answer(
      ['How many people', '4', 'Enter'],
      ['results show from 5 on; --min-group 3 is the least', 'BSpace', '6', 'Enter'],
    );
    await pick('How do people vote', 'cards held up');

    for (const [i, card] of cards.entries()) {
      const empty = await terminal.shows(new RegExp(`${i + 1} of 20\n[^]*0 of 6 cards`));
      terminal.press(card);
      const keyed = await terminal.shows('6 of 6 cards');
      expect(keyed.replaceAll('●', '○').replace('6 of 6', '0 of 6')).toBe(empty);
      terminal.press('Enter');
    }
    await terminal.shows('All 6 have voted.');
    terminal.press('b');
    const sealed = await terminal.shows('all 6 cards are sealed');
    expect(sealed).not.toMatch(/[0-9]{6}|[0-9]( [0-9]){5}/);
    terminal.press('Enter');

    await answer(['All 6 have voted.', 'r'], ['What we said, most disagreement first', 'Enter']);
    expect(await terminal.shows('SPLIT: there are two camps')).toContain('mean 37.5, spread 41.1');
    terminal.press('t');
    await terminal.shows(/ 1:5[0-8]\n/);
    terminal.press('t', 'm');
    const stopped = / 1:5[0-9]\n/.exec(await terminal.shows('to be voted on again'))![0];
    await pause(1200);
    expect(terminal.screen()).toContain(stopped);
    terminal.press('Enter');
    await answer(
      ['Frontline staff settle', 'm'],
      ['to be voted on again', 'v'],
      ['1 of 2\n', '222333', 'Enter', '333344', 'Enter'],
      ['All 6 have voted.', 'r'],
      ['beside the first vote', 'Enter'],
    );
    const both = await terminal.shows('█ second vote   ░ first vote');
    expect(both).toContain('mean 37.5 → 37.5, spread 41.1 → 13.7: closer together');
    expect(both).toMatch(/Disagree +█+ 3\n +0\n/);
    expect(both).toMatch(/Agree +0\n +░+ 3\n/);
    terminal.press('m');
    await answer(['there is no third', 'g']);

    const hangs = await terminal.shows(/[0-9.]+ toward process\n[^]*1 of 12/);
    const position = Number(/([0-9.]+) toward process\n/.exec(hangs)![1]);
    terminal.press('Enter', 'Enter', 'Enter', 'Enter');
    await terminal.shows('Polarity map: Upsides');
    terminal.press('Enter', 'Enter', 'Enter');
    await answer(['What to do next: 1 / 5', 'g']);

    await pick('What will you do', 'Declared target lean');
    await answer(
      ['What will be done (Enter: Declared target lean)', 'Enter'],
      ['Who owns it', 'Mara', 'Enter'],
      ['Due', 'soon', 'Enter'],
      ['> a date such as 2027-03-31', 'C-u', '2027-02-30', 'Enter'],
      ['> a date such as 2027-03-31', 'C-u', '2027-03-31', 'Enter'],
      ['How it will be seen (Enter: % leaders', 'Enter'],
    );
    await pick('1 action agreed', 'an idea of our own');
    await answer(
      ['? What will be done:\n', 'One page of promises', 'Enter'],
      ['? Who owns it:\n', 'Ola', 'Enter'],
      ['? Due (YYYY-MM-DD):\n', '2027-01-15', 'Enter'],
      ['? How it will be seen:\n', 'promises kept', 'Enter'],
    );
    await pick('2 actions agreed', 'that is all');
    await answer(['Write down what the group saw', 'Enter']);
    expect(await terminal.ended(0)).toContain('6 sheets written to answers/2026-q3');

    expect(files()).toEqual([
      '.pendulum/sessions/.gitignore',
      'actions.yaml',
      ...[1, 2, 3, 4, 5, 6].map((seat) => `answers/2026-q3/bulk-r0${seat}.yaml`),
      ...['first-vote.json', 'page.md', 'result.json'].map(
        (name) => `workshops/2026-q3/bulk/${name}`,
      ),
    ]);
    const scored = execFileSync('sh', ['-c', `${pendulum} score answers -f json`], { cwd: folder });
    const seen = positionIn(read('workshops/2026-q3/bulk/result.json'));
    expect(positionIn(scored.toString())).toBe(seen);
    expect(Math.round(-seen * 10) / 10).toBe(position);
    expect(read('workshops/2026-q3/bulk/first-vote.json')).toContain('"spread": 41.079');
    expect(read('workshops/2026-q3/bulk/result.json')).toContain('"spread": 13.693');
    expect(read('actions.yaml')).toMatch(/owner: Mara\n +due: "2027-03-31"[^]*owner: Ola/);

    // The next one, with what people wrote into the register in between.
    const own = read('actions.yaml')
      .replace('actions:\n', '# Ours, see the minutes.\nactions:\n')
      .replace('owner: Ola', 'owner: Ola   # and Pia');
    writeFileSync(path('actions.yaml'), own);
    const next = '--no-motion --unit bulk --round 2026-q4 --market merchant-bulk-general';
    workshop(`${next} --people 5 --cards`);
    const opening = await terminal.shows('What we agreed, and what moved since');
    expect(opening).toContain('1. Declared target lean\n     Owner: Mara, Due: 2027-03-31');
    expect(opening).toContain(`Position ${position} toward process`);
    terminal.press('Enter');
    await pick('Declared target lean: where', 'done');
    await answer(['One page of promises: where', 'C-c']);
    await terminal.ended(130);
    workshop(next);
    expect(await terminal.shows('What we agreed, and what moved since')).not.toContain('Mara');
    terminal.press('Enter');
    await pick('One page of promises: where', 'still open');
    await answer(
      ['0 of 5 cards', ...burst(cards.map(() => '44444'))],
      ['All 5 have voted.', 'r'],
      ['What we said', 'g'],
      [' toward ', ...Array.from({ length: 20 }, () => 'Right')],
    );
    expect(await terminal.shows('One page of promises')).toMatch(/Position .* → /);
    terminal.press('g');
    await pick('What will you do', 'that is all');
    await answer(['Write down', 'n', 'Enter']);
    await terminal.ended(0);
    expect(read('actions.yaml')).toBe(
      own.replace('status: open', 'status: done\n    closed: 2026-q4'),
    );
  });

  test('turns: quit, killed and interrupted wherever one can be, and nothing is lost or doubled', async () => {
    open();
    const resume = 'workshop quick-scan --unit bulk --round 2026-q4';
    const start = () => run(`${pendulum} ${resume} --no-motion`);
    /** Leaves as said, sees that the way on is told, and takes it. */
    const leave = async (key: string, code: number) => {
      terminal.press(key);
      const said = await terminal.ended(code);
      expect(said).toContain(
        'Everything is saved, and votes stay sealed until the reveal. Go on with:',
      );
      expect(said).toContain(`  pendulum ${resume}\n`);
      start();
    };
    const rest = (count: number) => Array.from({ length: count }, (_, i) => `${1 + (i % 4)}`);

    start();
    await terminal.shows('End market');
    terminal.press('C-c');
    expect(await terminal.ended(130)).not.toContain('Go on');
    expect(files()).toEqual([]);
    start();
    await pick('End market', 'none of these');
    await answer(['How many people', '5', 'Enter'], ['How do people vote', 'Enter']);

    await answer(
      ['Seat 1 of 5', 'Enter'],
      ['0 of 20 answered', ...rest(20), 'f'],
      ['Your answers are sealed', 'r'],
      ['1 seat has begun; results show from 5 on', 'Down'],
    );
    await leave('C-c', 130);

    // Seat 2 quits in the middle, seat 3 comes first, seat 2 comes back.
    await answer(
      ['1 of 5 have voted', 'Enter'],
      ['0 of 20 answered', ...rest(7)],
      ['7 of 20 answered', 'q'],
      ['This seat has begun', 'Right'],
      ['Seat 3 of 5', 'Enter'],
      ['0 of 20 answered', ...rest(4)],
      ['4 of 20 answered'],
    );
    process.kill(Number(read('pid')), 'SIGKILL');
    await terminal.shows('EXIT 137');
    start();
    await answer(
      ['Seat 2 of 5', 'Right'],
      [/Seat 3 of 5[^]*This seat has begun/, 'Enter'],
      [/0 of 16 answered[^]*Each of our/, ...rest(16), 'f'],
      ['Your answers are sealed', 'Enter'],
      [/0 of 13 answered[^]*Anyone here/, '4'],
    );
    await terminal.shows('1 of 13 answered');
    await leave('C-c', 130);
    await answer([/Seat 2 of 5[^]*has begun/, 'Enter'], ['0 of 12 answered', ...rest(12), 'f']);
    await answer(['Seat 4 of 5', 'Enter'], ['0 of 20 answered', ...rest(20), 'f']);
    await answer(['Seat 5 of 5', 'Enter'], ['0 of 20 answered', ...rest(20), 'f']);
    await terminal.shows('All 5 have voted.');
    expect(files()).toEqual([
      '.pendulum/sessions/.gitignore',
      expect.stringMatching(/\.workshop$/),
      expect.stringMatching(/\.workshop\.key$/),
    ]);
    await leave('q', 6);

    await answer(['All 5 have voted.', 'r'], ['What we said']);
    await leave('C-c', 130);
    await answer(['What we said', 'g'], ['1 of ']);
    await leave('C-c', 130);
    await answer(['What we said', 'g'], ['1 of ', 'g']);
    await pick('What will you do', 'an idea of our own');
    await answer(['? What will be done:\n', 'Half', 'Enter'], ['? Who owns it:\n']);
    await leave('C-c', 130);
    await answer(['What we said', 'g'], ['1 of ', 'g']);
    await pick('What will you do', 'an idea of our own');
    await answer(
      ['? What will be done:\n', 'Whole', 'Enter'],
      ['? Who owns it:\n', 'Ola', 'Enter'],
      ['? Due (YYYY-MM-DD):\n', '2027-01-15', 'Enter'],
      ['? How it will be seen:\n', 'kept', 'Enter'],
      ['1 action agreed'],
    );
    await leave('C-c', 130);
    await answer(['What we said', 'g'], ['1 of ', 'g']);
    await pick('1 action agreed', 'that is all');
    await terminal.shows('Write down what the group saw');
    await leave('C-c', 130);
    await answer(['Write down what the group saw', 'Enter']);
    expect(await terminal.ended(0)).toContain('5 sheets written to answers/2026-q4');

    const sheets = [1, 2, 3, 4, 5].map((seat) => `answers/2026-q4/bulk-r0${seat}.yaml`);
    expect(files()).toEqual([
      '.pendulum/sessions/.gitignore',
      'actions.yaml',
      ...sheets,
      ...['page.md', 'result.json'].map((name) => `workshops/2026-q4/bulk/${name}`),
    ]);
    for (const sheet of sheets)
      expect(read(sheet).match(/^ {2}[a-z-]+: [0-4]$/gm)).toHaveLength(20);
    expect(read('actions.yaml').match(/action: .*/g)).toEqual(['action: Whole']);
  });

  test('signals and a vanished terminal: the codes, the way on, and every vote that was given', async () => {
    open();
    const resume = 'workshop quick-scan --unit bulk --round 2026-q4';
    const pid = () => Number(read('pid'));
    run(`${pendulum} ${resume} --no-motion --people 5 --no-cards --market b2b-saas`);
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      await terminal.shows('Seat 1 of 5');
      process.kill(pid(), signal);
      expect(await terminal.ended(code)).toContain(`  pendulum ${resume}\n`);
      run(`${pendulum} ${resume} --no-motion`);
    }
    await answer(['Seat 1 of 5', 'Enter'], ['0 of 20 answered', '4', '3', '2']);
    await terminal.shows('3 of 20 answered');
    terminal.end();
    await expect.poll(() => isAlive(pid()), { timeout: 10_000 }).toBe(false);
    open();
    run(`${pendulum} ${resume} --no-motion`);
    await answer(['This seat has begun', 'Enter'], ['0 of 17 answered']);
  });

  test.each([
    [40, 10],
    [200, 60],
  ])('%ix%i: cards in one burst, resized, stopped and gone on with', async (columns, rows) => {
    open(columns, rows);
    workshop('--no-motion --unit bulk --round 2026-q4 --people 6 --cards --market b2b-saas');
    await answer(['0 of 6 cards', ...burst(cards)]);
    await terminal.shows('All 6 have voted.');
    await terminal.stopAndGoOn();
    await terminal.shows('All 6 have voted.');
    terminal.resize(1, 1);
    terminal.resize(20, 5);
    await terminal.shows('All 6 have voted.');
    terminal.resize(columns, rows);
    await answer(['no file shows one', 'r'], [/▸ +split .*Strategy/, 'Enter']);
    await terminal.shows('SPLIT: there are two camps');
    await terminal.stopAndGoOn();
    await terminal.shows('SPLIT: there are two camps');
    for (const [narrow, low] of [
      [1, 1],
      [20, 5],
      [500, 200],
    ] as const) {
      terminal.resize(narrow, low);
      terminal.press('m');
    }
    terminal.resize(columns, rows);
    await answer(['1 of 20, most disagreement first', 'l'], [/▸✓ +split .*Strategy/, 'g']);
    await terminal.shows(/toward/);
    await terminal.stopAndGoOn();
    await terminal.shows(/toward/);
    terminal.press('g');
    await terminal.shows('What will you do');
    await terminal.stopAndGoOn();
    await terminal.shows('What will you do');
    terminal.press('C-c');
    await terminal.shows('EXIT 130 as before');
  });

  test('in German, where the terminal or --language says so', async () => {
    open();
    const rest = 'workshop quick-scan --unit bulk --round 2026-q4';
    const german = 'LC_ALL= LC_CTYPE=C.UTF-8 LANG=de_DE.UTF-8';
    terminal.run(`${german} ${pendulum} ${rest} --no-motion`);
    await pick('Endmarkt', 'Kontraktlogistik');
    await answer(['Wie viele sind im Raum', '5', 'Enter']);
    await pick('Wie wird abgestimmt', 'mit Karten');
    await answer(
      ['0 von 5 Karten', ...burst(cards.map((card) => card.slice(1)))],
      ['Alle 5 haben abgestimmt.', 'q'],
    );
    expect(await terminal.ended(6)).toContain(`  pendulum ${rest}\n`);
    terminal.run(`${pendulum} ${rest} --no-motion --language de`);
    await answer(['Alle 5 haben abgestimmt.', 'a'], ['das Strittigste zuerst', 'g']);
    await answer(['1 von 12', 'g'], ['Was werden Sie tun?', 'C-c']);
    expect(await terminal.ended(130)).toContain(`  pendulum ${rest} --language de\n`);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
