const zeroWidthJoiner = 0x200d;

/** Control, format, private-use, surrogate, separator and no characters, which a reader cannot see. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{NChar}\u{e0000}-\u{e0fff}]/gu;
const pictograph = /\p{Extended_Pictographic}/u;
const joinsBefore = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}]$/u;

const escaped = (character: string) => {
  const code = character.codePointAt(0)!;
  return `\\u{${code.toString(16).toUpperCase()}}`;
};

const joinsEmoji = (text: string, at: number) =>
  joinsBefore.test(text.slice(Math.max(0, at - 2), at)) &&
  pictograph.test(String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20));

/**
 * Text from a file made safe for a terminal: what cannot be seen is shown as `\u{..}`, nothing is
 * dropped. Letters of every script stay, and the joiner inside an emoji stays.
 */
export function visible(text: string): string {
  return text.replace(invisible, (character, at: number) =>
    character.codePointAt(0) === zeroWidthJoiner && joinsEmoji(text, at)
      ? character
      : escaped(character),
  );
}

/** The most characters of a value that a message shows. */
export const mostShown = 500;

/** The same for text that may have several lines: line feeds stay, tabs become spaces. */
export function visibleLines(text: string): readonly string[] {
  return text.replace(/\r\n/g, '\n').replace(/\t/g, '  ').split('\n').map(visible);
}

/**
 * The first character that a reader cannot see and a file must not hold (line feed and tab may);
 * half of a surrogate pair is one, for no file can hold it.
 */
export function firstControl(text: string): { at: number; shown: string } | null {
  const match = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/u.exec(
    text,
  );
  return match === null ? null : { at: match.index, shown: escaped(match[0]) };
}

/** What JSON may hold as it is but a terminal should not be sent. */
const invisibleInJson = /[\u007f-\u009f\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{NChar}]/gu;

const units = (character: string): string =>
  Array.from({ length: character.length }, (_, i) => {
    const code = character.charCodeAt(i).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  }).join('');

/** JSON in which nothing is invisible; read back, it is the same. */
export const inertJson = (json: string): string => json.replace(invisibleInJson, units);
