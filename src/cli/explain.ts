import { explainRespondent, explainUnit, type Scored } from '../explain/explain.ts';
import type { Explanation } from '../explanation.ts';
import type { Plan, PlanPractice } from '../plan/types.ts';
import { problem } from '../problem.ts';
import { explanationFormats } from '../report/explain.ts';
import { mostToTell } from '../report/text/choose.ts';
import type { Placed } from '../score/tally.ts';
import { respondentsOf, type SurveyUnit } from '../score/survey.ts';
import { loadAnswers, type Loaded } from './answers.ts';
import { checkOutputs, outputsOf, put, type Output } from './outputs.ts';
import { renderProblems } from './problems.ts';
import { refer, resultFrom, roundsFor, surveyOf } from './result.ts';
import { lookOf, type LookOptions } from './terminal.ts';
import { usage } from './usage.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface ExplainOptions extends LookOptions {
  readonly format: readonly string[];
  readonly scorecard?: string;
  readonly market?: string;
  readonly unit?: string;
  readonly round?: string;
  readonly respondent?: string;
  readonly practice?: string;
  readonly minGroup?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

function scoredOf(input: Loaded, options: ExplainOptions): Scored {
  const { plan, sheets, engagement, facts } = input;
  const { market } = options;
  refer(
    'market',
    market,
    plan.markets.map(({ id }) => id),
  );
  const { round } = roundsFor(input, options.round);
  const survey = surveyOf(input, round, options);
  return {
    survey,
    sheets: respondentsOf(plan, survey, sheets, engagement, facts, market ?? null),
    result: resultFrom(input, survey, options),
  };
}

/** The unit asked for, or the one with the most to tell. */
function unitOf({ survey, result }: Scored, asked: string | undefined): SurveyUnit {
  const id = asked ?? mostToTell(result);
  return survey.units.find((unit) => unit.id === id)!;
}

/** The one sheet of a respondent; refused where single answers are hidden. */
function sheetOf({ survey, sheets }: Scored, who: string, unit: string | undefined): Placed {
  if (survey.minGroup !== null) {
    throw new Stop(exitCode.usage, [problem('ANSWERS_HIDDEN', null, survey.minGroup)]);
  }
  const own = sheets.filter(({ sheet }) => unit === undefined || sheet.unit === unit);
  refer(
    'respondent',
    who,
    own.map(({ sheet }) => sheet.respondent),
  );
  const [found, second] = own.filter(({ sheet }) => sheet.respondent === who);
  if (second !== undefined) {
    throw usage(`"${who}" answers in several units`, `name one, such as -u ${found!.sheet.unit}`);
  }
  return found!;
}

/** The only respondent there is, who is told everything where nothing is hidden. */
const onlyOne = ({ survey, sheets }: Scored): Placed | null =>
  survey.minGroup === null && sheets.length === 1 ? sheets[0]! : null;

function practiceOf({ practices }: Plan, id: string | undefined): PlanPractice | null {
  refer(
    'practice',
    id,
    practices.map((each) => each.id),
  );
  return practices.find((each) => each.id === id) ?? null;
}

function explanationOf(input: Loaded, options: ExplainOptions): Explanation {
  const { plan } = input;
  const scored = scoredOf(input, options);
  const practice = practiceOf(plan, options.practice);
  const { respondent, unit } = options;
  refer(
    'unit',
    unit,
    scored.survey.units.map(({ id }) => id),
  );
  const named = respondent === undefined ? null : sheetOf(scored, respondent, unit);
  const own = named ?? (practice === null ? onlyOne(scored) : null);
  if (own === null) return explainUnit(plan, scored, unitOf(scored, unit), practice);
  return explainRespondent(plan, scored, unitOf(scored, own.sheet.unit), own);
}

async function write(
  explanation: Explanation,
  outputs: readonly Output[],
  options: ExplainOptions,
  world: World,
): Promise<void> {
  const rendered = [];
  for (const { format, path } of outputs) {
    const render = await explanationFormats.get(format)!();
    const look = lookOf(path === null ? world.stdout : null, world.env, options);
    rendered.push({ path, text: render(explanation, look) });
  }
  for (const made of rendered) put(made, world);
}

/** Shows where the numbers of a unit or of one respondent come from. */
export async function explain(
  inputs: readonly string[],
  options: ExplainOptions,
  world: World,
): Promise<ExitCode> {
  const outputs = outputsOf(options.format, [...explanationFormats.keys()], world);
  const input = await loadAnswers(inputs, options.scorecard ?? null, world);
  await checkOutputs(outputs, input, options.force ?? false, world);
  const explanation = explanationOf(input, options);
  world.stderr.write(renderProblems(input.problems, options.json ?? false));
  await write(explanation, outputs, options, world);
  return exitCode.done;
}
