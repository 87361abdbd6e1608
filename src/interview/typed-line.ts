import { textOfValue, valueOfText } from '../answers/value.ts';
import type { Input } from '../plan/types.ts';
import { ascii } from '../text/ascii.ts';
import { visible } from '../text/visible.ts';
import { cut, graphemes } from '../text/width.ts';
import type { Command, Words } from '../words/words.ts';
import { leftToGive } from './allocation.ts';
import { metricFault, tidyNumber } from './number.ts';
import { key, typed, type Press } from './press.ts';
import type { Questionnaire } from './questionnaire.ts';
import { sections } from './sections.ts';
import { questionAt, type State } from './state.ts';
import { isOneKey, tagsOf } from './tags.ts';

/** What a typed line stands for: keys, the wish to hear all of it again, or nothing, and why. */
export type Meaning =
  | { readonly kind: 'presses'; readonly presses: readonly Press[] }
  | { readonly kind: 'again' }
  | { readonly kind: 'nothing'; readonly why: string };

type Of<K extends Input['kind']> = Extract<Input, { kind: K }>;

const pressing = (...presses: readonly Press[]): Meaning => ({ kind: 'presses', presses });
const again: Meaning = { kind: 'again' };
const nothing = (why: string): Meaning => ({ kind: 'nothing', why });
const letters = (text: string): readonly Press[] => graphemes(text).map(typed);

/** How much of a line that means nothing is said back. */
const quoted = 30;
const unknown = ({ words }: Questionnaire, line: string): Meaning =>
  nothing(words.unknownKey(cut(visible(line), quoted, '...'), words.keys.help));

/** Words are compared as they are printed, and not by their case. */
const folded = (text: string) => ascii(text).toLowerCase();

/** The command a text names by its key or by its word. */
export function commandOf({ keys, plain }: Words, text: string): Command | undefined {
  const said = folded(text);
  const names = Object.keys(plain.typed) as readonly Command[];
  return names.find((name) =>
    [keys[name], ...plain.typed[name]].some((word) => folded(word) === said),
  );
}

const pressOf = ({ keys }: Words, command: Command): Press =>
  command === 'next' ? key('enter') : typed(keys[command]);

/** Alone in place of a note, it takes the note away. */
export const noNote = '-';

