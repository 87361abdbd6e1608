import { problem, type Outcome, type Problem } from '../problem.ts';
import type { Plan } from '../plan/types.ts';
import { scaled } from '../plan/integers.ts';
import { formatVersion } from '../source/format.ts';
import {
  idOf,
  readDocument,
  treeAt,
  valueOf,
  type Located,
  type Step,
} from '../source/document.ts';
import { id, number, text } from '../source/scalars.ts';
import type { Infer, Notes } from '../source/shape.ts';
import { anything, list, object, optional, record, scalarOrMap } from '../source/structures.ts';
import { placeAt, type Source } from '../source/source.ts';
import { nearest } from '../text/nearest.ts';
import { readAnswers } from './sheet.ts';
import { Unanswered, type Answers } from './types.ts';

const people = number({ min: 1, max: 1_000_000, decimals: 0 });
const mix = record(
  number({ min: 0, max: 1, decimals: 3 }),
  'Share of each market, adding up to 1.',
);
const judgement = number({ min: 1, max: 5, decimals: 0 });

const unit = object({
  id: id(),
  title: text({ max: 120 }),
  parent: optional(id('The unit it belongs to.')),
  headcount: optional(people),
  invited: optional(people),
  market: optional(scalarOrMap(id('One market, or a map of shares.'), mix)),
  supplyMode: optional(id()),
  context: optional(record(judgement, 'Instead of a market: every context factor, 1 to 5.')),
});

const privacy = object({
  minGroup: optional(number({ min: 3, max: 1000, decimals: 0 })),
  open: optional(text({ max: 200, about: 'Why small groups may be shown.' })),
});

/** The file `pendulum.yaml`: who is asked about what, and where the answers are. */
export const engagementShape = object(
  {
    pendulum: formatVersion,
    title: text({ max: 120 }),
    remark: optional(text({ max: 300, about: 'Shown wherever results are, such as "invented".' })),
    scorecard: text({ max: 300, about: 'A shipped scorecard, or a path from this file.' }),
    answers: optional(text({ max: 300, about: 'Folder of the answers, from this file.' })),
    rounds: optional(list(text({ max: 40 }), { max: 200 })),
    roles: optional(list(id(), { max: 100 })),
    privacy: optional(privacy),
    units: list(unit, { min: 1, max: 5000 }),
    facts: optional(
      record(
        anything({ type: 'object', additionalProperties: { type: 'object' } }),
        'By unit and round: answers that hold for the whole unit.',
      ),
    ),
  },
  'An engagement: units, roles, markets and privacy.',
);

export type Engagement = Infer<typeof engagementShape>;
export type EngagementUnit = Infer<typeof unit>;

/** The default of `privacy.minGroup`. */
export const defaultMinGroup = 5;

/** The fewest respondents that are shown, or null when the engagement is open. */
export const minGroupOf = ({ privacy: rule }: Engagement): number | null =>
  rule?.open === undefined ? (rule?.minGroup ?? defaultMinGroup) : null;

/** What reports say beside the title: the remark, and why small groups are shown. */
export function remarkOf({ remark, privacy: rule }: Engagement): string | null {
  const open = rule?.open === undefined ? [] : [`Small groups are shown: ${rule.open}`];
  const said = [...(remark === undefined ? [] : [remark]), ...open];
  return said.length === 0 ? null : said.join(' ');
}

/** Share of each market in thousandths; empty when the unit names none. */
export function mixOf({ market }: EngagementUnit): ReadonlyMap<string, number> {
  if (market === undefined) return new Map();
  if (typeof market === 'string') return new Map([[market, 1000]]);
  return new Map([...market].map(([name, part]) => [name, scaled(part, 3)]));
}

/** Reads an engagement without its scorecard; `checkEngagement` does the rest. */
export const readEngagement = (source: Source): Outcome<Located<Engagement>> =>
  readDocument(source, engagementShape);

type Report = (path: readonly Step[], found: (at: ReturnType<typeof placeAt>) => Problem) => void;

