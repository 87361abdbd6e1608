import type { CheckResult, GateResult, ProblemResult, Result, UnitResult } from '../result.ts';
import { lean } from '../text/number.ts';
import { inertJson, visibleLines } from '../text/visible.ts';
import { faultText, found, waivedBy, whyUnjudged, withStatus } from './checked.ts';
import { unitToShow } from './choose-unit.ts';
import type { TextOptions } from './text.ts';
import { tooFew, whyHidden, zoneAndWeakness } from './text/words.ts';

type Kind = 'error' | 'warning' | 'notice';

/** A line that a job shows beside a file or above its log. */
interface Annotation {
  readonly kind: Kind;
  readonly title: string;
  readonly message: string;
  readonly place: Pick<ProblemResult, 'file' | 'line' | 'column'> | null;
}

/** The runner shows no more of a kind. */
const mostOfAKind = 10;

/** What ends a command or begins one of the older kind, wherever in a line. */
const inert = (text: string) =>
  visibleLines(text)
    .join('\n')
    .replace(/##(?=\[|vso\[)/g, String.raw`#\u{23}`)
    .replaceAll('%', '%25')
    .replaceAll('\n', '%0A');

const property = (text: string) => inert(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function line({ kind, title, message, place }: Annotation): string {
  const properties = Object.entries({
    file: place?.file ?? null,
    line: place?.line ?? null,
    col: place?.column ?? null,
    title,
  })
    .flatMap(([name, value]) => (value === null ? [] : [`${name}=${property(String(value))}`]))
    .join(',');
  return `::${kind} ${properties}::${inert(message)}\n`;
}

const checkNote = (kind: Kind, check: CheckResult, message: string): Annotation => ({
  kind,
  title: `${check.unit}: ${check.check}`,
  message,
  place: null,
});

const gateNotes = (gate: GateResult): readonly Annotation[] => [
  ...withStatus(gate, 'failed').map((check) =>
    checkNote('error', check, `${found(check)}; ${check.because}`),
  ),
  ...gate.waivers.map((fault): Annotation => {
    const title = `${fault.unit}: ${fault.check}`;
    return { kind: 'error', title, message: faultText(fault), place: null };
  }),
  ...withStatus(gate, 'unjudged').map((check) => checkNote('error', check, whyUnjudged(check))),
  ...withStatus(gate, 'waived').map((check) =>
    checkNote('notice', check, `${found(check)}; ${waivedBy(check)}`),
  ),
];

const problemNote = (problem: ProblemResult): Annotation => ({
  kind: problem.severity,
  title: problem.code,
  message: [problem.message, problem.hint ?? ''].filter(Boolean).join('\n'),
  place: problem.file === null || problem.file === '-' ? null : problem,
});

/** Where a unit hangs, or why that is not shown. */
function standing(unit: UnitResult, result: Result): string {
  if (unit.suppressed !== null) return whyHidden(unit.suppressed);
  if (unit.position === null) return tooFew;
  return [lean(unit.position), zoneAndWeakness(result, unit)].filter(Boolean).join(', ');
}

const unitNotes = (unit: UnitResult | undefined, result: Result): readonly Annotation[] =>
  unit === undefined
    ? []
    : [{ kind: 'notice', title: unit.title, message: standing(unit, result), place: null }];

/** All of a kind, or as many as are shown with the last saying how many more there are. */
function shown(all: readonly Annotation[], kind: Kind): readonly Annotation[] {
  const own = all.filter((each) => each.kind === kind);
  if (own.length <= mostOfAKind) return own;
  const kept = own.slice(0, mostOfAKind - 1);
  const message = `and ${own.length - kept.length} more`;
  return [...kept, { kind, title: 'pendulum', message, place: null }];
}

/** What a job of GitHub shows on its page: what failed, problems at their places, where a unit hangs. */
export function renderAnnotations(result: Result, { unit }: Pick<TextOptions, 'unit'>): string {
  const all = [
    ...(result.gate === null ? [] : gateNotes(result.gate)),
    ...result.problems.map(problemNote),
    ...unitNotes(unitToShow(result, unit), result),
  ];
  return (['error', 'warning', 'notice'] as const)
    .flatMap((kind) => shown(all, kind))
    .map(line)
    .join('');
}

/** A word that does not occur in the value. */
function delimiterFor(value: string): string {
  let delimiter = 'END';
  while (value.includes(delimiter)) delimiter += 'D';
  return delimiter;
}

function output(name: string, value: string): string {
  const delimiter = delimiterFor(value);
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

const unitData = ({ id, title, position, side, zone, strength, gap, suppressed }: UnitResult) => ({
  unit: id,
  title,
  position,
  side,
  zone,
  strength,
  gap,
  suppressed: suppressed !== null,
});

/**
 * What later steps of a job may ask for, as the file of outputs has it: of the unit shown what there
 * is, empty where there is nothing, and all units as JSON.
 */
export function githubOutputs(result: Result, { unit }: Pick<TextOptions, 'unit'>): string {
  const of = unitToShow(result, unit);
  const outputs: Readonly<Record<string, string | number | null | undefined>> = {
    verdict: result.gate?.verdict,
    unit: of?.id,
    position: of?.position,
    side: of?.side,
    zone: of?.zone,
    strength: of?.strength,
    units: inertJson(JSON.stringify(result.units.map(unitData))),
  };
  return Object.entries(outputs)
    .map(([name, value]) => output(name, String(value ?? '')))
    .join('');
}
