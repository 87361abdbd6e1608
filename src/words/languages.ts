import { english } from './english.ts';
import { german } from './german.ts';
import type { Words } from './words.ts';

/** The languages the interface speaks, by ISO 639-1 code. Another one is a file and a line here. */
export const languages: ReadonlyMap<string, Words> = new Map([
  ['en', english],
  ['de', german],
]);

/** The words for a language tag such as `de` or `de-AT`, or English where there are none. */
export const wordsFor = (language: string): Words =>
  languages.get(language.toLowerCase().split(/[-_]/)[0]!) ?? english;
