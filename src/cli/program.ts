import { Argument, Command, Help, InvalidArgumentError, Option } from 'commander';
import { tool } from '../result/tool.ts';
import type { AgainstOptions } from './against.ts';
import type { AskOptions } from './ask.ts';
import type { CompareOptions } from './compare.ts';
import type { PseudonymiseOptions } from './pseudonymise.ts';
import type { SqlOptions } from './sql.ts';
import type { WorkshopOptions } from './workshop.ts';
import type { World } from './world.ts';

const collect = (value: string, previous: readonly string[]): readonly string[] => [
  ...previous,
  value,
];

function wholeFrom(lowest: number, highest = Number.MAX_SAFE_INTEGER) {
  return (value: string): number => {
    const number = /^[0-9]+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= lowest && number <= highest) return number;
    const to = highest === Number.MAX_SAFE_INTEGER ? '' : ` to ${highest}`;
    throw new InvalidArgumentError(`Give a whole number from ${lowest}${to}.`);
  };
}

const color = () =>
  new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto');
const noColor = () => new Option('--no-color', 'the same as --color never');

const answers = () =>
  new Argument('<answers...>', 'sheets, folders of them, an engagement, or - for stdin');
const answersOrTables = () =>
  new Argument('<answers...>', 'sheets, folders of them, an engagement, tables, or - for stdin');
const ownScorecard = () =>
  new Argument('[scorecard]', 'name or file; the one of the engagement when absent');

const scorecard = () =>
  new Option('-s, --scorecard <name>', 'scorecard file or the name of a shipped one');
const market = () => new Option('-m, --market <id>', 'market of answers that name none');
const round = () => new Option('-r, --round <name>', 'survey round; the latest when absent');
const minGroup = () =>
  new Option('--min-group <n>', 'hide groups with fewer respondents').argParser(wholeFrom(3));
const ascii = () => new Option('--ascii', 'plain ASCII');
const plain = () => new Option('--plain', 'for screen readers: plain ASCII, no colour');
const force = () => new Option('--force', 'write over existing files');

/** Reports of a result. A test holds the list against the formats that there are. */
const everyFormat = 'text, html, svg, json, markdown, csv, junit, sarif, badge, github';

const format = (names: string) =>
  new Option('-f, --format <name[=path]>', `${names}; repeatable`)
    .argParser<readonly string[]>(collect)
    .default([]);

const language = () =>
  new Option('--language <code>', 'language of the questions; that of the terminal when absent');

/** A command with the switches that every command has. */
function command(name: string, about: string): Command {
  return new Command(name)
    .description(about)
    .addOption(color())
    .addOption(noColor())
    .option('--json', 'problems as JSON lines on stderr')
    .helpOption('-h, --help', 'print this')
    .exitOverride();
}

const firstSteps = `
First steps
  pendulum score scorecards/examples/calder-gases   see a finished example
  pendulum ask quick-scan                           answer 20 questions yourself
  pendulum scorecards                               what is shipped
  pendulum check my-scorecard.yaml                  is my own scorecard sound
`;

const exitCodes = `
Exit codes
  0 done   1 a gate or a check failed   2 usage   3 invalid input
  4 input/output   5 locked   6 saved but incomplete   70 a bug in pendulum
  128+n on a signal
`;

/** Commands as the help lists them: by what a person wants to do. */
const groups: readonly (readonly [heading: string, names: readonly string[]])[] = [
  ['Ask', ['ask', 'workshop', 'template']],
  ['See and decide', ['score', 'compare', 'explain']],
  ['Hold and prove', ['gate', 'verify', 'stats']],
  ['Work with tables', ['batch', 'sql', 'pseudonymise']],
  ['Write a scorecard', ['scorecards', 'check']],
];

const groupOf = (name: string): string =>
  groups.find(([, names]) => names.includes(name))?.[0] ?? 'More';

/** Is told what the program ends with. */
type Finish = (code: number) => void;

