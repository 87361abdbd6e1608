import { fixed } from '../../text/number.ts';
import { displayWidth } from '../../text/width.ts';
import type { Style } from '../paint.ts';
import { bigNumber } from '../text/digits.ts';
import { gauge } from '../text/gauge.ts';
import { inMargin, measure } from '../text/layout.ts';
import {
  blank,
  line,
  paragraph,
  short,
  span,
  widthOf,
  type Line,
  type Look,
} from '../text/line.ts';
import {
  askedOf,
  meanText,
  movement,
  type Asked,
  type OfOptions,
  type Shown,
  type Silent,
} from './asked.ts';
import { chart, key, type Bar, type Build } from './chart.ts';
import type { Room, RoomLook, RoomWords } from './room.ts';

type Allocation = Extract<Asked, { form: 'allocation' }>;
type Metric = Extract<Asked, { form: 'metric' }>;

/** How much room a question takes: bars, lines of the question, and empty lines between parts. */
interface Form extends Build {
  readonly ask: number;
  readonly airy: boolean;
}

/** The roomiest first. */
const forms: readonly Form[] = [
  { thick: 3, gap: 1, ask: 4, airy: true },
  { thick: 2, gap: 1, ask: 4, airy: true },
  { thick: 1, gap: 1, ask: 4, airy: true },
  { thick: 1, gap: 1, ask: 3, airy: false },
  { thick: 1, gap: 0, ask: 3, airy: true },
  { thick: 1, gap: 0, ask: 2, airy: false },
  { thick: 1, gap: 0, ask: 1, airy: false },
];

/** The parts that are there, with an empty line between them where there is room. */
const stacked = (parts: readonly (readonly Line[])[], airy: boolean): readonly Line[] =>
  parts
    .filter((part) => part.length > 0)
    .flatMap((part, i) => (i === 0 || !airy ? part : [blank, ...part]));

const strong = (text: string, look: Look, lines = 2): readonly Line[] =>
  text === '' ? [] : paragraph(text, measure(look), look, { style: 'strong', lines });

/** How far people agree, before any number. */
export const verdict = ({ now }: Shown, words: RoomWords): string =>
  now.label === null ? '' : words.agreementSaid[now.label];

/** Number of answers, mean and spread of one vote. */
export function statistics(asked: Shown, words: RoomWords): string {
  const { count, mean, spread } = asked.now;
  const parts = [
    words.answers(count),
    ...(mean === null ? [] : [`${words.mean} ${meanText(asked, mean, words)}`]),
    ...(spread === null ? [] : [`${words.spread} ${fixed(spread, 1)}`]),
  ];
  return parts.join(', ');
}

const fromTo = (name: string, from: string, to: string) => `${name} ${from} → ${to}`;

/** How the second vote differs from the first; what neither has is left out. */
export function moved(asked: Shown, words: RoomWords): string | null {
  const { now, first } = asked;
  if (first === null) return null;
  const mean =
    first.mean === null || now.mean === null
      ? []
      : [fromTo(words.mean, meanText(asked, first.mean, words), meanText(asked, now.mean, words))];
  if (first.spread === null || now.spread === null) return mean.join('');
  const spread = fromTo(words.spread, fixed(first.spread, 1), fixed(now.spread, 1));
  return `${[...mean, spread].join(', ')}: ${movement(first.spread, now.spread, words)}`;
}

/** Numbers of the vote, and what the second one moved. */
function numbers(asked: Shown, look: Look, words: RoomWords): readonly Line[] {
  const change = moved(asked, words);
  if (change !== null) {
    return [
      ...paragraph(words.answers(asked.now.count), measure(look), look),
      ...strong(change, look, 3),
    ];
  }
  const hidden = asked.firstIsHidden ? paragraph(words.firstHidden, measure(look), look) : [];
  return [...paragraph(statistics(asked, words), measure(look), look, { lines: 3 }), ...hidden];
}

const legend = (asked: Shown, look: Look, words: RoomWords): readonly Line[] =>
  asked.first === null ? [] : [key(words.firstVote, words.secondVote, look)];

/** Trade-offs go from the process statement over the middle to the customer's. */
const tradeOffStyle = (at: number, middle: number): Style => {
  if (at === middle) return 'strong';
  return at < middle ? 'process' : 'customer';
};

function bars(asked: OfOptions): readonly Bar[] {
  const { now, first, options } = asked;
  const middle = (now.counts.length - 1) / 2;
  return now.counts.map((count, i) => ({
    label: asked.form === 'tradeOff' ? String(Math.abs(i - middle)) : (options[i] ?? ''),
    now: count,
    first: first === null ? null : (first.counts[i] ?? 0),
    style: asked.form === 'tradeOff' ? tradeOffStyle(i, middle) : 'strong',
  }));
}

/** The statement at one end of a trade-off, where the bars of its side are. */
function statement(asked: OfOptions, side: 'process' | 'customer', look: Look, form: Form) {
  if (asked.form !== 'tradeOff') return [];
  const text = (side === 'process' ? asked.options[0] : asked.options.at(-1)) ?? '';
  return paragraph(text, measure(look), look, { style: side, lines: form.airy ? 2 : 1 });
}

