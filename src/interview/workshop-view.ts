import type { PlanQuestion } from '../plan/types.ts';
import { wrap } from '../text/width.ts';
import { countCards, questionOf, type Cards, type CardsState } from './cards.ts';
import { hintSpans, type Hint } from './hints.ts';
import {
  apart,
  blank,
  faint,
  flow,
  painted,
  paragraph,
  plain,
  strong,
  widthOf,
  type Line,
  type Paint,
  type Signs,
} from './line.ts';
import { boundsOf } from './number.ts';
import { clockText, type Reveal, type RevealState } from './reveal.ts';
import { sectionTitle } from './sections.ts';
import type { Slides, SlidesState } from './slides.ts';
import { tagsOf } from './tags.ts';
import { roomyRows, type Size } from './view.ts';

/** How things are drawn here. */
export interface Face {
  readonly signs: Signs;
  readonly paint: Paint;
}

/** A line that is painted already, made for these columns. */
export type Painted = string;

interface Body {
  readonly lines: readonly Painted[];
  /** The line that must be seen. */
  readonly focus?: number;
  /** Lines above the first one shown. */
  readonly scrolled?: number;
}

interface Frame {
  /** Null leaves its rows to the body. */
  readonly top: Line | null;
  /** What stands between, for the columns and rows there are for it. */
  readonly body: (room: Size) => Body;
  readonly message: string | null;
  readonly hints: readonly Hint[];
}

/** The first line of the body to show: as scrolled, else so that its focus is seen. */
function firstLine({ lines, focus, scrolled = 0 }: Body, room: number): number {
  const last = Math.max(0, lines.length - room);
  const wanted = focus === undefined ? scrolled : focus - Math.floor(room / 2);
  return Math.min(last, Math.max(0, wanted));
}

/** The columns of our own text, which can be as narrow as the terminal. */
const textMeasure = (size: Size): number =>
  Math.max(1, Math.min(size.columns - 1, measureOf(size)));

/** Longer lines are not read any better, and longer bars say no more. */
const widest = 120;

const measureOf = ({ columns }: Size): number => Math.max(20, Math.min(columns - 2, widest));

/** The whole screen: a line at the top, as much of the body as fits, what the keys do at the bottom. */
function framed(frame: Frame, size: Size, { signs, paint }: Face): string {
  // In the middle of a wide screen, where everybody in the room looks.
  const margin = Math.max(0, Math.floor((size.columns - 2 - widest) / 2));
  const columns = Math.max(1, size.columns - 1 - margin);
  const isCompact = size.rows < roomyRows;
  const said: readonly Line[] =
    frame.message === null
      ? []
      : wrap(signs.show(frame.message), columns).map((text) => [strong(text)]);
  const all = flow(frame.hints.map(hintSpans), faint(` ${signs.dot} `), columns);
  const hints = isCompact ? (said.length > 0 ? [] : all.slice(0, 1)) : all;
  const line = (each: Line) => painted(each, columns, paint);
  const gap = isCompact ? [] : [''];
  const top = frame.top === null ? [] : [line(frame.top), ...gap];
  const foot = [...gap, ...said.map(line), ...hints.map(line)];
  // The last row stays empty: a terminal scrolls when it is filled.
  const room = Math.max(1, size.rows - top.length - foot.length - 1);
  const body = frame.body({ columns: measureOf(size), rows: room });
  const from = firstLine(body, room);
  const seen = body.lines.slice(from, from + room);
  const below = body.lines.length - from - seen.length;
  const isMarked = below > 0 && room > 2;
  const more = paint('faint', `${signs.cut} ${below + 1}`);
  const shown = isMarked ? [...seen.slice(0, -1), more] : seen;
  const filler = Array.from({ length: Math.max(0, room - shown.length) }, () => '');
  return [...top, ...shown, ...filler, ...foot]
    .slice(0, Math.max(1, size.rows))
    .map((each) => (each === '' ? '' : ' '.repeat(margin) + each))
    .join('\n');
}

