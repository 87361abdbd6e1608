import { criticalAgreement } from '../../../src/score/at-random.ts';

/** So many people answer so many questions of so many options each, at random. */
export interface Case {
  readonly options: number;
  readonly people: number;
  readonly questions: number;
}

export const cases: readonly Case[] = [2, 3, 5, 7].flatMap((options) =>
  [2, 3, 5, 10, 30, 400].flatMap((people) =>
    [1, 4, 12, 40].map((questions) => ({ options, people, questions })),
  ),
);

/** How often R draws each case. */
export const drawsInR = 10_000;

/** What random answers pass one time in twenty, on options 0 to 1. */
export function critical({ options, people, questions }: Case) {
  const worth = Array.from({ length: options }, (_, i) => i / (options - 1));
  const asked = { scales: [worth], size: 1, answers: people };
  return criticalAgreement(Array.from({ length: questions }, () => asked))!;
}

/** Critical values under the names that R tells of them by. */
export const chances = ['critical r*wg', 'critical average deviation'] as const;

/** How often they should be passed, and by how much that may be off. */
export const share = 0.05;
/** Four standard errors of that share in our own 1,000 draws, which are what is tested. */
export const within = 0.03;
