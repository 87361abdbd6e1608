import { isError, type Problem } from '../problem.ts';
import { problemData } from '../result/problem.ts';
import { inertJson, visible } from '../text/visible.ts';
import { displayWidth } from '../text/width.ts';

const shown = (text: string) => visible(text.replace(/\t/g, ' '));

/** An offset that does not part the two halves of a character. */
const whole = (text: string, at: number) => (/^[\udc00-\udfff]/.test(text.slice(at)) ? at - 1 : at);

/** The line of the file with carets under what is meant; long lines are cut around it. */
function frame({ place }: Problem): readonly string[] {
  if (place === null || place.line === null || place.excerpt === null) return [];
  const { excerpt, length } = place;
  const start = (place.column ?? 1) - 1;
  const from = whole(excerpt, Math.max(0, start - 60));
  const to = whole(excerpt, from + 100);
  const end = Math.min(to, start + length);
  const before = shown(excerpt.slice(from, start));
  const meant = shown(excerpt.slice(start, end));
  const number = String(place.line);
  const margin = ' '.repeat(number.length);
  const carets = '^'.repeat(Math.max(1, displayWidth(meant)));
  return [
    `  ${number} | ${before}${meant}${shown(excerpt.slice(end, to))}`,
    `  ${margin} | ${' '.repeat(displayWidth(before))}${carets}`,
  ];
}

function where({ place }: Problem): string {
  if (place === null) return '';
  const position = [place.line, place.column].filter((part) => part !== null);
  return `${[visible(place.file), ...position].join(':')} - `;
}

function lines(problem: Problem): readonly string[] {
  const { severity, code, message, hint } = problem;
  return [
    `${where(problem)}${severity} ${code}: ${visible(message)}`,
    ...frame(problem),
    ...(hint === null ? [] : [`  help: ${visible(hint)}`]),
  ];
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

const jsonLine = (found: Problem) => `${inertJson(JSON.stringify(problemData(found)))}\n`;

/** Problems for stderr: as text for people with places, frames and hints, or as JSON lines. */
export function renderProblems(problems: readonly Problem[], json = false): string {
  if (problems.length === 0) return '';
  if (json) return problems.map(jsonLine).join('');
  const errors = problems.filter(isError).length;
  const total =
    problems.length > 1
      ? [`${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}`]
      : [];
  return [...problems.flatMap(lines), ...total].join('\n') + '\n';
}
