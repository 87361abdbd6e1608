/** An exact fraction; `under` is above 0. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** Of two whole numbers. */
export const fraction = (over: number, under: number): Fraction => ({
  over: BigInt(over),
  under: BigInt(under),
});

export const times = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.over,
  under: a.under * b.under,
});

export const ratio = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under,
  under: a.under * b.over,
});

const commonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : commonDivisor(b, a % b));

function plus(a: Fraction, b: Fraction): Fraction {
  const common = commonDivisor(a.under, b.under);
  return {
    over: a.over * (b.under / common) + b.over * (a.under / common),
    under: (a.under / common) * b.under,
  };
}

/** Those of one denominator first: respondents who answered the same questions share theirs. */
export function sum(parts: readonly Fraction[]): Fraction {
  const byUnder = new Map<bigint, bigint>();
  for (const { over, under } of parts) byUnder.set(under, (byUnder.get(under) ?? 0n) + over);
  return [...byUnder]
    .map(([under, over]) => ({ over, under }))
    .reduce(plus, { over: 0n, under: 1n });
}

/** The nearest whole number, halves up, as everywhere. */
export function rounded({ over, under }: Fraction): number {
  const [top, bottom] = [2n * over + under, 2n * under];
  const quotient = top / bottom;
  return Number(top % bottom < 0n ? quotient - 1n : quotient);
}
