import type { Result } from '../result.ts';
import { inertJson } from '../text/visible.ts';

/**
 * The result document itself: two spaces of indentation, keys in their order, one line feed. What a
 * reader cannot see is escaped, which changes no value.
 */
export const renderJson = (result: Result): string =>
  `${inertJson(JSON.stringify(result, null, 2))}\n`;
