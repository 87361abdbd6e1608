import type { OnAnswer } from '../interview/drive.ts';
import { hear, opening, repeated } from '../interview/plain.ts';
import type { InterviewResult } from '../interview/prompt.ts';
import type { Questionnaire } from '../interview/questionnaire.ts';
import { printed, printedText } from '../interview/spoken.ts';
import type { State } from '../interview/state.ts';
import type { Words } from '../words/words.ts';
import type { Lines } from './lines.ts';
import type { Screen } from './screen.ts';
import type { Asker, Choice } from './setup.ts';

/** There are no more lines, in the middle of a question that needs one. */
export class NoMoreLines extends Error {
  override readonly name = 'NoMoreLines';
}

/** A terminal that is written to from top to bottom, and lines that are typed into it. */
interface Partner {
  readonly lines: Lines;
  readonly screen: Screen;
}

async function heard({ lines, screen }: Partner): Promise<string | null> {
  const line = await lines.next();
  // What follows begins on a line of its own, which no Enter has begun.
  if (line === null) screen.write('\n');
  return line;
}

/** The questionnaire line by line: nothing that was printed is ever changed. */
export async function talk(
  partner: Partner,
  form: Questionnaire,
  start: State,
  onAnswer: OnAnswer,
  onState: (state: State) => void,
): Promise<InterviewResult['end']> {
  const { screen } = partner;
  const columns = () => screen.output.columns;
  let state = start;
  const repeat = () => screen.write(`\n${repeated(form, state, columns())}`);
  process.on('SIGCONT', repeat);
  try {
    screen.write(opening(form, state, columns()));
    while (state.end === null) {
      const line = await heard(partner);
      if (line === null) return 'closed';
      const turn = hear(form, state, line, onAnswer, columns());
      state = turn.state;
      onState(state);
      screen.write(turn.text);
    }
    return state.end;
  } finally {
    process.off('SIGCONT', repeat);
  }
}

/** Asks in one line until the answer can be used; `read` gives it, or what is wrong. */
async function askUntil<T>(
  partner: Partner,
  message: string,
  read: (line: string) => { readonly value: T } | { readonly fault: string },
): Promise<T> {
  const { screen } = partner;
  const print = (text: string) => printedText(text, screen.output.columns);
  for (;;) {
    screen.write(`${print(message)} `);
    const line = await heard(partner);
    if (line === null) throw new NoMoreLines();
    const answer = read(line.trim());
    if ('value' in answer) return answer.value;
    screen.write(`${print(answer.fault)}\n`);
  }
}

const listed = (choices: readonly Choice[], columns: number) =>
  printed(
    choices.map(({ name }, i) => [`${String(i + 1).padStart(3)}  `, name] as const),
    columns,
  );

/** The questions before and after a session, in lines like those of the session. */
export function linePrompts(partner: Partner, words: Words): Asker {
  const { plain } = words;
  return {
    text: (message, check) =>
      askUntil(partner, message, (line) => {
        const fault = check(line);
        return fault === true ? { value: line } : { fault };
      }),
    choose: (message, choices) => {
      partner.screen.write(`${listed(choices, partner.screen.output.columns)}\n`);
      return askUntil(partner, message, (line) => {
        const choice = /^[0-9]+$/.test(line) ? choices[Number(line) - 1] : undefined;
        const fault = plain.notChosen('1', String(choices.length));
        return choice === undefined ? { fault } : { value: choice.value };
      });
    },
    confirm: (message) => {
      const { yes, no, hint } = plain.confirm;
      return askUntil(partner, `${message} (${hint})`, (line) => {
        const said = [yes, no].map((word) => word.startsWith(line.toLowerCase()));
        return said.some(Boolean) ? { value: said[0]! } : { fault: hint };
      });
    },
  };
}
