import type { Result, UnitResult } from '../../result.ts';
import { factsOf } from '../facts.ts';
import { labelledText, inMargin } from './layout.ts';
import type { Line, Look } from './line.ts';

/** What stands behind the position, a label and a text each. */
export function standingFacts(unit: UnitResult, result: Result, look: Look): readonly Line[] {
  const lines = factsOf(unit, result).flatMap(({ label, text, isKey }) =>
    labelledText(label, text, look, { style: isKey ? 'strong' : 'plain' }),
  );
  return inMargin(lines, look);
}
