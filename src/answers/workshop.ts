import type { Entry } from './entry.ts';
import {
  encodeLine,
  entryOf,
  isText,
  isTextOrNull,
  type Decoded,
  type Fields,
  type LogFormat,
} from './journal.ts';

/** What a room votes on and who sits in it. */
export interface WorkshopHeader {
  /** id@version. */
  readonly scorecard: string;
  readonly fingerprint: string;
  readonly unit: string;
  readonly round: string | null;
  readonly market: string | null;
  /** The role of every seat; null where roles would give people away or do not matter. */
  readonly seats: readonly (string | null)[];
  /** In turn at the keyboard, or cards held up and keyed in by the facilitator. */
  readonly way: 'turns' | 'cards';
  /** The fewest answers that are shown; null shows all. */
  readonly minGroup: number | null;
}

/** The first vote, or the second one on some of the questions. */
export type Ballot = 1 | 2;

/** One answer of one seat. It is written down sealed and shown to nobody before the reveal. */
export interface Vote {
  readonly ballot: Ballot;
  readonly seat: number;
  readonly entry: Entry;
}

/** What the group agreed to do. */
export interface Agreed {
  readonly action: string;
  readonly owner: string;
  /** YYYY-MM-DD. */
  readonly due: string;
  readonly kpi: string;
  /** The practice it came from; null for the group's own idea. */
  readonly practice: string | null;
}

/** What happened in a room, in its order. */
export type WorkshopEvent =
  | { readonly kind: 'sealed'; readonly text: string }
  | { readonly kind: 'revealed'; readonly ballot: Ballot }
  | { readonly kind: 'again'; readonly questions: readonly string[] }
  | { readonly kind: 'agreed'; readonly agreed: Agreed };

export type DecodedWorkshop = Decoded<WorkshopHeader, WorkshopEvent>;

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isSeat = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isBallot = (value: unknown): value is Ballot => value === 1 || value === 2;

function headerOf(fields: Fields): WorkshopHeader | null {
  const { scorecard, fingerprint, unit, round, market, seats, way, minGroup } = fields;
  const isWhole =
    [scorecard, fingerprint, unit].every(isText) &&
    [round, market].every(isTextOrNull) &&
    isList(seats) &&
    seats.every(isTextOrNull) &&
    (way === 'turns' || way === 'cards') &&
    (minGroup === null || isNumber(minGroup));
  if (!isWhole) return null;
  return { scorecard, fingerprint, unit, round, market, seats, way, minGroup } as WorkshopHeader;
}

function agreedOf(value: unknown): Agreed | null {
  if (typeof value !== 'object' || value === null) return null;
  const { action, owner, due, kpi, practice } = value as Fields;
  if (![action, owner, due, kpi].every(isText) || !isTextOrNull(practice)) return null;
  return { action, owner, due, kpi, practice } as Agreed;
}

function eventOf({ sealed, revealed, again, agreed }: Fields): WorkshopEvent | null {
  if (isText(sealed)) return { kind: 'sealed', text: sealed };
  if (isBallot(revealed)) return { kind: 'revealed', ballot: revealed };
  if (isList(again) && again.every(isText)) return { kind: 'again', questions: again };
  const found = agreedOf(agreed);
  return found === null ? null : { kind: 'agreed', agreed: found };
}

function fieldsOf(event: WorkshopEvent): Fields {
  switch (event.kind) {
    case 'sealed':
      return { sealed: event.text };
    case 'revealed':
      return { revealed: event.ballot };
    case 'again':
      return { again: event.questions };
    case 'agreed':
      return { agreed: event.agreed };
  }
}

/** The log of a workshop: checksummed lines as in a respondent's journal, votes sealed. */
export const workshopFormat: LogFormat<WorkshopHeader, WorkshopEvent> = {
  name: 'workshop/1',
  headerOf,
  eventOf,
};

export const encodeWorkshopHeader = (header: WorkshopHeader): string =>
  encodeLine({ pendulum: workshopFormat.name, ...header });

export const encodeWorkshopEvent = (sequence: number, event: WorkshopEvent): string =>
  encodeLine({ seq: sequence, ...fieldsOf(event) });

/**
 * What is only written down sealed: votes, that a seat has finished, and which seat became which
 * code in the sheets. The cards of a question are one line of the log, and so they are there
 * together or not at all. Fillers say nothing: a seat that was asked more would have more lines.
 */
export type Sealed =
  | { readonly kind: 'votes'; readonly votes: readonly Vote[] }
  | { readonly kind: 'voted'; readonly ballot: Ballot; readonly seat: number }
  | { readonly kind: 'filler' }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

