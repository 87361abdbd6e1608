import type { Input, Plan, PlanQuestion } from '../plan/types.ts';
import { and, caseOf, choose, isOneOf } from './arithmetic.ts';
import { answeredFrom, code, column, keys, unprovenCode } from './codes.ts';
import type { Dialect } from './dialect.ts';
import type { Computed, Level } from './select.ts';

/** A table as it is read. */
export interface TableSource {
  /** Columns that it does not have; they are read as empty. */
  readonly without: readonly string[];
  /** The market of rows that name none, or null. */
  readonly market: string | null;
}

/** The columns that a question is read from. */
export function columnsOfQuestion({ id, input }: PlanQuestion): readonly string[] {
  if (input.kind === 'allocation') return input.parts.map((part) => `${id}.${part.code}`);
  return input.kind === 'options' && input.evidence ? [id, `${id}.note`] : [id];
}

/** The columns that say whose answers a row has. */
export const keyColumns = ['unit', 'round', 'respondent', 'role', 'market'] as const;

/** All columns that the SQL reads, in their order. */
export const columnsRead = ({ questions }: Plan): readonly string[] => [
  ...keyColumns,
  ...questions.flatMap(columnsOfQuestion),
];

/** The most characters a text that names something may have. */
const longest = { unit: 64, round: 40, respondent: 64, role: 64, market: 64 } as const;

/** Characters that are no part of a name: control characters. */
const controls: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
];

/** Characters that leave a note as empty as it was. */
const blanks: readonly (readonly [from: number, to: number])[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];

const noneOf = ({ character }: Dialect, ranges: typeof blanks): string =>
  `[^${ranges.map(([from, to]) => `${character(from)}-${character(to)}`).join('')}]`;

/** A decimal number with at most so many digits before the point and after it. */
const numberPattern = (sign: '-?' | '', digits: number, decimals: number): string => {
  const fraction = decimals === 0 ? '' : `(?:\\.[0-9]{1,${decimals}})?`;
  return `^${sign}(?:0|[1-9][0-9]{0,${digits - 1}})${fraction}$`;
};

/** Reads a column of the table as text. */
type Cell = (name: string) => string;

const cellsOf =
  ({ ident, text }: Dialect, { without }: TableSource): Cell =>
  (name) =>
    without.includes(name) ? "''" : text(`_table.${ident(name)}`);

/** What every question may be answered with: the states, then what its kind allows. */
const states = ({ optional }: PlanQuestion): readonly (readonly [text: string, code: number])[] => [
  ['', optional ? code.notApplicable : code.unanswered],
  ['not-applicable', code.notApplicable],
  ['dont-know', code.dontKnow],
];

/** The column of what was given: what counts, where no condition can hide the question. */
const givenColumn = ({ when }: PlanQuestion, index: number): string =>
  when === null ? column.answer(index) : column.given(index);

function optionsSql(
  dialect: Dialect,
  question: PlanQuestion,
  input: Input & { kind: 'options' },
  cell: Cell,
): string {
  const { literal, matches } = dialect;
  const codes = input.options.map(({ code: name }, i) => [name, answeredFrom + i] as const);
  const given = cell(question.id);
  const said = caseOf(
    `CASE ${given}`,
    [...states(question), ...codes].map(([text, value]) => [literal(text), value] as const),
    code.bad,
  );
  if (!input.evidence) return said;
  const isProven = matches(cell(`${question.id}.note`), noneOf(dialect, blanks));
  const isYes = `${given} = ${literal(input.options[0]!.code)}`;
  return choose([[`${isYes} AND NOT (${isProven})`, unprovenCode(question)]], said);
}

/** The texts of an answer in numbers, which is looked at more than once. */
const textNames = (question: PlanQuestion, index: number): readonly string[] =>
  columnsOfQuestion(question).map((_, part) => `_text${index + 1}_${part + 1}`);

function readQuestion(
  dialect: Dialect,
  question: PlanQuestion,
  index: number,
  cell: Cell,
): readonly Computed[] {
  const { id, ask, input } = question;
  const about = `${id}: ${ask}`;
  if (input.kind === 'options') {
    const name = givenColumn(question, index);
    return [{ name, sql: optionsSql(dialect, question, input, cell), about }];
  }
  return columnsOfQuestion(question).map((name, part) => ({
    name: textNames(question, index)[part]!,
    sql: cell(name),
    about: part === 0 ? about : name,
  }));
}

/** What a text in the place of a number is. */
function numberCode(dialect: Dialect, question: PlanQuestion, text: string, pattern: string) {
  const said = states(question).map(
    ([word, value]) => [`${text} = ${dialect.literal(word)}`, value] as const,
  );
  return choose([...said, [dialect.matches(text, pattern), answeredFrom]], code.bad);
}

function metricColumns(
  dialect: Dialect,
  question: PlanQuestion,
  input: Input & { kind: 'metric' },
  index: number,
): readonly Computed[] {
  const [text] = textNames(question, index) as [string];
  const pattern = numberPattern('-?', 8, input.decimals);
  const isNumber = dialect.matches(text, pattern);
  const number = dialect.number(text, pattern, input.decimals);
  return [
    {
      name: givenColumn(question, index),
      sql: numberCode(dialect, question, text, pattern),
      about: question.id,
    },
    {
      name: column.value(index),
      sql: choose([[isNumber, number]], 0),
      about: `times ${10 ** input.decimals}`,
    },
  ];
}

