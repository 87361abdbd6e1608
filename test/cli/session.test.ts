import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decodeJournal, type JournalEvent, type JournalHeader } from '../../src/answers/journal.ts';
import { fileName } from '../../src/cli/name.ts';
import { findSession, openSession, sessionPath } from '../../src/cli/session.ts';
import { Stop } from '../../src/cli/world.ts';

const header: JournalHeader = {
  scorecard: 'quick-scan@1.0.0',
  fingerprint: 'f1',
  unit: 'bulk-north',
  round: '2026-q4',
  respondent: 'r07',
  role: 'operations',
  market: null,
};

const given = (question: string, answer: string): JournalEvent => ({
  kind: 'answer',
  entry: { question, state: 'answered', answer, note: null },
});

let base: string;
let folder: string;
const path = () => sessionPath(folder, header);
const codeOf = (run: () => unknown): [string, number] => {
  try {
    run();
  } catch (error) {
    if (error instanceof Stop) return [error.problems[0]!.code, error.exitCode];
    throw error;
  }
  return ['none', 0];
};

/** What a fresh process would find. */
const kept = () => {
  const journal = decodeJournal(fs.readFileSync(path()));
  return journal.kind === 'journal' ? journal.events : journal;
};

beforeEach(() => {
  base = fs.mkdtempSync(join(tmpdir(), 'pendulum-session-'));
  folder = join(base, '.pendulum', 'sessions');
});
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  fs.rmSync(base, { recursive: true });
});

