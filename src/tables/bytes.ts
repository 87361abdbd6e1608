const zero = 0x30;
const minus = 0x2d;
const point = 0x2e;

/** The longest number there is room for: a sign, 16 digits and a point, and some more. */
const longestNumber = 24;

/** Bytes that are written one after the other, without a text or an object for each. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  constructor(room = 65_536) {
    this.#bytes = new Uint8Array(room);
  }

  /** How many bytes wait to be taken. */
  get length(): number {
    return this.#length;
  }

  /** The bytes of `source` from `start` up to `end`. */
  bytes(source: Uint8Array, start = 0, end = source.length): void {
    this.#makeRoom(end - start);
    const target = this.#bytes;
    let at = this.#length;
    for (let i = start; i < end; i++) target[at++] = source[i]!;
    this.#length = at;
  }

  byte(value: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#length++] = value;
  }

  /** A text of nothing but ASCII. */
  ascii(text: string): void {
    this.#makeRoom(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[this.#length++] = text.charCodeAt(i);
  }

  /** A safe integer in decimal digits; minus zero has no sign. */
  integer(value: number): void {
    this.#makeRoom(longestNumber);
    if (value < 0) this.#bytes[this.#length++] = minus;
    this.#digits(Math.abs(value), 1);
  }

  /** Thousandths, a safe integer, as a number with three decimals: 71250 is 71.250. Never -0.000. */
  thousandths(value: number): void {
    this.#makeRoom(longestNumber);
    if (value < 0) this.#bytes[this.#length++] = minus;
    const absolute = Math.abs(value);
    const rest = absolute % 1000;
    this.#digits((absolute - rest) / 1000, 1);
    this.#bytes[this.#length++] = point;
    this.#digits(rest, 3);
  }

  /** What was written, in a buffer of its own; the next byte is the first one again. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #makeRoom(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  /** The digits of a whole number, at least so many; there is room for them. */
  #digits(value: number, least: number): void {
    let count = least;
    for (let limit = 10 ** least; value >= limit; limit *= 10) count += 1;
    let rest = value;
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      const tenth = Math.floor(rest / 10);
      this.#bytes[at] = zero + (rest - 10 * tenth);
      rest = tenth;
    }
    this.#length += count;
  }
}
