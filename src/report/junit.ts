import type { CheckResult, GateResult, Result, UnitResult, WaiverFault } from '../result.ts';
import { lean } from '../text/number.ts';
import { xml, type Element } from '../text/xml.ts';
import { faultText, found, waivedBy, whyUnjudged } from './checked.ts';
import { strengthTitle, tooFew, whyHidden, zoneTitle } from './text/words.ts';

/** How a case ended; nothing beside its name when it passed. */
type Ending = Element | null;

const ended = (
  name: 'failure' | 'error',
  type: string,
  message: string,
  content: string,
): Element => ({ name, attributes: { type, message }, content });

/** Without a message of its own, which older readers refuse. */
const skipped = (content: string): Element => ({ name: 'skipped', attributes: {}, content });

const testcase = (
  classname: string,
  name: string,
  ending: Ending,
  said: string | null = null,
): Element => ({
  name: 'testcase',
  attributes: { classname, name },
  content: [
    ...(ending === null ? [] : [ending]),
    ...(said === null ? [] : [{ name: 'system-out', attributes: {}, content: said }]),
  ],
});

function endingOf(check: CheckResult): Ending {
  switch (check.status) {
    case 'passed':
      return null;
    case 'failed':
      return ended('failure', check.measure, found(check), check.because);
    case 'unjudged':
      return ended('error', 'unjudged', whyUnjudged(check), check.because);
    case 'waived':
      return skipped(`${found(check)}; ${waivedBy(check)}`);
  }
}

const checkCase = (check: CheckResult): Element =>
  testcase(
    check.unit,
    `${check.check} ${check.measure}`,
    endingOf(check),
    check.status === 'passed' ? `${found(check)}; ${check.because}` : null,
  );

const waiverCase = (waiver: WaiverFault): Element =>
  testcase(
    waiver.unit,
    `${waiver.check} waiver`,
    ended('failure', `waiver-${waiver.fault}`, faultText(waiver), ''),
  );

const gateCases = ({ checks, waivers }: GateResult): readonly Element[] => [
  ...checks.map(checkCase),
  ...waivers.map(waiverCase),
];

/** Where the unit hangs, with the strength without which that says little. */
function standing(unit: UnitResult, position: number, result: Result): string {
  const words = [zoneTitle(result, unit), strengthTitle(result, unit)];
  return [lean(position), ...words.filter((word) => word !== null)].join(', ');
}

/** Without a gate nothing can fail: a unit has a position, or there is a reason why not. */
function unitCase(unit: UnitResult, result: Result): Element {
  const { id, position, suppressed } = unit;
  if (suppressed !== null) return testcase(id, 'position', skipped(whyHidden(suppressed)));
  if (position === null) {
    return testcase(id, 'position', ended('error', 'unscored', tooFew, ''));
  }
  return testcase(id, 'position', null, standing(unit, position, result));
}

const withEnding = (cases: readonly Element[], name: string) =>
  cases.filter(({ content }) => typeof content !== 'string' && content[0]?.name === name).length;

/**
 * A test report as build servers read it: a case a check and unit of the gate or, without one, a case
 * a unit. No times: there are none in a result.
 */
export function renderJunit(result: Result): string {
  const { scorecard, round, gate, units } = result;
  const cases = gate === null ? units.map((unit) => unitCase(unit, result)) : gateCases(gate);
  const counts = {
    tests: cases.length,
    failures: withEnding(cases, 'failure'),
    errors: withEnding(cases, 'error'),
  };
  const name = `${scorecard.id}@${scorecard.version}${round === null ? '' : ` ${round}`}`;
  const status = { name: 'status', value: scorecard.status };
  const properties: Element = {
    name: 'properties',
    attributes: {},
    content: [{ name: 'property', attributes: status, content: [] }],
  };
  const suite: Element = {
    name: 'testsuite',
    attributes: { name, ...counts, skipped: withEnding(cases, 'skipped') },
    content: [properties, ...cases],
  };
  return xml({ name: 'testsuites', attributes: { name: 'pendulum', ...counts }, content: [suite] });
}
