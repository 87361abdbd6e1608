import type { Result, UnitResult } from '../result.ts';
import { fixed, lean, leanBetween, sideOf } from '../text/number.ts';
import {
  agreements,
  count,
  isOnTarget,
  marketTitles,
  notDistinguishable,
  percent,
  points,
  pointsOr,
  strengthTitle,
  tooFew,
  unitNamed,
} from './text/words.ts';

/** Stated and lived lean this far apart are a finding. */
const statedFinding = 20;

/** One thing to know of a unit, in words that need no legend. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  /** Whether a reader in a hurry should see it. */
  readonly isKey: boolean;
}

const fact = (label: string, text: string | null, isKey = false): readonly Fact[] =>
  text === null ? [] : [{ label, text, isKey }];

function targetText({ market }: UnitResult, result: Result): string {
  if (market === null) return 'none: no market is given for this unit';
  const { position, tolerance, customer, process } = market.target;
  const titles = marketTitles(result, market.mix);
  const pair = `customer ${points(customer)}, process ${points(process)}`;
  const aim = `${lean(position)} ± ${points(tolerance)} (${pair})`;
  return titles === '' ? aim : `${aim}, for ${titles}`;
}

function gapText(unit: UnitResult): string | null {
  const { market, gap } = unit;
  if (market === null || gap === null) return null;
  const size = sideOf(gap) === 'centre' ? 'none' : lean(gap);
  if (isOnTarget(unit)) return `${size}; ${notDistinguishable}`;
  const isWithin = Math.abs(gap) <= market.target.tolerance;
  return `${size}${isWithin ? ', within tolerance' : ', beyond the tolerance'}`;
}

const floorText = ({ market, customer, process }: UnitResult): string | null => {
  if (market === null) return null;
  const scores = { customer, process };
  const under = (['customer', 'process'] as const).flatMap((side) => {
    const score = scores[side];
    const floor = market.floor[side];
    return score === null || score >= floor
      ? []
      : [`${side} ${points(score)} is below its floor of ${points(floor)}`];
  });
  return under.length === 0 ? null : under.join('; ');
};

/** Strength and balance in one breath: balance alone calls a weak unit well balanced. */
function strengthText(unit: UnitResult, result: Result): string {
  const { strength, balance } = unit;
  if (strength === null) return tooFew;
  const band = strengthTitle(result, unit);
  const strong = `${points(strength)} of 100${band === null ? '' : `, ${band}`}`;
  return balance === null ? strong : `${strong}; balance ${points(balance)}`;
}

const methods = {
  t: ", Student's t",
  finite: ", Student's t for a known headcount",
  census: '',
  strata: '',
} as const;

/** Nothing is left to chance where everybody answered, which is not to say that they are right. */
function intervalText({ interval, statistics }: UnitResult): string | null {
  if (interval === null) return null;
  const { low, high, level } = interval;
  const best = statistics?.interval ?? null;
  if (best?.method === 'census') return 'none: everybody answered';
  if (low === high) return 'none: all who answered hang at the same place';
  const method = best === null ? '' : methods[best.method];
  const plain = `${leanBetween(low, high)} (${percent(level)} interval${method})`;
  return best?.method === 'strata'
    ? `${plain}; ${leanBetween(best.low, best.high)} where each role counts by its headcount`
    : plain;
}

const isFinding = ({ statedLean }: UnitResult) =>
  statedLean !== null && Math.abs(statedLean.distance) > statedFinding;

function statedText(unit: UnitResult): string | null {
  const { statedLean } = unit;
  if (statedLean === null) return null;
  const { value, distance } = statedLean;
  if (sideOf(distance) === 'centre') return `${lean(value)}, as the answers hang`;
  const apart = `${points(Math.abs(distance))} further toward ${sideOf(distance)} than it hangs`;
  return `${lean(value)}, ${apart}${isFinding(unit) ? ': we say one thing and do another' : ''}`;
}

/** How much of it there could be by chance. */
function chanceText({ statistics }: UnitResult): string {
  const found = statistics?.agreement ?? null;
  if (found === null) return '';
  const most = `r*wg ${fixed(found.critical, 2)}`;
  return found.isBeyondChance
    ? `; chance alone seldom gives more than ${most}`
    : `; chance alone can give ${most}`;
}

