import { once } from 'node:events';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { tableName } from '../answers.ts';
import { usage } from '../usage.ts';
import type { World } from '../world.ts';

/** So much of a file is looked at to tell what it is. */
const peeked = 65_536;

const lines = /\.(ndjson|jsonl)$/i;

function beginningOf(path: string): string {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(peeked);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, peeked, 0)).toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** The first of what is piped in, which stays to be read. */
async function beginningOfPipe({ stdin }: World): Promise<string> {
  if (stdin.isTTY === true) return '';
  if (stdin.readableLength === 0 && !stdin.readableEnded) await once(stdin, 'readable');
  const first = stdin.read() as Buffer | string | null;
  if (first === null) return '';
  stdin.unshift(first);
  return first.toString('utf8').slice(0, peeked);
}

/** Whether a line of NDJSON is a row: a sheet has its answers in a map of their own. */
function isRow(text: string): boolean {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  return line.trimStart().startsWith('{') && !/"answers"\s*:/.test(line);
}

/** Whether a text begins with a header in which one column is the unit. */
function hasHeader(text: string): boolean {
  const [header = ''] = text.split(/\r?\n/);
  return (
    header.split(/[,;\t|]/).some((name) => name.replace(/^[\ufeff"]+|"$/g, '') === 'unit') &&
    /[,;\t|]/.test(header)
  );
}

const isPacked = (text: string): boolean => text.startsWith('\u001f');

async function isTable(input: string, world: World): Promise<boolean> {
  if (input === '-') {
    const text = await beginningOfPipe(world);
    return isPacked(text) || isRow(text) || hasHeader(text);
  }
  if (tableName.test(input)) return true;
  const path = resolve(world.cwd, input);
  const found = statSync(path, { throwIfNoEntry: false });
  // A sheet is a file, and a pipe can be looked at but once.
  if (found?.isFIFO() === true) return true;
  return lines.test(input) && found?.isFile() === true && isRow(beginningOf(path));
}

/** Whether inputs are tables; sheets and tables are not scored together. */
export async function areTables(inputs: readonly string[], world: World): Promise<boolean> {
  const found = [];
  for (const input of inputs) found.push(await isTable(input, world));
  if (found.every(Boolean)) return true;
  if (found.some(Boolean)) {
    throw usage('some of these are tables, and some are not', 'score tables by themselves');
  }
  return false;
}
