import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { folderWith } from '../cli/command.ts';

/** A test on a small disk of its own; where mounting is not permitted, it says so. */
export function onSmallDisk(run: (disk: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const disk = folderWith({});
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', disk]);
    if (mounted.status !== 0) {
      process.stderr.write(
        'NOT tested here: full and read-only disks; mounting is not permitted\n',
      );
      return;
    }
    onTestFinished(() => void spawnSync('umount', ['-l', disk]));
    await run(disk);
  };
}

/** Writes until nothing more goes in. */
export function stuff(disk: string): string {
  const filler = join(disk, 'filler');
  for (const size of [4096, 512, 1]) {
    try {
      for (;;) appendFileSync(filler, Buffer.alloc(size, 'x'));
    } catch {
      // Full for pieces of this size.
    }
  }
  return filler;
}
