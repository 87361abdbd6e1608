// Start-up time as a ratio to bare Node, which is all that can be compared between machines.
// Printed, never asserted.  node test/bench/start.mjs [runs]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const runs = Math.max(9, Number(process.argv[2] ?? 15));
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'pendulum-bench-'));
const sheet = join(folder, 'r01.yaml');

const print = (line) => process.stdout.write(`${line}\n`);

function milliseconds(args) {
  const before = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder });
  const after = performance.now();
  if (status !== 0)
    throw new Error(`node ${args.join(' ')} ended with ${status}: ${String(stderr)}`);
  return after - before;
}

const cases = [
  ['node -e 0', ['-e', '0']],
  ['pendulum --version', [cli, '--version']],
  ['pendulum score (one sheet)', [cli, 'score', sheet]],
];

try {
  const template = spawnSync(process.execPath, [cli, 'template', 'quick-scan'], {
    encoding: 'utf8',
  });
  writeFileSync(sheet, template.stdout.replaceAll(/^ {2}([\w-]+):$/gm, '  $1: 3'));
  const times = new Map(cases.map(([name]) => [name, []]));
  // One round through all of them to warm the disk, then alternating, so that noise falls on all.
  for (let run = -1; run < runs; run++) {
    for (const [name, args] of cases) {
      const time = milliseconds(args);
      if (run >= 0) times.get(name).push(time);
    }
  }
  const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
  const bare = median(times.get(cases[0][0]));
  print(`median of ${runs} alternating runs, Node ${process.versions.node}\n`);
  print(`${''.padEnd(28)}${'ms'.padStart(8)}${'ratio'.padStart(8)}`);
  for (const [name, list] of times) {
    const middle = median(list);
    const [ms, ratio] = [middle.toFixed(1), (middle / bare).toFixed(2)];
    print(`${name.padEnd(28)}${ms.padStart(8)}${ratio.padStart(8)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
