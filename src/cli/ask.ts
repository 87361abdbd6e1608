import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { mixOf, readFacts, type Engagement } from '../answers/engagement.ts';
import { readEntries, type Entry, type Shares } from '../answers/entry.ts';
import { lastEntries, type JournalHeader } from '../answers/journal.ts';
import { NotAsked, type Sheet } from '../answers/types.ts';
import { writeSheet } from '../answers/write.ts';
import { interview, type InterviewResult } from '../interview/prompt.ts';
import {
  openOf,
  questionnaire,
  type Entries,
  type Questionnaire,
} from '../interview/questionnaire.ts';
import { asciiSigns, unicodeSigns } from '../interview/line.ts';
import { begin } from '../interview/state.ts';
import type { Plan } from '../plan/types.ts';
import { isError, problem } from '../problem.ts';
import { painter } from '../report/paint.ts';
import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import { step, writeAtomic } from './io.ts';
import { answersFolder, findEngagement, loadPlan, type FoundEngagement } from './load.ts';
import { fileName } from './name.ts';
import { renderProblems } from './problems.ts';
import { Screen } from './screen.ts';
import { findSession, openSession, type Session } from './session.ts';
import {
  askRest,
  askWho,
  idRule,
  respondentRule,
  roundRule,
  stockPrompts,
  type Asker,
  type Who,
} from './setup.ts';
import { watchSignals, type SignalCode, type SignalWatch } from './signals.ts';
import { lookOf, type LookOptions } from './terminal.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface AskOptions extends LookOptions, Who {
  /** Where sessions are kept; `.pendulum/sessions` of the engagement or the working folder when absent. */
  readonly folder?: string | undefined;
  readonly json?: boolean | undefined;
  /** Shows the pendulum of a sheet; connected by the program. */
  readonly show?: ((sheetPath: string) => Promise<ExitCode>) | undefined;
}

/** Beside its own codes, `ask` ends with 128 and the number of a signal. */
export type AskCode = ExitCode | SignalCode;

/** Everything that is settled before the first question. */
interface Ground {
  readonly world: World;
  readonly options: AskOptions;
  readonly scorecard: string;
  readonly plan: Plan;
  readonly found: FoundEngagement | null;
  readonly engagement: Engagement | null;
  readonly folder: string;
  readonly screen: Screen;
  readonly watch: SignalWatch;
  readonly asker: () => Promise<Asker>;
}

const usage = (message: string, hint: string | null) =>
  new Stop(exitCode.usage, [problem('USAGE', null, message, hint)]);

const isCi = ({ env }: World) => !['', '0', 'false'].includes(env['CI'] ?? '');

function needTerminal(world: World): void {
  const isTerminal = world.stdin.isTTY === true && world.stderr.isTTY === true;
  if (!isTerminal || isCi(world)) {
    throw new Stop(exitCode.usage, [problem('NEEDS_TTY', null, 'pendulum ask')]);
  }
}

function planOf(name: string | undefined, found: FoundEngagement | null, world: World) {
  if (name !== undefined) return { scorecard: name, plan: loadPlan(name, world) };
  if (found === null) {
    throw usage('name a scorecard to ask', 'pendulum scorecards lists those that are shipped');
  }
  const { scorecard } = found.located.value;
  return { scorecard, plan: loadPlan(scorecard, world, found.folder) };
}

/** An engagement counts when it is for the scorecard that is asked. */
function engagementFor(plan: Plan, found: FoundEngagement | null, world: World) {
  if (found === null) return null;
  const own = loadPlan(found.located.value.scorecard, world, found.folder);
  return own.scorecard.id === plan.scorecard.id ? found : null;
}

function prepare(
  name: string | undefined,
  options: AskOptions,
  world: World,
): Omit<Ground, 'screen' | 'watch' | 'asker'> {
  const nearby = findEngagement(world.cwd, world);
  const { scorecard, plan } = planOf(name, nearby, world);
  const found = engagementFor(plan, nearby, world);
  const base = join(found?.folder ?? world.cwd, '.pendulum', 'sessions');
  const folder = options.folder === undefined ? base : resolve(world.cwd, options.folder);
  const engagement = found?.located.value ?? null;
  return { world, options, scorecard, plan, found, engagement, folder };
}

function refer(what: string, name: string | null, known: readonly string[]): void {
  if (name === null || known.includes(name)) return;
  const found = problem('UNKNOWN_REF', null, what, visible(name), nearest(name, known), known);
  throw new Stop(exitCode.usage, [found]);
}

function follow(option: string, text: string | null | undefined, rule: typeof idRule): void {
  const fault = text === undefined || text === null || text === '' ? true : rule(text);
  if (fault !== true) throw usage(`--${option} "${visible(text!)}" cannot be used`, fault);
}

