import type { Instrument } from '../../instrument.ts';
import { statusText } from '../text/words.ts';
import type { Chapter } from './chapter.ts';

/** How each number comes about, and who described it first. */
const formulas = [
  [
    'Alpha',
    'how far the questions of a scale say the same (Cronbach 1951; its interval: Feldt 1965), of the respondents who answered all of them, without facts and what not everybody is asked. Differences between units raise it: among the people of one unit it is given over the dimensions. With two questions their correlation is stepped up (Spearman-Brown).',
  ],
  [
    'Omega',
    'the same where questions weigh differently: omega total of one factor by minimum residuals (McDonald 1999).',
  ],
  [
    'Questions',
    'item-rest is the correlation of a question with the sum of the others of its scale. One near 0 has little to do with them; one below 0 by more than chance goes against them, often because it should have been reversed. Of 20 people, one of 0.3 may by chance be anything from -0.2 to 0.7.',
  ],
  [
    'SEM',
    'standard error of measurement: standard deviation of the scores times the root of 1 minus reliability, how far the score of one respondent lies from what many such questionnaires would give.',
  ],
  [
    'Position',
    'a difference of two scores is less reliable than either, and the less so the more they go together (Edwards 1994 on such differences): means of several respondents say more than single ones.',
  ],
  [
    'Intervals',
    "where else the position could lie, had others of the unit answered: Student's t, with the finite population correction where headcounts are known (Cochran 1977), by role where the headcounts of roles are, or by bootstrap (Efron 1987) without headcounts.",
  ],
  [
    'Groups',
    'ICC(1) and ICC(2) by one-way analysis of variance (Bartko 1976; Bliese 2000); 0.01 is called small, 0.10 medium, 0.25 large. Below 0 there is no effect.',
  ],
  [
    'Agreement',
    "Krippendorff's alpha over the questions, respondents as coders: 1 where all agree, 0 where it is chance.",
  ],
  [
    'Raters',
    'people as raters of the sides of dimensions: ICC(2,1) of one of them, ICC(2,k) of the mean of all (Shrout and Fleiss 1979), which is a profile to go by where it is high.',
  ],
  [
    'Careless',
    'longest run of one answer before reversal; spread of the answers of a person (Dunn et al. 2018); halves of the questionnaire held against each other; distance from everybody else (Mahalanobis); agreement with opposites. A person may answer like that with care.',
  ],
] as const;

const judgement =
  'What is asked of a reliability (0.7) and what an effect is called is custom; from where on a question is weak (0.3), a position near enough (10 points) and careless answers are many (one in ten) is judgement.';

/** The rule of hiding, as the units that are hidden say it. */
function privacy({ units }: Instrument): string {
  const limits = new Set(units.flatMap(({ suppressed }) => suppressed?.minGroup ?? []));
  const from =
    limits.size === 0 ? '' : `Numbers are shown from ${[...limits].join(' or ')} respondents on. `;
  return `${from}Those of groups too small to be shown are left out, and so is what would give them away.`;
}

/** How the numbers come about, what they cannot say, and what they are of. */
export function method(instrument: Instrument): Chapter {
  const { scorecard, secondReading, tool } = instrument;
  const items = [
    ...formulas.map(([label, said]) => ({ label, said })),
    { label: 'Judgement', said: judgement },
    { label: 'Privacy', said: privacy(instrument) },
    ...(secondReading === null ? [] : [{ label: 'Read twice', said: secondReading }]),
    {
      label: 'Made with',
      said: `${tool.name} ${tool.version}, of scorecard ${scorecard.id} ${scorecard.version} (${scorecard.fingerprint})`,
    },
  ];
  return {
    name: 'method',
    title: 'Method and its limits',
    passages: [
      { kind: 'paragraph', text: statusText(scorecard) },
      { kind: 'list', items },
    ],
  };
}
