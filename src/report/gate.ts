import type { CheckResult, GateResult, Result, WaiverFault } from '../result.ts';
import { ascii } from '../text/ascii.ts';
import { visible } from '../text/visible.ts';
import { displayWidth, pad } from '../text/width.ts';
import { painter, type Style } from './paint.ts';
import { verdictOf } from './verdict.ts';
import { count } from './text/words.ts';

/** What shows the lines; a pipe has room for lines of any length. */
export interface GateLook {
  readonly columns: number;
  readonly unicode: boolean;
  readonly colorLevel: 0 | 1 | 2 | 3;
  readonly isTerminal: boolean;
}

interface Row {
  readonly cells: readonly string[];
  /** Goes to the end of the line, however long. */
  readonly rest: string;
  readonly style: Style;
}

const gap = '  ';

const statuses = {
  passed: 'passed',
  failed: 'FAILED',
  waived: 'waived',
  unjudged: 'not judged',
} as const;

const styles: { readonly [S in CheckResult['status']]: Style } = {
  passed: 'faint',
  failed: 'strong',
  waived: 'plain',
  unjudged: 'strong',
};

const waiverText = ({ waiver }: CheckResult): string =>
  waiver === null ? '' : ` (waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason})`;

function checkRow(check: CheckResult): Row {
  const { measure, got, limit } = verdictOf(check);
  return {
    cells: [statuses[check.status], check.unit, check.check, measure, check.missing ?? got, limit],
    rest: `${check.because}${waiverText(check)}`,
    style: styles[check.status],
  };
}

/** Rows with their cells under one another, as far along the line as the screen has room for. */
function aligned(rows: readonly Row[], look: GateLook): readonly string[] {
  const room = look.isTerminal ? look.columns : Infinity;
  let used = 0;
  const widths = (rows[0]?.cells ?? []).map((_, i) => {
    const width = rows.reduce((most, { cells }) => Math.max(most, displayWidth(cells[i]!)), 0);
    used += width + gap.length;
    return used <= room ? width : 0;
  });
  return rows.map(({ cells, rest }) =>
    [...cells.map((cell, i) => pad(cell, widths[i]!, 'left')), rest].join(gap),
  );
}

/** How many checks came out how, in one line. */
function summary({ verdict, strict, checks, waivers }: GateResult, round: string | null): string {
  const number = (wanted: CheckResult['status']) =>
    checks.filter(({ status }) => status === wanted).length;
  const faults = (wanted: WaiverFault['fault']) =>
    waivers.filter(({ fault }) => fault === wanted).length;
  const some = (found: number, what: string) => (found > 0 ? [what] : []);
  const [waived, unjudged] = [number('waived'), number('unjudged')];
  const [expired, unused] = [faults('expired'), faults('unused')];
  const counted = verdict === 'passed' ? 'passed' : 'failed';
  const said = [
    `${number(counted)} of ${count(checks.length, 'check')} ${counted}`,
    ...some(waived, `${waived} waived`),
    ...some(unjudged, `${unjudged} could not be judged`),
    ...some(expired, count(expired, 'expired waiver')),
    ...some(unused, count(unused, 'unused waiver')),
    ...(round === null ? [] : [`round ${round}`]),
    ...(strict ? ['strict'] : []),
  ];
  return `${verdict === 'unjudged' ? 'not judged' : verdict}: ${said.join(', ')}`;
}

function faultText({ fault, unit, check, expires, owner, reason }: WaiverFault): string {
  const why = fault === 'expired' ? `expired on ${expires}` : 'unused, there is nothing to waive';
  return `FAILED  waiver of ${check} for ${unit}: ${why} (${owner}: ${reason})`;
}

/**
 * A gate as text: a line a check with measure, what it got, the limit and why; then the waivers
 * that fail by themselves, then how it ended. Words say everything; colour only adds.
 */
export function renderGate({ gate, round }: Result, look: GateLook): string {
  if (gate === null) throw new Error('there is no gate in this result');
  const paint = painter(look.colorLevel);
  const safe = (text: string) => {
    const shown = visible(text.normalize());
    return look.unicode ? shown : ascii(shown);
  };
  const rows = gate.checks.map(checkRow).map(({ cells, rest, style }) => ({
    cells: cells.map(safe),
    rest: safe(rest),
    style,
  }));
  const checks = aligned(rows, look).map((line, i) => paint(rows[i]!.style, line));
  const faults = gate.waivers.map((each) => paint('strong', safe(faultText(each))));
  return [...checks, ...faults, safe(summary(gate, round)), ''].join('\n');
}
