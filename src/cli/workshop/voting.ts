import { marketsOf, readFacts } from '../../answers/engagement.ts';
import { factsOf } from '../../answers/units.ts';
import type { Entry } from '../../answers/entry.ts';
import {
  entriesBySeat,
  type Ballot,
  type SeatEntries,
  type WorkshopHeader,
} from '../../answers/workshop.ts';
import { play, type Board } from '../../interview/board.ts';
import { beginCards, pressCards, type Cards, type CardsState } from '../../interview/cards.ts';
import { handover, type Voting } from '../../interview/handover.ts';
import { interview, type InterviewResult } from '../../interview/prompt.ts';
import {
  hasAnswer,
  questionnaire,
  type Entries,
  type Questionnaire,
} from '../../interview/questionnaire.ts';
import { begin } from '../../interview/state.ts';
import { drawCards } from '../../interview/workshop-view.ts';
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
  const markets = market === null ? marketsOf(engagement, unit) : [market];
  return { markets, role: seats[seat] ?? null, unit };
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

/** Whether a ballot is about a question: the first about all, the second about those chosen. */
function isVotedOn({ log, plan }: Room, ballot: Ballot): (index: number) => boolean {
  const again = new Set(log.progress().again);
  return (index) => ballot === 1 || again.has(plan.questions[index]!.id);
}

/**
 * What is asked while somebody sits at the keyboard: the questions of the ballot that the seat has
 * not answered. Those it has are sealed, and would be on the screen for whoever takes the seat next.
 */
function sittingForm(room: Room, seat: number, ballot: Ballot): Questionnaire {
  const form = formOf(room, seat);
  const first = byIndex(form, seatEntries(room, 1)[seat]!);
  const given = byIndex(form, seatEntries(room, ballot)[seat]!);
  const isOn = isVotedOn(room, ballot);
  // As in the end: a remark alone does not take back what was answered in the first vote.
  const standing = (entries: Entries) =>
    new Map([...first, ...[...given, ...entries].filter(([, entry]) => hasAnswer(entry))]);
  const isOpen = (index: number) => isOn(index) && !hasAnswer(given.get(index));
  return { ...form, askedOf: (entries) => form.askedOf(standing(entries)).filter(isOpen) };
}

export const seatEntries = ({ log }: Room, ballot: Ballot): readonly SeatEntries[] =>
  entriesBySeat(log.votes(), ballot, log.header.seats.length);

/** An entry with what was remarked before somebody left the seat and came back to it. */
const withRemark = (entry: Entry, earlier: Entry | undefined): Entry => ({
  ...entry,
  note: [earlier?.note, entry.note].filter(Boolean).join('\n') || null,
});

/** One person at the keyboard, unless nothing is left to ask. */
async function takeTurn(room: Room, seat: number, ballot: Ballot): Promise<InterviewResult['end']> {
  const { log, face, screen, plan } = room;
  const form = sittingForm(room, seat, ballot);
  const before = seatEntries(room, ballot)[seat]!;
  const onAnswer = (entry: Entry) =>
    log.vote([{ ballot, seat, entry: withRemark(entry, before.get(entry.question)) }]);
  const isAsked = form.askedOf(new Map()).length > 0;
  const [start, now] = [begin(form), () => process.uptime()];
  const config = { form, start, onAnswer, ...face, terminal: screen.hooks(), now };
  config.terminal.clear();
  const end = isAsked ? (await interview(config, contextOf(room))).end : 'finished';
  // Twice as many as there are questions: remarks and changed answers are lines as well.
  const block = 2 * [...plan.questions.keys()].filter(isVotedOn(room, ballot)).length;
  if (end === 'finished') log.finish(ballot, seat, Math.max(1, block));
  return end;
}

function votingOf(room: Room, ballot: Ballot): Voting {
  const { way, seats } = room.log.header;
  const first = seatEntries(room, 1);
  const given = seatEntries(room, ballot);
  // Who comes to the second vote only would be the difference to the first.
  const all = [...seats.keys()].filter((seat) => ballot === 1 || first[seat]!.size > 0);
  const voted = room.log.progress().voted[ballot];
  const open = way === 'cards' ? [] : all.filter((seat) => !voted.has(seat));
  return {
    done: all.filter((seat) => !open.includes(seat)),
    open,
    begun: new Set(open.filter((seat) => given[seat]!.size > 0)),
  };
}

function handOver(room: Room, ballot: Ballot, wasSaid: string | null) {
  const { words, log, face, screen } = room;
  const about = { words, header: log.header, ballot, voting: votingOf(room, ballot) };
  return play(handover(about, face, wasSaid), screen.hooks(), contextOf(room));
}

/** People come to the keyboard one after the other, in any order. */
async function inTurn(room: Room, ballot: Ballot): Promise<Voted> {
  let said = room.notice;
  for (;;) {
    const next = await handOver(room, ballot, said);
    if (next === 'closed') return 'closed';
    if (next.end === 'reveal') return 'reveal';
    if (next.end === 'quit') return 'quit';
    const end = await takeTurn(room, next.seat, ballot);
    if (end === 'closed') return 'closed';
    said = end === 'finished' ? room.words.workshop.seatDone : null;
  }
}

/** Questions that cards are held up for: any that some seat may be asked, or those chosen again. */
function cardsOf(room: Room, ballot: Ballot): Cards {
  const { log, plan } = room;
  const { seats } = log.header;
  const indexes = new Set(
    seats.flatMap((_, seat) => mayBeAsked(plan, settingOf(room, log.header, seat))),
  );
  const asked = [...indexes].toSorted((a, b) => a - b).filter(isVotedOn(room, ballot));
  return { form: formOf(room, 0), asked, seats };
}

/** The facilitator keys in cards, question by question. */
async function byCards(room: Room, ballot: Ballot): Promise<Voted> {
  const { log, face, screen } = room;
  const cards = cardsOf(room, ballot);
  const onCards = (entries: readonly Entry[]) =>
    log.vote(entries.map((entry, seat) => ({ ballot, seat, entry })));
  // A room that comes back with all cards keyed in is where it left: before the reveal.
  for (let isBack = false; ; isBack = true) {
    const keyed = seatEntries(room, ballot);
    const given = cards.asked.flatMap((index, position) => {
      const { id } = cards.form.plan.questions[index]!;
      return keyed.every((entries) => entries.has(id)) ? [position] : [];
    });
    const board: Board<CardsState, 'finished' | 'quit'> = {
      start: { ...beginCards(cards, new Set(given)), message: room.notice },
      press: (state, press) => pressCards(cards, state, press, onCards),
      draw: (state, size) => drawCards(cards, state, size, face),
      outcome: ({ end }) => end,
    };
    const isAsked = cards.asked.length > (isBack ? 0 : given.length);
    const keying = isAsked ? await play(board, screen.hooks(), contextOf(room)) : 'finished';
    if (keying !== 'finished') return keying;
    const next = await handOver(room, ballot, null);
    if (next === 'closed' || next.end === 'quit') return next === 'closed' ? 'closed' : 'quit';
    if (next.end === 'reveal') return 'reveal';
  }
}

/** A sealed vote, until it may be revealed. */
export const vote = (room: Room, ballot: Ballot): Promise<Voted> =>
  room.log.header.way === 'turns' ? inTurn(room, ballot) : byCards(room, ballot);
