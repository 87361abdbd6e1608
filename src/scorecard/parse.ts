import { isError, problem, type Outcome } from '../problem.ts';
import { readDocument, treeAt, type Located } from '../source/document.ts';
import { placeAt, type Source } from '../source/source.ts';
import { checkLibrary, checkScorecard } from './check.ts';
import { libraryShape, scorecardShape, type Library, type Scorecard } from './types.ts';

/** A checked scorecard, with its source so that later findings can name places. */
export interface ParsedScorecard {
  readonly scorecard: Located<Scorecard>;
  readonly library: Library | null;
}

/** Finds the source of a practice library by the path a scorecard gives. */
export type FindLibrary = (path: string) => Outcome<Source>;

/** Reads a practice library. */
export function parseLibrary(source: Source): Outcome<Library> {
  const outcome = readDocument(source, libraryShape);
  if (outcome.value === null) return { value: null, problems: outcome.problems };
  const problems = [...outcome.problems, ...checkLibrary(outcome.value)];
  return { value: problems.some(isError) ? null : outcome.value.value, problems };
}

function libraryOf(located: Located<Scorecard>, find: FindLibrary): Outcome<Library> {
  const path = located.value.library;
  if (path === undefined) return { value: null, problems: [] };
  const source = find(path);
  if (source.value !== null) return parseLibrary(source.value);
  const named = treeAt(located.tree, ['library']);
  const place = placeAt(located.source, named.start, named.end - named.start);
  return { value: null, problems: [problem('LIBRARY_MISSING', place, path), ...source.problems] };
}

/**
 * Reads a scorecard with its library and checks all that scoring relies on. There is a value only
 * when it may be compiled; warnings may stand beside it.
 */
export function parseScorecard(source: Source, findLibrary: FindLibrary): Outcome<ParsedScorecard> {
  const outcome = readDocument(source, scorecardShape);
  if (outcome.value === null) return { value: null, problems: outcome.problems };
  const library = libraryOf(outcome.value, findLibrary);
  const checked = checkScorecard(outcome.value, library.value);
  const problems = [...outcome.problems, ...checked, ...library.problems];
  const parsed = { scorecard: outcome.value, library: library.value };
  return { value: problems.some(isError) ? null : parsed, problems };
}
