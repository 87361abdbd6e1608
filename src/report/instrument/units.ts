import type { Instrument, UnitEnough } from '../../instrument.ts';
import { count, points } from '../text/words.ts';
import {
  number,
  paragraph,
  remark,
  row,
  tableOr,
  word,
  type Chapter,
  type Passage,
  type Row,
  type Table,
} from './chapter.ts';
import {
  aimText,
  coefficient,
  enoughRemark,
  enoughWords,
  intervalText,
  none,
  peopleText,
  positionText,
} from './words.ts';

function hangOf({ position, intervals: [shown], isHidden }: UnitEnough): Row['hang'] {
  return position === null || shown === undefined || isHidden
    ? null
    : { position, interval: shown };
}

const unitRow = (unit: UnitEnough, aim: number): Row =>
  row(
    [unit.title],
    [
      peopleText(unit),
      positionText(unit.position),
      unit.within === null ? none : `± ${points(unit.within)}`,
      unit.isHidden ? none : enoughWords[unit.verdict],
    ],
    { remark: remark(enoughRemark(unit, aim)), hang: hangOf(unit) },
  );

/** With more units than this a page shows those that matter most, and the document has the others. */
const mostUnits = 40;

const needs = { more: 0, unknown: 1, enough: 2 } as const;

const urgency = ({ isHidden, verdict }: UnitEnough): number => (isHidden ? 3 : needs[verdict]);

/** The units that a page shows: all in their order, or of very many those that need people first. */
const onPage = (units: readonly UnitEnough[]): readonly UnitEnough[] =>
  units.length <= mostUnits
    ? units
    : units.toSorted((a, b) => urgency(a) - urgency(b)).slice(0, mostUnits);

/** How many units are not on the page, and where they are. */
function others(units: readonly UnitEnough[]): readonly Passage[] {
  const left = units.length - mostUnits;
  if (left <= 0) return [];
  const more = count(left, 'more unit is', 'more units are');
  return [
    paragraph(
      `${more} not shown here; those with too few people stand first. All are in the JSON of this page (-f json).`,
    ),
  ];
}

/** Whether enough people answered, unit by unit. */
export const people = ({ units, aim }: Instrument): Chapter => ({
  name: 'people',
  title: 'Are there enough people?',
  passages: [
    tableOr(
      {
        caption: `Who answered, and how closely that tells the position; within ${aimText(aim)} points is enough`,
        name: 'Unit',
        remark: 'What that rests on',
        columns: [number('people'), word('position'), number('within'), word('verdict')],
        rows: onPage(units).map((unit) => unitRow(unit, aim)),
      },
      'There is no unit.',
    ),
    ...others(units),
  ],
});

/** What there is to say of a unit beside whether there are enough people. */
function detailRow(unit: UnitEnough): Row {
  const { krippendorff, meanReliability, withoutFlagged, reliability, raters } = unit;
  const further = unit.intervals.slice(1).map(intervalText);
  const without =
    withoutFlagged === null
      ? ''
      : `${count(withoutFlagged.respondents, 'respondent')} scored and not flagged`;
  const alphas =
    reliability === null
      ? ''
      : `alpha over the dimensions: customer ${coefficient(reliability.customer)}, process ${coefficient(reliability.process)}`;
  const profile =
    raters === null
      ? ''
      : `${raters.respondents} raters: ICC(2,1) ${coefficient(raters.icc21)}, ICC(2,k) ${coefficient(raters.icc2k)}`;
  return row(
    [unit.title],
    [
      coefficient(krippendorff),
      coefficient(meanReliability),
      positionText(withoutFlagged?.position ?? null),
    ],
    {
      remark: remark(
        [
          without,
          alphas,
          profile,
          ...(further.length === 0 ? [] : [`other intervals: ${further.join('; ')}`]),
        ]
          .filter((each) => each !== '')
          .join('; '),
      ),
    },
  );
}

/** Why numbers are missing in a table, once for each column in which one is. */
const missing = (
  units: readonly UnitEnough[],
  reasons: readonly (readonly [keyof UnitEnough, string])[],
): readonly Passage[] =>
  reasons
    .filter(([key]) => units.some((unit) => unit[key] === null))
    .map(([, said]) => paragraph(said));

/** What a psychometrician asks next of the units that are shown. */
export function detail({ units }: Instrument): readonly Chapter[] {
  const shown = onPage(units).filter(({ isHidden }) => !isHidden);
  if (shown.length === 0) return [];
  const table: Table = {
    kind: 'table',
    caption:
      'Agreement, reliability of the mean position, and the position without flagged answers',
    name: 'Unit',
    remark: 'More',
    columns: [number('Krippendorff'), number('mean reliability'), word('without flagged')],
    rows: shown.map(detailRow),
  };
  const notes = missing(shown, [
    ['krippendorff', "No Krippendorff's alpha: too few answers, or all alike."],
    [
      'meanReliability',
      'No reliability of a mean: of a group of units, or where units do not differ.',
    ],
    [
      'withoutFlagged',
      'No position without the flagged: nothing was looked at, or it would tell who they are.',
    ],
  ]);
  return [{ name: 'detail', title: 'The units in detail', passages: [table, ...notes] }];
}
