/**
 * How many bytes the white space at an offset has, of what JavaScript's `trim` takes for it; 0 where
 * there is none.
 */
function spaceAt(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return first === 0x20 || (first >= 9 && first <= 13) ? 1 : 0;
  const second = at + 1 < end ? bytes[at + 1]! : 0;
  if (first === 0xc2) return second === 0xa0 ? 2 : 0;
  const rest = (second << 8) | (at + 2 < end ? bytes[at + 2]! : 0);
  return isWideSpace(first, rest) ? 3 : 0;
}

/** U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000 and U+FEFF. */
function isWideSpace(first: number, rest: number): boolean {
  switch (first) {
    case 0xe1:
      return rest === 0x9a80;
    case 0xe2:
      if (rest >= 0x8080 && rest <= 0x808a) return true;
      return rest === 0x80a8 || rest === 0x80a9 || rest === 0x80af || rest === 0x819f;
    case 0xe3:
      return rest === 0x8080;
    case 0xef:
      return rest === 0xbbbf;
    default:
      return false;
  }
}

/** Whether bytes of UTF-8 hold nothing but white space. */
export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end;) {
    const space = spaceAt(bytes, at, end);
    if (space === 0) return false;
    at += space;
  }
  return true;
}
