/** Run by the build: compiles the shipped scorecards once, for `precompiled.ts`. */
import { shippedNames } from './paths.ts';
import { storePlan } from './precompiled.ts';
import { compileScorecard } from './scorecard.ts';

const world = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
};

for (const name of shippedNames()) storePlan(name, compileScorecard(name, world, world.cwd));
