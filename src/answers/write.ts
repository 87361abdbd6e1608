import { divide } from '../plan/integers.ts';
import type { Plan } from '../plan/types.ts';
import { yamlText } from '../source/write.ts';
import { textOfValue } from './value.ts';
import type { Entry, Shares } from './entry.ts';
import { Answered, DontKnow, NotApplicable, NotAsked, type Sheet } from './types.ts';

const points = (milliPoints: number) => String(milliPoints / 1000);

/**
 * A sheet keeps of an allocation only customer minus process. Where the shares themselves are not
 * known, the ones without a rest stand for them.
 */
function impliedShares(value: number): Shares {
  const customer = divide(100_000 + value, 2);
  return { customer: customer / 1000, process: (customer - value) / 1000 };
}

const sharesText = (shares: Shares): string =>
  `{ ${Object.entries(shares)
    .map(([part, share]) => `${part}: ${points(Math.round(share * 1000))}`)
    .join(', ')} }`;

/** Numbers stand bare, as people write them; words are quoted where YAML could mistake them. */
const codeText = (code: string) => (/^-?[0-9.]+$/.test(code) ? code : yamlText(code));

function valueText(plan: Plan, sheet: Sheet, index: number, shares: Shares | undefined): string {
  const { input } = plan.questions[index]!;
  const value = sheet.answers.value[index]!;
  if (input.kind === 'allocation') return sharesText(shares ?? impliedShares(value));
  // A yes without its evidence is held as the partly it counts as, and written as it was given.
  const given = sheet.unproven.includes(index) ? value - 1 : value;
  return codeText(textOfValue(input, given));
}

function answerText(plan: Plan, sheet: Sheet, index: number, shares?: Shares): string | null {
  switch (sheet.answers.state[index]) {
    case Answered:
      return valueText(plan, sheet, index, shares);
    case NotApplicable:
      return 'not-applicable';
    case DontKnow:
      return 'dont-know';
    default:
      return null;
  }
}

/** A value as it stands behind its key, with its remark; null when there is neither. */
function besideNote(answer: string | null, note: string): string | null {
  if (note.trim() === '') return answer;
  const parts = [...(answer === null ? [] : [`answer: ${answer}`]), `note: ${yamlText(note)}`];
  return `{ ${parts.join(', ')} }`;
}

/** The answer of an entry as a sheet has it, without the remark; null when there is none. */
export function bareText({ state, answer }: Entry): string | null {
  if (state === 'unanswered') return null;
  if (answer === null) return state;
  return typeof answer === 'string' ? codeText(answer) : sharesText(answer);
}

/** An entry as a sheet has it behind its key; null when it says nothing. */
export const entryText = (entry: Entry): string | null =>
  besideNote(bareText(entry), entry.note ?? '');

function answerLine(plan: Plan, sheet: Sheet, index: number, shares?: Shares): readonly string[] {
  if (sheet.answers.state[index] === NotAsked) return [];
  const answer = answerText(plan, sheet, index, shares);
  const note = sheet.notes.get(index) ?? '';
  const text = besideNote(answer, note);
  return text === null ? [] : [`  ${yamlText(plan.questions[index]!.id)}: ${text}`];
}

/**
 * A sheet as YAML, which `readSheet` reads back to the same. Answers stand in the order of the
 * questions; unanswered and not-asked questions are left out. `shares` are the allocations as they
 * were given, by question index.
 */
export function writeSheet(
  plan: Plan,
  sheet: Sheet,
  shares: ReadonlyMap<number, Shares> = new Map(),
): string {
  const { unit, round, respondent, role, market } = sheet;
  const head = { unit, round, respondent, role, market };
  const answers = plan.questions.flatMap((_, i) => answerLine(plan, sheet, i, shares.get(i)));
  return [
    'pendulum: 1',
    `scorecard: ${yamlText(`${plan.scorecard.id}@${plan.scorecard.version}`)}`,
    ...Object.entries(head).flatMap(([key, text]) =>
      text === null ? [] : [`${key}: ${yamlText(text)}`],
    ),
    ...(answers.length === 0 ? ['answers: {}'] : ['answers:', ...answers]),
    '',
  ].join('\n');
}
