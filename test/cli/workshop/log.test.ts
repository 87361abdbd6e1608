import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Vote } from '../../../src/answers/workshop.ts';
import { makePrivateFolder } from '../../../src/cli/log-file.ts';
import { findWorkshop, openWorkshop } from '../../../src/cli/workshop/log.ts';
import type { WorkshopLog } from '../../../src/cli/workshop/room.ts';
import { given, header, place, stopOf, vote } from './places.ts';

let folder: string;
beforeEach(() => {
  folder = join(place(), 'sessions');
});
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const open = () => openWorkshop(folder, header).log;
/** Opens, does something, closes. */
function visit<T>(what: (log: WorkshopLog) => T): T {
  const log = open();
  try {
    return what(log);
  } finally {
    log.close();
  }
}
const pathOf = () => visit(({ path }) => path);
const files = () => fs.readdirSync(folder).toSorted();
const votesThere = () => visit((log) => log.votes());

/** A hand of cards: one vote a seat. */
const hand = (question: string, ...answers: readonly string[]): readonly Vote[] =>
  answers.map((answer, seat) => vote(seat, given(question, answer)));

describe('the log of a workshop', () => {
  test('is a private file with its key beside it', () => {
    const path = pathOf();
    expect(files()).toEqual([
      '.gitignore',
      expect.stringMatching(/^every-kind-bulk-2026-q4-[0-9a-f]{8}\.workshop$/),
      expect.stringMatching(/\.workshop\.key$/),
    ]);
    for (const file of [path, `${path}.key`]) expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    expect(fs.statSync(`${path}.key`).size).toBe(32);
  });

  test('goes on where it was left', () => {
    expect(findWorkshop(folder, header)).toBe(null);
    visit((log) => {
      log.vote(hand('a', '1', '2', '3'));
      log.finish(1, 2, 1);
      log.keepCodes(['r03', 'r01', 'r02']);
    });
    expect(findWorkshop(folder, header)).toEqual(header);
    visit((log) => {
      expect(log.votes()).toEqual(hand('a', '1', '2', '3'));
      expect(log.progress().voted[1]).toEqual(new Set([2]));
      expect(log.codes()).toEqual(['r03', 'r01', 'r02']);
      log.vote(hand('b', '4', '5', '6'));
      expect(log.votes()).toEqual([...hand('a', '1', '2', '3'), ...hand('b', '4', '5', '6')]);
    });
    expect(votesThere()).toHaveLength(6);
  });

  test('keeps who sits in it, whoever is said to sit there now', () => {
    pathOf();
    const { log } = openWorkshop(folder, { ...header, seats: [null], way: 'cards', minGroup: 9 });
    expect(log.header).toEqual(header);
    log.close();
  });

  test.each([
    [{ unit: 'care' }],
    [{ round: null }],
    [{ round: '2027-q1' }],
    [{ scorecard: 'other@1.0.0' }],
  ])('is another one for %o', (change) => {
    visit((log) => log.vote(hand('a', '1', '2', '3')));
    const { log } = openWorkshop(folder, { ...header, ...change });
    expect(log.votes()).toEqual([]);
    log.close();
  });

  test('is not gone on with under another scorecard, and nothing is touched', () => {
    const path = pathOf();
    const before = fs.readFileSync(path);
    const other = { ...header, scorecard: 'every-kind@2.0.0', fingerprint: 'f2' };
    expect(stopOf(() => openWorkshop(folder, other))).toEqual(['JOURNAL_OTHER', 6]);
    expect(fs.readFileSync(path)).toEqual(before);
    expect(files().filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  test('is locked while it is open, also twice in one process', () => {
    const log = open();
    expect(files().some((name) => name.endsWith('.lock'))).toBe(true);
    log.close();
    log.close();
    expect(files().some((name) => name.endsWith('.lock'))).toBe(false);
  });

  test('is gone with its key and its torn end', () => {
    const path = pathOf();
    fs.appendFileSync(path, '{"seq":1,"sea');
    visit((log) => {
      expect(fs.existsSync(`${path}.torn`)).toBe(true);
      log.destroy();
    });
    expect(files()).toEqual(['.gitignore']);
    expect(findWorkshop(folder, header)).toBe(null);
  });
});

describe('no file shows a vote before the reveal', () => {
  const secret = ['ZEBRAFISH', 'zäher Anlauf', 'respondent-77', 'answered', 'dont-know'];

  /** Every way in which a text can stand in a file. */
  const written = (text: string) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('hex')),
    ...[0, 1, 2].map((shift) => {
      const base64 = Buffer.from(' '.repeat(shift) + text).toString('base64');
      // The letters at the ends hang on what stands beside them.
      return Buffer.from(base64.slice(shift === 0 ? 0 : 4, -4));
    }),
  ];

  const keyedIn: readonly Vote[] = [
    vote(0, given('recall', 'yes', 'ZEBRAFISH')),
    vote(1, given('recall', 'no', 'zäher Anlauf')),
    vote(2, { question: 'recall', state: 'dont-know', answer: null, note: null }),
    vote(0, { question: 'outcomes', state: 'unanswered', answer: null, note: 'ZEBRAFISH' }),
  ];

  test('in no form, in no file of the folder', () => {
    const path = visit((log) => {
      for (const each of keyedIn) log.vote([each]);
      log.vote(hand('outcomes', 'ZEBRAFISH', 'respondent-77', '5'));
      log.keepCodes(['respondent-77', 'r01', 'r02']);
      log.finish(1, 0, 1);
      return log.path;
    });
    fs.writeFileSync(`${path}.torn`, fs.readFileSync(path).subarray(-700));
    for (const name of files()) {
      const bytes = fs.readFileSync(join(folder, name));
      for (const text of secret) {
        for (const form of written(text))
          expect([name, text, bytes.includes(form)]).toEqual([name, text, false]);
      }
      for (const question of ['recall', 'outcomes']) {
        expect([name, bytes.includes(question)]).toEqual([name, false]);
      }
    }
    expect(votesThere()).toHaveLength(7);
  });

  test('all answers that can be keyed in are lines of one length', () => {
    const line = (votes: readonly Vote[]) => {
      fs.rmSync(folder, { recursive: true, force: true });
      return visit((log) => {
        log.vote(votes);
        return fs.readFileSync(log.path, 'utf8').split('\n').at(-2)!.length;
      });
    };
    const id = 'a'.repeat(64);
    const alone = [
      given(id, '1'),
      given(id, 'a-rather-long-code'),
      { question: id, state: 'not-applicable', answer: null, note: null } as const,
      { question: id, state: 'unanswered', answer: null, note: null } as const,
      { ...given(id, ''), answer: { customer: 33, process: 33, other: 34 } },
      given(id, '4', 'short'),
    ].map((entry) => line([vote(0, entry)]));
    expect(new Set(alone).size).toBe(1);
    const none = { question: 'a', state: 'not-applicable', answer: null, note: null } as const;
    const hands = [
      hand('a', '1', '2', '3', '4', '5', '1', '2', '3'),
      Array.from({ length: 8 }, (_, seat) => vote(seat, none)),
      Array.from({ length: 8 }, (_, seat) =>
        vote(seat, { ...given('a', ''), answer: { customer: 100, process: 0, other: 0 } }),
      ),
    ].map(line);
    expect(new Set(hands).size).toBe(1);
  });

  test('the same votes are never the same bytes', () => {
    const once = () => {
      fs.rmSync(folder, { recursive: true, force: true });
      return visit((log) => {
        log.vote(hand('a', '1', '1', '1'));
        return fs.readFileSync(log.path, 'utf8');
      });
    };
    expect(once()).not.toBe(once());
  });
});

test('a seat has as many lines however much it was asked and wrote', () => {
  const linesOf = (answers: number) => {
    folder = place();
    const path = visit((log) => {
      for (let i = 0; i < answers; i++) log.vote([vote(0, given(`q${i}`, '1'))]);
      log.finish(1, 0, 12);
      expect(log.progress().voted[1]).toEqual(new Set([0]));
      return log.path;
    });
    return fs
      .readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.length);
  };
  expect(linesOf(2)).toHaveLength(linesOf(11).length);
  expect(
    fs.readFileSync(
      join(
        folder,
        fs.readdirSync(folder).find((name) => name.endsWith('.workshop'))!,
      ),
      'utf8',
    ),
  ).not.toContain('voted');
});

