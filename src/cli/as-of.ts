import { isDate } from '../source/scalars.ts';
import { usage } from './usage.ts';
import type { World } from './world.ts';

const dayOf = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 'yyyy-mm-dd'.length);

/** The latest second that is a day with four digits of year. */
const lastSecond = 253_402_300_799;

/**
 * The day that somebody named, by `--as-of` or by SOURCE_DATE_EPOCH, in seconds since 1970; null when
 * nobody did. Nothing that is printed has any other day in it.
 */
export function asOf(asked: string | undefined, { env }: World): string | null {
  if (asked !== undefined) {
    if (isDate(asked)) return asked;
    throw usage(`"${asked}" is no day of the calendar`, 'write --as-of 2027-02-15');
  }
  const epoch = env['SOURCE_DATE_EPOCH'] ?? '';
  if (epoch === '') return null;
  const seconds = /^[0-9]+$/.test(epoch) ? Number(epoch) : Number.NaN;
  if (!(seconds <= lastSecond)) {
    throw usage(`SOURCE_DATE_EPOCH is "${epoch}"`, 'set it to whole seconds since 1970');
  }
  return dayOf(seconds * 1000);
}

/** The day it is, by UTC: what a waiver is held against when nobody names a day. */
export const today = (): string => dayOf(Date.now());
