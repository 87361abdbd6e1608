/**
 * Linear forms over the unknown sums of cells, modulo a prime: exact for the small fractions that
 * there are here but for chance of one in sixty million, and that only ever finds more.
 */
export const prime = 67_108_859;

/** Coefficients by variable; none is 0. */
export type Form = ReadonlyMap<number, number>;

const modulo = (value: number): number => ((value % prime) + prime) % prime;

function inverse(value: number): number {
  let [a, b, x, y] = [modulo(value), prime, 1, 0];
  while (a > 1) {
    const times = Math.floor(a / b);
    [a, b] = [b, a - times * b];
    [x, y] = [y, x - times * y];
  }
  return modulo(x);
}

/** One divided by the other. */
export const fraction = (over: number, under: number): number =>
  modulo(modulo(over) * inverse(under));

/** A form plus so many times another. */
export function plus(form: Form, times: number, other: Form): Form {
  const sum = new Map(form);
  for (const [variable, value] of other) {
    const next = modulo((sum.get(variable) ?? 0) + modulo(times * value));
    if (next === 0) sum.delete(variable);
    else sum.set(variable, next);
  }
  return sum;
}

const scaled = (form: Form, times: number): Form => plus(new Map(), times, form);

/** What follows from some forms, reduced: each has a variable that no other has. */
export class Span {
  readonly #rows = new Map<number, Form>();
  readonly #before: (a: number, b: number) => number;

  /** @param before the order in which variables are solved for */
  constructor(before: (a: number, b: number) => number = (a, b) => a - b) {
    this.#before = before;
  }

  /** What is left of a form beyond what is known. */
  reduced(form: Form): Form {
    let left = form;
    for (const variable of form.keys()) {
      const row = this.#rows.get(variable);
      const value = left.get(variable);
      if (row !== undefined && value !== undefined) left = plus(left, prime - value, row);
    }
    return left;
  }

  add(form: Form): void {
    const left = this.reduced(form);
    if (left.size === 0) return;
    const pivot = [...left.keys()].reduce((a, b) => (this.#before(b, a) < 0 ? b : a));
    const row = scaled(left, inverse(left.get(pivot)!));
    for (const [other, own] of this.#rows) {
      const value = own.get(pivot);
      if (value !== undefined) this.#rows.set(other, plus(own, prime - value, row));
    }
    this.#rows.set(pivot, row);
  }

  has(form: Form): boolean {
    return this.reduced(form).size === 0;
  }

  /** The rows that are solved for such a variable: a basis of the forms in which no other one stands. */
  solvedFor(isWanted: (variable: number) => boolean): readonly Form[] {
    return [...this.#rows].flatMap(([pivot, row]) => (isWanted(pivot) ? [row] : []));
  }
}

/** Rows that share no variable with one another go apart. */
export function apart(rows: readonly Form[]): readonly (readonly Form[])[] {
  let groups: { readonly rows: readonly Form[]; readonly variables: ReadonlySet<number> }[] = [];
  for (const row of rows) {
    const touches = groups.filter(({ variables }) => [...row.keys()].some((v) => variables.has(v)));
    groups = groups.filter((group) => !touches.includes(group));
    groups.push({
      rows: [row, ...touches.flatMap((group) => group.rows)],
      variables: new Set([...row.keys(), ...touches.flatMap(({ variables }) => [...variables])]),
    });
  }
  return groups.map((group) => group.rows);
}

/** How many of some rows stay apart when only these variables are looked at. */
export function rankOver(rows: readonly Form[], variables: readonly number[]): number {
  const left = rows.map((row) => variables.map((variable) => row.get(variable) ?? 0));
  let rank = 0;
  for (let column = 0; column < variables.length && rank < left.length; column++) {
    const at = left.findIndex((row, i) => i >= rank && row[column] !== 0);
    if (at < 0) continue;
    [left[rank], left[at]] = [left[at]!, left[rank]!];
    const pivot = left[rank]!;
    const turned = inverse(pivot[column]!);
    for (const row of left.slice(rank + 1)) {
      const times = modulo(modulo(row[column]! * turned) * -1);
      if (times === 0) continue;
      for (let i = column; i < row.length; i++) row[i] = modulo(row[i]! + times * pivot[i]!);
    }
    rank += 1;
  }
  return rank;
}

/** How many people there are among these bits. */
export const sizeOf = (people: bigint): number => people.toString(2).replaceAll('0', '').length;

/** The largest unions of some sets of people that have fewer than so many. */
function* unionsBelow(sets: readonly bigint[], limit: number): Generator<bigint> {
  const seen = new Set<bigint>();
  const open = [0n];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const union = here;
    const larger = sets.map((set) => union | set).filter((next) => next !== union);
    const next = larger.filter((each) => sizeOf(each) < limit);
    if (next.length === 0) yield union;
    for (const each of next) {
      if (seen.has(each)) continue;
      seen.add(each);
      open.push(each);
    }
  }
}

/**
 * Variables of fewer than `limit` people of whom some form in the span of these rows speaks, and of
 * nobody else; null where there are none. People are bits.
 */
export function fewIn(
  rows: readonly Form[],
  peopleOf: (variable: number) => bigint,
  limit: number,
): readonly number[] | null {
  const variables = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const people = new Map(variables.map((variable) => [variable, peopleOf(variable)]));
  for (const union of unionsBelow([...new Set(people.values())], limit)) {
    const isOutside = (variable: number) => (people.get(variable)! & ~union) !== 0n;
    const outside = variables.filter(isOutside);
    if (rankOver(rows, outside) < rows.length) return variables.filter((v) => !isOutside(v));
  }
  return null;
}