/** The columns of an allocation's shares, in milli-points. */
const shareNames = (question: PlanQuestion, index: number): readonly string[] =>
  columnsOfQuestion(question).map((_, part) => `_share${index + 1}_${part + 1}`);

const sharePattern = numberPattern('', 3, 3);

/** A state stands in one of the shares or in several, alone; numbers stand in both sides' at least. */
function allocationCode(dialect: Dialect, question: PlanQuestion, texts: readonly string[]) {
  // That all of them are empty is asked first.
  const isAlone = (word: string) => {
    const alike = [...new Set(['', word])].map(dialect.literal);
    return texts.map((text) => isOneOf(text, alike)).join(' AND ');
  };
  const said = states(question).map(([word, value]) => [isAlone(word), value] as const);
  const numbers = texts.map((text, part) => {
    const isNumber = dialect.matches(text, sharePattern);
    return part < 2 ? isNumber : `(${text} = '' OR ${isNumber})`;
  });
  return choose([...said, [numbers.join(' AND '), answeredFrom]], code.bad);
}

function allocationColumns(
  dialect: Dialect,
  question: PlanQuestion,
  index: number,
): readonly Computed[] {
  const texts = textNames(question, index);
  const shares = shareNames(question, index).map((name, part) => ({
    name,
    sql: dialect.number(texts[part]!, sharePattern, 3),
    about: columnsOfQuestion(question)[part]!,
  }));
  const sql = allocationCode(dialect, question, texts);
  return [{ name: givenColumn(question, index), sql, about: question.id }, ...shares];
}

function numberColumns(
  dialect: Dialect,
  question: PlanQuestion,
  index: number,
): readonly Computed[] {
  const { input } = question;
  if (input.kind === 'metric') return metricColumns(dialect, question, input, index);
  return input.kind === 'allocation' ? allocationColumns(dialect, question, index) : [];
}

/** By how much shares may miss 100 points, in milli-points. */
const slack = 500;
const whole = 100_000;

/** What must hold of an answer for its row to count. */
function isValid(question: PlanQuestion, index: number): readonly string[] {
  const given = givenColumn(question, index);
  const isGiven = `${given} <> ${code.bad}`;
  if (question.input.kind === 'options') return [isGiven];
  const isOpen = `${given} <> ${answeredFrom}`;
  if (question.input.kind === 'metric') {
    const { min, max } = question.input;
    return [isGiven, `(${isOpen} OR ${column.value(index)} BETWEEN ${min} AND ${max})`];
  }
  const shares = shareNames(question, index);
  const sum = `${shares.join(' + ')} BETWEEN ${whole - slack} AND ${whole + slack}`;
  const fits = [...shares.map((share) => `${share} <= ${whole}`), sum].join(' AND ');
  return [isGiven, `(${isOpen} OR ${fits})`];
}

/** Customer minus process, where the shares are answers. */
function allocationValues({ questions }: Plan): readonly Computed[] {
  return questions.flatMap((question, index) => {
    if (question.input.kind !== 'allocation') return [];
    const [customer, process] = shareNames(question, index);
    const isAnswered = `${givenColumn(question, index)} = ${answeredFrom}`;
    const sql = choose([[isAnswered, `${customer} - ${process}`]], 0);
    return [{ name: column.value(index), sql, about: `${question.id}, customer minus process` }];
  });
}

function isKnownRow(dialect: Dialect, { markets }: Plan): readonly string[] {
  const lengths = keyColumns.map((key) => {
    const least = key === 'unit' ? 1 : 0;
    const pattern = `^${noneOf(dialect, controls)}{${least},${longest[key]}}$`;
    return dialect.matches(column[key], pattern);
  });
  const names = ["''", ...markets.map(({ id }) => dialect.literal(id))];
  return markets.length === 0 ? lengths : [...lengths, isOneOf(column.market, names)];
}

const readLevel = (dialect: Dialect, { questions }: Plan, source: TableSource): Level => {
  const cell = cellsOf(dialect, source);
  const fallback = (given: string) =>
    source.market === null
      ? given
      : choose([[`${given} = ''`, dialect.literal(source.market)]], given);
  return {
    about: `The table, every cell as text: ${code.unanswered} is unanswered, ${code.notApplicable} not applicable, ${code.dontKnow} don't know, ${code.notAsked} not asked, from ${answeredFrom} on an answer, ${code.bad} none that there is.`,
    keep: [],
    columns: [
      ...keyColumns.map((key) => ({
        name: column[key],
        sql: key === 'market' ? fallback(cell(key)) : cell(key),
      })),
      ...questions.flatMap((question, index) => readQuestion(dialect, question, index, cell)),
    ],
  };
};

/** Levels that read a table: what was answered in every row that can be scored. */
export function readLevels(dialect: Dialect, plan: Plan, source: TableSource): readonly Level[] {
  const { questions } = plan;
  const isOptions = ({ input }: PlanQuestion) => input.kind === 'options';
  const read = keys.concat(
    questions.flatMap((question, i) => (isOptions(question) ? [givenColumn(question, i)] : [])),
  );
  const numbers = questions.flatMap((question, i) => numberColumns(dialect, question, i));
  const values = allocationValues(plan);
  const conditions = questions.flatMap(isValid);
  return [
    readLevel(dialect, plan, source),
    ...(numbers.length === 0
      ? []
      : [{ about: 'Numbers out of texts, as integers.', keep: read, columns: numbers }]),
    {
      about:
        'Rows with a cell that is no answer, without a unit or of an unknown market are left out.',
      keep: '*',
      columns: values,
      where: and([...isKnownRow(dialect, plan), ...conditions]),
    },
  ];
}
