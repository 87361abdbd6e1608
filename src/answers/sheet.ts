import type { Outcome, Problem } from '../problem.ts';
import { isFor } from '../plan/is-for.ts';
import type { Plan } from '../plan/types.ts';
import { readDocument, treeAt, valueOf } from '../source/document.ts';
import { id, text } from '../source/scalars.ts';
import { INVALID, note, type Notes } from '../source/shape.ts';
import { anything, object, optional } from '../source/structures.ts';
import { formatVersion } from '../source/format.ts';
import { sourceOf, type Source } from '../source/source.ts';
import { readTree, type Tree } from '../source/tree.ts';
import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import { readAnswer } from './answer.ts';
import { Answered, emptyAnswers, type Answers, type Sheet } from './types.ts';
import type { Given } from './value.ts';

const answerSchema = {
  anyOf: [
    { type: ['string', 'number', 'null'] },
    {
      type: 'object',
      properties: {
        answer: { type: ['string', 'number', 'object', 'null'] },
        note: { type: 'string' },
      },
      additionalProperties: false,
    },
    {
      type: 'object',
      properties: {
        customer: { type: 'number' },
        process: { type: 'number' },
        other: { type: 'number' },
      },
      additionalProperties: false,
    },
  ],
};

/** One respondent's answers as a file. */
export const sheetShape = object(
  {
    pendulum: formatVersion,
    scorecard: text({ max: 120, about: 'id or id@version' }),
    unit: id(),
    round: optional(text({ max: 40 })),
    respondent: text({ max: 64 }),
    role: optional(id()),
    market: optional(id()),
    answers: anything({ type: 'object', additionalProperties: answerSchema }),
  },
  "One respondent's answers.",
);

/** Answers with what was said beside them. */
export interface ReadAnswers {
  readonly answers: Answers;
  readonly notes: ReadonlyMap<number, string>;
  readonly unproven: readonly number[];
}

/** A yes that asks for evidence and has none counts as partly. */
function isUnproven(plan: Plan, index: number, { state, value, note }: Given): boolean {
  const { input } = plan.questions[index]!;
  if (input.kind !== 'options' || !input.evidence || state !== Answered) return false;
  return input.options[value]!.code === 'yes' && (note ?? '').trim() === '';
}

/** Reads a map from question id to answer. Answers that cannot be read are left out, and noted. */
export function readAnswers(plan: Plan, tree: Tree, notes: Notes): ReadAnswers {
  const indexes = new Map(plan.questions.map(({ id: name }, index) => [name, index]));
  const answers = emptyAnswers(plan.questions.length);
  const remarks = new Map<number, string>();
  const unproven: number[] = [];
  if (tree.kind !== 'map') {
    note(notes, tree, 'SHAPE', 'expected "question: answer" lines', null);
    return { answers, notes: remarks, unproven };
  }
  for (const { key, value } of tree.entries) {
    const index = indexes.get(key.text);
    if (index === undefined) {
      const guess = nearest(key.text, indexes.keys());
      note(notes, key, 'UNKNOWN_REF', 'question', visible(key.text), guess, []);
      continue;
    }
    const given = readAnswer(plan.questions[index]!, value, notes);
    if (given === INVALID) continue;
    const counts = isUnproven(plan, index, given);
    if (counts) unproven.push(index);
    answers.state[index] = given.state;
    answers.value[index] = counts ? given.value + 1 : given.value;
    if (given.note !== null) remarks.set(index, given.note);
  }
  return { answers, notes: remarks, unproven };
}

/** Reads one sheet by the plan it was answered for. */
export function readSheet(plan: Plan, source: Source): Outcome<Sheet> {
  const outcome = readDocument(source, sheetShape);
  if (outcome.value === null) return { value: null, problems: outcome.problems };
  const { value, tree } = outcome.value;
  const notes: Notes = { source, problems: [...outcome.problems] };
  if (!isFor(plan, value.scorecard)) {
    const expected = `${plan.scorecard.id}@${plan.scorecard.version}`;
    const at = tree.entries.find(({ key }) => key.text === 'scorecard')!.value;
    note(notes, at, 'SCORECARD_MISMATCH', visible(value.scorecard), expected);
    return { value: null, problems: notes.problems };
  }
  const { unit, round = null, respondent, role = null, market = null } = value;
  const markets = plan.markets.map(({ id: name }) => name);
  if (market !== null && markets.length > 0 && !markets.includes(market)) {
    note(
      notes,
      treeAt(tree, ['market']),
      'UNKNOWN_REF',
      'market',
      market,
      nearest(market, markets),
      markets,
    );
  }
  const read = readAnswers(plan, value.answers, notes);
  const sheet = {
    unit,
    round,
    respondent,
    role,
    market,
    ...read,
    file: source.name,
    line: source.firstLine,
  };
  return { value: sheet, problems: notes.problems };
}

/** The scorecard a sheet says it is for, or null when that much cannot be read. */
export function scorecardOf(source: Source): string | null {
  const { value: tree } = readTree(source);
  const found = tree === null ? undefined : valueOf(tree, 'scorecard');
  return found?.kind === 'scalar' ? found.text : null;
}

/** What keeps a source from being YAML or JSON at all. */
export const syntaxProblems = (source: Source): readonly Problem[] => readTree(source).problems;

/** The sheets of an NDJSON file: a source a line, empty lines left out. */
export function linesOf(source: Source): readonly Source[] {
  return source.text.split('\n').flatMap((line, i) => {
    return line.trim() === '' ? [] : [sourceOf(source.name, line.replace(/\r$/, ''), i + 1)];
  });
}