function askCommand(world: World, finish: Finish): Command {
  return command('ask', 'answer a questionnaire, key by key; starts where you left it')
    .addArgument(ownScorecard())
    .option('-u, --unit <id>', 'business unit')
    .option('-r, --round <name>', 'survey round')
    .option('--respondent <id>', 'who answers, such as r07')
    .addOption(
      new Option('--facts', "the unit's facts, into pendulum.yaml; no respondent").conflicts([
        'respondent',
        'role',
        'market',
      ]),
    )
    .option('--role <id>', 'role of the respondent')
    .option('-m, --market <id>', 'end market')
    .option('--folder <path>', 'where the session is kept')
    .option('--salvage', 'go on with the good lines of a damaged session, in a new file')
    .option('--steal-lock', 'take a session that another machine left locked')
    .addOption(language())
    .option('--live', 'show where the pendulum hangs so far; can bias who answers')
    .addOption(ascii())
    .option('--plain', 'for screen readers: line by line, plain ASCII, nothing redrawn')
    .addHelpText(
      'after',
      '\nExamples\n  pendulum ask quick-scan\n  pendulum ask -u bulk-north -r 2026-q4 --respondent r07 --role sales\n  pendulum ask --facts -u bulk-north -r 2026-q4\n',
    )
    .action(async (name: string | undefined, options: Omit<AskOptions, 'show'>) => {
      const { ask } = await import('./ask.ts');
      const show: AskOptions['show'] = async (path, look) => {
        const { scoreOwn } = await import('./score.ts');
        return scoreOwn(path, name ?? null, look, world);
      };
      finish(await ask(name, { ...options, show }, world));
    });
}

function workshopCommand(world: World, finish: Finish): Command {
  return command('workshop', 'a room on one laptop: sealed votes, the reveal, what to do')
    .addArgument(ownScorecard())
    .option('-u, --unit <id>', 'business unit')
    .option('-r, --round <name>', 'survey round')
    .option('-m, --market <id>', 'end market')
    .option('--people <n>', 'how many are in the room, or how many of each role: "2 2 3 1"')
    .option('--cards', 'votes are cards held up, keyed in by you')
    .option('--no-cards', 'votes are given in turn at this keyboard')
    .option('--min-group <n>', 'hide what fewer people answered', wholeFrom(3))
    .option('--folder <path>', 'where the workshop is kept until it ends')
    .addOption(language())
    .addOption(ascii())
    .option('--no-motion', 'a still picture')
    .addHelpText(
      'after',
      '\nExamples\n  pendulum workshop quick-scan --people 8\n  pendulum workshop -u bulk-north -r 2026-q4 --cards\n',
    )
    .action(async (name: string | undefined, options: WorkshopOptions) => {
      const { workshop } = await import('./workshop.ts');
      finish(await workshop(name, options, world));
    });
}

const tables = () =>
  new Argument(
    '<table...>',
    'CSV or NDJSON, packed by gzip or not, - for stdin; files of Parquet or DuckDB',
  );
const map = () => new Option('--map <file>', 'what columns and cells mean; "template" writes one');
const delimiter = () =>
  new Option('--delimiter <character>', "what parts the fields of a CSV, such as ';' or tab");
const tableName = () => new Option('--table <name>', 'the table of a DuckDB file that has several');
const onDuplicate = () =>
  new Option('--on-duplicate <rule>', 'of rows with one unit, round and respondent')
    .choices(['error', 'first', 'last', 'ignore'])
    .default('error');
const allowRejects = () =>
  new Option('--allow-rejects <n>', 'how many rows may be left out; none when absent').argParser(
    wholeFrom(0),
  );

function scoreCommand(world: World, finish: Finish): Command {
  return command('score', 'score answers; shows the pendulum and what to do next')
    .addArgument(answersOrTables())
    .addOption(scorecard())
    .addOption(format(everyFormat))
    .addOption(market())
    .option('-u, --unit <id>', 'the unit to show in full; "most" for the one with most to tell')
    .addOption(round())
    .addOption(minGroup())
    .option('--as-of <date>', 'the day that reports say; none when absent')
    .option('--appendix', "every question, with the respondents' notes")
    .addOption(map())
    .addOption(delimiter())
    .addOption(tableName())
    .addOption(onDuplicate())
    .addOption(allowRejects())
    .option('--rejects <file>', 'a row for each cell of a table that is no answer')
    .option('--moments', 'the tables are moments that "sql --view moments" computed')
    .addOption(ascii())
    .option('--braille', 'a finer picture, if the font has braille')
    .option('--no-motion', 'a still picture')
    .option('--plain', 'for screen readers: plain ASCII, no colour, no motion')
    .addOption(force())
    .addHelpText(
      'after',
      '\nExamples\n  pendulum score answers/\n  pendulum score pendulum.yaml -u most -f text -f json=result.json\n',
    )
    .action(async (inputs: string[], options) => {
      const { score } = await import('./score.ts');
      finish(await score(inputs, options, world));
    });
}

