import { factsOf, mixOf, readFacts } from '../../answers/engagement.ts';
import type { Entry } from '../../answers/entry.ts';
import {
  entriesBySeat,
  type Ballot,
  type SeatEntries,
  type WorkshopHeader,
} from '../../answers/workshop.ts';
import { play } from '../../interview/board.ts';
import { beginCards, pressCards, type Cards } from '../../interview/cards.ts';
import type { Press } from '../../interview/press.ts';
import { interview } from '../../interview/prompt.ts';
import { questionnaire, type Entries, type Questionnaire } from '../../interview/questionnaire.ts';
import { begin } from '../../interview/state.ts';
import { drawCards, drawNotice, type Notice } from '../../interview/workshop-view.ts';
import { mayBeAsked } from '../../score/reach.ts';
import type { Setting } from '../../score/respondent.ts';
import type { Ground } from '../ground.ts';
import { contextOf, type Room } from './room.ts';

/** What came of a vote: everyone may see it, or the room goes on another time. */
export type Voted = 'reveal' | 'quit' | 'closed';

/** What conditions look at, for one seat. */
export function settingOf(
  { engagement }: Pick<Ground, 'engagement'>,
  { unit, market, seats }: WorkshopHeader,
  seat: number,
): Setting {
  const known = engagement?.units.find(({ id }) => id === unit);
  const mix = known === undefined ? [] : [...mixOf(known).keys()];
  return { markets: market === null ? mix : [market], role: seats[seat] ?? null, unit };
}

/** What is asked of a seat. */
export function formOf(room: Room, seat: number): Questionnaire {
  const { plan, words, found, log } = room;
  const { unit, round, seats } = log.header;
  const facts = found === null ? undefined : readFacts(plan, found.located).facts;
  const place = words.workshop.seat(seat + 1, seats.length, seats[seat] ?? null);
  return questionnaire(plan, settingOf(room, log.header, seat), {
    words,
    facts: facts === undefined ? undefined : factsOf(facts, unit, round),
    who: [unit, round, place].filter((part) => part !== null).join(' / '),
  });
}

/** Entries by the index of their question. */
export const byIndex = ({ plan }: Questionnaire, entries: SeatEntries): Entries => {
  const indexes = new Map(plan.questions.map(({ id }, index) => [id, index]));
  return new Map([...entries].map(([id, entry]) => [indexes.get(id)!, entry]));
};

/** The form of a ballot: all questions, or those chosen again of those the seat is asked. */
function ballotForm(room: Room, seat: number, ballot: Ballot): Questionnaire {
  const form = formOf(room, seat);
  if (ballot === 1) return form;
  const first = byIndex(form, seatEntries(room, 1)[seat]!);
  const again = new Set(room.log.progress().again);
  return {
    ...form,
    askedOf: (entries) =>
      form
        .askedOf(new Map([...first, ...entries]))
        .filter((index) => again.has(form.plan.questions[index]!.id)),
  };
}

export const seatEntries = ({ log }: Room, ballot: Ballot): readonly SeatEntries[] =>
  entriesBySeat(log.votes(), ballot, log.header.seats.length);

/** One person at the keyboard. True when the seat has finished. */
async function takeTurn(room: Room, seat: number, ballot: Ballot): Promise<boolean | 'closed'> {
  const { log, face, screen } = room;
  const form = ballotForm(room, seat, ballot);
  const entries = byIndex(form, seatEntries(room, ballot)[seat]!);
  const onAnswer = (entry: Entry) => log.vote([{ ballot, seat, entry }]);
  const [start, now] = [begin(form, entries), () => process.uptime()];
  const config = { form, start, onAnswer, ...face, terminal: screen.hooks(), now };
  config.terminal.clear();
  const { end } = await interview(config, contextOf(room));
  if (end === 'closed') return 'closed';
  if (end === 'finished') log.add({ kind: 'voted', ballot, seat });
  return end === 'finished';
}

interface GateState {
  /** The seat that is up, of those that have not finished; null when all have. */
  readonly seat: number | null;
  readonly isArmed: boolean;
  readonly message: string | null;
  readonly end: 'start' | 'reveal' | 'back' | 'quit' | null;
}

