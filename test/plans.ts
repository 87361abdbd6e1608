import { readFileSync } from 'node:fs';
import { compile } from '../src/plan/compile.ts';
import type { Plan } from '../src/plan/types.ts';
import { parseScorecard } from '../src/scorecard/parse.ts';
import { decode, sourceOf } from '../src/source/source.ts';

const folder = new URL('../scorecards/', import.meta.url);
const read = (file: string) => decode(file, readFileSync(new URL(file, folder)));

/** The plan of a shipped scorecard. */
export function shippedPlan(name: string): Plan {
  const { value, problems } = parseScorecard(read(`${name}.yaml`).value!, read);
  if (value === null) throw new Error(JSON.stringify(problems));
  return compile(value.scorecard.value, value.library);
}

/** The plan of a scorecard that names no library. */
export function planOf(text: string): Plan {
  const { value, problems } = parseScorecard(sourceOf('card', text), () => {
    throw new Error('it names no library');
  });
  if (value === null) throw new Error(JSON.stringify(problems));
  return compile(value.scorecard.value);
}
