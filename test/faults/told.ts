import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/problem.ts';
import { parseScorecard } from '../../src/scorecard/parse.ts';
import { decode } from '../../src/source/source.ts';
import { run, type Run } from '../run.ts';

export type Content = string | Uint8Array;

const line = (code: string, at: { line: number | null; column: number | null }) =>
  `${code} ${at.line}:${at.column}`;

/** Line and column of the first occurrence of a stretch of text, as `3:5`. */
export function at(text: string, needle: string, after = ''): string {
  const from = text.indexOf(after);
  const offset = text.indexOf(needle, from + after.length);
  if (from < 0 || offset < 0) throw new Error(`${needle} is not in the text`);
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

/** Problems as `CODE line:column`. */
export const told = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ code, place }) => line(code, place ?? { line: null, column: null }));

const noLibrary = () => ({ value: null, problems: [] });

/** What the reader says of a scorecard's bytes, in this process. */
export function read(content: Content): readonly Problem[] {
  const source = decode('card.yaml', Buffer.from(content));
  if (source.value === null) return source.problems;
  return parseScorecard(source.value, noLibrary).problems;
}

/** What the program says of one file: the word of its summary, and its problems. */
export interface Checked {
  readonly verdict: string;
  readonly told: readonly string[];
}

interface Line {
  readonly code: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly hint: string | null;
}

export const jsonLines = (text: string): readonly Line[] =>
  text
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => JSON.parse(each) as Line);

/** Runs `check --json` on files with these contents, in a folder of their own. */
export function check(contents: readonly Content[]): Run & { readonly files: readonly Checked[] } {
  const folder = mkdtempSync(join(tmpdir(), 'pendulum-faults-'));
  try {
    const names = contents.map((content, i) => {
      writeFileSync(join(folder, `${i}.yaml`), content);
      return `${i}.yaml`;
    });
    const ran = run(['check', '--json', ...names], { cwd: folder });
    const found = jsonLines(ran.stderr);
    const files = names.map((name) => ({
      verdict: new RegExp(`^${name}: (\\w+)`, 'm').exec(ran.stdout)?.[1] ?? 'nothing',
      told: found.filter(({ file }) => file === name).map((each) => line(each.code, each)),
    }));
    return { ...ran, files };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One variant of a fault: a file and what must be told of it, in order. */
export type Variant = readonly [name: string, content: Content, ...told: readonly string[]];

/** A variant with its one problem at the first occurrence of a stretch of its text. */
export const refused = (
  name: string,
  text: string,
  code: string,
  needle: string,
  after = '',
): Variant => [name, text, `${code} ${at(text, needle, after)}`];

/**
 * A fault of which every variant is invalid: the program must say exactly what is listed, end with
 * 3 and show no stack trace.
 */
export function fault(row: number, title: string, variants: readonly Variant[]): void {
  test(`fault ${row}: ${title}`, () => {
    const ran = check(variants.map(([, content]) => content));
    expect(ran.files.map(({ told }, i) => [variants[i]![0], ...told])).toEqual(
      variants.map(([name, , ...expected]) => [name, ...expected]),
    );
    expect(ran.files.map(({ verdict }) => verdict)).not.toContain('ok');
    expect(ran.stderr).not.toContain('    at ');
    expect(ran.code).toBe(3);
  });
}

/** Milliseconds of the fastest of five runs: a busy machine slows some of them, not all. */
export function fastest(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}
