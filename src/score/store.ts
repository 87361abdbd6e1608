import { Answered, NotAsked } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import { slotsOf, two52, type Moments } from './moments.ts';
import { firstOption, Scored, type CodedScore } from './respondent.ts';

/** How many groups share a page. */
const pageSize = 64;

/**
 * The moments of some groups, a row each. What a respondent adds to lies close together, for with
 * many groups it is the memory that takes the time: counts are bytes, and what they carry over is
 * kept by place beside them.
 */
interface Page {
  /** By group and slot, modulo 256. */
  readonly counts: Uint8Array<ArrayBuffer>;
  /** Multiples of 256 by place in `counts`; most have none. */
  readonly carries: Map<number, number>;
  readonly sums: Float64Array<ArrayBuffer>;
  /** Squares are high x 2^52 + low. */
  readonly low: Float64Array<ArrayBuffer>;
  readonly high: Float64Array<ArrayBuffer>;
}

/** Moments of many groups of respondents, in little memory, made to be added to. */
export interface Store {
  /** How many groups there are. */
  readonly size: () => number;
  /** A group of nobody; answers its number. */
  readonly open: () => number;
  /**
   * Adds a respondent to a group.
   * @param value the values of metrics and allocations
   * @param unproven indexes of the questions answered yes without evidence, the first `unprovenCount`
   */
  readonly add: (
    group: number,
    score: CodedScore,
    value: Float64Array,
    unproven: ArrayLike<number>,
    unprovenCount: number,
  ) => void;
  readonly read: (group: number) => Moments;
  /** Adds to a group what a group of another store of the same plan has. */
  readonly join: (group: number, other: Store['pages'], otherGroup: number) => void;
  /** What it holds, to be taken up by `storeOf` in another thread. */
  readonly pages: readonly Page[];
}

/** Places in a row of sums; sides and open questions follow. */
const Respondents = 0;
const ScoredOnes = 1;
const Applicable = 2;
const AnsweredWeight = 3;
const StatedCount = 4;
const StatedSum = 5;
const Customer = 6;
const Process = 7;
/** How many of the scored lack a side: few, so that most rows add nothing there. */
const sidesMissing = 8;

/** Places in a row of squares. */
const CustomerSquares = 0;
const ProcessSquares = 1;
const Cross = 2;
const sideSquares = 3;

/**
 * A store of a plan's moments.
 * @param filled pages of another store of the same plan, and how many groups they hold
 */
