import type { CheckResult, GateResult, UnitResult, WaiverFault } from '../../result.ts';
import { verdictOf } from '../verdict.ts';
import { count } from '../text/words.ts';
import { html, type Markup } from './markup.ts';
import { anchorOf, type Page, type Part } from './page.ts';

const verdicts = {
  passed: 'passed',
  failed: 'failed',
  waived: 'waived',
  unjudged: 'not judged',
} as const;

/** Why the check is there, and why it was waived or could not be judged. */
function reasons({ because, missing, waiver }: CheckResult): string {
  const waived =
    waiver === null ? [] : [`waived by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`];
  return [because, ...(missing === null ? [] : [missing]), ...waived].join('; ');
}

function row(check: CheckResult): Markup {
  const { measure, got, limit } = verdictOf(check);
  const isPassed = check.status === 'passed';
  return html`<tr${isPassed ? null : html` class="is-key"`}>
    <th scope="row">${check.check}</th>
    <td class="verdict">${verdicts[check.status]}</td>
    <td>${measure}: ${got}</td>
    <td>${limit}</td>
    <td>${reasons(check)}</td>
  </tr> `;
}

const faults = {
  expired: 'the waiver has expired',
  unused: 'the waiver waives nothing',
} as const;

const fault = ({ check, fault: kind, owner, expires, reason }: WaiverFault): Markup =>
  html`<li>${check}: ${faults[kind]} (${owner}, until ${expires}: ${reason})</li> `;

function waivers(found: readonly WaiverFault[]): Markup | null {
  if (found.length === 0) return null;
  return html`<ul>
    ${found.map(fault)}
  </ul>`;
}

/** What the gate says of a unit. */
export function gateOf(unit: UnitResult, { result }: Page): Part | null {
  if (result.gate === null) return null;
  const checks = result.gate.checks.filter((each) => each.unit === unit.id);
  const found = result.gate.waivers.filter((each) => each.unit === unit.id);
  if (checks.length === 0 && found.length === 0) return null;
  return {
    name: 'gate',
    title: 'The gate',
    content: html`<div
        class="wide"
        role="group"
        tabindex="0"
        aria-labelledby="${anchorOf(unit, 'gate')}"
      >
        <table class="gate">
          <caption>
            Each check with what it found and what is allowed
          </caption>
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Verdict</th>
              <th scope="col">Found</th>
              <th scope="col">Allowed</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            ${checks.map(row)}
          </tbody>
        </table>
      </div>
      ${waivers(found)}`,
  };
}

const overall = {
  passed: 'The gate passed',
  failed: 'The gate failed',
  unjudged: 'The gate could not be judged',
} as const;

/** The gate as a whole in one sentence, with every kind of verdict that there is. */
export function gateSaid({ verdict, checks, waivers: found }: GateResult): string {
  const kinds = (['failed', 'unjudged', 'passed', 'waived'] as const).flatMap((status) => {
    const number = checks.filter((each) => each.status === status).length;
    return number === 0 ? [] : [`${number} ${verdicts[status]}`];
  });
  const bad = found.length === 0 ? [] : [`${count(found.length, 'waiver')} expired or unused`];
  return `${overall[verdict]}: ${[...kinds, ...bad].join('; ')}.`;
}