/** Keys of the terminal itself, such as arrows, which arrive as text here. */
const escapeSequence = /\u001b(?:\[[0-9;?]*[@-~]|O[A-Z])/g;

/** A whole line as the note: it takes the place of what was there; an empty one changes nothing. */
function notePresses(line: string): readonly Press[] {
  const text = line
    .replace(escapeSequence, '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  if (text === '') return [key('escape')];
  return [key('clear'), ...letters(text === noNote ? '' : text), key('enter')];
}

/** `c some text`: the note in the line that asks for it. */
function noteWith(words: Words, line: string): readonly Press[] | null {
  const [, first = '', text = ''] = /^(\S+)\s+(.+)$/u.exec(line) ?? [];
  return commandOf(words, first) === 'note' ? [pressOf(words, 'note'), ...notePresses(text)] : null;
}

/** The option whose label this is, or the only one whose label begins so; else -1. */
function labelled({ form, options }: Of<'options'>, line: string): number {
  if (form === 'tradeOff' || line.length < 2) return -1;
  const labels = options.map(({ label }) => folded(label));
  const begun = labels.filter((label) => label.startsWith(folded(line)));
  const whole = labels.indexOf(folded(line));
  return whole >= 0 || begun.length !== 1 ? whole : labels.indexOf(begun[0]!);
}

function optionMeaning(words: Words, input: Of<'options'>, line: string): Meaning | null {
  const tags = tagsOf(input);
  const yesNo = input.form === 'yesNo' ? words.keys.yesNo : [];
  const small = line.toLowerCase();
  // A code goes before a label that begins like it; 3 of a trade-off is the tag that is shown.
  const coded = input.options.findIndex(({ code }) => code === small);
  const found = [tags.indexOf(line), yesNo.indexOf(small), coded, labelled(input, line)];
  const tag = tags[found.find((option) => option >= 0) ?? -1];
  if (tag !== undefined)
    return pressing(...letters(tag), ...(isOneKey(tags) ? [] : [key('enter')]));
  return /^[0-9]+$/.test(line) ? nothing(words.chooseFrom(tags[0]!, tags.at(-1)!)) : null;
}

const withoutUnit = (text: string, unit: string) =>
  text.endsWith(unit) ? text.slice(0, text.length - unit.length).trimEnd() : text;

/** Read to its end before a key is pressed: of keys, the engine would leave out those it refuses. */
function numberMeaning(words: Words, input: Of<'metric'>, line: string): Meaning | null {
  const text = withoutUnit(line, input.unit).replace('−', '-');
  if (!/^-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)$/.test(text)) return null;
  const value = valueOfText(input, tidyNumber(text));
  if (value === null) return nothing(metricFault(words, input, text) ?? words.notANumber);
  return pressing(...letters(textOfValue(input, value)), key('enter'));
}

/** All shares in one line: `50 40 10`, `50/40/10`. */
function sharesMeaning(words: Words, input: Of<'allocation'>, line: string): Meaning | null {
  const shares = line.split(/[\s,;/+]+/).filter((text) => text !== '');
  if (!shares.every((text) => /^[0-9]{1,3}$/.test(text))) return null;
  const { length } = input.parts;
  if (shares.length !== length) return nothing(words.plain.shares(length));
  const left = leftToGive(shares);
  if (left !== 0) return nothing(left > 0 ? words.left(left) : words.tooMany(-left));
  const fields = shares.map((text) => letters(String(Number(text))));
  return pressing(
    ...fields.flatMap((field, i) => (i === 0 ? field : [key('down'), ...field])),
    key('enter'),
  );
}

function answerMeaning({ words }: Questionnaire, input: Input, line: string): Meaning | null {
  switch (input.kind) {
    case 'options':
      return optionMeaning(words, input, line);
    case 'metric':
      return numberMeaning(words, input, line);
    case 'allocation':
      return sharesMeaning(words, input, line);
  }
}

function onQuestion(form: Questionnaire, state: State, line: string): Meaning {
  const note = noteWith(form.words, line);
  if (note !== null) return pressing(...note);
  return answerMeaning(form, questionAt(form, state).input, line) ?? unknown(form, line);
}

/** A number on the list of all questions goes there. */
const onList = (form: Questionnaire, { asked }: State, line: string): Meaning =>
  onRows(form, asked.length, line);

/** So does one on the list of sections. */
const onSections = (form: Questionnaire, { asked }: State, line: string): Meaning =>
  onRows(form, sections(form, asked).length, line);

function onRows(form: Questionnaire, rows: number, line: string): Meaning {
  if (!/^[0-9]+$/.test(line)) return unknown(form, line);
  const number = Number(line);
  if (number < 1 || number > rows) return nothing(form.words.chooseFrom('1', String(rows)));
  const down = Array.from({ length: number - 1 }, () => key('down'));
  return pressing(key('home'), ...down, key('enter'));
}

const isAgain = (form: Questionnaire, state: State, line: string) =>
  form.words.plain.again.includes(line.toLowerCase()) ||
  (state.mode.kind === 'review' && commandOf(form.words, line) === 'review');

/** What a line means where commands are understood. */
function commanded(
  form: Questionnaire,
  state: State,
  line: string,
  other: (form: Questionnaire, state: State, line: string) => Meaning,
): Meaning {
  if (line === '') return pressing(key('enter'));
  if (isAgain(form, state, line)) return again;
  const command = commandOf(form.words, line);
  return command === undefined ? other(form, state, line) : pressing(pressOf(form.words, command));
}

/** While an answer cannot be saved, a line tries again, leaves without it, or goes to a folder. */
function onPending({ words }: Questionnaire, line: string): Meaning {
  if (line.toLowerCase() === words.folder.key) return pressing(typed(words.folder.key));
  return pressing(commandOf(words, line) === 'quit' ? pressOf(words, 'quit') : key('enter'));
}

/** A whole line as the path of a folder; an empty one names none. */
const onFolder = (line: string): Meaning =>
  line === '' ? pressing(key('escape')) : pressing(key('clear'), ...letters(line), key('enter'));

/**
 * What a line means where the session stands. Either it is understood whole, or no key is pressed:
 * there is no answer that is half typed.
 */
export function meaningOf(form: Questionnaire, state: State, line: string): Meaning {
  if (state.mode.kind === 'folder') return onFolder(line.trim());
  if (state.pending !== null) return onPending(form, line.trim());
  switch (state.mode.kind) {
    case 'ask':
      return commanded(form, state, line.trim(), onQuestion);
    case 'review':
      return commanded(form, state, line.trim(), onList);
    case 'sections':
      return commanded(form, state, line.trim(), onSections);
    case 'note':
      return pressing(...notePresses(line));
    case 'help':
      return pressing(key('escape'));
  }
}
