import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { Marked, type Token, type Tokens } from 'marked';
import { describe, expect, test } from 'vitest';
import { markdown } from '../../src/text/markdown.ts';
import { visibleLines } from '../../src/text/visible.ts';

const marked = new Marked({ gfm: true });

const inner = (token: Token): readonly Token[] => {
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].flat().flatMap(({ tokens }) => tokens);
  }
  if (token.type === 'list') return (token as Tokens.List).items;
  return (token as { readonly tokens?: readonly Token[] }).tokens ?? [];
};

/** The tokens of a page from the outside in, without empty lines. */
const all = (tokens: readonly Token[]): readonly Token[] =>
  tokens.filter(({ type }) => type !== 'space').flatMap((token) => [token, ...all(inner(token))]);

const isLeaf = (token: Token) =>
  token.type === 'escape' || (token.type === 'text' && inner(token).length === 0);

/** The empty comment that parts an @ from a name: GitHub looks for names in what was rendered. */
const isNothing = ({ type, raw }: Token) => type === 'html' && raw === '<!-- -->';

/** What a reader sees of the text in a page, and the elements around it. */
function read(page: string) {
  const tokens = all(marked.lexer(page)).filter((token) => !isNothing(token));
  return {
    elements: tokens.filter((token) => !isLeaf(token)).map(({ type }) => type),
    said: tokens
      .filter(isLeaf)
      .map((token) => (token as Tokens.Text).text)
      .join(''),
  };
}

/** What the reader should see: one line, with what is invisible made visible. */
const literal = (text: string) => visibleLines(text).join(' ').trim();

const places: readonly (readonly [string, (text: string) => string, readonly string[]])[] = [
  ['a paragraph', (text) => `${text}\n`, ['paragraph']],
  ['a heading', (text) => `# ${text}\n`, ['heading']],
  ['a list', (text) => `- ${text}\n`, ['list', 'list_item', 'text']],
  ['a table cell', (text) => `| |\n| --- |\n| ${text} |\n`, ['table']],
];

const attacks = [
  'a | b | c',
  'a \\| b',
  'ends in a backslash \\',
  '`code` and ``more``',
  '```js\nalert(1)\n```',
  '~~~\nfence',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- comment -->',
  '![beacon](https://evil.example/x.png)',
  '[click](javascript:alert(1))',
  '[ref][1]\n\n[1]: https://evil.example',
  '[^1] footnote',
  '<https://evil.example>',
  'see https://evil.example/path?q=1 now',
  'see www.evil.example now',
  'WWW.EVIL.EXAMPLE',
  'ftp://evil.example',
  'mail a.b@evil.example now',
  'mailto:a@evil.example xmpp:a@evil.example',
  '# heading',
  'closing #',
  'setext\n===',
  'setext\n---',
  '===',
  '---',
  '- - -',
  '***',
  '___',
  '- item',
  '+ item',
  '* item',
  '- [x] task',
  '1. item',
  '1) item',
  '12.5 is no list',
  '-3 is no list',
  '> quote',
  '    indented',
  '\tindented',
  'a  \nhard break',
  'a\\\nhard break',
  '| a |\n| - |\n| b |',
  ':-\n:-:',
  '*bold* **bold** _it_ __it__ ~~no~~ ~no~',
  'snake_case_word *',
  '&amp; &lt; &#64; &copy;',
  '\\*already escaped\\*',
  '$x^2$ and $$y$$',
  '@everyone #12',
  '\u202eevil\u2066 \u001b[31m \u0000 \u200b',
  '{{ liquid }} {% raw %}',
  '',
];

test.each([
  ['@everyone', '\\@<!-- -->everyone'],
  ['a@b.example', 'a\\@<!-- -->b.example'],
  ['@ work', '\\@ work'],
])('%j calls nobody', (text, shown) => {
  expect(markdown(text)).toBe(shown);
});

describe.each(places)('in %s', (_, page, elements) => {
  const holds = (text: string) => {
    const shown = literal(text);
    if (shown === '') expect(markdown(text)).toBe('');
    else expect(read(page(markdown(text)))).toEqual({ elements, said: shown });
  };

  test.each(attacks)('%j is what it says', holds);

  test('naughty strings', () => {
    const path = createRequire(import.meta.url).resolve('big-list-of-naughty-strings/blns.json');
    const naughty = JSON.parse(readFileSync(path, 'utf8')) as readonly string[];
    expect(naughty.length).toBeGreaterThan(400);
    for (const text of naughty) holds(text);
  });

  test('any characters that mean something, in any order', () => {
    const pieces = [...'\\`*_{}[]<>()#+-=.!|~&$@:/^"\' \n\t1ax', '://', 'www.', '---', '\n\n'];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 24 });
    fc.assert(
      fc.property(text, (each) => holds(each.join(''))),
      { numRuns: 2000 },
    );
  });
});

test('what needs no escape has none', () => {
  const plain = 'On-time (first) 12.5 %, 3 - 2 = 1; it\'s -3: "yes"! Maßnahme → 东京';
  expect(markdown(plain)).toBe(plain);
  expect(markdown('44.4')).toBe('44.4');
});
