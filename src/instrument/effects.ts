import type { GroupEffect } from '../instrument.ts';
import { rounded } from '../result/round.ts';
import { merge, positionSquares, squareSum, type Moments } from '../score/moments.ts';
import { icc1, icc2, oneWay } from '../stats/groups.ts';
import { shownLeaves, topsOf, type Sample } from './sample.ts';

/** Sums and squares of one score over the scored respondents of a group, in milli-points. */
interface GroupSums {
  readonly n: number;
  readonly sum: bigint;
  readonly squares: bigint;
}

/** Those of the position. */
export const positionSums = (moments: Moments): GroupSums => ({
  n: moments.scored,
  sum: BigInt(moments.leaning[0]! - moments.leaning[1]!),
  squares: positionSquares(moments),
});

const scores: readonly {
  readonly of: GroupEffect['of'];
  readonly sums: (moments: Moments) => GroupSums;
}[] = [
  {
    of: 'position',
    sums: positionSums,
  },
  ...(['customer', 'process'] as const).map((of, s) => ({
    of,
    sums: (moments: Moments) => ({
      n: moments.scored,
      sum: BigInt(moments.leaning[s]!),
      squares: squareSum(moments.leaningSquares, s),
    }),
  })),
];

/** Limits for the share of differences that lies between groups; customary, see `stats/groups.ts`. */
function sizeOf(share: number): GroupEffect['size'] {
  if (share < 0.01) return 'none';
  if (share < 0.1) return 'small';
  return share < 0.25 ? 'medium' : 'large';
}

function effectOf(
  by: GroupEffect['by'],
  groups: readonly Moments[],
  { of, sums }: (typeof scores)[number],
): readonly GroupEffect[] {
  const found = oneWay(groups.map(sums));
  const share = found && icc1(found);
  if (found === null || share === null) return [];
  const mean = icc2(found);
  return [
    {
      of,
      by,
      groups: found.groups,
      respondents: found.n,
      icc1: rounded(share),
      icc2: mean === null ? null : rounded(mean),
      size: sizeOf(share),
    },
  ];
}

/**
 * Whether each role of each unit is shown. The spread between roles is an equation more in what they
 * say over all units, and one role of one unit that is hidden would be the only unknown in it.
 */
function areShown({ survey, result }: Pick<Sample, 'survey' | 'result'>): boolean {
  if (survey.minGroup === null) return true;
  const shown = new Map(
    result.units.map(({ id, statistics }) => [
      id,
      new Set(statistics?.roles.map(({ role }) => role)),
    ]),
  );
  return survey.units
    .filter(({ kind }) => kind === 'unit')
    .every(({ id, byRole }) =>
      byRole.every(
        ({ role, moments }) =>
          role === null || moments.scored === 0 || shown.get(id)?.has(role) === true,
      ),
    );
}

/** The moments of each role over all units; none where one is too small to be told of. */
function rolesOf({ plan, survey, result }: Sample): readonly Moments[] {
  if (!areShown({ survey, result })) return [];
  const all = topsOf(survey).flatMap(({ byRole }) => byRole);
  const roles = [...new Set(all.map(({ role }) => role))].map((role) => {
    const own = all.filter((each) => each.role === role).map(({ moments }) => moments);
    return { role, moments: merge(plan, own) };
  });
  const isSmall = ({ scored }: Moments) => scored > 0 && scored < (survey.minGroup ?? 0);
  if (roles.some(({ moments }) => isSmall(moments))) return [];
  return roles.flatMap(({ role, moments }) => (role === null ? [] : [moments]));
}

const isGroup = ({ scored }: Moments): boolean => scored > 1;

/** How much of the differences between respondents lies between units, and between roles. */
export function groupEffects(sample: Sample): readonly GroupEffect[] {
  const units = shownLeaves(sample).map(({ score }) => score.moments);
  const roles = rolesOf(sample).filter(isGroup);
  return [
    ...scores.flatMap((each) => effectOf('unit', units.filter(isGroup), each)),
    ...scores.flatMap((each) => effectOf('role', roles, each)),
  ];
}
