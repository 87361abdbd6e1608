import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const cwd = fileURLToPath(new URL('../../', import.meta.url));
const shell = (script: string) =>
  spawnSync('bash', ['-c', `set -o pipefail; ${script}`], { cwd, encoding: 'utf8' });
const example = 'node dist/cli.js score scorecards/examples/calder-gases';

test('the built program scores the shipped example', () => {
  const ran = shell(`${example} -u most`);
  expect(ran.status).toBe(0);
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toContain('Hydrogen stations, South');
});

test('a reader that has seen enough is no failure', () => {
  const ran = shell(`${example} | head -1`);
  expect([ran.status, ran.stderr]).toEqual([0, '']);
});

test.runIf(existsSync('/dev/full'))('an output that cannot be written is one', () => {
  const ran = shell('node dist/cli.js scorecards > /dev/full');
  expect(ran.status).toBe(4);
  expect(ran.stderr).toContain('error NO_SPACE: no space left while writing the output');
  expect(ran.stderr).toContain('help: what is there is not whole');
  const json = shell('node dist/cli.js scorecards quick-scan --json > /dev/full');
  expect([json.status, JSON.parse(json.stderr)]).toMatchObject([4, { code: 'NO_SPACE' }]);
});

test('too few open files are a failure of the system, and not of a gate', () => {
  const few = 'n=16; until (ulimit -n $n; node dist/cli.js --version); do n=$((n + 1)); done';
  const gate = 'node dist/cli.js gate scorecards/examples/calder-gases';
  const ran = shell(`${few} > /dev/null 2>&1; ulimit -n $n; ${gate}`);
  expect([ran.status, ran.stdout]).toEqual([4, '']);
  expect(ran.stderr).toMatch(/^error IO: cannot go on: EMFILE.*\n$/);
});

test('ask without a terminal ends with 2 before the first prompt, naming the other way', () => {
  const ran = shell('node dist/cli.js ask quick-scan < /dev/null');
  expect(ran.status).toBe(2);
  expect(ran.stdout).toBe('');
  expect(ran.stderr).toContain('NEEDS_TTY');
  expect(ran.stderr).toContain('pendulum score');
  expect(ran.stderr).not.toMatch(/\u001b/);
});

test('a signal ends it with 128 and the number of the signal', () => {
  const ran = shell(
    'node dist/cli.js score - -s quick-scan < <(sleep 9) & sleep 1; kill -TERM $!; wait $!; exit $?',
  );
  expect(ran.status).toBe(143);
});

test('the same bytes in another time zone, locale and folder', () => {
  const first = shell(`${example} -f json`);
  const second = shell(
    `cd / && TZ=Asia/Tokyo LC_ALL=C HOME=/nowhere node "$OLDPWD/dist/cli.js" score "$OLDPWD/scorecards/examples/calder-gases" -f json`,
  );
  expect(second.stderr).toBe('');
  expect(second.stdout).toBe(first.stdout);
});
