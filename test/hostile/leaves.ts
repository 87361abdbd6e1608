import type { Result } from '../../src/result.ts';

/** Where a text stands in a result, as in `units.0.flags.0.detail`. */
export type Path = string;

const waiver = String.raw`(?:\.waiver)?\.expires`;

/** What kinds of text a document holds, by where they stand. */
export interface Kinds {
  /** What only the program writes, never a person. */
  readonly ours: RegExp;
  /** What other texts refer to, so that it has to stay different from its like. */
  readonly ids: RegExp;
}

const ours = new RegExp(
  [
    String.raw`^(?:format|tool\..*|scorecard\.fingerprint|gate\.verdict)$`,
    String.raw`^units\.\d+\.(?:kind|side|archetype|respondents\.pooling)$`,
    String.raw`\.agreement\.label$`,
    String.raw`\.questions\.\d+\.(?:side|state)$`,
    String.raw`\.recommendations\.\d+\.(?:side|effort)$`,
    String.raw`^problems\.\d+\.(?:code|severity)$`,
    String.raw`^gate\.checks\.\d+\.(?:measure|status)$`,
    String.raw`^gate\.waivers\.\d+\.fault$`,
    String.raw`^gate\.(?:checks|waivers)\.\d+${waiver}$`,
    String.raw`^origin\.(?:asOf|answers)$`,
    String.raw`^words\.archetypes$`,
  ].join('|'),
);

const ids = new RegExp(
  [
    String.raw`^scorecard\.id$`,
    String.raw`^units\.\d+\.(?:id|zone|strengthBand|members\.\d+|discuss\.\d+|market\.mix|respondents\.roles)$`,
    String.raw`^units\.\d+\.(?:dimensions|questions)\.\d+\.id$`,
    String.raw`^units\.\d+\.recommendations\.\d+\.(?:practice|dimension)$`,
    String.raw`^words\.(?:zones|strengthBands)\.\d+\.id$`,
    String.raw`^words\.(?:markets|questions|practices|notes)$`,
    String.raw`^words\.questions\.[^.]+\.dimension$`,
    String.raw`^words\.notes\.[^.]+$`,
    String.raw`^gate\.(?:checks|waivers)\.\d+\.(?:check|unit)$`,
    String.raw`^origin\.options\.market$`,
    String.raw`^words\.language$`,
  ].join('|'),
);

type Change = (text: string, path: Path) => string;

const at = (path: Path, key: string): Path => (path === '' ? key : `${path}.${key}`);

function changed(value: unknown, path: Path, kinds: Kinds, change: Change): unknown {
  if (typeof value === 'string') return kinds.ours.test(path) ? value : change(value, path);
  if (Array.isArray(value))
    return value.map((each, i) => changed(each, at(path, String(i)), kinds, change));
  if (value === null || typeof value !== 'object') return value;
  const hasIds = kinds.ids.test(path);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      hasIds ? change(key, path) : key,
      changed(each, at(path, key), kinds, change),
    ]),
  );
}

/** The texts of a document that can come from a file, keys of dictionaries included. */
export interface Texts<Document> {
  /** Where they stand; a dictionary whose keys are ids is one place. */
  readonly placesOf: (document: Document) => readonly Path[];
  /** A text in place of every one of them; ids keep what tells them from one another. */
  readonly filled: (document: Document, text: string) => Document;
  /** A text in one place; everything that refers to an id goes with it. */
  readonly filledAt: (document: Document, place: Path, text: string) => Document;
}

/** How texts are found and put into the documents of a kind. */
export function textsBy<Document>(kinds: Kinds): Texts<Document> {
  const put = (text: string, old: string, path: Path) =>
    kinds.ids.test(path) ? `${text} ${old}` : text;
  const withTexts = (document: Document, change: Change) =>
    changed(document, '', kinds, change) as Document;
  return {
    placesOf: (document) => {
      const found = new Set<Path>();
      withTexts(document, (text, path) => {
        found.add(path);
        return text;
      });
      return [...found];
    },
    filled: (document, text) => withTexts(document, (old, path) => put(text, old, path)),
    filledAt: (document, place, text) =>
      withTexts(document, (old, path) => (path === place ? put(text, old, path) : old)),
  };
}

/** The texts of a result. */
export const { placesOf: textsOf, filled, filledAt } = textsBy<Result>({ ours, ids });