describe('killed at any moment', () => {
  test('at every byte of the log: what was acknowledged is there, a hand of cards whole or not', () => {
    const acknowledged: { readonly at: number; readonly votes: readonly Vote[] }[] = [];
    const path = visit((log) => {
      const note = () =>
        acknowledged.push({ at: fs.statSync(log.path).size, votes: [...log.votes()] });
      note();
      log.vote(hand('a', '1', '2'));
      note();
      log.vote(hand('a', '4', '5'));
      note();
      log.finish(1, 0, 1);
      note();
      return log.path;
    });
    const whole = fs.readFileSync(path);
    // What the disk is asked to keep is the same with and without waiting for it, and this is thousands of times.
    vi.spyOn(fs, 'fsyncSync').mockReturnValue(undefined);
    vi.spyOn(fs, 'fdatasyncSync').mockReturnValue(undefined);
    syncBuiltinESMExports();
    for (let cut = 0; cut <= whole.length; cut++) {
      fs.writeFileSync(path, whole.subarray(0, cut));
      const { log, warnings } = openWorkshop(folder, header);
      const last = acknowledged.findLast(({ at }) => at <= cut);
      const [votes, at] = [last?.votes ?? [], last?.at ?? 0];
      expect(log.votes()).toEqual(votes);
      expect(warnings.map(({ code }) => code)).toEqual(cut > at ? ['JOURNAL_TORN'] : []);
      log.close();
    }
  }, 300_000);

  test('after a cut it goes on, and nothing that is added is lost', () => {
    const path = visit((log) => {
      log.vote(hand('a', '1', '2', '3'));
      return log.path;
    });
    const whole = fs.readFileSync(path);
    for (let cut = 0; cut <= whole.length; cut += 61) {
      fs.writeFileSync(path, whole.subarray(0, cut));
      const before = visit((log) => {
        const votes = [...log.votes()];
        log.vote(hand('b', '4', '5', '6'));
        return votes;
      });
      expect(votesThere()).toEqual([...before, ...hand('b', '4', '5', '6')]);
    }
  });

  test.each([0, 1, 31])('with %i bytes of a new key: nothing was sealed with it', (bytes) => {
    const path = pathOf();
    fs.truncateSync(`${path}.key`, bytes);
    visit((log) => log.vote(hand('a', '1', '2', '3')));
    expect(fs.statSync(`${path}.key`).size).toBe(32);
    expect(fs.statSync(`${path}.key`).mode & 0o777).toBe(0o600);
    expect(votesThere()).toEqual(hand('a', '1', '2', '3'));
  });

  test('with a key and no log: the log may only have been moved, so the key stays', () => {
    const path = visit((log) => {
      log.vote(hand('a', '1', '2', '3'));
      return log.path;
    });
    const [key, moved] = [fs.readFileSync(`${path}.key`), fs.readFileSync(path)];
    fs.rmSync(path);
    visit((log) => log.vote(hand('b', '4', '5', '6')));
    expect(fs.readFileSync(`${path}.key`)).toEqual(key);
    fs.writeFileSync(path, moved);
    expect(votesThere()).toEqual(hand('a', '1', '2', '3'));
  });

  test.each([
    ['missing', (key: string) => fs.rmSync(key)],
    ['cut off', (key: string) => fs.truncateSync(key, 16)],
    ['that of another workshop', (key: string) => fs.writeFileSync(key, Buffer.alloc(32, 7))],
  ])('a key that is %s is said, and nothing is touched', (_, damage) => {
    const path = visit((log) => {
      log.vote(hand('a', '1', '2', '3'));
      return log.path;
    });
    fs.appendFileSync(path, '{"seq":2,"sea');
    const key = fs.readFileSync(`${path}.key`);
    damage(`${path}.key`);
    const before = files().map((name) => [name, fs.readFileSync(join(folder, name), 'latin1')]);
    expect(stopOf(open)).toEqual(['SEAL_KEY', 6]);
    expect(files().map((name) => [name, fs.readFileSync(join(folder, name), 'latin1')])).toEqual(
      before,
    );
    fs.writeFileSync(`${path}.key`, key);
    expect(votesThere()).toEqual(hand('a', '1', '2', '3'));
  });

  test('at any step of its end: a log with its key is left, or nothing that bars the next one', () => {
    for (let stop = 1; stop <= 4; stop++) {
      fs.rmSync(folder, { recursive: true, force: true });
      const log = open();
      log.vote(hand('a', '1', '2', '3'));
      let calls = 0;
      const real = fs.rmSync;
      vi.spyOn(fs, 'rmSync').mockImplementation((...args) => {
        calls += 1;
        if (calls >= stop) throw Object.assign(new Error('killed'), { code: 'EIO' });
        real(...args);
      });
      syncBuiltinESMExports();
      const ended = stopOf(log.destroy);
      vi.restoreAllMocks();
      syncBuiltinESMExports();
      log.close();
      expect(ended).toEqual(stop <= 3 ? ['IO', 4] : ['none', 0]);
      expect(votesThere()).toEqual(stop === 1 ? hand('a', '1', '2', '3') : []);
    }
  });
});