function batchCommand(world: World, finish: Finish): Command {
  return command('batch', 'score tables of any size in one pass; rows in, rows out')
    .addArgument(tables())
    .addOption(scorecard())
    .addOption(map())
    .addOption(delimiter())
    .addOption(tableName())
    .addOption(market())
    .option(
      '--units <file>',
      'a row for each unit and round; on stdout as CSV when neither this nor --respondents is given',
    )
    .option('--respondents <file>', 'a row for each respondent, in the order of the table')
    .option('--rejects <file>', 'a row for each cell that is no answer')
    .addOption(onDuplicate())
    .addOption(allowRejects())
    .addOption(minGroup())
    .addOption(
      new Option(
        '--workers <n>',
        'how many threads read, 16 at most; as many as there are cores when absent',
      ).argParser(wholeFrom(1, 16)),
    )
    .addOption(force())
    .addHelpText(
      'after',
      '\nFiles end in .csv, .ndjson or .parquet.\n\nExamples\n  pendulum batch answers.csv -s quick-scan\n  pendulum batch answers.csv.gz -s quick-scan --map map.yaml --units units.csv --rejects rejects.csv\n  pendulum batch - -s quick-scan --respondents respondents.parquet < answers.ndjson\n',
    )
    .action(async (inputs: string[], options) => {
      const { batch } = await import('./batch.ts');
      finish(await batch(inputs, options, world));
    });
}

function statsCommand(world: World, finish: Finish): Command {
  return command('stats', 'is the scorecard measuring well, and did enough people answer')
    .addArgument(answersOrTables())
    .addOption(scorecard())
    .addOption(format('text, json, markdown or html'))
    .addOption(market())
    .addOption(round())
    .addOption(minGroup())
    .addOption(map())
    .addOption(delimiter())
    .addOption(tableName())
    .addOption(onDuplicate())
    .addOption(allowRejects())
    .option('--rejects <file>', 'a row for each cell of a table that is no answer')
    .option(
      '--items <file>',
      'a row for each respondent of every round: answers as given, and in points',
    )
    .option('--codebook <file>', 'what the columns of the items mean, as CSV')
    .option('--moments', 'the tables are moments that "sql --view moments" computed')
    .addOption(ascii())
    .addOption(plain())
    .addOption(force())
    .addHelpText(
      'after',
      '\nExamples\n  pendulum stats answers/\n  pendulum stats answers.csv -s quick-scan -f html=instrument.html\n  pendulum stats answers.csv -s quick-scan --items items.csv --codebook codebook.csv\n',
    )
    .action(async (inputs: string[], options) => {
      const { stats } = await import('./stats.ts');
      finish(await stats(inputs, options, world));
    });
}

function explainCommand(world: World, finish: Finish): Command {
  return command('explain', 'where the numbers come from; or what the code of a problem means')
    .argument('<answers...>', 'sheets, folders of them, an engagement, or - for stdin; or a code')
    .addOption(scorecard())
    .addOption(format('text, json or csv'))
    .addOption(market())
    .option('-u, --unit <id>', 'the unit to explain; the one with most to tell when absent')
    .addOption(round())
    .option('--respondent <id>', 'explain one respondent instead')
    .addOption(
      new Option('--practice <id>', 'why it was recommended, or was not').conflicts('respondent'),
    )
    .addOption(minGroup())
    .addOption(ascii())
    .addOption(plain())
    .addOption(force())
    .addHelpText(
      'after',
      '\nExamples\n  pendulum explain answers/\n  pendulum explain pendulum.yaml -u bulk-north --practice P15\n  pendulum explain YAML_ALIAS\n',
    )
    .action(async (inputs: string[], options) => {
      const { explainCode, namesCode } = await import('./explain-code.ts');
      if (namesCode(inputs, world)) return finish(explainCode(inputs[0]!, world));
      const { explain } = await import('./explain.ts');
      return finish(await explain(inputs, options, world));
    });
}

function verifyCommand(world: World, finish: Finish): Command {
  return command('verify', 'compute a result again from its answers: identical, or what differs')
    .argument('<result.json>', 'a result that "score -f json=FILE" wrote')
    .argument('[answers...]', 'its answers; looked for near the result and here when absent')
    .addOption(scorecard())
    .addHelpText(
      'after',
      '\nExamples\n  pendulum verify result.json\n  pendulum verify reports/2026-q4.json answers/\n',
    )
    .action(async (path: string, answers: string[], options) => {
      const { verify } = await import('./verify.ts');
      finish(await verify(path, answers, options, world));
    });
}

