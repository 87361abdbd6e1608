import { allowedAnswers } from '../answers/value.ts';
import type { Input, Option, Plan } from '../plan/types.ts';
import { visible } from '../text/visible.ts';
import { emptyMap, emptyTable } from '../tables/template.ts';
import { loadPlan } from './load.ts';
import { checkPlaces, outputsOf, put } from './outputs.ts';
import { exitCode, type ExitCode, type World } from './world.ts';

const comment = (text: string): string => visible(text.replace(/\s+/g, ' ').trim());

const optionText = ({ code, label }: Option): string =>
  label === code ? code : `${code} ${label}`;

/** What may be answered, with what each code means. */
const answersTo = (input: Input): string =>
  input.kind === 'options' ? input.options.map(optionText).join(', ') : allowedAnswers(input);

const needsNotes = ({ questions }: Plan): boolean =>
  questions.some(({ input }) => input.kind === 'options' && input.evidence);

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
    ...(plan.markets.length > 0
      ? [`# market: ${plan.markets.map(({ id }) => id).join(' or ')}`]
      : []),
    ...(needsNotes(plan)
      ? ['# A yes that asks for evidence needs a note: { answer: yes, note: where to see it }']
      : []),
    'answers:',
  ];
  const body = plan.dimensions.flatMap((dimension, d) => [
    `  # ${comment(dimension.title)}`,
    ...plan.questions
      .filter((question) => question.dimension === d && !question.fact)
      .flatMap((question) => [
        `  # ${comment(question.ask)}`,
        `  #   ${comment(answersTo(question.input))}, not-applicable, dont-know`,
        `  ${question.id}:`,
      ]),
  ]);
  return [...head, ...body, ''].join('\n');
}

/** What there is to fill in. */
const forms: ReadonlyMap<string, (plan: Plan) => string> = new Map([
  ['sheet', emptySheet],
  ['csv', emptyTable],
  ['map', emptyMap],
]);

interface TemplateOptions {
  readonly format: readonly string[];
  readonly force?: boolean;
}

/** Writes an empty sheet, a table to fill in or its map; the sheet where nothing else is asked for. */
export async function template(
  name: string,
  { format, force = false }: TemplateOptions,
  world: World,
): Promise<ExitCode> {
  const wanted = format.length === 0 ? ['sheet'] : format;
  const outputs = outputsOf(wanted, [...forms.keys()], world);
  const plan = await loadPlan(name, world);
  if (outputs.some(({ path }) => path !== null)) {
    const { scorecardFiles } = await import('./scorecard.ts');
    checkPlaces(outputs, scorecardFiles(name, world, world.cwd), force, world);
  }
  for (const { format: form, path } of outputs) put({ path, text: forms.get(form)!(plan) }, world);
  return exitCode.done;
}
