import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { problem, type Problem } from '../problem.ts';
import { nearest } from '../text/nearest.ts';
import type { Loaded } from './answers.ts';
import { checkWritable, step, writeAtomic } from './io.ts';
import { usage } from './usage.ts';
import { exitCode, Stop, type World } from './world.ts';

/** One report and where it goes. */
export interface Output {
  readonly format: string;
  /** Null is stdout. */
  readonly path: string | null;
}

function outputOf(wanted: string, known: readonly string[]): Output {
  const at = wanted.indexOf('=');
  const format = at < 0 ? wanted : wanted.slice(0, at);
  if (!known.includes(format)) {
    const guess = nearest(format, known);
    throw usage(
      `there is no format "${format}"`,
      guess === null ? `formats: ${known.join(', ')}` : `did you mean "${guess}"?`,
    );
  }
  const path = at < 0 ? null : wanted.slice(at + 1);
  if (path === '') throw usage(`"${wanted}" names no file`, `write -f ${format}=FILE`);
  return { format, path };
}

/** A report that is made, and where it goes. */
export interface Made extends Pick<Output, 'path'> {
  readonly text: string;
}

/** Writes a report: a file whole or not at all, or to stdout. */
export function put({ path, text }: Made, world: World): void {
  if (path === null) world.stdout.write(text);
  else writeAtomic(resolve(world.cwd, path), text, path);
}

/** A path by the folder it leads to, whatever links stand on the way there. */
export function placeOf(path: string, { cwd }: World): string {
  const full = resolve(cwd, path);
  try {
    return join(realpathSync(dirname(full)), basename(full));
  } catch {
    // A folder that is not there is led to by no link.
    return full;
  }
}

/**
 * Where each format goes: `NAME=PATH`, or stdout for one of them; text when none is named.
 * @param known the formats that there are
 */
export function outputsOf(
  wanted: readonly string[],
  known: readonly string[],
  world: World,
): readonly Output[] {
  const outputs = (wanted.length === 0 ? ['text'] : wanted).map((each) => outputOf(each, known));
  const places = outputs.map(({ path }) => (path === null ? null : placeOf(path, world)));
  const twice = places.find((place, i) => places.indexOf(place) !== i);
  if (twice === null) {
    throw usage('two formats cannot both go to the screen', 'write one to a file: -f json=FILE');
  }
  if (twice !== undefined) throw usage('two formats go to the same file', 'give each its own');
  return outputs;
}

/** Whether there is something, be it a link that leads nowhere. */
const exists = (path: string, name: string): boolean =>
  step('write', name, () => lstatSync(path, { throwIfNoEntry: false })) !== undefined;

/** Device and file number, which every name of a file shares; null for a link that leads nowhere. */
function identity(path: string): string | null {
  const found = step('read', path, () => statSync(path, { throwIfNoEntry: false }));
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** Why an output may not take the place of what is there; null when nothing is, or it may. */
function taken(path: string, inputs: readonly string[], force: boolean, world: World) {
  const full = resolve(world.cwd, path);
  if (!exists(full, path)) return null;
  const own = identity(full);
  if (own !== null && inputs.map(identity).includes(own)) {
    return problem('OUTPUT_IS_INPUT', null, path);
  }
  return force ? null : problem('OUTPUT_EXISTS', null, path);
}

/**
 * Refuses to write over an input, or over anything else without `--force`, and where no file can be;
 * before anything is written, so that no report is left without the others.
 */
export function checkPlaces(
  outputs: readonly Output[],
  inputs: readonly string[],
  force: boolean,
  world: World,
): void {
  const paths = outputs.flatMap(({ path }) => path ?? []);
  const found = paths.flatMap((path): readonly Problem[] => {
    const why = taken(path, inputs, force, world);
    return why === null ? [] : [why];
  });
  if (found.length > 0) throw new Stop(exitCode.usage, found);
  for (const path of paths) checkWritable(resolve(world.cwd, path), path);
}

/** Refuses to write over anything that was read, or over anything else without `--force`. */
export async function checkOutputs(
  outputs: readonly Output[],
  { files, scorecard }: Pick<Loaded, 'files' | 'scorecard'>,
  force: boolean,
  world: World,
): Promise<void> {
  if (!outputs.some(({ path }) => path !== null)) return;
  const { scorecardFiles } = await import('./scorecard.ts');
  const inputs = [...files, ...scorecardFiles(scorecard.name, world, scorecard.base)];
  checkPlaces(outputs, inputs, force, world);
}
