/** Four bytes as one number; nothing behind the end. */
export function wordAt(bytes: Uint8Array, at: number, end: number): number {
  const rest = end - at;
  if (rest >= 4) {
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  }
  if (rest <= 0) return 0;
  let word = bytes[at]!;
  if (rest > 1) word |= bytes[at + 1]! << 8;
  if (rest > 2) word |= bytes[at + 2]! << 16;
  return word;
}