describe('a session', () => {
  test('is a private file with a harmless name', () => {
    const session = openSession(folder, {
      ...header,
      respondent: '../../Jo Ünal <jo@x.org>\u0000',
    });
    const names = fs.readdirSync(folder).toSorted();
    expect(names).toHaveLength(3);
    expect(names[0]).toBe('.gitignore');
    expect(names[1]).toMatch(
      /^quick-scan-bulk-north-2026-q4-jo-unal-jo-x-org-[0-9a-f]{8}\.ndjson$/,
    );
    expect(fs.statSync(session.path).mode & 0o777).toBe(0o600);
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    session.close();
    expect(fs.readdirSync(folder)).toHaveLength(2);
  });

  test('goes on where it was left, with its history', () => {
    const first = openSession(folder, header);
    first.append(given('a', '4'));
    first.append(given('a', '5'));
    first.close();
    first.close();
    expect(findSession(folder, header)).toEqual(header);
    const second = openSession(folder, header);
    expect(second.events).toEqual([given('a', '4'), given('a', '5')]);
    second.append(given('b', '1'));
    expect(kept()).toEqual([given('a', '4'), given('a', '5'), given('b', '1')]);
    second.close();
  });

  test('is gone with its lock when its answers are kept elsewhere', () => {
    const facts = { ...header, respondent: null, role: null, market: null };
    const session = openSession(folder, facts);
    session.append(given('a', '4'));
    expect(findSession(folder, facts)).toEqual(facts);
    session.discard();
    session.close();
    expect(fs.readdirSync(folder)).toEqual(['.gitignore']);
    expect(openSession(folder, facts).events).toEqual([]);
  });

  test('belongs to one scorecard, unit, round and respondent', () => {
    const key = { ...header };
    const others = [
      { ...key, unit: 'bulk' },
      { ...key, round: null },
      { ...key, round: '' },
      { ...key, respondent: 'r7' },
      { ...key, respondent: null },
      { ...key, scorecard: 'other@1.0.0' },
      { ...key, unit: 'bulk-north-2026', round: 'q4' },
    ].map((other) => sessionPath(folder, other));
    expect(new Set([path(), ...others]).size).toBe(8);
    expect(sessionPath(folder, { ...key, scorecard: 'quick-scan@2.0.0' })).toBe(path());
  });

  test.each([
    [
      { fingerprint: 'f2', scorecard: 'quick-scan@1.1.0' },
      'the scorecard quick-scan@1.0.0, not quick-scan@1.1.0',
    ],
    [{ fingerprint: 'f2' }, 'the scorecard quick-scan@1.0.0, not what that scorecard has become'],
    [{ role: null }, 'role operations, not none'],
    [{ market: 'helium' }, 'market none, not helium'],
  ])('is not gone on with as something else: %o', (change, said) => {
    openSession(folder, header).close();
    const before = fs.readFileSync(path());
    const refused = () => openSession(folder, { ...header, ...change });
    expect(codeOf(refused)).toEqual(['JOURNAL_OTHER', 6]);
    expect(refused).toThrow(said);
    expect(fs.readFileSync(path())).toEqual(before);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  test('a corrected wording of the same scorecard goes on', () => {
    openSession(folder, header).close();
    openSession(folder, { ...header, scorecard: 'quick-scan@1.0.1' }).close();
  });
});

describe('a damaged journal', () => {
  test('a torn end is cut, kept and reported, and the rest goes on', () => {
    const first = openSession(folder, header);
    first.append(given('a', '4'));
    first.close();
    fs.appendFileSync(path(), '{"seq":2,"quest');
    const second = openSession(folder, header);
    expect(second.warnings.map(({ code }) => code)).toEqual(['JOURNAL_TORN']);
    expect(fs.readFileSync(`${path()}.torn`, 'utf8')).toBe('{"seq":2,"quest');
    second.append(given('b', '1'));
    expect(kept()).toEqual([given('a', '4'), given('b', '1')]);
    second.close();
  });

  test('cut anywhere, it opens with the complete lines', () => {
    const first = openSession(folder, header);
    first.append(given('a', '4'));
    first.append(given('b', '1'));
    first.close();
    const whole = fs.readFileSync(path());
    for (let cut = 0; cut <= whole.length; cut += 7) {
      fs.writeFileSync(path(), whole.subarray(0, cut));
      const lines = whole.subarray(0, cut).filter((byte) => byte === 10).length;
      const session = openSession(folder, header);
      expect(session.events).toHaveLength(Math.max(0, lines - 1));
      session.append(given('c', '2'));
      session.close();
      expect(kept()).toHaveLength(Math.max(0, lines - 1) + 1);
    }
  });

  test('a changed byte in the middle is refused and named, and nothing is touched', () => {
    const first = openSession(folder, header);
    first.append(given('a', '4'));
    first.append(given('b', '1'));
    first.close();
    const damaged = fs.readFileSync(path(), 'utf8').replace('"answer":"4"', '"answer":"5"');
    fs.writeFileSync(path(), damaged);
    expect(codeOf(() => openSession(folder, header))).toEqual(['JOURNAL_CORRUPT', 6]);
    expect(() => openSession(folder, header)).toThrow(/^line 2 of the session/);
    expect(fs.readFileSync(path(), 'utf8')).toBe(damaged);
  });

  test('something else under its name is refused', () => {
    fs.mkdirSync(path(), { recursive: true });
    expect(codeOf(() => openSession(folder, header))).toEqual(['IO', 4]);
    fs.rmdirSync(path());
    fs.symlinkSync('/etc/hostname', path());
    expect(codeOf(() => openSession(folder, header))).toEqual(['IO', 4]);
  });
});

describe('the lock', () => {
  const lockPath = () => `${path()}.lock`;
  const boot = () => fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const leave = (holder: object) => {
    fs.mkdirSync(folder, { recursive: true });
    fs.symlinkSync(JSON.stringify(holder), lockPath());
  };

  /** A living process that is not this one. */
  const sleeper = () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
    });
    return { pid: child.pid!, end: () => child.kill('SIGKILL') };
  };

  test('keeps a second process out, by name', () => {
    const other = sleeper();
    leave({ pid: other.pid, host: hostname(), boot: boot() });
    expect(codeOf(() => openSession(folder, header))).toEqual(['LOCKED', 5]);
    expect(() => openSession(folder, header)).toThrow(`process ${other.pid} on ${hostname()}`);
    expect(fs.existsSync(path())).toBe(false);
    other.end();
  });

  test('of a dead process is taken over', async () => {
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
    await new Promise((done) => child.on('exit', done));
    leave({ pid: child.pid, host: hostname(), boot: boot() });
    openSession(folder, header).close();
    expect(fs.readdirSync(folder).filter((name) => name.includes('lock'))).toEqual([]);
  });

  test('from before a restart is taken over, whoever has the number now', () => {
    const other = sleeper();
    leave({ pid: other.pid, host: hostname(), boot: 'an earlier one' });
    openSession(folder, header).close();
    other.end();
  });

  test('of another machine stays: its processes cannot be seen from here', () => {
    leave({ pid: 1, host: 'elsewhere', boot: '' });
    expect(codeOf(() => openSession(folder, header))).toEqual(['LOCKED', 5]);
  });

  test('is a file where the file system has no links', () => {
    const own = fs.symlinkSync;
    vi.spyOn(fs, 'symlinkSync').mockImplementation(() => {
      throw Object.assign(new Error('no links'), { code: 'EPERM' });
    });
    syncBuiltinESMExports();
    const session = openSession(folder, header);
    expect(JSON.parse(fs.readFileSync(lockPath(), 'utf8'))).toMatchObject({ pid: process.pid });
    session.close();
    expect(fs.existsSync(lockPath())).toBe(false);
    expect(own).not.toBe(fs.symlinkSync);
  });
});

