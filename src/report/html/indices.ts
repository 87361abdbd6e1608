import type { IntervalStatistics, UnitResult, UnitStatistics } from '../../result.ts';
import { html, type Markup } from './markup.ts';

type Agreement = NonNullable<UnitStatistics['agreement']>;

/** What a number means, for those who never saw it, and which units have it. */
interface Term {
  readonly label: string;
  readonly said: string;
  readonly isIn: (statistics: UnitStatistics) => boolean;
}

const agreed =
  (isIn: (agreement: Agreement) => boolean): Term['isIn'] =>
  ({ agreement }) =>
    agreement !== null && isIn(agreement);

const by =
  (...methods: readonly IntervalStatistics['method'][]): Term['isIn'] =>
  ({ interval }) =>
    interval !== null && methods.includes(interval.method);

const terms: readonly Term[] = [
  {
    label: 'Chance',
    said: 'A handful of people may agree by luck alone. As many as answered, choosing blindly, were drawn a thousand times: the r*wg of chance is what one draw in twenty reaches. Agreement no higher than that may be luck.',
    isIn: agreed(() => true),
  },
  {
    label: 'rwg(J)',
    said: 'The comparison that r*wg makes, for all questions together as if they asked for one thing (James, Demaree and Wolf 1984). It rises with the number of questions, so a high value comes easily where there are many.',
    isIn: agreed(() => true),
  },
  {
    label: 'aWG',
    said: 'Where all answers are near the top they cannot lie far apart, and look agreed. This holds them against the widest disagreement that their mean leaves room for: 1 is full agreement, −1 two camps at either end. A question whose mean is too near an end, or that too few answered, has none (Brown and Hauenstein 2005).',
    isIn: agreed(({ awg }) => awg.mean !== null),
  },
  {
    label: 'Slight skew',
    said: 'Choosing blindly, many people still lean a little to one end. r*wg against such answers instead of evenly spread ones is lower; how much people agree lies between the two (LeBreton and Senter 2008).',
    isIn: agreed(({ slightSkew }) => slightSkew !== null),
  },
  {
    label: 'Average deviation',
    said: 'How many points an answer lies on average from the mean, or from the median, of its question (Burke, Finkelstein and Dusig 1999). Up to a sixth of the options counts as agreement in practice (Dunlap, Burke and Smith-Crowe 2003).',
    isIn: agreed(({ deviation }) => deviation !== null),
  },
  {
    label: 'Reliability',
    said: 'How well single people of a unit can be told apart by their leanings: alpha, 1 where all dimensions tell the same of each of them (Cronbach 1951). It is low as well where people agree, for then they hardly differ, and says nothing against the position of the unit. The points either way hold, in 19 cases of 20, what one person would say on average of many such questionnaires.',
    isIn: ({ reliability }) => reliability.customer !== null,
  },
  {
    label: 'Interval',
    said: "By Student's t, from how many people were scored and how far apart they are. Of a unit whose headcount is known, and of which more than one person in twenty answered, less is left to chance and it is narrower; where everybody answered there is none (Cochran 1977).",
    isIn: by('t', 'finite', 'census'),
  },
  {
    label: 'Interval by roles',
    said: 'Where it is known how many people each role has, each role counts by its headcount and not by how many of it happened to answer, which may move the middle (Cochran 1977).',
    isIn: by('strata'),
  },
  {
    label: 'Roles',
    said: 'How far the means of two roles lie apart, the widest differences first. They are not tested: between few people such a difference may be chance. Ask both roles what they see.',
    isIn: ({ gaps }) => gaps.length > 0,
  },
];

/** What the numbers mean that stand beside the plain ones; nothing where no unit has any. */
export function indices(units: readonly UnitResult[]): Markup | null {
  const found = units.flatMap(({ statistics }) => statistics ?? []);
  const used = terms.filter(({ isIn }) => found.some(isIn));
  if (used.length === 0) return null;
  return html`<dl class="terms">
    ${used.map(
      ({ label, said }) =>
        html`<dt>${label}</dt>
          <dd>${said}</dd> `,
    )}
  </dl>`;
}
