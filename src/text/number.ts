/**
 * A number with so many decimals, halves away from zero, so that mirrored numbers print alike.
 * What prints as zero has no sign.
 */
export function fixed(value: number, decimals: number, minus: '-' | '−' = '-'): string {
  // Twelve digits are more than any score has, and bring 12.35 back from 12.3499999999999996.
  const scaled = Math.round(Number((Math.abs(value) * 10 ** decimals).toPrecision(12)));
  const digits = String(scaled).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = value < 0 && scaled !== 0 ? minus : '';
  return sign + (decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`);
}

/** The side a position prints on, at one decimal. */
export function sideOf(position: number): 'customer' | 'process' | 'centre' {
  if (Number(fixed(position, 1)) === 0) return 'centre';
  return position > 0 ? 'customer' : 'process';
}

/** A position as people read it: 12.8 toward customer. */
export function lean(position: number): string {
  const side = sideOf(position);
  return side === 'centre' ? 'at the centre' : `${fixed(Math.abs(position), 1)} toward ${side}`;
}

/** An interval of positions as people read it. */
export function leanBetween(low: number, high: number): string {
  const [from, to] = [sideOf(low), sideOf(high)];
  if (from !== to || from === 'centre') return `${lean(low)} to ${lean(high)}`;
  const ends = [Math.abs(low), Math.abs(high)].toSorted((a, b) => a - b);
  return `${fixed(ends[0]!, 1)} to ${fixed(ends[1]!, 1)} toward ${from}`;
}
