import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { Asking, digits, folderFor } from './asking.ts';
import { traced } from './strace.ts';

/** One system call that succeeded, as strace writes it with -y. */
interface Call {
  readonly name: string;
  /** The file behind its descriptor, or nothing. */
  readonly on: string;
  /** The paths it names. */
  readonly paths: readonly string[];
  readonly rest: string;
}

const parsed = (log: string): readonly Call[] =>
  log.split('\n').flatMap((line) => {
    const [, name, rest] = /^(\w+)\((.*)$/.exec(line) ?? [];
    if (name === undefined || rest === undefined || / = -1 /.test(rest)) return [];
    const on = /^\d+<([^>]*)>/.exec(rest)?.[1] ?? '';
    const paths = [...rest.matchAll(/"([^"]*)"/g)].map(([, path]) => path!);
    return [{ name, on, paths, rest }];
  });

/** What is on disk for certain, as far as the calls so far tell, and what was done too early. */
class Disk {
  readonly found: string[] = [];
  readonly #unsynced = new Set<string>();
  readonly #names = new Set<string>();
  #written = 0;
  #synced = 0;
  #sheets = 0;

  readonly #done: Readonly<Record<string, (call: Call) => void>> = {
    openat: ({ paths: [made = ''], rest }) => {
      // A temporary file may be gone after a power cut; what it becomes may not.
      if (rest.includes('O_EXCL') && !made.endsWith('.tmp')) this.#names.add(dirname(made));
    },
    mkdir: ({ paths: [made = ''] }) => this.#names.add(dirname(made)),
    write: (call) => {
      if (call.on.startsWith('/dev/')) this.#shown(call.rest);
      else this.#unsynced.add(call.on);
      if (call.on.endsWith('.ndjson')) this.#written += 1;
    },
    fsync: ({ on }) => {
      this.#unsynced.delete(on);
      this.#names.delete(on);
      if (on.endsWith('.ndjson')) this.#synced = this.#written;
    },
    fdatasync: (call) => this.#done['fsync']!(call),
    rename: ({ paths: [from = '', to = ''] }) => {
      if (this.#unsynced.has(from)) this.found.push('a file is put in place before it is synced');
      if (this.#synced < this.#written) {
        this.found.push('the sheet is there before the journal knows of it');
      }
      this.#names.add(dirname(to));
      this.#sheets += 1;
    },
  };

  /** What a person is told must be true after a power cut. */
  #shown(text: string): void {
    const counts = [...text.matchAll(/(\d+) of \d+ answered/g)].map(([, n]) => Number(n));
    const isEnd = text.includes('Answers written');
    // The first line of a journal is its header.
    const early = counts.filter((count) => count > this.#synced - 1);
    for (const n of early) this.found.push(`${n} shown, ${this.#synced} lines synced`);
    if (isEnd && this.#sheets === 0) this.found.push('a sheet is said to be there and is not');
    if (counts.length > 0 || isEnd) {
      for (const folder of this.#names) this.found.push(`${folder} is not synced`);
    }
  }

  take(call: Call): void {
    this.#done[call.name]?.(call);
  }
}

/**
 * What in a log of calls a power cut could turn into a loss: an answer on the screen before it is
 * synced, a file in place before its bytes are, a name that its folder does not have for certain.
 */
function disorder(log: readonly Call[]): readonly string[] {
  const disk = new Disk();
  for (const call of log) disk.take(call);
  return disk.found;
}

test(
  'what is shown as saved is on disk before it is shown',
  { timeout: 300_000 },
  traced('the order of calls', async () => {
    const folder = folderFor(20);
    const traced = 'write,fdatasync,fsync,openat,rename,mkdir';
    const under = `strace -qq -y -s 9999 -o strace.log -e trace=${traced}`;
    const asking = new Asking(folder, { under });
    await asking.shows(/of \d+ answered/);
    asking.type(`${digits(0, 20)}f`);
    await asking.shows('Show the pendulum now?');
    asking.type('n\r');
    expect(await asking.ended).toBe(0);

    const log = parsed(readFileSync(join(folder, 'strace.log'), 'utf8'));
    const count = (name: string, path: RegExp) =>
      log.filter((each) => each.name === name && path.test(each.on)).length;
    expect([count('write', /\.ndjson$/), count('fdatasync', /\.ndjson$/)]).toEqual([22, 22]);
    expect(disorder(log)).toEqual([]);

    // Each sync that is left out must be missed, or the above says nothing.
    const without = (name: string, path: RegExp) =>
      disorder(log.filter((each) => !(each.name === name && path.test(each.on))));
    expect(without('fdatasync', /\.ndjson$/)[0]).toBe('0 shown, 0 lines synced');
    expect(without('fsync', /\.tmp$/)).toEqual(['a file is put in place before it is synced']);
    expect(without('fsync', /sessions$/)[0]).toContain('/.pendulum/sessions is not synced');
    expect(without('fsync', /\.pendulum$/)[0]).toContain('/.pendulum is not synced');
    expect(without('fsync', /answers$/)[0]).toContain('/answers is not synced');
    expect(without('fsync', /answers\/q4$/)[0]).toContain('/answers/q4 is not synced');
    expect(without('rename', /^/)).toEqual(['a sheet is said to be there and is not']);
    const last = log.findLastIndex(
      ({ name, on }) => name === 'fdatasync' && on.endsWith('.ndjson'),
    );
    expect(disorder(log.toSpliced(last, 1))).toContain(
      'the sheet is there before the journal knows of it',
    );
  }),
);
