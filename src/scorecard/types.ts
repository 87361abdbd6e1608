import { flag, id, number, numberOr, oneOf, practiceId, text } from '../source/scalars.ts';
import { note, type Infer, type Shape } from '../source/shape.ts';
import { anything, list, named, object, optional, record } from '../source/structures.ts';
import { formatVersion } from '../source/format.ts';
import { visible } from '../text/visible.ts';

/** The two sides, in the order in which their tables stand in the plan. */
export const sides = ['customer', 'process'] as const;
export type Side = (typeof sides)[number];

const points = (about?: string) =>
  number({ min: 0, max: 100, decimals: 3, ...(about === undefined ? {} : { about }) });
const weight = number({ min: 0, max: 1000, decimals: 3, about: 'Relative weight; 1 when absent.' });
const share = number({ min: 0, max: 1, decimals: 3 });
const leanings = object({ customer: points(), process: points() });

const versionPattern = /^[0-9A-Za-z][0-9A-Za-z.+_-]{0,39}$/;

/** A version is said as `id@version` in sheets and on terminals, so that it is one plain word. */
const version: Shape<string> = {
  schema: { type: ['string', 'number'], pattern: versionPattern.source },
  read(tree, notes) {
    const word = tree.kind === 'scalar' ? tree.text : '';
    if (versionPattern.test(word)) return word;
    const hint = 'letters, digits, . + - and _, at most 40, like 1.0.0';
    return note(notes, tree, 'SHAPE', `"${visible(word)}" is not a version`, hint);
  },
};

const answerScale = object(
  {
    from: optional(number({ min: 0, max: 1, decimals: 0, about: 'Code of the first option.' })),
    options: list(text({ max: 120 })),
  },
  'Ordered options; their codes count up from `from` (1 when absent).',
);

const dimension = object({
  id: id(),
  title: text({ max: 120 }),
  about: optional(text()),
  weight: optional(weight),
});

const metric = object(
  {
    unit: text({ max: 40 }),
    decimals: number({ min: 0, max: 4, decimals: 0 }),
    min: optional(number({ min: -1e6, max: 1e6, decimals: 4 })),
    max: optional(number({ min: -1e6, max: 1e6, decimals: 4 })),
    points: list(list(number({ min: -1e6, max: 1e6, decimals: 4 }), { min: 2, max: 2 }), {
      min: 2,
      max: 40,
    }),
  },
  'A measured value; points are [value, score] pairs joined by straight lines, clamped at the ends.',
);

const choiceOption = object({
  code: id(),
  label: text({ max: 300 }),
  customer: optional(points()),
  process: optional(points()),
});

const nameTest = object({ is: optional(id()), in: optional(list(id(), { min: 1 })) });
const bound = optional(number({ min: -1e6, max: 1e6, decimals: 4 }));
const code = text({ max: 64 });
const answerTest = object({
  is: optional(code),
  in: optional(list(code, { min: 1 })),
  gte: bound,
  gt: bound,
  lte: bound,
  lt: bound,
  answered: optional(flag()),
});
export type NameTest = Infer<typeof nameTest>;
export type AnswerTest = Infer<typeof answerTest>;

/** When a question is asked. Everything in one map must hold; comparing an open answer is false. */
export interface Condition {
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
  readonly market?: NameTest;
  readonly role?: NameTest;
  readonly unit?: NameTest;
  readonly answer?: ReadonlyMap<string, AnswerTest>;
}

const nested = named<Condition>('condition', () => condition);
const condition: Shape<Condition> = object(
  {
    all: optional(list(nested, { min: 1 })),
    any: optional(list(nested, { min: 1 })),
    not: optional(nested),
    market: optional(nameTest),
    role: optional(nameTest),
    unit: optional(nameTest),
    answer: optional(record(answerTest)),
  },
  'When the question is asked. Everything in one map must hold.',
);

const question = object({
  id: id(),
  dimension: id('The dimension it belongs to.'),
  side: optional(oneOf(...sides)),
  ask: optional(text({ max: 600, about: 'Only a trade-off may leave it out.' })),
  help: optional(text({ about: 'Why it is asked, and what an answer means.' })),
  weight: optional(weight),
  optional: optional(flag('Unanswered counts as not applicable.')),
  fact: optional(flag('Given once per unit and round, not asked of every respondent.')),
  when: optional(condition),
  practices: optional(list(practiceId)),
  answerScale: optional(id('One of the answer scales.')),
  reversed: optional(flag('The answer scale counts the other way round.')),
  choice: optional(list(choiceOption, { min: 2, max: 40 })),
  yesNo: optional(object({ evidence: optional(flag('A yes without a note counts as partly.')) })),
  metric: optional(metric),
  tradeOff: optional(object({ process: text({ max: 300 }), customer: text({ max: 300 }) })),
  allocation: optional(
    object({
      customer: text({ max: 120 }),
      process: text({ max: 120 }),
      other: optional(text({ max: 120 })),
    }),
  ),
});

/** The ways a question can be answered; each question has exactly one. */
export const questionKinds = [
  'answerScale',
  'choice',
  'yesNo',
  'metric',
  'tradeOff',
  'allocation',
] as const;

const market = object({
  id: id(),
  title: text({ max: 120 }),
  target: leanings,
  tolerance: optional(points('How far from the target still counts as on target.')),
  floor: optional(object({ customer: optional(points()), process: optional(points()) })),
  regulated: optional(flag('Safety-regulated: no recommendation may ease a control.')),
  because: text(),
});

const supplyMode = object({
  id: id(),
  title: text({ max: 120 }),
  shift: number({ min: -40, max: 40, decimals: 3, about: 'Added to the target position.' }),
  because: text(),
});

