import { NotAsked } from '../answers/types.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import {
  addCounts,
  countCodes,
  countMore,
  emptyCounts,
  isBrief,
  placesOf,
  unprovenCode,
  type CountPage,
} from './code-counts.ts';
import { addSquares, two52, type Draft, type Moments } from './moments.ts';
import { pageOf, pageSize, rowOf } from './pages.ts';
import { Scored, type CodedScore } from './respondent.ts';

/** What moments have of some groups beside the brief ones, a row each. */
export interface RestPage extends CountPage {
  readonly sums: Float64Array<ArrayBuffer>;
  /** Squares are high x 2^52 + low. */
  readonly low: Float64Array<ArrayBuffer>;
  readonly high: Float64Array<ArrayBuffer>;
}

/** Dimension sides, squares, stated leans and states of answers of many groups of respondents. */
export interface RestStore {
  readonly open: () => void;
  /** @param unproven indexes of the questions answered yes without evidence, the first `unprovenCount` */
  readonly add: (
    group: number,
    score: CodedScore,
    unproven: ArrayLike<number>,
    unprovenCount: number,
  ) => void;
  readonly pages: readonly RestPage[];
}

/** Places in a row of sums. */
const StatedCount = 0;
const StatedSum = 1;
const ScoredOnes = 2;
/** How many of the scored lack a side: few, so that most rows add nothing there. The sums follow. */
const sidesMissing = 3;

/** Places in a row of squares. */
const CustomerSquares = 0;
const ProcessSquares = 1;
const Cross = 2;
const sideSquares = 3;

const isRest = (question: PlanQuestion, code: number): boolean => !isBrief(question, code);

const widthsOf = ({ dimensions }: Plan) => {
  const cells = dimensions.length * 2;
  return { cells, sumWidth: sidesMissing + 2 * cells, squareWidth: sideSquares + cells };
};

function addSquare({ low, high }: RestPage, place: number, square: number): void {
  const sum = low[place]! + square;
  const carries = sum >= two52;
  low[place] = carries ? sum - two52 : sum;
  if (carries) high[place]! += 1;
}

export function restStore(plan: Plan): RestStore {
  const { cells, sumWidth, squareWidth } = widthsOf(plan);
  const places = placesOf(plan, isRest);
  const unprovenPlaces = plan.questions.map(
    (question, i) => places.of[(i << places.shift) | unprovenCode(question)]!,
  );
  const pages: RestPage[] = [];
  let size = 0;

  function open(): void {
    if (size === pages.length * pageSize) {
      pages.push({
        ...emptyCounts(places, pageSize),
        sums: new Float64Array(pageSize * sumWidth),
        low: new Float64Array(pageSize * squareWidth),
        high: new Float64Array(pageSize * squareWidth),
      });
    }
    size += 1;
  }

  function addLeanings(page: RestPage, row: number, { leaning }: CodedScore): void {
    const customer = leaning[0]!;
    const process = leaning[1]!;
    const squares = row * squareWidth;
    page.sums[row * sumWidth + ScoredOnes]! += 1;
    addSquare(page, squares + CustomerSquares, customer * customer);
    addSquare(page, squares + ProcessSquares, process * process);
    addSquare(page, squares + Cross, customer * process);
  }

  function addSides(page: RestPage, row: number, { sideState, side }: CodedScore): void {
    const missing = row * sumWidth + sidesMissing;
    const totals = missing + cells;
    const squares = row * squareWidth + sideSquares;
    for (let cell = 0; cell < cells; cell++) {
      const points = side[cell]!;
      if (sideState[cell] === Scored) {
        page.sums[totals + cell]! += points;
        addSquare(page, squares + cell, points * points);
      } else {
        page.sums[missing + cell]! += 1;
      }
    }
  }

  function add(
    group: number,
    score: CodedScore,
    unproven: ArrayLike<number>,
    unprovenCount: number,
  ): void {
    const row = rowOf(group);
    const page = pages[pageOf(group)]!;
    countCodes(page, row, places, score.code);
    for (let k = 0; k < unprovenCount; k++) {
      const question = unproven[k]!;
      // What was not asked in the end was not claimed either.
      if (score.code[question] === NotAsked) continue;
      countMore(page, row, places.width, unprovenPlaces[question]!);
    }
    if (score.hasStatedLean) {
      page.sums[row * sumWidth + StatedCount]! += 1;
      page.sums[row * sumWidth + StatedSum]! += score.statedLean;
    }
    if (!score.isScored) return;
    addLeanings(page, row, score);
    addSides(page, row, score);
  }

  return { open, add, pages };
}

/** Adds to moments what a group on these pages has. */
export function restsIn(
  plan: Plan,
  pages: readonly RestPage[],
): (into: Draft<Moments>, group: number) => void {
  const { cells, sumWidth, squareWidth } = widthsOf(plan);
  const places = placesOf(plan, isRest);
  return (into, group) => {
    const row = rowOf(group);
    const page = pages[pageOf(group)]!;
    const own = page.sums.subarray(row * sumWidth, (row + 1) * sumWidth);
    const squares = row * squareWidth;
    addCounts(page, row, places, into.counts);
    into.statedCount += own[StatedCount]!;
    into.statedSum += own[StatedSum]!;
    for (let i = 0; i < sideSquares; i++) addSquares(into.leaningSquares, i, page, squares + i);
    for (let cell = 0; cell < cells; cell++) {
      into.sideCount[cell]! += own[ScoredOnes]! - own[sidesMissing + cell]!;
      into.sideSum[cell]! += own[sidesMissing + cells + cell]!;
      addSquares(into.sideSquares, cell, page, squares + sideSquares + cell);
    }
  };
}
