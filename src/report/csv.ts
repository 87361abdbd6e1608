import type { DimensionResult, Result, UnitResult } from '../result.ts';
import { csvRow, type Cell } from '../text/csv.ts';

/** What a column says of a unit. */
type Column = readonly [name: string, of: (unit: UnitResult, result: Result) => Cell];

/** Those that `batch --units` has as well are named as there and mean the same. */
const columns: readonly Column[] = [
  ['unit', ({ id }) => id],
  ['title', ({ title }) => title],
  ['kind', ({ kind }) => kind],
  ['round', (_, { round }) => round],
  ['respondents', ({ respondents }) => respondents.count],
  ['invited', ({ respondents }) => respondents.invited],
  ['coverage', ({ coverage }) => coverage],
  ['customer', ({ customer }) => customer],
  ['process', ({ process }) => process],
  ['position', ({ position }) => position],
  ['side', ({ side }) => side],
  ['strength', ({ strength }) => strength],
  ['balance', ({ balance }) => balance],
  ['zone', ({ zone }) => zone],
  ['strengthBand', ({ strengthBand }) => strengthBand],
  ['archetype', ({ archetype }) => archetype],
  ['targetCustomer', ({ market }) => market?.target.customer ?? null],
  ['targetProcess', ({ market }) => market?.target.process ?? null],
  ['target', ({ market }) => market?.target.position ?? null],
  ['tolerance', ({ market }) => market?.target.tolerance ?? null],
  ['gap', ({ gap }) => gap],
  ['fit', ({ fit }) => fit],
  ['low', ({ interval }) => interval?.low ?? null],
  ['high', ({ interval }) => interval?.high ?? null],
  ['agreement', ({ agreement }) => agreement?.rwgStar ?? null],
  ['ad', ({ agreement }) => agreement?.ad ?? null],
  ['agreementLabel', ({ agreement }) => agreement?.label ?? null],
  ['statedLean', ({ statedLean }) => statedLean?.value ?? null],
  ['suppressed', ({ suppressed }) => suppressed?.reason ?? null],
];

/** Both sides of every dimension that some unit has, in the order in which they come up. */
function dimensionColumns({ units }: Result): readonly Column[] {
  const ids = new Set(units.flatMap(({ dimensions }) => dimensions.map(({ id }) => id)));
  const score =
    (wanted: string, side: 'customer' | 'process') =>
    ({ dimensions }: UnitResult): Cell =>
      dimensions.find(({ id }: DimensionResult) => id === wanted)?.[side] ?? null;
  return [...ids].flatMap((id): readonly Column[] => [
    [`${id}.customer`, score(id, 'customer')],
    [`${id}.process`, score(id, 'process')],
  ]);
}

/** One row a unit under a row of names, for spreadsheets and for joining with other tables. */
export function renderCsv(result: Result): string {
  const all = [...columns, ...dimensionColumns(result)];
  const rows = result.units.map((unit) => all.map(([, of]) => of(unit, result)));
  return [all.map(([name]) => name), ...rows].map(csvRow).join('');
}
