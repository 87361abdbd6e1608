/** What a case changes of a small scorecard: whole blocks of YAML, as they stand in the file. */
export interface Blocks {
  readonly head?: string;
  readonly answerScales?: string;
  readonly dimensions?: string;
  readonly questions?: string;
  readonly rest?: string;
}

/** A small valid scorecard, as YAML text. */
export function scorecard({
  head = 'title: Tiny',
  answerScales = '  agreement: { options: [Disagree, Neither, Agree] }',
  dimensions = '  - { id: direction, title: Direction }',
  questions = `${customerQuestion}\n${processQuestion}`,
  rest = '',
}: Blocks = {}): string {
  return `pendulum: 1
id: tiny
version: 1.0.0
language: en
${head}
answerScales:
${answerScales}
dimensions:
${dimensions}
questions:
${questions}
${rest}`;
}

/** The two questions of the small scorecard, which are enough to score both sides. */
export const customerQuestion =
  '  - { id: c1, dimension: direction, side: customer, ask: C, answerScale: agreement }';
export const processQuestion =
  '  - { id: p1, dimension: direction, side: process, ask: P, answerScale: agreement }';

/** A question of the small scorecard: what it says beyond its dimension and its wording. */
export const asked = (id: string, rest: string): string =>
  `  - { id: ${id}, dimension: direction, ask: Q, ${rest} }`;

/** The small scorecard with one more question after its two. */
export const withQuestion = (...lines: readonly string[]): string =>
  scorecard({ questions: [customerQuestion, processQuestion, ...lines].join('\n') });

/** The small scorecard with one stretch of its text replaced; it must be there. */
export function tiny(found = '', replacement = ''): string {
  const text = scorecard();
  if (!text.includes(found)) throw new Error(`the small scorecard has no ${found}`);
  return text.replace(found, () => replacement);
}

/** The small scorecard with one more answer scale, of this name. */
export const scaleNamed = (name: string): string =>
  tiny('  agreement:', `  ${name}: { options: [a, b] }\n  agreement:`);
