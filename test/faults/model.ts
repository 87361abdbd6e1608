import fc from 'fast-check';

/** A piece of YAML: text as it stands in the file, `key: value` lines, or entries. */
export type Piece = string | Lines | readonly Lines[];
export interface Lines {
  [key: string]: Piece;
}

/** A scorecard as it is laid out; every entry is on lines of its own, so that it can be marked. */
export interface Model {
  readonly head: Lines;
  readonly answerScales: Lines;
  readonly dimensions: Lines[];
  readonly questions: Lines[];
  readonly markets: Lines[];
  readonly zones: Lines[];
  readonly examples: Lines[];
}

/** Marks the line on which a fault must be told. */
export const mark = ' #!';

function render(piece: Piece, indent: string): string {
  if (typeof piece === 'string') return ` ${piece}\n`;
  if (Array.isArray(piece)) {
    const inside = (each: Lines) => render(each, `${indent}  `).slice(1 + indent.length + 2);
    return `\n${piece.map((each: Lines) => `${indent}- ${inside(each)}`).join('')}`;
  }
  const lines = Object.entries(piece as Lines);
  return `\n${lines.map(([key, value]) => `${indent}${key}:${render(value, `${indent}  `)}`).join('')}`;
}

/** A file, the number of its marked line, and those of marks with a number: ` #7!`. */
export interface LaidOut {
  readonly text: string;
  readonly line: number;
  readonly lines: ReadonlyMap<number, number>;
}

/** A model as a file, without its marks. */
export function laidOut({ head, ...rest }: Model): LaidOut {
  const marked = render({ ...head, ...rest }, '').slice(1);
  const each = / #(\d*)!/;
  const found = marked.split('\n').flatMap((text, i) => {
    const match = each.exec(text);
    return match === null ? [] : [[Number(match[1]), i + 1] as const];
  });
  const text = marked.replaceAll(new RegExp(each, 'g'), '');
  return { text, line: found[0]?.[1] ?? 0, lines: new Map(found) };
}

const words = fc.constantFrom(
  'Fast',
  'Whole',
  'Known',
  'Stable',
  '"Quoted: #1"',
  "'It''s'",
  '1.10',
  'no',
);
const weight = fc.constantFrom('1', '0.5', '2.25', '1000', '0.001');
const twoSides = ['customer', 'process'] as const;

/** How a question that has a side is answered. */
const sided: fc.Arbitrary<Lines> = fc.oneof(
  fc
    .constantFrom('true', 'false')
    .map((reversed): Lines => ({ answerScale: 'agreement', reversed })),
  fc.constant<Lines>({ answerScale: 'maturity' }),
  fc.constantFrom('{}', '{ evidence: true }').map((yesNo): Lines => ({ yesNo })),
  fc
    .constantFrom(
      '[[80, 0], [90, 40], [99.5, 100]]',
      '[[2, 100], [8, 80], [120, 0]]',
      '[[0, 0], [5, 100], [9, 10]]',
    )
    .map((points): Lines => ({ metric: { unit: 'h', decimals: '1', points } })),
);

const unsided: fc.Arbitrary<Lines> = fc.constantFrom<Lines>(
  {
    choice: [
      { code: 'a', label: 'A', customer: '0', process: '30.5' },
      { code: 'b', label: 'B', customer: '100', process: '0' },
    ],
  },
  { tradeOff: { process: 'P', customer: 'C' } },
  { allocation: { customer: 'C', process: 'P', other: 'O' } },
);

const note: fc.Arbitrary<Lines> = fc.oneof(
  fc.constant<Lines>({}),
  words.map((help): Lines => ({ help })),
  fc.constantFrom('true', 'false').map((optional): Lines => ({ optional })),
);

/** Conditions that sometimes hold, on the first question of the file, the market or the role. */
const conditions: readonly string[] = [
  '{ market: { is: hospital } }',
  '{ role: { in: [sales, service] } }',
  '{ answer: { first: { gte: 3 } } }',
  '{ not: { answer: { first: { is: "1" } } } }',
  '{ any: [{ market: { in: [bulk] } }, { answer: { first: { in: ["4", "5"] } } }] }',
  '{ all: [{ unit: { is: north } }, { answer: { first: { gt: 1, lt: 5 } } }] }',
  '{ answer: { first: { answered: true } } }',
];

interface Drawn {
  readonly weight: string;
  readonly pairs: readonly (readonly [Lines, Lines, Lines, string])[];
  readonly rest: readonly Lines[];
}

const dimension: fc.Arbitrary<Drawn> = fc.record({
  weight,
  pairs: fc.array(fc.tuple(sided, sided, note, weight), { minLength: 1, maxLength: 3 }),
  rest: fc.array(unsided, { maxLength: 3 }),
});

function questionsOf({ pairs, rest }: Drawn, d: number): readonly Lines[] {
  const base = { dimension: `d${d}`, ask: `Question of ${d}?` };
  const sides = pairs.flatMap(([customer, process, notes, weight], i) =>
    [customer, process].map((kind, s): Lines => {
      const side = twoSides[s]!;
      return { id: `q-${d}-${i}-${side}`, ...base, side, ...kind, weight, ...notes };
    }),
  );
  return [...sides, ...rest.map((kind, i) => ({ id: `q-${d}-rest-${i}`, ...base, ...kind }))];
}

/** Valid scorecards with both sides in balance, and nothing in them that a check could remark. */
export const models: fc.Arbitrary<Model> = fc
  .tuple(
    fc.array(dimension, { minLength: 1, maxLength: 4 }),
    fc.array(fc.constantFrom(...conditions), { maxLength: 4 }),
    words,
  )
  .map(([drawn, asked, title]) => {
    const first: Lines = {
      id: 'first',
      dimension: 'd0',
      ask: 'First?',
      side: 'customer',
      answerScale: 'agreement',
    };
    const twin: Lines = { ...first, id: 'twin', side: 'process' };
    const questions = [first, twin, ...drawn.flatMap(questionsOf)];
    asked.forEach((when, i) => {
      const question = questions[2 + i];
      if (question !== undefined) question['when'] = when;
    });
    return {
      head: { pendulum: '1', id: 'model', version: '1.0.0', language: 'en', title },
      answerScales: {
        agreement: { options: '[No, Rather no, Neither, Rather yes, Yes]' },
        maturity: { from: '0', options: '[None, Some, All]' },
      },
      dimensions: drawn.map(({ weight }, d) => ({ id: `d${d}`, title: `D ${d}`, weight })),
      questions,
      markets: ['hospital', 'bulk'].map((id) => ({
        id,
        title: 'Market',
        target: '{ customer: 70, process: 90 }',
        because: '>-\n      Folded\n      text.',
      })),
      zones: [
        { id: 'low', title: 'Low', from: '-100', to: '-10' },
        { id: 'middle', title: 'Middle', from: '-10', to: '10' },
        { id: 'high', title: 'High', from: '10', to: '100' },
      ],
      examples: [{ name: 'nothing', answers: '{}', expect: '{ customer: insufficient }' }],
    };
  });
