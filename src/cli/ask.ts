import { dirname, resolve } from 'node:path';
import { marketsOf, readFacts } from '../answers/engagement.ts';
import { factsOf } from '../answers/units.ts';
import type { Entry } from '../answers/entry.ts';
import type { SheetHeader } from '../answers/journal.ts';
import { asciiSigns, unicodeSigns } from '../interview/line.ts';
import { interview, type InterviewResult } from '../interview/prompt.ts';
import { questionnaire, type Entries, type Questionnaire } from '../interview/questionnaire.ts';
import type { OnAnswer } from '../interview/drive.ts';
import { begin, type State } from '../interview/state.ts';
import { isError, problem, type Problem } from '../problem.ts';
import { painter } from '../report/paint.ts';
import { visible } from '../text/visible.ts';
import { entriesOf, type AskCode, type Errand } from './errand.ts';
import { factsErrand, missingFacts, needFacts } from './facts.ts';
import { needTerminal, prepare, type AskOptions, type Ground, type Stage } from './ground.ts';
import { answersOf, engagementName } from './load.ts';
import { shownPath } from './paths.ts';
import { talk } from './plain.ts';
import { renderProblems } from './problems.ts';
import { farewell, notBegun } from './resume.ts';
import { openSession, type Session } from './session.ts';
import { checkSheet, roundFolder, sheetPath, sheetText, writeSheetFile } from './sheet-file.ts';
import { isInterrupt, onStage } from './stage.ts';
import { isLineByLine, lookOf } from './terminal.ts';
import { checkNames, headerOf } from './who.ts';
import { exitCode, Stop, type World } from './world.ts';

export type { AskOptions } from './ground.ts';

function formOf(
  { plan, words, found, engagement, options }: Ground,
  header: SheetHeader,
): Questionnaire {
  const { unit, round, respondent, role, market } = header;
  const given = found === null ? null : readFacts(plan, found.located);
  if (given?.problems.some(isError)) throw new Stop(exitCode.invalid, given.problems);
  const markets = market === null ? marketsOf(engagement, unit) : [market];
  const setting = { markets, role, unit };
  return questionnaire(plan, setting, {
    facts: given === null ? undefined : factsOf(given.facts, unit, round),
    words,
    live: options.live,
    who: [unit, round, respondent].filter((part) => part !== null).join(' / '),
  });
}

/** How the questionnaire ended: null when a signal or Ctrl-C ended it. */
interface Ended {
  readonly end: InterviewResult['end'] | null;
  /** The last answer was given and could not be written. */
  readonly isUnsaved: boolean;
}

type End = Ended['end'];

/** The questionnaire on a drawn screen, key by key. */
async function draw(
  stage: Stage,
  form: Questionnaire,
  start: State,
  onAnswer: OnAnswer,
  onState: (state: State) => void,
) {
  const { world, options, screen, watch } = stage;
  const look = lookOf(world.stderr, world.env, options);
  const signs = look.unicode ? unicodeSigns : asciiSigns;
  const paint = painter(look.colorLevel);
  const now = () => process.uptime();
  const terminal = screen.hooks();
  const config = { form, start, onAnswer, signs, paint, terminal, now, onState };
  screen.enter();
  try {
    const context = { input: world.stdin, output: screen.output, signal: watch.signal };
    return (await interview(config, context)).end;
  } catch (error) {
    if (!isInterrupt(error)) throw error;
    return null;
  } finally {
    screen.leave();
  }
}

/** What a shell would make of a path that begins with a tilde. */
const atHome = ({ env }: World, path: string) =>
  path.replace(/^~(?=\/|$)/, (tilde) => env['HOME'] ?? tilde);

/** A session as it begins, with what has to be known before it goes on. */
const told = (state: State, warnings: readonly Problem[]): State => {
  if (warnings.length === 0) return state;
  const text = warnings.map(({ message, hint }) => `${message}: ${hint ?? ''}`).join(' ');
  return { ...state, message: { tone: 'bad', text } };
};

/** The question a session was left at, where that is not the next open one; else null. */
function leftAt({ plan }: Questionnaire, { events }: Session): number | null {
  const last = events.at(-1);
  if (last?.kind !== 'left') return null;
  const index = plan.questions.findIndex(({ id }) => id === last.question);
  return index < 0 ? null : index;
}

/** Notes where somebody leaves who went back or ahead; whoever did not is found by the answers. */
function keepPlace(
  session: Session,
  form: Questionnaire,
  entries: Entries,
  { at, mode }: State,
): void {
  // On a list nobody is at a question.
  if (mode.kind === 'review' || mode.kind === 'sections') return;
  if (begin(form, entries, leftAt(form, session)).at === at) return;
  try {
    session.append({ kind: 'left', question: form.plan.questions[at]!.id });
  } catch {
    // The place is a comfort and no answer: where it cannot be saved, nothing is lost.
  }
}

