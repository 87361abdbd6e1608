import type { Plan } from '../plan/types.ts';
import { bookOf, type Whole } from './answered.ts';
import type { Basis } from './basis.ts';
import { ledgerOf } from './ledger.ts';
import { leversOf, nudgesOf, positionIn, raised } from './moves.ts';
import { rescorer } from './respondents.ts';

/** An explanation from every answer. */
export function answersBasis(plan: Plan, whole: Whole): Basis {
  const { people } = whole;
  const rescore = rescorer(plan, people);
  const position: Basis['position'] = (raises) => positionIn(rescore(raised(plan, people, raises)));
  return {
    name: 'answers',
    ledger: ledgerOf(plan, bookOf(plan, whole)),
    levers: (side) => leversOf(plan, whole, position, side),
    position,
    people: (raises) => raised(plan, people, raises).size,
    nudges: (side) => nudgesOf(plan, people, rescore, side),
  };
}
