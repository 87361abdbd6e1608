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
  /** Asked before a session, and said after it. */
  readonly setup: {
    readonly unit: string;
    readonly unitId: string;
    readonly round: string;
    readonly roundOrNone: string;
    readonly role: string;
    readonly roleOrNone: string;
    readonly market: string;
    readonly respondent: string;
    readonly none: string;
    readonly showPendulum: string;
    readonly idRule: string;
    readonly giveOne: string;
    readonly noControl: string;
    readonly atMost: (characters: number) => string;
  };
  readonly written: (path: string) => string;
  readonly goOn: (answered: number, asked: number) => string;
  readonly lastLost: string;
}
