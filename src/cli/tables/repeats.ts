import { problem, type Problem } from '../../problem.ts';
import { DuplicateFinder, type Kept } from '../../tables/duplicates.ts';
import { textOf } from '../../tables/field.ts';
import type { KeyColumns } from '../../tables/keys.ts';
import { keyColumns } from '../../tables/reading.ts';
import type { Fields } from '../../tables/types.ts';
import { readAll, told, type Pass, type Table } from './pass.ts';

/** Whose row it is, in words. */
function whoIn(fields: Fields, { unit, round, respondent }: KeyColumns): string {
  const text = (column: number) => textOf(fields, column);
  const inRound = text(round) === '' ? '' : ` in ${text(round)}`;
  return `respondent "${text(respondent)}" of "${text(unit)}"${inRound}`;
}

/** The rows that repeat another one, by looking at all whose hashes are the same. */
export async function repeatsIn(
  tables: readonly { readonly table: Table; first: number }[],
  pass: Pass,
  hashes: Float64Array,
  kept: Kept,
): Promise<{ readonly dropped: Float64Array; readonly problems: readonly Problem[] }> {
  const finder = new DuplicateFinder(hashes, kept);
  const problems: Problem[] = [];
  const row: NonNullable<Pass['look']>['row'] = (fields, columns, first, at) => {
    const key = keyColumns(columns);
    if (!finder.look(fields, key, first + fields.row) || problems.length >= told) return;
    const { first: earlier } = finder.found().pairs.at(-1)!;
    const own = tables.findLast((each) => each.first <= earlier)!;
    const place = `${own.table.name}, row ${earlier - own.first + own.table.begin()}`;
    problems.push(problem('DUPLICATE_RESPONDENT', at, whoIn(fields, key), place));
  };
  await readAll(tables, { ...pass, look: { hashes, row }, keys: false });
  return { dropped: finder.found().dropped, problems };
}
