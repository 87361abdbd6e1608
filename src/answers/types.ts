/** The five states of an answer. None of them is a number. */
export const Unanswered = 0;
export const Answered = 1;
export const NotApplicable = 2;
export const DontKnow = 3;
export const NotAsked = 4;

/** One respondent's answers by question index; `value` means something only where answered. */
export interface Answers {
  readonly state: Uint8Array;
  /** Integers as described by `Input` in the plan. */
  readonly value: Float64Array;
}

export const emptyAnswers = (questions: number): Answers => ({
  state: new Uint8Array(questions),
  value: new Float64Array(questions),
});

/** One respondent's answers with who they are from. */
export interface Sheet {
  readonly unit: string;
  readonly round: string | null;
  readonly respondent: string;
  readonly role: string | null;
  readonly market: string | null;
  readonly answers: Answers;
  /** Remarks by question index, exactly as written. */
  readonly notes: ReadonlyMap<number, string>;
  /** Questions answered yes without the evidence they ask for; they count as partly. */
  readonly unproven: readonly number[];
  /** Where it was read, for messages only; the line is that of an NDJSON file. */
  readonly file: string;
  readonly line: number;
}
