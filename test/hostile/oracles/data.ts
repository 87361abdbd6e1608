import { isDeepStrictEqual } from 'node:util';
import { displayWidth } from '../../../src/text/width.ts';
import { visible } from '../../../src/text/visible.ts';
import { misread, tame } from '../tame.ts';
import { formulasIn, has, python } from '../tools.ts';
import { both, each, unseen, type Finding, type Oracle, type Shown } from './shown.ts';

const colours = /\u001b\[[\d;]+m/g;

/** A text report: no bytes that steer a terminal but our colours, and no line too wide. */
export const text: Oracle = each(({ look, hostile, tamed, payload }) => {
  const [bare, calm] = [hostile, tamed].map((each) => each.replace(colours, ''));
  const wide = bare!.split('\n').filter((line) => displayWidth(line) > look.columns);
  const wrong = look.unicode ? misread(calm!, bare!, payload) : null;
  return [
    ...unseen(look.colorLevel === 0 ? hostile : bare!),
    ...wide.slice(0, 1).map((line) => `wider than ${look.columns}: ${line}`),
    ...(look.unicode || /^[ -~\n]*$/.test(bare!) ? [] : ['more than ASCII']),
    ...(wrong === null ? [] : [wrong]),
  ];
});

/** The document itself: read back, every text is as it was written. */
export const json: Oracle = each(({ hostile, of }) => [
  ...(isDeepStrictEqual(JSON.parse(hostile), JSON.parse(JSON.stringify(of)))
    ? []
    : ['reads back as something else']),
  ...unseen(hostile),
]);

/** Nothing but what a URI may hold (RFC 3986). */
const address = /^(?:[\w.~!$&'()*+,;=:@/?#-]|%[0-9A-F]{2})*$/;

const parsed = (text: string): unknown => JSON.parse(text);

function strayed(
  tamed: unknown,
  hostile: unknown,
  payload: string,
  key: string,
): readonly string[] {
  if (typeof tamed === 'string' && typeof hostile === 'string') {
    if (/uri$/i.test(key)) return address.test(hostile) ? [] : [`${key}: ${hostile}`];
    const wrong = misread(visible(tamed), visible(hostile), visible(payload));
    return wrong === null ? [] : [`${key} ${wrong}`];
  }
  // Compared by a program with what it was before, and read by nobody.
  if (key === 'partialFingerprints') return [];
  if (
    typeof tamed !== 'object' ||
    tamed === null ||
    typeof hostile !== 'object' ||
    hostile === null
  )
    return tamed === hostile ? [] : [`${key} is ${String(hostile)}`];
  const [was, now] = [Object.entries(tamed), Object.entries(hostile)] as [string, unknown][][];
  if (was!.length !== now!.length) return [`${key} has ${now!.length} members`];
  return was!.flatMap(([name, value], i) =>
    name === now![i]![0] ? strayed(value, now![i]![1], payload, name) : [`${key}: ${now![i]![0]}`],
  );
}

/** A file of this name is stdin, which nothing can stand beside. */
const stdin = '-';

/** JSON for somebody else's program: only texts differ, and they are read as they were written. */
export const otherJson: Oracle = each(({ payload, hostile, tamed }) => [
  ...strayed(parsed(tamed), parsed(hostile), payload, ''),
  ...unseen(hostile),
]);

/** What SARIF takes for a link in a message is escaped there (SARIF 2.1.0, 3.11.6). */
const unescaped = (json: string) => json.replaceAll(String.raw`\\](`, '](');

/** Problems for a code scanner; one without a file has no place. */
export const sarif: Oracle = each(({ payload, hostile, tamed }) => [
  ...(payload === stdin ? [] : strayed(parsed(tamed), parsed(unescaped(hostile)), payload, '')),
  ...unseen(hostile),
]);

/** What a spreadsheet takes for a formula; a number is none. */
const begins = /^\s*[=+\-@\t\r＝＋－＠]/u;
const guarded = /^\s*'/;
const number = /^-?\d+(?:\.\d+)?$/;

const isLive = (cell: string) => !number.test(cell) && !guarded.test(cell) && begins.test(cell);

type Rows = readonly (readonly string[])[];

const shape = (rows: Rows) => rows.map(({ length }) => length).join(' ');
const bare = (text: string) => visible(text).replace(/\\u\{[9AD]\}|[\s']/g, '');

function cells(tamed: Rows, hostile: Rows, payload: string): readonly string[] {
  if (shape(tamed) !== shape(hostile)) return [`rows of ${shape(hostile)} for ${shape(tamed)}`];
  const stands = bare(tame(payload));
  return tamed.flat().flatMap((cell, i) => {
    const now = hostile.flat()[i]!;
    const meant = bare(cell).replaceAll(stands, () => bare(payload));
    return bare(now) === meant ? [] : [`${JSON.stringify(now)} for ${JSON.stringify(payload)}`];
  });
}

const separators = [',', ';', '\t'];

/** A table as Python's csv module reads it, by each separator that a spreadsheet may go by. */
const rows: Oracle = (shown) => {
  if (!has('python3', 'CSV read back')) return [];
  const asked = shown.flatMap(({ tamed, hostile }) => [
    [',', tamed] as const,
    ...separators.map((separator) => [separator, hostile] as const),
  ]);
  const answers = python('csv-rows.py', asked) as readonly Rows[];
  const step = separators.length + 1;
  return shown.flatMap(({ payload }, at): readonly Finding[] => {
    const [tamed, ...read] = answers.slice(at * step, (at + 1) * step);
    const live = read.flatMap((table, i) =>
      table
        .flat()
        .filter(isLive)
        .map((cell) => `live with ${JSON.stringify(separators[i])}: ${JSON.stringify(cell)}`),
    );
    const what = [...cells(tamed!, read[0]!, payload), ...live];
    return what.slice(0, 3).map((one) => ({ at, what: one }));
  });
};

/** Rows of many tables at a time, for a spreadsheet takes long to start and holds 65,536 of them. */
const sheetRows = 60_000;

function sheets(shown: readonly Shown[]): readonly (readonly [from: number, csv: string])[] {
  const made: [number, string][] = [];
  let lines = Infinity;
  shown.forEach(({ hostile }, at) => {
    const count = hostile.split('\n').length;
    if (lines + count > sheetRows) [lines] = [made.push([at, '']) * 0];
    made.at(-1)![1] += hostile.replace(/^\ufeff/, '');
    lines += count;
  });
  return made;
}

/** A table as a real spreadsheet opens it: no formulas. */
const spreadsheet: Oracle = (shown) =>
  has('ssconvert', 'CSV opened in a spreadsheet')
    ? sheets(shown).flatMap(([at, csv]) =>
        formulasIn(csv).map((formula) => ({ at, what: `a formula from here on: ${formula}` })),
      )
    : [];

export const csv: Oracle = both(
  rows,
  spreadsheet,
  each(({ hostile }) => unseen(hostile.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'))),
);

/** A workflow command as the runner reads a line; null for a line that is none. */
interface Command {
  readonly name: string;
  readonly properties: readonly (readonly [key: string, value: string])[];
  readonly data: string;
}

const decoded = (text: string) =>
  text.replace(/%(25|0D|0A|3A|2C)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

function commandOf(line: string): Command | null {
  const [, head, data] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? [];
  if (head === undefined) return null;
  const space = head.indexOf(' ');
  const name = space < 0 ? head : head.slice(0, space);
  const pairs = space < 0 ? [] : head.slice(space + 1).split(',');
  const properties = pairs.map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), decoded(pair.slice(at + 1))] as const;
  });
  return { name, properties, data: decoded(data!) };
}

const ours = new Set(['error', 'warning', 'notice', 'group', 'endgroup']);
const old = /##(?:\[|vso|teamcity)/;

function told(tamed: string, hostile: string, payload: string): readonly string[] {
  // One of the signs that begin an old command may be shown by its number.
  const [was, now] = [commandOf(tamed), commandOf(hostile.replaceAll('\\u{23}', '#'))];
  const form = (command: Command | null) =>
    command === null
      ? 'text'
      : `${command.name} ${command.properties.map(([key]) => key).join(',')}`;
  if (form(was) !== form(now)) return [`${form(now)} for ${form(was)}: ${hostile.slice(0, 100)}`];
  if (now === null && old.test(hostile)) return [`an old command: ${hostile.slice(0, 100)}`];
  if (now !== null && !ours.has(now.name)) return [`the command ${now.name}`];
  const values = (command: Command | null, line: string) =>
    command === null ? [line] : [...command.properties.map(([, value]) => value), command.data];
  const others = values(now, hostile);
  return values(was, tamed).flatMap((value, i) => {
    const wrong = misread(visible(value), visible(others[i]!), visible(payload));
    return wrong === null ? [] : [wrong];
  });
}

/** What the runner takes for the end of a line. */
const linesOf = (text: string) => text.split(/\r\n|\n|\r/);

/** Annotations: the same commands, whatever the texts say. */
export const github: Oracle = each(({ hostile, tamed, inOneLine, payload }) => {
  const [was, now] = [linesOf(tamed), linesOf(hostile)];
  const calm = inOneLine === null ? was.length : linesOf(inOneLine).length;
  if (was.length !== now.length || was.length !== calm)
    return [`${now.length} lines, with tame letters ${was.length}, of one line ${calm}`];
  const wrong = payload === stdin ? [] : was.flatMap((line, i) => told(line, now[i]!, payload));
  return [...wrong.slice(0, 3), ...unseen(hostile)];
});
