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

/**
 * Every form of least support in the span of a few rows: those that vanish at one variable less than
 * there are rows, at each after the one before.
 */
export function* leastForms(rows: readonly Form[], after = -1): Generator<Form> {
  if (rows.length === 1) {
    yield rows[0]!;
    return;
  }
  // In one order, or every set of variables would come up in all of them.
  const later = rows.flatMap((row) => [...row.keys()]).filter((variable) => variable > after);
  for (const variable of new Set(later)) {
    const at = rows.findIndex((row) => row.has(variable));
    const with0 = rows[at]!;
    const pivot = inverse(with0.get(variable)!);
    const without = rows.flatMap((row, i) => {
      if (i === at) return [];
      const value = row.get(variable) ?? 0;
      return [value === 0 ? row : plus(row, prime - modulo(value * pivot), with0)];
    });
    yield* leastForms(without, variable);
  }
}
