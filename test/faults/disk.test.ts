import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decodeJournal } from '../../src/answers/journal.ts';
import { sessionPath } from '../../src/cli/session.ts';
import { folderWith } from '../cli/command.ts';
import { Asking, digitOf, digits, folderFor, sheetIn } from './asking.ts';
import { onSmallDisk, stuff } from './small-disk.ts';
import { traced } from './strace.ts';

const header = {
  scorecard: 'long@1.0.0',
  fingerprint: 'f',
  unit: 'bulk',
  round: 'q4',
  respondent: 'r1',
  role: null,
  market: null,
};
const saver = fileURLToPath(new URL('saver.mjs', import.meta.url));

interface Report {
  readonly refused: readonly (readonly [answer: number | 'half', code: string])[];
  readonly saved: number;
  readonly torn: number;
}

/** 20 answers saved while strace lets calls on the journal answer something else. */
function savedUnder(inject: string): Report & { readonly files: readonly string[] } {
  const base = folderWith({ 'sessions/.gitignore': '*\n' });
  const folder = join(base, 'sessions');
  const report = join(base, 'report.json');
  const call = inject.split(':')[0]!;
  const on = ['-P', sessionPath(folder, header), '-e', `trace=${call}`, '-e', `inject=${inject}`];
  const child = [process.execPath, saver, folder, JSON.stringify(header), report];
  const ran = spawnSync('strace', ['-qq', '-o', '/dev/null', ...on, ...child], {
    encoding: 'utf8',
  });
  if (!existsSync(report)) throw new Error(`${inject}: ${ran.stderr}`);
  return { ...(JSON.parse(readFileSync(report, 'utf8')) as Report), files: readdirSync(folder) };
}

describe('a call on the journal that fails', { timeout: 300_000 }, () => {
  test.each([
    ['write', 'ENOSPC', 'NO_SPACE'],
    ['fdatasync', 'EIO', 'IO'],
  ])(
    '%s with %s, the n-th for every n: refused once, and saved then',
    traced('failing calls', (call: string, error: string, code: string) => {
      let n = 1;
      for (; ; n++) {
        const { refused, saved, torn, files } = savedUnder(`${call}:error=${error}:when=${n}`);
        expect([saved, torn, files.length]).toEqual([20, 0, 2]);
        if (refused.length === 0) break;
        // The first line is the header, so the first call belongs to opening.
        expect(refused).toEqual([[n - 1, code]]);
      }
      // 21 lines, and one sync more than that when a session was opened in two attempts.
      expect(n).toBe(22);
    }),
  );

  test.each([
    ['every second write', 'write:error=EIO:when=2+2', 'IO'],
    ['a full quota', 'write:error=EDQUOT:when=5', 'NO_SPACE'],
    ['every second sync', 'fdatasync:error=ENOSPC:when=2+2', 'NO_SPACE'],
    ['writes that say more than they did', 'write:retval=5:when=3+40', 'NO_SPACE'],
  ])(
    '%s',
    traced('failing calls', (_: string, inject: string, code: string) => {
      const { refused, saved, torn } = savedUnder(inject);
      expect([saved, torn]).toEqual([20, 0]);
      expect(refused.length).toBeGreaterThan(0);
      expect(new Set(refused.map(([, found]) => found))).toEqual(new Set([code]));
    }),
  );

  test.each(['ENOSPC', 'EMFILE', 'EACCES', 'EROFS'])(
    'open with %s, then not',
    traced('failing calls', (error: string) => {
      const { refused, saved, files } = savedUnder(`openat:error=${error}:when=1`);
      expect([saved, files.length]).toEqual([20, 2]);
      expect(refused).toEqual([[0, error === 'ENOSPC' ? 'NO_SPACE' : 'IO']]);
    }),
  );

  test(
    'a file system without fsync is no failure',
    traced('failing calls', () => {
      expect(savedUnder('fdatasync:error=EINVAL')).toMatchObject({ refused: [], saved: 20 });
    }),
  );
});

/** Types answers one at a time until one is not saved, and returns how many were. */
async function fill(asking: Asking, from: number): Promise<number> {
  for (let i = from; ; i++) {
    asking.type(digitOf(i));
    await asking.shows(new RegExp(`(?<!\\d)${i + 1} of \\d+ answered|NOT saved`));
    if (asking.output.includes('NOT saved')) return i;
  }
}

const journalAt = (folder: string) => {
  const [name] = readdirSync(folder).filter((file) => file.endsWith('.ndjson'));
  const journal = decodeJournal(readFileSync(join(folder, name!)));
  if (journal.kind !== 'journal') throw new Error(journal.kind);
  return { answers: journal.events.length, torn: journal.torn };
};