const charted = (asked: OfOptions, form: Form, look: Look, words: RoomWords): readonly Line[] => [
  ...legend(asked, look, words),
  ...statement(asked, 'process', look, form),
  ...chart(bars(asked), form, look),
  ...statement(asked, 'customer', look, form),
];

/** What the two shares of an allocation are apart, in words. */
export function shareText({ now, options }: Allocation, words: RoomWords): string {
  const [customer = '', process = ''] = options;
  const apart = fixed(Math.abs(now.mean ?? 0), 1);
  if (now.mean === null) return '';
  if (Number(apart) === 0) return words.bothAlike(process, customer);
  return now.mean > 0
    ? words.moreFor(customer, apart, process)
    : words.moreFor(process, apart, customer);
}

/** The shares' names over the ends of a gauge. */
function ends({ options }: Allocation, columns: number, look: Look): Line {
  const room = Math.max(1, Math.floor((columns - 2) / 2));
  const [customer, process] = options.map((each) => short(each, room, look));
  const gap = columns - displayWidth(process ?? '') - displayWidth(customer ?? '');
  return [
    span(process ?? '', 'process'),
    span(' '.repeat(Math.max(1, gap))),
    span(customer ?? '', 'customer'),
  ];
}

function weighed(asked: Allocation, look: Look, words: RoomWords): readonly Line[] {
  const { now, first } = asked;
  if (now.mean === null) return [];
  const columns = measure(look) - (measure(look) % 2 === 0 ? 1 : 0);
  const hang = { position: now.mean, target: null, before: first?.mean ?? null, limits: [] };
  const [second, firstMark] = look.unicode ? ['●', '○'] : ['@', 'o'];
  const marks = `${second} ${words.secondVote}   ${firstMark} ${words.firstVote}`;
  return [
    ...strong(shareText(asked, words), look, 3),
    blank,
    ends(asked, columns, look),
    gauge(hang, columns, look),
    ...(first === null ? [] : [line(marks)]),
  ];
}

/** The mean in letters that can be read from the back of the room, where it is a plain number. */
function figure(asked: Metric, form: Form, look: Look): readonly Line[] {
  const { mean } = asked.now;
  if (mean === null || mean < 0 || !form.airy) return [];
  const big = bigNumber(fixed(mean, 1), { unicode: look.unicode, style: 'strong' });
  const unit = span(`  ${short(asked.unit, 24, look)}`, 'strong');
  const lines = big.map((each, i) => (i === big.length - 1 ? [...each, unit] : each));
  return Math.max(...lines.map(widthOf)) > measure(look) ? [] : lines;
}

/** The runs of values as bars; none where they are not known. */
function runs(
  asked: Allocation | Metric,
  { bins }: Room,
  form: Form,
  look: Look,
  words: RoomWords,
) {
  const found = bins[asked.id];
  if (found === undefined) return [];
  const first = asked.first === null ? null : found.first;
  const bars = found.labels.map((label, i): Bar => {
    const before = first === null ? null : (first[i] ?? 0);
    return { label, now: found.now[i] ?? 0, first: before, style: 'strong' };
  });
  return [...legend(asked, look, words), ...chart(bars, { ...form, thick: 1 }, look)];
}

function body(asked: Shown, room: Room, form: Form, look: Look, words: RoomWords): readonly Line[] {
  switch (asked.form) {
    case 'options':
    case 'tradeOff':
      return charted(asked, form, look, words);
    case 'allocation':
      return [...weighed(asked, look, words), ...runs(asked, room, form, look, words)];
    case 'metric':
      return [...figure(asked, form, look), ...runs(asked, room, form, look, words)];
  }
}

const head = ({ ask }: Asked, lines: number, look: Look) => strong(ask, look, lines);

const shown = (
  asked: Shown,
  room: Room,
  form: Form,
  look: Look,
  words: RoomWords,
): readonly Line[] =>
  stacked(
    [
      head(asked, form.ask, look),
      strong(verdict(asked, words), look),
      body(asked, room, form, look, words),
      numbers(asked, look, words),
    ],
    form.airy,
  );

/** Why a question has no answers to show. */
export const silence = ({ why }: Silent, room: Room, words: RoomWords): string =>
  why === 'suppressed' ? words.hidden(room.minGroup) : words.silentSaid[why];

const silent = (asked: Silent, room: Room, look: Look, words: RoomWords): readonly Line[] =>
  stacked([head(asked, 4, look), strong(silence(asked, room, words), look, 3)], true);

/** One question for everybody to read: what was asked, how far people agree, and how they voted. */
export function question(
  room: Room,
  id: string,
  look: RoomLook,
  words: RoomWords,
): readonly Line[] {
  const asked = askedOf(room, id);
  if (asked.form === 'silent') return inMargin(silent(asked, room, look, words), look);
  const linesOf = (form: Form) => shown(asked, room, form, look, words);
  const form = forms.find((each) => linesOf(each).length <= look.rows) ?? forms.at(-1)!;
  return inMargin(linesOf(form), look);
}
