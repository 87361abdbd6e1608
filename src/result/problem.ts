import type { Problem } from '../problem.ts';
import type { ProblemResult } from '../result.ts';

/** A problem as data. */
export const problemData = ({ code, severity, message, place, hint }: Problem): ProblemResult => ({
  code,
  severity,
  message,
  file: place?.file ?? null,
  line: place?.line ?? null,
  column: place?.column ?? null,
  hint,
});
