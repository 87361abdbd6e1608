import { partNames } from '../answers/value.ts';
import { isFor } from '../plan/is-for.ts';
import type { Plan } from '../plan/types.ts';
import { visible } from '../text/visible.ts';
import {
  byteAt,
  closeBrace,
  colon,
  cursor,
  fail,
  openBrace,
  openBracket,
  passKey,
  passMark,
  passNext,
  passNumber,
  passObject,
  passOpen,
  passSpace,
  passString,
  passWord,
  skipValue,
  textOf,
} from './json.ts';
import type { Column, Fields, ReadPiece } from './types.ts';

const lineFeed = 10;
const quote = 0x22;

/** What stands under a key. */
type Target =
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'question'; readonly question: number }
  | { readonly kind: 'pendulum' | 'scorecard' | 'answers' | 'unknown' };

interface Key {
  readonly name: string;
  /** Its bytes as they stand in the line; none of a key that has to be escaped. */
  readonly bytes: Uint8Array;
  readonly target: Target;
  /** The last row that had it, counted by this reader. */
  seen: number;
}

/** The keys of one object: those that mean something, and others as they are met. */
interface Keys {
  readonly known: Map<string, Key>;
  /** The keys of the last row in their order: rows are mostly alike. */
  readonly order: Key[];
  /** Keys of this row that are too many to be remembered. */
  readonly rest: Set<string>;
}

/** The most keys that are remembered by name. */
const maxKeys = 4096;

