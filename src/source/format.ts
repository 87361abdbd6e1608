import { visible } from '../text/visible.ts';
import { note, type Shape } from './shape.ts';

/** The line `pendulum: 1` that every file starts with. */
export const formatVersion: Shape<'1'> = {
  schema: { const: 1 },
  read(tree, notes) {
    const found = tree.kind === 'scalar' ? tree.text : '';
    return found === '1' ? '1' : note(notes, tree, 'FORMAT_VERSION', visible(found));
  },
};
