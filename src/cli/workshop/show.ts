import { play } from '../../interview/board.ts';
import { beginReveal, pressReveal, secondLater, type Reveal } from '../../interview/reveal.ts';
import { beginSlides, frameLater, pressSlides, type Slides } from '../../interview/slides.ts';
import {
  drawReveal,
  drawSlides,
  type RevealPages,
  type SlidePages,
} from '../../interview/workshop-view.ts';
import { swing } from '../../report/pendulum.ts';
import {
  movedSince,
  revealList,
  revealQuestion,
  standing,
  standingFrame,
  type Room as Seen,
  type RoomLook,
} from '../../report/room.ts';
import type { Result } from '../../result.ts';
import { isStill } from '../animate.ts';
import { lookOf } from '../terminal.ts';
import { roomAction } from './actions.ts';
import { contextOf, type Room } from './room.ts';

/** How far a room came with what it was shown. */
export type Shown = 'on' | 'again' | 'quit' | 'closed';

const second = 1000;

function lookFor({ world, workshop }: Room, size: { columns: number; rows: number }): RoomLook {
  const look = lookOf(world.stderr, world.env, workshop);
  return { ...look, braille: false, ...size };
}

/** Question by question, most disagreement first; the room may choose some to vote on again. */
export async function showReveal(room: Room, seen: Seen): Promise<Shown> {
  const { words, log, face, screen } = room;
  const canVoteAgain = log.progress().revealed === 1;
  const listAt = (size: { columns: number; rows: number }) =>
    revealList(seen, lookFor(room, size), words);
  const ids = listAt({ columns: 80, rows: 24 }).rows.map(({ id }) => id);
  if (ids.length === 0) return 'on';
  const reveal: Reveal = { ids, words, canVoteAgain };
  const pages: RevealPages = {
    title: words.workshop.revealTitle(canVoteAgain ? 1 : 2),
    list: (size) => listAt(size),
    question: (id, size) => revealQuestion(seen, id, lookFor(room, size), words),
  };
  const shown = await play(
    {
      start: beginReveal(seen.revoted),
      press: (state, press) => pressReveal(reveal, state, press),
      tick: { milliseconds: second, next: secondLater },
      draw: (state, size) => drawReveal(reveal, state, pages, size, face),
      outcome: (state) => (state.end === null ? null : state),
    },
    screen.hooks(),
    contextOf(room),
  );
  if (shown === 'closed') return 'closed';
  if (shown.end === 'again') {
    log.add({ kind: 'again', questions: ids.filter((id) => shown.marked.has(id)) });
  }
  return shown.end!;
}

const frameTime = 35;

/** Pages until the room goes on. */
async function showSlides(room: Room, pages: SlidePages, frames: number) {
  const { words, face, screen } = room;
  const slides: Slides = { words, count: pages({ columns: 80, rows: 24 }, 0).length, frames };
  return play(
    {
      start: beginSlides,
      press: (state, press) => pressSlides(slides, state, press),
      tick: { milliseconds: frameTime, next: (state) => frameLater(slides, state) },
      draw: (state, size) => drawSlides(slides, state, pages, size, face),
      outcome: (state) => state.end,
    },
    screen.hooks(),
    contextOf(room),
  );
}

const motionSteps = 24;

/** Where the pendulum hangs, swinging in; the polarity map; what to do next; what moved. */
export async function showStanding(room: Room, seen: Seen): Promise<Exclude<Shown, 'again'>> {
  const { words, world, workshop, open } = room;
  const unit = seen.result.units[0]!;
  const noMotion = workshop.motion === false;
  const isMoving = unit.position !== null && !isStill(world.stderr, world.env, noMotion);
  const swinging = isMoving ? swing(unit.position, motionSteps) : [];
  const pages: SlidePages = (size, step) => {
    const look = lookFor(room, size);
    const since = movedOf(room, seen.result, look);
    const [first = [], ...rest] = standing(seen, look, words);
    const all = [...rest, ...(open.length > 0 ? [since] : [])];
    const position = swinging[step];
    return [position === undefined ? first : standingFrame(seen, look, position), ...all];
  };
  return showSlides(room, pages, swinging.length);
}

const movedOf = ({ open, known, words }: Room, now: Result | null, look: RoomLook) =>
  movedSince(open.map(roomAction), known.resultOf, now, look, words);

/** The open actions of before and what moved since; a round that has just been has no since. */
export async function showOpenActions(room: Room): Promise<Exclude<Shown, 'again'>> {
  const { open, known } = room;
  const isLater = open.some(({ round }) => round !== known.before?.round);
  const now = isLater ? known.before : null;
  return showSlides(room, (size) => [movedOf(room, now, lookFor(room, size))], 0);
}
