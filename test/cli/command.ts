import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { failure } from '../../src/cli/failure.ts';
import type { World } from '../../src/cli/world.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: World['env'];
  /** Width of stdout as a terminal; a pipe when absent. */
  readonly columns?: number;
}

function sink(columns?: number) {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString('utf8'));
      done();
    },
  });
  const terminal = { isTTY: true, columns, getColorDepth: () => 24 };
  return {
    stream: columns === undefined ? stream : Object.assign(stream, terminal),
    text: () => chunks.join(''),
  };
}

/** Runs the program in this process with streams of its own. */
export async function command(args: readonly string[], around: Surroundings = {}): Promise<Ran> {
  const [stdout, stderr] = [sink(around.columns), sink()];
  const world: World = {
    stdin: Readable.from(around.stdin === undefined ? [] : [Buffer.from(around.stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: around.env ?? {},
    cwd: around.cwd ?? process.cwd(),
  };
  let code = 0;
  const program = buildProgram(world, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    code = await failure(error, world, args.includes('--json'));
  }
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** A new folder with these files, for the time of the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pendulum-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