/** Refuses names that a sheet could not hold, before anything is asked. */
function checkNames({
  options,
  plan,
  engagement,
}: Pick<Ground, 'options' | 'plan' | 'engagement'>): void {
  follow('unit', options.unit, idRule);
  follow('role', options.role, idRule);
  follow('market', options.market, idRule);
  follow('respondent', options.respondent, respondentRule);
  follow('round', options.round, roundRule);
  const orNull = (text: string | undefined) => (text === undefined || text === '' ? null : text);
  if (engagement !== null)
    refer(
      'unit',
      orNull(options.unit),
      engagement.units.map(({ id }) => id),
    );
  if (engagement?.roles !== undefined) refer('role', orNull(options.role), engagement.roles);
  refer(
    'market',
    orNull(options.market),
    plan.markets.map(({ id }) => id),
  );
}

const textOrNull = (text: string | undefined, other: string | null) =>
  text === undefined ? other : text === '' ? null : text;

/** Who is asked, with the session that is there already: it knows the role and the market. */
async function headerOf(ground: Ground): Promise<JournalHeader> {
  const { options, plan, engagement, folder, asker } = ground;
  const scorecard = `${plan.scorecard.id}@${plan.scorecard.version}`;
  const { fingerprint } = plan.scorecard;
  const find = (key: Pick<JournalHeader, 'unit' | 'round' | 'respondent'>) =>
    findSession(folder, { scorecard, ...key });
  const who = await askWho(options, engagement, asker, (key) => find(key) !== null);
  const begun = find(who);
  if (begun !== null) {
    const role = textOrNull(options.role, begun.role);
    const market = textOrNull(options.market, begun.market);
    return { scorecard, fingerprint, ...who, role, market };
  }
  const rest = await askRest(options, who.unit, plan, engagement, asker);
  return { scorecard, fingerprint, ...who, ...rest };
}

function formOf({ plan, found, engagement }: Ground, header: JournalHeader): Questionnaire {
  const unit = engagement?.units.find(({ id }) => id === header.unit);
  const facts = found === null ? null : readFacts(plan, found.located);
  const problems = facts?.problems ?? [];
  if (problems.some(isError)) throw new Stop(exitCode.invalid, problems);
  const mix = unit === undefined ? [] : [...mixOf(unit).keys()];
  const markets = header.market === null ? mix : [header.market];
  return questionnaire(
    plan,
    { markets, role: header.role, unit: header.unit },
    {
      facts: facts?.value?.get(header.unit)?.get(header.round ?? ''),
      who: [header.unit, header.round, header.respondent]
        .filter((part) => part !== null)
        .join(' / '),
    },
  );
}

function entriesOf(plan: Plan, given: readonly Entry[]): Entries {
  const indexes = new Map(plan.questions.map(({ id }, index) => [id, index]));
  const { problems } = readEntries(plan, given);
  if (problems.some(isError)) throw new Stop(exitCode.incomplete, problems);
  return new Map(given.map((entry) => [indexes.get(entry.question)!, entry]));
}

