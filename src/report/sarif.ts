import type { ProblemResult, Result } from '../result.ts';
import { visible } from '../text/visible.ts';

/** What a report of problems is made of: those of a result, or those of a check. */
export type Findings = Pick<Result, 'tool' | 'problems'>;

/** Text of a message in which no pair of brackets becomes a link. */
const plain = (text: string) => visible(text).replace(/\](?=\()/g, String.raw`\]`);

/** A file seen from the folder of the run; of one that lies outside of it the name alone. */
function uriOf(file: string): string {
  const parts = file.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  const isOutside = /^(?:[/\\]|[a-z]:)/i.test(file) || parts.includes('..');
  return (isOutside ? parts.slice(-1) : parts)
    .map((part) => encodeURIComponent(visible(part)))
    .join('/');
}

function region({ line, column }: ProblemResult) {
  if (line === null) return {};
  return { region: { startLine: line, ...(column === null ? {} : { startColumn: column }) } };
}

/** Where a problem stands; what came through a pipe stands nowhere. */
function locations(problem: ProblemResult) {
  if (problem.file === null || problem.file === '-') return [];
  const artifactLocation = { uri: uriOf(problem.file) };
  return [{ physicalLocation: { artifactLocation, ...region(problem) } }];
}

/** What stays the same while lines are added above: no number of a line. */
const trait = ({ code, file, message }: ProblemResult): string =>
  [code, file === null ? '' : uriOf(file), message.replace(/\blines?:? \d[\d, ]*/g, 'line')].join(
    ' ',
  );

/** The traits of all problems, equal ones told apart by their order. */
function fingerprints(problems: readonly ProblemResult[]): readonly string[] {
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const own = visible(trait(problem));
    const before = seen.get(own) ?? 0;
    seen.set(own, before + 1);
    return before === 0 ? own : `${own} (${before + 1})`;
  });
}

/** A code as words: "example failed". */
const asWords = (code: string) => code.toLowerCase().replaceAll('_', ' ');

const rule = (code: string) => ({
  id: code,
  shortDescription: { text: asWords(code) },
  help: { text: `"pendulum explain ${code}" says what it means and what to do.` },
});

/** SARIF 2.1.0, as code scanning reads it. */
export function renderSarif({ tool, problems }: Findings): string {
  const codes = [...new Set(problems.map(({ code }) => code))].toSorted();
  const prints = fingerprints(problems);
  const results = problems.map((problem, i) => ({
    ruleId: problem.code,
    ruleIndex: codes.indexOf(problem.code),
    level: problem.severity,
    message: { text: [problem.message, problem.hint ?? ''].filter(Boolean).map(plain).join('\n') },
    locations: locations(problem),
    partialFingerprints: { 'pendulumProblem/v1': prints[i]! },
  }));
  const log = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, version: tool.version, rules: codes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
