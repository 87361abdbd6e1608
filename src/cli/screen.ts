import { Writable } from 'node:stream';
import type { TerminalHooks } from '../interview/prompt.ts';
import { writeFully } from './io.ts';
import { isDumb } from './terminal.ts';
import type { Output, World } from './world.ts';

/** Own screen, marked pastes, no cursor, a clean start. */
const enterCodes = '\u001b[?1049h\u001b[?2004h\u001b[?25l\u001b[H\u001b[2J';
const leaveCodes = '\u001b[?2004l\u001b[?25h\u001b[?1049l';
const clearCodes = '\u001b[H\u001b[2J';

type Terminal = Output & { readonly rows?: number; readonly fd?: number };
type Keyboard = World['stdin'] & { setRawMode?: (isRaw: boolean) => void };

/**
 * The terminal while a session runs: whatever modes it is put into are taken back exactly once, and
 * writing to one that has vanished is no error, since nothing is lost with it.
 */
export class Screen {
  readonly output: Writable & { readonly columns: number; readonly rows: number };
  #isOn = false;
  #isGone = false;
  readonly #terminal: Terminal;
  readonly #keyboard: Keyboard;
  readonly #hasModes: boolean;

  constructor(world: World) {
    this.#terminal = world.stderr;
    this.#keyboard = world.stdin;
    this.#hasModes = !isDumb(world.env);
    const writable = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.write(chunk);
        done();
      },
    });
    // A prompt ends its output when it is done; the next one needs it again.
    writable.end = () => writable;
    const size = () => this.#size();
    this.output = Object.defineProperties(writable, {
      columns: { get: () => size().columns },
      rows: { get: () => size().rows },
    }) as typeof this.output;
  }

  /** The terminal was closed while we ran. */
  get isGone(): boolean {
    return this.#isGone;
  }

  #size() {
    const { columns = 0, rows = 0 } = this.#terminal;
    return { columns: columns > 0 ? columns : 80, rows: rows > 0 ? rows : 24 };
  }

  /** Straight to the terminal: a stream would report a vanished one later and to somebody else. */
  write(text: string | Uint8Array): void {
    if (this.#isGone) return;
    const { fd, isTTY } = this.#terminal;
    if (fd === undefined || isTTY !== true) {
      this.#terminal.write(text);
      return;
    }
    try {
      writeFully(fd, Buffer.from(text));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') this.#terminal.write(text);
      else this.#isGone = true;
    }
  }

  #mode(codes: string): void {
    if (this.#hasModes) this.write(codes);
  }

  enter(): void {
    if (!this.#isOn) this.#mode(enterCodes);
    this.#isOn = true;
  }

  leave(): void {
    if (this.#isOn) this.#mode(leaveCodes);
    this.#isOn = false;
  }

  /** Gives the terminal back to the shell; it is ours again when this resolves. */
  stop(): Promise<void> {
    const { onContinue, suspend } = this.hooks();
    return new Promise((resolve) => {
      // Nothing else keeps the process alive until then.
      const alive = setInterval(() => undefined, 1000);
      const done = onContinue(() => {
        clearInterval(alive);
        done();
        resolve();
      });
      suspend();
    });
  }

  /**
   * Looks whether the terminal is still there. Node crashes when it sets the modes of one that is
   * gone, so that then what is held is released and the signal ends the process at once; every
   * answer is on disk by now.
   */
  probe(): void {
    this.write('\u001b[0m');
    if (!this.#isGone) return;
    for (const release of process.listeners('exit')) release(129);
    process.removeAllListeners('SIGHUP');
    process.kill(process.pid, 'SIGHUP');
  }

  #setRaw(isRaw: boolean): void {
    try {
      this.#keyboard.setRawMode?.(isRaw);
    } catch {
      this.#isGone = true;
    }
  }

  /** What the prompt engine cannot do by itself. */
  hooks(): TerminalHooks {
    return {
      size: () => this.#size(),
      clear: () => this.#mode(clearCodes),
      onResize: (redraw) => {
        this.#terminal.on('resize', redraw);
        return () => this.#terminal.off('resize', redraw);
      },
      onContinue: (redraw) => {
        const resume = () => {
          // Whatever stopped us may have left the terminal in any mode, and only a change is carried out.
          this.#setRaw(false);
          this.#setRaw(true);
          if (this.#isOn) this.#mode(enterCodes);
          redraw();
        };
        process.on('SIGCONT', resume);
        return () => process.off('SIGCONT', resume);
      },
      suspend: () => {
        if (this.#isOn) this.#mode(leaveCodes);
        this.#setRaw(false);
        // The whole group, as the terminal itself would: npm may stand between the shell and us.
        process.kill(0, 'SIGTSTP');
      },
    };
  }
}
