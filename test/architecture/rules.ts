/** What a layer may import of ours, and why it may no more. */
interface Layer {
  readonly may: readonly string[];
  readonly because: string;
}

const domain = ['problem.ts', 'source', 'scorecard', 'plan', 'answers', 'score', 'stats'];
const outcome = [
  'advice',
  'result.ts',
  'result',
  'explanation.ts',
  'explain',
  'gate',
  'comparison.ts',
  'compare',
  'instrument.ts',
  'instrument',
  'report',
];
const bulk = ['tables', 'sql'];

/** The layers of src: its folders and the files at its top. A layer may always import itself. */
export const layers: Readonly<Record<string, Layer>> = {
  text: { may: [], because: 'leaves: strings in, strings out' },
  stats: {
    may: [],
    because: 'formulas stand alone, so that each can be held against its reference',
  },
  'problem.ts': { may: [], because: 'every layer reports problems, so this one needs nobody' },
  source: {
    may: ['problem.ts', 'text'],
    because: 'scorecards and answers are both written in YAML; the safe way to read it exists once',
  },
  scorecard: {
    may: ['problem.ts', 'text', 'source'],
    because: 'what an author may write does not depend on how it is scored',
  },
  plan: {
    may: ['problem.ts', 'scorecard'],
    because: 'everything that can be decided is decided before an answer is seen',
  },
  answers: {
    may: ['problem.ts', 'plan', 'text', 'source'],
    because: 'a sheet is checked against the plan, never against the file the plan was made from',
  },
  score: {
    may: ['plan', 'answers', 'stats'],
    because: 'pure arithmetic: no text, no problems, no files, so that it can run a million times',
  },
  advice: {
    may: ['plan', 'score', 'text'],
    because: 'advice follows from scores and the library alone, and prints numbers as reports do',
  },
  'comparison.ts': {
    may: ['plan', 'result.ts'],
    because: 'the contract between two rounds and their reports is types, as the result is',
  },
  compare: {
    may: [
      'problem.ts',
      'plan',
      'answers',
      'score',
      'stats',
      'result.ts',
      'result',
      'comparison.ts',
    ],
    because:
      'rounds are compared by their results, in which small groups are hidden already; answers ' +
      'are read anew on the questions that all share, and single positions meet in a test alone',
  },
  'result.ts': {
    may: ['plan'],
    because: 'the contract between numbers and reports is types; nothing in it computes',
  },
  result: {
    may: ['problem.ts', 'result.ts', 'plan', 'score', 'advice', 'text'],
    because: 'rounding, hiding of small groups and assembly happen once, before any report',
  },
  'instrument.ts': {
    may: ['result.ts'],
    because: 'the contract between the statistics of an instrument and its page is types',
  },
  instrument: {
    may: ['plan', 'answers', 'score', 'stats', 'result.ts', 'result', 'instrument.ts', 'text'],
    because:
      'whether a scorecard measures well follows from sums and products of answers; units and what ' +
      'of them is hidden come from the result',
  },
  'explanation.ts': {
    may: ['plan', 'result.ts'],
    because: 'the contract between the ledger and its report is types; nothing in it computes',
  },
  explain: {
    may: ['plan', 'answers', 'score', 'advice', 'result.ts', 'result', 'explanation.ts', 'text'],
    because:
      'the ledger takes apart what score and advice have decided, and where small groups are hidden ' +
      'nothing but the result; ' +
      'what would be otherwise it asks of the evaluator, so that it has no score of its own',
  },
  gate: {
    may: ['result.ts', 'answers'],
    because:
      'a verdict follows from the numbers of the result and from rules that were read with the ' +
      'answers; it scores nothing, so it cannot disagree with the reports',
  },
  report: {
    may: ['result.ts', 'explanation.ts', 'comparison.ts', 'instrument.ts', 'text', 'words'],
    because:
      'a report that sees nothing but the result cannot compute a number of its own; ' +
      'words are what it says around the numbers, in the language of the room',
  },
  tables: {
    may: ['problem.ts', 'source', 'plan', 'answers', 'score', 'text', 'sql'],
    because:
      'a table row goes through the evaluator that a sheet goes through; what is no text at all, and ' +
      'where a map says what, is told as of any file; a database hands over columns as sql has them',
  },
  sql: {
    may: ['problem.ts', 'plan', 'text'],
    because: 'without score, equal numbers from SQL and from the process are evidence',
  },
  words: { may: [], because: 'what the interface says is one file a language and nothing else' },
  interview: {
    may: ['problem.ts', 'plan', 'answers', 'score', 'text', 'words'],
    because:
      'a session shows questions and keeps answers; files and reports are the business of cli',
  },
  cli: {
    may: [...domain, ...outcome, ...bulk, 'interview', 'words', 'text'],
    because: 'the only layer that touches the world puts the others together; nobody imports it',
  },
  'cli.ts': { may: ['cli'], because: 'the entry starts the program and decides nothing' },
  'index.ts': {
    may: [...domain, ...outcome, ...bulk],
    because: 'the library neither prompts nor prints nor writes',
  },
};

/** Between these, `import type` only. */
export const typesOnly: readonly (readonly [from: string, to: string, because: string])[] = [
  ['report', 'result.ts', 'a report is a function of the result and of nothing else'],
  ['result.ts', 'plan', 'the result document is types'],
  ['report', 'explanation.ts', 'a report of the ledger is a function of it and of nothing else'],
  ['explanation.ts', 'plan', 'the explanation is types'],
  ['explanation.ts', 'result.ts', 'the explanation is types'],
  ['gate', 'answers', 'a gate is judged as it was read'],
  ['report', 'comparison.ts', 'a report of a comparison is a function of it and of nothing else'],
  ['comparison.ts', 'plan', 'the comparison document is types'],
  ['comparison.ts', 'result.ts', 'the comparison document is types'],
  ['report', 'instrument.ts', 'the page of the instrument is a function of its document'],
  ['instrument.ts', 'result.ts', 'the document of the instrument is types'],
  ['tables', 'sql', 'columns are read as they come; who hands them over is not known'],
];

