/** What an answer adds to a sum. */
export interface Share {
  /** By code of the answer. */
  readonly byCode: readonly bigint[];
  /** Where the answer is a number: an integer in SQL, 0 or more, and what it is taken times. */
  readonly number: { readonly sql: string; readonly times: bigint } | null;
}

/** A sum over some questions, of integers that are not negative. */
export interface Sum {
  readonly name: string;
  /** No respondent's sum is larger. */
  readonly largest: bigint;
  /** What each question adds, by its index. */
  readonly shares: ReadonlyMap<number, Share>;
}

/** A sum's place in a packed integer. */
export interface Place {
  readonly sum: Sum;
  readonly shift: number;
  readonly mask: bigint;
}

/** One 64-bit integer that holds several sums beside each other, none of which can run over. */
export type Packed = readonly Place[];

/** The sign stays free. */
const capacity = 63;

const bitsOf = (largest: bigint): number => largest.toString(2).length;

const used = (packed: Packed): number =>
  packed.reduce((bits, { sum }) => bits + bitsOf(sum.largest), 0);

/** Packs sums into as few integers as they fit, each into the first one that has room for it. */
export function pack(sums: readonly Sum[]): readonly Packed[] {
  const packed: Place[][] = [];
  for (const sum of sums) {
    const bits = bitsOf(sum.largest);
    let into = packed.find((each) => used(each) + bits <= capacity);
    if (into === undefined) packed.push((into = []));
    into.push({ sum, shift: used(into), mask: (1n << BigInt(bits)) - 1n });
  }
  return packed;
}

/** What one answer adds to a packed integer: to all of its sums at once. */
export interface PackedShare {
  readonly byCode: readonly bigint[];
  readonly numbers: readonly { readonly sql: string; readonly times: bigint }[];
}

/** The questions that add to a packed integer, in their order, with what they add. */
export function sharesOf(packed: Packed): ReadonlyMap<number, PackedShare> {
  const questions = new Set(packed.flatMap(({ sum }) => [...sum.shares.keys()]));
  return new Map(
    [...questions]
      .toSorted((a, b) => a - b)
      .map((question) => {
        const parts = packed.flatMap(({ sum, shift }) => {
          const share = sum.shares.get(question);
          return share === undefined ? [] : [{ share, shift: BigInt(shift) }];
        });
        const codes = Math.max(...parts.map(({ share }) => share.byCode.length));
        const byCode = Array.from({ length: codes }, (_, code) =>
          parts.reduce((all, { share, shift }) => all + ((share.byCode[code] ?? 0n) << shift), 0n),
        );
        const numbers = parts.flatMap(({ share: { number }, shift }) =>
          number === null ? [] : [{ sql: number.sql, times: number.times << shift }],
        );
        return [question, { byCode, numbers }] as const;
      }),
  );
}
