import type { Plan, PlanQuestion } from './types.ts';

/** The states that a question without an answer can be in, and how columns call them. */
export const openStates = ['unanswered', 'not-applicable', 'dont-know', 'not-asked'] as const;
export type OpenState = (typeof openStates)[number];

/**
 * One of the integers that a unit's respondents add up to. Leanings, position and sides are in
 * milli-points, over the respondents who have both leanings; weights are in thousandths, over all.
 */
export type Moment =
  | { readonly kind: 'respondents' | 'scored' | 'applicable' | 'answered' }
  | { readonly kind: 'statedCount' | 'statedSum' }
  | {
      readonly kind: 'leaningSum' | 'leaningSquares';
      readonly of: 'customer' | 'process' | 'position';
    }
  /** Customer times process. */
  | { readonly kind: 'cross' }
  /** Of a dimension's side: 2d for customer, 2d + 1 for process. */
  | { readonly kind: 'sideCount' | 'sideSum' | 'sideSquares'; readonly cell: number }
  | { readonly kind: 'open'; readonly question: number; readonly state: OpenState }
  /** How many chose an option of a closed question. */
  | { readonly kind: 'option'; readonly question: number; readonly option: number }
  /** Of metrics and allocations, whose answers are integers as the plan holds them. */
  | { readonly kind: 'count' | 'sum' | 'squares'; readonly question: number }
  /** How many said yes without the evidence asked for; they count as partly. */
  | { readonly kind: 'unproven'; readonly question: number };

/** A column of the table of moments, which has a row by unit, round, role and market. */
export type MomentColumn = Moment & { readonly name: string };

/** The columns that say whose moments a row has, in their order. */
export const momentKeys = ['unit', 'round', 'role', 'market'] as const;

function ofQuestion({ id, input }: PlanQuestion, question: number): readonly MomentColumn[] {
  const open = openStates.map((state): MomentColumn => ({
    name: `${id}.${state}`,
    kind: 'open',
    question,
    state,
  }));
  if (input.kind !== 'options') {
    const sums = (['count', 'sum', 'squares'] as const).map((kind): MomentColumn => ({
      name: `${id}.${kind}`,
      kind,
      question,
    }));
    return [...sums, ...open];
  }
  const options = input.options.map(({ code }, option): MomentColumn => ({
    name: `${id}.${code}`,
    kind: 'option',
    question,
    option,
  }));
  const unproven: MomentColumn = { name: `${id}.unproven`, kind: 'unproven', question };
  return [...options, ...(input.evidence ? [unproven] : []), ...open];
}

/**
 * The columns of a plan's moments after the keys: the contract between warehouses and the process.
 * Those of dimensions and questions have a dot in them, and no others do.
 */
export function momentColumns({ dimensions, questions }: Plan): readonly MomentColumn[] {
  const sides = dimensions.flatMap(({ id }, d) =>
    (['customer', 'process'] as const).flatMap((side, s): readonly MomentColumn[] => [
      { name: `${id}.${side}.count`, kind: 'sideCount', cell: 2 * d + s },
      { name: `${id}.${side}.sum`, kind: 'sideSum', cell: 2 * d + s },
      { name: `${id}.${side}.squares`, kind: 'sideSquares', cell: 2 * d + s },
    ]),
  );
  const leanings = (['customer', 'process', 'position'] as const).flatMap(
    (of): readonly MomentColumn[] => [
      { name: `${of}_sum`, kind: 'leaningSum', of },
      { name: `${of}_squares`, kind: 'leaningSquares', of },
    ],
  );
  return [
    { name: 'respondents', kind: 'respondents' },
    { name: 'scored', kind: 'scored' },
    { name: 'applicable', kind: 'applicable' },
    { name: 'answered', kind: 'answered' },
    ...leanings,
    { name: 'customer_process', kind: 'cross' },
    { name: 'stated_count', kind: 'statedCount' },
    { name: 'stated_sum', kind: 'statedSum' },
    ...sides,
    ...questions.flatMap(ofQuestion),
  ];
}
