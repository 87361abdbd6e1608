import { describe, expect, test } from 'vitest';
import { asciiSigns, unicodeSigns } from '../../src/interview/line.ts';
import { begin, type State } from '../../src/interview/state.ts';
import { view } from '../../src/interview/view.ts';
import { german } from '../../src/words/german.ts';
import { formOf, play } from './keys.ts';
import { planOf } from './plan.ts';

const plan = planOf(`
pendulum: 1
id: swing
version: 1.0.0
language: en
title: Swing
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions: [{ id: d, title: Direction }]
questions:
  - { id: c, dimension: d, side: customer, ask: C, answerScale: agreement }
  - { id: p, dimension: d, side: process, ask: P, answerScale: agreement }
  - { id: c2, dimension: d, side: customer, ask: C2, answerScale: agreement }
`);
const form = formOf(plan, { live: true });
const linesOf = (state: State, columns = 80, rows = 24, own = form, signs = unicodeSigns) =>
  view(own, state, { columns, rows }, signs, (_, text) => text)
    .split('\n')
    .map((line) => line.trim());

describe('where the pendulum hangs', () => {
  test('is not said before there are enough answers', () => {
    for (const keys of ['', '5']) {
      expect(linesOf(play(form, keys).state)[2]).toBe(
        'Process ─────────────────┼───────────────── Customer  not enough answers yet',
      );
    }
  });

  test.each([
    ['5 1', 'Process ─────────────────┼────────────────● Customer  100.0 toward customer'],
    ['1 5', 'Process ●────────────────┼───────────────── Customer  100.0 toward process'],
    ['4 4', 'Process ─────────────────●───────────────── Customer  at the centre'],
    ['3 2 4', 'Process ─────────────────┼─────●─────────── Customer  37.5 toward customer'],
  ])('%s', (keys, line) => {
    expect(linesOf(play(form, keys).state)).toContain(line);
  });

  test('is drawn from saved answers only', () => {
    const { state } = play(form, '5');
    const stuck = play(form, '1', state, () => {
      throw new Error('no space left');
    }).state;
    expect(linesOf(stuck)[2]).toContain('not enough answers yet');
  });

  test('in ASCII', () => {
    expect(linesOf(play(form, '3 2 4').state, 80, 24, form, asciiSigns)).toContain(
      'Process -----------------+-----@----------- Customer  37.5 toward customer',
    );
  });

  test('in German, with its comma', () => {
    const own = formOf(plan, { live: true, words: german });
    expect(linesOf(play(own, '3 2 4').state, 80, 24, own)[2]).toMatch(/ Kunde {2}37,5 zum Kunden$/);
  });

  test('takes two lines where one is too narrow, and the shortest form on few rows', () => {
    const { state } = play(form, '3 2 b');
    expect(linesOf(state, 40, 24).slice(2, 4)).toEqual([
      'Process ──────────┼──●─────── Customer',
      '25.0 toward customer',
    ]);
    expect(linesOf(state, 40, 10)[1]).toBe('Pendulum: 25.0 toward customer');
    expect(linesOf(begin(form), 40, 10)[1]).toBe('Pendulum: not enough answers yet');
  });

  test('stays away without --live, on every page', () => {
    const own = formOf(plan);
    expect(own.positionOf).toBe(null);
    for (const keys of ['', '5 1', '5 1 r', '5 1 s', '5 1 ?', '5 1 c']) {
      const text = linesOf(play(own, keys).state, 80, 24, own).join('\n');
      expect(text).not.toMatch(/Process|toward|enough/);
    }
  });

  test('gives way before the answers do', () => {
    const text = linesOf(play(form, '5 1').state, 40, 4).join('\n');
    expect(text).toContain('5 Strongly agree');
    expect(text).not.toContain('Customer');
  });
});