export function storeOf(
  plan: Plan,
  filled: { readonly pages: readonly Page[]; readonly size: number } = { pages: [], size: 0 },
): Store {
  const cells = plan.dimensions.length * 2;
  const questions = plan.questions.length;
  const layout = slotsOf(plan);
  const { base, options } = layout;
  const slots = base[questions]!;
  /** The questions that are not closed. */
  const open = plan.questions.flatMap(({ input }, i) => (input.kind === 'options' ? [] : [i]));
  const sideSums = sidesMissing + cells;
  const openSums = sideSums + cells;
  const openSquares = sideSquares + cells;
  const sumWidth = openSums + open.length;
  const squareWidth = openSquares + open.length;
  const pages: Page[] = [...filled.pages];
  let size = filled.size;

  function openGroup(): number {
    if (size === pages.length * pageSize) {
      pages.push({
        counts: new Uint8Array(pageSize * slots),
        carries: new Map(),
        sums: new Float64Array(pageSize * sumWidth),
        low: new Float64Array(pageSize * squareWidth),
        high: new Float64Array(pageSize * squareWidth),
      });
    }
    size += 1;
    return size - 1;
  }

  function carry({ carries }: Page, place: number): void {
    carries.set(place, (carries.get(place) ?? 0) + 256);
  }

  function carrySquare(low: Float64Array, high: Float64Array, place: number, sum: number): void {
    low[place] = sum - two52;
    high[place]! += 1;
  }

  function addSquare(low: Float64Array, high: Float64Array, place: number, square: number): void {
    const sum = low[place]! + square;
    if (sum < two52) low[place] = sum;
    else carrySquare(low, high, place, sum);
  }

  function addLeanings({ sums, low, high }: Page, row: number, { leaning }: CodedScore): void {
    const customer = leaning[0]!;
    const process = leaning[1]!;
    const from = row * sumWidth;
    const squares = row * squareWidth;
    sums[from + ScoredOnes]! += 1;
    sums[from + Customer]! += customer;
    sums[from + Process]! += process;
    addSquare(low, high, squares + CustomerSquares, customer * customer);
    addSquare(low, high, squares + ProcessSquares, process * process);
    addSquare(low, high, squares + Cross, customer * process);
  }

  function addSides({ sums, low, high }: Page, row: number, score: CodedScore): void {
    const { sideState, side } = score;
    const missing = row * sumWidth + sidesMissing;
    const totals = row * sumWidth + sideSums;
    const squares = row * squareWidth + sideSquares;
    for (let cell = 0; cell < cells; cell++) {
      const points = side[cell]!;
      if (sideState[cell] === Scored) {
        sums[totals + cell]! += points;
        addSquare(low, high, squares + cell, points * points);
      } else {
        sums[missing + cell]! += 1;
      }
    }
  }

  function addQuestions(page: Page, row: number, code: Uint8Array): void {
    const { counts } = page;
    const from = row * slots;
    for (let i = 0; i < code.length; i++) {
      const place = from + base[i]! + code[i]!;
      const next = counts[place]! + 1;
      counts[place] = next;
      if (next === 256) carry(page, place);
    }
  }

  function addOpen(
    { sums, low, high }: Page,
    row: number,
    code: Uint8Array,
    value: Float64Array,
  ): void {
    for (let k = 0; k < open.length; k++) {
      const i = open[k]!;
      if (code[i] !== Answered) continue;
      const own = value[i]!;
      sums[row * sumWidth + openSums + k]! += own;
      addSquare(low, high, row * squareWidth + openSquares + k, own * own);
    }
  }

  function add(
    group: number,
    score: CodedScore,
    value: Float64Array,
    unproven: ArrayLike<number>,
    unprovenCount: number,
  ): void {
    const row = group % pageSize;
    const page = pages[(group - row) / pageSize]!;
    const sums = row * sumWidth;
    page.sums[sums + Respondents]! += 1;
    page.sums[sums + Applicable]! += score.applicable;
    page.sums[sums + AnsweredWeight]! += score.answered;
    if (score.hasStatedLean) {
      page.sums[sums + StatedCount]! += 1;
      page.sums[sums + StatedSum]! += score.statedLean;
    }
    if (score.isScored) {
      addLeanings(page, row, score);
      addSides(page, row, score);
    }
    addQuestions(page, row, score.code);
    if (open.length > 0) addOpen(page, row, score.code, value);
    for (let k = 0; k < unprovenCount; k++) {
      const question = unproven[k]!;
      // What was not asked in the end was not claimed either.
      if (score.code[question] === NotAsked) continue;
      const place = row * slots + base[question + 1]! - 1;
      page.counts[place]! += 1;
      if (page.counts[place] === 0) carry(page, place);
    }
  }

  const placeOf = (list: readonly Page[], group: number) => {
    const row = group % pageSize;
    return { row, page: list[(group - row) / pageSize]! };
  };

  function join(group: number, other: readonly Page[], otherGroup: number): void {
    const { row, page } = placeOf(pages, group);
    const from = placeOf(other, otherGroup);
    for (let i = 0; i < slots; i++) {
      const place = row * slots + i;
      const theirs = from.row * slots + i;
      const sum = page.counts[place]! + from.page.counts[theirs]!;
      page.counts[place] = sum;
      if (sum > 255) carry(page, place);
    }
    if (from.page.carries.size > 0) joinCarries(page, row, from.page, from.row);
    for (let i = 0; i < sumWidth; i++) {
      page.sums[row * sumWidth + i]! += from.page.sums[from.row * sumWidth + i]!;
    }
    for (let i = 0; i < squareWidth; i++) {
      const theirs = from.row * squareWidth + i;
      addSquare(page.low, page.high, row * squareWidth + i, from.page.low[theirs]!);
      page.high[row * squareWidth + i]! += from.page.high[theirs]!;
    }
  }

  function joinCarries(page: Page, row: number, from: Page, fromRow: number): void {
    for (let i = 0; i < slots; i++) {
      const more = from.carries.get(fromRow * slots + i) ?? 0;
      const place = row * slots + i;
      if (more > 0) page.carries.set(place, (page.carries.get(place) ?? 0) + more);
    }
  }

  /** Counts of a row, with those of options added up to the answered. */
  function countsOf({ counts, carries }: Page, row: number): Float64Array {
    const from = row * slots;
    const own = new Float64Array(counts.subarray(from, from + slots));
    if (carries.size > 0) {
      for (let i = 0; i < slots; i++) own[i]! += carries.get(from + i) ?? 0;
    }
    for (let i = 0; i < questions; i++) {
      const at = base[i]!;
      for (let k = 0; k < options[i]!; k++) own[at + Answered]! += own[at + firstOption + k]!;
    }
    return own;
  }

  /** What all moments have of open questions where there are none. */
  const zeros = new Float64Array(questions);

  /** By question, of what is kept of the open ones alone. */
  function spread(values: Float64Array): Float64Array {
    if (open.length === 0) return zeros;
    const all = new Float64Array(questions);
    for (let k = 0; k < open.length; k++) all[open[k]!] = values[k]!;
    return all;
  }

  function read(group: number): Moments {
    const row = group % pageSize;
    const page = pages[(group - row) / pageSize]!;
    const own = page.sums.slice(row * sumWidth, (row + 1) * sumWidth);
    const low = page.low.slice(row * squareWidth, (row + 1) * squareWidth);
    const high = page.high.slice(row * squareWidth, (row + 1) * squareWidth);
    const squares = (from: number, to: number) => ({
      low: low.subarray(from, to),
      high: high.subarray(from, to),
    });
    return {
      respondents: own[Respondents]!,
      scored: own[ScoredOnes]!,
      applicable: own[Applicable]!,
      answered: own[AnsweredWeight]!,
      statedCount: own[StatedCount]!,
      statedSum: own[StatedSum]!,
      leaning: own.subarray(Customer, Process + 1),
      leaningSquares: squares(CustomerSquares, sideSquares),
      sideCount: own.subarray(sidesMissing, sideSums).map((missing) => own[ScoredOnes]! - missing),
      sideSum: own.subarray(sideSums, openSums),
      sideSquares: squares(sideSquares, openSquares),
      counts: countsOf(page, row),
      slots: layout,
      questionSum: spread(own.subarray(openSums)),
      questionSquares: {
        low: spread(low.subarray(openSquares)),
        high: spread(high.subarray(openSquares)),
      },
    };
  }

  return { size: () => size, open: openGroup, add, read, join, pages };
}