/** The sheet of a session: what was answered and is asked, with the shares as they were given. */
function sheetText(
  { plan }: Ground,
  form: Questionnaire,
  header: JournalHeader,
  entries: Entries,
): string {
  const read = readEntries(plan, entries.values());
  const asked = new Set(form.askedOf(entries));
  plan.questions.forEach((_, i) => {
    if (!asked.has(i)) read.answers.state[i] = NotAsked;
  });
  const shares = new Map<number, Shares>();
  for (const [index, { answer }] of entries) {
    if (typeof answer === 'object' && answer !== null) shares.set(index, answer);
  }
  const { unit, round, respondent, role, market } = header;
  const { answers, notes, unproven } = read;
  const sheet: Sheet = {
    unit,
    round,
    respondent,
    role,
    market,
    answers,
    notes,
    unproven,
    file: '',
  };
  return writeSheet(plan, sheet, shares);
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

function sheetPath({ found, world }: Ground, { unit, round, respondent }: JournalHeader): string {
  const answers = found === null ? join(world.cwd, 'answers') : answersFolder(found);
  const folder = round === null ? answers : join(answers, fileName(round));
  return join(folder, `${fileName(unit)}-${fileName(respondent)}.yaml`);
}

/** A sheet that this session did not write is somebody's work; it is not written over. */
function checkSheet(path: string, session: Session): void {
  if (!existsSync(path)) return;
  const digest = digestOf(step('read', path, () => readFileSync(path, 'utf8')));
  const isOurs = session.events.some(
    (event) => event.kind === 'finished' && event.sheet === digest,
  );
  if (!isOurs) throw new Stop(exitCode.usage, [problem('SHEET_EXISTS', null, visible(path))]);
}

const isPlainWord = /^[A-Za-z0-9_@%+=:,./-]+$/;
const quoted = (word: string) =>
  isPlainWord.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** The command that goes on with a session, ready to be pasted into a shell. */
export function resumeCommand(scorecard: string, header: JournalHeader, folder?: string): string {
  const { unit, round, respondent } = header;
  const words = ['pendulum', 'ask', scorecard, '--unit', unit];
  if (round !== null) words.push('--round', round);
  words.push('--respondent', respondent);
  if (folder !== undefined) words.push('--folder', folder);
  return words.map(quoted).join(' ');
}

const shownPath = (world: World, path: string) => {
  const inside = relative(world.cwd, path);
  return visible(inside.startsWith('..') ? path : inside);
};

/** Runs the questionnaire; null when a signal or Ctrl-C ended it. */
async function run(
  ground: Ground,
  form: Questionnaire,
  session: Session,
): Promise<InterviewResult | null> {
  const { world, options, screen, watch } = ground;
  const look = lookOf(world.stderr, world.env, options);
  const entries = entriesOf(ground.plan, lastEntries(session.events));
  const config = {
    form,
    start: begin(form, entries),
    onAnswer: (entry: Entry) => session.append({ kind: 'answer', entry }),
    signs: look.unicode ? unicodeSigns : asciiSigns,
    paint: painter(look.colorLevel),
    terminal: screen.hooks(),
  };
  screen.enter();
  try {
    const context = { input: world.stdin, output: screen.output, signal: watch.signal };
    return await interview(config, context);
  } catch (error) {
    if (!isInterrupt(error)) throw error;
    return null;
  } finally {
    screen.leave();
  }
}

const interrupts = ['ExitPromptError', 'AbortPromptError', 'CancelPromptError'];
const isInterrupt = (error: unknown) => error instanceof Error && interrupts.includes(error.name);

function finish(ground: Ground, form: Questionnaire, session: Session, entries: Entries): string {
  const path = sheetPath(ground, session.header);
  const text = sheetText(ground, form, session.header, entries);
  step('create the folder', dirname(path), () => mkdirSync(dirname(path), { recursive: true }));
  // Noted before it is written: after a crash between the two, the sheet is still known as ours.
  session.append({ kind: 'finished', sheet: digestOf(text) });
  writeAtomic(path, text);
  return path;
}

function farewell(ground: Ground, header: JournalHeader, open: number): string {
  const { scorecard, options } = ground;
  const left = open === 0 ? 'nothing is open' : `${open} open`;
  return `Every answer is saved; ${left}. Go on with:\n  ${visible(resumeCommand(scorecard, header, options.folder))}\n`;
}

async function offerPendulum({ options, asker }: Ground, path: string): Promise<AskCode> {
  if (options.show === undefined) return exitCode.done;
  const isWanted = await (await asker()).confirm('Show the pendulum now?');
  return isWanted ? options.show(path) : exitCode.done;
}

async function hold(ground: Ground, header: JournalHeader, session: Session): Promise<AskCode> {
  const { screen, watch, world } = ground;
  checkSheet(sheetPath(ground, header), session);
  const form = formOf(ground, header);
  const warnings = renderProblems(session.warnings, ground.options.json);
  const result = await run(ground, form, session);
  screen.write(warnings);
  if (result?.end !== 'finished') {
    const entries = result?.state.entries ?? entriesOf(ground.plan, lastEntries(session.events));
    const open = openOf(form, form.askedOf(entries), entries).length;
    screen.write(farewell(ground, header, open));
    if (screen.isGone) return 129;
    return watch.caught() ?? (result === null ? 130 : exitCode.incomplete);
  }
  const path = finish(ground, form, session, result.state.entries);
  session.close();
  screen.write(`Answers written to ${shownPath(world, path)}\n`);
  return offerPendulum(ground, path);
}

async function converse(ground: Ground): Promise<AskCode> {
  const header = await headerOf(ground);
  refer(
    'market',
    header.market,
    ground.plan.markets.map(({ id }) => id),
  );
  const session = openSession(ground.folder, header);
  process.once('exit', session.close);
  try {
    return await hold(ground, header, session);
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
  needTerminal(world);
  const prepared = prepare(scorecardName, options, world);
  checkNames(prepared);
  const screen = new Screen(world);
  const watch = watchSignals();
  const hangUp = () => watch.raise(129);
  const leave = () => screen.leave();
  world.stdin.on('error', hangUp);
  process.once('exit', leave);
  let asker: Promise<Asker> | null = null;
  const once = () => (asker ??= stockPrompts(world, screen.output, watch.signal));
  try {
    return await converse({ ...prepared, screen, watch, asker: once });
  } catch (error) {
    if (isInterrupt(error)) return watch.caught() ?? 130;
    throw error;
  } finally {
    watch.stop();
    process.off('exit', leave);
    world.stdin.off('error', hangUp);
  }
}
