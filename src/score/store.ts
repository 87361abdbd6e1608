import type { Plan } from '../plan/types.ts';
import { briefsIn, briefStore, type BriefPage, type BriefStore } from './brief-store.ts';
import { emptyMoments, slotsOf, type Moments } from './moments.ts';
import { sidesIn, sideStore, type SidePage } from './side-store.ts';

/** How much is kept of respondents: all of their moments, or the brief ones. */
export type Depth = 'whole' | 'brief';

/** What a store holds; plain data, so that another thread can hand it over. */
export interface Pages {
  readonly brief: readonly BriefPage[];
  /** None where only brief moments are kept. */
  readonly sides: readonly SidePage[];
}

/** Moments of many groups of respondents, in little memory, made to be added to. */
export interface Store extends Omit<BriefStore, 'pages'> {
  readonly pages: Pages;
}

export function storeOf(plan: Plan, depth: Depth): Store {
  const brief = briefStore(plan);
  if (depth === 'brief') return { ...brief, pages: { brief: brief.pages, sides: [] } };
  const sides = sideStore(plan);
  return {
    size: brief.size,
    open: () => {
      sides.open();
      return brief.open();
    },
    add: (group, score, value, unproven, unprovenCount) => {
      brief.add(group, score, value, unproven, unprovenCount);
      sides.add(group, score);
    },
    pages: { brief: brief.pages, sides: sides.pages },
  };
}

/** Reads the moments of each group from the pages of a store that keeps the whole of them. */
export function momentsIn(plan: Plan, { brief, sides }: Pages): (group: number) => Moments {
  const slots = slotsOf(plan);
  const briefs = briefsIn(plan, brief);
  const addSides = sidesIn(plan, sides);
  return (group) => {
    const moments = emptyMoments(plan, slots);
    briefs.addTo(moments, group);
    addSides(moments, group);
    return moments;
  };
}
