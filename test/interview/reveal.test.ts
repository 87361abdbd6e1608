import { describe, expect, test } from 'vitest';
import { key } from '../../src/interview/press.ts';
import {
  beginReveal,
  clockText,
  pressReveal,
  secondLater,
  type Reveal,
  type RevealState,
} from '../../src/interview/reveal.ts';
import { english } from '../../src/words/english.ts';
import { german } from '../../src/words/german.ts';
import { presses } from './keys.ts';

const three: Reveal = { ids: ['a', 'b', 'c'], words: english, canVoteAgain: true };

const after = (line: string, reveal = three, start = beginReveal([])): RevealState =>
  presses(line).reduce((state, press) => pressReveal(reveal, state, press), start);
const later = (seconds: number, state: RevealState): RevealState =>
  Array.from({ length: seconds }).reduce<RevealState>((here) => secondLater(here), state);

describe('keys of the reveal', () => {
  test.each([
    ['enter', { mode: 'question', row: 0 }],
    ['enter enter', { mode: 'question', row: 1 }],
    ['enter enter enter enter', { mode: 'list', row: 0 }],
    ['down down enter', { mode: 'question', row: 2 }],
    ['down down down down', { mode: 'list', row: 2 }],
    ['pagedown', { mode: 'list', row: 2 }],
    ['down up up', { mode: 'list', row: 0 }],
    ['enter enter b', { mode: 'question', row: 0 }],
    ['enter backspace', { mode: 'list', row: 0 }],
    ['enter right left', { mode: 'question', row: 0 }],
    ['enter right l', { mode: 'list', row: 1 }],
    ['enter right escape', { mode: 'list', row: 1 }],
    ['enter down down up', { mode: 'question', row: 0, top: 1 }],
    ['enter down enter', { mode: 'question', row: 1, top: 0 }],
    ['enter up', { top: 0 }],
    ['enter pagedown pageup', { top: 0 }],
    ['g', { end: 'on' }],
    ['q', { end: 'quit' }],
    ['m v', { end: 'again', marked: new Set(['a']) }],
    ['m down _ down m v', { end: 'again', marked: new Set(['a', 'b', 'c']) }],
    ['m m', { marked: new Set() }],
    ['v', { end: null, message: 'mark the questions for it first, with m' }],
    ['M down', { marked: new Set(['a']), message: null }],
    ['x 7', beginReveal([])],
  ])('%s', (line, state) => {
    expect(after(line)).toMatchObject(state);
  });

  test('there is no third vote', () => {
    const twice = { ...three, canVoteAgain: false };
    for (const line of ['m', 'v', '_']) {
      expect(after(line, twice)).toMatchObject({
        marked: new Set(),
        end: null,
        message: 'the second vote has been taken; there is no third',
      });
    }
  });

  test('where there is no question, nothing is opened, marked or voted on', () => {
    const none = { ...three, ids: [] };
    for (const line of ['enter', 'right', 'down', 'up', 'm', 'pagedown', '_', 'l', 'b']) {
      expect(after(line, none)).toMatchObject({ mode: 'list', row: 0, end: null });
    }
    expect(after('m v', none)).toMatchObject({ end: null });
    expect(after('g', none).end).toBe('on');
  });

  test.each([english, german])('no key means two things', ({ keys, workshop }) => {
    const { reveal, ...ofReveal } = workshop.keys;
    const inReveal = [...Object.values(ofReveal), keys.back, keys.quit, ' ', '+'];
    const atGate = [reveal, keys.back, keys.quit];
    const inCards = [keys.notApplicable, keys.dontKnow, keys.back, keys.quit, '-', '/'];
    for (const all of [inReveal, atGate, inCards]) {
      expect(new Set(all).size).toBe(all.length);
      for (const letter of all) expect(letter).toBe(letter.toLowerCase());
    }
    for (const letter of inCards) expect(letter).not.toMatch(/[0-9]/);
  });
});

describe('the time to talk', () => {
  const clock = ({ left, isRunning }: RevealState) => [left, isRunning];

  test('two minutes that stop, go on, end and begin anew', () => {
    const started = after('enter t');
    expect(clock(started)).toEqual([120, true]);
    expect(clock(later(30, started))).toEqual([90, true]);
    const stopped = pressReveal(three, later(30, started), key('t'));
    expect(clock(stopped)).toEqual([90, true]);
    const paused = after('t', three, later(30, started));
    expect(clock(later(5, paused))).toEqual([90, false]);
    expect(clock(later(5, after('t', three, paused)))).toEqual([85, true]);
    const over = later(500, started);
    expect(clock(over)).toEqual([0, false]);
    expect(secondLater(over)).toBe(over);
    expect(clock(after('t', three, over))).toEqual([120, true]);
    expect(clock(after('+', three, over))).toEqual([60, true]);
  });

  test('a minute more, and nothing left of it on the next question', () => {
    expect(clock(after('enter t +'))).toEqual([180, true]);
    expect(clock(after('enter +'))).toEqual([60, true]);
    expect(clock(after('enter t enter'))).toEqual([null, false]);
    expect(clock(after('enter t m'))).toEqual([120, true]);
  });

  test('nothing passes while nobody takes it', () => {
    const state = beginReveal([]);
    expect(secondLater(state)).toBe(state);
  });

  test.each([
    [0, '0:00'],
    [9, '0:09'],
    [60, '1:00'],
    [125, '2:05'],
    [3600, '60:00'],
  ])('%i seconds are %s', (seconds, text) => {
    expect(clockText(seconds)).toBe(text);
  });
});
