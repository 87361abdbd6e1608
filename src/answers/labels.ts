import type { PlanQuestion } from '../plan/types.ts';

type ByName<T> = ReadonlyMap<string, T>;

/** What the cells of a table say, as far as a map tells. */
export interface Labels {
  /** Text and the code or state that it means, by answer scale and by question. */
  readonly labels?: {
    readonly scales?: ByName<ByName<string>>;
    readonly questions?: ByName<ByName<string>>;
  };
  readonly notApplicable?: readonly string[];
  readonly dontKnow?: readonly string[];
}

/** The answer scale of a question; null when it has none. */
export const scaleOf = ({ input }: PlanQuestion): string | null =>
  input.kind === 'options' ? input.scale : null;

/**
 * What cells of a question may say beside what it offers itself: the text and the code or state it
 * means. Labels of the question go before those of its scale, and both before the words that hold
 * everywhere.
 */
export function labelsOf(
  question: PlanQuestion,
  { labels, notApplicable = [], dontKnow = [] }: Labels,
): ReadonlyMap<string, string> {
  const scale = scaleOf(question);
  return new Map([
    ...notApplicable.map((token) => [token, 'not-applicable'] as const),
    ...dontKnow.map((token) => [token, 'dont-know'] as const),
    ...((scale === null ? undefined : labels?.scales?.get(scale)) ?? []),
    ...(labels?.questions?.get(question.id) ?? []),
  ]);
}
