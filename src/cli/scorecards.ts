import { compile } from '../plan/compile.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { visible } from '../text/visible.ts';
import { loadPlan, loadScorecard, shippedNames } from './load.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

const sideOf = ({ weights, lean }: PlanQuestion): string => {
  if (lean.weight > 0) return 'stated';
  if (weights.customer > 0 && weights.process > 0) return 'both';
  return weights.customer > 0 ? 'customer' : 'process';
};

function summary(name: string, world: World): string {
  const { value, problems } = loadScorecard(name, world);
  if (value === null) throw new Stop(exitCode.invalid, problems);
  const { scorecard, questions, dimensions } = compile(value.scorecard.value, value.library);
  const asked = questions.filter(({ fact }) => !fact).length;
  return [
    `${name}  ${scorecard.version}  ${scorecard.title} (${scorecard.status})`,
    `  ${asked} questions, ${questions.length - asked} facts, ${dimensions.length} dimensions`,
    ...(scorecard.summary === null ? [] : [`  ${scorecard.summary.trim()}`]),
  ].join('\n');
}

function details(plan: Plan): string {
  const { id, version, title, status, summary: about } = plan.scorecard;
  const head = [
    `${title} (${id}@${version}, ${status})`,
    ...(about === null ? [] : [about.trim()]),
  ];
  const body = plan.dimensions.flatMap((dimension, d) => [
    '',
    dimension.title,
    ...plan.questions
      .filter((question) => question.dimension === d)
      .map((question) => `  ${sideOf(question).padEnd(8)}  ${question.id}: ${question.ask.trim()}`),
  ]);
  const markets = plan.markets.map(
    ({ id: market, title: name, customer, process }) =>
      `  ${market}: ${name}, customer ${customer / 1000}, process ${process / 1000}`,
  );
  return [...head, ...body, '', 'Markets and their targets (judgement)', ...markets].join('\n');
}

/** Lists the shipped scorecards, or shows one by name or path. */
export function scorecards(name: string | undefined, world: World): ExitCode {
  const text =
    name === undefined
      ? shippedNames()
          .map((each) => summary(each, world))
          .join('\n\n')
      : details(loadPlan(name, world));
  world.stdout.write(`${text.split('\n').map(visible).join('\n')}\n`);
  return exitCode.done;
}
