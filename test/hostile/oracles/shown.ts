/** One way a format may be asked for. */
export interface Look {
  readonly columns: number;
  readonly unicode: boolean;
  readonly colorLevel: 0 | 3;
}

/** What a format made of a document with a payload in it. */
export interface Shown {
  readonly payload: string;
  readonly look: Look;
  readonly hostile: string;
  /** The same document with tame letters in the payload's place. */
  readonly tamed: string;
  /** And those in one line; null where the payload has no line breaks or tabs. */
  readonly inOneLine: string | null;
  /** The document that `hostile` is of. */
  readonly of: unknown;
}

/** What is wrong with one of them. */
export interface Finding {
  readonly at: number;
  readonly what: string;
}

/** Says what in them could do more than be read; nothing where nothing could. */
export type Oracle = (shown: readonly Shown[]) => readonly Finding[];

function tried(judge: () => readonly string[]): readonly string[] {
  try {
    return judge();
  } catch (error) {
    return [`cannot be read: ${String(error)}`];
  }
}

/** An oracle that looks at one after the other. */
export const each =
  (judge: (shown: Shown) => readonly string[]): Oracle =>
  (all) =>
    all.flatMap((one, at) => tried(() => judge(one)).map((what) => ({ at, what })));

/** The findings of several. */
export const both =
  (...oracles: readonly Oracle[]): Oracle =>
  (shown) =>
    oracles.flatMap((oracle) => oracle(shown));

const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
const joined =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})/gu;

/** The first character that a reader cannot see, but for line feeds and joiners inside an emoji. */
export function unseen(text: string): readonly string[] {
  const found = hidden.exec(text.replaceAll('\n', '').replace(joined, ''));
  return found === null ? [] : [`holds ${JSON.stringify(found[0])} that nobody sees`];
}
