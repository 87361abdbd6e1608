import type { Ballot, WorkshopHeader } from '../answers/workshop.ts';
import type { Words } from '../words/words.ts';
import type { Press } from './press.ts';
import { drawNotice, type Face, type Notice } from './workshop-view.ts';

/** The seats of a ballot: those that have finished, the others, and those of them that have begun. */
export interface Voting {
  readonly done: readonly number[];
  readonly open: readonly number[];
  readonly begun: ReadonlySet<number>;
}

/** Who votes on what, and how. */
export interface Handover {
  readonly words: Words;
  readonly header: Pick<WorkshopHeader, 'seats' | 'way' | 'minGroup'>;
  readonly ballot: Ballot;
  readonly voting: Voting;
}

interface HandoverState {
  /** The seat that is up, of those that have not finished; null when all have. */
  readonly seat: number | null;
  readonly isArmed: boolean;
  readonly message: string | null;
  readonly end: 'start' | 'reveal' | 'back' | 'quit' | null;
}

/** Why a reveal would show nothing, or too much; null where it may be. */
function tooFewFor(
  { workshop }: Words,
  ballot: Ballot,
  voted: number,
  open: number,
  minGroup: number | null,
): string | null {
  if (ballot === 1) {
    const fewest = minGroup ?? 1;
    return voted < fewest ? workshop.tooFewYet(voted, fewest) : null;
  }
  // The others are as they were before, and so the few would stand out against them.
  const isTooFew = open > 0 && voted > 0 && voted < (minGroup ?? 0);
  return isTooFew ? workshop.tooFewAgain(voted, minGroup!) : null;
}

/**
 * Between two people: nothing of any vote is here, only who is next and what the keys do. Gives the
 * seat that starts, or what else is to be done.
 */
export function handover(about: Handover, face: Face, wasSaid: string | null) {
  const { words, header, ballot, voting } = about;
  const { seats, way, minGroup } = header;
  const { workshop, keys, hints } = words;
  const { done, open, begun } = voting;
  const start: HandoverState = {
    seat: open[0] ?? null,
    isArmed: false,
    message: wasSaid,
    end: null,
  };

  const beside = (state: HandoverState, by: number): HandoverState => {
    if (state.seat === null) return state;
    const at = (open.indexOf(state.seat) + by + open.length) % open.length;
    return { ...state, seat: open[at]!, message: null, isArmed: false };
  };
  const voted = done.length + begun.size;
  const reveal = (state: HandoverState): HandoverState => {
    const tooFew = tooFewFor(words, ballot, voted, open.length, minGroup);
    if (tooFew !== null) return { ...state, message: tooFew };
    if (open.length === 0 || state.isArmed) return { ...state, end: 'reveal' };
    const message = workshop.revealEarly(open.length, workshop.keys.reveal);
    return { ...state, isArmed: true, message };
  };
  const press = (state: HandoverState, { name, text }: Press): HandoverState => {
    const letter = text.toLowerCase();
    if (name === 'enter' && state.seat !== null) return { ...state, end: 'start' };
    if (name === 'left' || name === 'up') return beside(state, -1);
    if (name === 'right' || name === 'down') return beside(state, 1);
    if (letter === workshop.keys.reveal) return reveal(state);
    if (letter === keys.back && way === 'cards') return { ...state, end: 'back' };
    if (letter === keys.quit) return { ...state, end: 'quit' };
    return { ...state, message: null, isArmed: false };
  };
  const noticeOf = ({ seat, message }: HandoverState): Notice => ({
    title:
      seat === null
        ? workshop.allVoted(done.length)
        : workshop.seat(seat + 1, seats.length, seats[seat] ?? null),
    text: [
      ...(seat === null ? [] : [workshop.handOver(done.length, done.length + open.length)]),
      ...(ballot === 2 && seat !== null ? [workshop.handOverAgain] : []),
      ...(seat !== null && begun.has(seat) ? [workshop.seatBegun] : []),
      '',
      workshop.sealed,
      ...(way === 'turns' && seat !== null ? [workshop.projectorOff] : []),
    ],
    message,
    hints: [
      ...(seat === null ? [] : ([[hints.enter, workshop.hints.start]] as const)),
      ...(open.length > 1 ? ([[hints.arrows, workshop.hints.otherSeat]] as const) : []),
      [workshop.keys.reveal, workshop.hints.reveal],
      ...(way === 'cards' ? ([[keys.back, hints.back]] as const) : []),
      [keys.quit, hints.quit],
    ],
  });
  return {
    start,
    press,
    draw: (state: HandoverState, size: Parameters<typeof drawNotice>[1]) =>
      drawNotice(noticeOf(state), size, face),
    outcome: (state: HandoverState) =>
      state.end === null ? null : { end: state.end, seat: state.seat ?? 0 },
  };
}