describe('when the disk fails', () => {
  type Step = 'writeSync' | 'fdatasyncSync' | 'ftruncateSync';

  /** Lets the n-th call of a step fail, once. */
  function failAt(step: Step, n: number, code: string): void {
    const real = fs[step] as (...args: unknown[]) => unknown;
    let calls = 0;
    vi.spyOn(fs, step).mockImplementation((...args: unknown[]) => {
      calls += 1;
      if (calls !== n) return real(...args);
      if (step === 'writeSync') {
        const [descriptor, bytes, from] = args as [number, Uint8Array, number];
        real(descriptor, bytes, from, 9);
      }
      throw Object.assign(new Error(code), { code });
    });
    syncBuiltinESMExports();
  }

  const questions = ['a', 'b', 'c', 'd'];

  test.each([
    ['writeSync', 'ENOSPC', 'NO_SPACE'],
    ['writeSync', 'EIO', 'IO'],
    ['fdatasyncSync', 'EIO', 'IO'],
  ] as const)(
    '%s with %s: said, nothing half is left, and trying again works',
    (step, error, code) => {
      for (let n = 1; n <= questions.length; n++) {
        fs.rmSync(folder, { recursive: true, force: true });
        const session = openSession(folder, header);
        failAt(step, n, error);
        let refused = 0;
        for (const question of questions) {
          const append = () => session.append(given(question, '1'));
          const [found, exit] = codeOf(append);
          if (exit === 0) continue;
          refused += 1;
          expect([found, exit]).toEqual([code, 4]);
          expect(kept()).toEqual(
            questions.slice(0, questions.indexOf(question)).map((id) => given(id, '1')),
          );
          append();
        }
        expect(refused).toBe(1);
        expect(kept()).toEqual(questions.map((id) => given(id, '1')));
        session.close();
        vi.restoreAllMocks();
        syncBuiltinESMExports();
      }
    },
  );

  test('a half line that could not be cut at once is cut before the next one', () => {
    const session = openSession(folder, header);
    failAt('writeSync', 1, 'ENOSPC');
    failAt('ftruncateSync', 1, 'EIO');
    expect(codeOf(() => session.append(given('a', '1')))).toEqual(['NO_SPACE', 4]);
    session.append(given('a', '1'));
    expect(kept()).toEqual([given('a', '1')]);
    session.close();
  });

  test('short writes are continued', () => {
    const real = fs.writeSync as (...args: unknown[]) => number;
    vi.spyOn(fs, 'writeSync').mockImplementation((...args: unknown[]) => {
      const [descriptor, bytes, from, length] = args as [number, Uint8Array, number, number];
      return real(descriptor, bytes, from, Math.min(5, length));
    });
    syncBuiltinESMExports();
    const session = openSession(folder, header);
    session.append(given('a', '1'));
    expect(kept()).toEqual([given('a', '1')]);
    session.close();
  });

  test('a new session whose header cannot be written leaves no lock and begins anew', () => {
    failAt('fdatasyncSync', 1, 'ENOSPC');
    expect(codeOf(() => openSession(folder, header))).toEqual(['NO_SPACE', 4]);
    const session = openSession(folder, header);
    session.append(given('a', '1'));
    expect(kept()).toEqual([given('a', '1')]);
    session.close();
  });

  test('a folder that cannot be written to is said', () => {
    fs.writeFileSync(join(base, '.pendulum'), '');
    expect(codeOf(() => openSession(folder, header))).toEqual(['IO', 4]);
  });
});

describe('names of files', () => {
  test.each([
    ['bulk-north', /^bulk-north$/],
    ['r07', /^r07$/],
    ['con', /^con-[0-9a-f]{6}$/],
    ['../../etc', /^etc-[0-9a-f]{6}$/],
    ['Ünal', /^unal-[0-9a-f]{6}$/],
    ['', /^[0-9a-f]{6}$/],
    ['漢字', /^[0-9a-f]{6}$/],
    ['x'.repeat(300), /^x{60}-[0-9a-f]{6}$/],
    ['a.', /^a-[0-9a-f]{6}$/],
  ])('%s', (text, pattern) => {
    expect(fileName(text)).toMatch(pattern);
  });
});
