import { nearest } from '../text/nearest.ts';
import type { Step } from '../source/document.ts';
import type { Report } from './report.ts';
import type { AnswerTest, Condition, Question, Scorecard } from './types.ts';

const maxNodes = 200;
const maxDepth = 16;

/** Whether conditions refer to what exists and stands earlier, and compare like with like. */
export function checkConditions(
  scorecard: Scorecard,
  claimed: { readonly questions: readonly string[]; readonly markets: readonly string[] },
  report: Report,
): void {
  const order = new Map(scorecard.questions.map((question, index) => [question.id, index]));
  const markets = scorecard.markets === undefined ? null : claimed.markets;
  for (const question of scorecard.questions) {
    if (question.when === undefined) continue;
    const path = ['questions', { id: question.id }, 'when'] as const;
    checkSize(question.when, path, report);
    for (const market of namesIn(question.when, 'market')) {
      if (markets === null || markets.includes(market)) continue;
      const at = [...path, { word: market }];
      report(at, 'UNKNOWN_REF', 'market', market, nearest(market, markets), markets);
    }
    for (const [id, test] of answersIn(question.when)) {
      const index = order.get(id);
      const at = [...path, { word: id }];
      if (index !== undefined) checkTest(scorecard, scorecard.questions[index]!, test, at, report);
      else if (!claimed.questions.includes(id)) {
        report(at, 'UNKNOWN_REF', 'question', id, nearest(id, claimed.questions), []);
      }
    }
  }
  checkOrder(scorecard, order, report);
}

function partsOf(condition: Condition): readonly Condition[] {
  const { all = [], any = [], not } = condition;
  return [...all, ...any, ...(not === undefined ? [] : [not])];
}

function answersIn(condition: Condition): readonly (readonly [string, AnswerTest])[] {
  return [...(condition.answer ?? []), ...partsOf(condition).flatMap(answersIn)];
}

function namesIn(condition: Condition, kind: 'market'): readonly string[] {
  const test = condition[kind];
  const own = [...(test?.is === undefined ? [] : [test.is]), ...(test?.in ?? [])];
  return [...own, ...partsOf(condition).flatMap((part) => namesIn(part, kind))];
}

const count = (condition: Condition): number =>
  partsOf(condition).reduce((sum, part) => sum + count(part), 1 + (condition.answer?.size ?? 0));

const depth = (condition: Condition): number =>
  1 + Math.max(0, ...partsOf(condition).map((part) => depth(part)));

function checkSize(condition: Condition, path: readonly Step[], report: Report): void {
  if (count(condition) > maxNodes) report(path, 'COND_SIZE', `more than ${maxNodes} parts`);
  if (depth(condition) > maxDepth) report(path, 'COND_SIZE', `deeper than ${maxDepth} levels`);
  if (Object.keys(condition).length === 0) report(path, 'COND_SIZE', 'it is empty');
}

const hasBounds = ({ gte, gt, lte, lt }: AnswerTest): boolean =>
  [gte, gt, lte, lt].some((bound) => bound !== undefined);

/** The codes a question's answers have, or null where they are numbers without codes. */
function codesOf(scorecard: Scorecard, question: Question): readonly string[] | null {
  if (question.choice) return question.choice.map(({ code }) => code);
  if (question.yesNo) return ['yes', 'partly', 'no'];
  if (question.tradeOff) return ['-3', '-2', '-1', '0', '1', '2', '3'];
  const scale = scorecard.answerScales?.get(question.answerScale ?? '');
  return scale ? scale.options.map((_, i) => String((scale.from ?? 1) + i)) : null;
}

function checkTest(
  scorecard: Scorecard,
  question: Question,
  test: AnswerTest,
  path: readonly Step[],
  report: Report,
): void {
  const { id } = question;
  const wrong = (why: string, hint: string) => report(path, 'COND_TYPE', id, why, hint);
  const named = [...(test.is === undefined ? [] : [test.is]), ...(test.in ?? [])];
  const codes = codesOf(scorecard, question);
  if (Object.keys(test).length === 0) wrong('nothing is compared', 'use is, in, gte, answered ...');
  if (question.allocation && (named.length > 0 || hasBounds(test))) {
    return wrong('an allocation can only be "answered"', 'use answered: true');
  }
  if (question.metric && named.length > 0) {
    wrong('a metric is compared by size', 'use gte, gt, lte, lt');
  }
  if ((question.choice || question.yesNo) && hasBounds(test)) {
    wrong('its answers have no order', 'use is or in');
  }
  const unknown = codes === null ? undefined : named.find((code) => !codes.includes(code));
  if (unknown !== undefined && codes !== null) {
    wrong(`"${unknown}" is not one of its answers`, `its answers are ${codes.join(', ')}`);
  }
}

type Graph = ReadonlyMap<string, readonly string[]>;

/** The way from a question back to itself, or null. */
function loopFrom(start: string, graph: Graph): readonly string[] | null {
  const seen = new Set<string>();
  const walk = (here: string, way: readonly string[]): readonly string[] | null => {
    for (const next of graph.get(here) ?? []) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, next]);
      if (found !== null) return found;
    }
    return null;
  };
  return walk(start, [start]);
}

/** Questions from which no circle can be reached, found from those that look at nothing onward. */
function acyclic(graph: Graph): ReadonlySet<string> {
  const askedBy = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const [id, targets] of graph) {
    const own = new Set(targets.filter((target) => graph.has(target)));
    open.set(id, own.size);
    for (const target of own) askedBy.set(target, [...(askedBy.get(target) ?? []), id]);
  }
  const free = [...open].flatMap(([id, count]) => (count === 0 ? [id] : []));
  for (const id of free) {
    for (const next of askedBy.get(id) ?? []) {
      open.set(next, open.get(next)! - 1);
      if (open.get(next) === 0) free.push(next);
    }
  }
  return new Set(free);
}

function checkOrder(
  scorecard: Scorecard,
  order: ReadonlyMap<string, number>,
  report: Report,
): void {
  const graph: Graph = new Map(
    scorecard.questions.map(({ id, when }) => [
      id,
      when === undefined ? [] : answersIn(when).map(([target]) => target),
    ]),
  );
  const straight = acyclic(graph);
  const told = new Set<string>();
  for (const [id, targets] of graph) {
    const path = (target: string) => ['questions', { id }, 'when', { word: target }] as const;
    const loop = told.has(id) || straight.has(id) ? null : loopFrom(id, graph);
    if (loop !== null) {
      loop.forEach((each) => told.add(each));
      report(path(loop[1]!), 'COND_CYCLE', loop, false);
    } else if (!told.has(id)) {
      const ahead = targets.find((target) => (order.get(target) ?? -1) > order.get(id)!);
      if (ahead !== undefined) report(path(ahead), 'COND_CYCLE', [id, ahead], true);
    }
  }
}
