import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Engagement } from '../answers/engagement.ts';
import type { Facts } from '../answers/units.ts';
import { Unanswered, type Answers, type Sheet } from '../answers/types.ts';
import { momentColumns } from '../plan/moments.ts';
import type { Plan } from '../plan/types.ts';
import type { Origin } from '../result.ts';
import { merge, type Moments } from '../score/moments.ts';
import type { Survey } from '../score/survey.ts';
import { byRound, type Group } from '../tables/groups.ts';
import { momentOf } from '../tables/moments.ts';
import type { Loaded } from './answers.ts';
import { engagementName } from './load.ts';

type Json = string | number | boolean | null | readonly Json[];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sorted = (list: readonly Json[]): readonly Json[] =>
  list.toSorted((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));

/** A value as lists of lists, whatever order its keys were written in. */
function canonical(value: unknown): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (value instanceof Map) return sorted([...value].map(([key, each]) => [key, canonical(each)]));
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json;
  return sorted(Object.entries(value).map(([key, each]) => [key, canonical(each)]));
}

const answersAs = ({ questions }: Plan, { state, value }: Answers): Json =>
  questions.flatMap(({ id }, i) =>
    state[i] === Unanswered ? [] : [[id, state[i]!, value[i]!] as const],
  );

const sheetAs = (plan: Plan, sheet: Sheet): Json => [
  [sheet.unit, sheet.round, sheet.respondent, sheet.role, sheet.market],
  answersAs(plan, sheet.answers),
  [...sheet.notes].toSorted(([a], [b]) => a - b).map(([question, text]) => [question, text]),
  [...sheet.unproven],
];

/** What respondents of tables add up to; the same whoever read them, and in how many threads. */
function groupsAs(plan: Plan, groups: readonly Group[]): Json {
  const columns = momentColumns(plan);
  const whole = new Map<string, Moments[]>();
  for (const { unit, round, role, market, moments } of groups) {
    const key = JSON.stringify([unit, round, role, market]);
    whole.set(key, [...(whole.get(key) ?? []), moments()]);
  }
  return sorted(
    [...whole].map(([key, parts]) => {
      const moments = merge(plan, parts);
      return [key, ...columns.map((column) => String(momentOf(moments, column)))];
    }),
  );
}

const factsAs = (plan: Plan, facts: Facts): Json =>
  sorted(
    [...facts].flatMap(([unit, rounds]) =>
      [...rounds].map(([round, answers]): Json => [unit, round, answersAs(plan, answers)]),
    ),
  );

function engagementAs(engagement: Engagement | null): Json {
  if (engagement === null) return null;
  const { facts: _read, gate: _judged, ...rest } = engagement;
  return canonical(rest);
}

/** SHA-256 of what was answered and of whom; neither order nor form nor comments count. */
function answersHash(input: Loaded, round: string | null): string {
  const { plan, sheets, tables, engagement, facts } = input;
  const own = sheets.filter((sheet) => sheet.round === round);
  const content: Json = [
    tables === null
      ? sorted(own.map((sheet) => sheetAs(plan, sheet)))
      : groupsAs(plan, byRound(tables.groups).get(round) ?? []),
    engagementAs(engagement),
    factsAs(plan, facts),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

const isSheetFile = (name: string): boolean =>
  /\.(ya?ml|json)$/i.test(name) && basename(name) !== engagementName;

/**
 * The files as a result names them. Where small groups are hidden, files of one sheet each would tell
 * how many there are of them and often who: the engagement stands for them, and without one nothing.
 */
function filesOf({ names: { files }, engagement, tables }: Loaded, isHiding: boolean) {
  if (!isHiding || tables !== null || !files.some(isSheetFile)) return files;
  return engagement === null ? [] : files.filter((name) => !isSheetFile(name));
}

/** What a result of a round is computed from. */
export const originOf = (
  input: Loaded,
  { round, minGroup }: Pick<Survey, 'round' | 'minGroup'>,
  asOf: string | null,
  options: Origin['options'],
): Origin => ({
  asOf,
  files: filesOf(input, minGroup !== null),
  scorecard: input.names.scorecard,
  answers: answersHash(input, round),
  options,
});
