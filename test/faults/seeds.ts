import type { Code } from '../../src/problem.ts';
import { mark, type Lines, type Model } from './model.ts';

/** Puts one fault into a valid model, and marks the line on which it must be told. */
type Seed = (model: Model) => void;

const here = (text: string) => text + mark;
const named = (list: readonly Lines[], id: string): Lines =>
  list.find((each) => each['id'] === id)!;
const twin = ({ questions }: Model): Lines => named(questions, 'twin');

/** Sets keys of a question that no other refers to. */
const onTwin =
  (lines: Lines): Seed =>
  (model) =>
    void Object.assign(twin(model), lines);
const onHead =
  (lines: Lines): Seed =>
  (model) =>
    void Object.assign(model.head, lines);

/** One more question at the end, without a side, so that nothing else changes. */
const more =
  (lines: Lines): Seed =>
  ({ questions }) =>
    void questions.push({ id: 'more', dimension: 'd0', ask: 'More?', ...lines });
const stated: Lines = { tradeOff: { process: 'P', customer: 'C' } };
const when = (condition: string) => more({ ...stated, when: here(condition) });

const onEntry =
  (list: 'dimensions' | 'markets' | 'zones' | 'examples', index: number, lines: Lines): Seed =>
  (model) =>
    void Object.assign(model[list].at(index)!, lines);

const without = (question: Lines, ...keys: readonly string[]) => {
  for (const key of keys) Reflect.deleteProperty(question, key);
};

/** Drops keys of the twin; what is missing is told where the question begins. */
const dropping =
  (...keys: readonly string[]): Seed =>
  (model) => {
    const question = twin(model);
    without(question, ...keys);
    question['id'] = here('twin');
  };

const repeatId =
  (list: 'dimensions' | 'markets' | 'zones' | 'questions'): Seed =>
  (model) =>
    void model[list].push({
      ...model[list].at(-1)!,
      id: here(model[list].at(-1)!['id'] as string),
    });

const scale =
  (options: string): Seed =>
  ({ answerScales }) => {
    answerScales['more'] = here(`{ options: ${options} }`);
  };
const metric = (rest: string) =>
  more({ side: 'customer', metric: here(`{ unit: h, ${rest} }`), weight: '0.001' });
const option = (code: string, rest: string) => `{ code: ${code}, label: A, ${rest} }`;
const choice = (...options: readonly string[]) => more({ choice: here(`[${options.join(', ')}]`) });

const everyQuestion = (
  model: Model,
  keep: (question: Lines) => boolean,
  change: (question: Lines) => void,
) => model.questions.filter(keep).forEach(change);

