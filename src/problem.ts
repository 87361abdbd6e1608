/** Where a problem stands: lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  /** The text of that line and how much of it is meant, for the code frame. */
  readonly excerpt: string | null;
  readonly length: number;
}

/** A diagnostic about something a person wrote. Bugs are thrown; these are returned. */
export interface Problem {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint: string | null;
  readonly place: Place | null;
}

type Sentence = readonly [message: string, hint: string | null];

const list = (names: readonly string[]) => names.join(', ');
const meant = (guess: string | null, names: readonly string[]) =>
  guess !== null ? `did you mean "${guess}"?` : names.length > 0 ? `known: ${list(names)}` : null;

/** Where all cells are listed that are no answers. */
const rejectsAt = (file: string | null) =>
  file === null ? 'see all of them in a file: --rejects FILE' : `all of them are in ${file}`;

/** "line 3", "2 lines: 3, 4", and not more than anybody reads. */
function linesOf(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 20).join(', ');
  const more = numbers.length > 20 ? ` and ${numbers.length - 20} more` : '';
  return `${numbers.length === 1 ? 'line' : `${numbers.length} lines:`} ${shown}${more}`;
}

const hints = (...each: readonly (string | null)[]) =>
  each.filter((hint) => hint !== null).join('; ') || null;

const newRound = 'a new round goes into rounds of pendulum.yaml first';
const cutText = 'inside { } a text or number with a comma needs quotes';

