import { apart, faint, plain, strong, widthOf, type Line, type Signs } from './line.ts';
import { hasAnswer, type Questionnaire } from './questionnaire.ts';
import type { State } from './state.ts';

/** Asked questions in runs of one dimension, as they follow each other. */
export function sections({ plan }: Questionnaire, asked: readonly number[]): readonly number[][] {
  const runs: number[][] = [];
  for (const index of asked) {
    const run = runs.at(-1);
    const { dimension } = plan.questions[index]!;
    if (run !== undefined && plan.questions[run[0]!]!.dimension === dimension) run.push(index);
    else runs.push([index]);
  }
  return runs;
}

export const sectionTitle = ({ plan }: Questionnaire, index: number): string =>
  plan.dimensions[plan.questions[index]!.dimension]!.title;

export const countAnswered = ({ asked, entries }: State): number =>
  asked.filter((index) => hasAnswer(entries.get(index))).length;

function sign(signs: Signs, state: State, index: number) {
  const isDone = hasAnswer(state.entries.get(index));
  if (index === state.at) return strong(signs.here);
  return isDone ? plain(signs.done) : faint(signs.open);
}

const dots = (form: Questionnaire, state: State, signs: Signs): Line =>
  sections(form, state.asked).flatMap((run, i) => [
    ...(i === 0 ? [] : [plain(' ')]),
    ...run.map((index) => sign(signs, state, index)),
  ]);

function bar(state: State, signs: Signs, columns: number): Line {
  const share = countAnswered(state) / Math.max(1, state.asked.length);
  const filled = Math.round(share * columns);
  return [plain(signs.bar.repeat(filled)), faint(signs.gap.repeat(columns - filled))];
}

/** One sign a question, in groups by dimension, or a plain bar where they do not fit. */
export function progressLine(
  form: Questionnaire,
  state: State,
  signs: Signs,
  columns: number,
): Line {
  const line = dots(form, state, signs);
  return widthOf(line) <= columns ? line : bar(state, signs, columns);
}

/** Which section this is, how far it is, and how far the whole is. */
export function placeLine(form: Questionnaire, state: State, signs: Signs, columns: number): Line {
  const { words } = form;
  const { dimension } = form.plan.questions[state.at]!;
  const mates = state.asked.filter((i) => form.plan.questions[i]!.dimension === dimension);
  const position = words.inSection(mates.indexOf(state.at) + 1, mates.length);
  const title = signs.show(sectionTitle(form, state.at));
  const whole = faint(words.answered(countAnswered(state), state.asked.length));
  return apart([strong(title), faint(`  ${position}`)], [whole], columns);
}
