import { formats } from '../report/formats.ts';
import type { TextOptions } from '../report/text.ts';
import type { Result } from '../result.ts';
import { put, type Output } from './outputs.ts';
import { lookOf, type LookOptions } from './terminal.ts';
import type { World } from './world.ts';

export const formatNames: readonly string[] = [...formats.keys()];

/** How reports may look. */
export interface ReportLook extends LookOptions {
  readonly unit?: string;
  readonly braille?: boolean;
  /** False asks for a still picture. */
  readonly motion?: boolean;
}

/** A result with those of the rounds before, earliest first, which few formats ask for. */
export interface Results {
  readonly result: Result;
  readonly earlier: () => readonly Result[];
}

/** Writes every report that was asked for: files whole or not at all, the rest on stdout. */
export async function writeReports(
  { result, earlier }: Results,
  outputs: readonly Output[],
  options: ReportLook,
  world: World,
): Promise<void> {
  const rendered = [];
  for (const output of outputs) {
    const render = await formats.get(output.format)!();
    const look = lookOf(output.path === null ? world.stdout : null, world.env, options);
    const { braille = false, unit = 'all' } = options;
    const shown = {
      ...look,
      braille,
      unit,
      get earlier() {
        return earlier();
      },
    };
    rendered.push({ ...output, shown, text: render(result, shown) });
  }
  for (const { format, path, shown, text } of rendered) {
    if (format === 'github') await tellGithub(result, shown, world);
    if (path === null && format === 'text') await show(text, result, shown, options, world);
    else put({ path, text }, world);
  }
}

async function tellGithub(result: Result, shown: TextOptions, world: World): Promise<void> {
  const { appendGithub } = await import('./github.ts');
  appendGithub(result, shown, world);
}

/** Puts the text report on the screen, swinging where somebody may be watching. */
async function show(
  text: string,
  result: Result,
  shown: TextOptions,
  options: ReportLook,
  world: World,
): Promise<void> {
  const { isStill, writeSwinging } = await import('./animate.ts');
  const noMotion = options.plain === true || options.motion === false;
  if (isStill(world.stdout, world.env, noMotion)) world.stdout.write(text);
  else await writeSwinging(text, result, shown, world);
}
