import { render } from '@inquirer/testing';
import { describe, expect, test, vi } from 'vitest';
import { play, type Board } from '../../src/interview/board.ts';

/** Everything that was pressed, until Enter. */
const letters: Board<string, string> = {
  start: '',
  press: (state, { name, text }) => state + (text === '' ? `<${name}>` : text),
  draw: (state) => `so far: ${state}`,
  outcome: (state) => (state.endsWith('\n') ? state.trimEnd() : null),
};

type Prompt<S> = Parameters<typeof render<string, Board<S, string>>>[0];

async function open<S>(board: Board<S, string>) {
  const calls: string[] = [];
  const size = { columns: 80, rows: 24 };
  const fire = { resize: () => undefined as void, continue: () => undefined as void };
  const listen = (name: 'resize' | 'continue') => (redraw: () => void) => {
    fire[name] = redraw;
    return () => void calls.push(`no more ${name}`);
  };
  const terminal = {
    size: () => size,
    onResize: listen('resize'),
    onContinue: listen('continue'),
    clear: () => void calls.push('clear'),
    suspend: () => void calls.push('suspend'),
  };
  const prompt = (config: Board<S, string>, context?: object) => play(config, terminal, context);
  const rendered = await render(prompt as Prompt<S>, board);
  // Bytes as a terminal sends them, through the engine's own key decoding.
  const type = (bytes: string) => void rendered.input.write(bytes);
  return { ...rendered, type, calls, size, fire };
}

describe('a board', () => {
  test('shows what keys make of it, until something comes of it', async () => {
    const { type, getScreen, answer, calls } = await open(letters);
    expect(getScreen()).toBe('so far:');
    type('ab');
    expect(getScreen()).toBe('so far: ab');
    type('\u001b[A\r');
    await expect(answer).resolves.toBe('ab<up>');
    expect(calls).toEqual(['clear', 'no more resize', 'no more continue']);
  });

  test('a burst of keys is taken one by one, and what follows its end is dropped', async () => {
    const pressed: string[] = [];
    const board: Board<string, string> = {
      ...letters,
      press: (state, press) => {
        pressed.push(press.text);
        return letters.press(state, press);
      },
    };
    const { type, answer } = await open(board);
    type('abc\rrrq\r');
    await expect(answer).resolves.toBe('abc');
    expect(pressed.join('')).toBe('abc\n');
  });

  test('nothing that is pasted is a key', async () => {
    const { type, getScreen, answer } = await open(letters);
    type('a\u001b[200~4 4 3\rrrq\u001b[A\u001b[201~b');
    expect(getScreen()).toBe('so far: ab');
    type('\u001b[200~half of a');
    type(' paste\r');
    type('\u001b[201~');
    expect(getScreen()).toBe('so far: ab');
    type('\r');
    await expect(answer).resolves.toBe('ab');
  });

  test('a new size, Ctrl-L and a return from the shell draw anew', async () => {
    const { type, size, fire, calls, getScreen, answer } = await open({
      ...letters,
      draw: (state, { columns, rows }) => `${columns}x${rows} ${state}`,
    });
    size.columns = 40;
    fire.resize();
    expect(getScreen()).toBe('40x24');
    expect(calls).toEqual(['clear', 'clear']);
    type('\u000c');
    expect(calls).toEqual(['clear', 'clear', 'clear']);
    type('\u001a');
    expect(calls.at(-1)).toBe('suspend');
    size.rows = 10;
    fire.continue();
    expect(getScreen()).toBe('40x10');
    type('x\r');
    await expect(answer).resolves.toBe('x');
  });

  test('is closed when the terminal ends it, and rejected by Ctrl-C', async () => {
    const first = await open(letters);
    first.type('a\u0004');
    await expect(first.answer).resolves.toBe('closed');
    const second = await open(letters);
    const rejected = second.answer.catch((error: unknown) => (error as Error).name);
    second.type('\u0003');
    expect(await rejected).toBe('ExitPromptError');
  });
});

describe('the time on a board', () => {
  const counting: Board<number, string> = {
    start: 3,
    press: (state) => state + 10,
    tick: { milliseconds: 1000, next: (left) => Math.max(1, left - 1) },
    draw: (left) => `left: ${left}`,
    outcome: (left) => (left > 20 ? `out at ${left}` : null),
  };

  test('passes without a key, draws only what changes, and ends with the board', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      let drawn = 0;
      const { type, getScreen, answer } = await open({
        ...counting,
        draw: (left) => {
          drawn += 1;
          return counting.draw(left, { columns: 80, rows: 24 });
        },
      });
      vi.advanceTimersByTime(2000);
      expect(getScreen()).toBe('left: 1');
      const before = drawn;
      vi.advanceTimersByTime(60_000);
      expect(drawn).toBe(before);
      type('xx');
      await expect(answer).resolves.toBe('out at 21');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test('can end it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const { answer } = await open({
        ...counting,
        outcome: (left) => (left === 1 ? 'over' : null),
      });
      vi.advanceTimersByTime(5000);
      await expect(answer).resolves.toBe('over');
    } finally {
      vi.useRealTimers();
    }
  });
});
