import { problem, type Code, type Details, type Problem } from '../problem.ts';
import { treeAt, type Located, type Step } from '../source/document.ts';
import { placeAt } from '../source/source.ts';

/** Notes a finding at a path of the file. */
export type Report = <C extends Code>(
  path: readonly Step[],
  code: C,
  ...details: Details<C>
) => void;

/** A reporter into a list; a path that ends early is noted at its deepest existing part. */
export function reporter(located: Located<unknown>, problems: Problem[]): Report {
  return (path, code, ...details) => {
    const tree = treeAt(located.tree, path);
    const place = placeAt(located.source, tree.start, tree.end - tree.start);
    problems.push(problem(code, place, ...details));
  };
}
