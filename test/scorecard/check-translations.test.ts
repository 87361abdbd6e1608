import { describe, expect, test } from 'vitest';
import { at, read, refused, told, type Variant } from '../faults/told.ts';
import { everyKind, everyKindInGerman, tiny } from '../scorecards.ts';

const said = (text: string) => read(text).map(({ message }) => message);
const whole = everyKind + everyKindInGerman;

/** The whole file with one stretch of its translation replaced; it must be there. */
function changed(found: string, replacement: string): string {
  if (!everyKindInGerman.includes(found)) throw new Error(`the translation has no ${found}`);
  return everyKind + everyKindInGerman.replace(found, () => replacement);
}

test('a translation of everything is sound, and none is, too', () => {
  expect(said(whole)).toEqual([]);
  expect(said(`${everyKind}translations: {}\n`)).toEqual([]);
});

describe('what a translation leaves out is a warning', () => {
  test.each([
    ['the title', '    title: Jede Art von Frage\n', '', 'the scorecard', ' for title', 'de:'],
    ['a scale', '      maturity: [Fehlt, Festgelegt, Eingeführt]\n', '', 'answer scale "maturity"', '', 'answerScales'], // prettier-ignore
    ['a dimension', '      direction: Richtung\n', '', 'dimension "direction"', '', 'dimensions'],
    ['a help', ', help: Denken Sie an die letzten zwei.', '', 'question "outcomes"', ' for help', 'outcomes'], // prettier-ignore
    ['a whole question', '      outcomes: { ask: Strategie beginnt bei Kunden., help: Denken Sie an die letzten zwei. }\n', '', 'question "outcomes"', ' for ask, help', 'questions'], // prettier-ignore
    ['a label', ', cause: Die Ursache wird behoben', '', 'question "complaint"', ' for choice.cause', 'complaint'], // prettier-ignore
    ['a unit', ', metric: { unit: Std. }', '', 'question "recall-time"', ' for metric.unit', 'recall-time'], // prettier-ignore
    ['a statement', ', customer: Ihn biegen', '', 'question "schedule"', ' for tradeOff.customer', 'schedule'], // prettier-ignore
    ['a share', ', other: Anderes', '', 'question "attention"', ' for allocation.other', 'attention'], // prettier-ignore
    ['a market', '    markets: { hospital: Klinikgase }\n', '', 'market "hospital"', '', 'de:'],
  ])('%s', (_, found, replacement, what, keys, place) => {
    const text = changed(found, replacement);
    expect(said(text)).toEqual([`${what} has no "de" text${keys}`]);
    expect(told(read(text))).toEqual([`UNTRANSLATED ${at(text, place, 'translations:')}`]);
    expect(read(text)[0]!.severity).toBe('warning');
  });

  test('one warning a part, whatever is missing of it', () => {
    const problems = read(`${everyKind}translations: { de: {} }\n`);
    expect(problems.map(({ code }) => code)).toEqual(Array(13).fill('UNTRANSLATED'));
  });

  test('what says nothing in any language may stay out', () => {
    const percent = (text: string) => text.replace('unit: h', 'unit: "%"');
    expect(said(percent(changed(', metric: { unit: Std. }', '')))).toEqual([]);
  });
});

