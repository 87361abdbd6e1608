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

function reader(measure: Measure): (value: number) => string {
  if (measure === 'position' || measure === 'movement') return toward;
  if (measure === 'coverage' || measure === 'responseRate') {
    return (share) => `${fixed(share * 100, 1)}%`;
  }
  return exact;
}

function limitText({ from, to }: CheckResult['limit'], read: (value: number) => string): string {
  if (from !== null && to !== null) return `${read(from)} to ${read(to)}`;
  if (from !== null) return `at least ${read(from)}`;
  return to === null ? 'anything' : `at most ${read(to)}`;
}

/** What a check looked at, what it found and what is allowed, in words. */
export function verdictOf({ measure, got, range, limit }: CheckResult): Verdict {
  const read = reader(measure);
  const could = range === null ? '' : ` (anything from ${read(range.low)} to ${read(range.high)})`;
  return {
    measure: names[measure],
    got: got === null ? 'nothing to judge' : `${read(got)}${could}`,
    limit: limitText(limit, read),
  };
}
