import { Marked, type Token, type Tokens } from 'marked';

export const marked = new Marked({ gfm: true });

const inner = (token: Token): readonly Token[] => {
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].flat().flatMap(({ tokens }) => tokens);
  }
  if (token.type === 'list') return (token as Tokens.List).items;
  return (token as { readonly tokens?: readonly Token[] }).tokens ?? [];
};

const inside = (tokens: readonly Token[]): readonly string[] =>
  tokens
    .filter(
      (token) =>
        token.type !== 'space' &&
        token.type !== 'escape' &&
        // The empty comment that parts an @ from a name is nothing.
        !(token.type === 'html' && token.raw === '<!-- -->') &&
        (token.type !== 'text' || inner(token).length > 0),
    )
    .flatMap((token) => [token.type, ...inside(inner(token))]);

/** The elements of a page of Markdown, from the outside in, without its texts. */
export const elements = (page: string): readonly string[] => inside(marked.lexer(page));

const ids =
  /^(?:id|kind|state|side|label|archetype|fingerprint|dimension|practice|format|zone|strengthBand|effort|pooling|discuss|revoted|status|round|severity|measure|verdict|fault|unit|members)$/;

/** Every text that is no id put through, at any depth. */
export function through<T>(value: T, change: (text: string) => string): T {
  const changed = (each: unknown, key: string): unknown => {
    if (typeof each === 'string') return ids.test(key) ? each : change(each);
    if (Array.isArray(each)) return each.map((one) => changed(one, key));
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(
      Object.entries(each).map(([name, one]) => [name, changed(one, name)]),
    );
  };
  return changed(value, '') as T;
}
