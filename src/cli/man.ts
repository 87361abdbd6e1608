import type { Argument, Command, Option } from 'commander';
import { tool } from '../result/tool.ts';
import { exitMeans } from './world.ts';

/** Text that roff prints as it is: backslashes, hyphens, quotes, and dots that begin a line. */
export const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('"', '\\(dq')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replace(/^\./gm, '\\&.');

const entry = (term: string, about: string): string => `.TP\n.B ${roff(term)}\n${roff(about)}\n`;

const section = (title: string, ...parts: readonly string[]): string =>
  `.SH ${title}\n${parts.join('')}`;

const asWritten = (lines: readonly string[]): string =>
  `.PP\n.nf\n.RS\n${lines.map((line) => `${roff(line)}\n`).join('')}.RE\n.fi\n`;

/** The help of a command as it is printed, which is where its examples are. */
function helpOf(command: Command): string {
  const before = command.configureOutput();
  let text = '';
  command.configureOutput({ ...before, writeOut: (part) => (text += part) }).outputHelp();
  command.configureOutput(before);
  return text;
}

/** The indented lines below one heading of it. */
function linesUnder(text: string, heading: RegExp): readonly string[] {
  const lines = text.split('\n');
  const rest = lines.slice(lines.findIndex((line) => heading.test(line)) + 1);
  const end = rest.findIndex((line) => !line.startsWith('  '));
  return rest.slice(0, end < 0 ? undefined : end).map((line) => line.slice(2));
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;

/** A sentence as a heading names it. */
const named = (text: string): string =>
  `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace(/\.$/, '');

const choices = ({ argChoices }: Option | Argument): string =>
  argChoices === undefined ? '' : `: ${argChoices.join(', ')}`;

const argumentEntry = (argument: Argument): string =>
  entry(argument.name(), sentence(argument.description + choices(argument)));

const optionEntry = (option: Option): string =>
  entry(option.flags, sentence(option.description + choices(option)));

/** The options that every one of these commands has. */
const sharedBy = ([first, ...others]: readonly Command[]): readonly Option[] =>
  (first?.options ?? []).filter(({ flags }) =>
    others.every(({ options }) => options.some((option) => option.flags === flags)),
  );

/** A command with all it takes, beside what every command does. */
function commandPart(command: Command, shared: readonly Option[]): string {
  const isShared = (flags: string) => shared.some((option) => option.flags === flags);
  const examples = linesUnder(helpOf(command), /^Examples?$/);
  return [
    `.SS pendulum ${roff(command.name())} ${roff(command.usage())}\n`,
    `${roff(sentence(command.description()))}\n`,
    ...command.registeredArguments.map(argumentEntry),
    ...command.options.filter(({ flags }) => !isShared(flags)).map(optionEntry),
    ...(examples.length === 0 ? [] : [asWritten(examples)]),
  ].join('');
}

const exits = [...Object.entries(exitMeans), ['128+n', 'ended by signal n'] as const].map(
  ([code, means]) => entry(code, sentence(means)),
);

const environment: readonly (readonly [name: string, means: string])[] = [
  ['NO_COLOR', 'no colours, whatever it holds unless it is empty'],
  ['FORCE_COLOR', 'colours even where the output is no terminal: 0 none, 1 to 3 ever more of them'],
  ['CLICOLOR_FORCE', 'the same when it is neither empty nor 0'],
  ['CLICOLOR', 'no colours when it is 0'],
  ['NO_MOTION, REDUCED_MOTION, PREFERS_REDUCED_MOTION, CI', 'a still picture when one is set'],
  ['TERM', 'what the terminal can do; "dumb" is asked line by line'],
  [
    'LC_ALL, LC_MESSAGES, LC_CTYPE, LANG',
    'the language to ask in, and whether letters beyond ASCII can be shown',
  ],
  ['SOURCE_DATE_EPOCH', 'the day that reports say, in seconds since 1970, when --as-of is absent'],
  ['PENDULUM_DEBUG', 'with 1, a bug in pendulum prints where it happened'],
  [
    'GITHUB_OUTPUT, GITHUB_STEP_SUMMARY',
    'files that the format "github" adds to, where they are set',
  ],
];

const files: readonly (readonly [name: string, means: string])[] = [
  [
    'pendulum.yaml',
    'the engagement: scorecard, units, rounds, facts, gate; found from the answers upwards',
  ],
  ['answers/', 'the sheets, one a respondent'],
  ['actions.yaml', 'what units decided to do, beside pendulum.yaml'],
  ['.pendulum/sessions/', 'sessions that are not finished, and their locks'],
];

const entries = (pairs: typeof files): string =>
  pairs.map(([name, means]) => entry(name, sentence(means))).join('');

/** The manual page in roff, from the declarations of the program; it has no date. */
export function manPage(program: Command): string {
  const commands = program.createHelp().visibleCommands(program);
  const described = commands.filter((command) => command.name() !== 'help');
  const shared = sharedBy(described);
  return [
    `.TH PENDULUM 1 "" "pendulum ${roff(tool.version)}" "User Commands"\n`,
    section('NAME', `pendulum \\- ${roff(named(program.description()))}\n`),
    section('SYNOPSIS', '.B pendulum\n.I command\n[options] [arguments]\n'),
    section(
      'DESCRIPTION',
      'Scores what people answer to a questionnaire, shows where a business unit hangs against what\n',
      'its end market calls for, and names the practices most worth doing next. Results go to the\n',
      'standard output, everything else to the standard error. There is no network.\n',
    ),
    section('COMMANDS', ...described.map((command) => commandPart(command, shared))),
    section(
      'OPTIONS OF EVERY COMMAND',
      ...shared.map(optionEntry),
      entry('-h, --help', 'Print the help of a command.'),
    ),
    section('EXAMPLES', asWritten(linesUnder(helpOf(program), /^First steps$/))),
    section('EXIT STATUS', ...exits),
    section('ENVIRONMENT', entries(environment)),
    section('FILES', entries(files)),
  ].join('');
}
