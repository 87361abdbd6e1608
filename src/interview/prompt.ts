import { createPrompt, useEffect, useKeypress, useRef, useState } from '@inquirer/core';
import { drive, type OnAnswer } from './drive.ts';
import type { Paint, Signs } from './line.ts';
import { pressesOf } from './press.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { State } from './state.ts';
import { settled, view, type Size } from './view.ts';

/** What the prompt needs of the terminal beside keys and text; `cli` has the real one. */
export interface TerminalHooks {
  readonly size: () => Size;
  /** Both return what stops the listening. */
  readonly onResize: (redraw: () => void) => () => void;
  readonly onContinue: (redraw: () => void) => () => void;
  /** Wipes the screen, for a redraw after something else wrote on it. */
  readonly clear: () => void;
  /** Gives the terminal back to the shell until `onContinue`. */
  readonly suspend: () => void;
}

export interface InterviewConfig {
  readonly form: Questionnaire;
  readonly start: State;
  readonly onAnswer: OnAnswer;
  readonly signs: Signs;
  readonly paint: Paint;
  readonly terminal: TerminalHooks;
  /** Seconds on a clock that never goes back. */
  readonly now: () => number;
  /** Hears where the session stands, for whoever must know it when a signal ends it. */
  readonly onState?: (state: State) => void;
}

/** How a session ended, and where it stood. */
export interface InterviewResult {
  readonly end: 'finished' | 'quit' | 'closed';
  readonly state: State;
}

/** The engine places its cursor behind the last line, which must therefore not be empty. */
export const closed = (text: string): string => (/(^|\n)$/.test(text) ? `${text} ` : text);

/**
 * The whole questionnaire as one prompt: the engine drops what is typed between two prompts, and a
 * person who knows the answers types faster than that. Everything happens in `drive`; this only
 * connects it to keys, terminal and screen.
 */
export const interview = createPrompt<InterviewResult, InterviewConfig>((config, done) => {
  const { form, start, onAnswer, signs, paint, terminal, now } = config;
  const [state, setState] = useState(start);
  const [, setDrawn] = useState(0);
  // Several keys can arrive before the next drawing, so they work on this and not on `state`.
  const latest = useRef(start);
  const drawn = useRef(0);

  const redraw = () => {
    terminal.clear();
    setDrawn((drawn.current += 1));
  };

  // After all keys that arrived together: to draw each of 2,000 letters would take seconds.
  const draw = () => queueMicrotask(() => setState(latest.current));

  useKeypress((event, rl) => {
    // The line that readline collects for itself is not used; full, it would shift the cursor.
    rl.clearLine(0);
    if (event.ctrl && event.name === 'l') redraw();
    for (const press of pressesOf(event)) {
      const seen = settled(form, latest.current, terminal.size(), signs);
      latest.current = drive(form, seen, press, onAnswer, now());
    }
    config.onState?.(latest.current);
    const { end } = latest.current;
    draw();
    if (end !== null) done({ end, state: latest.current });
  });

  useEffect((rl) => {
    const close = () => done({ end: 'closed', state: latest.current });
    const resume = () => {
      rl.resume();
      redraw();
    };
    rl.on('close', close);
    rl.on('SIGTSTP', terminal.suspend);
    const stops = [terminal.onResize(redraw), terminal.onContinue(resume)];
    return () => {
      rl.removeListener('close', close);
      rl.removeListener('SIGTSTP', terminal.suspend);
      for (const stop of stops) stop();
    };
  }, []);

  return closed(view(form, state, terminal.size(), signs, paint));
});
