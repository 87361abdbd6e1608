import { asciiSigns, unicodeSigns } from '../interview/line.ts';
import type { Ballot, WorkshopHeader } from '../answers/workshop.ts';
import { painter } from '../report/paint.ts';
import type { Room as Seen } from '../report/room.ts';
import { visible } from '../text/visible.ts';
import type { AskCode } from './errand.ts';
import { needTerminal, prepare, type Stage } from './ground.ts';
import { renderProblems } from './problems.ts';
import { commandLine } from './resume.ts';
import { isInterrupt, onStage } from './stage.ts';
import { lookOf } from './terminal.ts';
import { checkNames } from './who.ts';
import { agree, openBefore, reviewActions } from './workshop/actions.ts';
import { binsOf } from './workshop/bins.ts';
import { readEarlier } from './workshop/earlier.ts';
import { findWorkshop, openWorkshop } from './workshop/log.ts';
import { entriesAsTheyStand, writeRecord, writeSheets } from './workshop/output.ts';
import { roomResult } from './workshop/result.ts';
import type { Room, WorkshopOptions } from './workshop/room.ts';
import { askAbout, askSeating, type Seating } from './workshop/setup.ts';
import { showOpenActions, showReveal, showStanding } from './workshop/show.ts';
import { seatEntries, vote } from './workshop/voting.ts';
import { exitCode, type World } from './world.ts';

export type { WorkshopOptions } from './workshop/room.ts';

/** What the room has before it: the answers as they stand, and beside them the first vote. */
function seenBy(room: Room, plan = room.plan): Seen {
  const { found, log, known } = room;
  const { revealed, again } = log.progress();
  const isTwice = revealed === 2;
  const first = isTwice ? roomResult(plan, found, log.header, seatEntries(room, 1)) : null;
  return {
    result: roomResult(plan, found, log.header, entriesAsTheyStand(room)),
    first,
    revoted: isTwice ? again : [],
    facts: plan.questions.flatMap(({ id, fact }) => (fact ? [id] : [])),
    before: known.before,
    minGroup: log.header.minGroup,
    bins: binsOf(plan, room.words, entriesAsTheyStand(room), isTwice ? seatEntries(room, 1) : null),
  };
}

/** The ballot that is open, or null when what was voted is to be shown. */
function openBallot({ log }: Room): Ballot | null {
  const { revealed, again } = log.progress();
  if (revealed === null) return 1;
  return revealed === 1 && again.length > 0 ? 2 : null;
}

/** Votes and shows until the room goes on to what it will do; false when it stops before. */
async function talk(room: Room): Promise<boolean> {
  for (;;) {
    const ballot = openBallot(room);
    if (ballot !== null) {
      if ((await vote(room, ballot)) !== 'reveal') return false;
      room.log.add({ kind: 'revealed', ballot });
      continue;
    }
    const seen = seenBy(room);
    const shown = await showReveal(room, seen);
    if (shown === 'again') continue;
    return shown === 'on' && (await showStanding(room, seen)) === 'on';
  }
}

const resumeOf = ({ scorecard, workshop: { folder, language }, log }: Room): string => {
  const { unit, round } = log.header;
  return commandLine('workshop', scorecard, { unit, round, folder, language });
};

/** What was left open the last time, before anybody votes; null when the room stops there. */
async function open(room: Room): Promise<Room | null> {
  if (room.open.length === 0 || room.log.votes().length > 0) return room;
  if ((await showOpenActions(room)) !== 'on') return null;
  await reviewActions(room);
  return { ...room, open: openBefore(room, room.log.header.unit) };
}

/** Votes, talks and agrees; false when the room stops before its end. */
async function meet(room: Room): Promise<boolean> {
  if (!(await talk(room))) return false;
  room.screen.hooks().clear();
  await agree(room, seenBy(room).result.units[0]!.recommendations);
  return true;
}

/** Holds the workshop from where it was left. True when it came to its end. */
async function hold(begun: Room): Promise<boolean> {
  const { log, screen } = begun;
  const isMet = log.codes() !== null;
  const room = isMet ? begun : await open(begun);
  if (room === null || !(isMet || (await meet(room)))) return false;
  screen.leave();
  writeSheets(room);
  await writeRecord(room, seenBy(room), seenBy(room, room.original));
  log.destroy();
  return true;
}

/** What a workshop is begun with, and what the room must know of it. */
interface Begun {
  readonly header: WorkshopHeader;
  readonly notice: string | null;
}

/** The header of the workshop of a unit and round: begun before, or from who sits here now. */
async function headerOf(stage: Stage, options: WorkshopOptions): Promise<Begun> {
  const { plan, folder, words } = stage;
  const { id, version, fingerprint } = plan.scorecard;
  const about = { scorecard: `${id}@${version}`, fingerprint, ...(await askAbout(options, stage)) };
  const begun = findWorkshop(folder, about);
  if (begun !== null) {
    return { header: { ...begun, fingerprint, scorecard: about.scorecard }, notice: null };
  }
  const { isWithoutRoles, ...seating }: Seating = await askSeating(options, about.unit, stage);
  const notice = isWithoutRoles ? words.workshop.rolesLeftOut(seating.minGroup ?? 1) : null;
  return { header: { ...about, ...seating }, notice };
}

async function opened(stage: Stage, workshop: WorkshopOptions): Promise<Room> {
  const { folder, world, screen } = stage;
  const { header, notice } = await headerOf(stage, workshop);
  const open = openBefore(stage, header.unit);
  const known = await readEarlier(stage, header);
  const { log, warnings } = openWorkshop(folder, header);
  screen.write(renderProblems(warnings, workshop.json));
  const look = lookOf(world.stderr, world.env, workshop);
  const signs = look.unicode ? unicodeSigns : asciiSigns;
  const face = { signs, paint: painter(look.colorLevel) };
  return { ...stage, workshop, log, known, open, face, notice };
}

/** The code a room ends with; a room that stops before its end is told how to go on. */
async function held(room: Room): Promise<AskCode> {
  const { screen, watch, words } = room;
  let isDone = false;
  try {
    screen.enter();
    isDone = await hold(room);
    return isDone ? exitCode.done : (watch.caught() ?? exitCode.incomplete);
  } catch (error) {
    if (!isInterrupt(error)) throw error;
    return watch.caught() ?? 130;
  } finally {
    screen.leave();
    if (!isDone) screen.write(`${words.workshop.goOnLater}\n  ${visible(resumeOf(room))}\n`);
  }
}

async function converse(stage: Stage, options: WorkshopOptions): Promise<AskCode> {
  const room = await opened(stage, options);
  process.once('exit', room.log.close);
  try {
    return await held(room);
  } finally {
    process.off('exit', room.log.close);
    room.log.close();
  }
}

/**
 * A room on one laptop: sealed votes, the reveal, a second vote, the pendulum, what will be done.
 * Needs a terminal; returns 6 when the room goes on another time. Nothing is lost then.
 */
export async function workshop(
  name: string | undefined,
  options: WorkshopOptions,
  world: World,
): Promise<AskCode> {
  const instead =
    'write a sheet (*.yaml) for each person and run "pendulum score FILES"; "pendulum template" writes an empty one';
  needTerminal(world, 'pendulum workshop', instead);
  const ground = await prepare(name ?? null, options, world);
  checkNames(ground);
  return onStage(ground, false, world, (stage) => converse(stage, options));
}
