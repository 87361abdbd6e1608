import { Answered, type Answers } from '../../src/answers/types.ts';
import { firstOption, type Codes } from '../../src/score/respondent.ts';

/** Codes as the answers that a sheet would have; the value of what is not answered is 0. */
export function answersOf({ code, value }: Codes): Answers {
  const state = code.map((own) => (own < firstOption ? own : Answered));
  const values = value.map((own, i) =>
    code[i]! >= firstOption ? code[i]! - firstOption : code[i] === Answered ? own : 0,
  );
  return { state, value: values };
}
