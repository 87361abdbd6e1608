import type { Explanation } from '../../explanation.ts';
import { inertJson } from '../../text/visible.ts';

/** The explanation itself, as results are written. */
export const renderJson = (explanation: Explanation): string =>
  `${inertJson(JSON.stringify(explanation, null, 2))}\n`;
