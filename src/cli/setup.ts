import type { Writable } from 'node:stream';
import { mixOf, type Engagement } from '../answers/engagement.ts';
import type { Plan } from '../plan/types.ts';
import { idPattern } from '../source/scalars.ts';
import { visible } from '../text/visible.ts';
import type { World } from './world.ts';

/** Who answers for what, as far as the command line says it. */
export interface Who {
  readonly unit?: string | undefined;
  readonly round?: string | undefined;
  readonly respondent?: string | undefined;
  readonly role?: string | undefined;
  readonly market?: string | undefined;
}

/** Asks one thing after the other with the stock prompts; imported only when something is missing. */
export interface Asker {
  readonly text: (message: string, check: (text: string) => true | string) => Promise<string>;
  readonly choose: (message: string, choices: readonly Choice[]) => Promise<string>;
  readonly confirm: (message: string) => Promise<boolean>;
}

interface Choice {
  readonly name: string;
  readonly value: string;
}

/** The only door to `inquirer`. */
export async function stockPrompts(
  world: World,
  output: Writable,
  signal: AbortSignal,
): Promise<Asker> {
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule({
    input: world.stdin as NodeJS.ReadStream,
    output,
    signal,
  });
  const ask = async <T>(question: object): Promise<T> => {
    const { value } = (await prompt([{ ...question, name: 'value' } as never])) as { value: T };
    return value;
  };
  return {
    text: (message, check) =>
      ask({ type: 'input', message, validate: (text: string) => check(text.trim()) }).then((text) =>
        String(text).trim(),
      ),
    choose: (message, choices) =>
      ask({ type: 'select', message, choices, pageSize: 12, loop: false }),
    confirm: (message) => ask({ type: 'confirm', message, default: true }),
  };
}

/** Problems with a name, in words; the same rules as for a name in a sheet. */
export const idRule = (text: string): true | string =>
  idPattern.test(text) || 'a letter a-z, then a-z, 0-9, - and _; at most 64';
const nameRule =
  (longest: number) =>
  (text: string): true | string =>
    text === ''
      ? 'please give one'
      : /\p{Cc}/u.test(text)
        ? 'no control characters'
        : text.length <= longest || `at most ${longest} characters`;
const orNothing =
  (rule: (text: string) => true | string) =>
  (text: string): true | string =>
    text === '' || rule(text);

export const respondentRule = nameRule(64);
export const roundRule = nameRule(40);

const none: Choice = { name: 'none of these', value: '' };

function askUnit(asker: Asker, engagement: Engagement | null): Promise<string> {
  if (engagement === null) return asker.text('Business unit (an id such as bulk-north):', idRule);
  // People work in a unit; a group of units is asked about only when --unit names it.
  const groups = new Set(engagement.units.map(({ parent }) => parent));
  const units = engagement.units.filter(({ id }) => !groups.has(id));
  const choices = units.map(({ id, title }) => ({ name: visible(title), value: id }));
  return asker.choose('Business unit:', choices);
}

function askRound(asker: Asker, engagement: Engagement | null): Promise<string> {
  const rounds = engagement?.rounds ?? [];
  if (rounds.length === 0) {
    return asker.text('Survey round, such as 2026-q4 (Enter for none):', orNothing(roundRule));
  }
  const latestFirst = rounds.toReversed().map((name) => ({ name: visible(name), value: name }));
  return asker.choose('Survey round:', [...latestFirst, none]);
}

function askRole(asker: Asker, engagement: Engagement | null): Promise<string> {
  const roles = engagement?.roles ?? [];
  if (roles.length === 0) return asker.text('Your role (Enter for none):', orNothing(idRule));
  return asker.choose('Your role:', [...roles.map((id) => ({ name: id, value: id })), none]);
}

/** A market is asked for only where the scorecard has some and the engagement does not say. */
function needsMarket(plan: Plan, engagement: Engagement | null, unit: string): boolean {
  const known = engagement?.units.find(({ id }) => id === unit);
  return plan.markets.length > 0 && (known === undefined || mixOf(known).size === 0);
}

function askMarket(asker: Asker, plan: Plan): Promise<string> {
  const choices = plan.markets.map(({ id, title }) => ({ name: visible(title), value: id }));
  return asker.choose('End market the unit serves most:', [...choices, none]);
}

type Required = {
  readonly unit: string;
  readonly round: string | null;
  readonly respondent: string;
};
const orNull = (text: string) => (text === '' ? null : text);

/**
 * What makes a session one; what is missing is asked. A round is not asked for when there is a
 * session without one to go on with.
 */
export async function askWho(
  who: Who,
  engagement: Engagement | null,
  asker: () => Promise<Asker>,
  hasSession: (key: Required) => boolean,
): Promise<Required> {
  const { unit: givenUnit, respondent: givenRespondent } = who;
  const isKnown =
    givenUnit !== undefined &&
    givenRespondent !== undefined &&
    hasSession({ unit: givenUnit, round: null, respondent: givenRespondent });
  const unit = givenUnit ?? (await askUnit(await asker(), engagement));
  const round = who.round ?? (isKnown ? '' : await askRound(await asker(), engagement));
  const respondent =
    givenRespondent ??
    (await (await asker()).text('Respondent, a name or a code such as r07:', respondentRule));
  return { unit, round: orNull(round), respondent };
}

/** Role and market of a new session. */
export async function askRest(
  who: Who,
  unit: string,
  plan: Plan,
  engagement: Engagement | null,
  asker: () => Promise<Asker>,
): Promise<{ readonly role: string | null; readonly market: string | null }> {
  const role = who.role ?? orNull(await askRole(await asker(), engagement));
  const isNeeded = who.market === undefined && needsMarket(plan, engagement, unit);
  const market = who.market ?? (isNeeded ? orNull(await askMarket(await asker(), plan)) : null);
  return { role, market };
}
