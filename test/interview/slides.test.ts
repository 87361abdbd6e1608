import { describe, expect, test } from 'vitest';
import { beginSlides, frameLater, pressSlides, type Slides } from '../../src/interview/slides.ts';
import { english } from '../../src/words/english.ts';
import { presses } from './keys.ts';

const slides: Slides = { words: english, count: 3, frames: 2 };
const after = (line: string, of = slides) =>
  presses(line).reduce((state, press) => pressSlides(of, state, press), beginSlides);

describe('slides', () => {
  test.each([
    ['enter', { at: 1, end: null }],
    ['enter enter enter', { at: 2, end: 'on' }],
    ['right right right right', { at: 2, end: null }],
    ['right left left', { at: 0 }],
    ['right b', { at: 0 }],
    ['right backspace', { at: 0 }],
    ['down down up', { top: 1 }],
    ['up', { top: 0 }],
    ['down right', { at: 1, top: 0 }],
    ['g', { at: 0, end: 'on' }],
    ['Q', { end: 'quit' }],
    ['x', beginSlides],
  ])('%s', (line, state) => {
    expect(after(line)).toMatchObject(state);
  });

  test('without a page there is nothing but to go on', () => {
    expect(after('right', { ...slides, count: 0 })).toBe(beginSlides);
    expect(after('enter', { ...slides, count: 0 })).toMatchObject({ at: 0, end: 'on' });
  });

  test('the motion settles', () => {
    const [one, two] = [1, 2].map((frame) => ({ ...beginSlides, frame }));
    expect(frameLater(slides, beginSlides)).toEqual(one);
    expect(frameLater(slides, one!)).toEqual(two);
    expect(frameLater(slides, two!)).toBe(two);
    expect(frameLater({ ...slides, frames: 0 }, beginSlides)).toBe(beginSlides);
  });
});
