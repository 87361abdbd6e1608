import type { Comparison } from '../comparison.ts';
import type { ComparisonOptions } from './comparison/text.ts';

type Render = (comparison: Comparison, options: ComparisonOptions) => string;

/** Every format of a comparison, loaded when it is asked for. */
export const comparisonFormats: ReadonlyMap<string, () => Promise<Render>> = new Map([
  ['text', async () => (await import('./comparison/text.ts')).renderComparisonText],
  ['json', async () => (await import('./comparison/json.ts')).renderComparisonJson],
  ['markdown', async () => (await import('./comparison/markdown.ts')).renderComparisonMarkdown],
]);
