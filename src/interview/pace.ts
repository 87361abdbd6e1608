import type { PlanQuestion } from '../plan/types.ts';
import { displayWidth } from '../text/width.ts';
import { hasAnswer, isOpen, type Entries, type Questionnaire } from './questionnaire.ts';

/** How fast a person answers; all in seconds. */
export interface Pace {
  /** When the last answer was saved, on the caller's clock; null before the first. */
  readonly since: number | null;
  /** What the answers took. */
  readonly spent: number;
  /** What they take as a rule. */
  readonly usual: number;
}

export const unknownPace: Pace = { since: null, spent: 0, usual: 0 };

/** Columns of text read in a second, with care. CJK takes two columns and twice the time. */
const readingSpeed = 12;

/** Judgement: to think of what happened takes longer than to press the key. */
const thinking = {
  answerScale: 15,
  choice: 15,
  yesNo: 10,
  tradeOff: 18,
  metric: 40,
  allocation: 45,
  evidence: 10,
} as const;

function read({ ask, input }: PlanQuestion): number {
  const isOwnText = input.kind === 'options' && input.form !== 'answerScale';
  const labels = isOwnText ? input.options.map(({ label }) => label) : [];
  const columns = [ask, ...labels].reduce((sum, text) => sum + displayWidth(text), 0);
  return columns / readingSpeed;
}

/** Seconds that a question takes as a rule, from its length and its kind. */
export function usualSeconds(question: PlanQuestion): number {
  const { input } = question;
  const kind = input.kind === 'options' ? input.form : input.kind;
  const proof = input.kind === 'options' && input.evidence ? thinking.evidence : 0;
  return read(question) + thinking[kind] + proof;
}

/** A gap this many times as long as usual was a pause. */
const pause = 3;

/**
 * The pace after an answer was saved at a time. A note or a change of mind counts as time spent on
 * the questionnaire, a pause only as far as a slow answer would.
 */
export function paced(pace: Pace, question: PlanQuestion, isNew: boolean, now: number): Pace {
  if (pace.since === null) return { ...pace, since: now };
  const usual = usualSeconds(question);
  const gap = Math.max(0, Math.min(now - pace.since, pause * usual));
  return { since: now, spent: pace.spent + gap, usual: pace.usual + (isNew ? usual : 0) };
}

/** So many seconds at the usual pace stand beside what was seen, so that one answer says little. */
const doubt = 90;

/** How many times as long as usual this person takes; 1 while nothing is known. */
const factor = ({ spent, usual }: Pace): number => (doubt + spent) / (doubt + usual);

interface Standing {
  readonly entries: Entries;
  readonly asked: readonly number[];
  readonly at: number;
  readonly pace: Pace;
}

/** Seconds to the end, or null when nothing is left; optional questions passed by are not. */
export function secondsLeft({ plan }: Questionnaire, standing: Standing): number | null {
  const { entries, asked, at, pace } = standing;
  const isLeft = (index: number) =>
    !hasAnswer(entries.get(index)) &&
    (index >= at || isOpen(plan.questions[index]!, entries.get(index)));
  const left = asked.filter(isLeft).map((index) => usualSeconds(plan.questions[index]!));
  return left.length === 0 ? null : factor(pace) * left.reduce((sum, each) => sum + each, 0);
}
