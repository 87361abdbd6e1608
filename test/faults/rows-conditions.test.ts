import { expect, test } from 'vitest';
import { asked, tiny, withQuestion } from '../scorecards.ts';
import { at, check, fault, read, refused } from './told.ts';

const agreement = 'side: customer, answerScale: agreement';
const yesNo = 'side: customer, yesNo: {}';
const stated = 'tradeOff: { process: P, customer: C }';
const when = (condition: string) => withQuestion(asked('q', `${stated}, when: ${condition}`));
const market = `markets:
  - { id: bulk, title: Bulk, target: { customer: 60, process: 70 }, because: It is. }`;
const zones = (...limits: readonly string[]) =>
  `${tiny()}zones:\n${limits.map((each) => `  - { title: Z, ${each} }`).join('\n')}\n`;
const example = (expect: string) =>
  `${tiny()}${market}\nexamples:\n  - { name: e, answers: { c1: 3, p1: 1 }, ${expect} }\n`;

fault(18, 'references to what is not there', [
  refused('a question', when('{ answer: { c2: { is: "1" } } }'), 'UNKNOWN_REF', 'c2'),
  refused(
    'a dimension',
    tiny('dimension: direction', 'dimension: directon'),
    'UNKNOWN_REF',
    'directon',
  ),
  refused(
    'an answer scale',
    tiny('answerScale: agreement', 'answerScale: agrement'),
    'UNKNOWN_REF',
    'agrement',
  ),
  refused('a market', `${when('{ market: { is: bluk } }')}${market}\n`, 'UNKNOWN_REF', 'bluk'),
  refused(
    'one of several markets',
    `${when('{ market: { in: [bulk, bluk] } }')}${market}\n`,
    'UNKNOWN_REF',
    'bluk',
  ),
  refused(
    'deep inside',
    when('{ any: [{ market: { is: x } }, { not: { answer: { c2: { is: "1" } } } }] }'),
    'UNKNOWN_REF',
    'c2',
  ),
  refused(
    'on a line of its own',
    withQuestion(
      '  - id: q',
      '    dimension: direction',
      '    ask: Q',
      `    ${agreement.replace(', ', '\n    ')}`,
      '    when:',
      '      all:',
      '        - answer:',
      '            c1: { is: "1" }',
      '        - answer:',
      '            c9: { is: "1" }',
    ),
    'UNKNOWN_REF',
    'c9',
  ),
  refused(
    'the zone of an example',
    zones('id: low, from: -100, to: 0', 'id: high, from: 0, to: 100').concat(
      'examples:\n  - { name: e, answers: { c1: 3, p1: 1 }, expect: { zone: hihg } }\n',
    ),
    'UNKNOWN_REF',
    'hihg',
  ),
  refused('the market of an example', example('market: bluk, expect: {}'), 'UNKNOWN_REF', 'bluk'),
  refused(
    'a question not asked in an example',
    example('expect: { notAsked: [c1, c2] }'),
    'UNKNOWN_REF',
    'c2',
  ),
  refused(
    'a library',
    tiny('title: Tiny', 'title: Tiny\nlibrary: ./none.yaml'),
    'LIBRARY_MISSING',
    './none',
  ),
]);

test.each([
  ['directon', 'did you mean "direction"?'],
  ['direciton', 'did you mean "direction"?'],
  ['dirction-', 'did you mean "direction"?'],
  ['dirctn-', 'known: direction'],
])('fault 18: the help for the dimension %s', (name, help) => {
  expect(read(tiny('dimension: direction', `dimension: ${name}`))[0]!.hint).toBe(help);
});

