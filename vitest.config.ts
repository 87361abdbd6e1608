import { defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/node';

/** Where CI is set, a test that is skipped is a test that failed. */
const noSkips: Reporter = {
  onTestRunEnd(modules) {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    for (const { module, fullName } of skipped) {
      process.stderr.write(`skipped in CI: ${module.relativeModuleId} > ${fullName}\n`);
    }
    if (skipped.length > 0) process.exitCode = 1;
  },
};

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Most of a test's time is a process of its own, so that no core is kept back for the main one.
    maxWorkers: '100%',
    testTimeout: 180_000,
    setupFiles: ['test/properties.ts'],
    env: { TZ: 'UTC' },
    reporters: process.env['CI'] ? ['default', noSkips] : ['default'],
  },
});
