import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readEngagement, type Engagement } from '../answers/engagement.ts';
import type { Plan } from '../plan/types.ts';
import { isError } from '../problem.ts';
import type { Located } from '../source/document.ts';
import { isShipped, readShown } from './paths.ts';
import { precompiled } from './precompiled.ts';
import { exitCode, Stop, type World } from './world.ts';

/** The file that makes a folder an engagement. */
export const engagementName = 'pendulum.yaml';

/** The register of actions, which stands beside it. */
export const actionsName = 'actions.yaml';

/** The plan of a scorecard by shipped name or path; stops with its problems when it has errors. */
export async function loadPlan(
  name: string,
  world: World,
  base: string = world.cwd,
): Promise<Plan> {
  const ready = isShipped(name) ? precompiled(name) : null;
  if (ready !== null) return ready;
  const { compileScorecard } = await import('./scorecard.ts');
  return compileScorecard(name, world, base);
}

/** A scorecard by shipped name, or by path from a folder. */
export interface ScorecardName {
  readonly name: string;
  readonly base: string;
}

/** An engagement with its folder. */
export interface FoundEngagement {
  readonly folder: string;
  readonly located: Located<Engagement>;
}

/** The engagement file in a folder or the nearest one above it, or null. */
function engagementPath(from: string): string | null {
  const path = join(from, engagementName);
  if (existsSync(path)) return path;
  const above = dirname(from);
  return above === from ? null : engagementPath(above);
}

/** Finds and reads the engagement that a path belongs to. */
export function findEngagement(from: string, world: World): FoundEngagement | null {
  const isFolder = existsSync(from) && statSync(from).isDirectory();
  const path = engagementPath(isFolder ? from : dirname(from));
  return path === null ? null : engagementAt(path, world);
}

/** Reads an engagement file; stops with its problems when it has errors. */
export function engagementAt(path: string, world: World): FoundEngagement {
  const source = readShown(path, world);
  const read = source.value === null ? null : readEngagement(source.value);
  const problems = [...source.problems, ...(read?.problems ?? [])];
  if (read === null || read.value === null) throw new Stop(exitCode.invalid, problems);
  if (problems.some(isError)) throw new Stop(exitCode.invalid, problems);
  return { folder: dirname(path), located: read.value };
}

/** Where an engagement keeps its answers. */
export const answersFolder = ({ folder, located }: FoundEngagement): string =>
  resolve(folder, located.value.answers ?? 'answers');

/** Where answers are kept: in the engagement's folder of them, or in `answers` here. */
export const answersOf = (found: FoundEngagement | null, { cwd }: World): string =>
  found === null ? join(cwd, 'answers') : answersFolder(found);
