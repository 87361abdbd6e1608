import { Answered } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import {
  addCounts,
  countCodes,
  emptyCounts,
  isBrief,
  placesOf,
  type CountPage,
} from './code-counts.ts';
import { addSquares, slotsOf, two52, type BriefMoments, type Draft } from './moments.ts';
import { pageOf, pageSize, rowOf } from './pages.ts';
import { firstOption, type CodedScore } from './respondent.ts';

/** The brief moments of some groups, a row each. */
export interface BriefPage extends CountPage {
  readonly sums: Float64Array<ArrayBuffer>;
  /** Squares of open questions are high x 2^52 + low. */
  readonly low: Float64Array<ArrayBuffer>;
  readonly high: Float64Array<ArrayBuffer>;
}

/** Brief moments of many groups of respondents, in little memory, made to be added to. */
export interface BriefStore {
  /** How many groups there are. */
  readonly size: () => number;
  /** A group of nobody; answers its number. */
  readonly open: () => number;
  /**
   * Adds a respondent to a group.
   * @param value the values of metrics and allocations
   */
  readonly add: (group: number, score: CodedScore, value: Float64Array) => void;
  readonly pages: readonly BriefPage[];
}

/** Places in a row of sums; open questions follow. */
const Respondents = 0;
const ScoredOnes = 1;
const Applicable = 2;
const AnsweredWeight = 3;
const Customer = 4;
const Process = 5;
const openSums = 6;

/** The questions that are not closed. */
const openIn = ({ questions }: Plan): readonly number[] =>
  questions.flatMap(({ input }, i) => (input.kind === 'options' ? [] : [i]));

export function briefStore(plan: Plan): BriefStore {
  const places = placesOf(plan, isBrief);
  const open = openIn(plan);
  const width = openSums + open.length;
  const pages: BriefPage[] = [];
  let size = 0;

  function openGroup(): number {
    if (size === pages.length * pageSize) {
      pages.push({
        ...emptyCounts(places, pageSize),
        sums: new Float64Array(pageSize * width),
        low: new Float64Array(pageSize * open.length),
        high: new Float64Array(pageSize * open.length),
      });
    }
    size += 1;
    return size - 1;
  }

  function addOpen(page: BriefPage, row: number, code: Uint8Array, value: Float64Array): void {
    for (let k = 0; k < open.length; k++) {
      const i = open[k]!;
      if (code[i] !== Answered) continue;
      const own = value[i]!;
      const place = row * open.length + k;
      const low = page.low[place]! + own * own;
      const carries = low >= two52;
      page.sums[row * width + openSums + k]! += own;
      page.low[place] = carries ? low - two52 : low;
      if (carries) page.high[place]! += 1;
    }
  }

  function addScore({ sums }: BriefPage, row: number, score: CodedScore): void {
    const from = row * width;
    sums[from + Respondents]! += 1;
    sums[from + Applicable]! += score.applicable;
    sums[from + AnsweredWeight]! += score.answered;
    if (!score.isScored) return;
    sums[from + ScoredOnes]! += 1;
    sums[from + Customer]! += score.leaning[0]!;
    sums[from + Process]! += score.leaning[1]!;
  }

  function add(group: number, score: CodedScore, value: Float64Array): void {
    const row = rowOf(group);
    const page = pages[pageOf(group)]!;
    addScore(page, row, score);
    countCodes(page, row, places, score.code);
    if (open.length > 0) addOpen(page, row, score.code, value);
  }

  return { size: () => size, open: openGroup, add, pages };
}

/** What the groups on some pages have. */
export interface Briefs {
  readonly respondents: (group: number) => number;
  /** Adds to moments what a group has. */
  readonly addTo: (into: Draft<BriefMoments>, group: number) => void;
}

export function briefsIn(plan: Plan, pages: readonly BriefPage[]): Briefs {
  const { base, options } = slotsOf(plan);
  const places = placesOf(plan, isBrief);
  const open = openIn(plan);
  const width = openSums + open.length;

  /** Of closed questions the options alone are counted; together they are the answered. */
  function addAnswered(into: Float64Array): void {
    for (let i = 0; i < options.length; i++) {
      if (options[i] === 0) continue;
      const at = base[i]!;
      let answered = 0;
      for (let k = 0; k < options[i]!; k++) answered += into[at + firstOption + k]!;
      into[at + Answered] = answered;
    }
  }

  function addOpen(page: BriefPage, row: number, into: Draft<BriefMoments>): void {
    for (let k = 0; k < open.length; k++) {
      const i = open[k]!;
      into.questionSum[i]! += page.sums[row * width + openSums + k]!;
      addSquares(into.questionSquares, i, page, row * open.length + k);
    }
  }

  function addTo(into: Draft<BriefMoments>, group: number): void {
    const row = rowOf(group);
    const page = pages[pageOf(group)]!;
    const { sums } = page;
    const from = row * width;
    into.respondents += sums[from + Respondents]!;
    into.scored += sums[from + ScoredOnes]!;
    into.applicable += sums[from + Applicable]!;
    into.answered += sums[from + AnsweredWeight]!;
    into.leaning[0]! += sums[from + Customer]!;
    into.leaning[1]! += sums[from + Process]!;
    addCounts(page, row, places, into.counts);
    addAnswered(into.counts);
    addOpen(page, row, into);
  }

  const respondents = (group: number): number =>
    pages[pageOf(group)]!.sums[rowOf(group) * width + Respondents]!;

  return { respondents, addTo };
}
