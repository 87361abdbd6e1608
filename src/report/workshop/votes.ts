import { fixed } from '../../text/number.ts';
import {
  askedOf,
  byDisagreement,
  labelOf,
  meanText,
  type Asked,
  type Shown,
} from '../room/asked.ts';
import { moved, shareText, silence, statistics, verdict } from '../room/question.ts';
import type { Room, RoomWords } from '../room/room.ts';
import {
  bar,
  heading,
  paragraph,
  strong,
  table,
  text,
  title,
  type Block,
} from '../markdown/blocks.ts';

const mean = (asked: Shown, words: RoomWords) =>
  asked.now.mean === null ? '' : meanText(asked, asked.now.mean, words);

/** All questions at a glance, in the order they were talked about. */
function overview(all: readonly Asked[], words: RoomWords): Block {
  const head = [words.agreementHead, words.answersHead, words.mean, words.spread];
  const rows = all.map((asked) => {
    const numbers =
      asked.form === 'silent'
        ? ['', '', '']
        : [
            String(asked.now.count),
            mean(asked, words),
            asked.now.spread === null ? '' : fixed(asked.now.spread, 1),
          ];
    return [labelOf(asked, words), ...numbers, asked.ask].map(text);
  });
  return table([...head, words.questionHead].map(title), rows);
}

/** How often each option was chosen, or each run of values, the first vote before the second. */
function distribution(
  options: readonly string[],
  now: readonly number[],
  first: readonly number[] | null,
  words: RoomWords,
): Block {
  const most = Math.max(1, ...now, ...(first ?? []));
  const heads =
    first === null
      ? [words.option, words.answersHead]
      : [words.option, words.firstVote, words.secondVote];
  const rows = now.map((count, i) => [
    text(options[i] ?? ''),
    ...(first === null ? [] : [bar(first[i] ?? 0, most)]),
    bar(count, most),
  ]);
  return table(heads.map(title), rows);
}

/** The runs of values of an answer that is a number; none where they are not known. */
function runs(asked: Shown, { bins }: Room, words: RoomWords): readonly Block[] {
  const found = bins[asked.id];
  if (found === undefined) return [];
  const first = asked.first === null ? null : found.first;
  return [distribution(found.labels, found.now, first, words)];
}

function answers(asked: Shown, room: Room, words: RoomWords): readonly Block[] {
  switch (asked.form) {
    case 'options':
    case 'tradeOff': {
      const first = asked.first?.counts ?? null;
      return [distribution(asked.options, asked.now.counts, first, words)];
    }
    case 'allocation':
      return [paragraph(text(shareText(asked, words))), ...runs(asked, room, words)];
    case 'metric':
      return runs(asked, room, words);
  }
}

function shown(asked: Shown, room: Room, words: RoomWords): readonly Block[] {
  const change = moved(asked, words);
  return [
    paragraph(strong(text(verdict(asked, words)))),
    ...answers(asked, room, words),
    paragraph(text(statistics(asked, words))),
    ...(change === null ? [] : [paragraph(strong(text(change)))]),
    ...(asked.firstIsHidden ? [paragraph(text(words.firstHidden))] : []),
  ];
}

const question = (asked: Asked, place: number, room: Room, words: RoomWords): readonly Block[] => [
  heading(3, text(`${place}: ${asked.ask}`)),
  ...(asked.form === 'silent'
    ? [paragraph(text(silence(asked, room, words)))]
    : shown(asked, room, words)),
];

/** Every question with its votes, most disagreement first. */
export function votes(room: Room, words: RoomWords): readonly Block[] {
  const all = byDisagreement(room).map((id) => askedOf(room, id));
  if (all.length === 0) return [];
  return [
    heading(2, text(words.votes)),
    overview(all, words),
    ...all.flatMap((asked, i) => question(asked, i + 1, room, words)),
  ];
}
