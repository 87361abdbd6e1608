import * as fc from 'fast-check';

/**
 * The cases of every property are the same in every run, so that no change fails by another's luck;
 * `SEED=7 npm test` looks at others.
 */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) });
