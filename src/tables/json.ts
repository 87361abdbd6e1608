const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const zero = 0x30;

/** Nesting that is deeper is no data of ours. */
const maxDepth = 64;

/** What JSON calls the characters that it escapes by a letter. */
const shortEscapes = new Map([
  [quote, quote],
  [backslash, backslash],
  [0x2f, 0x2f],
  [0x62, 8],
  [0x66, 12],
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
]);

const isDigit = (byte: number) => byte >= zero && byte <= zero + 9;

/**
 * Where a reader of one line of JSON stands. Reading functions answer whether what they were to read
 * is there; when it is not, `fault` says why and the line is done with.
 */
export interface Cursor {
  bytes: Uint8Array;
  at: number;
  /** Where the string or number that was read last lies; escapes are undone in place. */
  from: number;
  to: number;
  /** Where the line begins. */
  start: number;
  fault: string | null;
}

export const cursor = (): Cursor => ({
  bytes: new Uint8Array(),
  at: 0,
  from: 0,
  to: 0,
  start: 0,
  fault: null,
});

/** Notes what is wrong; the first fault of a line counts. */
export function fail(here: Cursor, why: string): false {
  here.fault ??= why;
  return false;
}

const notJson = (here: Cursor): false =>
  fail(here, `it is not valid JSON from byte ${here.at - here.start + 1} of the line on`);

/** The byte here; 0, which JSON has nowhere, at the end of the bytes. */
export const byteAt = ({ bytes, at }: Cursor): number => (at < bytes.length ? bytes[at]! : 0);

/** Passes white space, but no line feed, which ends the row. */
export function passSpace(here: Cursor): number {
  let byte = byteAt(here);
  while (byte === 0x20 || byte === 9 || byte === 13) {
    here.at++;
    byte = byteAt(here);
  }
  return byte;
}

/** Passes one character that has to be here, and the white space around it. */
export function passMark(here: Cursor, mark: number): boolean {
  if (passSpace(here) !== mark) return notJson(here);
  here.at++;
  passSpace(here);
  return true;
}

