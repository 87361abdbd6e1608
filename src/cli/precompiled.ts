import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '../plan/types.ts';
import { shippedFolder } from './paths.ts';

const folder = fileURLToPath(new URL('../plans/', import.meta.url));

interface Stored {
  /** Hash of the YAML it was compiled from. */
  readonly sources: string;
  readonly plan: Plan;
}

/** Hash of a shipped scorecard and its library as they are now. */
function sourcesOf(name: string): string {
  const hash = createHash('sha256');
  for (const file of [`${name}.yaml`, 'practices.yaml']) {
    hash.update(readFileSync(join(shippedFolder, file))).update('\0');
  }
  return hash.digest('hex');
}

/**
 * The plan of a shipped scorecard as the build stored it, or null when its YAML was edited since.
 * Reading YAML is most of the start-up of a command, so plans that cannot differ are not compiled
 * again.
 */
export function precompiled(name: string): Plan | null {
  const path = join(folder, `${name}.json`);
  if (!existsSync(path)) return null;
  const stored = JSON.parse(readFileSync(path, 'utf8')) as Stored;
  return stored.sources === sourcesOf(name) ? stored.plan : null;
}

/** Stores the plan of a shipped scorecard for `precompiled`. */
export function storePlan(name: string, plan: Plan): void {
  mkdirSync(folder, { recursive: true });
  const stored: Stored = { sources: sourcesOf(name), plan };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(stored));
}
