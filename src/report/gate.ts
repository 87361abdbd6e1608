import type { CheckResult, GateResult, Result } from '../result.ts';
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
  waiver === null ? '' : `; waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`;

function checkRow(check: CheckResult): Row {
  const { measure, got, limit } = verdictOf(check);
  return {
    cells: [statuses[check.status], check.unit, check.check, measure, check.missing ?? got, limit],
    rest: `${check.because}${waiverText(check)}`,
    style: styles[check.status],
  };
}

/** Rows with their cells under one another where the screen has room for that. */
function aligned(rows: readonly Row[], look: GateLook): readonly string[] {
  const widths = (rows[0]?.cells ?? []).map((_, i) =>
    Math.max(...rows.map(({ cells }) => displayWidth(cells[i]!))),
  );
  const longest = Math.max(0, ...rows.map(({ rest }) => displayWidth(rest)));
  const total = widths.reduce((sum, width) => sum + width + 2, longest);
  const hasRoom = !look.isTerminal || total <= look.columns;
  return rows.map(({ cells, rest }) =>
    [...cells.map((cell, i) => (hasRoom ? pad(cell, widths[i]!, 'left') : cell)), rest].join('  '),
  );
}

/** How many checks came out how, in one line. */
function summary({ verdict, strict, checks, waivers }: GateResult, round: string | null): string {
  const number = (wanted: CheckResult['status']) =>
    checks.filter(({ status }) => status === wanted).length;
  const [failed, waived, unjudged] = [number('failed'), number('waived'), number('unjudged')];
  const faults = (wanted: string) => waivers.filter(({ fault }) => fault === wanted).length;
  const said = [
    verdict === 'passed' && waived === 0
      ? `all ${count(checks.length, 'check')} passed`
      : `${failed} of ${count(checks.length, 'check')} failed`,
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(unjudged > 0 ? [`${unjudged} could not be judged`] : []),
    ...(faults('expired') > 0 ? [count(faults('expired'), 'expired waiver')] : []),
    ...(faults('unused') > 0 ? [count(faults('unused'), 'unused waiver')] : []),
    ...(round === null ? [] : [`round ${round}`]),
    ...(strict ? ['strict'] : []),
  ];
  return `${verdict === 'unjudged' ? 'not judged' : verdict}: ${said.join(', ')}`;
}

const faultTexts = {
  expired: 'its last day is over',
  unused: 'there is nothing to waive',
} as const;

/**
 * A gate as text: a line a check with measure, what it got, the limit and why; then waivers that
 * fail by themselves, then how it ended. Words say everything; colour only adds.
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
  const lines = aligned(rows, look).map((line, i) => paint(rows[i]!.style, line));
  const faults = gate.waivers.map(({ fault, unit, check, expires, owner, reason }) =>
    paint(
      'strong',
      safe(
        `FAILED  waiver of ${check} for ${unit}, ${fault}: ${faultTexts[fault]}` +
          ` (until ${expires}, ${owner}: ${reason})`,
      ),
    ),
  );
  return [...lines, ...faults, safe(summary(gate, round)), ''].join('\n');
}
