import type { Result } from '../result.ts';

/** The result document itself: two spaces of indentation, keys in their order, one line feed. */
export const renderJson = (result: Result): string => `${JSON.stringify(result, null, 2)}\n`;
