import { basename, extname, resolve, sep } from 'node:path';
import { carrySheet } from '../answers/carry.ts';
import { checkSheets } from '../answers/collect.ts';
import { checkEngagement, readFacts, type Engagement } from '../answers/engagement.ts';
import type { Facts } from '../answers/units.ts';
import { readSheet, scorecardOf } from '../answers/sheet.ts';
import { isFor } from '../plan/is-for.ts';
import type { Sheet } from '../answers/types.ts';
import type { Round } from '../compare/rounds.ts';
import type { Plan } from '../plan/types.ts';
import { isError, type Problem } from '../problem.ts';
import { roundsOf } from '../score/rounds.ts';
import type { Source } from '../source/source.ts';
import { commonEngagement, gather, type Gathered } from './answers.ts';
import type { FoundEngagement } from './load.ts';
import { endOf, Stop, type World } from './world.ts';

/** Answers that were read but not understood, by the path they were given as. */
export interface Parts {
  readonly engagement: FoundEngagement | null;
  readonly parts: readonly (Gathered & { readonly path: string })[];
}

/** Reads everything below some paths, which belong to one engagement or to none. */
export async function gatherParts(paths: readonly string[], world: World): Promise<Parts> {
  const all = [...new Set(paths.map((path) => resolve(world.cwd, path)))];
  const engagement = commonEngagement(all, world);
  const parts = [];
  for (const path of all) parts.push({ ...(await gather([path], world)), path });
  return { engagement, parts };
}

/** The scorecard that a source says it is for; the last of those it may be for. */
function planFor(plans: readonly Plan[], source: Source): Plan {
  if (plans.length === 1) return plans[0]!;
  const said = scorecardOf(source) ?? '';
  return plans.filter((plan) => isFor(plan, said)).at(-1) ?? plans.at(-1)!;
}

/** A sheet with the plan it was read by. */
interface OwnSheet {
  readonly plan: Plan;
  readonly sheet: Sheet;
}

/** The paths without the folders that all of them begin with. */
function apart(paths: readonly string[]): readonly string[] {
  const split = paths.map((path) => path.split(sep));
  const from = split[0]!.findIndex((part, i) => split.some((other) => other[i] !== part));
  return split.map((path) => path.slice(from).join('/'));
}

/** What rounds are called whose sheets name none: by the files, as short as tells them apart. */
function roundNames(paths: readonly string[]): readonly (string | null)[] {
  if (paths.length < 2) return paths.map(() => null);
  const names = paths.map((path) => basename(path, extname(path)));
  return new Set(names).size === names.length ? names : apart(paths);
}

/** Every round found, in its order; answers that name none stand last. */
export interface LoadedRounds {
  readonly rounds: readonly Round[];
  readonly engagement: Engagement | null;
  /** Every file of answers and the engagement. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

function factsFor(
  plan: Plan,
  name: string | null,
  found: FoundEngagement | null,
): { readonly facts: Facts; readonly problems: readonly Problem[] } {
  return found === null
    ? { facts: new Map(), problems: [] }
    : readFacts(plan, found.located, [name ?? '']);
}

/** A round read by the latest of the plans it was answered with, however many there were. */
function roundOf(
  name: string | null,
  own: readonly OwnSheet[],
  plans: readonly Plan[],
  found: FoundEngagement | null,
): { readonly round: Round; readonly problems: readonly Problem[] } {
  const used = plans.filter((plan) => own.some((each) => each.plan === plan));
  const plan = used.at(-1)!;
  const sheets = own.map((each) => carrySheet(each.plan, plan, each.sheet).sheet);
  const { facts, problems } = factsFor(plan, name, found);
  const checked = checkSheets(plan, sheets, found?.located.value ?? null, facts);
  return { round: { name, plan, plans: used, sheets, facts }, problems: [...problems, ...checked] };
}

/**
 * Understands the answers by the scorecards they name; stops on any error. Answers that fit several
 * plans are read by the last of them.
 */
export function readRounds(
  { engagement: found, parts }: Parts,
  plans: readonly Plan[],
): LoadedRounds {
  const names = roundNames(parts.map(({ path }) => path));
  const read = parts.flatMap(({ sources }, i) =>
    sources.map((source) => {
      const plan = planFor(plans, source);
      const { value, problems } = readSheet(plan, source);
      const sheet = value === null ? null : { ...value, round: value.round ?? names[i]! };
      return { plan, sheet, problems, isNamed: value?.round !== null };
    }),
  );
  const sheets = read.flatMap(({ plan, sheet, isNamed }) =>
    sheet === null ? [] : [{ plan, sheet, isNamed }],
  );
  const engagement = found?.located.value ?? null;
  const named = sheets.filter(({ isNamed }) => isNamed).map(({ sheet }) => sheet);
  const unnamed = sheets.filter(({ isNamed }) => !isNamed).map(({ sheet }) => sheet.round);
  const order = [...new Set([...roundsOf(named, engagement), ...unnamed])];
  const rounds = order.map((name) =>
    roundOf(
      name,
      sheets.filter(({ sheet }) => sheet.round === name),
      plans,
      found,
    ),
  );
  const problems = [
    ...parts.flatMap((part) => part.problems),
    ...(found === null ? [] : checkEngagement(plans.at(-1)!, found.located)),
    ...read.flatMap((each) => each.problems),
    ...rounds.flatMap((each) => each.problems),
  ];
  if (problems.some(isError)) throw new Stop(endOf(problems), problems);
  const files = [...new Set(parts.flatMap((part) => part.files))];
  return { rounds: rounds.map(({ round }) => round), engagement, files, problems };
}
