import type { Plan } from '../plan/types.ts';
import { briefsIn, briefStore, type BriefPage, type BriefStore } from './brief-store.ts';
import { emptyMoments, slotsOf, type Moments } from './moments.ts';
import type { CodedScore } from './respondent.ts';
import { restsIn, restStore, type RestPage } from './rest-store.ts';

/** How much is kept of respondents: all of their moments, or the brief ones. */
export type Depth = 'whole' | 'brief';

/** What a store holds; plain data, so that another thread can hand it over. */
export interface Pages {
  readonly brief: readonly BriefPage[];
  /** None where only brief moments are kept. */
  readonly rest: readonly RestPage[];
}

/** Moments of many groups of respondents, in little memory, made to be added to. */
export interface Store extends Pick<BriefStore, 'size' | 'open'> {
  /**
   * Adds a respondent to a group.
   * @param value the values of metrics and allocations
   * @param unproven indexes of the questions answered yes without evidence, the first `unprovenCount`
   */
  readonly add: (
    group: number,
    score: CodedScore,
    value: Float64Array,
    unproven: ArrayLike<number>,
    unprovenCount: number,
  ) => void;
  readonly pages: Pages;
}

export function storeOf(plan: Plan, depth: Depth): Store {
  const brief = briefStore(plan);
  if (depth === 'brief') return { ...brief, pages: { brief: brief.pages, rest: [] } };
  const rest = restStore(plan);
  return {
    size: brief.size,
    open: () => {
      rest.open();
      return brief.open();
    },
    add: (group, score, value, unproven, unprovenCount) => {
      brief.add(group, score, value);
      rest.add(group, score, unproven, unprovenCount);
    },
    pages: { brief: brief.pages, rest: rest.pages },
  };
}

/** Reads the moments of each group from the pages of a store that keeps the whole of them. */
export function momentsIn(plan: Plan, { brief, rest }: Pages): (group: number) => Moments {
  const slots = slotsOf(plan);
  const briefs = briefsIn(plan, brief);
  const addRest = restsIn(plan, rest);
  return (group) => {
    const moments = emptyMoments(plan, slots);
    briefs.addTo(moments, group);
    addRest(moments, group);
    return moments;
  };
}
