import { relative } from 'node:path';
import { factsOf, mixOf, readFacts } from '../answers/engagement.ts';
import type { Entry } from '../answers/entry.ts';
import type { SheetHeader } from '../answers/journal.ts';
import { asciiSigns, unicodeSigns } from '../interview/line.ts';
import { interview, type InterviewResult } from '../interview/prompt.ts';
import { questionnaire, type Questionnaire } from '../interview/questionnaire.ts';
import type { OnAnswer } from '../interview/drive.ts';
import { begin, type State } from '../interview/state.ts';
import { isError } from '../problem.ts';
import { painter } from '../report/paint.ts';
import { visible } from '../text/visible.ts';
import { entriesOf, type AskCode, type Errand } from './errand.ts';
import { factsErrand, missingFacts, needFacts } from './facts.ts';
import { needTerminal, prepare, type AskOptions, type Ground, type Stage } from './ground.ts';
import { readLines } from './lines.ts';
import { linePrompts, NoMoreLines, talk } from './plain.ts';
import { renderProblems } from './problems.ts';
import { farewell } from './resume.ts';
import { Screen } from './screen.ts';
import { openSession } from './session.ts';
import { stockPrompts, type Asker } from './setup.ts';
import { checkSheet, sheetPath, sheetText, writeSheetFile } from './sheet-file.ts';
import { watchSignals } from './signals.ts';
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
  const known = engagement?.units.find(({ id }) => id === unit);
  const mix = known === undefined ? [] : [...mixOf(known).keys()];
  const setting = { markets: market === null ? mix : [market], role, unit };
  return questionnaire(plan, setting, {
    facts: given === null ? undefined : factsOf(given.facts, unit, round),
    words,
    live: options.live,
    who: [unit, round, respondent].filter((part) => part !== null).join(' / '),
  });
}

const interrupts = ['ExitPromptError', 'AbortPromptError', 'CancelPromptError'];
export const isInterrupt = (error: unknown) =>
  error instanceof NoMoreLines || (error instanceof Error && interrupts.includes(error.name));

/** How the questionnaire ended: null when a signal or Ctrl-C ended it. */
interface Ended {
  readonly end: InterviewResult['end'] | null;
  /** The last answer was given and could not be written. */
  readonly isUnsaved: boolean;
}

type End = Ended['end'];

/** The questionnaire on a drawn screen, key by key. */
async function draw(stage: Stage, form: Questionnaire, start: State, onAnswer: OnAnswer) {
  const { world, options, screen, watch } = stage;
  const look = lookOf(world.stderr, world.env, options);
  const signs = look.unicode ? unicodeSigns : asciiSigns;
  const paint = painter(look.colorLevel);
  const now = () => process.uptime();
  const config = { form, start, onAnswer, signs, paint, terminal: screen.hooks(), now };
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

/** Runs the questionnaire. */
async function run(stage: Stage, { form, session, entries }: Errand): Promise<Ended> {
  const { lines, screen } = stage;
  const start = begin(form, entries());
  let isUnsaved = false;
  const onAnswer = (entry: Entry) => {
    isUnsaved = true;
    session.append({ kind: 'answer', entry });
    isUnsaved = false;
  };
  const end: End =
    lines === null
      ? await draw(stage, form, start, onAnswer)
      : await talk({ lines, screen }, form, start, onAnswer);
  return { end, isUnsaved };
}

function shownPath({ cwd }: World, path: string): string {
  const inside = relative(cwd, path);
  return visible(inside.startsWith('..') ? path : inside);
}

async function offerPendulum(stage: Stage, path: string): Promise<AskCode> {
  const { options, lines, asker, words } = stage;
  if (options.show === undefined) return exitCode.done;
  const isWanted = await (await asker()).confirm(words.setup.showPendulum);
  const look = lines === null ? options : { ...options, plain: true };
  return isWanted ? options.show(path, look) : exitCode.done;
}

/** Asks a respondent; the answers become a sheet. */
async function sheetErrand(stage: Stage): Promise<Errand> {
  const { plan, screen, words, world } = stage;
  const header = await headerOf(stage);
  const path = sheetPath(stage, header);
  const form = formOf(stage, header);
  const session = openSession(stage.folder, header);
  return {
    session,
    form,
    check: () => checkSheet(path, session),
    entries: () => entriesOf(plan, session.events),
    deliver: (entries) => {
      writeSheetFile(path, sheetText(form, header, entries), session);
      screen.write(`${words.written(shownPath(world, path))}\n${missingFacts(stage, header)}`);
    },
    after: () => offerPendulum(stage, path),
  };
}

/** Delivers the answers; when that fails they are still there, and it says so. */
function finish(stage: Stage, { form, session, entries, deliver }: Errand): void {
  try {
    deliver(entries());
  } catch (error) {
    stage.screen.write(farewell(stage, form, session.header, entries()));
    throw error;
  }
  session.close();
}

async function hold(stage: Stage, errand: Errand): Promise<AskCode> {
  const { screen, watch, options } = stage;
  const { session, form, check, entries } = errand;
  check();
  const { end, isUnsaved } = await run(stage, errand);
  screen.write(renderProblems(session.warnings, options.json));
  if (end === 'finished') {
    finish(stage, errand);
    return errand.after();
  }
  screen.write(farewell(stage, form, session.header, entries(), isUnsaved));
  if (screen.isGone) return 129;
  return watch.caught() ?? (end === null ? 130 : exitCode.incomplete);
}

async function converse(stage: Stage): Promise<AskCode> {
  const errand = await (stage.options.facts === true ? factsErrand : sheetErrand)(stage);
  const { session } = errand;
  process.once('exit', session.close);
  try {
    return await hold(stage, errand);
  } finally {
    process.off('exit', session.close);
    session.close();
  }
}

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
  needTerminal(world, 'pendulum ask');
  const ground = await prepare(scorecardName ?? null, options, world);
  checkNames(ground);
  if (options.facts === true) needFacts(ground);
  const screen = new Screen(world);
  const watch = watchSignals();
  const leave = () => screen.leave();
  process.once('exit', leave);
  // Stays: a terminal that vanishes can still report that after we are done.
  world.stdin.on('error', () => watch.raise(129));
  const lines = isLineByLine(world, options) ? readLines(world.stdin, watch.signal) : null;
  let asker: Promise<Asker> | null = null;
  const once = () =>
    (asker ??=
      lines === null
        ? stockPrompts(world, ground.words, screen.output, watch.signal)
        : Promise.resolve(linePrompts({ lines, screen }, ground.words)));
  try {
    return await converse({ ...ground, screen, watch, lines, asker: once });
  } catch (error) {
    if (isInterrupt(error)) return watch.caught() ?? 130;
    throw error;
  } finally {
    lines?.close();
    watch.stop();
    process.off('exit', leave);
  }
}
