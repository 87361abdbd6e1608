import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Around {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Another than the one built here. */
  readonly program?: string;
}

const built = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** Runs the built program as a user would; a signal, or half a minute of silence, is an error. */
export function run(
  args: readonly string[],
  { input = '', env = {}, cwd, program = built }: Around = {},
): Run {
  const ended = spawnSync(process.execPath, [program, ...args], {
    input,
    env: { PATH: process.env['PATH'], TZ: 'UTC', ...env },
    ...(cwd === undefined ? {} : { cwd }),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 180_000,
  });
  if (ended.error !== undefined) throw ended.error;
  if (ended.status === null) throw new Error(`ended by ${ended.signal}`);
  return { code: ended.status, stdout: ended.stdout, stderr: ended.stderr };
}
