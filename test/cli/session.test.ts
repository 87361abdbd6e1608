import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  checksum,
  decodeJournal,
  encodeEvent,
  type JournalEvent,
  type JournalHeader,
} from '../../src/answers/journal.ts';
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

  const begun = (...answers: readonly string[]) => {
    const session = openSession(folder, header);
    answers.forEach((answer, i) => session.append(given(`q${i + 1}`, answer)));
    session.close();
    return fs.readFileSync(path());
  };
  const second = () => path().replace('.ndjson', '.2.ndjson');
  const salvage = { salvage: true };

  test('is salvaged into a new file, which is the session from then on', () => {
    const whole = begun('4', '1', '5').toString();
    const damaged = whole.replace('"answer":"1"', '"answer":"2"');
    fs.writeFileSync(path(), damaged);
    expect(codeOf(() => openSession(folder, header))).toEqual(['JOURNAL_CORRUPT', 6]);
    expect(codeOf(() => findSession(folder, header))).toEqual(['JOURNAL_CORRUPT', 6]);
    expect(findSession(folder, header, salvage)).toEqual(header);
    const rescued = openSession(folder, header, salvage);
    expect(rescued.events).toEqual([given('q1', '4'), given('q3', '5')]);
    expect(rescued.warnings.map(({ code }) => code)).toEqual(['JOURNAL_SALVAGED']);
    expect(rescued.warnings[0]!.message).toContain('line 3 could not be kept');
    rescued.append(given('q2', '1'));
    rescued.close();
    const again = openSession(folder, header);
    expect([again.path, again.events.length]).toEqual([second(), 3]);
    expect(fs.statSync(second()).mode & 0o777).toBe(0o600);
    again.close();
    expect(fs.readFileSync(path(), 'utf8')).toBe(damaged);
  });

  test('without its header is salvaged as that of who is asked', () => {
    const whole = begun('4').toString();
    fs.writeFileSync(path(), whole.replace('bulk-north', 'bulk-morth'));
    expect(findSession(folder, header, salvage)).toBeNull();
    const rescued = openSession(folder, header, salvage);
    expect([rescued.header, rescued.events]).toEqual([header, [given('q1', '4')]]);
    rescued.close();
    expect(findSession(folder, header)).toEqual(header);
  });

  test('is salvaged again when the salvaged one is damaged too', () => {
    fs.writeFileSync(path(), begun('4', '1').toString().replace('"4"', '"5"'));
    openSession(folder, header, salvage).close();
    fs.writeFileSync(second(), fs.readFileSync(second(), 'utf8').replace('crc', 'crd'));
    expect(codeOf(() => openSession(folder, header))).toEqual(['JOURNAL_CORRUPT', 6]);
    const rescued = openSession(folder, header, salvage);
    expect([rescued.path.slice(-9), rescued.events]).toEqual(['.3.ndjson', [given('q2', '1')]]);
    rescued.close();
  });

  test('there is nothing to salvage of a sound one, and nothing is said', () => {
    begun('4');
    const session = openSession(folder, header, salvage);
    expect([session.path, session.warnings, session.events.length]).toEqual([path(), [], 1]);
    session.close();
  });

  test('of a later version is read by nobody but that version', () => {
    begun('4');
    const body = '{"pendulum":"journal/2"';
    const later = `${body},"crc":"${checksum(Buffer.from(body))}"}\n`;
    fs.writeFileSync(path(), later);
    for (const rescue of [{}, salvage]) {
      expect(codeOf(() => openSession(folder, header, rescue))).toEqual(['JOURNAL_VERSION', 3]);
    }
    expect(fs.readFileSync(path(), 'utf8')).toBe(later);
    expect(fs.readdirSync(folder)).toHaveLength(2);
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
    fs.lutimesSync(lockPath(), 0, 86_400);
    expect(() => openSession(folder, header)).toThrow(
      `process ${other.pid} on ${hostname()}, since 1970-01-02 00:00:00 UTC`,
    );
    expect(codeOf(() => openSession(folder, header, { stealLock: true }))).toEqual(['LOCKED', 5]);
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

  test('that was being taken over by one that died is taken over, and nothing is left', () => {
    const dead = { pid: 2 ** 22 + 1, host: hostname(), boot: boot() };
    leave({ ...dead, id: '1' });
    const digest = createHash('sha256').update(fs.readlinkSync(lockPath())).digest('hex');
    fs.symlinkSync(JSON.stringify({ ...dead, id: '2' }), `${lockPath()}.${digest.slice(0, 16)}`);
    const session = openSession(folder, header);
    expect(fs.readdirSync(folder).filter((name) => name.includes('lock'))).toHaveLength(1);
    session.close();
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
    const hint = (run: () => unknown) => {
      try {
        return run();
      } catch (error) {
        return (error as Stop).problems[0]!.hint;
      }
    };
    expect(hint(() => openSession(folder, header))).toContain('--steal-lock');
    openSession(folder, header, { stealLock: true }).close();
    openSession(folder, header).close();
  });

  test('taken from us is not ours to open, and what the other writes is not cut', () => {
    const session = openSession(folder, header);
    session.append(given('a', '1'));
    fs.rmSync(lockPath());
    leave({ pid: 1, host: 'elsewhere', boot: '' });
    fs.appendFileSync(path(), encodeEvent(2, given('b', '2')));
    expect(codeOf(() => session.append(given('c', '3')))).toEqual(['IO', 4]);
    session.close();
    expect(kept()).toEqual([given('a', '1'), given('b', '2')]);
    expect(fs.readlinkSync(lockPath())).toContain('elsewhere');
  });

  test('that no file system gives is said, and the session goes on', () => {
    vi.spyOn(fs, 'symlinkSync').mockImplementation(() => {
      throw Object.assign(new Error('none'), { code: 'ENOSYS' });
    });
    const open = fs.openSync;
    vi.spyOn(fs, 'openSync').mockImplementation((path, ...rest) => {
      if (String(path).endsWith('.lock')) throw Object.assign(new Error(), { code: 'ENOTSUP' });
      return open(path, ...rest);
    });
    syncBuiltinESMExports();
    const session = openSession(folder, header);
    session.append(given('a', '1'));
    expect(session.warnings.map(({ code }) => code)).toEqual(['NOT_LOCKED']);
    session.close();
    expect(kept()).toEqual([given('a', '1')]);
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

  test.each(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'])(
    'a file system that cannot be told to write now (%s) is said once, and it goes on',
    (code) => {
      for (const step of ['fdatasyncSync', 'fsyncSync'] as const) {
        fs.rmSync(folder, { recursive: true, force: true });
        vi.spyOn(fs, step).mockImplementation(() => {
          throw Object.assign(new Error(code), { code });
        });
        syncBuiltinESMExports();
        const session = openSession(folder, header);
        session.append(given('a', '1'));
        session.append(given('b', '2'));
        expect(session.warnings.map((found) => found.code)).toEqual(['NOT_DURABLE']);
        session.close();
        expect(kept()).toHaveLength(2);
        vi.restoreAllMocks();
        syncBuiltinESMExports();
      }
    },
  );

  test('a write that says more than it did is seen and done again', () => {
    const session = openSession(folder, header);
    const real = fs.writeSync as (...args: unknown[]) => number;
    vi.spyOn(fs, 'writeSync').mockImplementationOnce((...args: unknown[]) => {
      const [descriptor, bytes, from, length] = args as [number, Uint8Array, number, number];
      real(descriptor, bytes, from, 5);
      return length;
    });
    syncBuiltinESMExports();
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

describe('another folder', () => {
  const other = () => join(base, 'stick', 'sessions');
  const full = () => {
    throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
  const begun = () => {
    const session = openSession(folder, header);
    session.append(given('a', '1'));
    session.append(given('a', '2'));
    return session;
  };

  test('gets all there is and what follows, and the same command finds it', () => {
    const session = begun();
    session.move(other());
    session.append(given('b', '3'));
    expect(session.path).toBe(sessionPath(other(), header));
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
    session.close();
    expect(kept()).toHaveLength(2);
    expect(findSession(folder, header)).toEqual(header);
    for (const from of [folder, other()]) {
      const again = openSession(from, header);
      expect(again.path).toBe(session.path);
      expect(again.events).toEqual([given('a', '1'), given('a', '2'), given('b', '3')]);
      again.close();
    }
    expect(fs.readdirSync(other()).toSorted()[0]).toBe('.gitignore');
    expect(fs.readdirSync(other())).toHaveLength(2);
  });

  test.each(['writeSync', 'fsyncSync', 'renameSync'] as const)(
    'that fails (%s) is left as it was, and the session is where it was',
    (step) => {
      fs.mkdirSync(other(), { recursive: true });
      const session = begun();
      vi.spyOn(fs, step).mockImplementation(full);
      syncBuiltinESMExports();
      expect(codeOf(() => session.move(other()))).toEqual(['NO_SPACE', 4]);
      vi.restoreAllMocks();
      syncBuiltinESMExports();
      expect(fs.readdirSync(other())).toEqual([]);
      session.append(given('b', '3'));
      session.close();
      expect(session.path).toBe(path());
      expect(kept()).toHaveLength(3);
    },
  );

  test('that has such a session already is not written over', () => {
    const there = openSession(other(), header);
    there.append(given('x', '5'));
    there.close();
    const session = begun();
    const before = fs.readFileSync(there.path);
    expect(codeOf(() => session.move(other()))).toEqual(['OUTPUT_EXISTS', 2]);
    expect(fs.readFileSync(there.path)).toEqual(before);
    session.close();
    expect(kept()).toHaveLength(2);
  });

  test('that was there before stays as it is: no .gitignore in a folder of others', () => {
    fs.mkdirSync(other(), { recursive: true });
    const session = begun();
    session.move(other());
    session.close();
    expect(fs.readdirSync(other())).toHaveLength(1);
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