/** Every message there is. What is wrong, then what to do. */
const catalogue = {
  // Bytes and YAML
  INPUT_TOO_LARGE: (why: string): Sentence => [
    why,
    'give a regular file of at most 1 MiB, or split it',
  ],
  NOT_TEXT: (kind: string, wanted: 'document' | 'table'): Sentence => [
    `this is ${kind}, not text`,
    wanted === 'document'
      ? 'give a YAML or JSON file in UTF-8'
      : 'give CSV or NDJSON in UTF-8; Parquet and DuckDB have to be plain files that end in .parquet or .duckdb',
  ],
  ENCODING: (byte: number, guess: string): Sentence => [
    `byte ${byte} is not valid UTF-8; the file looks like ${guess}`,
    'save the file as UTF-8',
  ],
  CONTROL_CHAR: (shown: string): Sentence => [
    `the invisible character ${shown} is not allowed here`,
    'delete it; it cannot be typed on purpose',
  ],
  YAML_SYNTAX: (message: string): Sentence => [
    message,
    'the YAML ends or breaks here; a text with ": " or "#" in it, or a sign at its start, needs quotes',
  ],
  YAML_TAB: (): Sentence => [
    'a tab is used for indentation',
    'indent with spaces; two a level is usual',
  ],
  YAML_DEPTH: (limit: number): Sentence => [
    `nested deeper than ${limit} levels`,
    'no pendulum file needs that depth; look for a stray bracket',
  ],
  YAML_ALIAS: (kind: string): Sentence => [
    `${kind} is not allowed`,
    'write the value out where it is used',
  ],
  YAML_TAG: (tag: string): Sentence => [
    `the tag ${tag} is not allowed`,
    'delete the tag; types follow from the place',
  ],
  YAML_DIRECTIVE: (line: string): Sentence => [
    `the directive ${line} is not allowed`,
    'delete the line; files are read as YAML 1.2',
  ],
  YAML_DUP_KEY: (key: string, first: number, second: number): Sentence => [
    `the key "${key}" stands on line ${first} and again on line ${second}`,
    'keep one of the two',
  ],
  // Shape
  SHAPE: (message: string, hint: string | null): Sentence => [message, hint],
  UNKNOWN_KEY: (key: string, guess: string | null, known: readonly string[]): Sentence => [
    `unknown key "${key}"`,
    // No key looks like the rest of a text that a comma has cut in two.
    hints(/^[a-z_][\w-]*$/i.test(key) ? null : cutText, meant(guess, known)),
  ],
  MISSING_KEY: (key: string): Sentence => [`the key "${key}" is missing`, `add "${key}:"`],
  ID_FORMAT: (text: string, quoted: boolean): Sentence => [
    `"${text}" cannot be an id`,
    quoted
      ? `write "${text}" in quotes, or choose a plainer name`
      : `ids start with a letter a-z and go on with a-z, 0-9, - and _, at most 64; not even "${text}" in quotes is one`,
  ],
  PRACTICE_ID: (text: string): Sentence => [
    `"${text}" is no practice id`,
    'a practice id is a capital letter and two digits, such as B01',
  ],
  RESERVED_ID: (id: string): Sentence => [`the id "${id}" is reserved`, 'choose another id'],
  NUMBER: (text: string, expected: string, hint: string): Sentence => [
    `"${text}" is not ${expected}`,
    hint,
  ],
  FORMAT_VERSION: (found: string): Sentence => [
    `this file says "pendulum: ${found}"`,
    'this version reads "pendulum: 1"; a newer file needs a newer pendulum',
  ],
  // Scorecard
  DUPLICATE_ID: (what: string, id: string, line: number): Sentence => [
    `the ${what} id "${id}" is already used on line ${line}`,
    'give each its own id',
  ],
  UNKNOWN_REF: (
    what: string,
    id: string,
    guess: string | null,
    known: readonly string[],
  ): Sentence => [
    `there is no ${what} "${id}"`,
    hints(what === 'round' ? newRound : null, meant(guess, known)) ??
      'correct the name, or take it out',
  ],
  QUESTION_KIND: (id: string, found: readonly string[]): Sentence => [
    found.length === 0
      ? `question "${id}" does not say how it is answered`
      : `question "${id}" says ${list(found)}, which exclude each other`,
    'give exactly one of answerScale, choice, yesNo, metric, tradeOff, allocation',
  ],
  QUESTION_SIDE: (id: string, rule: string, hint: string): Sentence => [
    `question "${id}" ${rule}`,
    hint,
  ],
  COND_CYCLE: (loop: readonly string[], isForward: boolean): Sentence => [
    isForward
      ? `a condition looks ahead: ${loop.join(' -> ')}`
      : `the conditions refer in a circle: ${loop.join(' -> ')}`,
    'a condition may only look at questions that stand before it',
  ],
  COND_SIZE: (rule: string): Sentence => [
    `the condition is too large: ${rule}`,
    'split the question, or ask a simpler one first',
  ],
  COND_TYPE: (id: string, why: string, allowed: string): Sentence => [
    `the condition on "${id}" makes no sense: ${why}`,
    allowed,
  ],
  UNREACHABLE: (id: string): Sentence => [
    `question "${id}" can never be asked: its condition is never true`,
    'correct the condition, or delete the question',
  ],
  ALWAYS_ASKED: (id: string): Sentence => [
    `the condition of "${id}" is always true`,
    'delete the condition',
  ],
  ZERO_WEIGHT: (what: string): Sentence => [
    `the weights of ${what} add up to 0`,
    'give at least one of them a weight above 0',
  ],
  POLE_EMPTY: (dimension: string, side: string): Sentence => [
    `dimension "${dimension}" has no ${side} question`,
    `add a question with "dimension: ${dimension}" and "side: ${side}"`,
  ],
  ZONES: (message: string): Sentence => [
    message,
    'each starts where the one before it ends, from the lowest to the highest score there is',
  ],
  SCALE: (message: string): Sentence => [message, 'an answer scale has 2 to 11 different options'],
  BREAKPOINTS: (id: string, why: string): Sentence => [
    `the breakpoints of "${id}" ${why}`,
    'values rise from point to point; scores rise, fall, or rise to one peak and fall',
  ],
  SHARES: (what: string, total: string): Sentence => [
    `the shares of ${what} add up to ${total}`,
    'shares add up to 1',
  ],
  OVERFLOW: (id: string, largest: number): Sentence => [
    `the values of "${id}" times 10^decimals reach ${largest}; only 2^26 of them stay exact`,
    'give fewer decimals, or measure in a larger unit',
  ],
  UNBALANCED: (dimension: string, customer: number, process: number): Sentence => [
    `the customer questions of "${dimension}" weigh ${customer}, the process questions ${process}`,
    'the same weight on both sides keeps agreeing with everything neutral',
  ],
  EXAMPLE_FAILED: (name: string, measure: string, expected: string, got: string): Sentence => [
    `example "${name}": ${measure} should be ${expected} and is ${got}`,
    'correct the example, or the scoring it tests',
  ],
  LIBRARY_MISSING: (path: string): Sentence => [
    `the practice library "${path}" cannot be read`,
    'the path counts from the folder of the scorecard and stays below it; a shipped library is copied along',
  ],
  LABEL_COUNT: (scale: string, given: number, needed: number): Sentence => [
    `the answer scale "${scale}" has ${needed} options, its translation ${given}`,
    'translate every option, in the same order',
  ],
  UNTRANSLATED: (what: string, language: string, keys: readonly string[]): Sentence => [
    `${what} has no "${language}" text${keys.length > 0 ? ` for ${list(keys)}` : ''}`,
    'add it; until then it is shown as it is, marked with its own language',
  ],
  // Answers
  ANSWER_RANGE: (question: string, given: string, allowed: string): Sentence => [
    `"${given}" is no answer to "${question}"`,
    `allowed: ${allowed}`,
  ],
  SCORECARD_MISMATCH: (given: string, expected: string): Sentence => [
    `these answers are for ${given}, the scorecard is ${expected}`,
    'score them with the scorecard and version they were given for (--scorecard)',
  ],
  NOT_COMPARABLE: (why: string): Sentence => [
    why,
    'compare rounds of one scorecard, and give a version whose questions they share',
  ],
  DUPLICATE_RESPONDENT: (who: string, first: string): Sentence => [
    `${who} answers twice; first in ${first}`,
    'give each person a respondent of their own, or remove one of the two',
  ],
  DATE: (text: string): Sentence => [
    `"${text}" is no day of the calendar`,
    'write year-month-day, such as 2027-02-15',
  ],
  NO_ANSWERS: (where: string): Sentence => [
    `no answers in ${where}`,
    'give sheets (*.yaml, *.json, *.ndjson), a folder of them, or a table with rows',
  ],
  NO_SCORECARD: (): Sentence => [
    'it is not clear which scorecard these answers belong to',
    'name it: --scorecard FILE or one listed by "pendulum scorecards"',
  ],
  NOT_A_FACT: (question: string): Sentence => [
    `"${question}" is asked of respondents and is no fact`,
    'facts are questions with "fact: true"; take it out here',
  ],
  UNIT_CYCLE: (unit: string): Sentence => [
    `unit "${unit}" is above itself`,
    'correct one of the parents',
  ],
  TARGET_TWICE: (unit: string): Sentence => [
    `unit "${unit}" has a market and a context`,
    'both set its target; keep one of the two',
  ],
  FACT_CONFLICT: (question: string, unit: string): Sentence => [
    `"${question}" is given in the engagement and differently in a sheet of "${unit}"`,
    'the engagement counts; remove the one from the sheet',
  ],
  ROLE_HEADCOUNT: (unit: string, role: string, people: number): Sentence => [
    `more than ${people} answered as "${role}" in "${unit}", which says it has no more`,
    'correct "roleHeadcounts"; until then the interval does not weigh the roles of this unit by them',
  ],
  UNIT_HEADCOUNT: (unit: string, key: 'headcount' | 'invited', people: number): Sentence => [
    `more than ${people} answered in "${unit}", though "${key}" says that there are no more`,
    key === 'headcount'
      ? 'correct "headcount"; until then the interval of this unit does not count on it'
      : 'correct "invited", of which the report says how many answered',
  ],
  ANSWERS_HIDDEN: (minGroup: number): Sentence => [
    `single answers are hidden here: numbers are shown from ${minGroup} respondents on`,
    'explain the unit, or ask whoever answered for the sheet',
  ],
  UNKNOWN_UNIT: (unit: string): Sentence => [
    `unit "${unit}" is not in the engagement`,
    'add it under "units", or correct the sheet',
  ],
  CHECK_MEASURE: (id: string, found: readonly string[], known: readonly string[]): Sentence => [
    found.length === 0
      ? `check "${id}" does not say what it looks at`
      : `check "${id}" looks at ${list(found)}; one check looks at one thing`,
    `give exactly one of ${list(known)}`,
  ],
  // Tables
  HEADER: (message: string, hint: string | null): Sentence => [message, hint],
  COLUMN_TWICE: (use: string, names: readonly string[]): Sentence => [
    new Set(names).size === 1
      ? `the table has the column "${names[0]}" twice`
      : `the columns ${names.map((name) => `"${name}"`).join(' and ')} both hold "${use}"`,
    'delete one of them, or give it another name',
  ],
  COLUMNS_IGNORED: (names: readonly string[], guess: string | null): Sentence => [
    `${names.length === 1 ? 'a column is' : `${names.length} columns are`} not read: ${list(names.slice(0, 20))}${names.length > 20 ? ' ...' : ''}`,
    guess ?? 'nothing of the scorecard is called so; --map FILE says what columns hold',
  ],
  LABEL_CONFLICT: (said: string, meaning: string, question: string): Sentence => [
    `"${said}" cannot mean ${meaning}: it means something else in "${question}" already`,
    'use another word; a number that stands for a state in one metric is said under labels, questions',
  ],
  ROW_TOO_LONG: (): Sentence => [
    'the row that begins here is longer than 1 MiB',
    'a quote that is not closed makes a row long; look for one here',
  ],
  QUOTE_OPEN: (): Sentence => [
    'the quote that opens here is never closed',
    'close it, or double it and quote the whole field',
  ],
  // Pseudonyms
  KEY_FILE: (path: string, why: string, hint: string): Sentence => [`the key ${path} ${why}`, hint],
  PSEUDONYM: (): Sentence => [
    'the respondent is a pseudonym already',
    'give the answers as they were collected; a pseudonym of a pseudonym would link no rounds',
  ],
  // Results
  OTHER_SCORECARD: (path: string, given: string, expected: string): Sentence => [
    `${path} is a result of the scorecard "${given}", these answers are for "${expected}"`,
    'compare with a result of the same scorecard',
  ],
  NOT_A_RESULT: (why: string): Sentence => [
    `this is no result: ${why}`,
    'give a file that "pendulum score -f json=FILE" wrote',
  ],
  NO_ORIGIN: (path: string): Sentence => [
    `${path} does not say which answers it was made of`,
    'make it with "pendulum score ANSWERS -f json=FILE"',
  ],
  ANSWERS_MISSING: (path: string, files: readonly string[]): Sentence => [
    files.length === 0
      ? `${path} does not name the sheets that it was made of, since it hides small groups`
      : `the answers that ${path} was made of are nowhere near it: ${list(files.slice(0, 5))}${files.length > 5 ? ' ...' : ''}`,
    `name them: pendulum verify ${path} ANSWERS`,
  ],
  // Sessions
  JOURNAL_TORN: (bytes: number, kept: string): Sentence => [
    `the last line of the session was cut off; its ${bytes} bytes are kept in ${kept}`,
    'the answer being written at that moment was never shown as saved; give it again',
  ],
  JOURNAL_CORRUPT: (file: string, line: number, canSalvage: boolean): Sentence => [
    `line ${line} of the session ${file} is damaged`,
    canSalvage
      ? 'nothing was changed; the same command with --salvage goes on with the good lines in a new file'
      : 'nothing was changed; keep the file, and start anew with another --folder',
  ],
  JOURNAL_SALVAGED: (from: string, to: string, lost: readonly number[]): Sentence => [
    lost.length === 0
      ? `the session ${from} was damaged; every line of it could be kept, in ${to}`
      : `the session ${from} was damaged; ${linesOf(lost)} could not be kept, the others are in ${to}`,
    'the damaged file is as it was; look through the answers: one from a lost line is open again, or an earlier one stands in its place',
  ],
  JOURNAL_VERSION: (file: string, version: string): Sentence => [
    `the session ${file} was made by a later version (${version})`,
    'go on with the pendulum it was begun with; this one does not touch it',
  ],
  JOURNAL_OTHER: (file: string, what: string, begun: string, now: string): Sentence => [
    `the session ${file} was begun with ${what} ${begun}, not ${now}`,
    'go on as it was begun, or start anew with another --respondent or --folder',
  ],
  SEAL_KEY: (file: string, key: string): Sentence => [
    `the votes in ${file} cannot be opened: ${key} is missing or is not their key`,
    'nothing was changed; put the key back, or move the file away and vote anew',
  ],
  SHEET_EXISTS: (path: string): Sentence => [
    `${path} is there already and did not come out of this session`,
    'move it away, or choose another --respondent',
  ],
  LOCKED: (by: string, isElsewhere: boolean): Sentence => [
    `the session is open in another process (${by})`,
    isElsewhere
      ? 'finish or quit there first; if nobody works there any more, take it with --steal-lock'
      : 'finish or quit there first',
  ],
  NOT_LOCKED: (folder: string): Sentence => [
    `the file system of ${folder} has no locks`,
    'open this session in one place only, or keep it on a local disk with --folder',
  ],
  NOT_DURABLE: (folder: string): Sentence => [
    `the file system of ${folder} cannot be told to write at once`,
    'answers are saved, but a power cut could cost the last ones; a local disk is safer (--folder)',
  ],
  NEEDS_TTY: (command: string, instead: string): Sentence => [
    `"${command}" asks questions and needs a terminal`,
    `without one, ${instead}`,
  ],
  // Files and usage
  IO: (step: string, reason: string): Sentence => [
    `cannot ${step}: ${reason}`,
    'correct the path, or what the system says is wrong with it',
  ],
  NO_SPACE: (path: string | null): Sentence => [
    `no space left while writing ${path ?? 'the output'}`,
    `${path === null ? 'what is there is not whole' : 'the old file, if any, is unchanged'}; free some space and run again`,
  ],
  OUTPUT_EXISTS: (path: string): Sentence => [
    `${path} exists already`,
    'choose another name, or write over it with --force',
  ],
  OUTPUT_IS_INPUT: (path: string): Sentence => [
    `the output ${path} is one of the inputs`,
    'choose another name',
  ],
  ROW_REJECTED: (where: string, value: string, reason: string): Sentence => [
    `${where}${value === '' ? '' : ` says "${value}"`}: ${reason}`,
    'correct it, or let the row go: --allow-rejects N',
  ],
  ROWS_REJECTED: (
    rejected: number,
    rows: number,
    allowed: number,
    file: string | null,
  ): Sentence => [
    `${rejected} of ${rows} rows cannot be scored, and ${allowed} may be left out`,
    `${rejectsAt(file)}; leave them out: --allow-rejects N`,
  ],
  ROWS_LEFT_OUT: (rejected: number, rows: number, file: string | null): Sentence => [
    `${rejected} of ${rows} rows cannot be scored and are left out`,
    rejectsAt(file),
  ],
  ROWS_REPEATED: (count: number): Sentence => [
    `${count} ${count === 1 ? 'row has' : 'rows have'} the unit, round and respondent of an earlier one`,
    'say which one counts: --on-duplicate first, last, or ignore to count them all',
  ],
  REPEATS_LEFT_OUT: (count: number, kept: string): Sentence => [
    `${count} ${count === 1 ? 'row has' : 'rows have'} the unit, round and respondent of another; the ${kept} of each counts`,
    'count all of them: --on-duplicate ignore',
  ],
  MOMENTS_COLUMNS: (missing: readonly string[]): Sentence => [
    `the moments lack ${missing.length === 1 ? 'a column' : `${missing.length} columns`}: ${list(missing.slice(0, 5))}`,
    'compute them with the SQL of this scorecard: pendulum sql --view moments',
  ],
  MOMENTS_ROW: (why: string): Sentence => [
    `a row of moments is none: ${why}`,
    'compute them with the SQL of this scorecard: pendulum sql --view moments',
  ],
  MOMENTS_NAME: (key: string, name: string | null, why: string): Sentence => [
    `a row of moments cannot be used: ${name === null ? '' : `${key} "${name}": `}${why}`,
    'correct it in the table that the SQL reads, or in the scorecard or engagement',
  ],
  MOMENTS_WITHOUT: (unit: string, what: string): Sentence => [
    `the moments of "${unit}" were added up without ${what}`,
    'say it in its column in every row of the table that the SQL reads, or score the answers themselves',
  ],
  NO_DUCKDB: (): Sentence => [
    'Parquet and DuckDB files need the package @duckdb/node-api, which is not installed for this system',
    'install it beside pendulum: npm install @duckdb/node-api@1.5.5-r.5; CSV and NDJSON need nothing',
  ],
  TABLE_BROKEN: (path: string, reason: string): Sentence => [
    `${path} cannot be read as a table: ${reason}`,
    'nothing was written; export the file again',
  ],
  TABLE_NAME: (name: string | null, guess: string | null, known: readonly string[]): Sentence => [
    name !== null
      ? `the database has no table "${name}"`
      : known.length === 0
        ? 'the database has no table'
        : `the database has ${known.length} tables, and none was named`,
    known.length === 0
      ? 'give a file with a table of answers'
      : `say --table NAME; ${meant(guess, known.slice(0, 20))}`,
  ],
  COLUMN_TYPE: (column: string, type: string): Sentence => [
    `the column "${column}" is of type ${type}, in which there can be no answer`,
    'make it whole numbers, decimals or text where the file is written',
  ],
  DATABASE: (reason: string): Sentence => [
    `DuckDB could not finish: ${reason}`,
    'nothing was written; run again with less to do at once, or give the table as CSV',
  ],
  SQL_LIMIT: (database: string, why: string, hint: string): Sentence => [
    `${database} cannot do this: ${why}`,
    hint,
  ],
  USAGE: (message: string, hint: string | null): Sentence => [message, hint],
  INTERNAL: (message: string): Sentence => [
    `this is a bug in pendulum: ${message}`,
    'run again with PENDULUM_DEBUG=1 and report what it prints, without answers',
  ],
} satisfies Record<string, (...args: never[]) => Sentence>;