const mustEscape = /["\\\u0000-\u001f]/;

const keyOf = (name: string, target: Target): Key => ({
  name,
  bytes: new TextEncoder().encode(mustEscape.test(name) ? '' : name),
  target,
  seen: 0,
});

const keysOf = (targets: readonly (readonly [string, Target])[]): Keys => ({
  known: new Map(targets.map(([name, target]) => [name, keyOf(name, target)])),
  order: [],
  rest: new Set(),
});

/** The columns of a question: of its answer, its note and its three shares; -1 where there is none. */
interface QuestionColumns {
  answer: number;
  note: number;
  readonly parts: Int32Array;
}

function questionColumns({ questions }: Plan, columns: readonly Column[]) {
  const found = questions.map((): QuestionColumns => ({
    answer: -1,
    note: -1,
    parts: new Int32Array(3).fill(-1),
  }));
  columns.forEach(({ use }, column) => {
    if (use.kind === 'question') found[use.question]!.answer = column;
    if (use.kind === 'note') found[use.question]!.note = column;
    if (use.kind === 'part') found[use.question]!.parts[use.part] = column;
  });
  // A state stands in one share, the others being empty.
  for (const each of found) if (each.answer < 0) each.answer = each.parts[0]!;
  return found;
}

const sheetKeys = ['pendulum', 'scorecard', 'answers'] as const;

/** The keys of a row: those of a sheet, allocations by the id of their question, and the columns. */
function rowKeys({ questions }: Plan, columns: readonly Column[]): Keys {
  const allocations = questions.flatMap(({ id, input }, question): [string, Target][] =>
    input.kind === 'allocation' ? [[id, { kind: 'question', question }]] : [],
  );
  const named = columns.map(({ name, use }, column): [string, Target] => [
    name,
    use.kind === 'question'
      ? { kind: 'question', question: use.question }
      : { kind: 'column', column },
  ]);
  return keysOf([
    ...sheetKeys.map((kind): [string, Target] => [kind, { kind }]),
    ...allocations,
    ...named,
  ]);
}

/** A reader of rows that are JSON objects, and the keys it found that mean nothing. */
export interface NdjsonReader {
  readonly read: ReadPiece;
  /** Names of keys that nothing asks for, as far as they are remembered. */
  readonly ignored: () => readonly string[];
}

/**
 * Reads NDJSON: a row is a line with one JSON object, whose keys are columns, or a whole sheet. A
 * number is taken as it is written, and an object may stand for the shares of an allocation or hold
 * an answer with its note. What is no JSON, says a thing twice or belongs to another scorecard is a
 * fault of its row.
 * @param columns of a layout of `namesOf`
 */
export function ndjsonReader(plan: Plan, columns: readonly Column[]): NdjsonReader {
  const byQuestion = questionColumns(plan, columns);
  const row = rowKeys(plan, columns);
  const answers = keysOf(
    plan.questions.map(({ id }, question) => [id, { kind: 'question', question }]),
  );
  const here = cursor();
  const starts = new Int32Array(columns.length);
  const ends = new Int32Array(columns.length);
  const filled = new Uint32Array(columns.length);
  const fields: Fields = { bytes: here.bytes, starts, ends, row: 0, line: 0 };
  let current = 0;
  let hasAnswers = false;
  let hasScorecard = false;

  const twice = (name: string): false => fail(here, `"${visible(name)}" is there twice`);

  /** Puts what was read last into a column. */
  function store(column: number): boolean {
    if (filled[column] === current) return twice(columns[column]!.name);
    filled[column] = current;
    starts[column] = here.from;
    ends[column] = here.to;
    return true;
  }

  /** Reads a value that has to be a text, a number or null. */
  function passScalar(name: string): boolean {
    const byte = byteAt(here);
    if (byte === quote) return passString(here);
    if (byte === 0x6e) {
      here.from = here.to = here.at;
      return passWord(here, 'null');
    }
    const isOther = byte === openBrace || byte === openBracket || byte === 0x74 || byte === 0x66;
    return isOther
      ? fail(here, `"${visible(name)}" is neither a text nor a number nor null`)
      : passNumber(here);
  }

  const passInto = (column: number, name: string): boolean =>
    column < 0 ? skipValue(here, 2) : passScalar(name) && store(column);

  /** Reads the shares of an allocation, or an answer with its note. */
  function passDetails(question: number, id: string, isInner: boolean): boolean {
    const { answer, note, parts } = byQuestion[question]!;
    const isShared = plan.questions[question]!.input.kind === 'allocation';
    return passObject(here, () => {
      const key = passKey(here);
      if (key === null || !passMark(here, colon)) return false;
      const part = isShared ? partNames.findIndex((name) => name === key) : -1;
      if (part >= 0) return passInto(parts[part]!, id);
      if (isInner || (key !== 'answer' && key !== 'note')) {
        return fail(here, `"${id}" holds "${visible(key)}", which means nothing there`);
      }
      if (key === 'note') return passInto(note, id);
      const isObject = isShared && byteAt(here) === openBrace;
      return isObject ? passDetails(question, id, true) : passInto(answer, id);
    });
  }

  function passSheetWord(kind: 'pendulum' | 'scorecard'): boolean {
    if (!passScalar(kind)) return false;
    const said = textOf(here);
    if (kind === 'pendulum') {
      return said === '1' || fail(here, `it says "pendulum: ${visible(said)}", and not 1`);
    }
    hasScorecard = true;
    const { id, version } = plan.scorecard;
    const shown = visible(said).slice(0, 100);
    return (
      isFor(plan, said) || fail(here, `it answers ${shown}, the scorecard is ${id}@${version}`)
    );
  }

  function passAnswers(): boolean {
    hasAnswers = true;
    if (byteAt(here) !== openBrace) return fail(here, '"answers" is no object');
    return passMembers(answers);
  }

  function passTarget({ name, target }: Key, depth: number): boolean {
    switch (target.kind) {
      case 'column':
        return passInto(target.column, name);
      case 'question':
        return byteAt(here) === openBrace
          ? passDetails(target.question, name, false)
          : passInto(byQuestion[target.question]!.answer, name);
      case 'answers':
        return passAnswers();
      case 'unknown':
        return skipValue(here, depth);
      case 'pendulum':
      case 'scorecard':
        return passSheetWord(target.kind);
    }
  }

  /** Whether the key here is this one; passes it then. */
  function passExpected({ bytes: expected }: Key): boolean {
    const { bytes, at } = here;
    const { length } = expected;
    if (length === 0 || at + length + 1 >= bytes.length || bytes[at] !== quote) return false;
    for (let i = 0; i < length; i++) if (bytes[at + 1 + i] !== expected[i]) return false;
    if (bytes[at + 1 + length] !== quote) return false;
    here.at = at + length + 2;
    return true;
  }

  /** A key that is met for the first time, or too late to be remembered. */
  function unknownKey({ known, rest }: Keys, name: string): Key | null {
    const key = keyOf(name, { kind: 'unknown' });
    if (known.size < maxKeys) known.set(name, key);
    else if (rest.has(name)) {
      twice(name);
      return null;
    } else rest.add(name);
    return key;
  }

  /** The key here, which has been passed; `place` is how many came before it. */
  function nextKey(keys: Keys, place: number): Key | null {
    const expected = keys.order[place];
    if (expected !== undefined && passExpected(expected)) return expected;
    const name = passKey(here);
    if (name === null) return null;
    const key = keys.known.get(name) ?? unknownKey(keys, name);
    if (key !== null && place < maxKeys) keys.order[place] = key;
    return key;
  }

  function passMember(keys: Keys, place: number): boolean {
    const key = nextKey(keys, place);
    if (key === null) return false;
    if (key.seen === current) return twice(key.name);
    key.seen = current;
    return passMark(here, colon) && passTarget(key, keys === row ? 1 : 2);
  }

  /** The same as `passObject`, without a function made anew for every row. */
  function passMembers(keys: Keys): boolean {
    let place = 0;
    if (keys.rest.size > 0) keys.rest.clear();
    for (let more = passOpen(here, closeBrace); more; more = passNext(here, closeBrace)) {
      if (!passMember(keys, place++)) return false;
    }
    return here.fault === null;
  }

  function passRow(): boolean {
    hasAnswers = hasScorecard = false;
    if (byteAt(here) !== openBrace) return fail(here, 'the line is no JSON object');
    if (!passMembers(row)) return false;
    const rest = passSpace(here);
    const isOver = here.at >= here.bytes.length || rest === lineFeed;
    if (!isOver) return fail(here, 'something follows the object');
    return (
      !hasAnswers || hasScorecard || fail(here, 'it is a sheet and does not say its scorecard')
    );
  }

  function passLine(): void {
    const { bytes } = here;
    while (here.at < bytes.length && bytes[here.at] !== lineFeed) here.at++;
    here.at++;
  }

  const read: ReadPiece = (piece, start, take) => {
    let { row: number, line } = start;
    fields.bytes = here.bytes = piece;
    here.at = 0;
    for (; here.at < piece.length; line++) {
      here.start = here.at;
      here.fault = null;
      const isBlank = passSpace(here) === lineFeed || here.at >= piece.length;
      if (!isBlank) {
        current++;
        starts.fill(0);
        ends.fill(0);
        fields.row = number++;
        fields.line = line;
        passRow();
        take(fields, here.fault);
      }
      passLine();
    }
    return { row: number, line };
  };

  const ignored = (): readonly string[] =>
    [row, answers].flatMap(({ known }) =>
      [...known.values()].flatMap(({ name, target, seen }) =>
        target.kind === 'unknown' && seen > 0 ? [name] : [],
      ),
    );

  return { read, ignored };
}
