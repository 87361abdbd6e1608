import { expect, test } from 'vitest';
import { checkMapping, readMapping } from '../../src/answers/mapping.ts';
import { sourceOf } from '../../src/source/source.ts';
import { emptyMap, emptyTable } from '../../src/tables/template.ts';
import { planOf } from '../plans.ts';
import { everyKind, scorecard } from '../scorecards.ts';

test('a table has a column for everything that is asked', () => {
  const [header, row] = emptyTable(planOf(everyKind)).split('\n');
  expect(header).toBe(
    'unit,round,respondent,role,market,outcomes,upkeep,complaint,recall,recall.note,recall-time,schedule,attention.customer,attention.process,attention.other',
  );
  expect(row).toBe('my-unit,2026-q4,r01,,,,,,,,,,,,');
});

test('labels of any wording are told, but for those that are codes already', () => {
  const labels = ['- a: "b" # c', 'not-applicable', '1', "it's {no}", 'yes'];
  const options = labels.map((label) => JSON.stringify(label)).join(', ');
  const plan = planOf(scorecard({ answerScales: `  agreement: { options: [${options}] }` }));
  const { value, problems } = readMapping(sourceOf('map.yaml', emptyMap(plan)));
  expect(problems).toEqual([]);
  expect(checkMapping(plan, value!, plan.questions)).toEqual([]);
  expect([...value!.value.labels!.scales!.get('agreement')!]).toEqual([
    ['- a: "b" # c', '1'],
    ["it's {no}", '4'],
    ['yes', '5'],
  ]);
});
