import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';

/** What a piece of text is, never what it looks like. */
export type Style = 'plain' | 'strong' | 'faint' | 'customer' | 'process';

/** Puts a style on a text, as escape codes or, without colour, not at all. */
export type Paint = (style: Style, text: string) => string;

/**
 * The two ends of PuOr (purple for process, orange for customer), darkened to the same luminance:
 * both read 4.2:1 on white and 5:1 on black, so neither side is the louder one.
 */
export const sideColours = { customer: '#bf6208', process: '#8073ac' } as const;

const hues = (chalk: ChalkInstance, level: ColorSupportLevel) =>
  // Sixteen colours have no orange, and the nearest is red, which would call a side bad.
  level === 1
    ? { customer: chalk.yellow, process: chalk.magenta }
    : { customer: chalk.hex(sideColours.customer), process: chalk.hex(sideColours.process) };

/** The painter for a colour level; the only place where colour is made. */
export function painter(level: ColorSupportLevel): Paint {
  const chalk = new Chalk({ level });
  const styles = { plain: (text: string) => text, strong: chalk.bold, faint: chalk.dim };
  const all = { ...styles, ...hues(chalk, level) };
  return (style, text) => all[style](text);
}
