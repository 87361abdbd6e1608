import { formats, type ReportOptions } from '../../src/report/formats.ts';
import type { Result } from '../../src/result.ts';
import { options } from '../report/render.ts';
import { full, fullBefore } from './full.ts';
import { filled, filledAt, type Path } from './leaves.ts';
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

const bytes = (text: string) => Buffer.from(text).toString();

/** A result that holds a text, and the round before it. */
interface Held {
  readonly now: Result;
  readonly before: Result;
}

const shown = (render: Render, look: Look, { now, before }: Held): string =>
  bytes(render(now, { ...options, ...look, earlier: [before] }));

/** A payload in every text of a result and of the round before it, as a format renders them. */
export function show(render: Render, look: Look, payload: string): Shown {
  const holding = (text: string): Held => ({
    now: filled(full, text),
    before: filled(fullBefore, text),
  });
  const of = (text: string) => shown(render, look, holding(text));
  const hostile = holding(payload);
  return {
    payload,
    look,
    hostile: shown(render, look, hostile),
    tamed: of(tame(payload)),
    inOneLine: /[\t\n\r]/.test(payload) ? of(inOneLine(tame(payload))) : null,
    of: hostile.now,
  };
}

/** Stands where a payload is put into a report as it is, as if nobody had thought of it. */
const forgotten = 'Qforgottenq';

/** One text that the format forgets to make inert; null where the format does not show that text. */
export function showForgetting(
  render: Render,
  look: Look,
  place: Path,
  payload: string,
): Shown | null {
  const now = filledAt(full, place, forgotten);
  const marked = shown(render, look, { now, before: fullBefore });
  if (!marked.includes(forgotten)) return null;
  const raw = (text: string) => bytes(marked.replaceAll(forgotten, () => text));
  return {
    payload,
    look,
    hostile: raw(payload),
    tamed: raw(tame(payload)),
    inOneLine: /[\t\n\r]/.test(payload) ? raw(inOneLine(tame(payload))) : null,
    of: filledAt(full, place, payload),
  };
}
