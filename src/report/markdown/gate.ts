import type { CheckResult, GateResult, Result, WaiverFault } from '../../result.ts';
import { faultText, waivedBy, whyUnjudged, withStatus } from '../checked.ts';
import { count, unitNamed } from '../text/words.ts';
import { verdictOf } from '../verdict.ts';
import { details, heading, table, text, title, type Markup } from './blocks.ts';
import { bytesOf, nothing, tableWithin, type Part } from './room.ts';

const verdicts = {
  passed: 'passed',
  failed: 'failed',
  unjudged: 'not judged, data is missing',
} as const;

const endings = {
  passed: 'passed',
  failed: 'failed',
  unjudged: 'not judged',
  waived: 'waived',
} as const;

const head = ['verdict', 'unit', 'check', 'found', 'allowed', 'why'].map(title);

const unitTitle = (result: Result, id: string) => unitNamed(result, id)?.title ?? id;

function checkRow(check: CheckResult, result: Result): readonly Markup[] {
  const { measure, got, limit } = verdictOf(check);
  const { status, because } = check;
  return [
    endings[status],
    unitTitle(result, check.unit),
    `${check.check}: ${measure}`,
    status === 'unjudged' ? whyUnjudged(check) : got,
    limit,
    status === 'waived' ? `${because}; ${waivedBy(check)}` : because,
  ].map(text);
}

const faultRow = (fault: WaiverFault, result: Result): readonly Markup[] =>
  [
    endings.failed,
    unitTitle(result, fault.unit),
    `${fault.check}: waiver`,
    fault.fault,
    '',
    faultText(fault),
  ].map(text);

/** What did not pass, the worst first. */
const troubles = (gate: GateResult, result: Result): readonly (readonly Markup[])[] => [
  ...withStatus(gate, 'failed').map((check) => checkRow(check, result)),
  ...gate.waivers.map((fault) => faultRow(fault, result)),
  ...withStatus(gate, 'unjudged').map((check) => checkRow(check, result)),
  ...withStatus(gate, 'waived').map((check) => checkRow(check, result)),
];

/** Checks that passed, folded away: they are many, and all is well with them. */
function passed(gate: GateResult, result: Result, room: number): Part {
  const checks = withStatus(gate, 'passed');
  const summary = `${count(checks.length, 'check')} passed`;
  const rows = checks.map((check) => checkRow(check, result));
  const around = bytesOf([details(summary, [table(head, [])])]);
  const inside = tableWithin(head, rows, room - around, (left) => count(left, 'passed check'));
  return { ...inside, blocks: checks.length === 0 ? [] : [details(summary, inside.blocks)] };
}

/** The verdict of the gate: what failed in half of the room at most, what passed in half of the rest. */
export function gatePart(result: Result, room: number): Part {
  const { gate } = result;
  if (gate === null) return nothing;
  const top = heading(2, text(`Gate: ${verdicts[gate.verdict]}`));
  const rest = (left: number) => count(left, 'check that did not pass', 'checks that did not pass');
  const bad = tableWithin(head, troubles(gate, result), room / 2, rest);
  const good = passed(gate, result, (room - bytesOf(bad.blocks)) / 2);
  return { blocks: [top, ...bad.blocks, ...good.blocks], cut: [...bad.cut, ...good.cut] };
}
