import type { Result, UnitResult } from '../result.ts';
import type { Words } from '../words/words.ts';
import { unitOf, type Room, type RoomAction, type RoomWords } from './room/room.ts';
import type { Past } from './room/moved.ts';
import { agreed, since } from './workshop/actions.ts';
import {
  bullets,
  heading,
  labelled,
  page,
  paragraph,
  strong,
  text,
  type Block,
} from './markdown/blocks.ts';
import { dimensions, polarity, recommendations, standing } from './workshop/standing.ts';
import { votes } from './workshop/votes.ts';

/** What a workshop has beside the votes. */
export interface Agreed {
  /** Actions agreed today. */
  readonly today: readonly RoomAction[];
  /** Actions of earlier rounds; those that are open are shown. */
  readonly earlier: readonly RoomAction[];
  readonly past: Past;
}

/** Who answered, as far as the result tells. */
function respondents({ respondents: people }: UnitResult, words: RoomWords): string {
  const { count, invited, roles } = people;
  if (count === null) return words.numberHidden;
  const all = invited === null || invited <= 0 ? `${count}` : `${count} / ${invited}`;
  const names = Object.keys(roles).toSorted();
  return [all, ...names.map((name) => `${name} ${roles[name]}`)].join(', ');
}

/** What the page is of, and how far to trust it. */
function top(unit: UnitResult, { scorecard, round, words: said }: Result, words: RoomWords) {
  const about = [
    ...(said.engagement === null ? [] : [said.engagement.title]),
    `${scorecard.title} ${scorecard.version}`,
  ].join(' · ');
  const remark = said.engagement?.remark ?? null;
  return [
    heading(1, text(`${words.title}: ${unit.title}`)),
    paragraph(text(about)),
    paragraph(strong(text(scorecard.status))),
    ...(remark === null ? [] : [paragraph(text(remark))]),
    bullets([
      ...(round === null ? [] : [labelled(words.round, round)]),
      labelled(words.respondents, respondents(unit, words)),
    ]),
  ];
}

const method = ({ result, minGroup }: Room, words: RoomWords): readonly Block[] => [
  heading(2, text(words.method)),
  bullets(
    [
      `${words.status}: ${result.scorecard.status}`,
      ...words.methodSaid,
      words.privacy(minGroup),
    ].map(text),
  ),
];

/** What the room saw of its unit; of a hidden one nothing but why. */
const seen = (unit: UnitResult, room: Room, words: RoomWords): readonly Block[] =>
  unit.suppressed !== null
    ? [paragraph(text(words.hidden(unit.suppressed.minGroup)))]
    : [
        ...standing(unit, room, words),
        ...votes(room, words),
        ...dimensions(unit, words),
        ...polarity(room, words),
        ...recommendations(unit, room, words),
      ];

/**
 * Everything the room saw and agreed, as one page of Markdown. The same bytes for the same input:
 * no clock and no names but those of the actions' owners. Empty for a result without units.
 */
export function renderWorkshop(room: Room, actions: Agreed, words: Words): string {
  const unit = unitOf(room.result);
  if (unit === undefined) return '';
  const said = words.room;
  return page([
    ...top(unit, room.result, said),
    ...seen(unit, room, said),
    ...agreed(actions.today, unit, said),
    ...since(actions.earlier, actions.past, room.result, said),
    ...method(room, said),
  ]);
}
