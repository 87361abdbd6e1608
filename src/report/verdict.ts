import type { CheckResult, Measure } from '../result.ts';
import { fixed } from '../text/number.ts';

/** A check of a gate as people read it, with every decimal that decided it. */
export interface Verdict {
  readonly measure: string;
  readonly got: string;
  readonly limit: string;
}

const names: Readonly<Record<Measure, string>> = {
  position: 'position',
  customer: 'customer-leaning',
  process: 'process-leaning',
  strength: 'strength',
  agreement: 'agreement',
  coverage: 'coverage',
  responseRate: 'response rate',
  movement: 'movement',
};

/** At least one decimal, and all that there are. */
const exact = (value: number): string =>
  Number.isInteger(value) ? fixed(value, 1) : String(value).replace(/^-0$/, '0');

function toward(position: number): string {
  if (position === 0) return 'at the centre';
  return `${exact(Math.abs(position))} toward ${position > 0 ? 'customer' : 'process'}`;
}

/** Positions from one to another, a side that they share named once. */
function towardBetween(low: number, high: number): string {
  if (low < 0 && high > 0) return `${toward(low)} to ${toward(high)}`;
  const [near, far] = high > 0 ? [low, high] : [high, low];
  return near === 0 ? `the centre to ${toward(far)}` : `${exact(Math.abs(near))} to ${toward(far)}`;
}

/** How the values of a measure are said. */
interface Reader {
  readonly one: (value: number) => string;
  readonly between: (low: number, high: number) => string;
}

const plainly = (one: Reader['one']): Reader => ({
  one,
  between: (low, high) => `${one(low)} to ${one(high)}`,
});

const positions: Reader = { one: toward, between: towardBetween };
const shares = plainly((share) => `${fixed(share * 100, 1)} %`);

function readerOf(measure: Measure): Reader {
  if (measure === 'position' || measure === 'movement') return positions;
  return measure === 'coverage' || measure === 'responseRate' ? shares : plainly(exact);
}

function limitText({ from, to }: CheckResult['limit'], { one, between }: Reader): string {
  if (from === null) return to === null ? 'no target' : `at most ${one(to)}`;
  if (to === null) return `at least ${one(from)}`;
  if (from === to) return `exactly ${one(from)}`;
  return from === -to ? `at most ${exact(to)} toward either side` : between(from, to);
}

/** What it could be beside what was measured; nothing where that is the same. */
function couldBe(range: CheckResult['range'], { between }: Reader): string {
  return range === null || range.low === range.high
    ? ''
    : `, could be ${between(range.low, range.high)}`;
}

/** What a check looked at, what it found and what is allowed, in words. */
export function verdictOf({ measure, got, range, limit }: CheckResult): Verdict {
  const reader = readerOf(measure);
  return {
    measure: names[measure],
    got: got === null ? 'nothing to judge' : `${reader.one(got)}${couldBe(range, reader)}`,
    limit: limitText(limit, reader),
  };
}
