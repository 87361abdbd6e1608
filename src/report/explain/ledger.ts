import type {
  Explanation,
  Ledger,
  LedgerDimension,
  LedgerRow,
  NotCounted,
  SideEntry,
  SideSum,
} from '../../explanation.ts';
import { fixed } from '../../text/number.ts';
import { pad } from '../../text/width.ts';
import { heading, inMargin, measure } from '../text/layout.ts';
import { blank, indent, line, padded, paragraph, short, span } from '../text/line.ts';
import type { Line, Look } from '../text/line.ts';
import { count } from '../text/words.ts';
import { exact, pullOf, shareText, weightText, type Side } from './numbers.ts';

/** What stands in the columns of a line; those that are missing stay empty. */
interface Figures {
  readonly points?: number;
  readonly weight?: number;
  readonly share?: number;
  readonly putIn?: number;
  readonly pull?: { readonly size: number; readonly side: Side };
}

/** Columns of the figures, from points to pull. */
const widths = { points: 7, weight: 7, share: 8, putIn: 9, pull: 16 } as const;
const figureColumns = Object.values(widths).reduce((sum, width) => sum + width, 0);
/** With less room than this beside the figures, they stand below, in words. */
const narrowestLabel = 18;

const labelColumns = (look: Look): number => measure(look) - figureColumns;

function cells({ points, weight, share, putIn, pull }: Figures): Line {
  const right = (text: string, key: keyof typeof widths) => pad(text, widths[key], 'right');
  return [
    span(right(points === undefined ? '' : fixed(points, 1), 'points')),
    span(right(weight === undefined ? '' : weightText(weight), 'weight')),
    span(right(share === undefined ? '' : shareText(share), 'share')),
    span(right(putIn === undefined ? '' : exact(putIn), 'putIn')),
    ...(pull === undefined
      ? []
      : [span(right(`${exact(pull.size)} ${pull.side}`, 'pull'), pull.side)]),
  ];
}

