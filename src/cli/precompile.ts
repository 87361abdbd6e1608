/** Run by the build: compiles the shipped scorecards once, for `precompiled.ts`; writes the manual. */
import { writeFileSync } from 'node:fs';
import { manPage } from './man.ts';
import { shippedNames } from './paths.ts';
import { storePlan } from './precompiled.ts';
import { buildProgram } from './program.ts';
import { compileScorecard } from './scorecard.ts';

const world = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
};

for (const name of shippedNames()) storePlan(name, compileScorecard(name, world, world.cwd));

writeFileSync(
  new URL('../pendulum.1', import.meta.url),
  manPage(buildProgram(world, () => undefined)),
);
