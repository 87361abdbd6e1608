import type { Output, World } from './world.ts';

type Env = World['env'];

/** What a stream can show. */
export interface Look {
  readonly columns: number;
  readonly unicode: boolean;
  readonly colorLevel: 0 | 1 | 2 | 3;
  readonly isTerminal: boolean;
}

/** The switches that all commands share. */
export interface LookOptions {
  /** False is what `--no-color` leaves. */
  readonly color?: 'auto' | 'always' | 'never' | false | undefined;
  readonly ascii?: boolean | undefined;
  /** No colour, nothing but ASCII. */
  readonly plain?: boolean | undefined;
}

const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';

/** Whether a terminal says of itself that nothing can be drawn on it. */
export const isDumb = ({ TERM }: Env): boolean => !isSet(TERM) || TERM === 'dumb';

/** On fewer columns a drawn screen has room for too little. */
const drawnColumns = 40;

/** Whether people are talked with line by line: they ask for it, or their terminal allows no more. */
export function isLineByLine({ stderr, env }: World, { plain }: LookOptions): boolean {
  const { columns = 0 } = stderr;
  return plain === true || isDumb(env) || (columns > 0 && columns < drawnColumns);
}

/** Colours of the terminal behind a stream, by what it says of itself. */
function ownLevel(stream: Output, env: Env): 0 | 1 | 2 | 3 {
  if (isDumb(env)) return 0;
  // Node takes what is empty, such as NO_COLOR, for set.
  const own = Object.fromEntries(Object.entries(env).filter(([, value]) => isSet(value)));
  const depth = (stream as { getColorDepth?: (env: object) => number }).getColorDepth?.(own);
  return depth === undefined || depth < 4 ? 0 : depth < 8 ? 1 : depth < 24 ? 2 : 3;
}

const forced: Readonly<Record<string, 0 | 1 | 2 | 3>> = {
  '0': 0,
  false: 0,
  '1': 1,
  true: 1,
  '2': 2,
  '3': 3,
};

/**
 * The colour level of one stream: the switch, then NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, then
 * what the terminal can do. chalk itself does not honour NO_COLOR.
 */
function colorLevel(stream: Output, env: Env, choice: LookOptions['color']): 0 | 1 | 2 | 3 {
  if (choice === 'never' || choice === false) return 0;
  if (choice === 'always') return Math.max(1, ownLevel(stream, env)) as 1 | 2 | 3;
  if (isSet(env['NO_COLOR'])) return 0;
  if (isSet(env['FORCE_COLOR'])) return forced[env['FORCE_COLOR']] ?? 1;
  if (isSet(env['CLICOLOR_FORCE']) && env['CLICOLOR_FORCE'] !== '0') return 1;
  if (stream.isTTY !== true || env['CLICOLOR'] === '0') return 0;
  return ownLevel(stream, env);
}

/** Whether a terminal shows more than ASCII: a UTF-8 locale and not the bare Linux console. */
function showsUnicode(env: Env): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(isSet) ?? '';
  const isPoor = isDumb(env) || env['TERM'] === 'linux';
  return /utf-?8/i.test(locale) && !isPoor;
}

/**
 * How to write to a stream, or to a file (null). Pipes and files do not depend on the surroundings:
 * 80 columns, Unicode, unless the switches say otherwise.
 */
export function lookOf(stream: Output | null, env: Env, options: LookOptions): Look {
  const isTerminal = stream?.isTTY === true;
  const columns = isTerminal ? (stream.columns ?? 0) : 80;
  return {
    columns: columns > 0 ? columns : 80,
    unicode: options.ascii !== true && options.plain !== true && (!isTerminal || showsUnicode(env)),
    colorLevel:
      stream === null || options.plain === true ? 0 : colorLevel(stream, env, options.color),
    isTerminal,
  };
}
