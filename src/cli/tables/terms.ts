import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { checkEngagement, readFacts, type Engagement } from '../../answers/engagement.ts';
import type { Facts } from '../../answers/units.ts';
import { isError, problem, type Problem } from '../../problem.ts';
import type { Plan } from '../../plan/types.ts';
import { commonEngagement } from '../answers.ts';
import { refuseUrl } from '../database.ts';
import { step } from '../io.ts';
import { engagementName, loadPlan, type FoundEngagement, type ScorecardName } from '../load.ts';
import { shownPath } from '../paths.ts';
import { exitCode, Stop, type World } from '../world.ts';

/** What tables are read by: their scorecard, and the engagement that they lie in. */
export interface Ground {
  readonly plan: Plan;
  readonly scorecard: ScorecardName;
  readonly found: FoundEngagement | null;
  readonly engagement: Engagement | null;
  readonly facts: Facts;
  /** The tables' paths in full; `-` stays. */
  readonly paths: readonly string[];
  /** Every file: the tables and the engagement. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Finds what belongs to tables before a row of them is read. */
export async function groundOf(
  inputs: readonly string[],
  asked: string | null,
  world: World,
): Promise<Ground> {
  // Rows leave nothing behind, so what is short-lived needs no more room than there is at the start.
  setFlagsFromString('--semi-space-growth-factor=1');
  inputs.forEach(refuseUrl);
  const paths = [
    ...new Set(inputs.map((each) => (each === '-' ? each : resolve(world.cwd, each)))),
  ];
  const named = paths.filter((path) => path !== '-');
  for (const path of named) {
    step('read', shownPath(path, world), () => statSync(path));
  }
  const found = commonEngagement(named, world);
  const scorecard =
    asked !== null
      ? { name: asked, base: world.cwd }
      : found === null
        ? null
        : { name: found.located.value.scorecard, base: found.folder };
  if (scorecard === null) throw new Stop(exitCode.invalid, [problem('NO_SCORECARD', null)]);
  const plan = await loadPlan(scorecard.name, world, scorecard.base);
  const { facts, problems: ofFacts } =
    found === null ? { facts: new Map(), problems: [] } : readFacts(plan, found.located);
  const problems = [...(found === null ? [] : checkEngagement(plan, found.located)), ...ofFacts];
  if (problems.some(isError)) throw new Stop(exitCode.invalid, problems);
  const own = found === null ? [] : [join(found.folder, engagementName)];
  const engagement = found?.located.value ?? null;
  return { plan, scorecard, found, engagement, facts, paths, files: [...named, ...own], problems };
}