/** The figures in words, where there is no room for columns. */
function inWords({ points, weight, share, putIn, pull }: Figures): string {
  const parts = [
    points === undefined ? null : `${fixed(points, 1)} points`,
    weight === undefined ? null : `weight ${weightText(weight)}`,
    share === undefined ? null : `share ${shareText(share)}`,
    putIn === undefined ? null : `puts in ${exact(putIn)}`,
    pull === undefined ? null : `pulls ${exact(pull.size)} toward ${pull.side}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** A label with its figures beside it, or below it. */
function figured(label: string, figures: Figures, look: Look, by: number): readonly Line[] {
  const columns = labelColumns(look);
  if (columns < narrowestLabel) {
    const text = [label, inWords(figures)].filter((part) => part !== '').join(': ');
    return paragraph(text, measure(look) - by, look).map((each) => indent(each, by));
  }
  const name = padded(indent(line(short(label, columns - by, look)), by), columns);
  return [[...name, ...cells(figures)]];
}

const columnNames: Line = [
  span(pad('points', widths.points, 'right'), 'faint'),
  span(pad('weight', widths.weight, 'right'), 'faint'),
  span(pad('share', widths.share, 'right'), 'faint'),
  span(pad('puts in', widths.putIn, 'right'), 'faint'),
  span(pad('pull', widths.pull, 'right'), 'faint'),
];

/** The name of a side, with those of the columns where there are columns. */
function sideHead(name: string, side: Side, look: Look): Line {
  const columns = labelColumns(look);
  if (columns < narrowestLabel) return line(name, side);
  return [...padded(line(name, side), columns), ...columnNames];
}

const sideNames = { customer: 'Customer side', process: 'Process side' } as const;

const figuresOf = ({ points, share, contribution, pull, side }: SideEntry, weight: number) => ({
  points,
  weight,
  share,
  putIn: contribution,
  pull: pullOf(pull, side),
});

const sumFigures = ({ share, contribution, pull, side }: SideSum): Figures => ({
  share,
  putIn: contribution,
  pull: pullOf(pull, side),
});

/** What was answered, or for how many it counts. */
const answerLabel = ({ answer, counted }: LedgerRow, people: number): string =>
  answer ?? `${counted ?? 0} of ${people}`;

const askOf = ({ ask, fact }: LedgerRow): string => (fact ? `Fact: ${ask}` : ask);

function rowLines(row: LedgerRow, entry: SideEntry, people: number, look: Look): readonly Line[] {
  const ask = paragraph(askOf(row), measure(look) - 2, look, { lines: 2 });
  return [
    ...ask.map((each) => indent(each, 2)),
    ...figured(answerLabel(row, people), figuresOf(entry, row.weight), look, 4),
  ];
}

/** The rows of one side of a dimension with what they add up to. */
function sideLines(
  { rows, sums }: LedgerDimension,
  side: Side,
  people: number,
  look: Look,
): readonly Line[] {
  const sum = sums.find((each) => each.side === side);
  if (sum === undefined) return [];
  const own = rows.flatMap((row) =>
    row.sides
      .filter((entry) => entry.side === side)
      .flatMap((entry) => rowLines(row, entry, people, look)),
  );
  const total = sum.questions > 1 ? figured('together', sumFigures(sum), look, 2) : [];
  return [sideHead(sideNames[side], side, look), ...own, ...total, blank];
}

const whyNot: Readonly<Record<NotCounted, string>> = {
  stated: 'stated lean only, which counts in no leaning',
  weightless: 'it has no weight',
  'not-applicable': 'not applicable',
  'dont-know': "don't know",
  unanswered: 'unanswered',
  'not-asked': 'not asked',
  insufficient: 'too little of its dimension is answered on this side',
  'not-scored': 'too few answers to score',
  hidden: 'counts in the rest, hidden to protect those who answered',
};

function uncounted({ rows }: LedgerDimension, look: Look): readonly Line[] {
  const out = rows.filter(({ notCounted }) => notCounted !== null);
  if (out.length === 0) return [];
  const lines = out.flatMap((row) => {
    const { answer, notCounted } = row;
    const said = [answer, whyNot[notCounted!]].filter((part) => part !== null).join(': ');
    return [
      ...paragraph(askOf(row), measure(look) - 2, look, { lines: 2 }).map((each) =>
        indent(each, 2),
      ),
      ...paragraph(said, measure(look) - 4, look, { style: 'faint' }).map((each) =>
        indent(each, 4),
      ),
    ];
  });
  return [line('Without figures', 'strong'), ...lines, blank];
}

const withoutLast = (lines: readonly Line[]): readonly Line[] => lines.slice(0, -1);

function dimensionLines(dimension: LedgerDimension, people: number, look: Look): readonly Line[] {
  const lines = [
    ...sideLines(dimension, 'customer', people, look),
    ...sideLines(dimension, 'process', people, look),
    ...uncounted(dimension, look),
  ];
  if (lines.length === 0) return [];
  return [...heading(dimension.title, look), ...inMargin(withoutLast(lines), look)];
}

const restLabel = ({ questions }: SideSum): string =>
  questions === 0 ? 'the rest' : `the rest, ${questions} hidden`;

/** How the rows of a side end at its leaning. */
function sideEnd(ledger: Ledger, side: Side, leaning: number, look: Look): readonly Line[] {
  const sum = ledger.sums.find((each) => each.side === side);
  const rest = ledger.rest.find((each) => each.side === side);
  return [
    sideHead(sideNames[side], side, look),
    ...(sum === undefined
      ? []
      : figured(count(sum.questions, 'question'), sumFigures(sum), look, 2)),
    ...(rest === undefined ? [] : figured(restLabel(rest), sumFigures(rest), look, 2)),
    ...figured('rounding', { putIn: ledger.rounding[side] }, look, 2),
    ...figured(`${side}-leaning`, { putIn: leaning }, look, 2),
    blank,
  ];
}

/** How the pulls end at the position. */
function positionEnd(ledger: Ledger, position: number, look: Look): readonly Line[] {
  const pulls = (['customer', 'process'] as const).flatMap((side) => {
    const own = [...ledger.sums, ...ledger.rest].filter((each) => each.side === side);
    const milli = own.reduce((sum, { pull }) => sum + Math.round(pull * 1000), 0);
    return figured(`${side} side`, { pull: pullOf(milli / 1000, side) }, look, 2);
  });
  const { rounding } = ledger;
  return [
    line('Position', 'strong'),
    ...pulls,
    ...figured('rounding', { pull: pullOf(rounding.position, 'customer') }, look, 2),
    ...figured('position', { pull: pullOf(position, 'customer') }, look, 2),
  ];
}

const whatRest =
  'The rest is what hidden questions and missing answers make of a leaning: who left one out, to ' +
  'that person the others count more.';

function endLines(explanation: Explanation, ledger: Ledger, look: Look): readonly Line[] {
  const { customer, process, position } = explanation;
  if (position === null) return [];
  const rest =
    ledger.rest.length === 0
      ? []
      : [...paragraph(whatRest, measure(look), look, { style: 'faint' }), blank];
  const lines = [
    ...rest,
    ...sideEnd(ledger, 'customer', customer!, look),
    ...sideEnd(ledger, 'process', process!, look),
    ...positionEnd(ledger, position, look),
  ];
  return [...heading('Where it ends', look), ...inMargin(lines, look)];
}

/** The ledger, dimension by dimension, and how it ends at the printed numbers. */
export function ledgerLines(explanation: Explanation, ledger: Ledger, look: Look): readonly Line[] {
  const { scored, count: all } = explanation.respondents;
  const people = scored ?? all ?? 0;
  return [
    ...ledger.dimensions.flatMap((each) => dimensionLines(each, people, look)),
    ...endLines(explanation, ledger, look),
  ];
}
