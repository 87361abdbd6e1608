import type { Instrument, ScaleQuestion, ScaleResult } from '../../instrument.ts';
import { count, own, percent } from '../text/words.ts';
import {
  number,
  paragraph,
  remark,
  row,
  tableOr,
  word,
  type Chapter,
  type Row,
  type Said,
  type Table,
} from './chapter.ts';
import {
  coefficient,
  leftOutWords,
  none,
  numberOrNone,
  pointsOrNone,
  questionWords,
  scaleRemark,
} from './words.ts';

const groupOf = ({ dimension, title }: ScaleResult): Said =>
  dimension === null ? [] : [{ quoted: title }];

const nameOfScale = ({ dimension, side }: ScaleResult): string =>
  dimension === null ? `${side}-leaning` : side;

/** A leaning by its name, a side of a dimension with the dimension's. */
const scaleName = (scale: ScaleResult): Said =>
  scale.dimension === null ? [nameOfScale(scale)] : [...groupOf(scale), `, ${nameOfScale(scale)}`];

function scaleRow(scale: ScaleResult): Row {
  const { alpha, omega, sem, respondents, questions } = scale;
  return row(
    [nameOfScale(scale)],
    [
      String(questions.length),
      numberOrNone(respondents),
      coefficient(alpha?.value ?? null),
      alpha === null ? none : `${coefficient(alpha.low)} to ${coefficient(alpha.high)}`,
      coefficient(omega),
      pointsOrNone(sem),
    ],
    { group: groupOf(scale), side: scale.side, remark: remark(scaleRemark(scale)) },
  );
}

const isLeaning = ({ dimension }: ScaleResult): boolean => dimension === null;

/** Reliability, of the leanings first. */
export function reliability({ scales }: Instrument): Chapter {
  const level = scales.find(({ alpha }) => alpha !== null)?.alpha?.level ?? null;
  const sorted = [...scales.filter(isLeaning), ...scales.filter((each) => !isLeaning(each))];
  return {
    name: 'reliability',
    title: 'Are its scores reliable?',
    passages: [
      tableOr(
        {
          caption:
            'Reliability of the leanings and of the sides of dimensions; SEM, the standard error of measurement of one respondent, is in points',
          name: 'Scale',
          remark: 'Remark',
          columns: [
            number('questions'),
            number('n'),
            number('alpha'),
            number(level === null ? 'interval' : `${percent(level)} interval`),
            number('omega'),
            number('SEM'),
          ],
          rows: sorted.map(scaleRow),
        },
        'There are no scales.',
      ),
    ],
  };
}

/** A question that weakens a scale, with the scale that it weakens. */
interface Weakening extends ScaleQuestion {
  readonly scale: ScaleResult;
}

const ranks = { against: 0, loose: 1, fits: 2 } as const;

const rankOf = ({ verdict }: ScaleQuestion): number => ranks[verdict ?? 'fits'];

const byHarm = (a: Weakening, b: Weakening): number =>
  rankOf(a) - rankOf(b) || (a.itemRest ?? 0) - (b.itemRest ?? 0);

/** The first of each question. */
const once = <T extends { readonly id: string }>(found: readonly T[]): readonly T[] => {
  const seen = new Set<string>();
  return found.filter(({ id }) => !seen.has(id) && seen.add(id));
};

/** The questions that weaken a scale, the worst first, each where it does most harm. */
const weakening = (scales: readonly ScaleResult[]): readonly Weakening[] =>
  once(
    scales
      .flatMap((scale) => scale.questions.map((question) => ({ ...question, scale })))
      .filter((question) => rankOf(question) < ranks.fits)
      .toSorted(byHarm),
  );

/** What a question asks, after something; nothing where its text is not known. */
function asked(id: string, { words }: Instrument, after = ''): Said {
  const text = own(words.questions, id)?.ask;
  return text === undefined ? [] : [after, { quoted: text }];
}

const questionRow = ({ id, verdict, scale, ...found }: Weakening, instrument: Instrument): Row =>
  row(
    [id],
    [
      coefficient(found.itemRest),
      coefficient(found.alphaIfDropped),
      coefficient(scale.alpha?.value ?? null),
      verdict === null ? none : questionWords[verdict],
    ],
    { remark: [...scaleName(scale), ...asked(id, instrument, ': ')] },
  );

/** How many of the questions that weaken it are named. */
const most = 12;

/** Why no question is named: either they are well, or nobody can tell. */
function noneWeakens({ scales }: Instrument): string {
  const judged = once(
    scales.flatMap(({ questions: each }) => each).filter(({ verdict }) => verdict !== null),
  );
  return judged.length === 0
    ? 'That cannot be told of any question: it takes scales of three questions and more, and enough respondents.'
    : `None of the ${count(judged.length, 'question')} that could be looked at.`;
}

/** The questions that weaken a scale, the worst first. */
export function questions(instrument: Instrument): Chapter {
  const found = weakening(instrument.scales);
  const rest = found.length - most;
  const table = {
    caption:
      'Correlation of a question with the rest of its scale, and what alpha would be without it',
    name: 'Question',
    remark: 'Where it stands, and what it asks',
    columns: [number('item-rest'), number('alpha without'), number('alpha with'), word('verdict')],
    rows: found.slice(0, most).map((each) => questionRow(each, instrument)),
  };
  const more = `${count(rest, 'more question weakens', 'more questions weaken')} it less.`;
  return {
    name: 'weakening',
    title: 'Which questions weaken it?',
    passages: [tableOr(table, noneWeakens(instrument)), ...(rest > 0 ? [paragraph(more)] : [])],
  };
}

/** The questions that count in no alpha; no chapter where there are none. */
export function leftOut(instrument: Instrument): readonly Chapter[] {
  const all = instrument.scales.flatMap(({ leftOut: each }) => each);
  const found = once(all.map(({ question, because }) => ({ id: question, because })));
  if (found.length === 0) return [];
  const table: Table = {
    kind: 'table',
    caption: 'These say nothing of how respondents differ, and count in no alpha',
    name: 'Question',
    remark: 'What it asks',
    columns: [word('why')],
    rows: found.map(({ id, because }) =>
      row([id], [leftOutWords[because]], { remark: asked(id, instrument) }),
    ),
  };
  return [{ name: 'left-out', title: 'Questions left out', passages: [table] }];
}
