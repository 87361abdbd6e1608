import { compile } from '../../src/plan/compile.ts';
import type { Plan } from '../../src/plan/types.ts';
import { scorecardShape } from '../../src/scorecard/types.ts';
import { readDocument } from '../../src/source/document.ts';
import { sourceOf } from '../../src/source/source.ts';

/** The plan of a scorecard written in YAML; what is not a scorecard is an error of the test. */
export function planOf(yaml: string): Plan {
  const outcome = readDocument(sourceOf('test.yaml', yaml), scorecardShape);
  if (outcome.value === null || outcome.problems.length > 0) {
    throw new Error(outcome.problems.map(({ message }) => message).join('\n'));
  }
  return compile(outcome.value.value);
}

const head = `
pendulum: 1
id: every-kind
version: 1.0.0
language: en
title: Every kind of question
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
  maturity: { from: 0, options: [Absent, Person-dependent, Defined, Deployed, Integrated] }
  eleven: { from: 0, options: [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10] }
dimensions:
  - { id: direction, title: Direction and leadership }
  - { id: flow, title: Order to delivery }
`;

/** One question of every kind, with a condition, a fact, help and evidence among them. */
export const everyKind = planOf(`${head}
questions:
  - id: outcomes
    dimension: direction
    side: customer
    ask: Strategy debates begin with what named customers are trying to achieve.
    help: Think of the last two.
    answerScale: agreement
  - { id: upkeep, dimension: direction, side: process, ask: How far is maintenance planned?, answerScale: maturity }
  - id: complaint
    dimension: flow
    ask: When a complaint arrives, what happens next?
    choice:
      - { code: apology, label: Someone apologises, customer: 30, process: 0 }
      - { code: fix, label: The case is fixed and the customer told, customer: 80, process: 30 }
      - { code: cause, label: "Fixed, told, and the cause removed", customer: 100, process: 100 }
  - id: recall
    dimension: flow
    side: process
    ask: A mock recall found every cylinder in time.
    yesNo: { evidence: true }
  - id: recall-time
    dimension: flow
    side: process
    ask: Hours the recall took
    metric: { unit: h, decimals: 1, min: 0, max: 240, points: [[4, 100], [48, 0]] }
    when: { answer: { recall: { in: ["yes", partly] } } }
  - id: otif
    dimension: flow
    side: process
    ask: On time in full
    fact: true
    optional: true
    metric: { unit: "%", decimals: 1, min: 0, max: 100, points: [[80, 0], [99, 100]] }
  - id: schedule
    dimension: flow
    ask: Which is closer?
    tradeOff: { process: Protect the schedule for everyone, customer: Bend it for the customer who asks }
  - id: attention
    dimension: direction
    ask: How is management attention split?
    allocation: { customer: Customers, process: Processes, other: Everything else }
  - { id: fine, dimension: direction, side: customer, ask: How fine is it?, answerScale: eleven }
`);

/** Ten questions answered by one key each. */
export const tenQuestions = planOf(`${head}
questions:
${Array.from({ length: 10 }, (_, i) => `  - { id: q${i + 1}, dimension: direction, side: customer, ask: Question ${i + 1}, answerScale: agreement }`).join('\n')}
`);
