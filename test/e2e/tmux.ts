import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

/** The built program, as a shell runs it. */
export const pendulum = `node ${fileURLToPath(new URL('../../dist/cli.js', import.meta.url))}`;

/** The sizes that everything has to be readable at. */
export const sizes: readonly (readonly [columns: number, rows: number])[] = [
  [40, 10],
  [80, 24],
  [200, 60],
];

const patience = 20_000;

/** A terminal that a test types into and looks at. One server for itself, gone with `end`. */
export class Terminal {
  readonly #server = `pendulum-${process.pid}-${Math.trunc(performance.now() * 1000)}`;

  constructor(folder: string, columns: number, rows: number, command = 'bash --norc') {
    const shell = `env -u CI -u NO_COLOR LINE=$(stty -g) TERM=tmux-256color LANG=C.UTF-8 LC_ALL=C.UTF-8 ${command}`;
    this.#tmux(
      '-f',
      '/dev/null',
      'new-session',
      '-d',
      '-s',
      't',
      '-x',
      `${columns}`,
      '-y',
      `${rows}`,
      '-c',
      folder,
      shell,
    );
    this.#tmux('set-option', '-g', 'status', 'off');
    this.#tmux('set-option', '-g', 'window-size', 'manual');
    this.resize(columns, rows);
  }

  #tmux(...args: readonly string[]): string {
    return execFileSync('tmux', ['-L', this.#server, ...args], { encoding: 'utf8' });
  }

  /** Named keys such as Enter, C-c, Left. */
  press(...keys: readonly string[]): void {
    this.#tmux('send-keys', '-t', 't', ...keys);
  }

  /** Text as if typed in one burst. */
  type(text: string): void {
    this.#tmux('send-keys', '-t', 't', '-l', text);
  }

  /** Text as the terminal's own paste, marked as one where the program asked for that. */
  paste(text: string): void {
    this.#tmux('set-buffer', text);
    this.#tmux('paste-buffer', '-p', '-t', 't');
  }

  /** Runs a command in the shell on a clean screen; `ended` waits for its end. */
  run(command: string): void {
    this.type(`clear; ${command}; echo EXIT $? $(test "$(stty -g)" = "$LINE" && echo as before)`);
    this.press('Enter');
  }

  /** That the shell has its own screen, with a cursor on it. */
  #checkScreen(): void {
    const [alternate, cursor] = [this.property('alternate_on'), this.property('cursor_flag')];
    if (alternate !== '0' || cursor !== '1')
      throw new Error(`not given back: alternate screen ${alternate}, cursor ${cursor}`);
  }

  /**
   * Waits until `run` ended with a code and the shell has its terminal back: its own screen, the
   * cursor, the modes of the line, and what is typed is seen. What the screen showed at the end.
   */
  async ended(code: number): Promise<string> {
    const screen = await this.shows(`EXIT ${code} as before`);
    this.#checkScreen();
    this.type('clear; echo still $((6*7))');
    this.press('Enter');
    await this.shows('still 42');
    return screen;
  }

  /** Stops the program with Ctrl-Z, sees that the shell has its terminal, and goes on with it. */
  async stopAndGoOn(): Promise<void> {
    this.press('C-z');
    await this.shows('Stopped');
    this.#checkScreen();
    // What the shell was to run after us it has run already, when we were stopped.
    this.type('clear; fg; echo EXIT $? $(test "$(stty -g)" = "$LINE" && echo as before)');
    this.press('Enter');
    await this.shows(/^(?![^]*Stopped)/);
  }

  resize(columns: number, rows: number): void {
    this.#tmux('resize-window', '-t', 't', '-x', `${columns}`, '-y', `${rows}`);
  }

  screen(): string {
    return this.#tmux('capture-pane', '-t', 't', '-p');
  }

  /** Writes every byte that arrives at the terminal from now on to a file. */
  record(path: string): void {
    this.#tmux('pipe-pane', '-t', 't', `cat > ${path}`);
  }

  /** A property tmux knows about the pane, such as alternate_on or cursor_flag. */
  property(name: string): string {
    return this.#tmux('display-message', '-p', '-t', 't', `#{${name}}`).trim();
  }

  /** Waits until the screen shows a text, or fails with what it shows instead. */
  async shows(text: string | RegExp): Promise<string> {
    const until = performance.now() + patience;
    for (;;) {
      const screen = this.screen();
      if (typeof text === 'string' ? screen.includes(text) : text.test(screen)) return screen;
      if (performance.now() > until)
        throw new Error(`never showed ${String(text)}; it shows:\n${screen}`);
      await pause(30);
    }
  }

  end(): void {
    spawnSync('tmux', ['-L', this.#server, 'kill-server']);
  }
}
