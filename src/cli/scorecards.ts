import { languagesOf } from '../plan/translate.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { visible } from '../text/visible.ts';
import { wrap } from '../text/width.ts';
import { loadPlan } from './load.ts';
import { shippedNames } from './paths.ts';
import { lookOf } from './terminal.ts';
import { exitCode, type ExitCode, type World } from './world.ts';

const sideOf = ({ weights, lean }: PlanQuestion): string => {
  if (lean.weight > 0) return 'stated';
  if (weights.customer > 0 && weights.process > 0) return 'both';
  return weights.customer > 0 ? 'customer' : 'process';
};

function summary(name: string, plan: Plan): string {
  const { scorecard, questions, dimensions } = plan;
  const asked = questions.filter(({ fact }) => !fact).length;
  return [
    `${name}  ${scorecard.version}  ${scorecard.title} (${scorecard.status})`,
    `  ${asked} questions, ${questions.length - asked} facts, ${dimensions.length} dimensions; in ${languagesOf(plan).join(', ')}`,
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

async function overview(world: World): Promise<string> {
  const parts: string[] = [];
  for (const name of shippedNames()) parts.push(summary(name, await loadPlan(name, world)));
  return parts.join('\n\n');
}

/** A line in the columns there are; what does not fit goes on further in. */
function wrapped(line: string, columns: number): readonly string[] {
  const text = visible(line.trimStart());
  const indent = line.length - line.trimStart().length;
  const rows = wrap(text, Math.max(10, columns - indent - 2));
  return rows.map((row, i) => ' '.repeat(row === '' ? 0 : indent + (i === 0 ? 0 : 2)) + row);
}

/** Lists the shipped scorecards, or shows one by name or path. */
export async function scorecards(name: string | undefined, world: World): Promise<ExitCode> {
  const text = name === undefined ? await overview(world) : details(await loadPlan(name, world));
  const { columns } = lookOf(world.stdout, world.env, {});
  const lines = text.split('\n').flatMap((line) => wrapped(line, Math.min(columns, 100)));
  world.stdout.write(`${lines.join('\n')}\n`);
  return exitCode.done;
}