/** What is not in the scorecard, or not as there. */
const faults: readonly Variant[] = [
  refused(
    'a question',
    changed('outcomes:', 'outcome:'),
    'UNKNOWN_REF',
    'outcome:',
    'translations:',
  ),
  refused(
    'a scale',
    changed('      maturity:', '      maturty:'),
    'UNKNOWN_REF',
    'maturty',
    'translations:',
  ),
  refused('a dimension', changed('flow:', 'flo:'), 'UNKNOWN_REF', 'flo:', 'translations:'),
  refused(
    'a market',
    changed('{ hospital:', '{ hospitl:'),
    'UNKNOWN_REF',
    'hospitl',
    'translations:',
  ),
  refused('a choice', changed('apology:', 'apolgy:'), 'UNKNOWN_REF', 'apolgy', 'translations:'),
  refused(
    'a part of a question',
    changed('upkeep: { ask', 'upkeep: { help: x, ask'),
    'UNKNOWN_KEY',
    'help',
    'upkeep: { ',
  ),
  refused(
    'a word of the format',
    changed('    title:', '    titel: T\n    title:'),
    'UNKNOWN_KEY',
    'titel',
  ),
  refused(
    'a summary of none',
    changed('    title:', '    summary: S\n    title:'),
    'UNKNOWN_KEY',
    'summary',
  ),
  refused('too few options', changed('[Fehlt, Festgelegt,', '[Fehlt,'), 'LABEL_COUNT', '[Fehlt'),
  refused('too many', changed('[Fehlt,', '[Fehlt, Offen,'), 'LABEL_COUNT', '[Fehlt'),
  refused('an option twice', changed('[Fehlt, Festgelegt,', '[Fehlt, Fehlt,'), 'SCALE', '[Fehlt'),
  refused(
    'the language of the scorecard',
    changed('  de:', '  en:'),
    'SHAPE',
    'en:',
    'translations:',
  ),
  refused(
    'no text',
    changed('title: Jede Art von Frage', 'title: []'),
    'SHAPE',
    '[]',
    'translations:',
  ),
  refused(
    'a list that is none',
    changed('[Fehlt, Festgelegt, Eingeführt]', 'Fehlt'),
    'SHAPE',
    'Fehlt',
  ),
  refused('an option that is none', changed('[Fehlt,', '[{},'), 'SHAPE', '{}', 'translations:'),
  refused('no language code', changed('  de:', '  "1":'), 'ID_FORMAT', '"1"', 'translations:'),
];

test.each(faults)('%s: an error at its place', (_, content, expected) => {
  const problems = read(content).filter(({ severity }) => severity === 'error');
  expect(told(problems)).toEqual([expected]);
});

test.each([
  ['outcomes:', 'outcome:', 'did you mean "outcomes"?'],
  ['apology:', 'apolgy:', 'did you mean "apology"?'],
  ['allocation: {', 'allocation: { othr: x,', 'did you mean "other"?'],
  ['upkeep: { ask', 'upkeep: { metric: { unit: h }, ask', 'known: ask'],
])('%s for %s: the hint says what is there', (found, replacement, hint) => {
  const [error] = read(changed(found, replacement)).filter(({ severity }) => severity === 'error');
  expect(error!.hint).toBe(hint);
});

test.each([
  ['a text', changed('title: Jede Art von Frage', 'title: []')],
  [
    'a part of a question',
    changed('{ apology: Jemand entschuldigt sich, cause: Die Ursache wird behoben }', '[]'),
  ],
  ['a whole question', changed('recall: { ask: Ein Probelauf fand jede Flasche. }', 'recall: []')],
  ['a section', changed('markets: { hospital: Klinikgase }', 'markets: []')],
])('%s that cannot be read is not also missing', (_, text) => {
  expect(read(text).map(({ code }) => code)).toEqual(['SHAPE']);
});

test('what cannot be read in the scorecard is not unknown in its translation', () => {
  const broken = whole.replace('ask: How far is maintenance planned?', 'ask: []');
  expect(told(read(broken)).map((each) => each.split(' ')[0])).toEqual(['SHAPE']);
});

test('a question, a dimension and a choice may have names of the format', () => {
  const named = tiny('id: c1', 'id: choice').replace('[Disagree, Neither, Agree]', '[a, b]');
  const german = `translations:
  de:
    title: T
    answerScales: { agreement: [x, y] }
    dimensions: { direction: R }
    questions: { choice: { ask: A }, p1: { ask: B } }
`;
  expect(said(named + german)).toEqual([]);
});
