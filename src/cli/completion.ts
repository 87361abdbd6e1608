import { RootCommand, type Command as Completed, type Complete } from '@bomb.sh/tab';
import type { Argument, Command, Option } from 'commander';
import { allCodes } from './explain-code.ts';
import { shippedNames } from './paths.ts';
import { exitCode, type ExitCode, type World } from './world.ts';

/** The words that a description begins with: "text, json or csv; repeatable". */
const namedIn = (description: string): readonly string[] =>
  description.split(';')[0]!.split(/, | or /);

/** Values of an option: its choices, or by what it is called. */
function valuesFor({ argChoices, description }: Option, name: string): readonly string[] {
  if (argChoices !== undefined) return argChoices;
  if (name === 'format') return namedIn(description);
  return name === 'scorecard' ? shippedNames() : [];
}

const offered =
  (values: readonly string[]) =>
  (complete: Complete): void => {
    for (const value of values) complete(value, '');
  };

function addOption(to: Completed, option: Option): void {
  const name = option.long?.replace(/^--/, '') ?? '';
  const letter = option.short?.replace(/^-/, '');
  const takesValue = option.required || option.optional;
  const third = takesValue ? offered(valuesFor(option, name)) : letter;
  to.option(name, option.description, third, letter);
}

/** Values of an argument; of what may be explained, codes alone where one is begun. */
function valuesOf(command: Command, argument: Argument, typed: string): readonly string[] {
  if (argument.argChoices !== undefined) return argument.argChoices;
  if (command.name() === 'explain') return /^[A-Z]/.test(typed) ? allCodes : [];
  return argument.name() === 'scorecard' ? shippedNames() : [];
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