/** Who may import something that is not ours. */
interface Door {
  readonly modules: readonly string[];
  readonly files: RegExp;
  /** Not more than one file at a time. */
  readonly single?: true;
  readonly because: string;
}

const inCli = /^cli(\/|\.ts$)/;

/** Every outside module there is in src; one that is missing here is not allowed. */
export const doors: readonly Door[] = [
  {
    modules: ['yaml'],
    files: /^source\//,
    because: 'depth, aliases, tags, duplicates and places are seen to at one door',
  },
  {
    modules: ['chalk'],
    files: /^report\//,
    single: true,
    because: 'colour is decided in one place; chalk itself does not honour NO_COLOR',
  },
  {
    modules: ['@inquirer/core'],
    files: /^interview\//,
    because: 'one long-lived prompt holds the whole questionnaire, or typed-ahead keys are lost',
  },
  {
    modules: ['inquirer'],
    files: /^cli\//,
    single: true,
    because: 'ready-made prompts ask who answers, before a session starts',
  },
  {
    modules: ['commander'],
    files: /^cli\/(program|failure|completion|man)\.ts$/,
    because:
      'commands are declared in one file and its errors told in another; completion and the ' +
      'manual read the declarations',
  },
  {
    modules: ['@bomb.sh/tab'],
    files: /^cli\/completion\.ts$/,
    single: true,
    because: 'shells ask for completions in ways of their own, and are answered in one place',
  },
  {
    modules: ['fast-string-width', 'fast-wrap-ansi'],
    files: /^text\//,
    because: 'how wide a text is, is measured in one way',
  },
  {
    modules: ['@duckdb/node-api', '@duckdb/node-bindings'],
    files: /^sql\/duckdb\.ts$/,
    single: true,
    because:
      'the one database door: what it may reach is shut off in one place, and it is loaded only when ' +
      'a table needs it; the bindings hand over columns without an object for each cell',
  },
  {
    modules: ['node:crypto'],
    files: /^(plan|cli|report\/html)\//,
    because:
      'fingerprints of plans, names of temporary files, and the style sheet that a page lets in',
  },
  {
    modules: ['node:fs', 'node:child_process', 'node:os', 'node:tty', 'node:readline'],
    files: inCli,
    because: 'only cli touches the world',
  },
  {
    modules: ['node:path', 'node:url', 'node:stream', 'node:events', 'node:timers/promises'],
    files: inCli,
    because: 'paths, streams and time belong to the world that only cli touches',
  },
  {
    modules: ['node:worker_threads', 'node:zlib', 'node:v8'],
    files: /^cli\/tables\//,
    because:
      'tables are large: they are packed, read by as many threads as there are cores, and in little ' +
      'memory',
  },
];

/** Words that are allowed in some files or in none. */
interface Word {
  readonly name: string;
  readonly found: RegExp;
  readonly files: RegExp | null;
  readonly because: string;
}

/** A side of the questionnaire is called process too, so the members of Node's one are looked for. */
const members = [...Object.keys(process), 'on', 'once', 'off', 'emit', 'addListener'].join('|');

const clock = 'the same answers must give the same bytes, whenever and wherever they are scored';

export const words: readonly Word[] = [
  {
    name: 'process',
    found: new RegExp(
      String.raw`(?<![\w$.#])process\s*(?:\??\.\s*(?:${members})\b|\[\s*['"])`,
      'g',
    ),
    files: inCli,
    because: 'only cli touches the world; pass what is needed',
  },
  {
    name: 'console',
    found: /(?<![\w$.#])console\b/g,
    files: null,
    because: 'data goes to stdout and all else to stderr, through the streams of the World',
  },
  { name: 'Date', found: /(?<![\w$.#])Date\b/g, files: null, because: clock },
  { name: 'performance', found: /(?<![\w$.#])performance\s*\./g, files: null, because: clock },
  { name: 'Math.random', found: /\bMath\s*\.\s*random\b/g, files: null, because: clock },
  { name: 'toLocale', found: /\.\s*(?:toLocale\w*|localeCompare)\b/g, files: null, because: clock },
  { name: 'Intl', found: /(?<![\w$.#])Intl\b(?!\.Segmenter\b)/g, files: null, because: clock },
  {
    name: 'fetch',
    found: /(?<![\w$.#])(?:fetch\s*\(|WebSocket\b|XMLHttpRequest\b)/g,
    files: null,
    because: 'no network, ever',
  },
  {
    name: 'eval',
    found: /(?<![\w$.#])(?:eval\s*\(|Function\s*\(|require\s*\(|createRequire\b|globalThis\b)/g,
    files: null,
    because: 'a scorecard is data, and an import is written down where a test can see it',
  },
];

/** Where a word above is needed all the same. */
export const exceptions: readonly (readonly [file: string, word: string, because: string])[] = [
  ['cli/completion.ts', 'console', 'the library prints there alone; caught, it goes to the World'],
  ['cli/as-of.ts', 'Date', 'a waiver runs out by the calendar; the day is never printed'],
  ['cli/clock.ts', 'performance', 'who waits is told how long, on a terminal and in no output'],
];