function gateCommand(world: World, finish: Finish): Command {
  return command('gate', 'hold answers against limits and targets, each with its reason')
    .addArgument(answers())
    .option('--gate <file>', 'what to hold them against; "gate:" of pendulum.yaml when absent')
    .option('--strict', 'the whole interval must pass, unanswered counting as the worst')
    .option('--baseline <file>', 'a result in JSON to measure movement from')
    .option('--update-baseline', 'when all else passes, make this result the baseline')
    .addOption(scorecard())
    .addOption(format(everyFormat))
    .addOption(market())
    .option('-u, --unit <id>', 'the unit that pictures show; all units are judged')
    .addOption(round())
    .addOption(minGroup())
    .option('--as-of <date>', 'the day that waivers are held against; today when absent')
    .addOption(ascii())
    .addOption(plain())
    .addOption(force())
    .addHelpText(
      'after',
      '\nExamples\n  pendulum gate pendulum.yaml\n  pendulum gate answers/ --gate gate.yaml --strict\n  pendulum gate . --baseline baseline.json -f text -f json=result.json\n',
    )
    .action(async (inputs: string[], options) => {
      const { gate } = await import('./gate.ts');
      finish(await gate(inputs, options, world));
    });
}

function compareCommand(world: World, finish: Finish): Command {
  return command('compare', 'how the pendulum swung between rounds, on the questions they share')
    .argument('<rounds...>', 'names of rounds, or answers: sheets, folders, an engagement')
    .addOption(
      new Option('-s, --scorecard <name>', 'a version of the scorecard; repeatable')
        .argParser<readonly string[]>(collect)
        .default([], 'that of the answers'),
    )
    .addOption(format('text, json or markdown'))
    .addOption(market())
    .option('-u, --unit <id>', 'the unit to show; all when absent')
    .addOption(minGroup())
    .addOption(ascii())
    .addOption(plain())
    .addOption(force())
    .addHelpText(
      'after',
      '\nExamples\n  pendulum compare 2026-q2 2026-q4\n  pendulum compare answers/ -s old.yaml -s new.yaml -f json=swing.json\n',
    )
    .action(async (given: string[], options: CompareOptions) => {
      const { compare } = await import('./compare.ts');
      finish(await compare(given, options, world));
    });
}

function checkCommand(world: World, finish: Finish): Command {
  return command('check', 'check scorecards: structure, conditions, examples')
    .argument('<scorecard...>', 'scorecard files or shipped names')
    .addOption(format('text or sarif'))
    .option('--against <name>', 'an earlier version: what the edit does to stored answers')
    .option('--answers <path...>', 'those answers; the ones of the engagement when absent')
    .addOption(minGroup())
    .addOption(force())
    .addHelpText(
      'after',
      '\nExamples\n  pendulum check my-scorecard.yaml\n  pendulum check scorecards/*.yaml -f text -f sarif=check.sarif\n  pendulum check new.yaml --against old.yaml\n',
    )
    .action(async (names: string[], options: AgainstOptions & { readonly against?: string }) => {
      if (options.against === undefined) {
        const { check } = await import('./check.ts');
        finish(check(names, options, world));
      } else {
        const { checkAgainst } = await import('./against.ts');
        finish(await checkAgainst(names, options.against, options, world));
      }
    });
}

function scorecardsCommand(world: World, finish: Finish): Command {
  return command('scorecards', 'list the shipped scorecards, or show one')
    .argument('[scorecard]', 'name or file')
    .addHelpText('after', '\nExamples\n  pendulum scorecards\n  pendulum scorecards quick-scan\n')
    .action(async (name: string | undefined) => {
      const { scorecards } = await import('./scorecards.ts');
      finish(await scorecards(name, world));
    });
}

function templateCommand(world: World, finish: Finish): Command {
  return command('template', 'write an empty sheet, or a table and its map, to fill in')
    .argument('<scorecard>', 'name or file')
    .addOption(format('sheet, csv or map'))
    .addOption(force())
    .addHelpText(
      'after',
      '\nExamples\n  pendulum template quick-scan > answers/r01.yaml\n  pendulum template quick-scan -f csv=answers.csv -f map=map.yaml\n',
    )
    .action(async (name: string, options) => {
      const { template } = await import('./template.ts');
      finish(await template(name, options, world));
    });
}