describe('a damaged log', () => {
  test('is refused with its line, and nothing is touched', () => {
    const path = visit((log) => {
      log.vote(hand('a', '1', '2', '3'));
      log.vote(hand('b', '1', '2', '3'));
      return log.path;
    });
    const damaged = fs
      .readFileSync(path, 'utf8')
      .replace('{"seq":1,"sealed":"', '{"seq":1,"sealed":"AA');
    fs.writeFileSync(path, damaged);
    expect(stopOf(open)).toEqual(['JOURNAL_CORRUPT', 6]);
    expect(open).toThrow(/^line 2 /);
    expect(stopOf(() => findWorkshop(folder, header))).toEqual(['JOURNAL_CORRUPT', 6]);
    expect(fs.readFileSync(path, 'utf8')).toBe(damaged);
    expect(files().filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  test('something else under its name is refused', () => {
    const path = pathOf();
    for (const file of [path, `${path}.key`]) {
      fs.rmSync(file);
      fs.symlinkSync('/etc/hostname', file);
      expect(stopOf(open)).toEqual(['IO', 4]);
      fs.rmSync(file);
      pathOf();
    }
  });
});

describe('when the disk is full', () => {
  function failOnce(step: 'writeSync' | 'fdatasyncSync', at: number): void {
    const real = fs[step] as (...args: unknown[]) => unknown;
    let calls = 0;
    vi.spyOn(fs, step).mockImplementation((...args: unknown[]) => {
      calls += 1;
      if (calls !== at) return real(...args);
      if (step === 'writeSync') real(args[0], args[1], args[2], 9);
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    });
    syncBuiltinESMExports();
  }

  test.each(['writeSync', 'fdatasyncSync'] as const)(
    '%s: a hand that was not written is not there, neither here nor in the file',
    (step) => {
      const log = open();
      log.vote(hand('a', '1', '2', '3'));
      failOnce(step, 1);
      expect(stopOf(() => log.vote(hand('b', '1', '2', '3')))).toEqual(['NO_SPACE', 4]);
      expect(log.votes()).toEqual(hand('a', '1', '2', '3'));
      log.vote(hand('b', '4', '5', '6'));
      log.close();
      expect(votesThere()).toEqual([...hand('a', '1', '2', '3'), ...hand('b', '4', '5', '6')]);
    },
  );

  test.each([
    ['key', 1],
    ['header', 2],
  ])('a workshop whose %s cannot be written begins anew', (_, at) => {
    makePrivateFolder(folder);
    failOnce('writeSync', at);
    expect(stopOf(open)).toEqual(['NO_SPACE', 4]);
    expect(files().filter((name) => name.endsWith('.lock'))).toEqual([]);
    visit((log) => log.vote(hand('a', '1', '2', '3')));
    expect(votesThere()).toEqual(hand('a', '1', '2', '3'));
  });
});