const voteFields = ({ ballot, seat, entry }: Vote): Fields => ({ ballot, seat, ...entry });

function voteOf(fields: Fields): Vote | null {
  const { ballot, seat } = fields;
  const entry = entryOf(fields);
  return isBallot(ballot) && isSeat(seat) && entry !== null ? { ballot, seat, entry } : null;
}

/** The text that is sealed, and back; null for what a later version may have sealed. */
export function sealedText(sealed: Sealed): string {
  switch (sealed.kind) {
    case 'votes':
      return JSON.stringify({ votes: sealed.votes.map(voteFields) });
    case 'voted':
      return JSON.stringify({ voted: sealed.ballot, seat: sealed.seat });
    case 'filler':
      return '{}';
    case 'codes':
      return JSON.stringify({ codes: sealed.codes });
  }
}

export function sealedOf(text: string): Sealed | null {
  const { votes, voted, seat, codes } = JSON.parse(text) as Fields;
  if (text === '{}') return { kind: 'filler' };
  if (isBallot(voted) && isSeat(seat)) return { kind: 'voted', ballot: voted, seat };
  if (isList(codes) && codes.every(isText)) return { kind: 'codes', codes };
  if (!isList(votes)) return null;
  const read = votes.flatMap((fields) => voteOf(fields as Fields) ?? []);
  return read.length === votes.length ? { kind: 'votes', votes: read } : null;
}

/** How far a room has come, by all that may be known before the reveal. */
export interface Progress {
  /** Seats that have finished each ballot. */
  readonly voted: { readonly [B in Ballot]: ReadonlySet<number> };
  readonly revealed: Ballot | null;
  /** Ids of the questions that are voted on again. */
  readonly again: readonly string[];
  readonly agreed: readonly Agreed[];
}

export function progressOf(events: readonly WorkshopEvent[], sealed: readonly Sealed[]): Progress {
  const voted = (ballot: Ballot) =>
    new Set(
      sealed.flatMap((each) =>
        each.kind === 'voted' && each.ballot === ballot ? [each.seat] : [],
      ),
    );
  return {
    voted: { 1: voted(1), 2: voted(2) },
    revealed: events.findLast((each) => each.kind === 'revealed')?.ballot ?? null,
    again: events.findLast((each) => each.kind === 'again')?.questions ?? [],
    agreed: events.flatMap((each) => (each.kind === 'agreed' ? [each.agreed] : [])),
  };
}

/** Entries of one seat by question id, in the order in which they were given. */
export type SeatEntries = ReadonlyMap<string, Entry>;

/** A seat that held up no card and only left remarks is nobody who answered. */
export const hasAnswers = (entries: SeatEntries): boolean =>
  [...entries.values()].some(({ state }) => state !== 'unanswered');

/** What each seat answered in a ballot; the last answer to a question counts. */
export function entriesBySeat(
  votes: readonly Vote[],
  ballot: Ballot,
  seats: number,
): readonly SeatEntries[] {
  const bySeat = Array.from({ length: seats }, () => new Map<string, Entry>());
  for (const vote of votes) {
    if (vote.ballot !== ballot) continue;
    const own = bySeat[vote.seat]!;
    own.delete(vote.entry.question);
    own.set(vote.entry.question, vote.entry);
  }
  return bySeat;
}

const isGiven = (entry: Entry | undefined): boolean =>
  entry !== undefined && entry.state !== 'unanswered';
const isAnswered = (entry: Entry | undefined): boolean => entry?.state === 'answered';

/**
 * The answers as they stand: those of the second ballot in the place of those of the first. Who held
 * up no card or only left a remark the second time did not take the first answer back. Nobody comes
 * or goes between the two votes on a question, and none counts that fewer than the smallest group
 * gave again: the difference would be somebody's answer.
 */
export function standingEntries(
  first: readonly SeatEntries[],
  second: readonly SeatEntries[],
  minGroup: number | null,
): readonly SeatEntries[] {
  const isAgain = (seat: number, id: string) => {
    const [before, now] = [first[seat]!.get(id), second[seat]!.get(id)];
    return isGiven(now) && isAnswered(before) === isAnswered(now);
  };
  const voters = (id: string) => first.filter((_, seat) => isAgain(seat, id)).length;
  return first.map((own, seat) => {
    const counted = [...second[seat]!].filter(
      ([id]) => isAgain(seat, id) && voters(id) >= (minGroup ?? 1),
    );
    return new Map([...own, ...counted]);
  });
}
