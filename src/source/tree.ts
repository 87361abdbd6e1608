import {
  Composer,
  CST,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  type Document,
  type Node,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { problem, type Outcome, type Place, type Problem } from '../problem.ts';
import { placeAt, rawControl, type Source } from './source.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A scalar as written. Only plain scalars have a meaning beyond their text. */
export interface ScalarTree extends Span {
  readonly kind: 'scalar';
  readonly text: string;
  readonly quoted: boolean;
}

export interface MapTree extends Span {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: ScalarTree;
  readonly value: Tree;
}

interface ListTree extends Span {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

/** What a YAML or JSON document holds, with offsets into its source and nothing interpreted. */
export type Tree = ScalarTree | MapTree | ListTree;

/** Deeper nesting is refused before it is composed: the parser's time grows exponentially with it. */
const maxDepth = 64;

function refusal(kind: string | null, lexeme: string, place: () => Place): Problem | null {
  switch (kind) {
    case 'alias':
    case 'anchor':
      return problem('YAML_ALIAS', place(), `the ${kind} ${lexeme}`);
    case 'tag':
      return problem('YAML_TAG', place(), lexeme);
    case 'directive-line':
      if (/^%YAML\s+1\.2\s*$/.test(lexeme)) return null;
      return problem('YAML_DIRECTIVE', place(), lexeme.trim());
    default:
      return null;
  }
}

/** What is wrong more often than this in one file is one fault many times, and not all told. */
const maxProblems = 100;

/** Lexemes that mark what follows and stand for no text of their own. */
const marks: ReadonlySet<string> = new Set(['doc-mode', 'flow-error-end', 'scalar']);

interface Scan {
  readonly tokens: readonly CST.Token[];
  readonly problems: readonly Problem[];
}

/** Lexes and parses, stopping at depth, at what no pendulum file may use, and at a flood of errors. */
function scan(source: Source): Scan {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const problems: Problem[] = [];
  let offset = 0;
  let misfits = 0;
  let isContent = false;
  for (const lexeme of new Lexer().lex(source.text)) {
    const place = () => placeAt(source, offset, lexeme.length);
    const kind: string | null = isContent ? null : CST.tokenType(lexeme);
    const refused = refusal(kind, lexeme, place);
    if (refused !== null && problems.every(({ code }) => code !== refused.code)) {
      problems.push(refused);
    }
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') misfits++;
    }
    if (kind === 'flow-error-end') misfits++;
    if (misfits > maxProblems) {
      const flood = problem(
        'YAML_SYNTAX',
        place(),
        'too much here and above does not fit together',
      );
      return { tokens: [], problems: [...problems, flood] };
    }
    if (parser.stack.length > maxDepth) {
      return { tokens: [], problems: [...problems, problem('YAML_DEPTH', place(), maxDepth)] };
    }
    if (kind === null || !marks.has(kind)) offset += lexeme.length;
    isContent = kind === 'scalar';
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, problems };
}

/** Where a tab indents the line of an offset, or null; JSON may be indented as it likes. */
function indentingTab({ text, lineStarts }: Source, line: number): number | null {
  const start = lineStarts[line - 1]!;
  const indent = /^ *\t/.exec(text.slice(start, lineStarts[line]));
  return indent === null || /^\s*[{[]/.test(text) ? null : start + indent[0].length - 1;
}

function syntaxProblem(source: Source, error: YAMLError): Problem {
  const [start, end] = error.pos;
  const place = placeAt(source, Math.min(start, source.text.length), Math.max(1, end - start));
  const tab = indentingTab(source, place.line! - source.firstLine + 1);
  if (tab !== null) return problem('YAML_TAB', placeAt(source, tab, 1));
  if (error.code === 'TAB_AS_INDENT') return problem('YAML_TAB', place);
  if (error.code === 'TAG_RESOLVE_FAILED') return problem('YAML_TAG', place, '!');
  const message = error.message.split('\n')[0]!.slice(0, 160);
  return problem('YAML_SYNTAX', place, message.charAt(0).toLowerCase() + message.slice(1));
}

/**
 * The first error of each line, for the others follow from it. A tab that indents breaks so much
 * that then only tabs are told.
 */
function syntaxProblems(source: Source, errors: readonly YAMLError[]): readonly Problem[] {
  const lines = new Map<number, Problem>();
  for (const error of errors.slice(0, maxProblems)) {
    const found = syntaxProblem(source, error);
    if (!lines.has(found.place!.line!)) lines.set(found.place!.line!, found);
  }
  const problems = [...lines.values()];
  const tabs = problems.filter(({ code }) => code === 'YAML_TAB');
  return tabs.length > 0 ? tabs : problems;
}

/** Errors come by the hundred thousand, and what takes the time is their stacks, which none reads. */
function compose(source: Source, tokens: readonly CST.Token[]): readonly Document[] {
  const composer = new Composer({
    version: '1.2',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
  });
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return [...composer.compose(tokens, true, source.text.length)];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

const spanOf = (node: Node): Span => ({
  start: node.range?.[0] ?? 0,
  end: node.range?.[1] ?? 0,
});

function scalarTree(node: Node | null, at: number): ScalarTree {
  if (!isScalar(node)) return { kind: 'scalar', text: '', quoted: false, start: at, end: at };
  const text = typeof node.value === 'string' ? node.value : '';
  return { kind: 'scalar', text, quoted: node.type !== 'PLAIN', ...spanOf(node) };
}

function mapTree(source: Source, node: YAMLMap, problems: Problem[]): MapTree {
  const span = spanOf(node);
  const seen = new Map<string, number>();
  const entries: Entry[] = [];
  for (const pair of node.items) {
    if (!isPair(pair)) continue;
    if (pair.key !== null && !isScalar(pair.key)) {
      const at = spanOf(pair.key as Node);
      const place = placeAt(source, at.start, at.end - at.start);
      problems.push(problem('SHAPE', place, 'a key must be a plain word', null));
      continue;
    }
    const key = scalarTree(pair.key, span.start);
    const place = () => placeAt(source, key.start, key.end - key.start);
    const name = key.text.normalize('NFC');
    const first = seen.get(name);
    if (first !== undefined) {
      const firstLine = placeAt(source, first, 1).line!;
      problems.push(problem('YAML_DUP_KEY', place(), key.text, firstLine, place().line!));
      continue;
    }
    seen.set(name, key.start);
    if (key.text === '<<') {
      problems.push(problem('YAML_ALIAS', place(), 'the merge key <<'));
      continue;
    }
    entries.push({ key, value: treeOf(source, pair.value as Node | null, key.end, problems) });
  }
  return { kind: 'map', entries, ...span };
}

function treeOf(source: Source, node: Node | null, at: number, problems: Problem[]): Tree {
  if (isMap(node)) return mapTree(source, node, problems);
  if (isSeq(node)) {
    const items = node.items.map((item) =>
      treeOf(source, item as Node | null, spanOf(node).start, problems),
    );
    return { kind: 'list', items, ...spanOf(node) };
  }
  return scalarTree(node, at);
}

function nothingIn(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return 'the file is empty';
  const isComments = lines.every((line) => line.trimStart().startsWith('#'));
  return isComments ? 'the file has only comments' : 'the document in the file is empty';
}

function rootProblem(source: Source, documents: readonly Document[]): Problem | null {
  const shape = (offset: number, message: string, hint: string) =>
    problem('SHAPE', placeAt(source, offset, 1), message, hint);
  if (documents.length > 1) {
    const second = documents[1]!.range?.[0] ?? 0;
    return shape(second, 'a second document starts here', 'one file holds one document');
  }
  const root = documents[0]?.contents ?? null;
  if (root === null || (isScalar(root) && root.source === '')) {
    return shape(0, nothingIn(source.text), 'start with "pendulum: 1"');
  }
  if (isMap(root)) return null;
  const start = root.range?.[0] ?? 0;
  if (isSeq(root)) return shape(start, 'the file is a list', 'it must be "key: value" lines');
  return shape(start, 'the file is a single value', 'it must be "key: value" lines');
}

/**
 * Reads one YAML 1.2 or JSON document to a positioned tree. No anchors, aliases, merges, tags,
 * directives, duplicate keys or deep nesting; every problem found is reported. The only door to the
 * `yaml` package.
 */
export function readTree(source: Source): Outcome<MapTree> {
  const control = rawControl(source);
  if (control !== null) {
    const place = placeAt(source, control.at, 1);
    return { value: null, problems: [problem('CONTROL_CHAR', place, control.shown)] };
  }
  const markup = /^\s*(?=<[!?A-Za-z])/.exec(source.text);
  if (markup !== null) {
    const place = placeAt(source, markup[0].length, 1);
    const said = ['the file looks like HTML or XML', 'give a YAML or JSON file'] as const;
    return { value: null, problems: [problem('SHAPE', place, ...said)] };
  }
  const scanned = scan(source);
  if (scanned.problems.length > 0) return { value: null, problems: scanned.problems };
  const documents = compose(source, scanned.tokens);
  const problems = syntaxProblems(
    source,
    documents.flatMap((document) => [...document.errors, ...document.warnings]),
  );
  if (problems.length > 0) return { value: null, problems };
  const wrongRoot = rootProblem(source, documents);
  if (wrongRoot !== null) return { value: null, problems: [wrongRoot] };
  const found: Problem[] = [];
  const tree = treeOf(source, documents[0]!.contents, 0, found) as MapTree;
  return { value: tree, problems: found.slice(0, maxProblems) };
}
