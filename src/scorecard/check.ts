import type { Problem } from '../problem.ts';
import {
  claimedIds,
  duplicateIds,
  idOf,
  treeAt,
  valueOf,
  type Located,
  type Step,
} from '../source/document.ts';
import { nearest } from '../text/nearest.ts';
import { checkConditions } from './check-conditions.ts';
import { checkPoints } from './check-points.ts';
import { checkTranslations } from './check-translations.ts';
import { reporter, type Report } from './report.ts';
import { questionKinds, sides, type Library, type Question, type Scorecard } from './types.ts';

const question = (id: string, ...rest: readonly string[]): readonly Step[] => [
  'questions',
  { id },
  ...rest,
];

/** All that scoring relies on beyond the shape of the file. */
export function checkScorecard(
  located: Located<Scorecard>,
  library: Library | null,
): readonly Problem[] {
  const problems: Problem[] = [];
  const report = reporter(located, problems);
  const scorecard = located.value;
  checkIds(located, problems);
  checkReferences(located, library, report);
  checkExamples(located, report);
  checkColumns(scorecard, report);
  checkKinds(located, report);
  checkPoints(scorecard, report);
  checkPoles(located, report);
  checkWeights(scorecard, report);
  checkIntervals(located, 'zones', 'zone', -100, report);
  checkIntervals(located, 'strengthBands', 'strength band', 0, report);
  const claimed = {
    questions: claimedIds(located.tree, 'questions'),
    markets: claimedIds(located.tree, 'markets'),
  };
  checkConditions(scorecard, claimed, report);
  checkTranslations(located, report);
  return problems;
}

/** Duplicate practice ids; everything else about a library is its shape. */
export function checkLibrary(located: Located<Library>): readonly Problem[] {
  return duplicateIds(located, ['practices'], 'practice');
}

const idLists = [
  [['dimensions'], 'dimension'],
  [['questions'], 'question'],
  [['markets'], 'market'],
  [['supplyModes'], 'supply mode'],
  [['zones'], 'zone'],
  [['strengthBands'], 'strength band'],
  [['context', 'factors'], 'context factor'],
] as const;

function checkIds(located: Located<Scorecard>, problems: Problem[]): void {
  for (const [path, what] of idLists) problems.push(...duplicateIds(located, path, what));
}

function checkReferences(
  located: Located<Scorecard>,
  library: Library | null,
  report: Report,
): void {
  const scorecard = located.value;
  const dimensions = claimedIds(located.tree, 'dimensions');
  const scales = [...(scorecard.answerScales?.keys() ?? [])];
  const practices = library?.practices.map(({ id }) => id) ?? null;
  const refer = (
    path: readonly Step[],
    what: string,
    id: string | undefined,
    known: readonly string[],
  ) => {
    if (id === undefined || known.includes(id)) return;
    report(path, 'UNKNOWN_REF', what, id, nearest(id, known), known);
  };
  const { tree } = located;
  const declaredScales = valueOf(tree, 'answerScales');
  const claimedScales =
    declaredScales?.kind === 'map' ? declaredScales.entries.map(({ key }) => key.text) : scales;
  for (const { id, dimension, answerScale, practices: named = [] } of scorecard.questions) {
    refer(question(id, 'dimension'), 'dimension', dimension, dimensions);
    refer(question(id, 'answerScale'), 'answer scale', answerScale, claimedScales);
    if (practices === null) continue;
    for (const practice of named) {
      refer([...question(id, 'practices'), { word: practice }], 'practice', practice, practices);
    }
  }
}

/** Whether the file gives a question this key, readable or not, so that one fault is not two. */
type Claims = (id: string, key: string) => boolean;

const claimsIn =
  ({ tree }: Located<Scorecard>): Claims =>
  (id, key) =>
    valueOf(treeAt(tree, question(id)), key) !== undefined;

/** What examples expect must exist; whether it comes true is found by running them. */
function checkExamples({ value, tree }: Located<Scorecard>, report: Report): void {
  const known = {
    zone: value.zones === undefined ? null : claimedIds(tree, 'zones'),
    market: value.markets === undefined ? null : claimedIds(tree, 'markets'),
    question: claimedIds(tree, 'questions'),
  };
  const refer = (path: readonly Step[], what: keyof typeof known, id: string | undefined) => {
    const names = known[what];
    if (id === undefined || names === null || names.includes(id)) return;
    const listed = what === 'question' ? [] : names;
    report(path, 'UNKNOWN_REF', what, id, nearest(id, names), listed);
  };
  const given = valueOf(tree, 'examples');
  if (given?.kind !== 'list' || given.items.length !== value.examples?.length) return;
  value.examples.forEach(({ market, expect }, i) => {
    const at = (...rest: readonly Step[]) => ['examples', i, ...rest];
    refer(at('market'), 'market', market);
    refer(at('expect', 'zone'), 'zone', expect.zone);
    for (const id of expect.notAsked ?? []) {
      refer(at('expect', 'notAsked', { word: id }), 'question', id);
    }
  });
}

/** Columns that tables have for themselves, where every question is a column too. */
const tableColumns: ReadonlySet<string> = new Set([
  'unit',
  'round',
  'respondent',
  'role',
  'market',
]);

