/** Base32 (RFC 4648) in small letters, so that a pseudonym is an id and a part of a file name. */
const digits = 'abcdefghijklmnopqrstuvwxyz234567';
const digitBits = 5;

/**
 * 130 bits: of a thousand million people, two share them with a chance below 10^-21. That is far less
 * than a disk gets wrong, so nobody looks for two ids with one pseudonym, which would mean to remember
 * every id of a table.
 */
const length = 26;

const prefix = 'p-';
const pattern = new RegExp(`^${prefix}[${digits}]{${length}}$`);

/**
 * How a respondent is called whose id must not be seen: `p-` and 26 digits.
 * @param digest a keyed hash of the id, of at least 17 bytes; without the key, ids could be tried out
 */
export function pseudonym(digest: Uint8Array): string {
  let text = prefix;
  for (let bit = 0; bit < length * digitBits; bit += digitBits) {
    const at = bit >> 3;
    const pair = (digest[at]! << 8) | digest[at + 1]!;
    text += digits[(pair >> (16 - digitBits - (bit & 7))) & 31]!;
  }
  return text;
}

/** How many characters every pseudonym has, all of them ASCII. */
export const pseudonymLength = prefix.length + length;

/** Whether an id is a pseudonym already. */
export const isPseudonym = (id: string): boolean => pattern.test(id);

/** Stands where a remark stood: that there was one decides whether a yes is proven. */
export const removedNote = '(removed)';

/** Gives the pseudonym of an id, in UTF-8; the same for the same id. */
export type PseudonymOf = (id: Uint8Array) => string;

/** How ids are rewritten, and what becomes of remarks. */
export interface Rewriting {
  readonly pseudonymOf: PseudonymOf;
  readonly keepsNotes: boolean;
}
