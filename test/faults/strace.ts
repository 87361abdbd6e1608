import { spawnSync } from 'node:child_process';

/** Whether strace is here and may change what a system call answers. */
function canInject(): boolean {
  const probe = ['-o', '/dev/null', '-e', 'inject=chdir:error=EIO', 'sh', '-c', 'cd / || exit 9'];
  return spawnSync('strace', probe).status === 9;
}

const hasStrace = canInject();

/** A test that needs strace; where it is missing or not permitted, it says what was not tested. */
export function traced<A extends unknown[]>(
  what: string,
  run: (...args: A) => Promise<void> | void,
): (...args: A) => Promise<void> {
  return async (...args) => {
    if (hasStrace) await run(...args);
    else {
      process.stderr.write(
        `NOT tested here: ${what}. It needs strace and the right to use it (apt-get install strace; ptrace)\n`,
      );
    }
  };
}
