import { defaultMinGroup, minGroupOf } from '../../answers/units.ts';
import type { WorkshopHeader } from '../../answers/workshop.ts';
import { visible } from '../../text/visible.ts';
import { askMarket, askRound, askUnit, needsMarket, type Reception, type Rule } from '../setup.ts';
import { usage } from '../usage.ts';
import type { WorkshopOptions } from './room.ts';

/** More chairs than any room has; fewer than two are an interview. */
const mostPeople = 60;
const fewestPeople = 2;

/** The fewest answers that are shown: the stricter of what is asked for and said, or the usual. */
export function smallestGroup(
  { minGroup }: Pick<WorkshopOptions, 'minGroup'>,
  { engagement }: Pick<Reception, 'engagement'>,
): number | null {
  if (engagement === null) return minGroup ?? defaultMinGroup;
  const said = minGroupOf(engagement);
  return minGroup === undefined || said === null ? (minGroup ?? said) : Math.max(said, minGroup);
}

/** Numbers of people by role, or one number; null for anything else. */
function countsOf(text: string, roles: number): readonly number[] | null {
  const parts = text.trim().split(/[\s,]+/);
  const isWhole = parts.every((part) => /^[0-9]{1,3}$/.test(part));
  return isWhole && (parts.length === 1 || parts.length === roles) ? parts.map(Number) : null;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

const peopleRule =
  ({ engagement, words: { workshop } }: Reception, smallest: number | null): Rule =>
  (text) => {
    const roles = engagement?.roles?.length ?? 0;
    const counts = countsOf(text, roles);
    if (counts === null && roles > 1) return workshop.peopleByRoleRule(roles);
    const people = sum(counts ?? []);
    if (counts === null || people < fewestPeople || people > mostPeople) {
      return workshop.peopleRule(fewestPeople, mostPeople);
    }
    if (smallest === null || people >= smallest) return true;
    return workshop.tooFew(people, smallest, engagement !== null);
  };

/** A role for every seat; none where some role is so small that it would give its people away. */
function seatsOf(
  counts: readonly number[],
  roles: readonly string[],
  smallest: number | null,
): readonly (string | null)[] {
  const isSafe = counts.every((count) => count === 0 || count >= (smallest ?? 1));
  return counts.length === 1 || !isSafe
    ? Array.from({ length: sum(counts) }, () => null)
    : counts.flatMap((count, i) => Array.from({ length: count }, () => roles[i]!));
}

async function peopleText(
  { people }: WorkshopOptions,
  reception: Reception,
  smallest: number | null,
): Promise<string> {
  const { engagement, words, asker } = reception;
  const roles = engagement?.roles ?? [];
  const rule = peopleRule(reception, smallest);
  if (people !== undefined) {
    const fault = rule(people);
    if (fault !== true) throw usage(`--people "${visible(people)}" cannot be used`, fault);
    return people;
  }
  const { workshop } = words;
  const question =
    roles.length > 1 ? workshop.peopleByRole(roles.join(' ')) : workshop.people(smallest ?? 1);
  return (await asker()).text(question, rule);
}

async function wayOf(
  { cards }: WorkshopOptions,
  { words: { workshop }, asker }: Reception,
): Promise<'turns' | 'cards'> {
  if (cards !== undefined) return cards ? 'cards' : 'turns';
  const chosen = await (
    await asker()
  ).choose(workshop.way, [
    { name: workshop.inTurn, value: 'turns' },
    { name: workshop.byCards, value: 'cards' },
  ]);
  return chosen === 'cards' ? 'cards' : 'turns';
}

/** Which unit and round the room is about; what the command line does not say is asked. */
export async function askAbout(
  { unit, round }: WorkshopOptions,
  reception: Reception,
): Promise<Pick<WorkshopHeader, 'unit' | 'round'>> {
  const found = unit ?? (await askUnit(reception));
  const named = round ?? (await askRound(reception));
  return { unit: found, round: named === '' ? null : named };
}

export interface Seating extends Pick<WorkshopHeader, 'market' | 'seats' | 'way' | 'minGroup'> {
  /** Roles were given and are not kept. */
  readonly isWithoutRoles: boolean;
}

/** Who sits in the room and how it votes. */
export async function askSeating(
  options: WorkshopOptions,
  unit: string,
  reception: Reception,
): Promise<Seating> {
  const minGroup = smallestGroup(options, reception);
  const isNeeded = options.market === undefined && needsMarket(reception, unit);
  const market = options.market ?? (isNeeded ? await askMarket(reception) : '');
  const roles = reception.engagement?.roles ?? [];
  const counts = countsOf(await peopleText(options, reception, minGroup), roles.length)!;
  const seats = seatsOf(counts, roles, minGroup);
  const isWithoutRoles = counts.length > 1 && seats[0] === null;
  const way = await wayOf(options, reception);
  return { market: market === '' ? null : market, seats, way, minGroup, isWithoutRoles };
}