function checkUnit(plan: Plan, units: readonly string[], checked: EngagementUnit, report: Report) {
  const path = (key: string): readonly Step[] => ['units', { id: checked.id }, key];
  const refer = (key: string, what: string, name: string, known: readonly string[]) => {
    if (known.includes(name)) return;
    const guess = nearest(name, known);
    report(path(key), (at) => problem('UNKNOWN_REF', at, what, name, guess, known));
  };
  if (checked.parent !== undefined) refer('parent', 'unit', checked.parent, units);
  const markets = plan.markets.map(({ id: name }) => name);
  const shares = mixOf(checked);
  for (const name of shares.keys()) refer('market', 'market', name, markets);
  const total = [...shares.values()].reduce((sum, part) => sum + part, 0);
  if (shares.size > 0 && Math.abs(total - 1000) > 5) {
    report(path('market'), (at) => problem('SHARES', at, `"${checked.id}"`, String(total / 1000)));
  }
  if (checked.supplyMode !== undefined) {
    refer(
      'supplyMode',
      'supply mode',
      checked.supplyMode,
      plan.supplyModes.map((mode) => mode.id),
    );
  }
  const factors = plan.context?.factors.map((factor) => factor.id) ?? [];
  for (const name of checked.context?.keys() ?? []) refer('context', 'factor', name, factors);
  if (checked.context !== undefined && checked.market !== undefined) {
    const message = `unit "${checked.id}" has a market and a context`;
    report(path('context'), (at) => problem('SHAPE', at, message, 'keep one of the two'));
  }
}

/** The units above a unit, nearest first; stops where the parents form a circle. */
export function ancestors(engagement: Engagement, unitId: string): readonly string[] {
  const parents = new Map(engagement.units.map(({ id: name, parent }) => [name, parent]));
  const way: string[] = [];
  for (let here = parents.get(unitId); here !== undefined; here = parents.get(here)) {
    if (here === unitId || way.includes(here)) break;
    way.push(here);
  }
  return way;
}

function checkCircles(engagement: Engagement, report: Report): void {
  const parents = new Map(engagement.units.map(({ id: name, parent }) => [name, parent]));
  for (const { id: name } of engagement.units) {
    const top = ancestors(engagement, name).at(-1) ?? name;
    if (parents.get(top) !== name) continue;
    const path: readonly Step[] = ['units', { id: name }, 'parent'];
    const message = `unit "${name}" is above itself`;
    report(path, (at) => problem('SHAPE', at, message, 'correct one of the parents'));
  }
}

/** What an engagement says, held against its scorecard. */
export function checkEngagement(plan: Plan, located: Located<Engagement>): readonly Problem[] {
  const problems: Problem[] = [];
  const { value, source, tree } = located;
  const report: Report = (path, found) => {
    const at = treeAt(tree, path);
    problems.push(found(placeAt(source, at.start, at.end - at.start)));
  };
  const listed = valueOf(tree, 'units');
  const claimed =
    listed?.kind === 'list' ? listed.items.map(idOf).filter((name) => name !== null) : [];
  const twice = claimed.find((name, i) => claimed.indexOf(name) !== i);
  if (twice !== undefined) {
    report(['units', { id: twice }], (at) => problem('DUPLICATE_ID', at, 'unit', twice, at.line!));
  }
  for (const each of value.units) checkUnit(plan, claimed, each, report);
  for (const name of value.facts?.keys() ?? []) {
    if (claimed.includes(name)) continue;
    report(['facts', name], (at) =>
      problem('UNKNOWN_REF', at, 'unit', name, nearest(name, claimed), claimed),
    );
  }
  checkCircles(value, report);
  return problems;
}

/** Facts by unit and round, as answers of nobody. */
export type Facts = ReadonlyMap<string, ReadonlyMap<string, Answers>>;

/** Reads the facts of an engagement by its plan. */
export function readFacts(plan: Plan, located: Located<Engagement>): Outcome<Facts> {
  const notes: Notes = { source: located.source, problems: [] };
  const facts = new Map<string, Map<string, Answers>>();
  for (const [unitId, rounds] of located.value.facts ?? []) {
    const byRound = new Map<string, Answers>();
    for (const { key, value } of rounds.kind === 'map' ? rounds.entries : []) {
      byRound.set(key.text, readAnswers(plan, value, notes).answers);
    }
    facts.set(unitId, byRound);
  }
  return { value: facts, problems: notes.problems };
}

/** A sheet's answers with the facts of its unit and round in place; the facts win. */
export function withFacts(plan: Plan, answers: Answers, facts: Answers | undefined): Answers {
  if (facts === undefined) return answers;
  const state = answers.state.slice();
  const value = answers.value.slice();
  plan.questions.forEach(({ fact }, i) => {
    if (!fact || facts.state[i] === Unanswered) return;
    state[i] = facts.state[i]!;
    value[i] = facts.value[i]!;
  });
  return { state, value };
}
