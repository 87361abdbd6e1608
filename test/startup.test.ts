import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('../', import.meta.url);

/** Module hooks that write the address of everything that is loaded to stderr, one a line. */
const hooks = `
  import { writeSync } from 'node:fs';
  export async function load(url, context, next) {
    if (!url.startsWith('node:')) writeSync(2, 'loaded ' + url + '\\n');
    return next(url, context);
  }`;
const data = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`;
const register = data(
  `import { register } from 'node:module'; register(${JSON.stringify(data(hooks))});`,
);

/** The modules that were put together into a file of the program; or itself, of a package. */
function modulesIn(file: string): readonly string[] {
  if (!file.startsWith('dist/')) return [file];
  const text = readFileSync(new URL(file, root), 'utf8');
  return Array.from(text.matchAll(/^\/\/ ((?:src|node_modules)\/\S+)$/gm), ([, name]) => name!);
}

/** Everything of ours and of packages that a run of the program loads, below the project. */
function loadedBy(args: readonly string[]): readonly string[] {
  const command = ['--no-warnings', '--import', register, 'dist/cli.js', ...args];
  const run = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  expect(run.status).toBe(0);
  return run.stderr
    .split('\n')
    .filter((line) => line.startsWith('loaded file:'))
    .flatMap((line) => modulesIn(line.slice(`loaded ${root.href}`.length)));
}

/** What starting needs: the entry, the declarations of the commands, and commander. */
const light = [
  /^src\/cli\.ts$/,
  /^src\/cli\/(program|failure|world)\.ts$/,
  /^src\/result\/tool\.ts$/,
  /^node_modules\/commander\//,
];
const heavy = (file: string) => !light.some((pattern) => pattern.test(file));

describe('nothing heavy is loaded by', () => {
  test.each([
    ['pendulum --version', ['--version']],
    ['pendulum --help', ['--help']],
    ['pendulum score --help', ['score', '--help']],
  ])('%s', (_, args) => {
    const loaded = loadedBy(args);
    expect(loaded).toContain('src/cli/program.ts');
    expect(loaded.filter(heavy)).toEqual([]);
  });
});

test('a command loads what it needs and no more', () => {
  const loaded = loadedBy(['scorecards']);
  expect(loaded).toContain('src/cli/scorecards.ts');
  const packages = loaded.flatMap((file) => /^node_modules\/([^/]+)/.exec(file)?.[1] ?? []);
  expect(packages).toContain('yaml');
  for (const other of ['chalk', 'inquirer', '@inquirer']) expect(packages).not.toContain(other);
});
