import type { Words } from '../words/words.ts';
import type { Press } from './press.ts';

/** Pages shown one after the other, the first of them moving until it has settled. */
export interface Slides {
  readonly words: Words;
  readonly count: number;
  /** Steps until the first page stands still. */
  readonly frames: number;
}

export interface SlidesState {
  readonly at: number;
  readonly frame: number;
  /** Lines scrolled off the top of a page that does not fit. */
  readonly top: number;
  readonly end: 'on' | 'quit' | null;
}

export const beginSlides: SlidesState = { at: 0, frame: 0, top: 0, end: null };

const goTo = (state: SlidesState, at: number): SlidesState => ({ ...state, at, top: 0 });

/** The state after a key. */
export function pressSlides(slides: Slides, state: SlidesState, press: Press): SlidesState {
  const { keys } = slides.words;
  const forward = state.at + 1 < slides.count ? goTo(state, state.at + 1) : state;
  const letter = press.text.toLowerCase();
  if (press.name === 'enter') {
    return forward === state ? { ...state, end: 'on' } : forward;
  }
  if (press.name === 'right') return forward;
  if (press.name === 'left' || press.name === 'backspace' || letter === keys.back) {
    return goTo(state, Math.max(0, state.at - 1));
  }
  if (press.name === 'up') return { ...state, top: Math.max(0, state.top - 1) };
  if (press.name === 'down') return { ...state, top: state.top + 1 };
  if (letter === slides.words.workshop.keys.goOn) return { ...state, end: 'on' };
  return letter === keys.quit ? { ...state, end: 'quit' } : state;
}

/** A step of the motion. */
export const frameLater = ({ frames }: Slides, state: SlidesState): SlidesState =>
  state.frame < frames ? { ...state, frame: state.frame + 1 } : state;
