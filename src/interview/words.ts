/** Every word and every key of the interface, so that another language is one more of these. */
export interface Words {
  readonly keys: {
    readonly back: string;
    readonly next: string;
    readonly notApplicable: string;
    readonly dontKnow: string;
    readonly note: string;
    readonly help: string;
    readonly review: string;
    readonly finish: string;
    readonly quit: string;
    readonly nextOpen: string;
    /** Letters for the options of a yes/no question, in their order. */
    readonly yesNo: readonly string[];
  };
  /** What a key does, in a word or two, for the line at the bottom. */
  readonly hints: {
    readonly answer: string;
    readonly number: string;
    readonly shares: string;
    readonly next: string;
    readonly take: string;
    readonly accept: string;
    readonly discard: string;
    readonly clear: string;
    readonly back: string;
    readonly notApplicable: string;
    readonly dontKnow: string;
    readonly note: string;
    readonly help: string;
    readonly review: string;
    readonly finish: string;
    readonly quit: string;
    readonly jump: string;
    readonly nextOpen: string;
    readonly close: string;
    readonly scroll: string;
    readonly move: string;
    readonly enter: string;
    readonly escape: string;
    readonly arrows: string;
  };
  /** The same keys in whole sentences, for the help page. */
  readonly keyHelp: readonly (readonly [
    key: keyof Words['keys'] | 'answer' | 'interrupt',
    meaning: string,
  ])[];
  readonly saved: string;
  readonly notSaved: (reason: string) => string;
  readonly stillNotSaved: (reason: string, quit: string) => string;
  readonly keptAside: (count: number) => string;
  readonly unknownKey: (key: string, help: string) => string;
  readonly pasteIgnored: (note: string) => string;
  readonly pasteCut: (limit: number) => string;
  readonly draftFirst: (draft: string) => string;
  readonly noOrNotApplicable: (no: string, notApplicable: string) => string;
  readonly firstQuestion: string;
  readonly openLeft: (count: number, finish: string) => string;
  readonly allAnswered: (finish: string) => string;
  readonly answered: (count: number, of: number) => string;
  readonly inSection: (position: number, of: number) => string;
  readonly notApplicable: string;
  readonly dontKnow: string;
  readonly open: string;
  readonly optional: string;
  readonly yourAnswer: string;
  readonly note: string;
  readonly notePrompt: string;
  readonly evidencePrompt: string;
  readonly evidenceRule: string;
  readonly isOptional: string;
  readonly noHelp: string;
  readonly keysTitle: string;
  readonly reviewTitle: string;
  readonly range: (low: string, high: string) => string;
  readonly decimals: (count: number) => string;
  readonly outsideRange: (low: string, high: string) => string;
  readonly tooManyDecimals: (count: number) => string;
  readonly notANumber: string;
  readonly chooseFrom: (first: string, last: string) => string;
  readonly left: (points: number) => string;
  readonly tooMany: (points: number) => string;
  readonly complete: string;
  readonly restHere: (points: number) => string;
  readonly points: string;
  readonly bothAlike: string;
  readonly more: (count: number) => string;
}

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const english: Words = {
  keys: {
    back: 'b',
    next: 'Enter',
    notApplicable: 'n',
    dontKnow: 'd',
    note: 'c',
    help: '?',
    review: 'r',
    finish: 'f',
    quit: 'q',
    nextOpen: 'o',
    yesNo: ['y', 'p'],
  },
  hints: {
    answer: 'answer',
    number: 'number',
    shares: 'points',
    next: 'next',
    take: 'take it',
    accept: 'accept',
    discard: 'leave as it was',
    clear: 'clear',
    back: 'back',
    notApplicable: 'not applicable',
    dontKnow: "don't know",
    note: 'note',
    help: 'help',
    review: 'review',
    finish: 'finish',
    quit: 'save and quit',
    jump: 'go there',
    nextOpen: 'next open',
    close: 'close',
    scroll: 'scroll',
    move: 'move',
    enter: 'Enter',
    escape: 'Esc',
    arrows: 'arrows',
  },
  keyHelp: [
    ['answer', 'the key beside an answer gives it and goes on; arrows and Enter do too'],
    ['next', 'go on without an answer; it stays open'],
    ['back', 'go back; answers stay as they are'],
    ['notApplicable', 'does not apply to this unit; leaves the score'],
    ['dontKnow', 'you cannot say; lowers the coverage, not the score'],
    ['note', 'a remark to this question'],
    ['review', 'all questions with what is open'],
    ['finish', 'write the answers to a file and leave'],
    ['quit', 'leave; every answer is saved and the same command goes on'],
    ['interrupt', 'leave at once; nothing that was saved is lost'],
  ],
  saved: 'saved',
  notSaved: (reason) => `NOT saved: ${reason}. Any key tries again`,
  stillNotSaved: (reason, quit) => `NOT saved: ${reason}. ${quit} leaves without this answer`,
  keptAside: (n) => `${count(n, 'answer is', 'answers are')} no longer asked for and kept aside`,
  unknownKey: (key, help) => `${key} does nothing here; ${help} shows the keys`,
  pasteIgnored: (note) => `pasted text is left out here; ${note} opens a note for it`,
  pasteCut: (limit) => `a note has at most ${limit} characters; the rest was left out`,
  draftFirst: (draft) => `Enter takes ${draft}, Esc drops it`,
  noOrNotApplicable: (no, notApplicable) =>
    `${no} is No; ${notApplicable} again is "not applicable"`,
  firstQuestion: 'this is the first question',
  openLeft: (n, finish) =>
    `${count(n, 'question is', 'questions are')} open; ${finish} again finishes all the same`,
  allAnswered: (finish) => `nothing is open; ${finish} finishes`,
  answered: (n, of) => `${n} of ${of} answered`,
  inSection: (position, of) => `${position} of ${of}`,
  notApplicable: 'not applicable',
  dontKnow: "don't know",
  open: 'open',
  optional: 'left out',
  yourAnswer: 'your answer',
  note: 'Note',
  notePrompt: 'Your note to this question',
  evidencePrompt: 'What shows it? Where could one look?',
  evidenceRule: 'A yes asks for what shows it; without that it counts as partly.',
  isOptional: 'May be left out when nobody has the figure.',
  noHelp: 'There is no more to say about this question.',
  keysTitle: 'Keys',
  reviewTitle: 'All questions',
  range: (low, high) => `${low} to ${high}`,
  decimals: (n) => (n === 0 ? 'whole number' : `at most ${count(n, 'decimal', 'decimals')}`),
  outsideRange: (low, high) => `not within ${low} to ${high}`,
  tooManyDecimals: (n) =>
    n === 0 ? 'whole numbers only' : `only ${count(n, 'decimal', 'decimals')}`,
  notANumber: 'not a number yet',
  chooseFrom: (first, last) => `${first} to ${last}, then Enter`,
  left: (n) => `${count(n, 'point', 'points')} left to give`,
  tooMany: (n) => `${count(n, 'point', 'points')} too many`,
  complete: '100 points given',
  restHere: (n) => `Enter puts the ${n} that are left here`,
  points: 'points',
  bothAlike: 'both alike',
  more: (n) => `${n} more`,
};
