import type { Entry } from '../../answers/entry.ts';
import type { SeatEntries } from '../../answers/workshop.ts';
import type { Plan, PlanQuestion } from '../../plan/types.ts';
import type { Bins } from '../../report/room.ts';
import type { Words } from '../../words/words.ts';

/** Where customer minus process of an allocation is cut, in points of 100. */
const cuts = [-60, -20, 20, 60];
/** Runs of equal width that the values of a metric are put into. */
const runs = 5;

/** What is counted of an answer: the value of a metric, or customer minus process of an allocation. */
function valueOf(entry: Entry | undefined): number | null {
  if (entry?.state !== 'answered' || entry.answer === null) return null;
  const { answer } = entry;
  return typeof answer === 'string' ? Number(answer) : answer.customer - answer.process;
}

const valuesOf = (id: string, seats: readonly SeatEntries[]): readonly number[] =>
  seats.flatMap((own) => valueOf(own.get(id)) ?? []);

/** How many values lie in each run; a value on a cut belongs to the run above it. */
function countsOf(values: readonly number[], limits: readonly number[]): readonly number[] {
  const counts = Array.from({ length: limits.length + 1 }, () => 0);
  for (const value of values) counts[limits.filter((limit) => value >= limit).length]! += 1;
  return counts;
}

function leanLabels({ room: { toward, sides, centre } }: Words): readonly string[] {
  const side = (name: 'customer' | 'process') =>
    [toward('20-60', sides[name]), toward('60-100', sides[name])] as const;
  const [process, customer] = [side('process'), side('customer')];
  return [process[1], process[0], centre, ...customer];
}

function metricRuns(values: readonly number[], { input }: PlanQuestion) {
  const decimals = input.kind === 'metric' ? input.decimals : 0;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const count = high > low ? runs : 1;
  const edge = (i: number) => low + ((high - low) * i) / count;
  const text = (value: number) => String(Number(value.toFixed(decimals)));
  const labels = Array.from({ length: count }, (_, i) =>
    count === 1 ? text(low) : `${text(edge(i))} - ${text(edge(i + 1))}`,
  );
  return { labels, limits: Array.from({ length: count - 1 }, (_, i) => edge(i + 1)) };
}

/**
 * How the answers that are numbers lie, for the bars of the room: counts by run and question id.
 * @param first the answers of the first vote where there was a second one, else null
 */
export function binsOf(
  { questions }: Plan,
  words: Words,
  now: readonly SeatEntries[],
  first: readonly SeatEntries[] | null,
): Bins {
  const numeric = questions.filter(({ input, fact }) => input.kind !== 'options' && !fact);
  return Object.fromEntries(
    numeric.flatMap((question) => {
      const [values, before] = [valuesOf(question.id, now), valuesOf(question.id, first ?? [])];
      if (values.length === 0) return [];
      const { labels, limits } =
        question.input.kind === 'allocation'
          ? { labels: leanLabels(words), limits: cuts }
          : metricRuns([...values, ...before], question);
      const counts = countsOf(values, limits);
      const firstCounts = first === null ? null : countsOf(before, limits);
      return [[question.id, { labels, now: counts, first: firstCounts }]];
    }),
  );
}
