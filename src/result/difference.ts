/** Two documents at the first place where they differ; `undefined` is nothing there. */
export interface Difference {
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

type Fields = { readonly [key: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an entry of a list is called: its id where it has one. */
function nameOf(entry: unknown, index: number): string {
  if (!isFields(entry)) return String(index);
  const name = entry['id'] ?? entry['practice'] ?? entry['check'];
  return typeof name === 'string' ? name : String(index);
}

function* inLists(left: readonly unknown[], right: readonly unknown[], path: string) {
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    yield* differences(left[i], right[i], `${path}[${nameOf(left[i] ?? right[i], i)}]`);
  }
}

function* inFields(left: Fields, right: Fields, path: string) {
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const [a, b] = [left, right].map((each) => (Object.hasOwn(each, key) ? each[key] : undefined));
    yield* differences(a, b, path === '' ? key : `${path}.${key}`);
  }
}

/** Every place where two JSON documents differ, in the order of the first; `at[id].key` is a path. */
export function* differences(left: unknown, right: unknown, path = ''): Generator<Difference> {
  if (Array.isArray(left) && Array.isArray(right)) yield* inLists(left, right, path);
  else if (isFields(left) && isFields(right)) yield* inFields(left, right, path);
  else if (left !== right) yield { path, left, right };
}
