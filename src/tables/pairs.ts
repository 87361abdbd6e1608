/** Numbers pairs of small numbers in the order in which they come up. */
export interface Pairs {
  /** The number of a pair; one more than the last when it is new. */
  readonly find: (first: number, second: number) => number;
  readonly size: () => number;
  readonly firstOf: (number: number) => number;
  readonly secondOf: (number: number) => number;
}

/** Spreads neighbours over the table (multipliers of murmur3, Appleby 2008). */
const hashOf = (first: number, second: number): number => {
  const mixed = Math.imul(first, 0xcc9e2d51) ^ Math.imul(second + 1, 0x1b873593);
  return mixed ^ (mixed >>> 15);
};

export function pairs(): Pairs {
  let firsts = new Int32Array(64);
  let seconds = new Int32Array(64);
  let size = 0;
  /** Numbers plus 1, by hash; 0 is free. */
  let slots = new Int32Array(128);

  function place(number: number): void {
    const mask = slots.length - 1;
    let at = hashOf(firsts[number]!, seconds[number]!) & mask;
    while (slots[at] !== 0) at = (at + 1) & mask;
    slots[at] = number + 1;
  }

  function grow(): void {
    const [before, beside] = [firsts, seconds];
    firsts = new Int32Array(before.length * 2);
    seconds = new Int32Array(before.length * 2);
    firsts.set(before);
    seconds.set(beside);
    slots = new Int32Array(slots.length * 2);
    for (let number = 0; number < size; number++) place(number);
  }

  function find(first: number, second: number): number {
    const mask = slots.length - 1;
    let at = hashOf(first, second) & mask;
    for (; slots[at] !== 0; at = (at + 1) & mask) {
      const number = slots[at]! - 1;
      if (firsts[number] === first && seconds[number] === second) return number;
    }
    if (size === firsts.length) grow();
    firsts[size] = first;
    seconds[size] = second;
    place(size);
    size += 1;
    return size - 1;
  }

  return {
    find,
    size: () => size,
    firstOf: (number) => firsts[number]!,
    secondOf: (number) => seconds[number]!,
  };
}
