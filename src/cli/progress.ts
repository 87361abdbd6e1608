import { isDumb } from './terminal.ts';
import type { Output, World } from './world.ts';

/** How far a table is read. */
export interface Standing {
  readonly rows: number;
  readonly rejects: number;
  /** Bytes read so far; they say how long it still takes. */
  readonly bytes: number;
}

/** One line about how far it is, on a terminal; nothing at all elsewhere. */
export interface Progress {
  /** Draws the line anew, at most five times a second, so that it may be called at any time. */
  readonly show: (standing: Standing) => void;
  /** Takes the line away: at the end, and before anything else is written there. */
  readonly wipe: () => void;
}

/** Milliseconds that go by between two lines, and before the first. */
const pause = 200;

const grouped = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Seconds as 0:07, 12:30 or 1:02:30. */
function clockTime(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = twoDigits(seconds % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Time left as if the rest goes as fast as what is read; null when nobody can know. */
function timeLeft(bytes: number, total: number | null, elapsed: number): string | null {
  if (total === null || bytes <= 0) return null;
  const seconds = (elapsed / bytes) * Math.max(0, total - bytes);
  return `${clockTime(Math.ceil(seconds / 1000))} left`;
}

/**
 * The line after so many milliseconds, no wider than the columns: rows, rate, rejects and time left,
 * and of these the rate goes first where there is no room, then the rejects, then the time.
 * @param total bytes in all; null when it is not known
 */
export function progressLine(
  { rows, rejects, bytes }: Standing,
  total: number | null,
  elapsed: number,
  columns: number,
): string {
  const read = `${grouped(rows)} rows`;
  const rate = `${grouped(Math.round(rows / (elapsed / 1000)))}/s`;
  const rejected = rejects === 0 ? null : `${grouped(rejects)} rejected`;
  const left = timeLeft(bytes, total, elapsed);
  const lines = [[read, rate, rejected, left], [read, rejected, left], [read, left], [read]].map(
    (parts) => parts.filter((part) => part !== null).join(', '),
  );
  return lines.find((line) => line.length <= columns) ?? '';
}

/**
 * @param total bytes in all; null when it is not known, as of a pipe
 * @param now milliseconds on a clock that never goes back
 */
export function progressOn(
  stderr: Output,
  env: World['env'],
  total: number | null,
  now: () => number,
): Progress {
  if (stderr.isTTY !== true || isDumb(env)) return { show: () => undefined, wipe: () => undefined };
  const began = now();
  let last = began;
  let isShown = false;
  return {
    show: (standing) => {
      const at = now();
      if (at - last < pause) return;
      last = at;
      isShown = true;
      // A line as wide as the terminal would wrap, and some do not know how wide they are.
      const columns = (stderr.columns || 80) - 1;
      stderr.write(`\r${progressLine(standing, total, at - began, columns)}\u001B[K`);
    },
    wipe: () => {
      if (isShown) stderr.write('\r\u001B[K');
      isShown = false;
    },
  };
}
