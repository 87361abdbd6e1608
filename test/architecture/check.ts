import { posix } from 'node:path';
import { doors, exceptions, layers, typesOnly, words } from './rules.ts';
import { scan, type Import, type Scanned } from './scan.ts';

/** Sources by their path below src, as `plan/compile.ts`. */
export type Sources = ReadonlyMap<string, string>;

const layerOf = (file: string): string => file.split('/')[0]!;

/** The file of ours that an import means, or null when it is a package's. */
const targetOf = (file: string, { specifier }: Import): string | null =>
  specifier?.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), specifier)) : null;

function checkInside(file: string, target: string, { isType }: Import): string | null {
  const [from, to] = [layerOf(file), layerOf(target)];
  if (layers[to] === undefined) return `imports ${target}, which is in no layer`;
  const { may, because } = layers[from]!;
  if (from !== to && !may.includes(to)) return `${from} may not import ${to}: ${because}`;
  const rule = typesOnly.find((each) => each[0] === from && each[1] === to);
  return rule === undefined || isType ? null : `${from} may import only types of ${to}: ${rule[2]}`;
}

const isModule = (specifier: string, module: string) =>
  specifier === module || specifier.startsWith(`${module}/`);

function checkOutside(file: string, { specifier }: Import): string | null {
  if (specifier === null) return 'an import is computed at run time, where no test can see it';
  const door = doors.find(({ modules }) => modules.some((each) => isModule(specifier, each)));
  if (door === undefined) return `"${specifier}" has no door; add one with its reason`;
  return door.files.test(file) ? null : `"${specifier}" is not for ${file}: ${door.because}`;
}

function checkWords(file: string, { code }: Scanned): readonly string[] {
  return words
    .filter(({ files }) => files === null || !files.test(file))
    .filter(({ name }) => !exceptions.some((each) => each[0] === file && each[1] === name))
    .flatMap(({ name, found, because }) =>
      [...code.matchAll(found)].map(({ index }) => {
        const line = code.slice(0, index).split('\n').length;
        return `${file}:${line} - ${name} is not for this file: ${because}`;
      }),
    );
}

/** Files that should have one door between them and have several. */
function checkSingles(scanned: ReadonlyMap<string, Scanned>): readonly string[] {
  return doors
    .filter(({ single }) => single)
    .flatMap(({ modules, because }) => {
      const users = [...scanned]
        .filter(([, { imports }]) =>
          imports.some(({ specifier }) => modules.some((each) => isModule(specifier ?? '', each))),
        )
        .map(([file]) => file);
      if (users.length < 2) return [];
      return [`"${modules.join(', ')}" has more than one door, ${users.join(' and ')}: ${because}`];
    });
}

/** Each circle of imports once, found depth first, starting from the first file in order. */
function checkCycles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const seen = path.indexOf(file);
    if (seen >= 0) circles.push(`imports in a circle: ${[...path.slice(seen), file].join(' -> ')}`);
    if (seen >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}

/** Everything in the sources that the rules do not allow, as `file:line - what: why`. */
export function violations(sources: Sources): readonly string[] {
  const scanned = new Map([...sources].map(([file, source]) => [file, scan(source)]));
  const graph = new Map<string, readonly string[]>();
  const found: string[] = [];
  for (const [file, each] of scanned) {
    if (layers[layerOf(file)] === undefined) {
      found.push(`${file} - is in no layer; give it a row with a reason`);
      continue;
    }
    const targets = each.imports.map((one) => targetOf(file, one));
    graph.set(
      file,
      targets.filter((target) => target !== null),
    );
    each.imports.forEach((one, i) => {
      const target = targets[i]!;
      const wrong = target === null ? checkOutside(file, one) : checkInside(file, target, one);
      if (wrong !== null) found.push(`${file}:${one.line} - ${wrong}`);
    });
    found.push(...checkWords(file, each));
  }
  return [...found, ...checkSingles(scanned), ...checkCycles(graph)];
}