/** What a card may say, beside the question; side by side where rows are few. */
function legend(
  { form: { words } }: Cards,
  { input }: PlanQuestion,
  { signs }: Face,
  { columns, rows }: Size,
): readonly Line[] {
  const { show } = signs;
  const say = (text: string) => paragraph('faint', text, columns);
  if (input.kind === 'metric') {
    const bounds = boundsOf(input);
    const range = bounds === null ? '' : `${words.range(...bounds)} `;
    return paragraph('plain', `${range}${show(input.unit)}`, columns);
  }
  if (input.kind === 'allocation') {
    const parts = input.parts.map(({ label }) => show(label)).join(' / ');
    return [...paragraph('plain', parts, columns), ...say(words.workshop.sharesCard)];
  }
  const tags = tagsOf(input);
  const ends = new Set([0, tags.length - 1]);
  const shown = [...tags.keys()].filter((i) => input.form !== 'tradeOff' || ends.has(i));
  const options = shown.map((i) => [tags[i]!, show(input.options[i]!.label)] as const);
  const lines =
    rows < roomyRows
      ? flow(options.map(hintSpans), faint(` ${signs.dot} `), columns)
      : listed(options, columns);
  return input.evidence ? [...lines, ...say(words.workshop.evidenceCard)] : lines;
}

function listed(options: readonly Hint[], columns: number): readonly Line[] {
  const width = Math.max(...options.map(([tag]) => tag.length)) + 2;
  return options.flatMap(([tag, label]) =>
    wrap(label, columns - width).map((text, row) => [
      strong((row === 0 ? tag : '').padEnd(width)),
      plain(text),
    ]),
  );
}

/** How many seats each role has, in the order in which their cards are keyed in. */
function groupsOf({ seats }: Cards): string | null {
  const counts = new Map<string, number>();
  for (const role of seats) {
    if (role !== null) counts.set(role, (counts.get(role) ?? 0) + 1);
  }
  return counts.size === 0 ? null : [...counts].map(([role, n]) => `${n} ${role}`).join(', ');
}

/** One sign a card, as far as they fit on a line. */
function dots(seen: number, people: number, signs: Signs, columns: number): readonly Line[] {
  if (columns <= 2 * people) return [];
  const row = (count: number, sign: string) => Array.from({ length: count }, () => sign).join(' ');
  const between = plain(seen > 0 ? ' ' : '');
  return [[strong(row(seen, signs.done)), between, faint(row(people - seen, signs.open))]];
}

/** The question, what cards may say, and how many are keyed in. */
function cardsBody(cards: Cards, state: CardsState, size: Size, face: Face): readonly Line[] {
  const { form, seats } = cards;
  const { workshop } = form.words;
  const { signs } = face;
  const { columns } = size;
  const people = seats.length;
  const question = questionOf(cards, state);
  const isGiven = state.given.has(state.at) && state.text === '';
  const count = countCards(cards, state);
  const said = isGiven ? workshop.cardsGiven(people) : workshop.cardsSoFar(count, people);
  const ask = paragraph('strong', signs.show(question.ask), columns);
  const options = legend(cards, question, face, size);
  const order = paragraph('faint', signs.show(workshop.cardsOrder(groupsOf(cards))), columns);
  return size.rows < roomyRows
    ? [...ask, ...options, [faint(said)]]
    : [
        ...ask,
        blank,
        ...options,
        blank,
        ...dots(isGiven ? people : count, people, signs, columns),
        ...order,
        [faint(said)],
      ];
}

/** One question for a room that holds up cards; of those keyed in, only the number is seen. */
export function drawCards(cards: Cards, state: CardsState, size: Size, face: Face): string {
  const { form, asked } = cards;
  const { words } = form;
  const { signs, paint } = face;
  const columns = textMeasure(size);
  const lines = cardsBody(cards, state, { ...size, columns }, face);
  const { keys, hints } = words;
  return framed(
    {
      top: apart(
        [strong(signs.show(sectionTitle(form, asked[state.at]!)))],
        [faint(words.inSection(state.at + 1, asked.length))],
        columns,
      ),
      body: () => ({
        lines: lines.map((line) => painted(line, columns, paint)),
        focus: lines.length - 1,
      }),
      message: state.message,
      hints: [
        [words.workshop.cardsKeys(keys.notApplicable, keys.dontKnow), ''],
        [hints.enter, hints.take],
        [hints.escape, hints.clear],
        [keys.back, hints.back],
        [keys.quit, hints.quit],
      ],
    },
    size,
    face,
  );
}

