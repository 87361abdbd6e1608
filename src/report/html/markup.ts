import { visibleLines } from '../../text/visible.ts';

const inside: unique symbol = Symbol('markup');

/** HTML or SVG: made by the template below, so that no text gets by the escaper. */
export interface Markup {
  readonly [inside]: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Seen as themselves by a reader, but not allowed in XML. */
const noncharacter = /[\ufdd0-\ufdef\ufffe\uffff]/g;

const shown = (character: string) => `\\u{${character.charCodeAt(0).toString(16).toUpperCase()}}`;

/** ASCII that means nothing in markup: what most pieces are made of. */
const harmless = /^[ !#-%(-;=?-~]*$/;

/** Text as the content of an element or of a quoted attribute, the same in HTML and in XML. */
function escaped(text: string): string {
  if (harmless.test(text)) return text;
  return visibleLines(text)
    .join('\n')
    .replace(noncharacter, shown)
    .replace(/[&<>"']/g, (character) => entities[character]!);
}

type Piece = string | Markup | null | readonly Piece[];

function sourceOf(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'string') return escaped(piece);
  return inside in piece ? piece[inside] : piece.map(sourceOf).join('');
}

const unindented = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The parts of a template without the indentation of its source, worked out once. */
function plain(parts: TemplateStringsArray): readonly string[] {
  const known = unindented.get(parts);
  if (known !== undefined) return known;
  const found = parts.map((part) => part.replace(/\n\s*/g, '\n'));
  unindented.set(parts, found);
  return found;
}

/**
 * Markup of ours with texts in it. Strings are escaped, markup goes in as it is, null is nothing.
 * Attributes are quoted in the template, always.
 */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  [inside]: String.raw({ raw: plain(parts) }, ...pieces.map(sourceOf)),
});

/** A style sheet of ours in its element, to the byte, for its hash to be right. */
export const styleSheet = (css: string): Markup => ({ [inside]: `<style>${css}</style>` });

/** The finished source. */
export const written = (markup: Markup): string => markup[inside];

/**
 * Something that can stand in an id, whatever it is made from: different for different names.
 */
export const idOf = (name: string): string =>
  name.replace(/[^a-z0-9-]/gu, (character) => `_${character.codePointAt(0)!.toString(16)}_`);