/** The other indices, for those who know them. */
function indicesText({ statistics }: UnitResult): string | null {
  const found = statistics?.agreement ?? null;
  if (found === null) return null;
  const { rwgJ, awg, slightSkew, deviation } = found;
  const figures = [
    `rwg(J) ${fixed(rwgJ, 2)}`,
    ...(awg.mean === null ? [] : [`aWG ${fixed(awg.mean, 2)}`]),
    ...(slightSkew === null ? [] : [`r*wg ${fixed(slightSkew.rwgStar, 2)} against a slight skew`]),
    ...(deviation === null
      ? []
      : [
          `average deviation ${points(deviation.median)} about the median, up to ${points(deviation.limit)} agrees`,
        ]),
  ];
  return figures.join(', ');
}

/** How reliable single respondents are measured; nothing where that cannot be told. */
function reliabilityText({ statistics }: UnitResult): string | null {
  const { customer, process, position } = statistics?.reliability ?? {};
  if (!customer || !process || !position) return null;
  const alphas = `customer ${fixed(customer.alpha.value, 2)}, process ${fixed(process.alpha.value, 2)}`;
  return `alpha over the dimensions ${alphas}; ${position.sentence}`;
}

function agreementText(unit: UnitResult): string | null {
  const { agreement } = unit;
  if (agreement === null) return null;
  const { label, rwgStar, ad } = agreement;
  const figures = [
    ...(rwgStar === null ? [] : [`r*wg ${fixed(rwgStar, 2)}`]),
    ...(ad === null ? [] : [`average deviation ${points(ad)}`]),
  ];
  const said = agreements[label];
  const whole = figures.length === 0 ? said : `${said} (${figures.join(', ')})`;
  return `${whole}${chanceText(unit)}`;
}

const invitedText = (answered: number, invited: number | null): string =>
  invited === null || invited <= 0
    ? count(answered, 'respondent')
    : `${answered} of ${invited} invited (${percent(answered / invited)})`;

/** What a group is made of. */
function membersText({ members }: UnitResult, result: Result): string | null {
  const titles = members.map((id) => unitNamed(result, id)?.title ?? id);
  return titles.length === 0 ? null : titles.join(', ');
}

const leaningsText = ({ customer, process }: UnitResult): string =>
  customer === null && process === null
    ? tooFew
    : `customer ${pointsOr(customer)}, process ${pointsOr(process)}`;

/** Who answered, and how their answers were put together. */
function respondentsText({ respondents }: UnitResult): string {
  const { count: answered, invited, roles, pooling } = respondents;
  if (answered === null) return 'number hidden';
  const names = Object.keys(roles).toSorted();
  const byRole = names.map((role) => `${role} ${roles[role]}`).join(', ');
  const people = `${invitedText(answered, invited)}${byRole === '' ? '' : `: ${byRole}`}`;
  if (answered === 1) return people;
  return `${people}; each ${pooling === 'roles' ? 'role' : 'respondent'} counts the same`;
}

function coverageText({ coverage, states }: UnitResult): string | null {
  if (coverage === null) return null;
  const said = `${percent(coverage)} of question weight answered`;
  if (states === null || states.dontKnow === 0) return said;
  return `${said}; ${count(states.dontKnow, "don't know", "don't knows")}`;
}

/** What stands behind the position; what there is nothing to say of is left out. */
export const factsOf = (unit: UnitResult, result: Result): readonly Fact[] => [
  ...fact('Target', targetText(unit, result)),
  ...fact('Gap', gapText(unit), true),
  ...fact('Floor', floorText(unit), true),
  ...fact('Interval', intervalText(unit)),
  ...fact('Leanings', leaningsText(unit)),
  ...fact('Strength', strengthText(unit, result), true),
  ...fact('Fit', unit.fit === null ? null : `${points(unit.fit)} of 100`),
  ...fact('Stated lean', statedText(unit), isFinding(unit)),
  ...fact('Agreement', agreementText(unit)),
  ...fact('Indices', indicesText(unit)),
  ...fact('Reliability', reliabilityText(unit)),
  ...fact('Units', membersText(unit, result)),
  ...fact('Respondents', respondentsText(unit)),
  ...fact('Coverage', coverageText(unit)),
];
