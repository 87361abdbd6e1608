import { resolve } from 'node:path';
import { compile } from '../plan/compile.ts';
import type { Plan } from '../plan/types.ts';
import { isError, problem, type Problem } from '../problem.ts';
import { renderSarif } from '../report/sarif.ts';
import { problemData } from '../result/problem.ts';
import { tool } from '../result/tool.ts';
import type { Scorecard } from '../scorecard/types.ts';
import { reachOf } from '../score/reach.ts';
import { treeAt, type Located } from '../source/document.ts';
import { placeAt } from '../source/source.ts';
import { visible } from '../text/visible.ts';
import { checkExamples } from './examples.ts';
import { amongOthers, writeAtomic } from './io.ts';
import { checkPlaces, outputsOf } from './outputs.ts';
import { loadScorecard, scorecardFiles } from './scorecard.ts';
import { renderProblems } from './problems.ts';
import { endOf, exitCode, type ExitCode, type World } from './world.ts';

/** Conditions that hold never, or always. */
function checkReach(plan: Plan, { source, tree }: Located<Scorecard>): readonly Problem[] {
  return plan.questions.flatMap(({ id, when }, index) => {
    const reach = when === null ? 'sometimes' : reachOf(plan, index);
    if (reach !== 'never' && reach !== 'always') return [];
    const at = treeAt(tree, ['questions', { id }, 'when']);
    const place = placeAt(source, at.start, at.end - at.start);
    return [problem(reach === 'never' ? 'UNREACHABLE' : 'ALWAYS_ASKED', place, id)];
  });
}

/** Sides with different numbers of scored questions: agreeing with everything is then not neutral. */
function checkBalance(plan: Plan, { source, tree }: Located<Scorecard>): readonly Problem[] {
  return plan.dimensions.flatMap(({ id }, dimension) => {
    const inside = plan.questions.filter((question) => question.dimension === dimension);
    const weight = (side: 'customer' | 'process') =>
      inside.reduce((sum, question) => sum + (question.fact ? 0 : question.weights[side]), 0);
    const [customer, process] = [weight('customer'), weight('process')];
    if (Math.min(customer, process) * 1.5 >= Math.max(customer, process)) return [];
    const at = treeAt(tree, ['dimensions', { id }]);
    const place = placeAt(source, at.start, at.end - at.start);
    return [problem('UNBALANCED', place, id, customer / 1000, process / 1000)];
  });
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

interface Checked {
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;
  readonly summary: string;
}

/** All that can be found wrong with one scorecard. */
function checkOne(name: string, world: World): Checked {
  const { value, problems } = amongOthers(() => loadScorecard(name, world));
  if (value === null)
    return { problems, exitCode: endOf(problems), summary: `${visible(name)}: invalid` };
  const plan = compile(value.scorecard.value, value.library);
  const reach = checkReach(plan, value.scorecard);
  const examples = checkExamples(plan, value.scorecard);
  const all = [...problems, ...reach, ...checkBalance(plan, value.scorecard), ...examples];
  const { id, version } = plan.scorecard;
  const counts = [
    counted(plan.questions.length, 'question'),
    counted(plan.dimensions.length, 'dimension'),
    counted(value.scorecard.value.examples?.length ?? 0, 'example'),
  ].join(', ');
  const errors = all.filter(isError);
  const isInvalid = errors.some((error) => error.code !== 'EXAMPLE_FAILED');
  const code = isInvalid ? exitCode.invalid : errors.length > 0 ? exitCode.failed : exitCode.done;
  return {
    problems: all,
    exitCode: code,
    summary: `${visible(name)}: ${code === exitCode.done ? 'ok' : 'failed'}, ${id}@${version}, ${counts}`,
  };
}

export interface CheckOptions {
  readonly format: readonly string[];
  readonly force?: boolean;
  readonly json?: boolean;
}

/** How a check can be reported beside its problems on stderr: a line a scorecard, or for code scanning. */
const renders: ReadonlyMap<string, (checked: readonly Checked[]) => string> = new Map([
  ['text', (checked) => checked.map(({ summary }) => `${summary}\n`).join('')],
  [
    'sarif',
    (checked) =>
      renderSarif({ tool, problems: checked.flatMap(({ problems }) => problems.map(problemData)) }),
  ],
]);

/**
 * Checks scorecards; 4 when one cannot be read, 3 when one is invalid, 1 when an example fails, else 0.
 * @param others files that are read beside them, which no report may replace either
 */
export function check(
  names: readonly string[],
  options: CheckOptions,
  world: World,
  others: readonly string[] = [],
): ExitCode {
  const outputs = outputsOf(options.format, [...renders.keys()], world);
  if (outputs.some(({ path }) => path !== null)) {
    const inputs = names.flatMap((name) => scorecardFiles(name, world, world.cwd));
    checkPlaces(outputs, [...inputs, ...others], options.force ?? false, world);
  }
  const checked = names.map((name) => checkOne(name, world));
  const problems = checked.flatMap((each) => each.problems);
  world.stderr.write(renderProblems(problems, options.json ?? false));
  for (const { format, path } of outputs) {
    const text = renders.get(format)!(checked);
    if (path === null) world.stdout.write(text);
    else writeAtomic(resolve(world.cwd, path), text, path);
  }
  const worst = [exitCode.io, exitCode.invalid, exitCode.failed];
  return worst.find((code) => checked.some((each) => each.exitCode === code)) ?? exitCode.done;
}
