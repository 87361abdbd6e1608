import { problem, type Outcome, type Place, type Problem } from '../problem.ts';
import type { Plan } from '../plan/types.ts';
import { formatVersion } from '../source/format.ts';
import {
  claimedIds,
  duplicateIds,
  readDocument,
  treeAt,
  type Located,
  type Step,
} from '../source/document.ts';
import { id, number, text } from '../source/scalars.ts';
import { note, wrongKind, type Infer, type Notes } from '../source/shape.ts';
import { anything, list, object, optional, record, scalarOrMap } from '../source/structures.ts';
import { placeAt, type Source } from '../source/source.ts';
import type { Entry } from '../source/tree.ts';
import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import { checkGate, gateShape } from './gate.ts';
import { readAnswers } from './sheet.ts';
import type { Answers } from './types.ts';
import { mixOf, type Facts } from './units.ts';

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
  roleHeadcounts: optional(record(people, 'How many people of each role belong to it.')),
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
    gate: optional(gateShape),
  },
  'An engagement: units, roles, markets, privacy and gate.',
);

export type Engagement = Infer<typeof engagementShape>;
export type EngagementUnit = Infer<typeof unit>;

/** What reports say beside the title: the remark, and why small groups are shown. */
export function remarkOf({ remark, privacy: rule }: Engagement): string | null {
  const open = rule?.open === undefined ? [] : [`Small groups are shown: ${rule.open}`];
  const said = [...(remark === undefined ? [] : [remark]), ...open];
  return said.length === 0 ? null : said.join(' ');
}

/** The markets of a unit by id; none where the engagement does not say. */
export function marketsOf(engagement: Engagement | null, unit: string): readonly string[] {
  const known = engagement?.units.find(({ id: name }) => name === unit);
  return known === undefined ? [] : [...mixOf(known).keys()];
}

/** Reads an engagement without its scorecard; `checkEngagement` does the rest. */
export const readEngagement = (source: Source): Outcome<Located<Engagement>> =>
  readDocument(source, engagementShape);

type Find = (path: readonly Step[], found: (at: Place) => Problem) => void;

/** What units may name beside what the plan has. */
interface Known {
  readonly units: readonly string[];
  readonly roles: readonly string[] | null;
}

const pathTo = (checked: EngagementUnit, key: string): readonly Step[] => [
  'units',
  { id: checked.id },
  key,
];

function checkReferences(plan: Plan, known: Known, checked: EngagementUnit, find: Find): void {
  const { parent, supplyMode, context, roleHeadcounts } = checked;
  const refer = (key: string, what: string, name: string, all: readonly string[]) => {
    if (all.includes(name)) return;
    const guess = nearest(name, all);
    find(pathTo(checked, key), (at) => problem('UNKNOWN_REF', at, what, name, guess, all));
  };
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id: name }) => name);
  if (parent !== undefined) refer('parent', 'unit', parent, known.units);
  if (supplyMode !== undefined)
    refer('supplyMode', 'supply mode', supplyMode, ids(plan.supplyModes));
  for (const name of mixOf(checked).keys()) refer('market', 'market', name, ids(plan.markets));
  for (const name of context?.keys() ?? [])
    refer('context', 'factor', name, ids(plan.context?.factors ?? []));
  if (known.roles === null) return;
  for (const name of roleHeadcounts?.keys() ?? [])
    refer('roleHeadcounts', 'role', name, known.roles);
}

function checkTarget(plan: Plan, checked: EngagementUnit, find: Find): void {
  const { context, market } = checked;
  const factors = plan.context?.factors.map(({ id: name }) => name) ?? [];
  const open = context === undefined ? [] : factors.filter((name) => !context.has(name));
  for (const name of open) {
    find(pathTo(checked, 'context'), (at) => problem('MISSING_KEY', at, name));
  }
  const total = [...mixOf(checked).values()].reduce((sum, part) => sum + part, 0);
  if (market !== undefined && Math.abs(total - 1000) > 5) {
    const said = String(total / 1000);
    find(pathTo(checked, 'market'), (at) => problem('SHARES', at, `"${checked.id}"`, said));
  }
  if (context !== undefined && market !== undefined) {
    find(pathTo(checked, 'context'), (at) => problem('TARGET_TWICE', at, checked.id));
  }
}

