import type { Input, PlanQuestion } from '../plan/types.ts';
import { visibleLines } from '../text/visible.ts';
import { displayWidth, wrap } from '../text/width.ts';
import type { Command, Words } from '../words/words.ts';
import { answerText, listedAnswer } from './answer-view.ts';
import { asciiSigns } from './line.ts';
import { numberRule } from './number.ts';
import { liveText } from './live.ts';
import { countAnswered } from './progress.ts';
import { hasAnswer, openOf, type Questionnaire } from './questionnaire.ts';
import { listed, sections, sectionTitle } from './sections.ts';
import { entryAt, questionAt, type Mode, type State } from './state.ts';
import { tagsOf } from './tags.ts';
import { noNote } from './typed-line.ts';

/** One paragraph: what stands before its first line, and its text, which may come from a file. */
export type Said = readonly [lead: string, text: string];

const say = (text: string): Said => ['', text];
const silence: Said = ['', ''];

/** A text measure that eyes can follow; below the least, the terminal breaks the lines itself. */
const measure = 78;
const leastColumns = 20;

function wrapped([lead, text]: Said, columns: number): readonly string[] {
  const room = Math.max(leastColumns, Math.min(measure, columns - 1)) - displayWidth(lead);
  const lines = wrap(asciiSigns.show(text), room);
  return lines.map((line, i) => (i === 0 ? lead : ' '.repeat(lead.length)) + line);
}

/** Paragraphs as lines of plain ASCII that break between words. */
export const printed = (said: readonly Said[], columns: number): string =>
  said.flatMap((each) => wrapped(each, columns)).join('\n');

/** One paragraph in the same way. */
export const printedText = (text: string, columns: number): string => printed([say(text)], columns);

type Of<K extends Input['kind']> = Extract<Input, { kind: K }>;

function optionsSaid(words: Words, input: Of<'options'>): readonly Said[] {
  const tags = tagsOf(input);
  const longest = Math.max(...tags.map((tag) => tag.length));
  const all = input.options.map(({ label }, i): Said => [
    `  ${tags[i]!.padStart(longest)}  `,
    label,
  ]);
  if (input.form !== 'tradeOff') return all;
  const middle = Math.floor(all.length / 2);
  return [all[0]!, [all[middle]![0], words.bothAlike], all.at(-1)!];
}

/** What can be chosen from, for every kind of question. */
function answersSaid(words: Words, { input, optional }: PlanQuestion): readonly Said[] {
  const leftOut = optional ? [say(words.isOptional)] : [];
  switch (input.kind) {
    case 'options':
      return [
        ...optionsSaid(words, input),
        ...(input.evidence ? [say(words.evidenceRule)] : []),
        ...leftOut,
      ];
    case 'metric':
      return leftOut;
    case 'allocation':
      return [...input.parts.map(({ label }): Said => ['  ', label]), ...leftOut];
  }
}

/** What is to be typed for an answer. */
function expected(words: Words, input: Input): string {
  switch (input.kind) {
    case 'options': {
      const tags = tagsOf(input);
      return words.range(tags[0]!, tags.at(-1)!);
    }
    case 'metric':
      return words.plain.number(input.unit, numberRule(words, input));
    case 'allocation':
      return words.plain.shares(input.parts.length);
  }
}

/** The answer and the note that are there already. */
function presentSaid(form: Questionnaire, state: State): readonly Said[] {
  const { words } = form;
  const entry = entryAt(state, state.at);
  const given = answerText(words, questionAt(form, state), entry);
  return [
    ...(hasAnswer(entry) ? [say(words.plain.given(given))] : []),
    ...(entry !== undefined && entry.note !== null ? [say(noteText(words, entry.note))] : []),
  ];
}

const noteText = (words: Words, note: string) => `${words.note}: ${note.replaceAll('\n', ' ')}`;

function questionSaid(form: Questionnaire, state: State): readonly Said[] {
  const { words } = form;
  const question = questionAt(form, state);
  const { at, asked } = state;
  const number = asked.indexOf(at) + 1;
  const title = sectionTitle(form, at);
  return [
    silence,
    say(words.plain.place(title, number, asked.length, countAnswered(state))),
    ...liveSaid(form, state),
    say(question.ask),
    ...answersSaid(words, question),
    ...presentSaid(form, state),
  ];
}

/** Where the pendulum hangs, where that is to be heard. */
function liveSaid(form: Questionnaire, state: State): readonly Said[] {
  const text = liveText(form, state.entries);
  return text === null ? [] : [say(text)];
}

function rowSaid(form: Questionnaire, state: State, index: number): Said {
  const entry = state.entries.get(index);
  const question = form.plan.questions[index]!;
  const note = entry !== undefined && entry.note !== null ? ' +' : '';
  const number = String(listed(form, state.asked).indexOf(index) + 1).padStart(3);
  return [`${number}  `, `${listedAnswer(form.words, question, entry)}${note}: ${question.ask}`];
}

