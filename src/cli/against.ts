import { existsSync } from 'node:fs';
import { scorecardOf } from '../answers/sheet.ts';
import { isFor } from '../plan/is-for.ts';
import { editOf } from '../compare/edit.ts';
import type { Round } from '../compare/rounds.ts';
import { compile } from '../plan/compile.ts';
import type { Plan } from '../plan/types.ts';
import { problem } from '../problem.ts';
import { renderEdit } from '../report/comparison/edit.ts';
import { check, type CheckOptions } from './check.ts';
import { answersFolder, findEngagement } from './load.ts';
import { renderProblems } from './problems.ts';
import { loadScorecard, scorecardFiles } from './scorecard.ts';
import { usage } from './usage.ts';
import { gatherParts, readRounds, type LoadedRounds, type Parts } from './versions.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface AgainstOptions extends CheckOptions {
  readonly answers?: readonly string[];
  readonly minGroup?: number;
}

function planOf(name: string, world: World): Plan {
  const { value, problems } = loadScorecard(name, world);
  if (value === null) throw new Stop(exitCode.invalid, problems);
  return compile(value.scorecard.value, value.library);
}

/** Sheets of other scorecards may stand in an engagement too; they are not what the edit is about. */
const ofThese = (found: Parts, plans: readonly Plan[]): Parts => ({
  ...found,
  parts: found.parts.map((part) => ({
    ...part,
    sources: part.sources.filter((source) => {
      const said = scorecardOf(source) ?? '';
      return plans.some((plan) => isFor(plan, said));
    }),
  })),
});

/** The answers named, or those of the engagement around here; null where there are none. */
async function answersFor(
  plans: readonly Plan[],
  asked: readonly string[] | undefined,
  world: World,
): Promise<LoadedRounds | null> {
  const paths = asked ?? answersHere(world);
  if (paths.length === 0) return null;
  const parts = await gatherParts(paths, world);
  return readRounds(asked === undefined ? ofThese(parts, plans) : parts, plans);
}

/** The folder of the engagement around here, where it has answers. */
function answersHere(world: World): readonly string[] {
  const found = findEngagement(world.cwd, world);
  return found === null || !existsSync(answersFolder(found)) ? [] : [found.folder];
}

/** Every file that is read beside the scorecard that is checked. */
async function readBeside(
  against: string,
  asked: readonly string[] | undefined,
  world: World,
): Promise<readonly string[]> {
  const paths = asked ?? answersHere(world);
  const parts = paths.length === 0 ? [] : (await gatherParts(paths, world)).parts;
  return [...scorecardFiles(against, world, world.cwd), ...parts.flatMap(({ files }) => files)];
}

const latest = (rounds: readonly Round[]): Round | null =>
  rounds.findLast(({ name }) => name !== null) ?? rounds.at(-1) ?? null;

/** Checks a scorecard, and says what it does to answers that were given for an earlier version. */
export async function checkAgainst(
  names: readonly string[],
  against: string,
  options: AgainstOptions,
  world: World,
): Promise<ExitCode> {
  const [name, ...others] = names;
  if (others.length > 0) {
    throw usage('--against takes one scorecard to check', 'check the others by themselves');
  }
  if (options.format.includes('sarif')) {
    throw usage(
      'what an edit does is told in words',
      'write the problems to a file: -f sarif=FILE',
    );
  }
  const isWritten = options.format.some((each) => each.includes('='));
  const beside = isWritten ? await readBeside(against, options.answers, world) : [];
  const checked = check([name!], options, world, beside);
  if (checked === exitCode.invalid) return checked;
  const [before, after] = [planOf(against, world), planOf(name!, world)];
  if (before.scorecard.id !== after.scorecard.id) {
    const why = `${before.scorecard.id} and ${after.scorecard.id} are different scorecards`;
    throw new Stop(exitCode.usage, [problem('NOT_COMPARABLE', null, why)]);
  }
  // Answers that fit both were given for the earlier one.
  const loaded = await answersFor([after, before], options.answers, world);
  const around = {
    engagement: loaded?.engagement ?? null,
    market: null,
    minGroup: options.minGroup ?? null,
  };
  const round = loaded === null ? null : latest(loaded.rounds);
  world.stderr.write(renderProblems(loaded?.problems ?? [], options.json ?? false));
  world.stdout.write(renderEdit(editOf(against, before, after, round, around)));
  return checked;
}
