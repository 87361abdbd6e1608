const pageBits = 10;

/** How many groups share a page; what nobody has written to yet takes no memory. */
export const pageSize = 2 ** pageBits;

export const pageOf = (group: number): number => group >>> pageBits;
export const rowOf = (group: number): number => group & (pageSize - 1);
