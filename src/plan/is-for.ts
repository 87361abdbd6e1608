import type { Plan } from './types.ts';

/** Whether answers given for `name` (an id or id@version) may be scored with this plan. */
export const isFor = ({ scorecard }: Plan, name: string): boolean =>
  name === scorecard.id || name === `${scorecard.id}@${scorecard.version}`;