describe('ask, when the journal may not grow', { timeout: 300_000 }, () => {
  // 8 blocks of 512 bytes; the answers come to more.
  const limited = `sh -c 'ulimit -f 8; exec "$@"' sh`;

  test('it says so, holds the answer, and takes it to another folder as a whole', async () => {
    const folder = folderFor(60);
    const asking = new Asking(folder, { under: limited, more: '--folder here' });
    await asking.shows('0 of 60 answered');
    const kept = await fill(asking, 0);
    expect(await asking.says('the file would become too large')).toBe(true);
    expect(journalAt(join(folder, 'here'))).toEqual({ answers: kept, torn: 0 });
    // The copy is as large as the file may be; the answer is then refused there.
    asking.type('e');
    await asking.shows('NOT saved yet');
    asking.output = '';
    asking.type('there\r');
    await asking.shows(/NOT saved: cannot save the answer in/);
    expect(journalAt(join(folder, 'there'))).toEqual({ answers: kept, torn: 0 });
    asking.type('qq');
    expect(await asking.ended).toBe(6);
    expect(asking.output).toContain('The last answer could NOT be saved');
    expect(asking.output).toMatch(/--respondent r1 --folder \S*there/);

    // Either folder leads to the session, which ends as if nothing had been.
    const again = new Asking(folder, { more: '--folder here' });
    await again.shows(`${kept} of 60 answered`);
    again.type(`${digits(kept, 60)}f`);
    await again.shows('Answers written');
    await again.signal('SIGTERM');
    await again.ended;
    expect(sheetIn(folder)).toBe(digits(0, 60));
  });

  test('a sheet that cannot be written costs no answer', async () => {
    const folder = folderFor(20);
    writeFileSync(join(folder, 'answers'), 'a file, where a folder must be');
    const asking = new Asking(folder);
    await asking.shows('0 of 20 answered');
    asking.type(`${digits(0, 20)}f`);
    expect(await asking.ended).toBe(4);
    expect(asking.output).toContain('20 of 20 answered, every one is saved');
    rmSync(join(folder, 'answers'));
    const again = new Asking(folder);
    await again.shows('20 of 20 answered');
    again.type('f');
    await again.shows('Answers written');
    await again.signal('SIGTERM');
    await again.ended;
    expect(sheetIn(folder)).toBe(digits(0, 20));
  });
});

describe('a full disk', { timeout: 300_000 }, () => {
  async function untilFull(folder: string, disk: string) {
    const asking = new Asking(folder, { more: `--folder ${disk}/sessions` });
    await asking.shows('0 of 60 answered');
    asking.type(digitOf(0));
    await asking.shows('1 of 60 answered');
    const filler = stuff(disk);
    const kept = await fill(asking, 1);
    expect(await asking.says('NOT saved: no space left')).toBe(true);
    expect(journalAt(join(disk, 'sessions'))).toEqual({ answers: kept, torn: 0 });
    return { asking, filler, kept };
  }

  test(
    'is waited for: with space again any key goes on',
    onSmallDisk(async (disk) => {
      const folder = folderFor(60);
      const { asking, filler, kept } = await untilFull(folder, disk);
      asking.type('  ');
      rmSync(filler);
      asking.type(' ');
      await asking.shows(`${kept + 1} of 60 answered`);
      asking.type(`${digits(kept + 1, 60)}f`);
      await asking.shows('Answers written');
      await asking.signal('SIGTERM');
      await asking.ended;
      expect(sheetIn(folder)).toBe(digits(0, 60));
    }),
  );

  test(
    'is left for another folder, which the command to go on names',
    onSmallDisk(async (disk) => {
      const folder = folderFor(60);
      const { asking, kept } = await untilFull(folder, disk);
      asking.type('eother\r');
      await asking.shows(`${kept + 1} of 60 answered`);
      asking.type('q');
      expect(await asking.ended).toBe(6);
      const [more] = /--folder \S*other/.exec(asking.output)!;
      const again = new Asking(folder, { more });
      await again.shows(`${kept + 1} of 60 answered`);
      again.type(`${digits(kept + 1, 60)}f`);
      await again.shows('Answers written');
      await again.signal('SIGTERM');
      await again.ended;
      expect(sheetIn(folder)).toBe(digits(0, 60));
      expect(journalAt(join(disk, 'sessions'))).toEqual({ answers: kept, torn: 0 });
    }),
  );

  test(
    'under the sheet leaves no half of one, and no answer is lost',
    onSmallDisk(async (disk) => {
      const folder = folderFor(60);
      symlinkSync(disk, join(folder, 'answers'));
      mkdirSync(join(disk, 'q4'));
      const filler = stuff(disk);
      const asking = new Asking(folder);
      await asking.shows('0 of 60 answered');
      asking.type(`${digits(0, 60)}f`);
      expect(await asking.ended).toBe(4);
      expect(asking.output).toContain('NO_SPACE');
      expect(asking.output).toContain('60 of 60 answered, every one is saved');
      expect(readdirSync(join(disk, 'q4'))).toEqual([]);
      rmSync(filler);
      const again = new Asking(folder);
      await again.shows('60 of 60 answered');
      again.type('f');
      await again.shows('Answers written');
      await again.signal('SIGTERM');
      await again.ended;
      expect(sheetIn(folder)).toBe(digits(0, 60));
    }),
  );

  test(
    'that is read-only ends it before the first question, with nothing changed',
    onSmallDisk(async (disk) => {
      const folder = folderFor(20);
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const asking = new Asking(folder, { more: `--folder ${disk}/sessions` });
      expect(await asking.ended).toBe(4);
      expect(asking.output).toContain('the file system is read-only');
      expect(asking.output).not.toContain('\u001b[?1049h');
      expect(readdirSync(disk)).toEqual([]);
    }),
  );
});
