import { markdown } from '../../text/markdown.ts';

/** A stretch of a line of Markdown: made by the functions below, so that no text gets by the escaper. */
export interface Markup {
  readonly markup: string;
}

const made = (markup: string): Markup => ({ markup });

/** Text of ours or of a file, escaped. */
export const text = (plain: string): Markup => made(markdown(plain));

export const strong = ({ markup }: Markup): Markup => made(markup === '' ? '' : `**${markup}**`);

/** A word, or a name from a file, as the head of a column. */
export const title = (word: string): Markup => text(word.slice(0, 1).toUpperCase() + word.slice(1));

/** What something is, and what there is to say of it. */
export const labelled = (label: string, said: string): Markup =>
  made(`${strong(text(label)).markup} ${markdown(said)}`);

/** So many of the most, as a bar with its number. */
export function bar(count: number, most: number): Markup {
  const columns = count === 0 ? 0 : Math.max(1, Math.round((count / most) * 20));
  return made(columns === 0 ? String(count) : `\`${'█'.repeat(columns)}\` ${count}`);
}

/** A block with an empty line before and after it. */
export type Block = string;

/** How deep a heading stands. */
export type Level = 1 | 2 | 3 | 4;

export const heading = (level: Level, { markup }: Markup): Block =>
  `${'#'.repeat(level)} ${markup}`;

export const paragraph = ({ markup }: Markup): Block => markup;

export const bullets = (items: readonly Markup[]): Block =>
  items.map(({ markup }) => `- ${markup}`).join('\n');

/** Lines of ours as they are; none of them may come from a file. */
export const drawing = (lines: readonly string[]): Block => ['```text', ...lines, '```'].join('\n');

const row = (cells: readonly Markup[]) => `| ${cells.map(({ markup }) => markup).join(' | ')} |`;

export const table = (head: readonly Markup[], rows: readonly (readonly Markup[])[]): Block =>
  [row(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(row)].join('\n');

/** Blocks behind a line of ours that opens them. */
export const details = (summary: string, blocks: readonly Block[]): Block =>
  [`<details><summary>${summary}</summary>`, ...blocks, '</details>'].join('\n\n');

/** A line that nobody sees, by which a job finds what it wrote before. */
export const marker = (name: string): Block =>
  `<!-- pendulum:${name.replace(/[^A-Za-z0-9._]+/g, '-')} -->`;

/** The blocks as a page, without those that are empty. */
export const page = (blocks: readonly Block[]): string =>
  `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
