import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { readSource, writeAtomic } from '../../src/cli/io.ts';
import { Stop } from '../../src/cli/world.ts';
import { folderWith } from './command.ts';

/** Calls that change something, counted, so that the n-th of them can be made to fail. */
const faults = vi.hoisted(() => ({
  calls: 0,
  failAt: Number.POSITIVE_INFINITY,
  code: 'ENOSPC',
  mostBytes: Number.POSITIVE_INFINITY,
  /** Answers with fewer bytes than asked for and then says nothing of it, as a full disk may. */
  stump: false,
  order: [] as string[],
}));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const counted =
    <A extends unknown[], R>(name: string, run: (...args: A) => R) =>
    (...args: A): R => {
      faults.calls += 1;
      faults.order.push(name);
      if (faults.calls === faults.failAt) {
        throw Object.assign(new Error(name), { code: faults.code });
      }
      return run(...args);
    };
  const writeSync = (descriptor: number, bytes: Uint8Array, offset: number, length: number) => {
    const some = Math.min(length, faults.mostBytes);
    const written = real.writeSync(descriptor, bytes, offset, some);
    return faults.stump ? length : written;
  };
  return {
    ...real,
    openSync: counted('open', real.openSync),
    writeSync: counted('write', writeSync as typeof real.writeSync),
    fsyncSync: counted('fsync', real.fsyncSync),
    fstatSync: counted('fstat', real.fstatSync as (descriptor: number) => fs.Stats),
    renameSync: counted('rename', real.renameSync),
  };
});

afterEach(() => {
  Object.assign(faults, {
    calls: 0,
    failAt: Number.POSITIVE_INFINITY,
    code: 'ENOSPC',
    mostBytes: Number.POSITIVE_INFINITY,
    stump: false,
    order: [],
  });
});

const old = 'old\n';
const fresh = 'new and a good deal longer than what was there before\n';

function target() {
  const folder = folderWith({ 'out.txt': old });
  const path = join(folder, 'out.txt');
  return { path, files: () => fs.readdirSync(folder), text: () => fs.readFileSync(path, 'utf8') };
}

test('a file is written, synced, looked at, renamed, and its folder synced, in that order', () => {
  const { path, files, text } = target();
  writeAtomic(path, fresh);
  expect(text()).toBe(fresh);
  expect(files()).toEqual(['out.txt']);
  expect(faults.order).toEqual(['open', 'write', 'fsync', 'fstat', 'rename', 'open', 'fsync']);
});

test('short writes are gone on with until every byte is there', () => {
  faults.mostBytes = 7;
  const { path, text } = target();
  writeAtomic(path, fresh);
  expect(text()).toBe(fresh);
  expect(faults.order.filter((name) => name === 'write').length).toBe(Math.ceil(fresh.length / 7));
});

test('a stump that nobody complains about is seen by its size, and the old file stays', () => {
  faults.mostBytes = 7;
  faults.stump = true;
  const { path, files, text } = target();
  expect(() => writeAtomic(path, fresh)).toThrow(Stop);
  expect(text()).toBe(old);
  expect(files()).toEqual(['out.txt']);
});

test.each(['ENOSPC', 'EIO', 'EDQUOT', 'EMFILE'])(
  'when the n-th call fails with %s, the file is the old one or the new one and nothing is left',
  (code) => {
    for (let n = 1; ; n++) {
      Object.assign(faults, { calls: 0, failAt: n, code, order: [] });
      const { path, files, text } = target();
      let stopped: unknown = null;
      try {
        writeAtomic(path, fresh);
      } catch (error) {
        stopped = error;
      }
      faults.failAt = Number.POSITIVE_INFINITY;
      if (stopped === null) {
        expect(n).toBe(8);
        expect(text()).toBe(fresh);
        break;
      }
      expect(stopped).toBeInstanceOf(Stop);
      expect((stopped as Stop).exitCode).toBe(4);
      const expected = ['ENOSPC', 'EDQUOT'].includes(code) ? 'NO_SPACE' : 'IO';
      expect((stopped as Stop).problems.map((found) => found.code)).toEqual([expected]);
      expect(text()).toBe(n <= 5 ? old : fresh);
      expect(files()).toEqual(['out.txt']);
    }
  },
);

test('a folder that cannot be synced is no failure where file systems do not have that', () => {
  Object.assign(faults, { failAt: 7, code: 'EINVAL' });
  const { path, text } = target();
  writeAtomic(path, fresh);
  expect(text()).toBe(fresh);
});

test('a file that grows while it is read is still limited', () => {
  const { path } = target();
  expect(readSource(path, 3).problems.map(({ code }) => code)).toEqual(['INPUT_TOO_LARGE']);
  expect(readSource(path, 4).value?.text).toBe(old);
});
