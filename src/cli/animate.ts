import { setTimeout as pause } from 'node:timers/promises';
import { swing } from '../report/pendulum.ts';
import { frame, type TextOptions } from '../report/text.ts';
import type { Result } from '../result.ts';
import { isDumb } from './terminal.ts';
import type { Output, World } from './world.ts';

const frames = 24;
const frameTime = 35;

const isSet = (value: string | undefined) => value !== undefined && value !== '' && value !== '0';

/** Whether the surroundings ask for stillness, or nobody is looking. */
export function isStill(stream: Output, env: World['env'], noMotion: boolean): boolean {
  const asked = ['NO_MOTION', 'REDUCED_MOTION', 'PREFERS_REDUCED_MOTION', 'CI'];
  const isMovable = stream.isTTY === true && !isDumb(env);
  return noMotion || !isMovable || asked.some((name) => isSet(env[name]));
}

/** Where the page of the unit opens in a report, as long as its picture fits the terminal. */
function pictureIn(text: string, result: Result, options: TextOptions, rows: number) {
  const position = result.units.find(({ id }) => id === options.unit)?.position;
  const only = result.units.length === 1 ? result.units[0]!.position : null;
  const at = position ?? only;
  if (at === null) return null;
  const still = frame(result, options, at);
  const height = still.split('\n').length;
  return still !== '' && text.startsWith(still) && height < rows ? { still, height, at } : null;
}

/**
 * Writes a report whose bob swings in and settles within a second, as a damped pendulum does. In the
 * end the screen shows the report and nothing else.
 */
export async function writeSwinging(
  text: string,
  result: Result,
  options: TextOptions,
  world: World,
): Promise<void> {
  const rows = (world.stdout as { readonly rows?: number }).rows ?? 0;
  const picture = pictureIn(text, result, options, rows);
  if (picture !== null) {
    const back = `\u001B[${picture.height - 1}A`;
    for (const position of swing(picture.at, frames)) {
      world.stdout.write(overwriting(frame(result, options, position)) + back);
      await pause(frameTime);
    }
  }
  const top = picture?.still ?? '';
  world.stdout.write(overwriting(top) + text.slice(top.length));
}

/** Lines that clear what stood behind their ends. */
const overwriting = (lines: string): string => lines.replaceAll('\n', '\u001B[K\n');
