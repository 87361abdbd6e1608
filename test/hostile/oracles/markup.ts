import { createHash } from 'node:crypto';
import { Marked } from 'marked';
import {
  brokenBy,
  differences,
  fragmentTree,
  nodesOf,
  pageTree,
  valueOf,
  type Node,
  type Reads,
} from '../tree.ts';
import { has, python, xmllint } from '../tools.ts';
import { both, each, unseen, type Finding, type Oracle, type Shown } from './shown.ts';

const enough = 3;

/** What differs between trees of the three renderings. */
function compared(shown: Shown, hostile: Node, tree: (text: string) => Node): readonly string[] {
  const tamed = tree(shown.tamed);
  const lines = shown.inOneLine === null ? [] : brokenBy(tamed, tree(shown.inOneLine));
  return [...differences(tamed, hostile, shown.payload), ...lines].slice(0, enough);
}

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const textOf = (node: Node): string =>
  node.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

const policy = (node: Node) =>
  valueOf(node, 'http-equiv')?.toLowerCase() === 'content-security-policy';

/** A page fetches and runs nothing, by its policy, and every style in it is named there. */
function lockedUp(tree: Node): readonly string[] {
  const nodes = nodesOf(tree);
  const policies = nodes.filter(policy).map((node) => valueOf(node, 'content') ?? '');
  const said = policies[0] ?? '';
  const styles = nodes.filter(({ name }) => name === 'style');
  const early = nodes.slice(0, nodes.findIndex(policy)).some(({ name }) => name === 'style');
  return [
    policies.length === 1 ? null : `${policies.length} policies`,
    /default-src 'none'(;|$)/.test(said) ? null : `the policy is "${said}"`,
    /unsafe|https?:|\*|data:|script-src/.test(said) ? `the policy allows "${said}"` : null,
    early ? 'a style stands before the policy' : null,
    styles.every((node) => said.includes(sha256(textOf(node)))) ? null : 'an unnamed style',
  ].filter((each) => each !== null);
}

const runs =
  /^(?:script|iframe|object|embed|applet|base|link|form|foreignObject|image|img|audio|video)$/;
const fetches = /^(?:src|srcset|href|xlink:href|action|formaction|poster|data|background|ping)$/;

