import { problem, type Problem } from '../problem.ts';
import { idOf, valueOf, type Located, type Step } from '../source/shape.ts';
import { placeAt } from '../source/source.ts';
import type { Tree } from '../source/tree.ts';
import { nearest } from '../text/nearest.ts';
import { checkConditions } from './check-conditions.ts';
import { checkPoints } from './check-points.ts';
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
  checkKinds(scorecard, report);
  checkPoints(scorecard, report);
  checkPoles(scorecard, report);
  checkWeights(scorecard, report);
  checkIntervals(scorecard.zones, 'zones', 'zone', -100, report);
  checkIntervals(scorecard.strengthBands, 'strengthBands', 'strength band', 0, report);
  checkConditions(scorecard, claimedIds(located.tree, 'questions'), report);
  return problems;
}

/** Duplicate practice ids; everything else about a library is its shape. */
export function checkLibrary(located: Located<Library>): readonly Problem[] {
  const problems: Problem[] = [];
  duplicateIds(located, 'practices', 'practice', problems);
  return problems;
}

/** The ids given in a list of the file, readable or not, so that one fault is not two. */
const claimedIds = (tree: Tree, key: string): readonly string[] => {
  const list = valueOf(tree, key);
  return list?.kind === 'list' ? list.items.map(idOf).filter((id) => id !== null) : [];
};

const idLists = [
  ['dimensions', 'dimension'],
  ['questions', 'question'],
  ['markets', 'market'],
  ['supplyModes', 'supply mode'],
  ['zones', 'zone'],
  ['strengthBands', 'strength band'],
] as const;

function checkIds(located: Located<Scorecard>, problems: Problem[]): void {
  for (const [key, what] of idLists) duplicateIds(located, key, what, problems);
}

function duplicateIds(
  located: Located<unknown>,
  key: string,
  what: string,
  problems: Problem[],
): void {
  const list = valueOf(located.tree, key);
  const seen = new Map<string, number>();
  for (const item of list?.kind === 'list' ? list.items : []) {
    const id = valueOf(item, 'id');
    if (id?.kind !== 'scalar') continue;
    const place = placeAt(located.source, id.start, id.end - id.start);
    const first = seen.get(id.text);
    if (first === undefined) seen.set(id.text, place.line!);
    else problems.push(problem('DUPLICATE_ID', place, what, id.text, first));
  }
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
    for (const practice of named) refer(question(id, 'practices'), 'practice', practice, practices);
  }
}

function checkKinds(scorecard: Scorecard, report: Report): void {
  for (const asked of scorecard.questions) {
    const kinds = questionKinds.filter((kind) => asked[kind] !== undefined);
    if (kinds.length !== 1) report(question(asked.id), 'QUESTION_KIND', asked.id, kinds);
    else checkSide(asked, kinds[0]!, report);
  }
}

function checkSide(asked: Question, kind: (typeof questionKinds)[number], report: Report): void {
  const { id, side, reversed, ask } = asked;
  if (ask === undefined && kind !== 'tradeOff') report(question(id), 'MISSING_KEY', 'ask');
  const needsSide = kind === 'answerScale' || kind === 'yesNo' || kind === 'metric';
  if (needsSide && side === undefined) {
    report(question(id), 'QUESTION_SIDE', id, 'has no side', 'add "side: customer" or "process"');
  }
  if (!needsSide && side !== undefined) {
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

function checkPoles(scorecard: Scorecard, report: Report): void {
  for (const { id } of scorecard.dimensions) {
    const inside = scorecard.questions.filter(({ dimension }) => dimension === id);
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
  intervals: Scorecard['zones'],
  key: 'zones' | 'strengthBands',
  what: string,
  low: number,
  report: Report,
): void {
  if (intervals === undefined) return;
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
