#!/usr/bin/env node
import { buildProgram } from './cli/program.ts';
import { failure, outputFailure } from './cli/failure.ts';
import { exitCode, type World } from './cli/world.ts';

const world: World = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
};

const isJson = process.argv.includes('--json');

/**
 * A closed pipe means that the reader has seen enough. A terminal that vanished is a hang-up, and
 * anything else, such as a full disk behind `>`, must not look like success.
 */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.once('exit', () => {
      process.exitCode = error.code === 'EIO' ? 129 : exitCode.io;
    });
    if (stream === process.stdout) void outputFailure(error, world, isJson);
  });
}

const program = buildProgram(world, (code) => {
  process.exitCode = code;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = await failure(error, world, isJson);
}
