import type { Result, UnitResult } from '../result.ts';
import { english } from '../words/english.ts';
import { heading, marker, page, paragraph, strong, text, type Block } from './markdown/blocks.ts';
import { gatePart } from './markdown/gate.ts';
import { overviewPart } from './markdown/overview.ts';
import { brief, bytesOf, nothing } from './markdown/room.ts';
import { unitsPart } from './markdown/unit.ts';
import type { TextOptions } from './text.ts';
import { inGroups, mostToTell } from './text/choose.ts';
import { remarksElsewhere, unitNamed } from './text/words.ts';

/** What a comment may have, with room to say what was left out. */
const mostBytes = 59_000;

/** Every text shortened; those of questions are ids, and there are too many of them to look at. */
const inBrief = ({ units, ...rest }: Result): Result => ({
  ...brief(rest),
  units: units.map(({ questions, ...unit }) => ({ ...brief(unit), questions })),
});

/** What the page is of, and how far to trust it. The first line is for the job that wrote it. */
function top({ scorecard, round, words, origin }: Result): readonly Block[] {
  const { title = scorecard.title, remark = null } = words.engagement ?? {};
  const asOf = origin?.asOf ?? null;
  const about = [
    ...(round === null ? [] : [`Round ${round}`]),
    ...(title === scorecard.title ? [] : [scorecard.title]),
    `${scorecard.id} ${scorecard.version}`,
    ...(asOf === null ? [] : [`as of ${asOf}`]),
  ].join(' · ');
  return [
    marker(`${scorecard.id}-${round ?? ''}`),
    heading(1, text(title)),
    paragraph(text(about)),
    paragraph(strong(text(scorecard.status))),
    ...(remark === null ? [] : [paragraph(text(remark))]),
  ];
}

/** How the numbers come about, and where the rest is. */
const foot = ({ scorecard, words }: Result): readonly Block[] => [
  heading(2, text('Method')),
  paragraph(text([`Status: ${scorecard.status}.`, ...english.room.methodSaid].join(' '))),
  ...(words.notes === null ? [] : [paragraph(text(remarksElsewhere))]),
];

/** The units to show in full: the one named, the one with the most to tell, or all of them. */
function chosen(result: Result, wanted: string | null): readonly UnitResult[] {
  const named = unitNamed(result, wanted === 'most' ? mostToTell(result) : (wanted ?? ''));
  if (named !== undefined) return [named];
  return wanted === null || wanted === 'all' ? inGroups(result.units).map(({ unit }) => unit) : [];
}

const leftOut = (cut: readonly string[]): readonly Block[] =>
  cut.length === 0
    ? []
    : [paragraph(strong(text(`Left out, for a comment has no room for more: ${cut.join(', ')}.`)))];

/**
 * The result as a page for a step summary or a comment, always under 60,000 bytes: what there is no
 * room for is left out from the end, units in full before rows of tables, and the page says so.
 */
export function renderMarkdown(
  of: Result,
  { unit, earlier }: Pick<TextOptions, 'unit' | 'earlier'>,
): string {
  const result = inBrief(of);
  const [previous = null] = earlier.slice(-1).map(inBrief);
  const room = mostBytes - bytesOf([...top(result), ...foot(result)]);
  const gate = gatePart(result, room);
  const forRows = room - bytesOf(gate.blocks);
  const hasOverview = result.units.length > 1 && !unitNamed(result, unit ?? '');
  const overview = hasOverview ? overviewPart(result, previous, forRows) : nothing;
  const forUnits = forRows - bytesOf(overview.blocks);
  const units = unitsPart(chosen(result, unit), result, previous, forUnits);
  return page([
    ...top(result),
    ...[gate, overview, units].flatMap(({ blocks }) => blocks),
    ...leftOut([gate, overview, units].flatMap(({ cut }) => cut)),
    ...foot(result),
  ]);
}
