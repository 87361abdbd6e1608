import { renderText, type TextOptions } from '../../src/report/text.ts';
import type { Result } from '../../src/result.ts';

export const options: TextOptions = {
  columns: 80,
  unicode: true,
  braille: false,
  colorLevel: 0,
  unit: null,
  earlier: [],
};

export const render = (of: Result, changed: Partial<TextOptions> = {}): string =>
  renderText(of, { ...options, ...changed });

/** The report as one line, so that a sentence is found wherever it was wrapped. */
export const flat = (of: Result, changed: Partial<TextOptions> = {}): string =>
  render(of, { columns: 120, ...changed }).replace(/\s+/g, ' ');
