#!/usr/bin/env node
import { buildProgram } from './cli/program.ts';
import { report } from './cli/report.ts';
import type { World } from './cli/world.ts';

const world: World = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
};

/** A closed pipe means that the reader has seen enough. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const program = buildProgram(world, (code) => {
  process.exitCode = code;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = await report(error, world, process.argv.includes('--json'));
}
