import { Answered, NotAsked } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import { addSquares, slotsOf, two52, type BriefMoments, type Draft } from './moments.ts';
import { pageOf, pageSize, rowOf } from './pages.ts';
import { firstOption, type CodedScore } from './respondent.ts';

/**
 * The brief moments of some groups, a row each. What a respondent adds to lies close together, for
 * with many groups it is the memory that takes the time: counts are bytes, and what they carry over
 * is kept by place beside them.
 */
export interface BriefPage {
  /** By group and slot, modulo 256. */
  readonly counts: Uint8Array<ArrayBuffer>;
  /** Multiples of 256 by place in `counts`; most have none. */
  readonly carries: Map<number, number>;
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
   * @param unproven indexes of the questions answered yes without evidence, the first `unprovenCount`
   */
  readonly add: (
    group: number,
    score: CodedScore,
    value: Float64Array,
    unproven: ArrayLike<number>,
    unprovenCount: number,
  ) => void;
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
  const { base } = slotsOf(plan);
  const slots = base.at(-1)!;
  const open = openIn(plan);
  const width = openSums + open.length;
  const pages: BriefPage[] = [];
  let size = 0;

  function openGroup(): number {
    if (size === pages.length * pageSize) {
      pages.push({
        counts: new Uint8Array(pageSize * slots),
        carries: new Map(),
        sums: new Float64Array(pageSize * width),
        low: new Float64Array(pageSize * open.length),
        high: new Float64Array(pageSize * open.length),
      });
    }
    size += 1;
    return size - 1;
  }

  function count(page: BriefPage, place: number): void {
    const next = page.counts[place]! + 1;
    page.counts[place] = next;
    if (next === 256) page.carries.set(place, (page.carries.get(place) ?? 0) + 256);
  }

  function addQuestions(page: BriefPage, row: number, code: Uint8Array): void {
    const from = row * slots;
    for (let i = 0; i < code.length; i++) count(page, from + base[i]! + code[i]!);
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

  function add(
    group: number,
    score: CodedScore,
    value: Float64Array,
    unproven: ArrayLike<number>,
    unprovenCount: number,
  ): void {
    const row = rowOf(group);
    const page = pages[pageOf(group)]!;
    addScore(page, row, score);
    addQuestions(page, row, score.code);
    if (open.length > 0) addOpen(page, row, score.code, value);
    for (let k = 0; k < unprovenCount; k++) {
      const question = unproven[k]!;
      // What was not asked in the end was not claimed either.
      if (score.code[question] === NotAsked) continue;
      count(page, row * slots + base[question + 1]! - 1);
    }
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
  const slots = base.at(-1)!;
  const open = openIn(plan);
  const width = openSums + open.length;

  function addCounts({ counts, carries }: BriefPage, row: number, into: Float64Array): void {
    const from = row * slots;
    for (let i = 0; i < slots; i++) into[i]! += counts[from + i]!;
    if (carries.size === 0) return;
    for (let i = 0; i < slots; i++) into[i]! += carries.get(from + i) ?? 0;
  }

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
    addCounts(page, row, into.counts);
    addAnswered(into.counts);
    addOpen(page, row, into);
  }

  const respondents = (group: number): number =>
    pages[pageOf(group)]!.sums[rowOf(group) * width + Respondents]!;

  return { respondents, addTo };
}
