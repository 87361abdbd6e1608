import { Answered } from '../answers/types.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { slotsOf } from './moments.ts';
import { firstOption } from './respondent.ts';

/** Which place in a row of counts a code of a question has; some codes have none. */
export interface Places {
  /** How many there are. */
  readonly width: number;
  /** By question and code, -1 for none. */
  readonly of: Int32Array;
  /** A question's begin at its index, moved so many bits. */
  readonly shift: number;
  /** By place: where its counts stand in `Moments.counts`. */
  readonly slots: Int32Array;
}

/** Counts of some groups, a row each. */
export interface CountPage {
  /** Modulo 256: with many groups it is the memory that takes the time. */
  readonly counts: Uint8Array<ArrayBuffer>;
  /** Multiples of 256 by place in `counts`; most have none. */
  readonly carries: Map<number, number>;
}

const optionsOf = ({ input }: PlanQuestion): number =>
  input.kind === 'options' ? input.options.length : 0;

/** What a yes without its evidence is counted as, beside being counted as a yes. */
export const unprovenCode = (question: PlanQuestion): number => firstOption + optionsOf(question);

/** Whether brief moments count a code: an option, or an answer to a question that has none. */
export const isBrief = (question: PlanQuestion, code: number): boolean =>
  optionsOf(question) === 0
    ? code === Answered
    : code >= firstOption && code < unprovenCode(question);

/** Places for those codes that are to be counted. */
export function placesOf(
  plan: Plan,
  isCounted: (question: PlanQuestion, code: number) => boolean,
): Places {
  const { base } = slotsOf(plan);
  const codes = Math.max(0, ...plan.questions.map(unprovenCode)) + 1;
  const shift = Math.ceil(Math.log2(codes));
  const of = new Int32Array(plan.questions.length << shift).fill(-1);
  const slots: number[] = [];
  for (const [i, question] of plan.questions.entries()) {
    for (let code = 0; code <= unprovenCode(question); code++) {
      if (!isCounted(question, code)) continue;
      of[(i << shift) | code] = slots.length;
      slots.push(base[i]! + code);
    }
  }
  return { width: slots.length, of, shift, slots: Int32Array.from(slots) };
}

export const emptyCounts = ({ width }: Places, rows: number): CountPage => ({
  counts: new Uint8Array(rows * width),
  carries: new Map(),
});

/** Counts one more; `place` is the row's, moved by where the row begins. */
export function count({ counts, carries }: CountPage, place: number): void {
  const next = counts[place]! + 1;
  counts[place] = next;
  if (next === 256) carries.set(place, (carries.get(place) ?? 0) + 256);
}

/** Counts a respondent's codes of all questions in a row, as far as they have places. */
export function countCodes(
  page: CountPage,
  row: number,
  { width, of, shift }: Places,
  code: Uint8Array,
): void {
  const from = row * width;
  for (let i = 0; i < code.length; i++) {
    const place = of[(i << shift) | code[i]!]!;
    if (place >= 0) count(page, from + place);
  }
}

/** Adds the counts of a row to those of moments. */
export function addCounts(
  { counts, carries }: CountPage,
  row: number,
  { width, slots }: Places,
  into: Float64Array,
): void {
  const from = row * width;
  for (let place = 0; place < width; place++) into[slots[place]!]! += counts[from + place]!;
  if (carries.size === 0) return;
  for (let place = 0; place < width; place++) {
    into[slots[place]!]! += carries.get(from + place) ?? 0;
  }
}