function checkColumns(scorecard: Scorecard, report: Report): void {
  for (const { id } of scorecard.questions) {
    if (tableColumns.has(id)) report(question(id, 'id'), 'RESERVED_ID', id);
  }
}

function checkKinds(located: Located<Scorecard>, report: Report): void {
  const claims = claimsIn(located);
  for (const asked of located.value.questions) {
    const kinds = questionKinds.filter((kind) => claims(asked.id, kind));
    if (kinds.length !== 1) report(question(asked.id), 'QUESTION_KIND', asked.id, kinds);
    else checkSide(asked, kinds[0]!, claims, report);
  }
}

function checkSide(
  { id, reversed }: Question,
  kind: (typeof questionKinds)[number],
  claims: Claims,
  report: Report,
): void {
  const hasSide = claims(id, 'side');
  if (!claims(id, 'ask') && kind !== 'tradeOff') report(question(id), 'MISSING_KEY', 'ask');
  const needsSide = kind === 'answerScale' || kind === 'yesNo' || kind === 'metric';
  if (needsSide && !hasSide) {
    report(question(id), 'QUESTION_SIDE', id, 'has no side', 'add "side: customer" or "process"');
  }
  if (!needsSide && hasSide) {
    const why = kind === 'choice' ? 'gives its points by option' : 'is a stated lean';
    report(question(id, 'side'), 'QUESTION_SIDE', id, `${why} and has no side`, 'delete "side"');
  }
  if (reversed !== undefined && kind !== 'answerScale') {
    const hint = 'only questions with an answer scale can be reversed';
    report(question(id, 'reversed'), 'QUESTION_SIDE', id, 'cannot be reversed', hint);
  }
}

/** The sides a question feeds; none for stated lean. */
function fedSides({ choice, side, tradeOff, allocation }: Question): readonly string[] {
  if (tradeOff || allocation) return [];
  if (!choice) return side === undefined ? [] : [side];
  return sides.filter((each) => choice.every((option) => option[each] !== undefined));
}

/** Dimensions of questions that could not be read wholly: what they feed is not known. Null is any. */
function doubtful({ value, tree }: Located<Scorecard>): ReadonlySet<string | null> {
  const read = new Map(value.questions.map((asked) => [asked.id, asked]));
  const given = valueOf(tree, 'questions');
  const items = given?.kind === 'list' ? given.items : [];
  const unreadable = items.filter((item) => {
    const asked = read.get(idOf(item) ?? '');
    const says = (key: 'side' | (typeof questionKinds)[number]) =>
      valueOf(item, key) !== undefined && asked?.[key] === undefined;
    return asked === undefined || says('side') || questionKinds.some(says);
  });
  const dimensions = claimedIds(tree, 'dimensions');
  const misplaced = value.questions.some(({ dimension }) => !dimensions.includes(dimension));
  const named = unreadable.map((item) => {
    const dimension = valueOf(item, 'dimension');
    return dimension?.kind === 'scalar' ? dimension.text : null;
  });
  return new Set(misplaced ? [...named, null] : named);
}

function checkPoles(located: Located<Scorecard>, report: Report): void {
  const { dimensions, questions } = located.value;
  const unknown = doubtful(located);
  for (const { id } of dimensions) {
    if (unknown.has(id) || unknown.has(null)) continue;
    const inside = questions.filter(({ dimension }) => dimension === id);
    for (const side of sides) {
      if (inside.some((asked) => fedSides(asked).includes(side))) continue;
      report(['dimensions', { id }], 'POLE_EMPTY', id, side);
    }
  }
}

const isZero = (weights: readonly (number | undefined)[]): boolean =>
  weights.length > 0 && weights.every((weight) => weight === 0);

function checkWeights(scorecard: Scorecard, report: Report): void {
  if (isZero(scorecard.dimensions.map(({ weight }) => weight))) {
    report(['dimensions'], 'ZERO_WEIGHT', 'the dimensions');
  }
  for (const { id } of scorecard.dimensions) {
    for (const side of sides) {
      const inside = scorecard.questions.filter(
        (asked) => asked.dimension === id && fedSides(asked).includes(side),
      );
      if (isZero(inside.map(({ weight }) => weight))) {
        report(['dimensions', { id }], 'ZERO_WEIGHT', `the ${side} questions of "${id}"`);
      }
    }
  }
}

function checkIntervals(
  { value, tree }: Located<Scorecard>,
  key: 'zones' | 'strengthBands',
  what: string,
  low: number,
  report: Report,
): void {
  const intervals = value[key];
  const given = valueOf(tree, key);
  if (intervals === undefined || given?.kind !== 'list') return;
  if (intervals.length !== given.items.length) return;
  let end = low;
  for (const { id, from, to } of intervals) {
    const path = [key, { id }] as const;
    if (from > end) report(path, 'ZONES', `no ${what} covers ${end} to ${from}`);
    if (from < end) report(path, 'ZONES', `the ${what} "${id}" overlaps ${from} to ${end}`);
    if (to <= from) report(path, 'ZONES', `the ${what} "${id}" ends at ${to}, before it starts`);
    end = Math.max(end, to);
  }
  if (end < 100) report([key], 'ZONES', `no ${what} covers ${end} to 100`);
}
