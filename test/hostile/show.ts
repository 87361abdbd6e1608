import { formats, type ReportOptions } from '../../src/report/formats.ts';
import type { Result } from '../../src/result.ts';
import { options } from '../report/render.ts';
import { full, fullBefore } from './full.ts';
import { filled, filledAt, textsOf, type Path } from './leaves.ts';
import type { Look, Shown } from './oracles/shown.ts';
import { inOneLine, tame } from './tame.ts';

export type Render = (result: Result, options: ReportOptions) => string;

/** The formats that are parsed into trees; they take as long as all others, so they run beside them. */
export const markupFormats: readonly string[] = [...formats.keys()].filter((format) =>
  ['html', 'svg', 'markdown'].includes(format),
);

const plain: Look = { columns: 80, unicode: true, colorLevel: 0 };

const terminals: readonly Look[] = [
  plain,
  { ...plain, colorLevel: 3, columns: 120 },
  { ...plain, unicode: false, columns: 40 },
];

/** How a format is looked at the n-th time; only a terminal's depends on more than the result. */
export const lookOf = (format: string, n: number): Look =>
  format === 'text' ? terminals[n % terminals.length]! : plain;

export const renderOf = async (format: string): Promise<Render> => formats.get(format)!();

/** A document that texts are put into, and how its formats render it. */
export interface Subject<Document> {
  readonly places: readonly Path[];
  /** With a text in all places, or in one. */
  readonly holding: (text: string) => Document;
  readonly holdingAt: (place: Path, text: string) => Document;
  readonly rendererOf: (format: string) => Promise<(held: Document, look: Look) => string>;
  /** What a format of the document itself reads back as. */
  readonly documentOf: (held: Document) => unknown;
}

/** A result that holds a text, and the round before it. */
interface Held {
  readonly now: Result;
  readonly before: Result;
}

export const results: Subject<Held> = {
  places: textsOf(full),
  holding: (text) => ({ now: filled(full, text), before: filled(fullBefore, text) }),
  holdingAt: (place, text) => ({ now: filledAt(full, place, text), before: fullBefore }),
  rendererOf: async (format) => {
    const render = await renderOf(format);
    return ({ now, before }, look) => render(now, { ...options, ...look, earlier: [before] });
  },
  documentOf: ({ now }) => now,
};

/** Renders what holds a payload, and the same with tame letters. */
type Rendered = (text: string) => string;

const shownBy = (rendered: Rendered, look: Look, payload: string, of: unknown): Shown => ({
  payload,
  look,
  hostile: rendered(payload),
  tamed: rendered(tame(payload)),
  inOneLine: /[\t\n\r]/.test(payload) ? rendered(inOneLine(tame(payload))) : null,
  of,
});

const bytes = (text: string) => Buffer.from(text).toString();

/** A payload in every text of a document, as a format renders it. */
export async function show<Document>(
  subject: Subject<Document>,
  format: string,
  look: Look,
  payload: string,
): Promise<Shown> {
  const render = await subject.rendererOf(format);
  const rendered = (text: string) => bytes(render(subject.holding(text), look));
  return shownBy(rendered, look, payload, subject.documentOf(subject.holding(payload)));
}

/** Stands where a payload is put into a report as it is, as if nobody had thought of it. */
const forgotten = 'Qforgottenq';

/** One text that the format forgets to make inert; null where the format does not show that text. */
export async function showForgetting<Document>(
  subject: Subject<Document>,
  format: string,
  look: Look,
  place: Path,
  payload: string,
): Promise<Shown | null> {
  const render = await subject.rendererOf(format);
  const marked = bytes(render(subject.holdingAt(place, forgotten), look));
  if (!marked.includes(forgotten)) return null;
  const raw = (text: string) => bytes(marked.replaceAll(forgotten, () => text));
  return shownBy(raw, look, payload, subject.documentOf(subject.holdingAt(place, payload)));
}