/** What no report has, whatever is in it. */
const alive = (tree: Node): readonly string[] =>
  nodesOf(tree).flatMap((node) => [
    ...(runs.test(node.name) ? [`there is a <${node.name}>`] : []),
    ...node.attributes.flatMap(([name, value]) =>
      /^on/i.test(name) ||
      name === 'style' ||
      (fetches.test(name) && !value.startsWith('#')) ||
      /url\(\s*['"]?(?!#)/i.test(textual(name) ? '' : value)
        ? [`<${node.name} ${name}="${value.slice(0, 80)}">`]
        : [],
    ),
  ]);

const textual = (name: string) => /^(?:title|alt|content|id|lang|aria-.*|data-.*)$/.test(name);

/** What is pointed at within a page and is not there, or is there twice. */
export function dangling(tree: Node): readonly string[] {
  const nodes = nodesOf(tree);
  const ids = nodes.flatMap((node) => valueOf(node, 'id') ?? []);
  const links = nodes.flatMap((node) => valueOf(node, 'href') ?? []);
  const wanted = [
    ...links
      .filter((href) => href.startsWith('#'))
      .map((href) => decodeURIComponent(href.slice(1))),
    ...nodes.flatMap((node) => [
      ...(valueOf(node, 'aria-labelledby')?.split(/\s+/) ?? []),
      ...(valueOf(node, 'aria-describedby')?.split(/\s+/) ?? []),
    ]),
  ];
  const known = new Set(ids);
  return [
    ...(known.size === ids.length ? [] : ['two elements have the same id']),
    ...wanted.filter((id) => !known.has(id)).map((id) => `nothing has the id ${id}`),
  ].slice(0, enough);
}

/** An HTML page, read as HTML. */
export const html: Oracle = each((shown) => {
  const tree = pageTree(shown.hostile);
  return [
    ...compared(shown, tree, pageTree),
    ...dangling(tree),
    ...lockedUp(tree),
    ...alive(tree).slice(0, enough),
    ...unseen(shown.hostile),
  ];
});

type Parsed = Node | { readonly error: string };

/** XML, read as XML by two parsers. */
const xml =
  (reads?: Reads): Oracle =>
  (shown) => {
    const findings: Finding[] = [];
    const tell = (at: number, what: readonly string[]) =>
      findings.push(...what.slice(0, enough).map((one) => ({ at, what: one })));
    if (has('xmllint', 'XML read by libxml2')) {
      const said = xmllint(shown.map(({ hostile }) => hostile));
      said.forEach((what, at) => tell(at, what === null ? [] : [what]));
    }
    if (has('python3', 'XML read by expat')) {
      const texts = shown.flatMap(({ tamed, hostile, inOneLine }) => [
        tamed,
        hostile,
        inOneLine ?? tamed,
      ]);
      const trees = python('xml-trees.py', texts) as readonly Parsed[];
      shown.forEach(({ payload }, at) => {
        const three = trees.slice(at * 3, at * 3 + 3);
        const wrong = three.flatMap((tree) => ('error' in tree ? [tree.error] : []));
        const [tamed, hostile, line] = three as Node[];
        tell(
          at,
          wrong.length > 0
            ? wrong
            : [...differences(tamed!, hostile!, payload, reads), ...brokenBy(tamed!, line!)],
        );
      });
    }
    return findings;
  };

const invisible: Oracle = each(({ hostile }) => unseen(hostile));

/** A picture on its own: XML in which nothing moves, fetches or runs. */
export const svg: Oracle = both(
  xml(),
  invisible,
  each(({ hostile }) => alive(pageTree(hostile)).slice(0, enough)),
);

/** A test report: every attribute is a text. */
export const junit: Oracle = both(
  xml(() => true),
  invisible,
);

const isBlankComment = (child: Node | string) =>
  typeof child !== 'string' && child.name === '#comment' && textOf(child).trim() === '';

/** A tree without the empty comments that part what should not be read as one word. */
function joinedUp(node: Node): Node {
  const children: (Node | string)[] = [];
  for (const child of node.children) {
    const last = children.at(-1);
    if (isBlankComment(child)) continue;
    if (typeof child === 'string' && typeof last === 'string') children.splice(-1, 1, last + child);
    else children.push(typeof child === 'string' ? child : joinedUp(child));
  }
  return { ...node, children };
}

/** Names that a forge would call to: it looks at each rendered text by itself. */
const called = (node: Node): readonly string[] =>
  node.children.flatMap((child) => {
    if (typeof child !== 'string') return child.name === 'code' ? [] : called(child);
    const name = /(?<![\w`])@[a-z\d][\w/-]*/i.exec(child);
    return name === null ? [] : [`calls ${name[0]}`];
  });

const dialects = [
  new Marked({ gfm: true }),
  new Marked({ gfm: true, breaks: true }),
  new Marked({ gfm: false }),
];

const rendered = (dialect: Marked) => (text: string) =>
  fragmentTree(dialect.parse(text, { async: false }));

/** A page that is longer is cut, and where depends on how many signs had to be escaped. */
const uncut = 40_000;

/** The elements that pages of ours are made of: none that leads anywhere or fetches. */
const plain =
  /^(?:#.*|h[1-4]|p|br|hr|ul|ol|li|table|thead|tbody|tr|th|td|pre|code|strong|em|details|summary)$/;

const strange = (tree: Node): readonly string[] =>
  nodesOf(tree).flatMap(({ name }) => (plain.test(name) ? [] : [`there is a <${name}>`]));

function inDialect(dialect: Marked, shown: Shown): readonly string[] {
  const tree = (text: string) => joinedUp(rendered(dialect)(text));
  const isCut = Buffer.byteLength(shown.tamed) > uncut || Buffer.byteLength(shown.hostile) > uncut;
  return isCut
    ? strange(tree(shown.hostile)).slice(0, enough)
    : compared(shown, tree(shown.hostile), tree);
}

/** Markdown, rendered as three dialects have it. */
export const markdown: Oracle = each((shown) => [
  ...dialects.flatMap((dialect) => inDialect(dialect, shown)),
  ...called(rendered(dialects[0]!)(shown.hostile)).slice(0, enough),
  ...unseen(shown.hostile),
]);