test('fault 18: an example with a wrong answer is invalid, one with a wrong score has failed', () => {
  const given = (answers: string) =>
    `${tiny()}examples:\n  - { name: e, answers: { ${answers} }, expect: { customer: 0 } }\n`;
  const told = (text: string) => [check([text]).code, ...check([text]).files[0]!.told];
  expect(told(given('c9: 1'))).toEqual([
    3,
    `UNKNOWN_REF ${at(given('c9: 1'), 'c9')}`,
    'EXAMPLE_FAILED 14:25',
  ]);
  expect(told(given('c1: 9'))).toEqual([
    3,
    `ANSWER_RANGE ${at(given('c1: 9'), '9')}`,
    'EXAMPLE_FAILED 14:25',
  ]);
  expect(told(given('c1: 2'))).toEqual([1, 'EXAMPLE_FAILED 14:25']);
});

const chain = (...links: readonly (readonly [id: string, to: string])[]) =>
  withQuestion(
    ...links.map(([id, to]) =>
      asked(id, `${yesNo}, when: { answer: { ${to}: { answered: true } } }`),
    ),
  );
const onto = (text: string, id: string, to: string) =>
  refused(`${id} to ${to}`, text, 'COND_CYCLE', `${to}: {`, `id: ${id}`);
fault(19, 'conditions that look at themselves or ahead', [
  onto(chain(['a', 'a']), 'a', 'a'),
  onto(chain(['a', 'b'], ['b', 'a']), 'a', 'b'),
  onto(chain(['a', 'b'], ['b', 'c'], ['c', 'd'], ['d', 'a']), 'a', 'b'),
  onto(`${chain(['a', 'b'])}${asked('b', yesNo)}\n`, 'a', 'b'),
  onto(chain(['x', 'c1'], ['a', 'b'], ['b', 'a'], ['y', 'a']), 'a', 'b'),
]);

test.each([
  [chain(['a', 'a']), 'the conditions refer in a circle: a -> a'],
  [chain(['a', 'b'], ['b', 'c'], ['c', 'a']), 'the conditions refer in a circle: a -> b -> c -> a'],
  [`${chain(['a', 'b'])}${asked('b', yesNo)}\n`, 'a condition looks ahead: a -> b'],
])('fault 19: the whole loop is printed (%#)', (text, message) => {
  expect(read(text).map((found) => found.message)).toEqual([message]);
});

test('fault 19: two loops are two problems', () => {
  const codes = read(chain(['a', 'b'], ['b', 'a'], ['x', 'y'], ['y', 'x'])).map(
    ({ message }) => message.split(': ')[1],
  );
  expect(codes).toEqual(['a -> b -> a', 'x -> y -> x']);
});

const never = [
  '{ all: [{ answer: { c1: { is: "1" } } }, { answer: { c1: { is: "2" } } }] }',
  '{ answer: { c1: { gte: 4 } } }',
  '{ answer: { c1: { gt: 2, lt: 3 } } }',
  '{ answer: { c1: { answered: false, is: "1" } } }',
  '{ not: { any: [{ answer: { c1: { answered: true } } }, { answer: { c1: { answered: false } } }] } }',
  '{ all: [{ role: { is: sales } }, { role: { is: operations } }] }',
];
fault(
  20,
  'conditions that never hold',
  never.map((condition) => refused(condition, when(condition), 'UNREACHABLE', condition)),
);

test('fault 20: nor can what hangs on a question that is never asked', () => {
  const text = chain(['a', 'c9'], ['b', 'a']).replace('c9: { answered: true }', 'c1: { gte: 4 }');
  expect(check([text]).files[0]!.told.map((each) => each.split(' ')[0])).toEqual([
    'UNREACHABLE',
    'UNREACHABLE',
    'UNBALANCED',
  ]);
});

test('fault 20: a condition that always holds is a warning', () => {
  const text = when('{ not: { answer: { c1: { gte: 4 } } } }');
  const { code, stderr, files } = check([text]);
  expect(files).toEqual([{ verdict: 'ok', told: [`ALWAYS_ASKED ${at(text, '{ not')}`] }]);
  expect(stderr).toContain('"severity":"warning"');
  expect(code).toBe(0);
});