/** Between two people: nothing of any vote is here, only who is next and what the keys do. */
function gateBoard(room: Room, ballot: Ballot, wasSaid: string | null) {
  const { words, log, face } = room;
  const { seats, way } = log.header;
  const { workshop, keys, hints } = words;
  const done = log.progress().voted[ballot];
  const open = way === 'cards' ? [] : seats.flatMap((_, seat) => (done.has(seat) ? [] : [seat]));
  const start: GateState = { seat: open[0] ?? null, isArmed: false, message: wasSaid, end: null };

  const beside = (state: GateState, by: number): GateState => {
    if (state.seat === null) return state;
    const at = (open.indexOf(state.seat) + by + open.length) % open.length;
    return { ...state, seat: open[at]!, message: null, isArmed: false };
  };
  const reveal = (state: GateState): GateState =>
    open.length === 0 || state.isArmed
      ? { ...state, end: 'reveal' }
      : {
          ...state,
          isArmed: true,
          message: workshop.revealEarly(open.length, workshop.keys.reveal),
        };
  const press = (state: GateState, { name, text }: Press): GateState => {
    const letter = text.toLowerCase();
    if (name === 'enter' && state.seat !== null) return { ...state, end: 'start' };
    if (name === 'left' || name === 'up') return beside(state, -1);
    if (name === 'right' || name === 'down') return beside(state, 1);
    if (letter === workshop.keys.reveal) return reveal(state);
    if (letter === keys.back && way === 'cards') return { ...state, end: 'back' };
    return letter === keys.quit ? { ...state, end: 'quit' } : { ...state, message: null };
  };
  const noticeOf = ({ seat, message }: GateState): Notice => ({
    title:
      seat === null
        ? workshop.allVoted(seats.length)
        : workshop.seat(seat + 1, seats.length, seats[seat] ?? null),
    text: [
      ...(seat === null ? [] : [workshop.handOver(seats.length - open.length, seats.length)]),
      ...(ballot === 2 && seat !== null ? [workshop.handOverAgain] : []),
      '',
      workshop.sealed,
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
    draw: (state: GateState, size: Parameters<typeof drawNotice>[1]) =>
      drawNotice(noticeOf(state), size, face),
    outcome: (state: GateState) =>
      state.end === null ? null : { end: state.end, seat: state.seat ?? 0 },
  };
}

/** People come to the keyboard one after the other, in any order. */
async function inTurn(room: Room, ballot: Ballot): Promise<Voted> {
  let said: string | null = null;
  for (;;) {
    const board = gateBoard(room, ballot, said);
    const gate = await play(board, room.screen.hooks(), contextOf(room));
    if (gate === 'closed') return 'closed';
    if (gate.end === 'reveal') return 'reveal';
    if (gate.end === 'quit') return 'quit';
    const isDone = await takeTurn(room, gate.seat, ballot);
    if (isDone === 'closed') return 'closed';
    said = isDone ? room.words.workshop.seatDone : null;
  }
}

/** Questions that cards are held up for: any that some seat may be asked, or those chosen again. */
function cardsOf(room: Room, ballot: Ballot): Cards {
  const { log, plan } = room;
  const again = new Set(log.progress().again);
  const indexes = new Set(
    log.header.seats.flatMap((_, seat) => mayBeAsked(plan, settingOf(room, log.header, seat))),
  );
  const asked = [...indexes]
    .toSorted((a, b) => a - b)
    .filter((index) => ballot === 1 || again.has(plan.questions[index]!.id));
  return { form: formOf(room, 0), asked, people: log.header.seats.length };
}

/** The facilitator keys in cards, question by question. */
async function byCards(room: Room, ballot: Ballot): Promise<Voted> {
  const { log, face, screen } = room;
  const cards = cardsOf(room, ballot);
  const onCards = (entries: readonly Entry[]) =>
    log.vote(entries.map((entry, seat) => ({ ballot, seat, entry })));
  for (;;) {
    const keyed = seatEntries(room, ballot);
    const given = cards.asked.flatMap((index, position) => {
      const { id } = cards.form.plan.questions[index]!;
      return keyed.every((entries) => entries.has(id)) ? [position] : [];
    });
    const keying = await play(
      {
        start: beginCards(cards, new Set(given)),
        press: (state, press) => pressCards(cards, state, press, onCards),
        draw: (state, size) => drawCards(cards, state, size, face),
        outcome: ({ end }) => end,
      },
      screen.hooks(),
      contextOf(room),
    );
    if (keying !== 'finished') return keying;
    const gate = await play(gateBoard(room, ballot, null), screen.hooks(), contextOf(room));
    if (gate === 'closed' || gate.end === 'quit') return gate === 'closed' ? 'closed' : 'quit';
    if (gate.end === 'reveal') return 'reveal';
  }
}

/** A sealed vote, until it may be revealed. */
export const vote = (room: Room, ballot: Ballot): Promise<Voted> =>
  room.log.header.way === 'turns' ? inTurn(room, ballot) : byCards(room, ballot);
