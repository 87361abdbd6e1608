import type { Plan, PlanQuestion } from '../plan/types.ts';
import { textOfValue, valueOfText } from './value.ts';
import type { Facts } from './units.ts';
import type { ReadAnswers } from './sheet.ts';
import { Answered, emptyAnswers, type Sheet } from './types.ts';

/** The same answer where another plan asks the question; null where it does not fit any more. */
function valueIn(from: PlanQuestion, to: PlanQuestion, value: number): number | null {
  if (from.input.kind !== to.input.kind) return null;
  if (from.input.kind === 'allocation') return value;
  return valueOfText(to.input, textOfValue(from.input, value));
}

const hasEvidence = ({ input }: PlanQuestion) => input.kind === 'options' && input.evidence;

const isYes = ({ input }: PlanQuestion, value: number) =>
  input.kind === 'options' && input.options[value]!.code === 'yes';

/** Answers as another plan reads them. */
export interface Carried {
  readonly read: ReadAnswers;
  /** Indexes, in the new plan, of questions whose answer does not fit and is left out. */
  readonly unfit: readonly number[];
}

/** Takes answers from one plan to another by question id and option code. */
function carry(from: Plan, to: Plan, { answers, notes, unproven }: ReadAnswers): Carried {
  const places = new Map(from.questions.map(({ id }, i) => [id, i]));
  const carried = emptyAnswers(to.questions.length);
  const read = { answers: carried, notes: new Map<number, string>(), unproven: [] as number[] };
  const unfit: number[] = [];
  to.questions.forEach((question, i) => {
    const place = places.get(question.id);
    if (place === undefined) return;
    const before = from.questions[place]!;
    const note = notes.get(place);
    if (note !== undefined) read.notes.set(i, note);
    const state = answers.state[place]!;
    if (state !== Answered) {
      carried.state[i] = state;
      return;
    }
    // What was said: a yes without evidence was read as partly, the option after it.
    const wasBare = unproven.includes(place);
    const value = valueIn(before, question, answers.value[place]! - (wasBare ? 1 : 0));
    if (value === null) {
      unfit.push(i);
      return;
    }
    const isBare = hasEvidence(before) ? wasBare : (note ?? '').trim() === '';
    const counts = hasEvidence(question) && isYes(question, value) && isBare;
    if (counts) read.unproven.push(i);
    carried.state[i] = Answered;
    carried.value[i] = counts ? value + 1 : value;
  });
  return { read, unfit };
}

/** A sheet as another plan reads it. */
export function carrySheet(
  from: Plan,
  to: Plan,
  sheet: Sheet,
): { readonly sheet: Sheet; readonly unfit: readonly number[] } {
  if (from === to) return { sheet, unfit: [] };
  const { read, unfit } = carry(from, to, sheet);
  return { sheet: { ...sheet, ...read }, unfit };
}

/** Facts as another plan reads them; what does not fit is left out. */
export function carryFacts(from: Plan, to: Plan, facts: Facts): Facts {
  if (from === to) return facts;
  const bare = { notes: new Map<number, string>(), unproven: [] };
  return new Map(
    [...facts].map(([unit, rounds]) => [
      unit,
      new Map(
        [...rounds].map(([round, answers]) => [
          round,
          carry(from, to, { ...bare, answers }).read.answers,
        ]),
      ),
    ]),
  );
}
