import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readEntries, type Shares } from '../answers/entry.ts';
import type { SheetHeader } from '../answers/journal.ts';
import { NotAsked, type Sheet } from '../answers/types.ts';
import { writeSheet } from '../answers/write.ts';
import type { Entries, Questionnaire } from '../interview/questionnaire.ts';
import { problem } from '../problem.ts';
import { visible } from '../text/visible.ts';
import { makeFolder, step, writeAtomic } from './io.ts';
import { fileName } from './name.ts';
import type { Session } from './session.ts';
import { exitCode, Stop } from './world.ts';

/** The sheet of a session: what was answered and is asked, with the shares as they were given. */
export function sheetText(form: Questionnaire, header: SheetHeader, entries: Entries): string {
  const { plan } = form;
  const { answers, notes, unproven } = readEntries(plan, entries.values());
  const asked = new Set(form.askedOf(entries));
  plan.questions.forEach((_, i) => {
    if (!asked.has(i)) answers.state[i] = NotAsked;
  });
  const shares = new Map<number, Shares>();
  for (const [index, { answer }] of entries) {
    if (typeof answer === 'object' && answer !== null) shares.set(index, answer);
  }
  const { unit, round, respondent, role, market } = header;
  const who = { unit, round, respondent, role, market };
  const sheet: Sheet = { ...who, answers, notes, unproven, file: '', line: 1 };
  return writeSheet(plan, sheet, shares);
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** The folder of a round's sheets: `<answers>/<round>`. */
export const roundFolder = (answers: string, round: string | null): string =>
  round === null ? answers : join(answers, fileName(round));

/** A sheet in the folder of its round: `<unit>-<respondent>.yaml`. */
export const sheetPath = (
  folder: string,
  { unit, respondent }: Pick<SheetHeader, 'unit' | 'respondent'>,
): string => join(folder, `${fileName(unit)}-${fileName(respondent)}.yaml`);

/** A sheet that this session did not write is somebody's work; it is not written over. */
export function checkSheet(path: string, session: Session): void {
  if (!existsSync(path)) return;
  const digest = digestOf(step('read', path, () => readFileSync(path, 'utf8')));
  const isOurs = session.events.some(
    (event) => event.kind === 'finished' && event.sheet === digest,
  );
  if (!isOurs) throw new Stop(exitCode.usage, [problem('SHEET_EXISTS', null, visible(path))]);
}

/** Writes the sheet, complete or not at all; false where it could not be made durable. */
export function writeSheetFile(path: string, text: string, session: Session): boolean {
  checkSheet(path, session);
  makeFolder(dirname(path));
  // Noted before it is written: after a crash between the two, the sheet is still known as ours.
  session.append({ kind: 'finished', sheet: digestOf(text) });
  return writeAtomic(path, text);
}