function sqlCommand(world: World, finish: Finish): Command {
  return command('sql', 'the same scoring as one SELECT, for the database that has the answers')
    .argument('<scorecard>', 'name or file')
    .addOption(
      new Option('--dialect <name>', 'which database')
        .choices(['duckdb', 'postgres', 'clickhouse'])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--view <name>', 'what a row is about; moments are what units are scored from')
        .choices(['respondents', 'units', 'moments'])
        .default('respondents'),
    )
    .option('--table <name>', 'the table of answers, such as survey.answers', 'answers')
    .addOption(market())
    .addOption(
      new Option('--without <column>', 'a column that the table does not have; repeatable')
        .argParser<readonly string[]>(collect)
        .default([]),
    )
    .addHelpText(
      'after',
      '\nExamples\n  pendulum sql quick-scan --dialect duckdb\n  pendulum sql quick-scan --dialect postgres --table survey.answers | psql -f -\n  pendulum sql quick-scan --dialect clickhouse --view moments | clickhouse-client\n',
    )
    .action(async (name: string, options: SqlOptions) => {
      const { sql } = await import('./sql.ts');
      finish(await sql(name, options, world));
    });
}

function pseudonymiseCommand(world: World, finish: Finish): Command {
  return command('pseudonymise', 'write answers again without the ids of who gave them')
    .argument('<answers...>', 'sheets, folders of them, an engagement, tables, or - for stdin')
    .addOption(
      new Option(
        '-o, --output <path>',
        'the file of one table; else a folder',
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--key <file>',
        'what pseudonyms are made with; made when absent',
      ).makeOptionMandatory(),
    )
    .option('--notes', "keep the respondents' notes, which may name people")
    .addOption(map())
    .addOption(delimiter())
    .addOption(force())
    .addHelpText(
      'after',
      '\nThe same id has the same pseudonym wherever the key is the same.\n\nExamples\n  pendulum pseudonymise answers/ -o shared/answers --key ~/keys/calder.key\n  pendulum pseudonymise answers.csv.gz -o shared.csv.gz --key ~/keys/calder.key\n',
    )
    .action(async (inputs: string[], options: PseudonymiseOptions) => {
      const { pseudonymise } = await import('./pseudonymise.ts');
      finish(await pseudonymise(inputs, options, world));
    });
}

function completionCommand(world: World, finish: Finish): Command {
  return command('completion', 'print a script with which your shell completes commands')
    .addArgument(
      new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish', 'powershell']),
    )
    .addHelpText(
      'after',
      '\nExamples\n  source <(pendulum completion bash)\n  pendulum completion fish > ~/.config/fish/completions/pendulum.fish\n',
    )
    .action(async (shell: string) => {
      const { completion } = await import('./completion.ts');
      finish(completion(shell, world));
    });
}

function completeCommand(world: World, finish: Finish, program: Command): Command {
  return command('complete', 'what the scripts of "completion" ask')
    .argument('[words...]')
    .action(async (words: string[]) => {
      const { complete } = await import('./completion.ts');
      finish(complete(words, program, world));
    });
}

/** Every command and option. Nothing heavy is imported before a command runs. */
export function buildProgram(world: World, finish: Finish): Command {
  const program = new Command('pendulum')
    .description('Shows where a business unit hangs between customer focus and process focus.')
    .version(tool.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .addHelpCommand(
      new Command('help')
        .argument('[command]')
        .description('print the help of a command')
        .helpGroup(groupOf('help')),
    )
    .configureHelp({
      // That nothing is given when nothing is given goes without saying.
      optionDescription: (option) =>
        new Help().optionDescription(option).replace(' (default: [])', ''),
      styleTitle: (title) => (title === 'Usage:' ? title : title.replace(/:$/, '')),
      subcommandTerm: (each) => [each.name(), ...each.usage().split(' ').slice(1)].join(' '),
    })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      // What is wrong is told in one place, `failure.ts`, like every other problem.
      outputError: () => undefined,
    })
    .addHelpText('after', firstSteps + exitCodes)
    .allowExcessArguments()
    .action(async () => {
      const { firstWords } = await import('./first-words.ts');
      const names = program.commands.map((each) => each.name());
      firstWords(program.args, names, firstSteps.trimStart(), world);
    });

  const commands = [
    askCommand,
    workshopCommand,
    scoreCommand,
    explainCommand,
    statsCommand,
    verifyCommand,
    gateCommand,
    compareCommand,
    batchCommand,
    checkCommand,
    scorecardsCommand,
    templateCommand,
    sqlCommand,
    pseudonymiseCommand,
    completionCommand,
  ];
  for (const each of commands) program.addCommand(each(world, finish));
  program.addCommand(completeCommand(world, finish, program), { hidden: true });
  for (const each of program.commands) {
    each.configureOutput(program.configureOutput()).configureHelp(program.configureHelp());
    each.helpGroup(groupOf(each.name()));
  }
  return program;
}
