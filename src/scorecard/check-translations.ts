import { treeAt, valueOf, type Located, type Step } from '../source/document.ts';
import type { Tree } from '../source/tree.ts';
import { nearest } from '../text/nearest.ts';
import { repeated } from './check-points.ts';
import type { Report } from './report.ts';
import {
  itemsOf,
  optionsOf,
  sections,
  sectionsOf,
  textsIn,
  type Branch,
  type Sections,
  type Texts,
} from './texts.ts';
import type { QuestionTexts, Scorecard, Translation } from './types.ts';
import { isWording } from './wording.ts';

/** Whether translations name what there is, and what they leave out. */
export function checkTranslations({ value, tree }: Located<Scorecard>, report: Report): void {
  const own = value.language;
  const texts = sectionsOf(tree);
  for (const [language, translation] of value.translations ?? []) {
    if (language.toLowerCase() === own.toLowerCase()) {
      const hint = 'its texts stand in the scorecard; delete them here, or correct "language"';
      const at = ['translations', { key: language }] as const;
      report(at, 'SHAPE', `"${language}" is the language of the scorecard itself`, hint);
      continue;
    }
    checkHead(tree, language, translation, report);
    checkKnown(texts, language, translation, report);
    checkScales(tree, language, translation, report);
    checkComplete(tree, texts, language, report);
  }
}

function checkNames(
  names: Iterable<string>,
  known: readonly string[],
  what: string | null,
  path: readonly Step[],
  report: Report,
): void {
  for (const name of names) {
    if (known.includes(name)) continue;
    const [at, guess] = [[...path, { key: name }], nearest(name, known)];
    if (what === null) report(at, 'UNKNOWN_KEY', name, guess, known);
    else report(at, 'UNKNOWN_REF', what, name, guess, what === 'question' ? [] : known);
  }
}

const head = ['title', 'summary'] as const;

function checkHead(tree: Tree, language: string, given: Translation, report: Report): void {
  const named = head.filter((key) => given[key] !== undefined);
  const known = [...textsIn(tree, head).keys()];
  checkNames(named, known, null, ['translations', language], report);
}

function checkKnown(texts: Sections, language: string, given: Translation, report: Report): void {
  const path = ['translations', language] as const;
  for (const [section, what] of sections) {
    const names = given[section]?.keys() ?? [];
    checkNames(names, [...texts[section].keys()], what, [...path, section], report);
  }
  for (const [id, question] of given.questions ?? []) {
    const known = texts.questions.get(id);
    if (known instanceof Map) checkQuestion(question, known, [...path, 'questions', id], report);
  }
}

function checkQuestion(
  given: QuestionTexts,
  texts: Branch,
  path: readonly Step[],
  report: Report,
): void {
  checkNames(Object.keys(given), [...texts.keys()], null, path, report);
  const within = (part: 'choice' | 'allocation', names: Iterable<string>, what: string | null) => {
    const known = texts.get(part);
    if (known instanceof Map) checkNames(names, [...known.keys()], what, [...path, part], report);
  };
  within('choice', given.choice?.keys() ?? [], 'choice');
  within('allocation', Object.keys(given.allocation ?? {}), null);
}

/** The options of a scale are told apart by their place, so there must be as many, all different. */
function checkScales(tree: Tree, language: string, given: Translation, report: Report): void {
  for (const [name, labels] of given.answerScales ?? []) {
    const path = ['translations', language, 'answerScales', name];
    const needed = optionsOf(treeAt(tree, ['answerScales', name])).length;
    const { length } = itemsOf(treeAt(tree, path));
    if (needed > 0 && length !== needed) report(path, 'LABEL_COUNT', name, length, needed);
    const twice = repeated(labels);
    if (twice !== undefined) {
      report(path, 'SCALE', `the answer scale "${name}" has "${twice}" twice`);
    }
  }
}

/** The keys of texts that are not given; '' is the text itself. What is unreadable is given. */
function missing(texts: Texts, given: Tree | undefined, path = ''): readonly string[] {
  if (typeof texts === 'string') return given === undefined && isWording(texts) ? [path] : [];
  if (given !== undefined && given.kind !== 'map') return [];
  return [...texts].flatMap(([key, part]) =>
    missing(part, given && valueOf(given, key), path === '' ? key : `${path}.${key}`),
  );
}

/** The key at the end of a path, or the last one that is there. */
function lastKey(tree: Tree | undefined, [key = '', ...rest]: readonly string[]): readonly Step[] {
  const value = tree && valueOf(tree, key);
  const isLast = rest.length === 0 || value === undefined || !valueOf(value, rest[0]!);
  return isLast ? [{ key }] : [key, ...lastKey(value, rest)];
}

function checkComplete(tree: Tree, texts: Sections, language: string, report: Report): void {
  const root = ['translations', language] as const;
  const given = treeAt(tree, root);
  const check = (what: string, all: Texts, part: Tree | undefined, path: readonly string[]) => {
    const keys = missing(all, part);
    if (keys.length === 0) return;
    const named = keys.filter((key) => key !== '');
    report(lastKey(tree, [...root, ...path]), 'UNTRANSLATED', what, language, named);
  };
  check('the scorecard', textsIn(tree, head), given, []);
  for (const [section, what] of sections) {
    const entries = valueOf(given, section);
    if (entries !== undefined && entries.kind !== 'map') continue;
    for (const [id, all] of texts[section]) {
      check(`${what} "${id}"`, all, entries && valueOf(entries, id), [section, id]);
    }
  }
}
