import type { Plan } from '../plan/types.ts';
import type { Dialect } from './dialect.ts';
import type { Level } from './select.ts';
export const unitLevels = (_: Dialect, _plan: Plan): readonly Level[] => [];
