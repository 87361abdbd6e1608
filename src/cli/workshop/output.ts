import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasAnswers, standingEntries, type SeatEntries } from '../../answers/workshop.ts';
import { renderJson } from '../../report/json.ts';
import type { Room as Seen } from '../../report/room.ts';
import { renderWorkshop } from '../../report/workshop.ts';
import { yamlText } from '../../source/write.ts';
import { makeFolder, writeAtomic } from '../io.ts';
import { answersOf } from '../load.ts';
import { fileName } from '../name.ts';
import { shownPath } from '../paths.ts';
import { roundFolder } from '../sheet-file.ts';
import { agreedToday, roomAction, writeActions } from './actions.ts';
import type { Room } from './room.ts';
import { freeCodes, placeSheet, seatSheetText, shuffled } from './sheets.ts';
import { byIndex, formOf, seatEntries } from './voting.ts';

/** What every seat answered, the second vote in the place of the first once it was revealed. */
export function entriesAsTheyStand(room: Room): readonly SeatEntries[] {
  const first = seatEntries(room, 1);
  const isTwice = room.log.progress().revealed === 2;
  return isTwice ? standingEntries(first, seatEntries(room, 2), room.log.header.minGroup) : first;
}

/** Codes for the seats, settled once: a second try must not write a second set of sheets. */
function codesFor(
  { log, known }: Room,
  folder: string,
  entries: readonly SeatEntries[],
): readonly string[] {
  const settled = log.codes();
  if (settled !== null) return settled;
  const free = [...freeCodes(folder, log.header.unit, entries.length, known.taken)];
  log.keepCodes(free);
  return free;
}

/**
 * Writes a sheet for every seat that answered, in the folder of the round. In the order of the
 * codes: the times of the files must not tell the order of the seats.
 */
export function writeSheets(room: Room): void {
  const { log, world, screen, words } = room;
  const { unit, round } = log.header;
  const folder = roundFolder(answersOf(room.found, world), round);
  const entries = entriesAsTheyStand(room);
  const codes = codesFor(room, folder, entries);
  const answered = [...entries.keys()]
    .filter((seat) => hasAnswers(entries[seat]!))
    .toSorted((a, b) => (codes[a]! < codes[b]! ? -1 : 1));
  for (const seat of answered) {
    const form = formOf(room, seat);
    const own = byIndex(form, entries[seat]!);
    placeSheet(
      folder,
      unit,
      codes[seat]!,
      seatSheetText(form, log.header, seat, own, codes[seat]!),
    );
  }
  const shown = shownPath(folder, world);
  screen.write(`${words.workshop.sheetsWritten(answered.length, shown)}\n`);
}

/**
 * The remarks of both votes by question, in an order that says nothing of who wrote them; null when
 * there are none.
 */
function notesText({ plan }: Room, entries: readonly SeatEntries[]): string | null {
  const lines = plan.questions.flatMap(({ id }) => {
    const notes = entries.flatMap((own) => own.get(id)?.note ?? []);
    const mixed = shuffled(notes.length, randomInt).map((i) => notes[i]!);
    return notes.length === 0
      ? []
      : [`  ${id}:`, ...mixed.map((note) => `    - ${yamlText(note)}`)];
  });
  return lines.length === 0 ? null : ['notes:', ...lines, ''].join('\n');
}

/** `workshops/<round>/<unit>` beside the answers; with a number when there was one already. */
function recordFolder({ found, world, log }: Room): string {
  const base = found?.folder ?? world.cwd;
  const { unit, round } = log.header;
  const parent = join(base, 'workshops', ...(round === null ? [] : [fileName(round)]));
  const free = (number: number): string => {
    const path = join(parent, number === 1 ? fileName(unit) : `${fileName(unit)}-${number}`);
    return existsSync(path) ? free(number + 1) : path;
  };
  return free(1);
}

const ownerOnly = 0o600;

/**
 * Writes the actions and the remarks, and if the room wants it what it saw: the results and a page.
 * @param seen in the language of the room
 * @param original the same as the scorecard's author wrote it
 */
export async function writeRecord(room: Room, seen: Seen, original: Seen): Promise<void> {
  const { asker, words, screen, world } = room;
  const register = writeActions(room);
  if (register !== null) {
    screen.write(`${words.workshop.recordWritten(shownPath(register, world))}\n`);
  }
  const notes = notesText(room, [...seatEntries(room, 1), ...seatEntries(room, 2)]);
  const isWanted = await (await asker()).confirm(words.workshop.writeAll);
  const page = () =>
    renderWorkshop(
      seen,
      {
        today: agreedToday(room).map(roomAction),
        earlier: room.open.map(roomAction),
        past: room.known.resultOf,
      },
      words,
    );
  const files: readonly (readonly [string, string | null, number])[] = [
    ['notes.yaml', notes, ownerOnly],
    ['result.json', isWanted ? renderJson(original.result) : null, 0o644],
    [
      'first-vote.json',
      isWanted && original.first !== null ? renderJson(original.first) : null,
      0o644,
    ],
    ['page.md', isWanted ? page() : null, 0o644],
  ];
  const folder = recordFolder(room);
  for (const [name, text, mode] of files) {
    if (text === null) continue;
    const path = join(folder, name);
    makeFolder(dirname(path));
    writeAtomic(path, text, path, mode);
    screen.write(`${words.workshop.recordWritten(shownPath(path, world))}\n`);
  }
}