/** The list of all questions, or of those that are open. */
function listSaid(form: Questionnaire, state: State, isWhole: boolean): readonly Said[] {
  const { words } = form;
  const { asked, entries } = state;
  const shown = isWhole ? asked : openOf(form, asked, entries);
  const count = words.answered(countAnswered(state), asked.length);
  return [
    silence,
    say(`${words.reviewTitle}, ${count}`),
    ...sections(form, shown).flatMap((run) => [
      say(sectionTitle(form, run[0]!)),
      ...run.map((index) => rowSaid(form, state, index)),
    ]),
  ];
}

/** The sections by number, with how far each is. */
function sectionsSaid(form: Questionnaire, { asked, entries }: State): readonly Said[] {
  const { words } = form;
  const rows = sections(form, asked).map((section, i): Said => {
    const done = section.filter((index) => hasAnswer(entries.get(index))).length;
    const open = openOf(form, section, entries).length;
    const count = words.inSection(done, section.length);
    const left = open === 0 ? '' : `, ${words.openCount(open)}`;
    return [
      `${String(i + 1).padStart(3)}  `,
      `${sectionTitle(form, section[0]!)}: ${count}${left}`,
    ];
  });
  return [silence, say(words.sectionsTitle), ...rows];
}

function noteSaid(form: Questionnaire, state: State, isEvidence: boolean): readonly Said[] {
  const { words } = form;
  const note = entryAt(state, state.at)?.note ?? null;
  return [
    silence,
    say(isEvidence ? words.evidencePrompt : words.notePrompt),
    ...(note === null ? [] : [say(noteText(words, note))]),
    say(note === null ? words.plain.noteOrNothing : words.plain.noteOrKeep(noNote)),
  ];
}

const isCommand = ({ plain }: Words, name: string): name is Command => name in plain.typed;

/** What the commands do, each by its key and its word. */
function commandsSaid(words: Words): readonly Said[] {
  const { keys, keyHelp, plain } = words;
  const about = (key: string, word: string, meaning: string): Said => [
    '  ',
    `${plain.either(key, word)}: ${meaning}`,
  ];
  return [
    ...keyHelp.flatMap(([name, meaning]) =>
      isCommand(words, name) && name !== 'next'
        ? [about(keys[name], plain.typed[name][0], meaning)]
        : [],
    ),
    about(...plain.again, plain.saysAgain),
  ];
}

/** The question's own help in full, then what may be typed. */
function helpSaid(form: Questionnaire, state: State, back: Mode): readonly Said[] {
  const { words } = form;
  const { plain } = words;
  const own = visibleLines(questionAt(form, state).help ?? words.noHelp).map(say);
  return [
    silence,
    ...(back.kind === 'ask' ? [...own, silence] : []),
    say(plain.howTo),
    ...commandsSaid(words),
    say(plain.noteInLine(words.keys.note)),
    say(plain.everyLine),
  ];
}

const named = ({ keys, hints }: Words, names: readonly Command[]): string =>
  names.map((name) => `${keys[name]} ${hints[name]}`).join(', ');

const everywhere: readonly Command[] = [
  'notApplicable',
  'dontKnow',
  'note',
  'back',
  'sections',
  'review',
  'finish',
  'quit',
  'help',
];

/** What the whole is called, whose answers these are, and how to answer. */
export function greeting({ plan, who, words }: Questionnaire): readonly Said[] {
  const { title } = plan.scorecard;
  return [title, who, words.plain.howTo, named(words, everywhere)].map(say);
}

/** All there is to say where the session stands; of the list, the open questions or all. */
export function spoken(form: Questionnaire, state: State, isWhole: boolean): readonly Said[] {
  const { mode } = state;
  switch (mode.kind) {
    case 'ask':
      return questionSaid(form, state);
    case 'note':
      return noteSaid(form, state, mode.isEvidence);
    case 'review':
      return listSaid(form, state, isWhole);
    case 'sections':
      return sectionsSaid(form, state);
    case 'help':
      return helpSaid(form, state, mode.back);
    case 'folder':
      return [];
  }
}

/** What the cursor stands behind: what can be typed, in a few words. */
export function promptOf(form: Questionnaire, state: State): string {
  const { words } = form;
  const { mode, asked } = state;
  const { keys, plain } = words;
  if (mode.kind === 'folder') return words.folder.prompt.replace(/:$/, '');
  if (state.pending !== null) return plain.tryAgain;
  switch (mode.kind) {
    case 'ask':
      return plain.orHelp(expected(words, questionAt(form, state).input), keys.help);
    case 'note':
      return words.note;
    case 'review':
      return [
        plain.onList(asked.length, mode.row + 1),
        `${keys.review} ${plain.listsAll}`,
        named(words, ['finish', 'quit', 'help']),
      ].join(', ');
    case 'sections':
      return [
        plain.onList(sections(form, asked).length, mode.row + 1),
        named(words, ['back', 'review', 'help']),
      ].join(', ');
    case 'help':
      return keys.help;
  }
}
