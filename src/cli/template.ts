import { allowedAnswers } from '../answers/answer.ts';
import type { Plan } from '../plan/types.ts';
import { visible } from '../text/visible.ts';
import { loadPlan } from './load.ts';
import { exitCode, type ExitCode, type World } from './world.ts';

const comment = (text: string): string => visible(text.replace(/\s+/g, ' ').trim());

/** A sheet without answers: every question with what may be answered, ready to fill in. */
function emptySheet(plan: Plan): string {
  const { id, version } = plan.scorecard;
  const head = [
    'pendulum: 1',
    `scorecard: ${id}@${version}`,
    'unit: my-unit',
    'round: 2026-q4',
    'respondent: r01',
    '# role: operations',
    'answers:',
  ];
  const body = plan.dimensions.flatMap((dimension, d) => [
    `  # ${comment(dimension.title)}`,
    ...plan.questions
      .filter((question) => question.dimension === d && !question.fact)
      .flatMap((question) => [
        `  # ${comment(question.ask)}`,
        `  #   ${comment(allowedAnswers(question.input))}, not-applicable, dont-know`,
        `  ${question.id}:`,
      ]),
  ]);
  return [...head, ...body, ''].join('\n');
}

/** Writes an empty sheet of a scorecard to stdout. */
export async function template(name: string, world: World): Promise<ExitCode> {
  world.stdout.write(emptySheet(await loadPlan(name, world)));
  return exitCode.done;
}
