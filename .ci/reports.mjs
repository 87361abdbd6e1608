// Prints the SHA-256 of the shipped example in every format, one a line, for versions to be compared.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { formats } from '../dist/report/formats.js';

const example = 'scorecards/examples/calder-gases';

for (const format of formats.keys()) {
  const args = ['dist/cli.js', 'score', example, '--appendix', '-f', format];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${format}: ${stderr.toString()}`);
  process.stdout.write(`${createHash('sha256').update(stdout).digest('hex')} ${format}\n`);
}
