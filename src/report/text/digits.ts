import { draw, type Point } from './canvas.ts';
import { encode, halfBlocks, lineOf, typewriter } from './cells.ts';
import type { Style } from '../paint.ts';
import type { Line } from './line.ts';

/** Square dots, two to a cell: digits six wide and eight high, strokes two thick. */
const digits: { readonly [character: string]: readonly string[] } = {
  0: [' #### ', '######', '##  ##', '##  ##', '##  ##', '##  ##', '######', ' #### '],
  1: ['  ##', '####', '####', '  ##', '  ##', '  ##', '  ##', '  ##'],
  2: [' #### ', '######', '##  ##', '   ###', '  ### ', ' ###  ', '######', '######'],
  3: ['##### ', '######', '    ##', '  ### ', '  ### ', '    ##', '######', '##### '],
  4: ['##  ##', '##  ##', '##  ##', '######', '######', '    ##', '    ##', '    ##'],
  5: ['######', '######', '##    ', '##### ', '######', '    ##', '######', '##### '],
  6: [' #####', '######', '##    ', '##### ', '######', '##  ##', '######', ' #### '],
  7: ['######', '######', '    ##', '   ## ', '   ## ', '  ##  ', '  ##  ', '  ##  '],
  8: [' #### ', '######', '##  ##', ' #### ', '######', '##  ##', '######', ' #### '],
  9: [' #### ', '######', '##  ##', '######', ' #####', '    ##', '##### ', '####  '],
  '.': ['  ', '  ', '  ', '  ', '  ', '  ', '##', '##'],
};

/** Letters of the three words a side has, five high. */
const letters: { readonly [character: string]: readonly string[] } = {
  C: ['####', '#   ', '#   ', '#   ', '####'],
  E: ['####', '#   ', '### ', '#   ', '####'],
  M: ['#   #', '## ##', '# # #', '#   #', '#   #'],
  N: ['#   #', '##  #', '# # #', '#  ##', '#   #'],
  O: ['####', '#  #', '#  #', '#  #', '####'],
  P: ['####', '#  #', '####', '#   ', '#   '],
  R: ['####', '#  #', '####', '# # ', '#  #'],
  S: ['####', '#   ', '####', '   #', '####'],
  T: ['#####', '  #  ', '  #  ', '  #  ', '  #  '],
  U: ['#  #', '#  #', '#  #', '#  #', '####'],
};

const glyphDots = (glyph: readonly string[], left: number): readonly Point[] =>
  glyph.flatMap((row, y) =>
    Array.from(row).flatMap((dot, x): Point[] => (dot === '#' ? [[left + x, y]] : [])),
  );

const set = (glyphs: readonly (readonly string[])[], gap: number) => {
  const starts = glyphs.map((_, i) =>
    glyphs.slice(0, i).reduce((sum, glyph) => sum + glyph[0]!.length + gap, 0),
  );
  const width = starts.at(-1)! + glyphs.at(-1)![0]!.length;
  return { width, dots: glyphs.flatMap((glyph, i) => glyphDots(glyph, starts[i]!)) };
};

const lines = (width: number, height: number, dots: readonly Point[], look: Shown) =>
  encode(draw(width, height, [{ ink: 'digit', dots }]), look.unicode ? halfBlocks : typewriter).map(
    (cells) => lineOf(cells, () => look.style),
  );

interface Shown {
  readonly unicode: boolean;
  readonly style: Style;
}

/** A number of digits and a point, four lines high. */
export function bigNumber(text: string, look: Shown): readonly Line[] {
  const { width, dots } = set(
    Array.from(text, (character) => digits[character]!),
    1,
  );
  return lines(width, 8, dots, look);
}

/** A side in capitals, three lines high. */
export function bigWord(word: 'CUSTOMER' | 'PROCESS' | 'CENTRE', look: Shown): readonly Line[] {
  const { width, dots } = set(
    Array.from(word, (character) => letters[character]!),
    1,
  );
  return lines(width, 6, dots, look);
}
