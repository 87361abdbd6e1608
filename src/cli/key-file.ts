import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pseudonym, type PseudonymOf } from '../answers/pseudonym.ts';
import { problem } from '../problem.ts';
import { visible } from '../text/visible.ts';
import { ioStop, step, syncFolder, writeFully } from './io.ts';
import { shownPath } from './paths.ts';
import { exitCode, Stop, type World } from './world.ts';

const keyBytes = 32;

/** What groups and others may do with a file. */
const others = 0o077;

/** Windows keeps no such bits; who reads there is decided by folders. */
const hasModes = process.platform !== 'win32';

/** A path without links, as far as it is there. */
function realPlace(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPlace(above), basename(path));
  }
}

/** Whether a path is a folder or lies below it, whatever links lead there. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(realPlace(folder), realPlace(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The key of pseudonyms. It is never shown, and not even held as text. */
export interface Key {
  readonly pseudonymOf: PseudonymOf;
  /** Writes the key if it is a new one; whether it was. */
  readonly keep: () => boolean;
}

const hashes =
  (key: KeyObject): PseudonymOf =>
  (id) =>
    pseudonym(createHmac('sha256', key).update(id).digest());

/** Creates the file of a new key, readable by its owner alone; a file that is there stays. */
function create(path: string, name: string, bytes: Uint8Array): void {
  const descriptor = step('create', name, () => fs.openSync(path, 'wx', 0o600));
  try {
    step('write', name, () => {
      writeFully(descriptor, bytes);
      fs.fsyncSync(descriptor);
    });
  } catch (error) {
    // Half a key would be refused for ever.
    fs.rmSync(path, { force: true });
    throw error;
  } finally {
    fs.closeSync(descriptor);
  }
  step('make durable', name, () => syncFolder(dirname(path)));
}

const refused = (name: string, why: string, hint: string): Stop =>
  new Stop(exitCode.usage, [problem('KEY_FILE', null, visible(name), why, hint)]);

const notKey = (name: string): Stop =>
  refused(
    name,
    `is no key: a key is ${keyBytes} bytes`,
    'name the file that "pendulum pseudonymise" made, or one that is not there yet',
  );

function readKey(path: string, name: string): Uint8Array {
  const descriptor = step('read', name, () =>
    fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK),
  );
  try {
    const found = step('read', name, () => fs.fstatSync(descriptor));
    if (!found.isFile() || found.size !== keyBytes) throw notKey(name);
    if (hasModes && (found.mode & others) !== 0) {
      throw refused(name, 'can be read by others', `take that away: chmod 600 ${visible(name)}`);
    }
    const bytes = Buffer.alloc(keyBytes);
    const count = step('read', name, () => fs.readSync(descriptor, bytes, 0, keyBytes, 0));
    if (count !== keyBytes) throw notKey(name);
    return bytes;
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * The key in a file, or a new one where there is no such file yet.
 * @param folders what may be handed on; a key does not lie there
 */
export function openKey(given: string, folders: readonly string[], world: World): Key {
  const path = resolve(world.cwd, given);
  const folder = folders.find((each) => isWithin(path, each));
  if (folder !== undefined) {
    const why = `would travel along: it lies in ${visible(shownPath(folder, world))}`;
    throw refused(given, why, 'keep it in a folder from which nothing is handed on');
  }
  const found = step('read', given, () => fs.lstatSync(path, { throwIfNoEntry: false }));
  if (found !== undefined) {
    return { pseudonymOf: hashes(createSecretKey(readKey(path, given))), keep: () => false };
  }
  if (!fs.existsSync(dirname(path))) throw ioStop('create', given, { code: 'ENOENT' });
  const bytes = randomBytes(keyBytes);
  return {
    pseudonymOf: hashes(createSecretKey(bytes)),
    keep: () => {
      create(path, given, bytes);
      return true;
    },
  };
}
