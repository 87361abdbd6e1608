/** A scorecard with one question of every kind, and markets to choose from. */
export const everyKind = `
pendulum: 1
id: every-kind
version: 1.0.0
language: en
title: Every kind
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
  maturity: { from: 0, options: [Absent, Person-dependent, Defined, Deployed, Integrated] }
dimensions: [{ id: direction, title: Direction }, { id: flow, title: Flow }]
questions:
  - { id: outcomes, dimension: direction, side: customer, ask: Debates begin with customers., help: Think of the last two., answerScale: agreement }
  - { id: upkeep, dimension: direction, side: process, ask: How far is maintenance planned?, answerScale: maturity }
  - id: attention
    dimension: direction
    ask: How is attention split?
    allocation: { customer: Customers, process: Processes, other: Everything else }
  - id: complaint
    dimension: flow
    ask: When a complaint arrives?
    choice:
      - { code: apology, label: Someone apologises, customer: 30, process: 0 }
      - { code: fix, label: The case is fixed, customer: 80, process: 30 }
      - { code: cause, label: The cause is removed, customer: 100, process: 100 }
  - { id: recall, dimension: flow, side: process, ask: A mock recall found every cylinder., yesNo: { evidence: true } }
  - id: recall-time
    dimension: flow
    side: process
    ask: Hours the recall took
    metric: { unit: h, decimals: 1, min: 0, max: 240, points: [[4, 100], [48, 0]] }
    when: { answer: { recall: { in: ["yes", partly] } } }
  - { id: schedule, dimension: flow, ask: Which is closer?, tradeOff: { process: Keep the schedule, customer: Bend the schedule } }
  - { id: told-first, dimension: flow, side: customer, ask: Customers hear it from us first., answerScale: agreement }
markets:
  - { id: gas, title: Industrial gases, because: Tests., target: { customer: 70, process: 80 } }
  - { id: care, title: Home care, because: Tests., target: { customer: 80, process: 70 } }
`;

/** Every key that answers it, in order: one burst for a terminal. */
export const everyAnswer: readonly string[] = [
  ['4', '3'],
  ['5', '0', 'Enter', '4', '0', 'Enter', 'Enter', 'Enter'],
  ['2', 'y', 'drill of May', 'Enter', '6', '.', '5', 'Enter', '6', '5'],
].flat();

/** The sheet that comes of these keys. */
export const everySheet = `pendulum: 1
scorecard: every-kind@1.0.0
unit: bulk
round: 2026-q4
respondent: r07
role: ops
market: gas
answers:
  outcomes: 4
  upkeep: 3
  attention: { customer: 50, process: 40, other: 10 }
  complaint: fix
  recall: { answer: "yes", note: "drill of May" }
  recall-time: 6.5
  schedule: 2
  told-first: 5
`;
