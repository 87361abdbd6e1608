import { PassThrough, Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { onTestFinished } from 'vitest';
import type { WorkshopHeader } from '../../../src/answers/workshop.ts';
import { openWorkshop } from '../../../src/cli/workshop/log.ts';
import type { Room } from '../../../src/cli/workshop/room.ts';
import { unicodeSigns } from '../../../src/interview/line.ts';
import { english } from '../../../src/words/english.ts';
import { planOf } from '../../interview/plan.ts';
import { header } from './places.ts';

/** A question for all, one that hangs on it, one for a role, one that nobody here is asked. */
const plan = planOf(`
pendulum: 1
id: every-kind
version: 1.0.0
language: en
title: Four questions
answerScales:
  a: { options: [low, middle, high] }
dimensions:
  - { id: d, title: Direction }
questions:
  - { id: q1, dimension: d, side: customer, ask: First question, answerScale: a }
  - { id: q2, dimension: d, side: process, ask: Second question, answerScale: a, when: { answer: { q1: { is: "3" } } } }
  - { id: q3, dimension: d, side: process, ask: Third question, answerScale: a, when: { role: { is: sales } } }
  - { id: q4, dimension: d, side: process, ask: Fourth question, answerScale: a }
  - { id: f1, dimension: d, side: process, ask: A fact, fact: true, optional: true, metric: { unit: h, decimals: 0, min: 0, max: 9, points: [[0, 0], [9, 100]] } }
`);

/** A room with a keyboard and a screen, on a log in a folder. */
export function roomIn(folder: string, change: Partial<WorkshopHeader> = {}) {
  const { log } = openWorkshop(folder, { ...header, ...change });
  onTestFinished(log.close);
  const chunks: string[] = [];
  const stdin = new PassThrough();
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString('utf8'));
      done();
    },
  });
  output.end = () => output;
  const hooks = () => ({
    size: () => ({ columns: 80, rows: 24 }),
    onResize: () => () => undefined,
    onContinue: () => () => undefined,
    clear: () => undefined,
    suspend: () => undefined,
  });
  const room = {
    plan,
    words: english,
    found: null,
    engagement: null,
    log,
    face: { signs: unicodeSigns, paint: (_: string, text: string) => text },
    world: { stdin, cwd: folder },
    screen: { output, hooks, write: (text: string) => void chunks.push(text) },
    watch: { signal: new AbortController().signal },
    known: { before: null, resultOf: () => null, taken: new Set() },
    notice: null,
  } as unknown as Room;
  /** Bytes as a terminal sends them, each burst once the screen before it stands. */
  const type = async (...bursts: readonly string[]) => {
    for (const bytes of bursts) {
      stdin.write(bytes);
      for (let i = 0; i < 5; i++) await turn();
    }
  };
  const screen = () =>
    stripVTControlCharacters(chunks.findLast((chunk) => chunk.includes('\n\n')) ?? '');
  const written = () => chunks.join('');
  return { room, log, type, screen, written };
}
