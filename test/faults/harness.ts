import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

interface Answer {
  readonly threw?: string;
  readonly isValid: boolean;
  readonly problems: readonly { readonly code: string; readonly isPlaced: boolean }[];
  readonly printed: string;
}

export type Reader = 'real' | 'throws' | 'hangs' | 'dies' | 'silent' | 'placeless' | 'raw';

/** How a reader took a file: the codes it told, none where the file is valid, or its defect. */
export type Verdict =
  | { readonly codes: readonly string[] }
  | { readonly defect: 'threw' | 'hung' | 'died' | 'silent' | 'placeless' | 'unsafe'; why: string };

const path = fileURLToPath(new URL('reader.mjs', import.meta.url));
/** Escape sequences and whatever else steers a terminal or hides from its reader. */
const foreign =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

function judge({ threw, isValid, problems, printed }: Answer): Verdict {
  if (threw !== undefined) return { defect: 'threw', why: threw };
  const sent = foreign.exec(printed);
  if (sent !== null) return { defect: 'unsafe', why: JSON.stringify(sent[0]) };
  if (!isValid && problems.length === 0)
    return { defect: 'silent', why: 'neither value nor problem' };
  const loose = problems.find(({ isPlaced }) => !isPlaced);
  if (loose !== undefined) return { defect: 'placeless', why: loose.code };
  return { codes: problems.map(({ code }) => code) };
}

/** Readers in child processes, so that one which hangs or dies is told and replaced. */
export class Harness {
  readonly #limit: number;
  #child: ChildProcess | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  async read(content: string | Uint8Array, reader: Reader = 'real'): Promise<Verdict> {
    this.#child ??= fork(path, { execArgv: ['--max-old-space-size=512'], silent: true });
    const child = this.#child;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#limit);
    const { signal } = late;
    child.send({ reader, bytes: Buffer.from(content).toString('base64') });
    try {
      return await Promise.race([
        once(child, 'message', { signal }).then(([answer]) => judge(answer as Answer)),
        once(child, 'exit', { signal }).then((ended) => this.#died(ended)),
      ]);
    } catch {
      this.stop();
      return { defect: 'hung', why: `more than ${this.#limit} ms` };
    } finally {
      clearTimeout(timer);
      late.abort();
    }
  }

  #died(ended: readonly unknown[]): Verdict {
    this.#child = null;
    return { defect: 'died', why: ended.join(' ') };
  }

  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}
