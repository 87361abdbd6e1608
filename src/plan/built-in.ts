/** Texts that a scorecard leaves to the program. */
export interface BuiltIn {
  /** Labels of a yes/no question: yes, partly, no. */
  readonly yesNo: readonly [string, string, string];
  /** What a trade-off asks when it only gives its two statements. */
  readonly tradeOff: string;
}

const english: BuiltIn = {
  yesNo: ['Yes', 'Partly', 'No'],
  tradeOff: 'Which of the two is closer to what happens here?',
};

const german: BuiltIn = {
  yesNo: ['Ja', 'Teilweise', 'Nein'],
  tradeOff: 'Was von beidem kommt dem näher, was hier geschieht?',
};

const languages: ReadonlyMap<string, BuiltIn> = new Map([
  ['en', english],
  ['de', german],
]);

/** The built-in texts for a language tag such as `de` or `de-AT`, or null where there are none. */
export const builtInFor = (language: string): BuiltIn | null =>
  languages.get(language.toLowerCase().split(/[-_]/)[0]!) ?? null;

/** The same, in English where there are none. */
export const builtInOf = ({ language }: { readonly language: string }): BuiltIn =>
  builtInFor(language) ?? english;
