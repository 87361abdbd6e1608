import type { Told } from './ask.ts';
import { agreement } from './agreement.ts';
import { bootstraps } from './bootstrap.ts';
import { careless } from './careless.ts';
import { dataSets, points } from './data.ts';
import { distributions } from './distributions.ts';
import { groups } from './groups.ts';
import { means } from './means.ts';
import { scales } from './scales.ts';
import type { Values } from './statistic.ts';

/** The name under which R tells of distributions. */
export const grid = 'grid';

/** What is held against R. */
export interface Reference {
  readonly name: string;
  readonly inR: string;
  readonly within: number;
  /** Our numbers, by data set; where a statistic is not for a set there is none. */
  readonly ours: ReadonlyMap<string, Values>;
}

const statistics: readonly Reference[] = [
  ...means,
  ...agreement,
  ...groups,
  ...bootstraps,
  ...scales,
  ...careless,
].map(({ of, ...statistic }) => {
  const all = dataSets.map((set) => [set.name, of(set)] as const);
  return { ...statistic, ours: new Map(all.filter(([, values]) => values.length > 0)) };
});

/** Everything that is held against R, with our numbers. */
export const references: readonly Reference[] = [
  ...statistics,
  ...distributions.map(({ of, ...distribution }) => ({
    ...distribution,
    ours: new Map([[grid, points.map(of)]]),
  })),
];

/** A number this small is the rounding of a zero. */
const rounding = 1e-15;

/** How far apart two numbers are, relative to their size; infinitely, where only one is missing. */
function difference(ours: number | null, theirs: number | null): number {
  if (ours === null || theirs === null) return ours === theirs ? 0 : Infinity;
  const apart = Math.abs(ours - theirs);
  return apart <= rounding ? 0 : apart / Math.max(Math.abs(ours), Math.abs(theirs));
}

/** A number, here and in R. */
export interface Compared {
  readonly statistic: string;
  readonly set: string;
  readonly ours: number | null;
  readonly theirs: number | null;
  readonly difference: number;
}

/** Every number of a statistic, ours and R's; what only one of them has is compared with nothing. */
export function compare({ name, ours }: Reference, told: Told): readonly Compared[] {
  const theirs = told.get(name) ?? new Map<string, Values>();
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((set) => {
    const [mine, other] = [ours.get(set) ?? [], theirs.get(set) ?? []];
    return Array.from({ length: Math.max(mine.length, other.length) }, (_, i) => {
      const [a, b] = [mine[i] ?? null, other[i] ?? null];
      return { statistic: name, set, ours: a, theirs: b, difference: difference(a, b) };
    });
  });
}
