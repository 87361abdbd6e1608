import { fixed } from '../../text/number.ts';

/** Every decimal that a ledger keeps, so that what is printed adds up. */
export const exact = (value: number): string => fixed(value, 3);

/** A share of one as a percentage. */
export const shareText = (share: number): string => `${fixed(share * 100, 1)} %`;

/** A weight with the decimals it has. */
export const weightText = (weight: number): string =>
  Number.isInteger(weight) ? fixed(weight, 1) : String(weight);

export type Side = 'customer' | 'process';

const other: Readonly<Record<Side, Side>> = { customer: 'process', process: 'customer' };

/** A pull toward a side with the side that it is toward: a negative one is toward the other. */
export function pullOf(pull: number, side: Side): { readonly size: number; readonly side: Side } {
  return pull < 0 ? { size: -pull, side: other[side] } : { size: pull, side };
}

/** A position with every decimal. */
export function toward(position: number): string {
  if (exact(position) === exact(0)) return 'at the centre';
  return `${exact(Math.abs(position))} toward ${position > 0 ? 'customer' : 'process'}`;
}

/** A distance as people read it; one that is not nothing is never printed as nothing. */
export const distance = (value: number): string =>
  value > 0 && value < 0.05 ? 'less than 0.1' : fixed(value, 1);
