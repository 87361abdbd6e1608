import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { problem, type Code } from '../problem.ts';
import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import { codes, type Example } from './codes.ts';
import { renderProblems } from './problems.ts';
import { exitCode, exitMeans, Stop, type ExitCode, type World } from './world.ts';

/** Every code there is, in the order of the catalogue. */
export const allCodes = Object.keys(codes) as readonly Code[];

/** Whether a word is meant as a code: written as codes are, or one in other letters, or nearly. */
export function isCode(word: string): boolean {
  const asked = word.toUpperCase();
  if (/^[A-Z]+(_[A-Z]+)*$/.test(word) || allCodes.some((each) => each === asked)) return true;
  return word.includes('_') && nearest(asked, allCodes) !== null;
}

/** Whether what is to be explained is a code, and not answers in a file of that name. */
export const namesCode = (inputs: readonly string[], { cwd }: World): boolean =>
  inputs.length === 1 && isCode(inputs[0]!) && !existsSync(resolve(cwd, inputs[0]!));

function found(word: string): Code {
  const asked = word.toUpperCase();
  const code = allCodes.find((each) => each === asked);
  if (code !== undefined) return code;
  const guess = nearest(asked, allCodes);
  throw new Stop(exitCode.usage, [
    problem('UNKNOWN_REF', null, 'code', visible(word), guess, allCodes),
  ]);
}

/** A problem of this code as it could be. */
const shownOf = (code: Code) => problem(code, null, ...codes[code].shown);

/** What to do about a code, whatever it was found in. */
export const helpOf = (code: Code): string => codes[code].help ?? shownOf(code).hint ?? '';

const articled = (word: string) => `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;

const indented = (text: string) => text.split('\n').map((line) => `  ${line}`);

const lines = ({ file, wrong, right }: Example): readonly string[] => [
  '',
  `Wrong, in ${articled(file)}`,
  ...indented(wrong),
  'Right',
  ...indented(right),
];

const ending = (ends: readonly ExitCode[]): string =>
  `A command that stops here ends with ${ends.map((code) => `${code} (${exitMeans[code]})`).join(' or ')}.`;

/** What a code means, as it is printed. */
function explained(code: Code): string {
  const { means, ends, example } = codes[code];
  const shown = shownOf(code);
  const isWarning = shown.severity === 'warning';
  return [
    `${code}, ${articled(shown.severity)}: ${means}`,
    '',
    ...indented(renderProblems([shown]).trimEnd()),
    ...(codes[code].help === undefined ? [] : ['', `What to do: ${codes[code].help}`]),
    ...(example === undefined ? [] : lines(example)),
    '',
    isWarning ? 'A warning changes no exit code.' : ending(ends),
    '',
  ].join('\n');
}

/** Explains the code of a problem, in whatever letters it is given. */
export function explainCode(word: string, world: World): ExitCode {
  world.stdout.write(explained(found(word)));
  return exitCode.done;
}
