// Writes large outputs, each filled with one byte, and says when it begins and when it is half-way.
import * as fs from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { openAtomic, writeFully } from '../../dist/cli/io.js';
import { writeTogether } from '../../dist/cli/together.js';

const [way, fill, pieces, ...paths] = process.argv.slice(2);
const piece = Buffer.alloc(65_536, fill);
const count = Number(pieces);
const say = (what) => process.send?.(what);

/** What must not be done: the file is there before it is whole. */
function openStraight(path) {
  const descriptor = fs.openSync(path, 'w');
  return {
    write: (bytes) => writeFully(descriptor, bytes),
    commit: () => fs.closeSync(descriptor),
  };
}

function writeAll(open) {
  say('begun');
  const file = open(paths[0]);
  for (let i = 0; i < count; i++) file.write(piece);
  file.commit();
}

async function writePieces(files, signal) {
  for (let i = 0; i < count && !signal.aborted; i++) {
    for (const file of files) file.write(piece);
    if (i === Math.floor(count / 2)) say('half');
    await turn();
  }
}

/** Does not look up for half a second. */
async function writeBusily(files) {
  say('half');
  const until = Date.now() + 500;
  while (Date.now() < until) for (const file of files) file.write(piece.subarray(0, 1));
}

const together = (run) =>
  writeTogether(
    paths.map((path) => ({ path, name: path })),
    run,
  );
const ways = {
  atomic: () => writeAll(openAtomic),
  straight: () => writeAll(openStraight),
  together: () => together(writePieces),
  busy: () => together(writeBusily),
};

try {
  await ways[way]();
} catch (error) {
  process.exitCode = error.exitCode ?? 70;
  process.stderr.write(`${error.problems?.map(({ code }) => code) ?? error.stack}\n`);
}
if (process.connected) process.disconnect();
