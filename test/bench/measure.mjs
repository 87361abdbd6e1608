// Runs a command and says what it took, its children and theirs included.
//
// cpu: the shell's own `times`, which counts user and system time of all that was waited for.
// peak: every 20 ms the kernel is asked for the largest resident size so far (VmHWM in /proc) of the
// command and of everything it has started, and the sum of those that are alive is kept. Pages that
// two processes share count twice, and what grows in the last 20 ms is missed. Null without /proc.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';

const everyMs = 20;

/** What `bash` says in milliseconds, `sh` may say in hundredths of a second. */
const shell = spawnSync('bash', ['-c', 'true']).status === 0 ? 'bash' : 'sh';
const script = '"$@" 3>&-; status=$?; times >&3; exit $status';

function fileOf(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      fileOf(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean),
    );
  } catch {
    return [];
  }
}

/** The largest resident size so far of each process of a tree, in bytes, added up. */
const residentBytes = (pid) =>
  Number(/VmHWM:\s*(\d+)/.exec(fileOf(`/proc/${pid}/status`))?.[1] ?? 0) * 1024 + below(pid);
const below = (pid) => childrenOf(pid).reduce((sum, child) => sum + residentBytes(child), 0);

/** Seconds of the second line of `times`: what the children took, user and system. */
const secondsIn = (times) =>
  [...(times.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.,]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds.replace(',', '.')),
    0,
  );

/** All that a stream says. */
function textOf(stream) {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  return () => text;
}

/**
 * Runs a command with its stdout in a file. Seconds and bytes; a command that fails does not throw.
 * @returns {Promise<{status: number, stderr: string, wall: number, cpu: number, peak: number | null}>}
 */
export async function measure(command, cwd, stdout) {
  const out = openSync(stdout, 'w');
  const before = performance.now();
  const stdio = ['ignore', out, 'pipe', 'pipe'];
  const child = spawn(shell, ['-c', script, shell, ...command], { cwd, stdio });
  closeSync(out);
  let peak = 0;
  const sampling = setInterval(() => (peak = Math.max(peak, below(child.pid))), everyMs);
  let after = before;
  child.once('exit', () => (after = performance.now()));
  const [stderr, times] = [child.stdio[2], child.stdio[3]].map(textOf);
  const [status, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (...end) => resolve(end));
  }).finally(() => clearInterval(sampling));
  const wall = (after - before) / 1000;
  const cpu = secondsIn(times());
  return {
    status: status ?? `signal ${signal}`,
    stderr: stderr(),
    wall,
    cpu,
    peak: peak === 0 ? null : peak,
  };
}
