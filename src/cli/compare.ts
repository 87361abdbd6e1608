import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareRounds } from '../compare/compare.ts';
import type { NamedRound, Round } from '../compare/rounds.ts';
import type { Plan } from '../plan/types.ts';
import { problem } from '../problem.ts';
import { nearest } from '../text/nearest.ts';
import { scorecardFor } from './answers.ts';
import { findEngagement, loadPlan, type ScorecardName } from './load.ts';
import { namesOf } from './names.ts';
import { checkOutputs, outputsOf } from './outputs.ts';
import { renderProblems } from './problems.ts';
import { comparisonFormatNames, writeComparison } from './comparisons.ts';
import { refer } from './result.ts';
import { scorecardPath } from './paths.ts';
import type { LookOptions } from './terminal.ts';
import { usage } from './usage.ts';
import { gatherParts, readRounds, type Parts } from './versions.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface CompareOptions extends LookOptions {
  readonly format: readonly string[];
  readonly scorecard: readonly string[];
  readonly market?: string;
  readonly unit?: string;
  readonly minGroup?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** What is there already is answers; any other word is the name of a round. */
function sorted(given: readonly string[], { cwd }: World) {
  const isPath = (each: string) => existsSync(resolve(cwd, each));
  return { paths: given.filter(isPath), names: given.filter((each) => !isPath(each)) };
}

/** The answers of the engagement around here, where no path says which. */
function pathsHere(names: readonly string[], world: World): readonly string[] {
  const found = findEngagement(world.cwd, world);
  if (found !== null) return [found.folder];
  const hint = 'name answers as well: pendulum compare answers/ 2026-q2 2026-q4';
  throw usage(`there are no answers called "${names[0]}", and no engagement here`, hint);
}

/** The scorecards asked for, then the one that the answers themselves belong to. */
function scorecardsFor({ engagement, parts }: Parts, asked: readonly string[], world: World) {
  const named = asked.map((name): ScorecardName => ({ name, base: world.cwd }));
  if (engagement === null && named.length > 0) return named;
  const all = { ...parts[0]!, engagement, sources: parts.flatMap(({ sources }) => sources) };
  return [...named, scorecardFor(all, null, world)];
}

interface Version {
  readonly name: ScorecardName;
  readonly plan: Plan;
}

/** Each scorecard once; different ones cannot be compared, nor can versions of one name. */
async function versionsOf(
  named: readonly ScorecardName[],
  world: World,
): Promise<readonly Version[]> {
  const versions = new Map<string, Version>();
  for (const name of named) {
    const plan = await loadPlan(name.name, world, name.base);
    const path = scorecardPath(name.name, name.base);
    // The last one is the one that is in force, wherever else it was named.
    versions.delete(path);
    versions.set(path, { name, plan });
  }
  const found = [...versions.values()];
  const cards = found.map(({ plan }) => plan.scorecard);
  if (new Set(cards.map(({ id }) => id)).size > 1) {
    const ids = [...new Set(cards.map(({ id }) => id))].join(' and ');
    throw new Stop(exitCode.usage, [
      problem('NOT_COMPARABLE', null, `${ids} are different scorecards`),
    ]);
  }
  const twice = cards.find((card, i) => cards.findIndex((c) => c.version === card.version) < i);
  if (twice !== undefined) {
    const hint = 'answers are told apart by it; give the later one a version of its own';
    throw usage(`two of the scorecards call themselves ${twice.id}@${twice.version}`, hint);
  }
  return found;
}

/** The rounds asked for in the order asked for, or all. */
function chosen(all: readonly Round[], names: readonly string[]): readonly NamedRound[] {
  const rounds = all.filter((round): round is NamedRound => round.name !== null);
  const known = rounds.map(({ name }) => name);
  const there = known.length === 0 ? 'the answers name no rounds' : `rounds: ${known.join(', ')}`;
  const wanted = names.map((name) => {
    const found = rounds.find((round) => round.name === name);
    if (found !== undefined) return found;
    const guess = nearest(name, known);
    const hint = guess === null ? there : `did you mean "${guess}"? ${there}`;
    throw usage(`there are no answers of round "${name}"`, hint);
  });
  const found = names.length === 0 ? rounds : wanted;
  if (new Set(found).size > 1 && new Set(found).size === found.length) return found;
  throw usage('a comparison takes at least two different rounds', there);
}

/** Compares rounds of answers and writes the reports. */
export async function compare(
  given: readonly string[],
  options: CompareOptions,
  world: World,
): Promise<ExitCode> {
  const outputs = outputsOf(options.format, comparisonFormatNames, world);
  const { paths, names } = sorted(given, world);
  const parts = await gatherParts(paths.length > 0 ? paths : pathsHere(names, world), world);
  const versions = await versionsOf(scorecardsFor(parts, options.scorecard, world), world);
  const plans = versions.map(({ plan }) => plan);
  const { market = null, minGroup = null } = options;
  const markets = plans.flatMap((plan) => plan.markets.map(({ id }) => id));
  refer('market', options.market, [...new Set(markets)]);
  const loaded = readRounds(parts, plans);
  const rounds = chosen(loaded.rounds, names);
  const read = { files: loaded.files, scorecard: versions.at(-1)!.name };
  for (const { name } of versions) {
    await checkOutputs(outputs, { ...read, scorecard: name }, options.force ?? false, world);
  }
  const own = { ...read, isPiped: false, problems: loaded.problems, engagement: parts.engagement };
  const around = { engagement: loaded.engagement, market, minGroup };
  const comparison = compareRounds(rounds, around, namesOf(own, world).problems);
  if (comparison.core.questions === 0) {
    throw new Stop(exitCode.invalid, [
      problem('NOT_COMPARABLE', null, 'the rounds share no question that is scored alike'),
    ]);
  }
  refer('unit', options.unit, [...comparison.units.map(({ id }) => id), 'all']);
  world.stderr.write(renderProblems(loaded.problems, options.json ?? false));
  await writeComparison(comparison, outputs, options, world);
  return exitCode.done;
}
