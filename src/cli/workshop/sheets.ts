import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { WorkshopHeader } from '../../answers/workshop.ts';
import type { Entries, Questionnaire } from '../../interview/questionnaire.ts';
import { problem } from '../../problem.ts';
import { visible } from '../../text/visible.ts';
import { makeFolder, step, writeAtomic } from '../io.ts';
import { sheetPath, sheetText } from '../sheet-file.ts';
import { exitCode, Stop } from '../world.ts';

/** Positions in an order that nobody can know or repeat (Fisher & Yates 1938, Durstenfeld 1964). */
export function shuffled(
  count: number,
  random: (below: number) => number = randomInt,
): readonly number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let last = count - 1; last > 0; last--) {
    const other = random(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** The first codes r01, r02 .. that no sheet of the unit has yet, in shuffled order. */
export function freeCodes(
  folder: string,
  unit: string,
  count: number,
  taken: ReadonlySet<string>,
): readonly string[] {
  const codes: string[] = [];
  for (let number = 1; codes.length < count; number++) {
    const code = `r${String(number).padStart(2, '0')}`;
    const isFree = !taken.has(code) && !existsSync(sheetPath(folder, { unit, respondent: code }));
    if (isFree) codes.push(code);
  }
  return shuffled(count).map((position) => codes[position]!);
}

/**
 * Remarks are left out, so that nobody is known by the way they write; of the evidence that a yes
 * needs, it is said that there is some.
 */
const withoutRemarks = ({ plan, words }: Questionnaire, entries: Entries): Entries =>
  new Map(
    [...entries].map(([index, entry]) => {
      const { input } = plan.questions[index]!;
      const needsIt = input.kind === 'options' && input.evidence && entry.answer === 'yes';
      const note = needsIt && entry.note !== null ? words.workshop.keptApart : null;
      return [index, { ...entry, note }];
    }),
  );

/** A seat's sheet under its code. */
export function seatSheetText(
  form: Questionnaire,
  { scorecard, fingerprint, unit, round, market, seats }: WorkshopHeader,
  seat: number,
  entries: Entries,
  respondent: string,
): string {
  const role = seats[seat] ?? null;
  const header = { scorecard, fingerprint, unit, round, respondent, role, market };
  return sheetText(form, header, withoutRemarks(form, entries));
}

/** Writes a sheet, or sees that it is there already; another one under its name is not written over. */
export function placeSheet(folder: string, unit: string, respondent: string, text: string): void {
  const path = sheetPath(folder, { unit, respondent });
  if (existsSync(path)) {
    if (step('read', path, () => readFileSync(path, 'utf8')) === text) return;
    throw new Stop(exitCode.usage, [problem('SHEET_EXISTS', null, visible(path))]);
  }
  makeFolder(dirname(path));
  writeAtomic(path, text);
}
