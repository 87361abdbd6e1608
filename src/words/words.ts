/** What one key does wherever there is something to do it to. */
export type Command = Exclude<keyof Words['keys'], 'yesNo'>;

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
    readonly sections: string;
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
    readonly sections: string;
    readonly section: string;
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
    readonly sideways: string;
    readonly withoutEvidence: string;
    readonly space: string;
  };
  /** The same keys in whole sentences, for the help page. */
  readonly keyHelp: readonly (readonly [
    key: keyof Words['keys'] | 'answer' | 'interrupt',
    meaning: string,
  ])[];
  readonly saved: string;
  readonly notSaved: (reason: string, folder: string) => string;
  readonly stillNotSaved: (reason: string, quit: string) => string;
  /** Another folder to go on in, when an answer cannot be saved. */
  readonly folder: { readonly key: string; readonly prompt: string };
  readonly keptAside: (count: number) => string;
  readonly countsAgain: (count: number) => string;
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
  readonly evidenceEmpty: string;
  readonly asPartly: string;
  readonly unproven: (note: string) => string;
  readonly isOptional: string;
  readonly noHelp: string;
  readonly whyTitle: string;
  readonly keysTitle: string;
  readonly reviewTitle: string;
  readonly sectionsTitle: string;
  readonly openCount: (count: number) => string;
  readonly nothingOpen: string;
  readonly asideCount: (count: number) => string;
  readonly asideTitle: string;
  readonly range: (low: string, high: string) => string;
  readonly decimals: (count: number) => string;
  readonly outsideRange: (low: string, high: string) => string;
  readonly tooManyDecimals: (count: number) => string;
  readonly notANumber: string;
  readonly chooseFrom: (first: string, last: string) => string;
  readonly left: (points: number) => string;
  readonly tooMany: (points: number) => string;
  readonly complete: string;
  readonly enterTakes: string;
  readonly restHere: (points: number) => string;
  readonly bothAlike: string;
  readonly more: (count: number) => string;
  readonly timeLeft: (minutes: number) => string;
  /** Where the pendulum hangs so far, beside its line. */
  readonly live: {
    readonly name: string;
    readonly process: string;
    readonly customer: string;
    readonly toward: (points: string, side: 'process' | 'customer') => string;
    readonly centre: string;
    readonly tooFew: string;
  };
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
    readonly reserved: string;
    readonly giveOne: string;
    readonly noControl: string;
    readonly atMost: (characters: number) => string;
  };
  readonly workshop: {
    /** Letters of the pages after a vote; those for back and quit are the same everywhere. */
    readonly keys: {
      readonly reveal: string;
      readonly mark: string;
      readonly list: string;
      readonly timer: string;
      readonly voteAgain: string;
      readonly goOn: string;
    };
    readonly hints: {
      readonly reveal: string;
      readonly mark: string;
      readonly marked: string;
      readonly votedAgain: string;
      readonly list: string;
      readonly open: string;
      readonly timer: string;
      readonly voteAgain: string;
      readonly goOn: string;
      readonly start: string;
      readonly otherSeat: string;
    };
    readonly cardCount: (given: number, people: number) => string;
    readonly noCard: (position: number) => string;
    readonly cardsFirst: string;
    readonly cardsGiven: (people: number) => string;
    readonly cardsSoFar: (given: number, people: number) => string;
    readonly cardsOrder: (groups: string | null) => string;
    readonly cardsNotSaved: (reason: string) => string;
    readonly cardsKeys: (notApplicable: string, dontKnow: string) => string;
    readonly sharesCard: string;
    readonly evidenceCard: string;
    readonly votedTwice: string;
    readonly markFirst: (mark: string) => string;
    readonly timeUp: string;
    readonly placeOf: (position: number, of: number) => string;
    readonly revealTitle: (ballot: number) => string;
    readonly people: (smallest: number) => string;
    readonly peopleByRole: (roles: string) => string;
    readonly peopleRule: (fewest: number, most: number) => string;
    readonly peopleByRoleRule: (roles: number) => string;
    readonly tooFew: (people: number, smallest: number, isSaid: boolean) => string;
    readonly rolesLeftOut: (smallest: number) => string;
    readonly way: string;
    readonly inTurn: string;
    readonly byCards: string;
    readonly seat: (seat: number, of: number, role: string | null) => string;
    readonly handOver: (finished: number, of: number) => string;
    readonly handOverAgain: string;
    readonly seatBegun: string;
    readonly sealed: string;
    readonly allVoted: (people: number) => string;
    readonly revealEarly: (missing: number, reveal: string) => string;
    readonly projectorOff: string;
    readonly tooFewYet: (voted: number, smallest: number) => string;
    readonly tooFewAgain: (voted: number, smallest: number) => string;
    readonly seatDone: string;
    readonly keptApart: string;
    readonly pickActions: (agreed: number) => string;
    readonly orEnter: (question: string, own: string) => string;
    readonly enough: string;
    readonly recordWritten: (path: string) => string;
    readonly ownIdea: string;
    readonly action: string;
    readonly owner: string;
    readonly due: string;
    readonly dueRule: string;
    readonly kpi: string;
    readonly stillOpen: (action: string) => string;
    readonly statusOpen: string;
    readonly statusDone: string;
    readonly statusDropped: string;
    readonly writeAll: string;
    readonly sheetsWritten: (count: number, folder: string) => string;
    readonly goOnLater: string;
  };
  /** What a room sees after the votes are revealed, and the page that is written of it. */
  readonly room: {
    readonly sides: { readonly [S in 'customer' | 'process' | 'both']: string };
    readonly toward: (points: string, side: string) => string;
    readonly centre: string;
    /** How far people agree: in one word, and in a sentence. */
    readonly agreement: { readonly [L in 'agreed' | 'mixed' | 'wide' | 'split']: string };
    readonly agreementSaid: { readonly [L in 'agreed' | 'mixed' | 'wide' | 'split']: string };
    /** Why there is nothing to show: in one word, and in a sentence. */
    readonly silent: {
      readonly [S in 'suppressed' | 'unanswered' | 'not-applicable' | 'not-asked']: string;
    };
    readonly silentSaid: {
      readonly [S in 'unanswered' | 'not-applicable' | 'not-asked']: string;
    };
    readonly hidden: (minGroup: number | null) => string;
    readonly firstHidden: string;
    readonly answers: (count: number) => string;
    readonly answersHead: string;
    readonly questionHead: string;
    readonly mean: string;
    readonly spread: string;
    readonly firstVote: string;
    readonly secondVote: string;
    readonly closer: string;
    readonly further: string;
    readonly asFar: string;
    readonly moreFor: (share: string, points: string, other: string) => string;
    readonly bothAlike: (share: string, other: string) => string;
    readonly polarity: string;
    readonly fields: { readonly [F in 'upsides' | 'overuse' | 'warnings']: string };
    readonly leansHere: string;
    readonly next: string;
    readonly why: string;
    readonly how: string;
    readonly kpi: string;
    readonly gain: string;
    readonly strengthGain: (points: string) => string;
    readonly efforts: { readonly [E in 'S' | 'M' | 'L' | 'XL']: string };
    readonly movedSince: string;
    readonly due: string;
    readonly owner: string;
    readonly action: string;
    readonly aims: string;
    readonly agreedIn: (round: string) => string;
    readonly position: string;
    readonly tooFew: string;
    readonly noEarlier: string;
    readonly notCompared: string;
    /** Of the written page. */
    readonly title: string;
    readonly round: string;
    readonly respondents: string;
    readonly numberHidden: string;
    readonly standing: string;
    readonly leanings: string;
    readonly target: string;
    readonly noTarget: string;
    readonly gap: string;
    readonly interval: string;
    readonly onTarget: string;
    readonly strength: string;
    readonly ofHundred: (points: string) => string;
    readonly before: string;
    readonly statedLean: string;
    readonly agreementHead: string;
    readonly dimensions: string;
    readonly dimension: string;
    readonly votes: string;
    readonly option: string;
    readonly actions: string;
    readonly noActions: string;
    readonly status: string;
    readonly method: string;
    readonly methodSaid: readonly string[];
    readonly privacy: (minGroup: number | null) => string;
  };
  /** A session line by line. */
  readonly plain: {
    /** What may be typed for a command beside its key, in small letters; the first is shown. */
    readonly typed: { readonly [command in Command]: readonly [string, ...(readonly string[])] };
    /** A sign and a word to hear everything once more. */
    readonly again: readonly [sign: string, word: string];
    readonly either: (key: string, word: string) => string;
    readonly howTo: string;
    readonly saysAgain: string;
    readonly noteInLine: (note: string) => string;
    readonly everyLine: string;
    readonly place: (section: string, number: number, of: number, answered: number) => string;
    readonly given: (answer: string) => string;
    readonly number: (unit: string, rule: string) => string;
    readonly shares: (count: number) => string;
    readonly noteOrNothing: string;
    readonly noteOrKeep: (remove: string) => string;
    readonly noteRemoved: string;
    readonly orHelp: (what: string, help: string) => string;
    readonly onList: (last: number, here: number) => string;
    readonly listsAll: string;
    readonly tryAgain: string;
    readonly notChosen: (first: string, last: string) => string;
    /** `yes` and `no` begin with the letters that are enough. */
    readonly confirm: { readonly yes: string; readonly no: string; readonly hint: string };
  };
  readonly written: (path: string) => string;
  /** Of the facts of a unit. */
  readonly facts: {
    readonly title: string;
    readonly written: (path: string) => string;
    readonly unchanged: (path: string) => string;
    readonly missing: (command: string) => string;
  };
  readonly goOn: (answered: number, asked: number) => string;
  readonly lastLost: string;
  /** Said when nothing was asked yet. */
  readonly notBegun: string;
}
