import { visible, visibleLines } from './visible.ts';

/** An element with its attributes, in their order, and what is in it; what is null is left out. */
export interface Element {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string | number | null };
  /** Elements, or a text. */
  readonly content: readonly Element[] | string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]!);

/** Text of an element: what XML 1.0 may not hold is shown, line feeds stay. */
const textOf = (text: string) => escaped(visibleLines(text).join('\n'));

function attributesOf({ attributes }: Element): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) =>
      value === null ? [] : [` ${name}="${escaped(visible(String(value)))}"`],
    )
    .join('');
}

function lines(element: Element): readonly string[] {
  const { name, content } = element;
  const start = `${name}${attributesOf(element)}`;
  if (content.length === 0) return [`<${start}/>`];
  if (typeof content === 'string') return [`<${start}>${textOf(content)}</${name}>`];
  return [`<${start}>`, ...content.flatMap(lines).map((line) => `  ${line}`), `</${name}>`];
}

/** A document of XML 1.0 that is well-formed whatever its texts are. */
export const xml = (root: Element): string =>
  ['<?xml version="1.0" encoding="UTF-8"?>', ...lines(root), ''].join('\n');
