import type { Code, Details } from '../problem.ts';
import { exitCode, type ExitCode } from './world.ts';

/** A few lines of a file that get a problem, and the same lines put right. */
export interface Example {
  readonly file: 'scorecard' | 'sheet' | 'engagement' | 'actions';
  readonly wrong: string;
  readonly right: string;
}

/** What there is to say of a code, beside the message and the hint that it prints. */
export interface Note<C extends Code> {
  readonly means: string;
  /** Details as they could be, to show the message with. */
  readonly shown: Details<C>;
  /** What to do in general, where the hint depends on what was found. */
  readonly help?: string;
  /** What a command can end with; a warning by itself changes nothing. */
  readonly ends: readonly ExitCode[];
  readonly example?: Example;
}

const { done, failed, usage, invalid, io, locked, incomplete, bug } = exitCode;

/** Every code of a problem explained. */
export const codes: { readonly [C in Code]: Note<C> } = {
  // Bytes and YAML
  INPUT_TOO_LARGE: {
    means: 'more than 1 MiB (64 MiB of NDJSON, 256 MiB of a result), or not a regular file',
    shown: ['the file has more than 1048576 bytes'],
    ends: [invalid],
  },
  NOT_TEXT: {
    means: 'a picture, an archive, a spreadsheet or the like',
    shown: ['a ZIP archive or an Office file', 'document'],
    ends: [invalid],
  },
  ENCODING: {
    means: 'not UTF-8',
    shown: [812, 'Latin-1 or Windows-1252'],
    ends: [invalid],
  },
  CONTROL_CHAR: {
    means: 'an invisible character, often pasted along',
    shown: ['\\u{200B}'],
    ends: [invalid],
  },
  YAML_SYNTAX: {
    means: 'the YAML ends or breaks there',
    shown: ['missing closing "quote'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'title: "Promises',
      right: 'title: "Promises"',
    },
  },
  YAML_TAB: {
    means: 'a tab in the indentation',
    shown: [],
    ends: [invalid],
  },
  YAML_DEPTH: {
    means: 'nested too deeply, mostly a stray bracket',
    shown: [64],
    ends: [invalid],
  },
  YAML_ALIAS: {
    means: 'anchors, aliases and merges are not read',
    shown: ['the alias *agree'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'title: &name Promises\nsummary: *name',
      right: 'title: Promises\nsummary: Promises',
    },
  },
  YAML_TAG: {
    means: 'tags are not read',
    shown: ['!!str'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'title: !!str Promises',
      right: 'title: Promises',
    },
  },
  YAML_DIRECTIVE: {
    means: 'lines with `%` at the top are not read',
    shown: ['%YAML 1.1'],
    ends: [invalid],
  },
  YAML_DUP_KEY: {
    means: 'a key stands twice in one map',
    shown: ['title', 3, 9],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'title: Promises\ntitle: Deliveries',
      right: 'title: Promises',
    },
  },
  // Shape
  SHAPE: {
    means: 'something else belongs there: a list, a map, a text',
    shown: ['expected a list, found text', null],
    help: 'write what the message expects; the README shows each kind of file',
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'dimensions: flow',
      right: 'dimensions: [{ id: flow, title: Flow }]',
    },
  },
  UNKNOWN_KEY: {
    means: 'a key that does not exist, often a slip of the pen',
    shown: ['titel', 'title', []],
    help: 'correct the key, or delete it',
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'sumary: What we promise and keep.',
      right: 'summary: What we promise and keep.',
    },
  },
  MISSING_KEY: {
    means: 'a key that has to be there',
    shown: ['side'],
    help: 'add the key',
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'dimensions: [{ id: flow }]',
      right: 'dimensions: [{ id: flow, title: Flow }]',
    },
  },
  ID_FORMAT: {
    means: 'not a possible id; a bare `true` or `null` needs quotes or another name',
    shown: ['Order Flow', false],
    help: 'ids start with a letter a-z and go on with a-z, 0-9, - and _, at most 64',
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'dimensions: [{ id: Flow, title: Flow }]',
      right: 'dimensions: [{ id: flow, title: Flow }]',
    },
  },
  PRACTICE_ID: {
    means: 'not a practice id such as B01',
    shown: ['b1'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time., practices: [b1] }',
      right:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time., practices: [B01] }',
    },
  },
  RESERVED_ID: {
    means: 'a name that tables or the program need for themselves',
    shown: ['unit'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong:
        '- { id: role, dimension: flow, side: process, answerScale: agreement,\n    ask: Everybody knows their role. }',
      right:
        '- { id: role-known, dimension: flow, side: process, answerScale: agreement,\n    ask: Everybody knows their role. }',
    },
  },
  NUMBER: {
    means: 'not a number, or outside its limits',
    shown: ['1,5', 'a number with at most 3 decimals from 0 to 1000', 'write digits, like 1.5'],
    help: 'write digits, like 1.5, without quotes and within the limits',
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: "dimensions: [{ id: flow, title: Flow, weight: '1,5' }]",
      right: 'dimensions: [{ id: flow, title: Flow, weight: 1.5 }]',
    },
  },
  FORMAT_VERSION: {
    means: 'written for another version of the format',
    shown: ['2'],
    ends: [invalid],
    example: { file: 'scorecard', wrong: 'pendulum: 2', right: 'pendulum: 1' },
  },
  // Scorecard
  DUPLICATE_ID: {
    means: 'two of a kind have the same id',
    shown: ['dimension', 'flow', 8],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'dimensions: [{ id: flow, title: Flow }, { id: flow, title: People }]',
      right: 'dimensions: [{ id: flow, title: Flow }]',
    },
  },
  UNKNOWN_REF: {
    means:
      'names something that is not there: a dimension, market, practice, unit, question, file or command',
    shown: ['dimension', 'flwo', 'flow', ['flow', 'people']],
    help: 'correct the name; the message knows the nearest one, or all there are',
    ends: [invalid, usage],
    example: {
      file: 'scorecard',
      wrong:
        '- { id: on-time, dimension: flwo, side: process, answerScale: agreement,\n    ask: We are on time. }',
      right:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time. }',
    },
  },
  QUESTION_KIND: {
    means: 'not exactly one way to answer',
    shown: ['on-time', ['answerScale', 'yesNo']],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: '- { id: on-time, dimension: flow, side: process, ask: We are on time. }',
      right: '- { id: on-time, dimension: flow, side: process, ask: We are on time., yesNo: {} }',
    },
  },
  QUESTION_SIDE: {
    means: 'a side, points or `reversed` where they are missing or have no meaning',
    shown: ['on-time', 'has no side', 'add "side: customer" or "process"'],
    help: 'scales, yesNo and metric have a side, choice has points by option, tradeOff and allocation neither; only scales are reversed',
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: '- { id: on-time, dimension: flow, ask: We are on time., answerScale: agreement }',
      right:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time. }',
    },
  },
  COND_CYCLE: {
    means: 'a condition looks ahead, or round in a circle',
    shown: [['on-time', 'planned', 'on-time'], false],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong:
        '- { id: planned, dimension: flow, side: process, answerScale: agreement,\n    ask: We plan., when: { answer: { on-time: { gte: 3 } } } }\n- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time. }',
      right:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time. }\n- { id: planned, dimension: flow, side: process, answerScale: agreement,\n    ask: We plan., when: { answer: { on-time: { gte: 3 } } } }',
    },
  },
  COND_SIZE: {
    means: 'a condition that is empty, or too large to be understood by anybody',
    shown: ['more than 200 parts'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time., when: {} }',
      right:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time. }',
    },
  },
  COND_TYPE: {
    means: "a comparison that the question's answers do not allow",
    shown: ['complaint-path', 'its answers have no order', 'use is or in'],
    help: 'compare as the question is answered: is or in for words, gte and the like for sizes',
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time., when: { answer: { as-planned: { is: 9 } } } }',
      right:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time., when: { answer: { as-planned: { is: 5 } } } }',
    },
  },
  UNREACHABLE: {
    means: 'a question that can never be asked',
    shown: ['on-time'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time., when: { answer: { as-planned: { gt: 5 } } } }',
      right:
        '- { id: on-time, dimension: flow, side: process, answerScale: agreement,\n    ask: We are on time., when: { answer: { as-planned: { gt: 3 } } } }',
    },
  },
  ALWAYS_ASKED: {
    means: 'a condition that always holds',
    shown: ['on-time'],
    ends: [done],
  },
  ZERO_WEIGHT: {
    means: 'weights that add up to 0 score nothing',
    shown: ['the dimensions'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'dimensions: [{ id: flow, title: Flow, weight: 0 }]',
      right: 'dimensions: [{ id: flow, title: Flow, weight: 1 }]',
    },
  },
  POLE_EMPTY: {
    means: 'a dimension without questions on one side',
    shown: ['flow', 'customer'],
    help: 'add a question of that dimension and side',
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'dimensions: [{ id: flow, title: Flow }, { id: people, title: People }]',
      right: 'dimensions: [{ id: flow, title: Flow }]',
    },
  },
  ZONES: {
    means: 'zones or strength bands leave a gap or overlap',
    shown: ['no zone covers 10 to 20'],
    ends: [invalid],
  },
  SCALE: {
    means: 'an answer scale, or a choice, that has not 2 to 11 different options',
    shown: ['the answer scale "agreement" has "Agree" twice'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'answerScales: { agreement: { options: [Agree, Agree] } }',
      right: 'answerScales: { agreement: { options: [Disagree, Agree] } }',
    },
  },
  BREAKPOINTS: {
    means: 'the points of a metric are out of order',
    shown: ['on-time-in-full', 'do not rise in value'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong:
        "- { id: on-time, dimension: flow, side: process, ask: On time in full,\n    metric: { unit: '%', decimals: 1, points: [[98, 100], [80, 0]] } }",
      right:
        "- { id: on-time, dimension: flow, side: process, ask: On time in full,\n    metric: { unit: '%', decimals: 1, points: [[80, 0], [98, 100]] } }",
    },
  },
  SHARES: {
    means: 'the shares of a mix of markets do not add up to 1',
    shown: ['"bulk-north"', '0.9'],
    ends: [invalid],
    example: {
      file: 'engagement',
      wrong: 'units: [{ id: north, title: North, market: { manufacturing: 0.7, hospitals: 0.2 } }]',
      right: 'units: [{ id: north, title: North, market: { manufacturing: 0.7, hospitals: 0.3 } }]',
    },
  },
  OVERFLOW: {
    means: 'numbers so large that sums would not stay exact',
    shown: ['revenue', 90000000],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong:
        '- { id: revenue, dimension: flow, side: process, ask: Revenue,\n    metric: { unit: EUR, decimals: 2, points: [[0, 0], [900000, 100]] } }',
      right:
        '- { id: revenue, dimension: flow, side: process, ask: Revenue,\n    metric: { unit: kEUR, decimals: 2, points: [[0, 0], [900, 100]] } }',
    },
  },
  UNBALANCED: {
    means: 'a dimension asks far more of one side, so that agreeing with everything leans',
    shown: ['flow', 3, 1],
    ends: [done],
  },
  EXAMPLE_FAILED: {
    means: 'an example expects another number',
    shown: ['agreeing', 'customer', '75', '50'],
    ends: [failed],
    example: {
      file: 'scorecard',
      wrong: 'examples: [{ name: one, answers: { told-first: 4 }, expect: { customer: 80 } }]',
      right: 'examples: [{ name: one, answers: { told-first: 4 }, expect: { customer: 75 } }]',
    },
  },
  LIBRARY_MISSING: {
    means: "the library cannot be read; it must lie in the scorecard's folder or below",
    shown: ['../practices.yaml'],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'library: ../practices.yaml',
      right: '# without a library, no practices are recommended',
    },
  },
  LABEL_COUNT: {
    means: 'a translated scale has not as many options as the scale',
    shown: ['agreement', 4, 5],
    ends: [invalid],
    example: {
      file: 'scorecard',
      wrong: 'translations: { de: { answerScales: { agreement: [Nein, Ja] } } }',
      right: 'translations: { de: { answerScales: { agreement: [Nie, Kaum, Halb, Fast, Ganz] } } }',
    },
  },
  UNTRANSLATED: {
    means: 'a text that a translation leaves out',
    shown: ['question "on-time"', 'de', ['help']],
    ends: [done],
  },
  // Answers
  ANSWER_RANGE: {
    means: 'an answer that the question does not offer',
    shown: ['told-first', '6', '1 to 5'],
    help: 'give one of the answers that the message lists',
    ends: [invalid],
    example: {
      file: 'sheet',
      wrong: 'answers: { told-first: 6 }',
      right: 'answers: { told-first: 5 }',
    },
  },
  SCORECARD_MISMATCH: {
    means: 'answers to another scorecard, or to another version of it',
    shown: ['quick-scan@0.9.0', 'quick-scan@1.0.0'],
    ends: [invalid],
    example: { file: 'sheet', wrong: 'scorecard: stub@0.9.0', right: 'scorecard: stub@1.0.0' },
  },
  DUPLICATE_RESPONDENT: {
    means: 'a respondent who answers twice in one unit and round',
    shown: ['respondent "r07" of "north" in 2026-q4', 'answers/r07.yaml:1'],
    ends: [invalid],
  },
  DATE: {
    means: 'not a day of the calendar',
    shown: ['31.12.2026'],
    ends: [invalid],
    example: { file: 'actions', wrong: 'due: 2026-02-30', right: 'due: 2026-02-28' },
  },
  NO_ANSWERS: {
    means: 'a folder, or a file, without a single sheet',
    shown: ['answers'],
    ends: [invalid],
  },
  NO_SCORECARD: {
    means: 'neither the answers nor an engagement say a scorecard that is known',
    shown: [],
    ends: [invalid],
  },
  NOT_A_FACT: {
    means: 'a question for respondents among the facts of a unit',
    shown: ['told-first'],
    ends: [invalid],
    example: {
      file: 'engagement',
      wrong: 'facts: { north: { 2026-q4: { told-first: 4 } } }',
      right: 'facts: {}',
    },
  },
  UNIT_CYCLE: {
    means: 'units that are above each other in a circle',
    shown: ['north'],
    ends: [invalid],
    example: {
      file: 'engagement',
      wrong: 'units: [{ id: a, title: A, parent: b }, { id: b, title: B, parent: a }]',
      right: 'units: [{ id: a, title: A, parent: b }, { id: b, title: B }]',
    },
  },
  TARGET_TWICE: {
    means: 'a unit whose target is set by a market and by a context',
    shown: ['north'],
    ends: [invalid],
  },
  FACT_CONFLICT: {
    means: 'a fact that the engagement gives, and a sheet gives differently',
    shown: ['on-time-in-full', 'north'],
    ends: [done],
  },
  ROLE_HEADCOUNT: {
    means: 'more people of a role answered than its unit says it has',
    shown: ['north', 'sales', 4],
    ends: [done],
  },
  UNIT_HEADCOUNT: {
    means: 'more people answered in a unit than its headcount, or those invited',
    shown: ['north', 'headcount', 12],
    help: 'correct it; until then the interval does not count on a headcount',
    ends: [done],
  },
  ANSWERS_HIDDEN: {
    means: 'one respondent was asked for where small groups are hidden',
    shown: [5],
    ends: [usage],
  },
  UNKNOWN_UNIT: {
    means: 'a sheet of a unit that the engagement does not list',
    shown: ['nroth'],
    ends: [invalid],
    example: { file: 'sheet', wrong: 'unit: nroth', right: 'unit: north' },
  },
  // Tables
  HEADER: {
    means: 'a table whose first row does not say what is in it',
    shown: ['the table has no column "unit"', 'say which column it is in a map: --map FILE'],
    ends: [invalid],
  },
  COLUMN_TWICE: {
    means: 'two columns of a table that hold the same',
    shown: ['unit', ['Business unit', 'unit']],
    ends: [invalid],
  },
  COLUMNS_IGNORED: {
    means: 'columns of a table that nothing of the scorecard is called by',
    shown: [['Remarks', 'Submitted'], null],
    ends: [done],
  },
  LABEL_CONFLICT: {
    means: 'a label or word of a map that is an answer already',
    shown: ['5', 'not-applicable', 'told-first'],
    ends: [invalid],
  },
  ROW_TOO_LONG: {
    means: 'a row of a table that is longer than 1 MiB',
    shown: [],
    ends: [invalid],
  },
  QUOTE_OPEN: {
    means: 'a quote of a table that is never closed',
    shown: [],
    ends: [invalid],
  },
  // Pseudonyms
  KEY_FILE: {
    means:
      'the key of pseudonyms is none, or others can read it, or it would travel with the answers',
    shown: ['ids.key', 'can be read by others', 'chmod 600 ids.key'],
    help: 'a key is 32 bytes that you alone can read, in a folder from which nothing is handed on',
    ends: [usage],
  },
  PSEUDONYM: {
    means: 'answers that went through "pseudonymise" before',
    shown: [],
    ends: [invalid],
  },
  // Results
  NOT_A_RESULT: {
    means: 'a file that is not what "score -f json" writes, or that was changed by hand',
    shown: ['"units[0].position" is string and should be number'],
    ends: [invalid],
  },
  NO_ORIGIN: {
    means: 'a result that was not computed from files, as by the library',
    shown: ['result.json'],
    ends: [invalid],
  },
  ANSWERS_MISSING: {
    means: 'answers that a result names and that are not found near it',
    shown: ['result.json', ['answers/2026-q4.ndjson', 'pendulum.yaml']],
    help: 'name the answers after the result: pendulum verify RESULT ANSWERS',
    ends: [io],
  },
  OTHER_SCORECARD: {
    means: 'a baseline of another scorecard',
    shown: ['baseline.json', 'quick-scan', 'industrial-gases'],
    ends: [invalid],
  },
  NOT_COMPARABLE: {
    means: 'rounds that were asked different questions',
    shown: ['the rounds share no question that is scored alike'],
    ends: [usage, invalid],
  },
  CHECK_MEASURE: {
    means: 'a check of a gate that looks at nothing, or at several things',
    shown: ['on-target', [], ['position', 'customer', 'process', 'strength']],
    help: 'give each check exactly one measure; two measures are two checks',
    ends: [invalid],
    example: {
      file: 'engagement',
      wrong: 'gate:\n  checks:\n    - { id: on-target, because: The aim }',
      right:
        'gate:\n  checks:\n    - { id: on-target, position: { within: 10, of: target }, because: The aim }',
    },
  },
  // Sessions
  JOURNAL_TORN: {
    means: 'the last line of a session was cut off, as by a power cut; it was never saved',
    shown: [41, '.pendulum/sessions/r07.ndjson.torn'],
    ends: [done],
  },
  JOURNAL_CORRUPT: {
    means: 'a line of a session that is not what was written',
    shown: ['.pendulum/sessions/r07.ndjson', 12, true],
    help: 'go on with --salvage, which takes the good lines to a new file',
    ends: [incomplete],
  },
  JOURNAL_SALVAGED: {
    means: 'a damaged session goes on in a new file, with the lines that are whole',
    shown: ['.pendulum/sessions/r07.ndjson', '.pendulum/sessions/r07.2.ndjson', [12]],
    ends: [done],
  },
  JOURNAL_VERSION: {
    means: 'a session that a later version of pendulum made',
    shown: ['.pendulum/sessions/r07.ndjson', '2'],
    ends: [invalid],
  },
  JOURNAL_OTHER: {
    means: 'a session that was begun with another scorecard, unit, round, role or market',
    shown: ['.pendulum/sessions/r07.ndjson', 'role', 'sales', 'support'],
    ends: [incomplete],
  },
  SEAL_KEY: {
    means: 'the votes of a workshop whose key is gone or another',
    shown: ['.pendulum/sessions/north.workshop', '.pendulum/sessions/north.workshop.key'],
    ends: [incomplete],
  },
  SHEET_EXISTS: {
    means: 'a sheet that would be written over, and is not from this session',
    shown: ['answers/r07.yaml'],
    ends: [usage],
  },
  LOCKED: {
    means: 'the session is open in another process',
    shown: ['process 4711 on laptop, since 2026-11-20 09:14:00 UTC', false],
    ends: [locked],
  },
  NOT_LOCKED: {
    means: 'a file system without locks, so that nothing stops a second process',
    shown: ['/mnt/share'],
    ends: [done],
  },
  NOT_DURABLE: {
    means: 'a file system that does not say when something is really on disk',
    shown: ['/mnt/share'],
    ends: [done],
  },
  NEEDS_TTY: {
    means: 'questions cannot be asked without a terminal, as in a pipeline',
    shown: ['pendulum ask', 'write sheets (*.yaml) and run "pendulum score FILES"'],
    ends: [usage],
  },
  // Files and usage
  IO: {
    means: 'a file or folder that cannot be read or written',
    shown: ['read answers', 'there is no such file or folder'],
    ends: [io],
  },
  NO_SPACE: {
    means: 'the disk, or what you may use of it, is full',
    shown: ['report.html'],
    ends: [io],
  },
  OUTPUT_EXISTS: {
    means: 'an output that would be written over a file',
    shown: ['result.json'],
    ends: [usage],
  },
  OUTPUT_IS_INPUT: {
    means: 'an output that would be written over what is read',
    shown: ['answers/r07.yaml'],
    ends: [usage],
  },
  ROW_REJECTED: {
    means: 'a row of a table with a cell that is no answer, or with too many fields',
    shown: ['row 17, column repeat-information', '9', 'no answer'],
    ends: [invalid],
  },
  ROWS_REJECTED: {
    means: 'more rows of a table were left out than may be',
    shown: [12, 4000, 0, null],
    ends: [invalid],
  },
  ROWS_LEFT_OUT: {
    means: 'rows of a table that were left out, as allowed',
    shown: [12, 4000, null],
    ends: [done],
  },
  ROWS_REPEATED: {
    means: 'somebody stands in a table more than once',
    shown: [3],
    ends: [invalid],
  },
  REPEATS_LEFT_OUT: {
    means: 'rows of a table that were left out for the first or last of each',
    shown: [3, 'last'],
    ends: [done],
  },
  MOMENTS_COLUMNS: {
    means: 'a table of moments without columns that the scorecard needs',
    shown: [['delivery.customer.sum', 'delivery.customer.squares']],
    ends: [invalid],
  },
  MOMENTS_ROW: {
    means: 'numbers that no respondents can add up to, or that are no numbers',
    shown: ['more are scored than there are respondents'],
    ends: [invalid],
  },
  MOMENTS_NAME: {
    means: 'a row of moments without a unit, or of one, a round, role or market that there is not',
    shown: ['unit', 'north', 'the engagement has no unit of that name'],
    ends: [invalid],
  },
  MOMENTS_WITHOUT: {
    means:
      'facts, or a market in conditions, that the database knew nothing of; sums cannot be mended',
    shown: ['north', 'its facts net-promoter-score, run-outs'],
    ends: [invalid],
  },
  NO_DUCKDB: {
    means: 'a Parquet or DuckDB file where the optional package that reads them is not installed',
    shown: [],
    ends: [usage],
  },
  TABLE_BROKEN: {
    means: 'a Parquet or DuckDB file that is cut off, damaged or something else',
    shown: ['answers.parquet', 'no magic bytes found at end of file'],
    ends: [invalid],
  },
  TABLE_NAME: {
    means: 'a database with several tables and none of them named, or without the one named',
    shown: [null, null, ['answers', 'units']],
    help: 'name one of the tables that the message lists: --table NAME',
    ends: [usage],
  },
  COLUMN_TYPE: {
    means: 'a column for answers that holds lists, dates, bytes or the like',
    shown: ['told-first', 'INTEGER[]'],
    ends: [invalid],
  },
  DATABASE: {
    means: 'a database process that ran out of memory, was ended or crashed; no output is left',
    shown: ['it was ended by SIGKILL'],
    ends: [io],
  },
  SQL_LIMIT: {
    means: 'a database has a limit that this scorecard, or the name of the table, is beyond',
    shown: ['PostgreSQL', 'the name "complaints-closed" has more than 63 bytes', 'shorten the id'],
    help: 'shorten the id, or ask for another view or dialect',
    ends: [invalid],
  },
  USAGE: {
    means: 'an option or argument that does not exist, is missing or makes no sense',
    shown: ["unknown option '--formt'", 'Did you mean --format? run with --help for usage'],
    help: 'run the command with --help',
    ends: [usage],
  },
  INTERNAL: {
    means: 'a fault of pendulum, not of what you gave it',
    shown: ['the sums do not add up'],
    ends: [bug],
  },
};
