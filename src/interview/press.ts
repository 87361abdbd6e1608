/** A key event as node:readline emits it; the types of the prompt engine know only a part of it. */
export interface KeyEvent {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
}

/** One key: a name for those that print nothing, else the text they print. */
export interface Press {
  readonly name: string;
  readonly text: string;
}

const named: ReadonlyMap<string, Press> = new Map(
  [
    ['return', 'enter', '\n'],
    ['enter', 'enter', '\n'],
    ['tab', 'tab', '\t'],
    ...[
      'escape',
      'up',
      'down',
      'left',
      'right',
      'home',
      'end',
      'pageup',
      'pagedown',
      'backspace',
      'delete',
      'paste-start',
      'paste-end',
    ].map((name) => [name, name, '']),
  ].map(([key, name, text]) => [key!, { name: name!, text: text! }]),
);

/** Letters with Ctrl that edit a line everywhere. */
const control: ReadonlyMap<string, string> = new Map([
  ['a', 'home'],
  ['e', 'end'],
  ['u', 'clear'],
  ['w', 'delete-word'],
]);

const printable = /^[^\p{Cc}]+$/u;

export const typed = (text: string): Press => ({ name: '', text });
export const key = (name: string): Press => named.get(name) ?? { name, text: '' };

/**
 * The keys an event stands for. A key that follows Esc within half a second arrives as one event
 * with `meta`; it was two keys.
 */
export function pressesOf(event: KeyEvent): readonly Press[] {
  const { name = '', sequence = '', ctrl = false, meta = false } = event;
  if (meta && name !== 'escape') {
    return [
      key('escape'),
      ...pressesOf({ ...event, meta: false, sequence: sequence.replace(/^\u001b/, '') }),
    ];
  }
  if (ctrl) return control.has(name) ? [key(control.get(name)!)] : [];
  const known = named.get(name);
  if (known !== undefined) return [known];
  return printable.test(sequence) ? [typed(sequence)] : [];
}
