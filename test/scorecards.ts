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

/** A scorecard with every kind of question, a condition, a market, zones and an example. */
export const everyKind = `pendulum: 1
id: every-kind
version: 1.0.0
language: en
title: Every kind of question
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
  maturity: { from: 0, options: [Absent, Defined, Deployed] }
dimensions:
  - { id: direction, title: Direction }
  - { id: flow, title: Order to delivery, weight: 1.5 }
questions:
  - id: outcomes
    dimension: direction
    side: customer
    ask: Strategy debates begin with what named customers try to achieve.
    help: Think of the last two.
    answerScale: agreement
  - id: upkeep
    dimension: direction
    side: process
    ask: How far is maintenance planned?
    answerScale: maturity
    reversed: true
    weight: 0.5
  - id: complaint
    dimension: flow
    ask: When a complaint arrives, what happens next?
    choice:
      - { code: apology, label: Someone apologises, customer: 30, process: 0 }
      - { code: cause, label: "Fixed, told, and the cause removed", customer: 100, process: 100 }
  - id: recall
    dimension: flow
    side: process
    ask: A mock recall found every cylinder in time.
    yesNo: { evidence: true }
    when: { market: { in: [hospital] } }
  - id: recall-time
    dimension: flow
    side: process
    ask: Hours the recall took
    metric: { unit: h, decimals: 1, min: 0, max: 240, points: [[4, 100], [48, 0]] }
    when:
      all:
        - market: { is: hospital }
        - answer:
            recall: { in: ["yes", partly] }
  - id: schedule
    dimension: flow
    tradeOff: { process: Protect the schedule for everyone, customer: Bend it for one }
  - id: attention
    dimension: direction
    ask: How is management attention split?
    allocation: { customer: Customers, process: Processes, other: Everything else }
markets:
  - id: hospital
    title: Hospital gases
    target: { customer: 70, process: 90 }
    floor: { process: 70 }
    because: A medicinal product.
zones:
  - { id: process, title: process-leaning, from: -100, to: -10 }
  - { id: centre, title: centred, from: -10, to: 10 }
  - { id: customer, title: customer-leaning, from: 10, to: 100 }
examples:
  - name: the middle of everything
    answers: { outcomes: 3, upkeep: 1, complaint: cause }
    expect: { customer: 80, process: 80, zone: centre, notAsked: [recall, recall-time] }
`;

/** A whole German translation of the scorecard with every kind of question. */
export const everyKindInGerman = `translations:
  de:
    title: Jede Art von Frage
    answerScales:
      agreement: [Gar nicht, Nicht, Weder noch, Eher, Ganz]
      maturity: [Fehlt, Festgelegt, Eingeführt]
    dimensions:
      direction: Richtung
      flow: Vom Auftrag zur Lieferung
    questions:
      outcomes: { ask: Strategie beginnt bei Kunden., help: Denken Sie an die letzten zwei. }
      upkeep: { ask: Wie weit ist die Wartung geplant? }
      complaint:
        ask: Was folgt auf eine Beschwerde?
        choice: { apology: Jemand entschuldigt sich, cause: Die Ursache wird behoben }
      recall: { ask: Ein Probelauf fand jede Flasche. }
      recall-time: { ask: Dauer des Rückrufs, metric: { unit: Std. } }
      schedule: { tradeOff: { process: Den Plan schützen, customer: Ihn biegen } }
      attention:
        ask: Worauf achtet die Leitung?
        allocation: { customer: Kunden, process: Prozesse, other: Anderes }
    markets: { hospital: Klinikgase }
`;
