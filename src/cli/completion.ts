import { RootCommand, type Command as Completed } from '@bomb.sh/tab';
import type { Argument, Command, Option } from 'commander';
import { formats } from '../report/formats.ts';
import { allCodes } from './explain-code.ts';
import { shippedNames } from './paths.ts';
import { exitCode, type ExitCode, type World } from './world.ts';

/** What stands where a value may: some words, or nothing known, which leaves files to the shell. */
type Values = () => readonly string[];

const nothing: Values = () => [];

/** Values of arguments and options by what they are called. */
const valuesByName: ReadonlyMap<string, Values> = new Map([
  ['scorecard', shippedNames],
  ['format', () => [...formats.keys()]],
]);

const offered =
  (values: Values) =>
  (complete: (value: string, description: string) => void): void => {
    for (const value of values()) complete(value, '');
  };

function addOption(to: Completed, option: Option): void {
  const name = option.long?.replace(/^--/, '') ?? '';
  const letter = option.short?.replace(/^-/, '');
  const values = option.argChoices ?? valuesByName.get(name)?.() ?? [];
  const takesValue = option.required || option.optional;
  to.option(name, option.description, takesValue ? offered(() => values) : letter, letter);
}

/** A code is offered where one is begun; elsewhere what is explained is a file of answers. */
const codesFor = (typed: string): Values => (/^[A-Z]/.test(typed) ? () => allCodes : nothing);

function valuesOf(command: Command, argument: Argument, typed: string): Values {
  const { argChoices } = argument;
  if (argChoices !== undefined) return () => argChoices;
  if (command.name() === 'explain') return codesFor(typed);
  return valuesByName.get(argument.name()) ?? nothing;
}

/** The declarations of the program as the library takes them. */
function declared(program: Command, typed: string): RootCommand {
  const help = program.createHelp();
  const root = new RootCommand();
  for (const option of help.visibleOptions(program)) addOption(root, option);
  for (const command of help.visibleCommands(program)) {
    const added = root.command(command.name(), command.description());
    for (const option of help.visibleOptions(command)) addOption(added, option);
    for (const argument of command.registeredArguments) {
      const values = valuesOf(command, argument, typed);
      added.argument(argument.name(), offered(values), argument.variadic);
    }
  }
  return root;
}

/** What the library prints, which it can do to the console alone. */
function printed(print: () => void): readonly string[] {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => lines.push(...line.split('\n'));
  try {
    print();
  } finally {
    console.log = log;
  }
  return lines;
}

/**
 * Answers the scripts below: one "value, tab, description" a line for the words so far, the last of
 * which is being typed, and ":0", with which the shell completes files where nothing is offered.
 */
export function complete(words: readonly string[], program: Command, world: World): ExitCode {
  const root = declared(program, words.at(-1) ?? '');
  const lines = printed(() => root.parse([...words])).slice(0, -1);
  world.stdout.write([...lines, ':0', ''].join('\n'));
  return exitCode.done;
}

/**
 * The library's script for bash evaluates what was typed, needs a package that is not everywhere,
 * and cannot be read twice. This one hands the words over as they are, and works from bash 3.2 on.
 * Bash parts words at "=", which is then left out: "--color=al" is the same as "--color al".
 */
const bash = `# bash completion for pendulum
_pendulum() {
  local word current=\${COMP_WORDS[COMP_CWORD]}
  local -a words
  words=()
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == = ]] || words+=("$word")
  done
  [[ $current == = ]] && current=
  while IFS=$'\\t' read -r word _; do
    [[ $word == :* || $word != "$current"* ]] || COMPREPLY+=("$word")
  done < <(pendulum complete -- \${words[@]+"\${words[@]}"} "$current" 2>/dev/null)
}
complete -o default -F _pendulum pendulum
`;

const scriptFor = (shell: string): string =>
  shell === 'bash'
    ? bash
    : `${printed(() => new RootCommand().setup('pendulum', 'pendulum', shell)).join('\n')}\n`;

/** Prints the script that makes a shell complete what is typed after "pendulum". */
export function completion(shell: string, world: World): ExitCode {
  world.stdout.write(scriptFor(shell));
  return exitCode.done;
}
