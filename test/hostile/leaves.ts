import type { Result } from '../../src/result.ts';

/** Where a text stands in a result, as in `units.0.flags.0.detail`. */
export type Path = string;

const waiver = String.raw`(?:\.waiver)?\.expires`;

/** What only the program writes, never a person. */
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

/** What other texts refer to, so that it has to stay different from its like. */
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

function changed(value: unknown, path: Path, change: Change): unknown {
  if (typeof value === 'string') return ours.test(path) ? value : change(value, path);
  if (Array.isArray(value))
    return value.map((each, i) => changed(each, at(path, String(i)), change));
  if (value === null || typeof value !== 'object') return value;
  const hasIds = ids.test(path);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      hasIds ? change(key, path) : key,
      changed(each, at(path, key), change),
    ]),
  );
}

/** The result with every text changed that can come from a file, keys of dictionaries included. */
export const withTexts = (result: Result, change: Change): Result =>
  changed(result, '', change) as Result;

/** Where those texts stand; a dictionary whose keys are ids is one place. */
export function textsOf(result: Result): readonly Path[] {
  const found = new Set<Path>();
  withTexts(result, (text, path) => {
    found.add(path);
    return text;
  });
  return [...found];
}

/** A text in place of every one of them; ids keep what tells them from one another. */
export const filled = (result: Result, text: string): Result =>
  withTexts(result, (old, path) => (ids.test(path) ? `${text} ${old}` : text));

/** A text in one place; everything that refers to an id goes with it. */
export const filledAt = (result: Result, place: Path, text: string): Result =>
  withTexts(result, (old, path) =>
    path === place ? (ids.test(path) ? `${text} ${old}` : text) : old,
  );