/** Runs the questionnaire. */
async function run(stage: Stage, { form, session, entries }: Errand): Promise<Ended> {
  const { lines, screen, world } = stage;
  const start = told(begin(form, entries(), leftAt(form, session)), session.warnings);
  let isUnsaved = false;
  let state = start;
  const onState = (next: State) => {
    state = next;
  };
  const onAnswer = (entry: Entry, folder: string | null) => {
    isUnsaved = true;
    if (folder !== null) session.move(resolve(world.cwd, atHome(world, folder)));
    session.append({ kind: 'answer', entry });
    isUnsaved = false;
  };
  const end: End =
    lines === null
      ? await draw(stage, form, start, onAnswer, onState)
      : await talk({ lines, screen }, form, start, onAnswer, onState);
  if (end !== 'finished') keepPlace(session, form, entries(), state);
  return { end, isUnsaved };
}

const warn = ({ screen, options }: Stage, problems: readonly Problem[]) =>
  screen.write(renderProblems(problems, options.json));

/** What is left is looking: after the answer a signal ends the program as it ends any other. */
async function offerPendulum(stage: Stage, path: string): Promise<AskCode> {
  const { options, lines, asker, words, watch } = stage;
  if (options.show === undefined) return exitCode.done;
  const isWanted = await (await asker()).confirm(words.setup.showPendulum);
  watch.stop();
  const look = lines === null ? options : { ...options, plain: true };
  return isWanted ? options.show(path, look) : exitCode.done;
}

/** Asks a respondent; the answers become a sheet. */
async function sheetErrand(stage: Stage): Promise<Errand> {
  const { plan, screen, words, world } = stage;
  const header = await headerOf(stage);
  const folder = roundFolder(answersOf(stage.found, world), header.round);
  const path = sheetPath(folder, header);
  const form = formOf(stage, header);
  const session = openSession(stage.folder, header, stage.options);
  return {
    session,
    form,
    check: () => checkSheet(path, session),
    entries: () => entriesOf(plan, session.events),
    deliver: (entries) => {
      const isDurable = writeSheetFile(path, sheetText(form, header, entries), session);
      if (!isDurable) warn(stage, [problem('NOT_DURABLE', null, visible(dirname(path)))]);
      screen.write(
        `${words.written(visible(shownPath(path, world)))}\n${missingFacts(stage, header)}`,
      );
    },
    after: () => offerPendulum(stage, path),
  };
}

/** How to go on with a session that is left, from the folder in which it is by now. */
function goodbye(stage: Stage, { form, session, entries }: Errand, isUnsaved = false): string {
  const folder = dirname(session.path);
  const options = folder === stage.folder ? stage.options : { ...stage.options, folder };
  return farewell({ ...stage, options }, form, session.header, entries(), isUnsaved);
}

/** Delivers the answers; when that fails they are still there, and it says so. */
function finish(stage: Stage, errand: Errand): void {
  try {
    errand.deliver(errand.entries());
  } catch (error) {
    stage.screen.write(goodbye(stage, errand));
    throw error;
  }
  errand.session.close();
}

/** Says how to begin or go on when a signal or Ctrl-C comes while something is asked. */
async function saying<T>(stage: Stage, how: () => string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isInterrupt(error)) stage.screen.write(how());
    throw error;
  }
}

async function hold(stage: Stage, errand: Errand): Promise<AskCode> {
  const { screen, watch } = stage;
  const { session } = errand;
  errand.check();
  warn(stage, session.warnings);
  const told = session.warnings.length;
  const { end, isUnsaved } = await run(stage, errand);
  warn(stage, session.warnings.slice(told));
  if (end === 'finished') {
    finish(stage, errand);
    return saying(stage, () => goodbye(stage, errand), errand.after());
  }
  screen.write(goodbye(stage, errand, isUnsaved));
  if (screen.isGone) return 129;
  return watch.caught() ?? (end === null ? 130 : exitCode.incomplete);
}

async function converse(stage: Stage): Promise<AskCode> {
  const begun = (stage.options.facts === true ? factsErrand : sheetErrand)(stage);
  const errand = await saying(stage, () => notBegun(stage), begun);
  const { session } = errand;
  process.once('exit', session.close);
  try {
    return await hold(stage, errand);
  } finally {
    process.off('exit', session.close);
    session.close();
  }
}

const sheetsInstead =
  'write sheets (*.yaml) and run "pendulum score FILES"; "pendulum template" writes an empty one';
const factsInstead = `write them into ${engagementName}, as "question: answer" under "facts", the unit and the round`;

/**
 * Asks one respondent, key by key. Needs a terminal for keys and screen; stdout stays free. Returns
 * 6 when the session was left unfinished and 130, 143 or 129 when it was interrupted: every answer
 * shown as saved is there when the same command is given again.
 */
export async function ask(
  scorecardName: string | undefined,
  options: AskOptions,
  world: World,
): Promise<AskCode> {
  if (options.facts === true) needTerminal(world, 'pendulum ask --facts', factsInstead);
  else needTerminal(world, 'pendulum ask', sheetsInstead);
  const ground = await prepare(scorecardName ?? null, options, world);
  checkNames(ground);
  if (options.facts === true) needFacts(ground);
  return onStage(ground, isLineByLine(world, options), world, converse);
}
