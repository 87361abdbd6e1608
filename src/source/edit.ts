import type { Entry, MapTree, Tree } from './tree.ts';
import { yamlText } from './write.ts';

/** A stretch of a text and what is to stand there instead. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is written under a key: YAML on one line, or keys with more below them. */
type Written = string | readonly Pair[];
export type Pair = readonly [key: string, value: Written];

/** The text with its edits made, and nothing else touched. Edits do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}

const inserted = (at: number, text: string): Edit => ({ start: at, end: at, text });

/** Whether a map or list is written in braces or brackets. */
export const isFlow = (text: string, tree: Tree): boolean => /[{[]/.test(text[tree.start] ?? '');

const columnOf = (text: string, at: number) => at - (text.lastIndexOf('\n', at - 1) + 1);

/** Where the last thing inside a tree ends; a block's own end lies behind the comments after it. */
function endOf(text: string, tree: Tree): number {
  if (tree.kind === 'scalar' || isFlow(text, tree)) return tree.end;
  const last = tree.kind === 'map' ? tree.entries.at(-1)?.value : tree.items.at(-1);
  return last === undefined ? tree.end : endOf(text, last);
}

/** Where the line after an offset begins; some values end with their line. */
function lineAfter(text: string, at: number): number {
  if (text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** Past the comments that follow a line and are indented at least so deep. */
function pastComments(text: string, at: number, column: number): number {
  const comment = /(?:[ \t]*\r?\n)*( *)#[^\n]*(?:\n|$)/y;
  comment.lastIndex = at;
  const found = comment.exec(text);
  if (found === null || found[1]!.length < column) return at;
  return pastComments(text, comment.lastIndex, column);
}

/** Whole lines in front of the line that begins at an offset, or after the last one. */
function linesAt(text: string, at: number, lines: readonly string[]): Edit {
  const feed = /\r?\n/.exec(text)?.[0] ?? '\n';
  const joined = lines.join(feed);
  const isCut = at === text.length && text !== '' && !text.endsWith('\n');
  return inserted(at, isCut ? feed + joined : joined + feed);
}

const flowPair = ([key, value]: Pair): string =>
  `${yamlText(key)}: ${typeof value === 'string' ? value : flowMap(value)}`;

/** Keys as a map in braces. */
const flowMap = (pairs: readonly Pair[]): string => `{ ${pairs.map(flowPair).join(', ')} }`;

/** Keys as lines, two spaces deeper for each level. */
const blockLines = (pairs: readonly Pair[], indent: string): readonly string[] =>
  pairs.flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${indent}${yamlText(key)}: ${value}`]
      : [`${indent}${yamlText(key)}:`, ...blockLines(value, `${indent}  `)],
  );

/** Replaces the value of a key; comments beside it stay. */
function replaced(text: string, { key, value }: Entry, written: string): Edit {
  const end = value.start + text.slice(value.start, endOf(text, value)).trimEnd().length;
  if (end > value.start) return { start: value.start, end, text: written };
  const colon = text.slice(key.end, value.start).indexOf(':');
  return colon < 0
    ? inserted(key.end, `: ${written}`)
    : inserted(key.end + colon + 1, ` ${written}`);
}

/** The last key that a new one stands behind; the order may not know all of them. */
function anchorOf(map: MapTree, key: string, order: readonly string[]): Entry | undefined {
  const rank = order.indexOf(key);
  return map.entries.findLast((each) => rank < 0 || order.indexOf(each.key.text) < rank);
}

function addedToFlow(map: MapTree, pair: Pair, order: readonly string[], text: string): Edit {
  const anchor = anchorOf(map, pair[0], order);
  if (anchor !== undefined) return inserted(endOf(text, anchor.value), `, ${flowPair(pair)}`);
  return inserted(map.entries[0]!.key.start, `${flowPair(pair)}, `);
}

function addedToBlock(
  { map, opening }: Opened,
  pair: Pair,
  order: readonly string[],
  text: string,
): Edit {
  const column = columnOf(text, map.entries[0]!.key.start);
  const anchor = anchorOf(map, pair[0], order);
  const next = lineAfter(text, anchor === undefined ? opening : endOf(text, anchor.value));
  const at = anchor === map.entries.at(-1) ? pastComments(text, next, column) : next;
  return linesAt(text, at, blockLines([pair], ' '.repeat(column)));
}

/** A map and where its first line follows: after its key. */
interface Opened {
  readonly map: MapTree;
  readonly opening: number;
}

function added(
  text: string,
  opened: Opened,
  pairs: readonly Pair[],
  order: readonly string[],
): readonly Edit[] {
  const { map } = opened;
  if (pairs.length === 0) return [];
  if (map.entries.length === 0) {
    return [inserted(map.start + 1, ` ${pairs.map(flowPair).join(', ')} `)];
  }
  return pairs.map((pair) =>
    isFlow(text, map)
      ? addedToFlow(map, pair, order, text)
      : addedToBlock(opened, pair, order, text),
  );
}

function mergedInto(
  text: string,
  opened: Opened,
  pairs: readonly Pair[],
  orders: readonly (readonly string[])[],
): readonly Edit[] {
  const [order = [], ...deeper] = orders;
  const entryOf = (key: string) => opened.map.entries.find((each) => each.key.text === key);
  const missing = pairs.filter(([key]) => entryOf(key) === undefined);
  const present = pairs.flatMap(([key, value]): readonly Edit[] => {
    const entry = entryOf(key);
    if (entry === undefined) return [];
    if (typeof value === 'string') return [replaced(text, entry, value)];
    return entry.value.kind === 'map'
      ? mergedInto(text, { map: entry.value, opening: entry.key.end }, value, deeper)
      : [replaced(text, entry, flowMap(value))];
  });
  return [...present, ...added(text, opened, missing, order)];
}

/**
 * The edits that put keys into a map: values that are there are replaced, keys that are missing are
 * added, in the form the map is written in. `orders` has, level by level, the order that new keys
 * are to stand in; what it does not know goes to the end.
 */
export const merged = (
  text: string,
  map: MapTree,
  pairs: readonly Pair[],
  orders: readonly (readonly string[])[] = [],
): readonly Edit[] => mergedInto(text, { map, opening: map.start }, pairs, orders);

const itemLines = (pairs: readonly Pair[], indent: string): readonly string[] =>
  blockLines(pairs, `${indent}  `).map((line, i) =>
    i === 0 ? `${indent}- ${line.trimStart()}` : line,
  );

const flowItems = (items: readonly (readonly Pair[])[]) => items.map(flowMap).join(', ');

/** An empty list gives way to lines, except inside braces, where there are none. */
function begunList(
  text: string,
  map: MapTree,
  { key, value: list }: Entry,
  items: readonly (readonly Pair[])[],
): readonly Edit[] {
  if (isFlow(text, map)) return [inserted(list.start + 1, flowItems(items))];
  const indent = ' '.repeat(columnOf(text, key.start) + 2);
  const lines = items.flatMap((item) => itemLines(item, indent));
  const colon = text.indexOf(':', key.end) + 1;
  const gone = { start: colon, end: list.end, text: '' };
  return [gone, linesAt(text, lineAfter(text, list.end), lines)];
}

/** The edits that add maps to the list under a key, at its end and in the form it is written in. */
export function appended(
  text: string,
  map: MapTree,
  name: string,
  items: readonly (readonly Pair[])[],
): readonly Edit[] {
  const entry = map.entries.find(({ key }) => key.text === name);
  if (entry?.value.kind !== 'list' || items.length === 0) return [];
  const { value: list } = entry;
  const last = list.items.at(-1);
  if (last === undefined) return begunList(text, map, entry, items);
  const end = endOf(text, last);
  if (isFlow(text, list)) return [inserted(end, `, ${flowItems(items)}`)];
  const column = columnOf(text, list.start);
  const lines = items.flatMap((item) => itemLines(item, ' '.repeat(column)));
  // Comments at the margin belong to what comes after the list.
  const at = pastComments(text, lineAfter(text, end), Math.max(1, column));
  return [linesAt(text, at, lines)];
}

/** Every value in a tree with its path, so that two readings can be compared. */
export function leavesOf(tree: Tree, path: readonly string[] = []): readonly Leaf[] {
  if (tree.kind === 'scalar') return [{ path, text: tree.text, quoted: tree.quoted }];
  if (tree.kind === 'list')
    return tree.items.flatMap((item, i) => leavesOf(item, [...path, `${i}`]));
  return tree.entries.flatMap(({ key, value }) => leavesOf(value, [...path, key.text]));
}

export interface Leaf {
  readonly path: readonly string[];
  readonly text: string;
  readonly quoted: boolean;
}
