/** Words that some version of YAML reads as something other than text. */
const loaded = /^(null|true|false|yes|no|on|off|y|n)$/i;
const wordPattern = /^[A-Za-z][A-Za-z0-9_.@-]*$/;
/** May start with a digit when a letter inside rules out numbers and dates of every notation. */
const mixedPattern = /^[0-9][A-Za-z0-9_.@-]*[G-NP-WYZg-np-wyz][A-Za-z0-9_.@-]*$/;

const isPlain = (text: string) =>
  (wordPattern.test(text) && !loaded.test(text)) || mixedPattern.test(text);

const short: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escaped(character: string): string {
  const known = short.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0)!.toString(16).toUpperCase();
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}

/**
 * A text as a YAML 1.2 scalar that is read back to the same text: bare where every reader agrees on
 * it, else in double quotes with everything invisible escaped, so that no line break, comment sign
 * or control character of the text can become one of the file.
 */
export function yamlText(text: string): string {
  if (isPlain(text)) return text;
  return `"${text.replace(/["\\]|[\p{C}\p{Zl}\p{Zp}]/gu, escaped)}"`;
}
