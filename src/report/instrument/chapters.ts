import type {
  CarelessResult,
  GroupEffect,
  Headline,
  Instrument,
  PositionReliability,
  SignResult,
} from '../../instrument.ts';
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
} from './chapter.ts';
import { method } from './method.ts';
import { leftOut, questions, reliability } from './scales.ts';
import { detail, people } from './units.ts';
import {
  coefficient,
  findingWords,
  hidden,
  numberOrNone,
  positionText,
  signWords,
  sizeWords,
} from './words.ts';

function findings({ findings: found }: Instrument): Chapter {
  const items = found.map(({ verdict, says }) => ({ label: findingWords[verdict], said: says }));
  return { name: 'findings', title: 'What to take from it', passages: [{ kind: 'list', items }] };
}

const reliabilityOf = ({ reliability, sem, correlation, respondents }: PositionReliability) =>
  [
    reliability === null
      ? 'Its reliability cannot be computed'
      : `Reliability ${coefficient(reliability)}`,
    `standard error of measurement ${points(sem)} points`,
    `the leanings correlate at ${coefficient(correlation)}`,
    count(respondents, 'respondent'),
  ].join('; ') + '.';

const position = ({ position: found }: Instrument): Chapter => ({
  name: 'position',
  title: 'How far to trust a position',
  passages:
    found === null
      ? [paragraph('A leaning has no reliability here, so the position has none either.')]
      : [paragraph(found.sentence), paragraph(reliabilityOf(found))],
});

const groupRow = ({ of, by, groups: many, respondents, icc1, icc2, size }: GroupEffect): Row =>
  row(
    [`${of} by ${by}`],
    [String(many), String(respondents), coefficient(icc1), coefficient(icc2), sizeWords[size]],
    {
      side: of === 'position' ? null : of,
      remark: remark(icc2 === null ? 'no ICC(2): the means of groups do not differ' : ''),
    },
  );

const groups = ({ groups: found }: Instrument): Chapter => ({
  name: 'groups',
  title: 'Do units or roles differ?',
  passages: [
    tableOr(
      {
        caption:
          'ICC(1): how much of the differences between respondents lies between groups; ICC(2): how reliable the means of groups are',
        name: 'Of what',
        remark: 'Remark',
        columns: [
          number('groups'),
          number('n'),
          number('ICC(1)'),
          number('ICC(2)'),
          word('effect'),
        ],
        rows: found.map(groupRow),
      },
      'There are no two groups, of two respondents each, that may be shown.',
    ),
  ],
});

function signRow({ sign, limit, respondents, skipped }: SignResult): Row {
  const why = respondents === null ? 'the number is not shown' : '';
  const said = skipped === null ? why : `not looked for: ${skipped}`;
  return row([signWords[sign]], [numberOrNone(respondents)], {
    remark: remark([limit, said].filter((each) => each !== '').join('; ')),
  });
}

const headlineRow = (name: string, { respondents, customer, process, position: at }: Headline) =>
  row([name], [String(respondents), points(customer), points(process), positionText(at)]);

function headlines({ headlines: found }: CarelessResult): Passage {
  if (found === null) return paragraph(`Results without the flagged: ${hidden}.`);
  return {
    kind: 'table',
    caption: 'All units together, with everybody and without the flagged',
    name: 'Respondents',
    remark: 'Remark',
    columns: [number('n'), number('customer'), number('process'), word('position')],
    rows: [headlineRow('Everybody', found.all), headlineRow('Without the flagged', found.without)],
  };
}

function carelessSaid({ flagged, of }: CarelessResult): string {
  const signs = 'at least two of these signs, or one and the same answer throughout';
  if (flagged === null) return `How many of ${of} show ${signs}: ${hidden}.`;
  return `${flagged} of ${count(of, 'respondent')} ${flagged === 1 ? 'shows' : 'show'} ${signs}. Nobody was left out for it.`;
}

const careless = ({ careless: found }: Instrument): Chapter => ({
  name: 'careless',
  title: 'Did people answer with care?',
  passages:
    found === null
      ? [
          paragraph(
            'This cannot be told: there were no single answers to look at, as there are none in sums.',
          ),
        ]
      : [
          paragraph(carelessSaid(found)),
          {
            kind: 'table',
            caption: 'Signs of careless answering; none of them proves it',
            name: 'Sign',
            remark: 'Limit',
            columns: [number('respondents')],
            rows: found.signs.map(signRow),
          },
          headlines(found),
        ],
});

function problems({ problems: found }: Instrument): readonly Chapter[] {
  if (found.length === 0) return [];
  const items = found.map(({ code, message, hint }) => ({
    label: code,
    said: hint === null ? message : `${message} (${hint})`,
  }));
  const title = 'Problems in the answers';
  return [{ name: 'problems', title, passages: [{ kind: 'list', items }] }];
}

/** What the page of an instrument says, the most important first. */
export const chapters = (instrument: Instrument): readonly Chapter[] => [
  findings(instrument),
  people(instrument),
  position(instrument),
  reliability(instrument),
  questions(instrument),
  ...leftOut(instrument),
  groups(instrument),
  ...detail(instrument),
  careless(instrument),
  ...problems(instrument),
  method(instrument),
];

/** What was looked at, in a sentence. */
export function basis({ respondents, round }: Instrument): string {
  const { count: all, scored, units } = respondents;
  const when = round === null ? '' : ` of round ${round}`;
  return `${count(all, 'respondent')}${when} in ${count(units, 'unit')}, ${scored} of them scored.`;
}
