import type { Questionnaire } from './questionnaire.ts';

/** Asked questions by dimension, in the order in which the dimensions first come up. */
export function sections(
  { plan }: Questionnaire,
  asked: readonly number[],
): readonly (readonly number[])[] {
  const found = new Map<number, number[]>();
  for (const index of asked) {
    const { dimension } = plan.questions[index]!;
    const section = found.get(dimension);
    if (section === undefined) found.set(dimension, [index]);
    else section.push(index);
  }
  return [...found.values()];
}

export const sectionTitle = ({ plan }: Questionnaire, index: number): string =>
  plan.dimensions[plan.questions[index]!.dimension]!.title;

/** All asked questions in the order in which the list shows them. */
export const listed = (form: Questionnaire, asked: readonly number[]): readonly number[] =>
  sections(form, asked).flat();
