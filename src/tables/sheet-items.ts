import type { Plan } from '../plan/types.ts';
import { codeOf, evaluator } from '../score/respondent.ts';
import type { Placed } from '../score/tally.ts';
import { itemWriter } from './items.ts';
import type { RowWriter } from './row-writer.ts';

/**
 * Writes the rows of items of sheets, in their order: the same rows as from a table of the same answers.
 * @param row a writer of `itemColumns`
 */
export function putSheets(plan: Plan, sheets: readonly Placed[], row: RowWriter): void {
  const put = itemWriter(plan, row);
  const { evaluate } = evaluator(plan);
  for (const { sheet, market, answers, setting } of sheets) {
    const { state, value } = answers;
    const code = Uint8Array.from(plan.questions, (each, i) => codeOf(each, state[i]!, value[i]!));
    const { code: settled } = evaluate(answers, setting);
    const bytes = new TextEncoder().encode(sheet.respondent);
    const who = {
      unit: row.encoded(sheet.unit),
      round: row.encoded(sheet.round),
      bytes,
      start: 0,
      end: bytes.length,
      role: row.encoded(sheet.role),
      market: row.encoded(market),
    };
    const { unproven } = sheet;
    put(who, { code, value, settled, unproven, unprovenCount: unproven.length });
  }
}