function checkUnit(plan: Plan, known: Known, checked: EngagementUnit, find: Find): void {
  checkReferences(plan, known, checked, find);
  checkTarget(plan, checked, find);
}

/** The units above a unit, nearest first; stops where the parents form a circle. */
function ancestors(engagement: Engagement, unitId: string): readonly string[] {
  const parents = new Map(engagement.units.map(({ id: name, parent }) => [name, parent]));
  const way: string[] = [];
  for (let here = parents.get(unitId); here !== undefined; here = parents.get(here)) {
    if (here === unitId || way.includes(here)) break;
    way.push(here);
  }
  return way;
}

function checkCircles(engagement: Engagement, find: Find): void {
  const parents = new Map(engagement.units.map(({ id: name, parent }) => [name, parent]));
  for (const { id: name } of engagement.units) {
    const top = ancestors(engagement, name).at(-1) ?? name;
    if (parents.get(top) !== name) continue;
    find(['units', { id: name }, 'parent'], (at) => problem('UNIT_CYCLE', at, name));
  }
}

/** What an engagement says, held against its scorecard. */
export function checkEngagement(plan: Plan, located: Located<Engagement>): readonly Problem[] {
  const { value, source, tree } = located;
  const problems: Problem[] = [...duplicateIds(located, ['units'], 'unit')];
  const find: Find = (path, found) => {
    const at = treeAt(tree, path);
    problems.push(found(placeAt(source, at.start, at.end - at.start)));
  };
  const units = claimedIds(tree, 'units');
  const known = { units, roles: value.roles ?? null };
  for (const each of value.units) checkUnit(plan, known, each, find);
  for (const name of value.facts?.keys() ?? []) {
    if (units.includes(name)) continue;
    find(['facts', name], (at) =>
      problem('UNKNOWN_REF', at, 'unit', name, nearest(name, units), units),
    );
  }
  checkCircles(value, find);
  return [...problems, ...checkGate(located, ['gate'], units)];
}

function checkFacts(plan: Plan, rounds: readonly string[], round: Entry, notes: Notes): void {
  const { key, value } = round;
  if (rounds.length > 0 && !rounds.includes(key.text)) {
    const guess = nearest(key.text, rounds);
    note(notes, key, 'UNKNOWN_REF', 'round', visible(key.text), guess, rounds);
  }
  const asked = new Set(plan.questions.filter(({ fact }) => !fact).map(({ id: name }) => name));
  for (const given of value.kind === 'map' ? value.entries : []) {
    if (asked.has(given.key.text)) note(notes, given.key, 'NOT_A_FACT', given.key.text);
  }
}

/** Reads the facts of an engagement by its plan; those of these rounds alone, where some are named. */
export function readFacts(
  plan: Plan,
  { value: engagement, source }: Located<Engagement>,
  only: readonly string[] | null = null,
): { readonly facts: Facts; readonly problems: readonly Problem[] } {
  const notes: Notes = { source, problems: [] };
  const facts = new Map<string, Map<string, Answers>>();
  for (const [unitId, rounds] of engagement.facts ?? []) {
    const byRound = new Map<string, Answers>();
    if (rounds.kind !== 'map') wrongKind(rounds, '"round: facts" lines', notes);
    for (const round of rounds.kind === 'map' ? rounds.entries : []) {
      if (only !== null && !only.includes(round.key.text)) continue;
      checkFacts(plan, engagement.rounds ?? [], round, notes);
      byRound.set(round.key.text, readAnswers(plan, round.value, notes).answers);
    }
    facts.set(unitId, byRound);
  }
  return { facts, problems: notes.problems };
}
