import { parse, parseFragment, type DefaultTreeAdapterTypes as Parse5 } from 'parse5';
import { misread } from './tame.ts';

/** An element, a comment or a document, as any parser sees it. */
export interface Node {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (Node | string)[];
}

const attributeName = ({ prefix, name }: { readonly prefix?: string; readonly name: string }) =>
  prefix === undefined || prefix === '' ? name : `${prefix}:${name}`;

function nodeOf(node: Parse5.Node): Node | string {
  if ('value' in node) return node.value;
  const text = 'data' in node ? [node.data] : [];
  const inside = 'content' in node ? [node.content] : 'childNodes' in node ? node.childNodes : [];
  return {
    name: node.nodeName,
    attributes:
      'attrs' in node ? node.attrs.map((each) => [attributeName(each), each.value] as const) : [],
    children: [...text, ...inside.map(nodeOf)],
  };
}

export const pageTree = (html: string): Node => nodeOf(parse(html)) as Node;
export const fragmentTree = (html: string): Node => nodeOf(parseFragment(html)) as Node;

/** Every node of a tree, from the outside in. */
export const nodesOf = (tree: Node): readonly Node[] => [
  tree,
  ...tree.children.flatMap((each) => (typeof each === 'string' ? [] : nodesOf(each))),
];

export const valueOf = (node: Node, attribute: string): string | null =>
  node.attributes.find(([name]) => name === attribute)?.[1] ?? null;

/** Attributes that are read or pointed at, and that nothing is fetched, run or styled by. */
const textual = /^(?:title|alt|lang|xml:lang|name|value|aria-[a-z]+|data-[a-z-]+)$/;

const isFragment = (name: string, value: string) =>
  /^(?:xlink:)?href$/.test(name) && value.startsWith('#');

/** Names within the page, which may be made of anything, and what points at them. */
const naming = /^(?:id|for|headers|aria-(?:labelledby|describedby|controls|owns|details))$/;

/** Whether an attribute of a node is there to be read. */
export type Reads = (node: Node, attribute: string) => boolean;

const isText: Reads = (node, name) =>
  textual.test(name) ||
  (name === 'content' && node.name === 'meta' && valueOf(node, 'http-equiv') === null);

function attributesOf(
  tamed: Node,
  hostile: Node,
  payload: string,
  reads: Reads,
): readonly string[] {
  const names = ({ attributes }: Node) => attributes.map(([name]) => name).join(' ');
  if (names(tamed) !== names(hostile)) {
    return [`<${tamed.name}> has the attributes "${names(hostile)}" for "${names(tamed)}"`];
  }
  return tamed.attributes.flatMap(([name, value], i) => {
    const now = hostile.attributes[i]![1];
    const points = naming.test(name) || (isFragment(name, value) && isFragment(name, now));
    if (now === value || points) return [];
    if (!reads(tamed, name)) return [`<${tamed.name} ${name}> holds a text: ${now.slice(0, 80)}`];
    const wrong = misread(value, now, payload);
    return wrong === null ? [] : [`<${tamed.name} ${name}> ${wrong}`];
  });
}

const label = (node: Node | string) => (typeof node === 'string' ? 'text' : `<${node.name}>`);
const isRaw = ({ name }: Node) => name === 'style' || name === 'script';

/** A comment is read by programs alone: whatever it is made from, it is a name. */
const isName = (comment: string) => /^[\w .:-]*$/.test(comment);

function childrenOf(tamed: Node, hostile: Node, payload: string, reads: Reads): readonly string[] {
  const [was, now] = [tamed, hostile].map(({ children }) => children.map(label).join(''));
  if (was !== now) return [`<${tamed.name}> holds ${now!.slice(0, 200)} for ${was!.slice(0, 200)}`];
  return tamed.children.flatMap((each, i) => {
    const other = hostile.children[i]!;
    if (typeof each !== 'string') return differences(each, other as Node, payload, reads);
    if (isRaw(tamed)) return each === other ? [] : [`<${tamed.name}> holds a text`];
    if (tamed.name === '#comment') return isName(other as string) ? [] : ['a comment holds a text'];
    const wrong = misread(each, other as string, payload);
    return wrong === null ? [] : [`<${tamed.name}> ${wrong}`];
  });
}

/**
 * How a tree with something hostile in it differs from the one with tame letters instead, beyond the
 * texts that are read: another element or attribute, or an attribute that does more than be read.
 */
export const differences = (
  tamed: Node,
  hostile: Node,
  payload: string,
  reads: Reads = isText,
): readonly string[] => [
  ...attributesOf(tamed, hostile, payload, reads),
  ...childrenOf(tamed, hostile, payload, reads),
];

/** Elements that a text of several lines may have more of. */
const perLine = new Set(['br', 'p', 'text', 'tspan', 'span', 'div']);

/** What a text of several lines makes that the same text in one line does not. */
export function brokenBy(lines: Node, line: Node): readonly string[] {
  const count = (tree: Node) => {
    const counts = new Map<string, number>();
    for (const { name } of nodesOf(tree)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  };
  const [many, one] = [count(lines), count(line)];
  return [...many].flatMap(([name, times]) =>
    perLine.has(name) || times === one.get(name)
      ? []
      : [`line breaks make ${times} <${name}> of ${one.get(name) ?? 0}`],
  );
}
