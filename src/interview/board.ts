import { createPrompt, useEffect, useKeypress, useRef, useState } from '@inquirer/core';
import { pressesOf, type Press } from './press.ts';
import { closed, type TerminalHooks } from './prompt.ts';
import type { Size } from './view.ts';

/** What is on the screen: where it starts, what keys and time make of it, what it looks like. */
export interface Board<S, R> {
  readonly start: S;
  readonly press: (state: S, press: Press) => S;
  /** What passes without a key; the same state again means that nothing does. */
  readonly tick?: { readonly milliseconds: number; readonly next: (state: S) => S };
  readonly draw: (state: S, size: Size) => string;
  /** What came of it, or null while it goes on. */
  readonly outcome: (state: S) => R | null;
}

interface Config {
  readonly board: Board<unknown, unknown>;
  readonly terminal: TerminalHooks;
}

const boardPrompt = createPrompt<unknown, Config>(({ board, terminal }, done) => {
  const [state, setState] = useState(board.start);
  const [, setDrawn] = useState(0);
  // Several keys can arrive before the next drawing, so they work on this and not on `state`.
  const latest = useRef(board.start);
  const drawn = useRef(0);
  const isPasting = useRef(false);

  const redraw = () => {
    terminal.clear();
    setDrawn((drawn.current += 1));
  };
  const become = (next: unknown) => {
    if (next === latest.current) return;
    latest.current = next;
    setState(next);
    const outcome = board.outcome(next);
    if (outcome !== null) done(outcome);
  };

  useKeypress((event, rl) => {
    rl.clearLine(0);
    if (event.ctrl && event.name === 'l') redraw();
    for (const press of pressesOf(event)) {
      const isEdge = press.name === 'paste-start' || press.name === 'paste-end';
      if (isEdge) isPasting.current = press.name === 'paste-start';
      const isMeant = !isEdge && !isPasting.current && board.outcome(latest.current) === null;
      if (isMeant) become(board.press(latest.current, press));
    }
  });

  useEffect((rl) => {
    const close = () => done('closed');
    const resume = () => {
      rl.resume();
      redraw();
    };
    rl.on('close', close);
    rl.on('SIGTSTP', terminal.suspend);
    const stops = [terminal.onResize(redraw), terminal.onContinue(resume)];
    const { tick } = board;
    const timer =
      tick === undefined
        ? null
        : setInterval(() => become(tick.next(latest.current)), tick.milliseconds);
    return () => {
      rl.removeListener('close', close);
      rl.removeListener('SIGTSTP', terminal.suspend);
      if (timer !== null) clearInterval(timer);
      for (const stop of stops) stop();
    };
  }, []);

  return closed(board.draw(state, terminal.size()));
});

type Context = Parameters<typeof boardPrompt>[1];

/**
 * Puts a board on the screen until something comes of it; `closed` when the terminal ends it. Keys
 * that were pressed before it is on the screen are dropped by the engine: on a board they would
 * reveal, or answer in somebody else's place. Pasted text is never keys.
 */
export function play<S, R>(
  board: Board<S, R>,
  terminal: TerminalHooks,
  context: Context,
): Promise<R | 'closed'> {
  // What was shown before leaves its last line behind.
  terminal.clear();
  // A board hands only its own states to its own functions, so their type need not be known here.
  return boardPrompt({ board: board as unknown as Config['board'], terminal }, context) as Promise<
    R | 'closed'
  >;
}