/** A room's pages after a vote: made elsewhere, from the result. */
export interface RevealPages {
  readonly title: string;
  readonly list: (room: Size) => {
    readonly head: readonly Painted[];
    readonly rows: readonly { readonly id: string; readonly line: Painted }[];
  };
  readonly question: (id: string, room: Size) => readonly Painted[];
}

function timeLine({ words }: Reveal, { left, isRunning }: RevealState): Line {
  if (left === null) return [];
  if (left === 0) return [strong(words.workshop.timeUp)];
  return [(isRunning ? strong : faint)(clockText(left))];
}

/** The title and the time; where there is no room for both, the time, which somebody started. */
function topOf(title: Line, time: Line, columns: number): Line {
  const isNarrow = widthOf(title) + widthOf(time) + 2 > columns;
  return time.length > 0 && isNarrow ? time : apart(title, time, columns);
}

export function drawReveal(
  reveal: Reveal,
  state: RevealState,
  pages: RevealPages,
  size: Size,
  face: Face,
): string {
  const { words, ids } = reveal;
  const { signs, paint } = face;
  const columns = measureOf(size);
  const { keys, hints } = words.workshop;
  const isList = state.mode === 'list';
  const id = ids[state.row]!;
  const sign = (each: string) => (state.marked.has(each) ? signs.check : ' ');
  const list = (room: Size): Body => {
    const { head, rows } = pages.list({ ...room, columns: room.columns - 3 });
    const lines = rows.map(({ id: each, line }) => {
      const pointer = each === id ? signs.pointer : ' ';
      return `${paint('strong', `${pointer}${sign(each)}`)} ${line}`;
    });
    return { lines: [...head, ...lines], focus: head.length + state.row };
  };
  const large = (room: Size): Body => ({ lines: pages.question(id, room), scrolled: state.top });
  const place = isList ? pages.title : words.workshop.placeOf(state.row + 1, ids.length);
  const again = reveal.canVoteAgain ? hints.marked : hints.votedAgain;
  const marked = state.marked.has(id) && !isList ? ` ${signs.check} ${again}` : '';
  return framed(
    {
      top: topOf([strong(signs.show(place)), plain(marked)], timeLine(reveal, state), columns),
      body: isList ? list : large,
      message: state.message,
      hints: [
        [words.hints.enter, isList ? hints.open : words.hints.next],
        ...(isList
          ? []
          : ([
              [words.keys.back, words.hints.back],
              [keys.list, hints.list],
            ] as const)),
        [keys.timer, hints.timer],
        ...(reveal.canVoteAgain
          ? ([
              [keys.mark, hints.mark],
              [keys.voteAgain, hints.voteAgain],
            ] as const)
          : []),
        [keys.goOn, hints.goOn],
        [words.keys.quit, words.hints.quit],
      ],
    },
    size,
    face,
  );
}

/** Pages made elsewhere; the first of them at a step of its motion. */
export type SlidePages = (room: Size, frame: number) => readonly (readonly Painted[])[];

export function drawSlides(
  slides: Slides,
  state: SlidesState,
  pages: SlidePages,
  size: Size,
  face: Face,
): string {
  const { words } = slides;
  const isLast = state.at + 1 === slides.count;
  return framed(
    {
      top: null,
      body: (room) => ({
        lines: pages(room, state.frame)[state.at] ?? [],
        scrolled: state.top,
      }),
      message: null,
      hints: [
        [words.hints.enter, isLast ? words.workshop.hints.goOn : words.hints.next],
        [words.keys.back, words.hints.back],
        [words.workshop.keys.goOn, words.workshop.hints.goOn],
        [words.keys.quit, words.hints.quit],
        [words.inSection(state.at + 1, slides.count), ''],
      ],
    },
    size,
    face,
  );
}

/** A few sentences with the keys that go on from there. */
export interface Notice {
  readonly title: string;
  readonly text: readonly string[];
  readonly hints: readonly Hint[];
  readonly message: string | null;
}

export function drawNotice(notice: Notice, size: Size, face: Face): string {
  const columns = textMeasure(size);
  const { signs, paint } = face;
  const lines = notice.text.flatMap((text) =>
    text === '' ? [blank] : paragraph('plain', signs.show(text), columns),
  );
  return framed(
    {
      top: [strong(signs.show(notice.title))],
      body: () => ({ lines: lines.map((line) => painted(line, columns, paint)) }),
      message: notice.message,
      hints: notice.hints,
    },
    size,
    face,
  );
}
