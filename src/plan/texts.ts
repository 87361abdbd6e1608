import type { Question, QuestionTexts, Scorecard, Translation } from '../scorecard/types.ts';
import { builtInFor, type BuiltIn } from './built-in.ts';
import type { Input, PlanQuestion, PlanTexts } from './types.ts';

type Text = string | null;

/** What one language has to offer; a text that it lacks is null. */
interface Sources {
  readonly given: Translation;
  readonly builtIn: BuiltIn | null;
}

function optionLabel(
  { given, builtIn }: Sources,
  question: Question,
  texts: QuestionTexts,
  code: string,
  index: number,
): Text | undefined {
  if (question.choice) return texts.choice?.get(code);
  if (question.yesNo) return builtIn?.yesNo[index];
  if (!question.tradeOff) return given.answerScales?.get(question.answerScale!)?.[index];
  return code === '-3' ? texts.tradeOff?.process : code === '3' ? texts.tradeOff?.customer : null;
}

/** One text for every part of an answer, in the order in which the input has them. */
function labelsOf(
  sources: Sources,
  question: Question,
  texts: QuestionTexts,
  input: Input,
): readonly Text[] {
  switch (input.kind) {
    case 'metric':
      return [texts.metric?.unit ?? null];
    case 'allocation':
      return input.parts.map(
        ({ code }) => texts.allocation?.[code as 'customer' | 'process' | 'other'] ?? null,
      );
    case 'options':
      return input.options.map(
        ({ code }, i) => optionLabel(sources, question, texts, code, i) ?? null,
      );
  }
}

function questionTexts(sources: Sources, question: Question, input: Input) {
  const texts = sources.given.questions?.get(question.id) ?? {};
  const unasked = question.ask === undefined ? sources.builtIn?.tradeOff : null;
  return {
    ask: texts.ask ?? unasked ?? null,
    help: texts.help ?? null,
    labels: labelsOf(sources, question, texts, input),
  };
}

/** The translations of a scorecard in the order of its plan, built-in texts included. */
export function compileTexts(
  scorecard: Scorecard,
  questions: readonly PlanQuestion[],
): readonly PlanTexts[] {
  return [...(scorecard.translations ?? [])].map(([language, given]) => {
    const sources = { given, builtIn: builtInFor(language) };
    const { dimensions, markets = [] } = scorecard;
    return {
      language,
      title: given.title ?? null,
      summary: given.summary ?? null,
      dimensions: dimensions.map(({ id }) => given.dimensions?.get(id) ?? null),
      questions: scorecard.questions.map((question, i) =>
        questionTexts(sources, question, questions[i]!.input),
      ),
      markets: markets.map(({ id }) => given.markets?.get(id) ?? null),
    };
  });
}