/** The number of four hexadecimal digits, or -1. */
function hexAt(bytes: Uint8Array, at: number): number {
  let code = 0;
  for (let i = at; i < at + 4; i++) {
    const byte = i < bytes.length ? bytes[i]! : 0;
    const letter = byte | 0x20;
    const digit = isDigit(byte) ? byte - zero : letter >= 0x61 && letter <= 0x66 ? letter - 87 : -1;
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

/** The character that `\u` at an offset begins, or -1; surrogates come in pairs. */
function characterAt(here: Cursor, at: number): number {
  const { bytes } = here;
  const high = hexAt(bytes, at + 2);
  if (high < 0) notJson(here);
  if (high < 0xd800 || high > 0xdfff) return high;
  const isPair = high < 0xdc00 && bytes[at + 6] === backslash && bytes[at + 7] === 0x75;
  const low = isPair ? hexAt(bytes, at + 8) : -1;
  if (low >= 0xdc00 && low <= 0xdfff) return 0x10000 + (high - 0xd800) * 0x400 + (low - 0xdc00);
  fail(here, 'it holds half of a character (a lone surrogate)');
  return -1;
}

/** Writes a character as UTF-8; the offset behind it. */
function writeCharacter(bytes: Uint8Array, to: number, code: number): number {
  if (code < 0x80) {
    bytes[to] = code;
    return to + 1;
  }
  const count = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  const mark = [0, 0xc0, 0xe0, 0xf0][count]!;
  bytes[to] = mark | (code >> (6 * count));
  for (let i = 1; i <= count; i++) bytes[to + i] = 0x80 | ((code >> (6 * (count - i))) & 0x3f);
  return to + count + 1;
}

/** Undoes the escape here, to where the string is written; its new end, or -1. */
function passEscape(here: Cursor, to: number): number {
  const { bytes, at } = here;
  const letter = at + 1 < bytes.length ? bytes[at + 1]! : 0;
  if (letter === 0x75) {
    const code = characterAt(here, at);
    if (code < 0) return -1;
    here.at += code > 0xffff ? 12 : 6;
    return writeCharacter(bytes, to, code);
  }
  const code = shortEscapes.get(letter);
  if (code === undefined) {
    notJson(here);
    return -1;
  }
  bytes[to] = code;
  here.at += 2;
  return to + 1;
}

/** The rest of a string from its first escape on. */
function passEscaped(here: Cursor): boolean {
  const { bytes } = here;
  let to = here.at;
  for (;;) {
    const byte = byteAt(here);
    if (byte === quote) break;
    if (byte < 0x20) return notJson(here);
    if (byte === backslash) {
      to = passEscape(here, to);
      if (to < 0) return false;
      continue;
    }
    bytes[to++] = byte;
    here.at++;
  }
  here.to = to;
  here.at++;
  return true;
}

/** Reads the string whose quote is here. */
export function passString(here: Cursor): boolean {
  const { bytes } = here;
  const { length } = bytes;
  let at = here.at + 1;
  here.from = at;
  let byte = at < length ? bytes[at]! : 0;
  while (byte !== quote && byte !== backslash && byte >= 0x20) {
    at++;
    byte = at < length ? bytes[at]! : 0;
  }
  here.at = at;
  if (byte === backslash) return passEscaped(here);
  if (byte !== quote) return notJson(here);
  here.to = at;
  here.at = at + 1;
  return true;
}

/** Passes digits; whether there was one. */
function passDigits(here: Cursor): boolean {
  const first = here.at;
  while (isDigit(byteAt(here))) here.at++;
  return here.at > first || notJson(here);
}

/** Reads the number that begins here, exactly as it is written. */
export function passNumber(here: Cursor): boolean {
  here.from = here.at;
  if (byteAt(here) === minus) here.at++;
  if (byteAt(here) === zero) here.at++;
  else if (!passDigits(here)) return false;
  if (byteAt(here) === 0x2e) {
    here.at++;
    if (!passDigits(here)) return false;
  }
  if ((byteAt(here) | 0x20) === 0x65) {
    here.at++;
    if (byteAt(here) === 0x2b || byteAt(here) === minus) here.at++;
    if (!passDigits(here)) return false;
  }
  here.to = here.at;
  return true;
}

/** Passes a word of JSON, if it is the one that is here. */
export function passWord(here: Cursor, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if (byteAt(here) !== word.charCodeAt(i)) return notJson(here);
    here.at++;
  }
  return true;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text that was read last. */
export const textOf = ({ bytes, from, to }: Cursor): string =>
  decoder.decode(bytes.subarray(from, to));

/** Reads the key that has to be here, as text; null when there is none that may be. */
export function passKey(here: Cursor): string | null {
  if (byteAt(here) !== quote) {
    notJson(here);
    return null;
  }
  if (!passString(here)) return null;
  const key = textOf(here);
  if (key !== '__proto__') return key;
  fail(here, 'a key is called "__proto__"');
  return null;
}

/** What begins a value. */
export const openBrace = 0x7b;
export const openBracket = 0x5b;
export const closeBrace = 0x7d;
const closeBracket = 0x5d;
const comma = 0x2c;
export const colon = 0x3a;

/** Passes the bracket here; whether a part follows, and not the bracket that closes. */
export function passOpen(here: Cursor, close: number): boolean {
  here.at++;
  if (passSpace(here) !== close) return true;
  here.at++;
  return false;
}

/** Passes what follows a part; whether it was a comma, and so another part follows. */
export function passNext(here: Cursor, close: number): boolean {
  const byte = passSpace(here);
  if (byte !== close && byte !== comma) return notJson(here);
  here.at++;
  if (byte === close) return false;
  passSpace(here);
  return true;
}

/** Reads the parts between brackets, the first of which is here. */
function passParts(here: Cursor, close: number, part: () => boolean): boolean {
  for (let isMore = passOpen(here, close); isMore; isMore = passNext(here, close)) {
    if (!part()) return false;
  }
  return here.fault === null;
}

/** Reads an object, the brace of which is here. */
export const passObject = (here: Cursor, member: () => boolean): boolean =>
  passParts(here, closeBrace, member);

function skipObject(here: Cursor, depth: number): boolean {
  const keys = new Set<string>();
  return passObject(here, () => {
    const key = passKey(here);
    if (key === null) return false;
    if (keys.has(key)) return fail(here, 'a key is there twice in one object');
    keys.add(key);
    return passMark(here, colon) && skipValue(here, depth + 1);
  });
}

/**
 * Passes a value that nobody asks for, whatever it is.
 * @param depth how many objects and lists are around it
 */
export function skipValue(here: Cursor, depth: number): boolean {
  const byte = byteAt(here);
  const isDeep = depth >= maxDepth && (byte === openBrace || byte === openBracket);
  if (isDeep) return fail(here, `it is nested deeper than ${maxDepth} levels`);
  switch (byte) {
    case openBrace:
      return skipObject(here, depth);
    case openBracket:
      return passParts(here, closeBracket, () => skipValue(here, depth + 1));
    case quote:
      return passString(here);
    case 0x74:
      return passWord(here, 'true');
    case 0x66:
      return passWord(here, 'false');
    case 0x6e:
      return passWord(here, 'null');
    default:
      return passNumber(here);
  }
}
