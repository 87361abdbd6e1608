import type { Result } from '../result.ts';

/** How a report may look. Only `text` looks at more than nothing. */
export interface ReportOptions {
  readonly columns: number;
  readonly unicode: boolean;
  readonly braille: boolean;
  readonly colorLevel: 0 | 1 | 2 | 3;
  /** A unit's id, `most` for the one with the most to tell, or `all`. */
  readonly unit: string;
  /** The round before, for what swung since. */
  readonly previous: Result | null;
}

type Render = (result: Result, options: ReportOptions) => string;

/** Every report format, loaded when it is asked for. */
export const formats: ReadonlyMap<string, () => Promise<Render>> = new Map([
  ['text', async () => (await import('./text.ts')).renderText],
  ['json', async () => (await import('./json.ts')).renderJson],
]);
