import { isWording } from '../scorecard/wording.ts';
import type { Input, Plan, PlanQuestion } from './types.ts';

/** Languages a plan can be asked in, its own first. */
export const languagesOf = ({ scorecard, translations }: Plan): readonly string[] => [
  scorecard.language,
  ...translations.map(({ language }) => language),
];

/** The translated text, or the original, marked where it says something. */
type Say = (text: string | null | undefined, original: string) => string;

const sayFrom =
  (language: string): Say =>
  (text, original) =>
    text ?? (isWording(original) ? `[${language}] ${original}` : original);

function inputIn(input: Input, labels: readonly (string | null)[], say: Say): Input {
  const labelled = <T extends { readonly label: string }>(part: T, i: number): T => ({
    ...part,
    label: say(labels[i], part.label),
  });
  switch (input.kind) {
    case 'metric':
      return { ...input, unit: say(labels[0], input.unit) };
    case 'allocation':
      return { ...input, parts: input.parts.map(labelled) };
    case 'options':
      return { ...input, options: input.options.map(labelled) };
  }
}

function questionIn(
  question: PlanQuestion,
  texts: Plan['translations'][number]['questions'][number],
  say: Say,
): PlanQuestion {
  const { ask, help, input } = question;
  return {
    ...question,
    ask: say(texts.ask, ask),
    help: help === null ? null : say(texts.help, help),
    input: inputIn(input, texts.labels, say),
  };
}

const titledIn = <T extends { readonly title: string }>(
  list: readonly T[],
  titles: readonly (string | null)[],
  say: Say,
): readonly T[] => list.map((each, i) => ({ ...each, title: say(titles[i], each.title) }));

/**
 * The same plan to be asked in one of its languages: other texts, the same codes, numbers and
 * fingerprint. A text without a translation stays, marked with its own language.
 * @param language one of `languagesOf`
 */
export function translated(plan: Plan, language: string): Plan {
  const texts = plan.translations.find((each) => each.language === language);
  if (texts === undefined) return plan;
  const { title, summary, language: own } = plan.scorecard;
  const say = sayFrom(own);
  return {
    ...plan,
    scorecard: {
      ...plan.scorecard,
      title: say(texts.title, title),
      summary: summary === null ? null : say(texts.summary, summary),
      language,
    },
    dimensions: titledIn(plan.dimensions, texts.dimensions, say),
    questions: plan.questions.map((each, i) => questionIn(each, texts.questions[i]!, say)),
    markets: titledIn(plan.markets, texts.markets, say),
  };
}
