/** A metric's values times 10^decimals stay below this, so that their squares are exact. */
export const largestMetric = 2 ** 26;
