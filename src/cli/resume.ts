import type { JournalHeader } from '../answers/journal.ts';
import { hasAnswer, type Entries, type Questionnaire } from '../interview/questionnaire.ts';
import { visible } from '../text/visible.ts';
import type { Ground } from './ground.ts';

const isPlainWord = /^[A-Za-z0-9_@%+=:,./-]+$/;
const quoted = (word: string) =>
  isPlainWord.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** A command ready to be pasted into a shell; options without a value are left out. */
export const commandLine = (
  command: string,
  scorecard: string | null,
  options: Readonly<Record<string, string | boolean | null | undefined>>,
): string =>
  [
    'pendulum',
    command,
    ...(scorecard === null ? [] : [scorecard]),
    ...Object.entries(options).flatMap(([name, value]) => {
      if (value === true) return [`--${name}`];
      return typeof value === 'string' ? [`--${name}`, value] : [];
    }),
  ]
    .map(quoted)
    .join(' ');

/** The command that goes on with a session. */
export function resumeCommand(
  { scorecard, options }: Pick<Ground, 'scorecard' | 'options'>,
  { unit, round, respondent }: Pick<JournalHeader, 'unit' | 'round' | 'respondent'>,
): string {
  const { folder, language, live, plain, ascii, color } = options;
  return commandLine('ask', scorecard, {
    facts: respondent === null,
    unit,
    round,
    respondent,
    folder,
    language,
    live,
    plain,
    ascii,
    'no-color': color === false,
  });
}

/** Said on leaving before a session was begun. */
export function notBegun({ scorecard, options, words }: Ground): string {
  const { facts, unit, round, respondent, role, market, folder, language, live, plain } = options;
  const given = { facts, unit, round, respondent, role, market, folder, language, live, plain };
  return `${words.notBegun}\n  ${visible(commandLine('ask', scorecard, given))}\n`;
}

/** Said on leaving before the end: what is safe, what is not, and how to go on. */
export function farewell(
  ground: Ground,
  form: Questionnaire,
  header: JournalHeader,
  entries: Entries,
  isUnsaved = false,
): string {
  const asked = form.askedOf(entries);
  const answered = asked.filter((index) => hasAnswer(entries.get(index))).length;
  const command = visible(resumeCommand(ground, header));
  const loss = isUnsaved ? `${form.words.lastLost}\n` : '';
  const saved = form.words.goOn(answered, asked.length);
  return `${loss}${saved}\n  ${command}\n`;
}
