import * as fs from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { commitAll, openAtomic, readSource, writeAtomic } from '../../src/cli/io.ts';
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

const bytes = (text: string) => Buffer.from(text);

describe('a file that is written piece by piece', () => {
  test('is there when it is committed, whatever the writes are cut into', () => {
    faults.mostBytes = 5;
    const { path, files, text } = target();
    const file = openAtomic(path);
    file.write(bytes('one, '));
    file.write(bytes(''));
    file.write(bytes('and two\n'));
    expect(text()).toBe(old);
    expect(file.commit()).toBe(true);
    expect(text()).toBe('one, and two\n');
    expect(files()).toEqual(['out.txt']);
  });

  test('keeps the permissions of the one before', () => {
    const { path } = target();
    fs.chmodSync(path, 0o640);
    openAtomic(path).commit();
    expect(fs.statSync(path).mode & 0o777).toBe(0o640);
  });

  test('leaves everything as it was when it is abandoned, more than once and after the end', () => {
    const { path, files, text } = target();
    const file = openAtomic(path);
    file.write(bytes(fresh));
    expect(files()).toHaveLength(2);
    file.abandon();
    file.abandon();
    expect([files(), text()]).toEqual([['out.txt'], old]);
    const done = openAtomic(path);
    done.commit();
    done.abandon();
    expect([files(), text()]).toEqual([['out.txt'], '']);
  });

  test('takes nothing after its end: its descriptor may be another file by then', () => {
    const { path, text } = target();
    const file = openAtomic(path);
    file.commit();
    const abandoned = openAtomic(path);
    abandoned.abandon();
    for (const each of [file, abandoned]) {
      expect(() => each.write(bytes('late'))).toThrow('after its end');
      expect(() => each.commit()).toThrow('after its end');
    }
    expect(text()).toBe('');
  });

  test('is gone when the n-th call fails, for every n', () => {
    for (let n = 1; ; n++) {
      Object.assign(faults, { calls: 0, failAt: n });
      const { path, files, text } = target();
      let hasFailed = false;
      try {
        const file = openAtomic(path);
        file.write(bytes('one'));
        file.write(bytes('two'));
        file.commit();
      } catch {
        hasFailed = true;
      }
      faults.failAt = Number.POSITIVE_INFINITY;
      expect(files()).toEqual(['out.txt']);
      expect(text()).toBe(hasFailed && n <= 6 ? old : 'onetwo');
      if (!hasFailed) break;
    }
  });
});

describe('two files of one run', () => {
  const pair = () => {
    const folder = folderWith({ 'a.csv': old, 'b.csv': old });
    const opened = ['a.csv', 'b.csv'].map((name) => openAtomic(join(folder, name)));
    opened.forEach((file, i) => file.write(bytes(`new ${i}`)));
    const texts = () =>
      fs.readdirSync(folder).map((name) => fs.readFileSync(join(folder, name), 'utf8'));
    return { opened, texts };
  };

  test('are put in their places after both are complete', () => {
    const { opened, texts } = pair();
    faults.order = [];
    expect(commitAll(opened)).toBe(true);
    expect(texts()).toEqual(['new 0', 'new 1']);
    expect(faults.order.filter((name) => ['fsync', 'rename'].includes(name)).slice(0, 3)).toEqual([
      'fsync',
      'fsync',
      'rename',
    ]);
  });

  test('neither is in its place when one cannot be completed', () => {
    // Of each an fsync and an fstat, then a rename.
    for (let n = 1; n <= 5; n++) {
      const { opened, texts } = pair();
      Object.assign(faults, { calls: 0, failAt: n });
      expect(() => commitAll(opened)).toThrow(Stop);
      faults.failAt = Number.POSITIVE_INFINITY;
      expect(texts()).toEqual([old, old]);
    }
  });
});

describe('what an earlier run left beside the file', () => {
  /** The id of a process that is no more. */
  const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

  /** The name a new file gets, as another process would have made it. */
  function leftBy(path: string, pid: number): string {
    const file = openAtomic(path);
    const [own] = fs.readdirSync(join(path, '..')).filter((name) => name.endsWith('.tmp'));
    file.abandon();
    const left = own!.replace(`.${process.pid}.`, `.${pid}.`);
    fs.writeFileSync(join(path, '..', left), 'half');
    return left;
  }

  test('is removed when its process is no more, or had our own id', () => {
    const { path, files } = target();
    leftBy(path, deadPid());
    leftBy(path, process.pid);
    writeAtomic(path, fresh);
    expect(files()).toEqual(['out.txt']);
  });

  test('stays when its process is there, when it is of another file, machine or kind', () => {
    const { path, files } = target();
    const dead = deadPid();
    const living = leftBy(path, process.ppid);
    const others = [
      leftBy(path.replace('out', 'other'), dead),
      leftBy(path, process.ppid).replace(/(?<=out\.txt\.)[0-9a-f]{8}/, '00000000'),
      `.out.txt.${dead}.tmp`,
      'out.txt.tmp',
    ];
    for (const name of others) fs.writeFileSync(join(path, '..', name), '');
    writeAtomic(path, fresh);
    for (const name of [living, ...others]) expect(files()).toContain(name);
  });

  test('stays when we have it open ourselves', () => {
    const { path, text } = target();
    const [first, second] = [openAtomic(path), openAtomic(path)];
    first.write(bytes('first'));
    second.write(bytes('second'));
    second.commit();
    expect(text()).toBe('second');
    first.commit();
    expect(text()).toBe('first');
  });
});

test('what is taken back is not there, and what is written instead is', () => {
  const folder = folderWith({ 'a.txt': 'before' });
  const file = openAtomic(join(folder, 'a.txt'));
  file.write(Buffer.from('a long first text'));
  file.restart();
  file.write(Buffer.from('second'));
  file.restart();
  file.write(Buffer.from('the '));
  file.write(Buffer.from('third'));
  expect(fs.readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('before');
  file.commit();
  expect(fs.readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('the third');
  expect(fs.readdirSync(folder)).toEqual(['a.txt']);
});
