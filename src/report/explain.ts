import type { Explanation } from '../explanation.ts';
import type { LinesOptions } from './explain/text.ts';

type Render = (explanation: Explanation, options: LinesOptions) => string;

/** Every format of an explanation, loaded when it is asked for. */
export const explanationFormats: ReadonlyMap<string, () => Promise<Render>> = new Map([
  ['text', async () => (await import('./explain/text.ts')).renderText],
  ['json', async () => (await import('./explain/json.ts')).renderJson],
  ['csv', async () => (await import('./explain/csv.ts')).renderCsv],
]);
