import { readAnswers } from '../answers/sheet.ts';
import { NotAsked } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import { problem, type Problem } from '../problem.ts';
import type { Example, Scorecard } from '../scorecard/types.ts';
import type { Located } from '../source/document.ts';
import type { Notes } from '../source/shape.ts';
import { placeAt } from '../source/source.ts';
import { zoneOf } from '../score/position.ts';
import { evaluator, Scored, type RespondentScore } from '../score/respondent.ts';

type Found = number | string;

/** What an example's answers score, by the names an example may expect. */
function measures(plan: Plan, score: RespondentScore): Readonly<Record<string, Found>> {
  const leaning = (side: 0 | 1): Found =>
    score.leaningState[side] === Scored ? score.leaning[side]! / 1000 : 'insufficient';
  return {
    customer: leaning(0),
    process: leaning(1),
    position: score.isScored ? score.position / 1000 : 'insufficient',
    statedLean: score.hasStatedLean ? score.statedLean / 1000 : 'insufficient',
    coverage:
      score.applicable === 0 ? 0 : Math.round((1000 * score.answered) / score.applicable) / 1000,
    zone: score.isScored ? zoneOf(plan.zones, score.position).id : 'insufficient',
  };
}

function checkExample(plan: Plan, example: Example, notes: Notes): void {
  const { answers } = readAnswers(plan, example.answers, notes);
  const markets = example.market === undefined ? [] : [example.market];
  const setting = { markets, role: example.role ?? null, unit: example.unit ?? null };
  const score = evaluator(plan).evaluate(answers, setting);
  const got = measures(plan, score);
  const at = example.answers;
  const place = placeAt(notes.source, at.start, 1);
  const { notAsked, ...expected } = example.expect;
  const fail = (measure: string, wanted: Found, found: Found) =>
    notes.problems.push(
      problem('EXAMPLE_FAILED', place, example.name, measure, String(wanted), String(found)),
    );
  for (const [measure, wanted] of Object.entries(expected)) {
    if (got[measure] !== wanted) fail(measure, wanted, got[measure]!);
  }
  for (const id of notAsked ?? []) {
    const index = plan.questions.findIndex((question) => question.id === id);
    if (score.state[index] !== NotAsked) fail(id, 'not asked', index < 0 ? 'unknown' : 'asked');
  }
}

/** Runs the examples that travel with a scorecard. */
export function checkExamples(
  plan: Plan,
  { value, source }: Located<Scorecard>,
): readonly Problem[] {
  const notes: Notes = { source, problems: [] };
  for (const example of value.examples ?? []) checkExample(plan, example, notes);
  return notes.problems;
}
