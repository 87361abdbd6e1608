import type { Located } from '../source/document.ts';
import { isBlank, isNull, type Infer } from '../source/shape.ts';
import type { Entry, ScalarTree, Tree } from '../source/tree.ts';
import { inertJson } from '../text/visible.ts';
import { removedNote, type Rewriting } from './pseudonym.ts';
import type { sheetShape } from './sheet.ts';

const numberPattern = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;

const textAt = ({ start, end }: Tree, text: string): ScalarTree => ({
  kind: 'scalar',
  text,
  quoted: true,
  start,
  end,
});

const quoted = (text: string): string => inertJson(JSON.stringify(text));

function scalarText(scalar: ScalarTree): string {
  if (isNull(scalar)) return 'null';
  return !scalar.quoted && numberPattern.test(scalar.text) ? scalar.text : quoted(scalar.text);
}

/** A tree as JSON on one line, which is YAML as well. */
function jsonOf(tree: Tree): string {
  if (tree.kind === 'scalar') return scalarText(tree);
  if (tree.kind === 'list') return `[${tree.items.map(jsonOf).join(', ')}]`;
  return `{${tree.entries.map(({ key, value }) => `${quoted(key.text)}: ${jsonOf(value)}`).join(', ')}}`;
}

/** A map as lines, those under `answers` indented; comments are nobody's business. */
function yamlOf(entries: readonly Entry[], indent = ''): readonly string[] {
  return entries.flatMap(({ key, value }) => {
    const isOpened = key.text === 'answers' && indent === '' && value.kind === 'map';
    return isOpened && value.entries.length > 0
      ? [`${key.text}:`, ...yamlOf(value.entries, '  ')]
      : [`${indent}${indent === '' ? key.text : quoted(key.text)}: ${jsonOf(value)}`];
  });
}

const isNote = ({ key, value }: Entry): boolean => key.text === 'note' && !isBlank(value);

const partsOf = (answer: Tree): readonly Entry[] => (answer.kind === 'map' ? answer.entries : []);

const remarksIn = (answers: Tree): number =>
  partsOf(answers).flatMap(({ value }) => partsOf(value).filter(isNote)).length;

const unremarked = (entry: Entry): Entry =>
  isNote(entry) ? { key: entry.key, value: textAt(entry.value, removedNote) } : entry;

function withoutRemarks(answers: Tree): Tree {
  if (answers.kind !== 'map') return answers;
  const entries = answers.entries.map(({ key, value }) => ({
    key,
    value: value.kind === 'map' ? { ...value, entries: value.entries.map(unremarked) } : value,
  }));
  return { ...answers, entries };
}

/** A sheet that was read by its shape, whoever's answers it has. */
export type AnySheet = Located<Infer<typeof sheetShape>>;

/** A sheet written anew. */
export interface RewrittenSheet {
  readonly respondent: string;
  readonly text: string;
  /** How many remarks it has or had. */
  readonly notes: number;
}

/**
 * A sheet under the pseudonym of its respondent. It is made of what a sheet may say and of nothing
 * else: comments, which may name people, are left behind.
 * @param format what the text is to be read as
 */
export function rewriteSheet(
  { value, tree }: AnySheet,
  { pseudonymOf, keepsNotes }: Rewriting,
  format: 'yaml' | 'json',
): RewrittenSheet {
  const respondent = pseudonymOf(new TextEncoder().encode(value.respondent));
  const entries = tree.entries.map(({ key, value: own }): Entry => {
    if (key.text === 'respondent') return { key, value: textAt(own, respondent) };
    const isCleared = key.text === 'answers' && !keepsNotes;
    return { key, value: isCleared ? withoutRemarks(own) : own };
  });
  const text = format === 'json' ? jsonOf({ ...tree, entries }) : yamlOf(entries).join('\n');
  return { respondent, text: `${text}\n`, notes: remarksIn(value.answers) };
}
