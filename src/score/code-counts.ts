import { Answered } from '../answers/types.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { slotsOf } from './moments.ts';
import { firstOption } from './respondent.ts';

/** Which place in a row of counts a code of a question has; codes that nobody asks for share the last. */
export interface Places {
  /** How many there are. */
  readonly width: number;
  /** By question and code. */
  readonly of: Int32Array;
  /** A question's begin at its index, moved so many bits. */
  readonly shift: number;
  /** By place but the last: where its counts stand in `Moments.counts`. */
  readonly slots: Int32Array;
}

/** Counts of some groups, a row each. */
export interface CountPage {
  /** Of the last respondents, in bytes: with many groups it is the memory that takes the time. */
  readonly recent: Uint8Array<ArrayBuffer>;
  /** By row: how many these are. */
  readonly respondents: Uint8Array<ArrayBuffer>;
  /** Of all before them; null while there are none in any row. */
  earlier: Float64Array<ArrayBuffer> | null;
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
  const counted: (readonly [index: number, slot: number])[] = [];
  for (const [i, question] of plan.questions.entries()) {
    for (let code = 0; code <= unprovenCode(question); code++) {
      if (isCounted(question, code)) counted.push([(i << shift) | code, base[i]! + code]);
    }
  }
  const of = new Int32Array(plan.questions.length << shift).fill(counted.length);
  counted.forEach(([index], place) => {
    of[index] = place;
  });
  const slots = Int32Array.from(counted, ([, slot]) => slot);
  return { width: counted.length + 1, of, shift, slots };
}

export const emptyCounts = ({ width }: Places, rows: number): CountPage => ({
  recent: new Uint8Array(rows * width),
  respondents: new Uint8Array(rows),
  earlier: null,
});

/** The most respondents that bytes can count. */
const mostRecent = 255;

/** Makes room in a row's bytes. */
function putAside(page: CountPage, row: number, width: number): void {
  const { recent, respondents } = page;
  const earlier = (page.earlier ??= new Float64Array(recent.length));
  for (let at = row * width; at < (row + 1) * width; at++) earlier[at]! += recent[at]!;
  recent.fill(0, row * width, (row + 1) * width);
  respondents[row] = 0;
}

/** Counts a respondent's codes of all questions in a row, as far as they have places. */
export function countCodes(
  page: CountPage,
  row: number,
  { width, of, shift }: Places,
  code: Uint8Array,
): void {
  const { recent, respondents } = page;
  if (respondents[row] === mostRecent) putAside(page, row, width);
  respondents[row]! += 1;
  const from = row * width;
  for (let i = 0; i < code.length; i++) recent[from + of[(i << shift) | code[i]!]!]! += 1;
}

/** Counts one more code of the respondent whose codes were counted last, in a place of its own. */
export function countMore({ recent }: CountPage, row: number, width: number, place: number): void {
  recent[row * width + place]! += 1;
}

/** Adds the counts of a row to those of moments. */
export function addCounts(
  { recent, earlier }: CountPage,
  row: number,
  { width, slots }: Places,
  into: Float64Array,
): void {
  const from = row * width;
  for (let place = 0; place < slots.length; place++) {
    into[slots[place]!]! += recent[from + place]! + (earlier?.[from + place] ?? 0);
  }
}
