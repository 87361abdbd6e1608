import type { ScorecardEdit, UnitEdit } from '../../comparison.ts';
import { lean } from '../../text/number.ts';
import { visible } from '../../text/visible.ts';
import { count } from '../text/words.ts';
import { verdictText } from './words.ts';

const hungText = (hung: UnitEdit['before']): string =>
  hung === null ? 'too few answers to score' : `${lean(hung.position)}, ${hung.zone}`;

function unitText({ title, isHidden, before, after, changesZone }: UnitEdit): string {
  if (isHidden) return `  ${title}: not shown, too few respondents`;
  const [was, is] = [hungText(before), hungText(after)];
  const said = was === is ? `stays ${was}` : `${was} → ${is}`;
  return changesZone ? `* ${title}: ${said}` : `  ${title}: ${said}`;
}

function answersLines({ answers }: ScorecardEdit): readonly string[] {
  if (answers === null) return ['No stored answers were found: only the questions were compared.'];
  const { round, sheets, unfit, units } = answers;
  const changing = units.filter(({ changesZone }) => changesZone).length;
  return [
    `What it does to ${count(sheets, 'sheet')}${round === null ? '' : ` of round ${round}`}: ` +
      `the zone changes in ${changing} of ${count(units.length, 'unit')}`,
    ...unfit.map(
      ({ question, count: lost }) =>
        `  ${question}: ${count(lost, 'answer')} of these sheets no longer fit and count as unanswered`,
    ),
    ...units.map(unitText),
  ];
}

/** What an edit of a scorecard does, in lines. */
export function renderEdit(edit: ScorecardEdit): string {
  const { before, questions, total } = edit;
  const kept =
    total - questions.filter(({ verdict }) => verdict === 'new' || verdict === 'rescored').length;
  const lines = [
    `against ${before.name}, ${before.id}@${before.version}: ` +
      `${kept} of ${count(total, 'question')} are scored as before`,
    ...questions.map((question) => `  ${question.id}: ${verdictText(question)}`),
    ...answersLines(edit),
  ];
  return lines.map((each) => `${visible(each)}\n`).join('');
}
