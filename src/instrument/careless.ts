import type { CarelessResult } from '../instrument.ts';
import { limits, oppositesIn, signs, type Sign } from '../score/careless.ts';
import { everybody, type Sample } from './sample.ts';
import { withoutFlagged } from './without.ts';

const told: { readonly [S in Sign]: string } = {
  longstring: `at least ${limits.longstring} equal answers in a row, and more than half of all`,
  variability: `answers vary by less than ${limits.variability} on a scale of five`,
  evenOdd: `the halves of the dimensions go against each other, consistency below ${limits.evenOdd}`,
  mahalanobis: `an answer pattern rarer than ${limits.mahalanobis * 100} % of chance`,
  acquiescence: `more than ${limits.acquiescence} step of five above or below the middle over opposite questions`,
};

function skippedOf(sign: Sign, { plan, care }: Sample): string | null {
  if (sign === 'mahalanobis') return care!.undistanced;
  if (sign !== 'acquiescence') return null;
  const pairs = oppositesIn(plan).length;
  return pairs < limits.pairs
    ? `it takes ${limits.pairs} pairs of opposite questions, and there are ${pairs}`
    : null;
}

/** What looking for careless answers has found; null where there were no single answers. */
export function carelessResult(sample: Sample): CarelessResult | null {
  const { plan, survey, care } = sample;
  if (care === null) return null;
  const isTold = (count: number) =>
    survey.minGroup === null || count === 0 || count >= survey.minGroup;
  return {
    signs: signs.map((sign) => {
      const skipped = skippedOf(sign, sample);
      const count = care.signs.get(sign) ?? 0;
      return {
        sign,
        limit: told[sign],
        respondents: skipped === null && isTold(count) ? count : null,
        skipped,
      };
    }),
    flagged: isTold(care.flagged) ? care.flagged : null,
    of: everybody(plan, survey).respondents,
    headlines: withoutFlagged(sample).headlines,
  };
}
