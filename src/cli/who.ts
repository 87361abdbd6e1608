import type { FactsHeader, SheetHeader } from '../answers/journal.ts';
import { problem } from '../problem.ts';
import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import { english } from '../words/english.ts';
import type { Ground, Stage } from './ground.ts';
import { usage } from './usage.ts';
import { findSession } from './session.ts';
import {
  askRest,
  askWhere,
  askWho,
  idRule,
  orNothing,
  respondentRule,
  roundRule,
  type Rule,
} from './setup.ts';
import { exitCode, Stop } from './world.ts';

const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

function refer(what: string, name: string | null | undefined, known: readonly string[]): void {
  if (name === null || name === undefined || name === '' || known.includes(name)) return;
  const found = problem('UNKNOWN_REF', null, what, visible(name), nearest(name, known), known);
  throw new Stop(exitCode.usage, [found]);
}

function follow(option: string, text: string | undefined, rule: Rule): void {
  const fault = text === undefined ? true : rule(text);
  if (fault !== true) throw usage(`--${option} "${visible(text!)}" cannot be used`, fault);
}

/** Refuses names that a sheet could not hold, before anything is asked; in English, as problems are. */
export function checkNames({ options, plan, engagement }: Ground): void {
  follow('unit', options.unit, idRule(english));
  follow('role', options.role, orNothing(idRule(english)));
  follow('market', options.market, orNothing(idRule(english)));
  follow('respondent', options.respondent, respondentRule(english));
  follow('round', options.round, orNothing(roundRule(english)));
  if (engagement !== null) refer('unit', options.unit, idsOf(engagement.units));
  if (engagement?.roles !== undefined) refer('role', options.role, engagement.roles);
  if (engagement?.rounds !== undefined) refer('round', options.round, engagement.rounds);
  refer('market', options.market, idsOf(plan.markets));
}

const orElse = (given: string | undefined, other: string | null) =>
  given === undefined ? other : given === '' ? null : given;

/** What facts are asked for: of a unit, in a round. */
export async function factsHeaderOf(stage: Stage): Promise<FactsHeader> {
  const { options, plan, engagement } = stage;
  const { id, version, fingerprint } = plan.scorecard;
  const where = await askWhere(options, stage);
  if (where.round === null && (engagement?.rounds ?? []).length > 0) {
    throw usage(
      'facts belong to a round',
      `name one with --round: ${engagement!.rounds!.join(', ')}`,
    );
  }
  const nobody = { respondent: null, role: null, market: null };
  return { scorecard: `${id}@${version}`, fingerprint, ...where, ...nobody };
}

/** Who is asked about what. A session that is there already knows the role and the market. */
export async function headerOf(stage: Stage): Promise<SheetHeader> {
  const { options, plan, folder } = stage;
  const { id, version, fingerprint } = plan.scorecard;
  const scorecard = `${id}@${version}`;
  const find = (key: Pick<SheetHeader, 'unit' | 'round' | 'respondent'>) =>
    findSession(folder, { scorecard, ...key }, options);
  const who = await askWho(options, stage, (key) => find(key) !== null);
  const begun = find(who);
  const rest =
    begun === null
      ? await askRest(options, who.unit, stage)
      : {
          role: orElse(options.role, begun.role),
          market: orElse(options.market, begun.market),
        };
  return { scorecard, fingerprint, ...who, ...rest };
}