export type Code = keyof typeof catalogue;

const warnings: ReadonlySet<Code> = new Set([
  'JOURNAL_TORN',
  'JOURNAL_SALVAGED',
  'NOT_LOCKED',
  'NOT_DURABLE',
  'ALWAYS_ASKED',
  'UNBALANCED',
  'UNTRANSLATED',
  'FACT_CONFLICT',
  'ROLE_HEADCOUNT',
  'UNIT_HEADCOUNT',
  'COLUMNS_IGNORED',
  'ROWS_LEFT_OUT',
  'REPEATS_LEFT_OUT',
]);

/** What the sentence of a code is filled with. */
export type Details<C extends Code> = Parameters<(typeof catalogue)[C]>;

/** Builds a problem from its code and the details of its sentence. */
export function problem<C extends Code>(
  code: C,
  place: Place | null,
  ...args: Details<C>
): Problem {
  const sentence = catalogue[code] as (...values: unknown[]) => Sentence;
  const [message, hint] = sentence(...args);
  return { code, severity: warnings.has(code) ? 'warning' : 'error', message, hint, place };
}

export const isError = (problem: Problem): boolean => problem.severity === 'error';

/** A value with what was wrong with it: no value when there was nothing to save. */
export interface Outcome<T> {
  readonly value: T | null;
  readonly problems: readonly Problem[];
}
