import { marketsOf, type Engagement } from '../answers/engagement.ts';
import { asciiSigns } from '../interview/line.ts';
import type { Plan } from '../plan/types.ts';
import { idPattern, reservedIds } from '../source/scalars.ts';
import { visible } from '../text/visible.ts';
import type { Words } from '../words/words.ts';
import type { Screen } from './screen.ts';
import type { World } from './world.ts';

/** Who answers for what, as far as the command line says it. */
export interface Who {
  readonly unit?: string | undefined;
  readonly round?: string | undefined;
  readonly respondent?: string | undefined;
  readonly role?: string | undefined;
  readonly market?: string | undefined;
}

/** Asks one thing after the other: with prompts on a screen, or in `--plain` line by line. */
export interface Asker {
  readonly text: (message: string, check: Rule) => Promise<string>;
  readonly choose: (message: string, choices: readonly Choice[]) => Promise<string>;
  readonly confirm: (message: string) => Promise<boolean>;
}

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** The signs of the stock prompts, where a terminal cannot show their own. */
const inAscii = { prefix: { done: asciiSigns.check }, icon: { cursor: asciiSigns.pointer } };

/** What the stock prompts say of themselves, in our words. */
const themesOf = ({ hints, plain: { confirm } }: Words, unicode: boolean) => {
  const signs = unicode ? {} : inAscii;
  return {
    text: signs,
    choose: {
      ...signs,
      style: {
        keysHelpTip: () => `${hints.arrows} ${hints.move}, ${hints.enter} ${hints.take}`,
      },
    },
    confirm: {
      ...signs,
      keywords: { yes: confirm.yes, no: confirm.no, error: () => confirm.hint },
    },
  };
};

/** What came of a prompt, or that Ctrl-Z stopped it: by itself it would not come back after that. */
type Answer<T> = { readonly value: T } | 'stopped';

/** The only door to `inquirer`. */
export async function stockPrompts(
  world: World,
  words: Words,
  screen: Screen,
  signal: AbortSignal,
  unicode: boolean,
): Promise<Asker> {
  const themes = themesOf(words, unicode);
  const { default: inquirer } = await import('inquirer');
  const input = world.stdin as NodeJS.ReadStream;
  const once = async <T>(question: object): Promise<Answer<T>> => {
    const stop = new AbortController();
    const onStop = () => stop.abort();
    process.once('SIGTSTP', onStop);
    const either = AbortSignal.any([signal, stop.signal]);
    const prompt = inquirer.createPromptModule({ input, output: screen.output, signal: either });
    try {
      return (await prompt([{ ...question, name: 'value' } as never])) as { value: T };
    } catch (error) {
      if (signal.aborted || !stop.signal.aborted) throw error;
      return 'stopped';
    } finally {
      process.off('SIGTSTP', onStop);
    }
  };
  const ask = async <T>(question: object): Promise<T> => {
    for (;;) {
      const answer = await once<T>(question);
      if (answer !== 'stopped') return answer.value;
      await screen.stop();
    }
  };
  return {
    text: (message, check) =>
      ask({
        type: 'input',
        message,
        validate: (text: string) => check(text.trim()),
        theme: themes.text,
      }).then((text) => String(text).trim()),
    choose: (message, choices) =>
      ask({ type: 'select', message, choices, pageSize: 12, loop: false, theme: themes.choose }),
    confirm: (message) => ask({ type: 'confirm', message, default: true, theme: themes.confirm }),
  };
}

/** True, or what is wrong with what was typed, in words. */
export type Rule = (text: string) => true | string;

/** The same rules as for a name in a sheet. */
export const idRule =
  ({ setup }: Words): Rule =>
  (text) =>
    reservedIds.has(text) ? setup.reserved : idPattern.test(text) || setup.idRule;
const nameRule =
  (longest: number) =>
  ({ setup }: Words): Rule =>
  (text) => {
    if (text.trim() === '') return setup.giveOne;
    return visible(text) !== text
      ? setup.noControl
      : text.length <= longest || setup.atMost(longest);
  };
