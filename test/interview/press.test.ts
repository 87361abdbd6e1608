import { describe, expect, test } from 'vitest';
import { key, pressesOf, typed } from '../../src/interview/press.ts';

describe('a key event', () => {
  test.each([
    ['a digit', { name: '4', sequence: '4' }, [typed('4')]],
    ['a capital', { name: 'n', sequence: 'N', shift: true }, [typed('N')]],
    ['a key without a name', { sequence: '?' }, [typed('?')]],
    ['an emoji', { sequence: '🚚' }, [typed('🚚')]],
    ['space', { name: 'space', sequence: ' ' }, [typed(' ')]],
    ['return', { name: 'return', sequence: '\r' }, [key('enter')]],
    ['line feed', { name: 'enter', sequence: '\n' }, [key('enter')]],
    ['an arrow', { name: 'up', sequence: '\u001b[A' }, [key('up')]],
    ['Ctrl-U', { name: 'u', sequence: '\u0015', ctrl: true }, [key('clear')]],
    ['Ctrl-L', { name: 'l', sequence: '\u000c', ctrl: true }, []],
    [
      'Esc and a digit at once',
      { name: '4', sequence: '\u001b4', meta: true },
      [key('escape'), typed('4')],
    ],
    ['Esc', { name: 'escape', sequence: '\u001b', meta: true }, [key('escape')]],
    ['a function key', { name: 'f5', sequence: '\u001b[15~' }, []],
    ['a raw control character', { sequence: '\u0007' }, []],
    ['nothing', {}, []],
  ])('%s', (_, event, presses) => {
    expect(pressesOf(event)).toEqual(presses);
  });
});