/** Every way in which a scorecard can be wrong, with its code. */
export const seeds: readonly (readonly [code: Code, what: string, seed: Seed])[] = [
  ['UNKNOWN_KEY', 'at the top', onHead({ titel: here('x') })],
  ['UNKNOWN_KEY', 'in a question', onTwin({ weigth: here('1') })],
  ['UNKNOWN_KEY', 'in a condition', when('{ rolle: { is: sales }, role: { is: sales } }')],
  [
    'MISSING_KEY',
    'of the file',
    ({ head }) => {
      head['pendulum'] = here('1');
      without(head, 'title');
    },
  ],
  ['MISSING_KEY', 'a dimension', dropping('dimension')],
  ['MISSING_KEY', 'a wording', dropping('ask')],
  ['ID_FORMAT', 'of a question', onTwin({ id: here('Twin') })],
  [
    'ID_FORMAT',
    'of a market',
    ({ markets }) => void markets.push({ ...markets[0]!, id: here('007') }),
  ],
  ['RESERVED_ID', 'of a question', onTwin({ id: here('constructor') })],
  ['NUMBER', 'a negative weight', onTwin({ weight: here('-1') })],
  ['NUMBER', 'a quoted weight', onEntry('dimensions', 0, { weight: here('"1"') })],
  ['NUMBER', 'a target', onEntry('markets', 0, { target: here('{ customer: 70, process: 101 }') })],
  ['FORMAT_VERSION', 'of a later program', onHead({ pendulum: here('2') })],
  ['SHAPE', 'a list for text', onHead({ title: here('[a]') })],
  ['SHAPE', 'a version of two words', onHead({ version: here('"1 # x"') })],
  ['SHAPE', 'no title', onEntry('dimensions', 0, { title: here('""') })],
  ['SHAPE', 'another side', onTwin({ side: here('costumer') })],
  ['SHAPE', 'yes for true', onTwin({ optional: here('yes') })],
  ['CONTROL_CHAR', 'in a wording', onTwin({ ask: here('"\\e[31m"') })],
  ['YAML_DUP_KEY', 'in a question', onTwin({ '"id"': here('twin') })],
  ['YAML_ALIAS', 'an anchor', onTwin({ ask: here('&a text') })],
  ['YAML_TAG', 'a tag', onTwin({ ask: here('!!str text') })],
  ['DUPLICATE_ID', 'of dimensions', repeatId('dimensions')],
  ['DUPLICATE_ID', 'of questions', repeatId('questions')],
  ['DUPLICATE_ID', 'of markets', repeatId('markets')],
  ['UNKNOWN_REF', 'a dimension', onTwin({ dimension: here('d9') })],
  ['UNKNOWN_REF', 'an answer scale', onTwin({ answerScale: here('agrement') })],
  ['UNKNOWN_REF', 'a question', when('{ answer: { frist: { is: "1" } } }')],
  ['UNKNOWN_REF', 'a market', when('{ market: { in: [bulk, blk] } }')],
  [
    'UNKNOWN_REF',
    'the zone of an example',
    onEntry('examples', 0, { expect: here('{ zone: hihg }') }),
  ],
  ['QUESTION_KIND', 'none', dropping('answerScale')],
  ['QUESTION_KIND', 'two', onTwin({ id: here('twin'), yesNo: '{}' })],
  ['QUESTION_SIDE', 'none', dropping('side')],
  ['QUESTION_SIDE', 'of a stated lean', more({ ...stated, side: here('customer') })],
  [
    'QUESTION_SIDE',
    'reversed metric',
    more({
      side: 'customer',
      weight: '0.001',
      metric: '{ unit: h, decimals: 0, points: [[0, 0], [1, 100]] }',
      reversed: here('true'),
    }),
  ],
  [
    'QUESTION_SIDE',
    'points for some options',
    choice(option('a', 'customer: 1'), option('b', 'process: 1, customer: 2')),
  ],
  ['COND_CYCLE', 'itself', when('{ answer: { more: { answered: true } } }')],
  [
    'COND_CYCLE',
    'ahead',
    (model) => {
      onTwin({ when: here('{ answer: { more: { answered: true } } }') })(model);
      more(stated)(model);
    },
  ],
  ['COND_SIZE', 'empty', when('{}')],
  ['COND_SIZE', 'deep', when(`${'{ not: '.repeat(16)}{ role: { is: sales } }${' }'.repeat(16)}`)],
  [
    'COND_SIZE',
    'wide',
    when(
      `{ any: [${Array.from({ length: 200 }, (_, i) => `{ role: { is: r${i} } }`).join(', ')}] }`,
    ),
  ],
  ['COND_TYPE', 'no such answer', when('{ answer: { first: { is: "6" } } }')],
  ['COND_TYPE', 'nothing compared', when('{ answer: { first: {} } }')],
  ['UNREACHABLE', 'never', when('{ answer: { first: { gt: 5 } } }')],
  ['ALWAYS_ASKED', 'always', when('{ not: { answer: { first: { gt: 5 } } } }')],
  [
    'ZERO_WEIGHT',
    'all dimensions',
    (model) => {
      model.dimensions.forEach((dimension, d) =>
        Object.assign(dimension, { id: d === 0 ? here('d0') : `d${d}`, weight: '0' }),
      );
    },
  ],
  [
    'ZERO_WEIGHT',
    'one side',
    (model) => {
      const feeds = (question: Lines) =>
        question['dimension'] === 'd0' && question['side'] === 'customer';
      everyQuestion(
        model,
        (question) => 'choice' in question,
        (question) => {
          without(question, 'choice');
          Object.assign(question, stated);
        },
      );
      everyQuestion(model, feeds, (question) => {
        question['weight'] = '0';
      });
      named(model.dimensions, 'd0')['id'] = here('d0');
    },
  ],
  [
    'POLE_EMPTY',
    'one side',
    (model) => {
      model.dimensions.push({ id: here('half'), title: 'Half' });
      more({ dimension: 'half', side: 'customer', answerScale: 'agreement' })(model);
    },
  ],
  ['ZONES', 'a gap', onEntry('zones', 2, { id: here('high'), from: '20' })],
  ['ZONES', 'an overlap', onEntry('zones', 2, { id: here('high'), from: '0' })],
  [
    'ZONES',
    'an early end',
    (model) => {
      onEntry('zones', 0, { id: here('low') })(model);
      onEntry('zones', 2, { to: '90' })(model);
    },
  ],
  ['SCALE', 'one option', scale('[Yes]')],
  ['SCALE', 'twelve options', scale('[a, b, c, d, e, f, g, h, i, j, k, l]')],
  ['SCALE', 'an option twice', scale('[Yes, Yes]')],
  [
    'SCALE',
    'a choice twice',
    choice(option('a', 'customer: 1, process: 1'), option('a', 'customer: 2, process: 2')),
  ],
  ['BREAKPOINTS', 'falling values', metric('decimals: 0, points: [[2, 0], [1, 100]]')],
  ['BREAKPOINTS', 'two peaks', metric('decimals: 0, points: [[1, 0], [2, 9], [3, 1], [4, 9]]')],
  ['BREAKPOINTS', 'too fine a value', metric('decimals: 0, points: [[0.5, 0], [1, 100]]')],
  ['OVERFLOW', 'too large a value', metric('decimals: 4, points: [[0, 0], [1000000, 100]]')],
  [
    'UNBALANCED',
    'more on one side',
    (model) => {
      named(model.dimensions, 'd0')['id'] = here('d0');
      more({ side: 'customer', answerScale: 'agreement', weight: '1000' })(model);
      more({ side: 'customer', answerScale: 'agreement', weight: '1000' })(model);
      more({ side: 'customer', answerScale: 'agreement', weight: '1000' })(model);
      model.questions.slice(-3).forEach((question, i) => {
        question['id'] = `more-${i}`;
      });
    },
  ],
  [
    'EXAMPLE_FAILED',
    'another score',
    onEntry('examples', 0, { answers: here('{}'), expect: '{ customer: 50 }' }),
  ],
  ['LIBRARY_MISSING', 'no such file', onHead({ library: here('./none.yaml') })],
];
