import type { Comparison } from '../../comparison.ts';
import { inertJson } from '../../text/visible.ts';

/** The comparison document itself, written as a result is. */
export const renderComparisonJson = (comparison: Comparison): string =>
  `${inertJson(JSON.stringify(comparison, null, 2))}\n`;
