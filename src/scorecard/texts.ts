import { idOf, valueOf } from '../source/document.ts';
import type { Tree } from '../source/tree.ts';

/**
 * The texts of a scorecard, laid out as a translation lays them out. They are taken from the tree,
 * so that what could not be read is not also unknown.
 */
export type Texts = string | Branch;
export type Branch = ReadonlyMap<string, Texts>;

/** The parts of a translation that go by ids, and what the ids are of. */
export const sections = [
  ['answerScales', 'answer scale'],
  ['dimensions', 'dimension'],
  ['questions', 'question'],
  ['markets', 'market'],
] as const;
export type Sections = { readonly [S in (typeof sections)[number][0]]: Branch };

const textOf = (tree: Tree | undefined): string => (tree?.kind === 'scalar' ? tree.text : '');
/** The entries of a list; none where there is no list. */
export const itemsOf = (tree: Tree | undefined): readonly Tree[] =>
  tree?.kind === 'list' ? tree.items : [];

/** The texts under some keys of a map, as far as they are there. */
export function textsIn(tree: Tree, keys: readonly string[]): Branch {
  const there = keys.filter((key) => valueOf(tree, key) !== undefined);
  return new Map(there.map((key) => [key, textOf(valueOf(tree, key))]));
}

function byId(list: Tree | undefined, textsOf: (item: Tree) => Texts): Branch {
  const items = itemsOf(list).map((item) => [idOf(item), textsOf(item)] as const);
  return new Map(items.filter((item): item is [string, Texts] => item[0] !== null));
}

const labelsOf = (choice: Tree): Branch =>
  new Map(
    itemsOf(choice).map((option) => [
      textOf(valueOf(option, 'code')),
      textOf(valueOf(option, 'label')),
    ]),
  );

const partsOfQuestion: readonly (readonly [key: string, textsOf: (tree: Tree) => Texts])[] = [
  ['help', textOf],
  ['choice', labelsOf],
  ['metric', (tree) => textsIn(tree, ['unit'])],
  ['tradeOff', (tree) => textsIn(tree, ['process', 'customer'])],
  ['allocation', (tree) => textsIn(tree, ['customer', 'process', 'other'])],
];

/** A question may always be worded: a trade-off that leaves that out can still say it. */
function textsOfQuestion(question: Tree): Branch {
  const parts = partsOfQuestion.flatMap(([key, textsOf]): readonly [string, Texts][] => {
    const tree = valueOf(question, key);
    return tree === undefined ? [] : [[key, textsOf(tree)]];
  });
  return new Map<string, Texts>([['ask', textOf(valueOf(question, 'ask'))], ...parts]);
}

function textsOfScales(scales: Tree | undefined): Branch {
  const entries = scales?.kind === 'map' ? scales.entries : [];
  return new Map(entries.map(({ key, value }) => [key.text, optionsOf(value).join(' ')]));
}

/** The labels of an answer scale. */
export const optionsOf = (scale: Tree): readonly string[] =>
  itemsOf(valueOf(scale, 'options')).map(textOf);

const titleOf = (tree: Tree) => textOf(valueOf(tree, 'title'));

/** The texts of a scorecard by section and id. */
export const sectionsOf = (tree: Tree): Sections => ({
  answerScales: textsOfScales(valueOf(tree, 'answerScales')),
  dimensions: byId(valueOf(tree, 'dimensions'), titleOf),
  questions: byId(valueOf(tree, 'questions'), textsOfQuestion),
  markets: byId(valueOf(tree, 'markets'), titleOf),
});
