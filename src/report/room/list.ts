import { fixed } from '../../text/number.ts';
import { displayWidth, pad } from '../../text/width.ts';
import { level } from '../text/histogram.ts';
import { clean, paragraph, short, span, type Line, type Look, type Span } from '../text/line.ts';
import { askedOf, byDisagreement, labelOf, type Asked } from './asked.ts';
import { unitOf, type Room, type RoomWords } from './room.ts';

/** A question in one line. */
export interface ListRow {
  readonly id: string;
  readonly line: Line;
}

/** What stands above the list, and the list. */
export interface List {
  readonly head: readonly Line[];
  readonly rows: readonly ListRow[];
}

/** Columns of the parts before the question; 0 leaves a part out. */
interface Widths {
  readonly label: number;
  readonly bars: number;
  readonly spread: number;
}

/** A column an option, as high as its share of the answers. */
function bars(asked: Asked, look: Look): string {
  if (asked.form !== 'options' && asked.form !== 'tradeOff') return '';
  const { counts } = asked.now;
  const none = look.unicode ? '·' : '_';
  return counts
    .map((each) => (each === 0 ? none : level(each, Math.max(...counts), look)))
    .join('');
}

/** Figures have none here: theirs is in units of their own. */
const spread = (asked: Asked): string => {
  if (asked.form === 'silent' || asked.form === 'metric') return '';
  return asked.now.spread === null ? '' : fixed(asked.now.spread, 1);
};

const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(displayWidth));

/** Columns that a question needs to be known again. */
const narrowestQuestion = 16;

/** What the parts need, as long as the question keeps enough; a part is given up from the last. */
function widthsOf(all: readonly Asked[], words: RoomWords, look: Look): Widths {
  const parts = {
    label: widest(all.map((asked) => labelOf(asked, words))),
    bars: widest([words.answersHead, ...all.map((asked) => bars(asked, look))]),
    spread: widest([words.spread, ...all.map(spread)]),
  };
  const forms: readonly Widths[] = [
    parts,
    { ...parts, spread: 0 },
    { ...parts, spread: 0, bars: 0 },
  ];
  return forms.find((form) => look.columns - before(form) >= narrowestQuestion) ?? forms.at(-1)!;
}

const before = ({ label, bars: chart, spread: number }: Widths): number =>
  [label, chart, number].reduce((sum, each) => sum + (each === 0 ? 0 : each + 2), 0);

function row(texts: readonly [string, string, string, string], widths: Widths, look: Look): Line {
  const [label, chart, number, question] = texts;
  const part = (text: string, width: number, side: 'left' | 'right'): readonly Span[] =>
    width === 0 ? [] : [span(`${pad(short(text, width, look), width, side)}  `)];
  const emphasised = part(label, widths.label, 'left').map(({ text }) => span(text, 'strong'));
  return [
    ...emphasised,
    ...part(chart, widths.bars, 'left'),
    ...part(number, widths.spread, 'right'),
    span(short(question, Math.max(1, look.columns - before(widths)), look)),
  ];
}

/** The questions one a line, most disagreement first; without a margin, for marks before them. */
export function list(room: Room, look: Look, words: RoomWords): List {
  if (unitOf(room.result)?.suppressed) {
    return { head: paragraph(words.hidden(room.minGroup), look.columns, look), rows: [] };
  }
  const all = byDisagreement(room).map((id) => askedOf(room, id));
  const widths = widthsOf(all, words, look);
  const titles = ['', words.answersHead, words.spread, words.questionHead] as const;
  const head = row(titles, widths, look).map(({ text }) => span(clean(text, look), 'faint'));
  return {
    head: [head],
    rows: all.map((asked) => ({
      id: asked.id,
      line: row([labelOf(asked, words), bars(asked, look), spread(asked), asked.ask], widths, look),
    })),
  };
}