const context = object(
  {
    level: points('Both targets stand here before the factors shift them.'),
    factors: list(
      object({
        id: id(),
        ask: text({ max: 600 }),
        side: oneOf(...sides),
        weight: number({ min: 0, max: 40, decimals: 3 }),
      }),
      { min: 1, max: 40 },
    ),
  },
  'Another way to a target: each factor is judged 1 to 5.',
);

const zone = object({
  id: id(),
  title: text({ max: 60 }),
  from: number({ min: -100, max: 100, decimals: 3 }),
  to: number({ min: -100, max: 100, decimals: 3 }),
});

const band = object({ id: id(), title: text({ max: 60 }), from: points(), to: points() });

const rules = object({
  minAnswered: optional(share),
  minDimensions: optional(share),
  floor: optional(points('Floor of both leanings where a market has none.')),
  tolerance: optional(points()),
  pooling: optional(oneOf('respondents', 'roles')),
});

const score = (min: number) => numberOr('insufficient', { min, max: 100, decimals: 3 });
const example = object({
  name: text({ max: 200 }),
  market: optional(id()),
  role: optional(id()),
  unit: optional(id()),
  answers: anything({ type: 'object' }),
  expect: object({
    customer: optional(score(0)),
    process: optional(score(0)),
    position: optional(score(-100)),
    statedLean: optional(score(-100)),
    coverage: optional(number({ min: 0, max: 1, decimals: 3 })),
    zone: optional(id()),
    notAsked: optional(list(id())),
  }),
});

const questionTexts = object({
  ask: optional(text({ max: 600 })),
  help: optional(text()),
  choice: optional(record(text({ max: 300 }), 'Labels by code.')),
  metric: optional(object({ unit: text({ max: 40 }) })),
  tradeOff: optional(
    object({ process: optional(text({ max: 300 })), customer: optional(text({ max: 300 })) }),
  ),
  allocation: optional(
    object({
      customer: optional(text({ max: 120 })),
      process: optional(text({ max: 120 })),
      other: optional(text({ max: 120 })),
    }),
  ),
});

const translation = object(
  {
    title: optional(text({ max: 120 })),
    summary: optional(text()),
    answerScales: optional(record(list(text({ max: 120 })), 'All options, in their order.')),
    dimensions: optional(record(text({ max: 120 }), 'Titles by id.')),
    questions: optional(record(questionTexts, 'By id; only what people read.')),
    markets: optional(record(text({ max: 120 }), 'Titles by id.')),
  },
  'What people read, in another language. A text that is missing is shown as it is, marked.',
);

/** The whole file. What it may say is decided here; what it must mean is decided in `check.ts`. */
export const scorecardShape = object(
  {
    pendulum: formatVersion,
    id: id(),
    version,
    language: text({ max: 20 }),
    title: text({ max: 120 }),
    summary: optional(text()),
    status: optional(text({ max: 60, about: '"not validated" when absent.' })),
    library: optional(text({ max: 300, about: 'Practice library, from the folder of this file.' })),
    answerScales: optional(record(answerScale)),
    dimensions: list(dimension, { min: 1, max: 40 }),
    questions: list(question, { min: 1, max: 2000 }),
    markets: optional(list(market)),
    supplyModes: optional(list(supplyMode)),
    context: optional(context),
    zones: optional(list(zone, { min: 1 })),
    strengthBands: optional(list(band, { min: 1 })),
    rules: optional(rules),
    examples: optional(list(example)),
    translations: optional(record(translation, 'By language code, such as de.')),
  },
  'A questionnaire that measures customer-leaning and process-leaning.',
);
export const scorecardDefinitions = { condition: condition.schema };

/** The scorecard as its author wrote it. */
export type Scorecard = Infer<typeof scorecardShape>;
export type Question = Scorecard['questions'][number];
export type AnswerScale = Infer<typeof answerScale>;
export type Metric = Infer<typeof metric>;
export type Zone = Infer<typeof zone>;
export type Example = Infer<typeof example>;
export type Translation = Infer<typeof translation>;
export type QuestionTexts = Infer<typeof questionTexts>;

export const efforts = ['S', 'M', 'L', 'XL'] as const;
const practice = object({
  id: practiceId,
  title: text({ max: 120 }),
  side: oneOf('customer', 'process', 'both'),
  dimension: id(),
  effort: oneOf(...efforts),
  kpi: text({ max: 200, about: 'Leading indicator.' }),
  how: text(),
  evidence: optional(text({ about: 'Only what was seen; judgement is left out.' })),
  leverage: optional(
    number({ min: 0, max: 3, decimals: 3, about: 'Judgement; 1, or 0.7 a side for both sides.' }),
  ),
  regulated: optional(text({ about: 'What must be said where safety is regulated.' })),
});

const statements = list(text({ max: 300 }), { min: 1 });
const pole = object({ upsides: statements, overuse: statements, warnings: statements });
const archetypeText = object({ title: text({ max: 60 }), message: text() });

/** The practice library: practices, archetype texts, and the polarity map. */
export const libraryShape = object(
  {
    pendulum: formatVersion,
    id: id(),
    language: text({ max: 20 }),
    title: text({ max: 120 }),
    practices: list(practice, { min: 1 }),
    archetypes: object({
      fragmented: archetypeText,
      adrift: archetypeText,
      forming: archetypeText,
      heroic: archetypeText,
      mechanical: archetypeText,
      'over-swung': archetypeText,
      poised: archetypeText,
    }),
    polarity: object({ customer: pole, process: pole }),
  },
  'Practices, archetype texts and the polarity map that scorecards share.',
);

export type Library = Infer<typeof libraryShape>;
export type Practice = Library['practices'][number];
export type Archetype = keyof Library['archetypes'];
