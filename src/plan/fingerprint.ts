import { createHash } from 'node:crypto';
import type { Plan, PlanQuestion, Rule } from './types.ts';

/** What of a plan can change a number. */
export type Scored = Pick<
  Plan,
  | 'dimensions'
  | 'questions'
  | 'markets'
  | 'supplyModes'
  | 'context'
  | 'zones'
  | 'strengthBands'
  | 'rules'
>;

/** Keys that change no number; what a scale is called does not either, its options do. */
const wording: ReadonlySet<string> = new Set([
  'title',
  'ask',
  'help',
  'label',
  'scale',
  'because',
  'practices',
]);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 over the plan without its wording, so that a corrected typo keeps results comparable. */
export const fingerprint = (scored: Scored): string =>
  sha256(JSON.stringify(scored, (key, value: unknown) => (wording.has(key) ? undefined : value)));

const parts = [
  'dimension',
  'side',
  'weight',
  'answers',
  'points',
  'optional',
  'fact',
  'condition',
] as const;

/** What decides how a question is scored. The weight of its dimension belongs to the plan. */
export type Part = (typeof parts)[number];

interface QuestionPrint {
  /** SHA-256 of the parts; of a condition, with the prints of the questions that it looks at. */
  readonly scoring: string;
  /** SHA-256 of everything a respondent reads. */
  readonly wording: string;
  readonly parts: { readonly [P in Part]: string };
}

type Prints = ReadonlyMap<string, QuestionPrint>;

const list = (milliPoints: readonly number[]) => milliPoints.map((each) => each / 1000).join(', ');

function answersOf({ input }: PlanQuestion): string {
  switch (input.kind) {
    case 'options': {
      const codes = input.options.map(({ code }) => code).join(', ');
      return `${input.form} ${codes}${input.evidence ? ' with evidence' : ''}`;
    }
    case 'metric': {
      const [min, max] = [input.min, input.max].map((end) => end / 10 ** input.decimals);
      return `${min} to ${max}, decimals ${input.decimals}, in ${input.unit}`;
    }
    case 'allocation':
      return `allocation ${input.parts.map(({ code }) => code).join(', ')}`;
  }
}

function pointsOf({ input, points, lean }: PlanQuestion): string {
  if (input.kind === 'metric') {
    return input.breakpoints
      .map(([value, worth]) => `${value / 10 ** input.decimals}: ${worth / 1000}`)
      .join(', ');
  }
  const tables = [points.customer, points.process, lean.points];
  return tables
    .filter((table) => table.length > 0)
    .map(list)
    .join('; ');
}

function sideOf({ weights, lean }: PlanQuestion): string {
  const sides = (['customer', 'process'] as const).filter((side) => weights[side] > 0);
  return [...sides, ...(lean.weight > 0 ? ['stated'] : [])].join(' and ');
}

/** A condition with the questions it looks at by their prints: what moves them, moves it. */
const conditionOf = (when: Rule | null, { questions }: Plan, earlier: Prints): string =>
  JSON.stringify(when, (key, value: unknown) => {
    if (key !== 'question') return value;
    const { id } = questions[value as number]!;
    return [id, earlier.get(id)!.scoring];
  });

const yesNo = (is: boolean): string => (is ? 'yes' : 'no');

const partsOf = (plan: Plan, question: PlanQuestion, earlier: Prints): QuestionPrint['parts'] => ({
  dimension: plan.dimensions[question.dimension]!.id,
  side: sideOf(question),
  weight: list([Math.max(...Object.values(question.weights), question.lean.weight)]),
  answers: answersOf(question),
  points: pointsOf(question),
  optional: yesNo(question.optional),
  fact: yesNo(question.fact),
  condition: conditionOf(question.when, plan, earlier),
});

function wordingOf({ ask, help, input }: PlanQuestion): readonly (string | null)[] {
  const labelled =
    input.kind === 'options' ? input.options : input.kind === 'allocation' ? input.parts : [];
  return [ask, help, ...labelled.map(({ label }) => label)];
}

/** The fingerprints of every question, by id. */
export function questionPrints(plan: Plan): Prints {
  const prints = new Map<string, QuestionPrint>();
  for (const question of plan.questions) {
    const found = partsOf(plan, question, prints);
    const scoring = sha256(JSON.stringify(parts.map((part) => found[part])));
    const said = sha256(JSON.stringify(wordingOf(question)));
    prints.set(question.id, { scoring, wording: said, parts: found });
  }
  return prints;
}

/** One part of a question before and after; null for a condition, which is a tree. */
export interface PartChange {
  readonly part: Part;
  readonly from: string | null;
  readonly to: string | null;
}

/** What became of a question from one plan to another. */
export interface QuestionVerdict {
  readonly id: string;
  /** Answers to the same and the reworded can be compared, those to the others cannot. */
  readonly verdict: 'same' | 'reworded' | 'rescored' | 'new' | 'gone';
  /** Of a rescored question, what changed. */
  readonly changed: readonly PartChange[];
}

function changesOf(before: QuestionPrint, after: QuestionPrint): readonly PartChange[] {
  const said = (print: QuestionPrint, part: Part) =>
    part === 'condition' ? null : print.parts[part];
  return parts
    .filter((part) => before.parts[part] !== after.parts[part])
    .map((part) => ({ part, from: said(before, part), to: said(after, part) }));
}

function verdictOf(
  id: string,
  before: QuestionPrint | undefined,
  after: QuestionPrint,
): QuestionVerdict {
  if (before === undefined) return { id, verdict: 'new', changed: [] };
  if (before.scoring !== after.scoring) {
    return { id, verdict: 'rescored', changed: changesOf(before, after) };
  }
  const isReworded = before.wording !== after.wording;
  return { id, verdict: isReworded ? 'reworded' : 'same', changed: [] };
}

/** What became of every question, in the order of the later plan; what is gone stands last. */
export function verdicts(before: Plan, after: Plan): readonly QuestionVerdict[] {
  const [old, now] = [questionPrints(before), questionPrints(after)];
  const gone = [...old.keys()].filter((id) => !now.has(id));
  return [
    ...[...now].map(([id, print]) => verdictOf(id, old.get(id), print)),
    ...gone.map((id): QuestionVerdict => ({ id, verdict: 'gone', changed: [] })),
  ];
}

/** Whether answers to a question before and after mean the same. */
export const isComparable = ({ verdict }: QuestionVerdict): boolean =>
  verdict === 'same' || verdict === 'reworded';
