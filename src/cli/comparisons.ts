import type { Comparison } from '../comparison.ts';
import { comparisonFormats } from '../report/comparison.ts';
import { put, type Output } from './outputs.ts';
import { lookOf, type LookOptions } from './terminal.ts';
import type { World } from './world.ts';

export const comparisonFormatNames: readonly string[] = [...comparisonFormats.keys()];

/** Writes every report of a comparison that was asked for, none before all are made. */
export async function writeComparison(
  comparison: Comparison,
  outputs: readonly Output[],
  options: LookOptions & { readonly unit?: string },
  world: World,
): Promise<void> {
  const rendered = [];
  for (const { format, path } of outputs) {
    const render = await comparisonFormats.get(format)!();
    const look = lookOf(path === null ? world.stdout : null, world.env, options);
    rendered.push({ path, text: render(comparison, { ...look, unit: options.unit ?? 'all' }) });
  }
  for (const made of rendered) put(made, world);
}
