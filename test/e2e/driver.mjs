// Runs `ask` by itself: node test/e2e/driver.mjs SCORECARD [--unit U --round R --respondent P ...]
import { ask } from '../../dist/cli/ask.js';
import { report } from '../../dist/cli/report.js';

const [scorecard, ...rest] = process.argv.slice(2);
const options = {};
for (let i = 0; i < rest.length; i += 2) options[rest[i].slice(2)] = rest[i + 1];
const world = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
};
const show = (path) => {
  process.stdout.write(`the pendulum of ${path}\n`);
  return Promise.resolve(0);
};
try {
  process.exitCode = await ask(scorecard, { ...options, show }, world);
} catch (error) {
  process.exitCode = await report(error, world, false);
}
