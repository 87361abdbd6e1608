import { pad } from '../../text/width.ts';
import type { Hang } from '../pendulum.ts';
import { gauge } from '../text/gauge.ts';
import { textOf } from '../text/line.ts';
import { drawing, type Block } from './blocks.ts';

const look = { columns: 61, unicode: true, braille: false };

/**
 * The pendulum as a line from process to customer.
 * @param marks what the marks on it mean; no text of a file, for nothing is escaped in a drawing
 */
export function lineGauge(
  hang: Hang,
  ends: { readonly process: string; readonly customer: string },
  marks: readonly string[],
): Block {
  const names = ends.process + pad(ends.customer, look.columns - ends.process.length, 'right');
  return drawing([names, textOf(gauge(hang, look.columns, look)), '', marks.join('   ')]);
}
