import { random } from '../../seeded.ts';

/** Answers of made-up respondents to items of one scale. */
export interface DataSet {
  readonly name: string;
  /** The lowest and the highest code. */
  readonly low: number;
  readonly high: number;
  /** Of each item whether it asks the opposite. */
  readonly reversed: readonly boolean[];
  /** Of each respondent the group they are in. */
  readonly groups: readonly number[];
  /** Respondents by items; null where somebody gave no answer. */
  readonly rows: readonly (readonly (number | null)[])[];
}

interface Shape {
  readonly name: string;
  readonly items: readonly number[];
  readonly people: readonly number[];
  readonly options?: number;
  /** How much the items have in common, from 0 to 1. */
  readonly common?: number;
  /** Every how many cells one is empty, on average. */
  readonly gaps?: number;
  /** Every how many items one is reversed, and one always answered the same. */
  readonly reversed?: number;
  readonly constant?: number;
}

/** How large the groups are, over and over. */
const groupSizes = [2, 3, 5, 9, 4];

const shapes: readonly Shape[] = [
  { name: 'plain', items: [2, 3, 4, 5, 8, 12, 20, 40, 60], people: [120] },
  { name: 'small', items: [3, 4, 6], people: [12, 20] },
  { name: 'tiny', items: [2, 4, 9], people: [3, 4, 5] },
  { name: 'many people', items: [6], people: [1000] },
  { name: 'more items than people', items: [30, 60], people: [8, 25] },
  { name: 'with gaps', items: [2, 3, 5, 8], people: [60], gaps: 12 },
  { name: 'with few gaps', items: [20, 40], people: [120], gaps: 90 },
  { name: 'reversed', items: [2, 4, 7, 12, 60], people: [90], reversed: 2 },
  { name: 'reversed, with gaps', items: [4, 7], people: [60], reversed: 3, gaps: 15 },
  { name: 'constant items', items: [4, 7, 12], people: [50], constant: 3 },
  { name: 'constant and reversed', items: [6, 13], people: [40], constant: 3, reversed: 2 },
  { name: 'yes and no', items: [3, 6, 15], people: [80], options: 2 },
  { name: 'eleven options', items: [3, 8, 24], people: [70], options: 11 },
  { name: 'loosely related', items: [5, 10, 20], people: [150], common: 0.3 },
  { name: 'unrelated', items: [4, 9], people: [100], common: 0 },
];

/** Nearly a normal deviate. */
const deviate = (next: () => number): number =>
  Array.from({ length: 12 }, next).reduce((sum, value) => sum + value, -6);

const every = (n: number | undefined, at: number): boolean => n !== undefined && at % n === n - 1;

function groupsOf(people: number): readonly number[] {
  const groups: number[] = [];
  for (let group = 0; groups.length < people; group++)
    groups.push(...Array.from({ length: groupSizes[group % groupSizes.length]! }, () => group));
  return groups.slice(0, people);
}

function made(shape: Shape, items: number, people: number, seed: number): DataSet {
  const { name, options = 5, common = 0.7, gaps, reversed, constant } = shape;
  const next = random(seed);
  const loadings = Array.from({ length: items }, () =>
    Math.max(0, Math.min(0.9, common + 0.3 * (next() - 0.5))),
  );
  const turned = loadings.map((_, item) => every(reversed, item));
  const code = (item: number, person: number): number => {
    const loading = loadings[item]!;
    const lean = loading * person + Math.sqrt(1 - loading ** 2) * deviate(next);
    const middle = (1 + options) / 2;
    const given = Math.round(middle + ((turned[item]! ? -lean : lean) * options) / 4);
    return every(constant, item) ? Math.round(middle) : Math.max(1, Math.min(options, given));
  };
  const rows = Array.from({ length: people }, () => {
    const person = deviate(next);
    return loadings.map((_, item) => {
      const given = code(item, person);
      return gaps !== undefined && next() < 1 / gaps ? null : given;
    });
  });
  return {
    name: `${name}, ${items} items, ${people} people`,
    low: 1,
    high: options,
    reversed: turned,
    groups: groupsOf(people),
    rows,
  };
}

/** Data sets of all shapes, the same each time. */
export const dataSets: readonly DataSet[] = shapes
  .flatMap((shape) =>
    shape.items.flatMap((items) => shape.people.map((people) => [shape, items, people] as const)),
  )
  .map(([shape, items, people], i) => made(shape, items, people, 1000 + i));

/** Where distributions are looked at. */
export interface Point {
  /** A probability, of which there is a quantile. */
  readonly p: number;
  /** A value, of which there is a probability. */
  readonly x: number;
  readonly df: number;
  /** Degrees of freedom of the mean square below the line. */
  readonly below: number;
}

const probabilities = [1e-5, 0.001, 0.025, 0.1, 0.4, 0.5, 0.75, 0.95, 0.975, 0.99, 0.999];
const values = [0, 0.01, 0.2, 0.5, 0.9, 1, 1.1, 1.5, 2, 4, 20];
const freedoms = [1, 2, 3, 5, 9, 30, 59, 174, 1000, 20_000];

export const points: readonly Point[] = probabilities.flatMap((p, i) =>
  freedoms.flatMap((df) => freedoms.map((below) => ({ p, x: values[i]!, df, below }))),
);