export const orNothing =
  (rule: Rule): Rule =>
  (text) =>
    text === '' || rule(text);

export const respondentRule = nameRule(64);
export const roundRule = nameRule(40);

const none = ({ setup }: Words): Choice => ({ name: setup.none, value: '' });

/** What the questions before a session are asked with and about. */
export interface Reception {
  readonly words: Words;
  readonly plan: Plan;
  readonly engagement: Engagement | null;
  readonly asker: () => Promise<Asker>;
}

export async function askUnit({ asker, engagement, words }: Reception): Promise<string> {
  const { text, choose } = await asker();
  if (engagement === null) return text(words.setup.unitId, idRule(words));
  // People work in a unit; a group of units is asked about only when --unit names it.
  const groups = new Set(engagement.units.map(({ parent }) => parent));
  const units = engagement.units.filter(({ id }) => !groups.has(id));
  const choices = units.map(({ id, title }) => ({ name: visible(title), value: id }));
  return choose(words.setup.unit, choices);
}

export async function askRound(
  { asker, engagement, words }: Reception,
  others: readonly Choice[] = [none(words)],
): Promise<string> {
  const { text, choose } = await asker();
  const rounds = engagement?.rounds ?? [];
  if (rounds.length === 0) return text(words.setup.roundOrNone, orNothing(roundRule(words)));
  const latestFirst = rounds.toReversed().map((name) => ({ name: visible(name), value: name }));
  return choose(words.setup.round, [...latestFirst, ...others]);
}

async function askRole({ asker, engagement, words }: Reception): Promise<string> {
  const { text, choose } = await asker();
  const roles = engagement?.roles ?? [];
  if (roles.length === 0) return text(words.setup.roleOrNone, orNothing(idRule(words)));
  return choose(words.setup.role, [...roles.map((id) => ({ name: id, value: id })), none(words)]);
}

/** A market is asked for only where the scorecard has some and the engagement does not say. */
export function needsMarket({ plan, engagement }: Reception, unit: string): boolean {
  return plan.markets.length > 0 && marketsOf(engagement, unit).length === 0;
}

export async function askMarket({ asker, plan, words }: Reception): Promise<string> {
  const choices = plan.markets.map(({ id, title }) => ({ name: visible(title), value: id }));
  return (await asker()).choose(words.setup.market, [...choices, none(words)]);
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
  reception: Reception,
  hasSession: (key: Required) => boolean,
): Promise<Required> {
  const { unit: givenUnit, respondent: givenRespondent } = who;
  const isKnown =
    givenUnit !== undefined &&
    givenRespondent !== undefined &&
    hasSession({ unit: givenUnit, round: null, respondent: givenRespondent });
  const unit = givenUnit ?? (await askUnit(reception));
  const round = who.round ?? (isKnown ? '' : await askRound(reception));
  const { asker, words } = reception;
  const respondent =
    givenRespondent ?? (await (await asker()).text(words.setup.respondent, respondentRule(words)));
  return { unit, round: orNull(round), respondent };
}

/** What facts are given for; what is missing is asked. Where rounds are listed, it is one of them. */
export async function askWhere(
  who: Who,
  reception: Reception,
): Promise<Pick<Required, 'unit' | 'round'>> {
  const unit = who.unit ?? (await askUnit(reception));
  const round = who.round ?? (await askRound(reception, []));
  return { unit, round: orNull(round) };
}

/** Role and market of a new session. */
export async function askRest(
  who: Who,
  unit: string,
  reception: Reception,
): Promise<{ readonly role: string | null; readonly market: string | null }> {
  const role = orNull(who.role ?? (await askRole(reception)));
  const isNeeded = who.market === undefined && needsMarket(reception, unit);
  const market = orNull(who.market ?? (isNeeded ? await askMarket(reception) : ''));
  return { role, market };
}
