import { setImmediate as turn } from 'node:timers/promises';
import { problem, type Problem } from '../../problem.ts';
import { beginningProblem, lineOf, readHeader, splitProblem } from '../../tables/header.ts';
import { ignoredColumns, namesOf, readsOf } from '../../tables/layout.ts';
import { readingOf, type Job, type Report } from '../../tables/reading.ts';
import { splitter, type Cut, type Rows, type Splitter } from '../../tables/split.ts';
import type { Fields, PieceStart } from '../../tables/types.ts';
import { between, jobFor, stopFor, type Count, type Ended, type Pass, type Table } from './pass.ts';
import { startPool, type Pool } from './pool.ts';
import type { Source } from './source.ts';

/** Pieces of about so many bytes are read at a time. */
export const pieceBytes = 256 * 1024;

/** Whether bytes begin with a byte order mark. */
export const hasMark = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** Whether a table is NDJSON, by its first bytes. */
export const looksLikeJson = (bytes: Uint8Array): boolean => {
  const at = bytes.findIndex((byte, i) => byte > 32 && (i > 2 || !hasMark(bytes)));
  return bytes[at] === 0x7b;
};

/** Reads pieces here, only to look at their rows. */
function lookingAt(job: Job, show: (fields: Fields) => void, take: (report: Report) => void): Pool {
  const reading = readingOf(job, show);
  return {
    read: async (piece) => take({ ...reading.read(piece, null), rejects: [] }),
    finish: async () => [],
    stop: async () => undefined,
  };
}

/** One reading of a table of text, from its first byte to its last. */
class TextReading {
  readonly #source: Source;
  readonly #delimiter: number;
  readonly #pass: Pass;
  readonly #count: Count;
  /** How many rows each piece has, as far as the table was read before. */
  readonly #known: readonly number[];
  readonly #problems: Problem[] = [];
  /** How many rows each piece that was read has. */
  readonly pieces: number[] = [];
  #rows: Rows = { kind: 'lines' };
  #cutter: Splitter | null = null;
  #pool: Pool | null = null;
  #given = 0;
  /** The number of the first row of the piece at hand among the rows of all tables. */
  #first: number;
  /** Where the rows begin that are reported next. */
  #at: PieceStart = { row: 1, line: 1 };
  begin = 1;

  constructor(
    source: Source,
    delimiter: number,
    known: readonly number[],
    pass: Pass,
    first: number,
    count: Count,
  ) {
    this.#source = source;
    this.#delimiter = delimiter;
    this.#known = known;
    this.#pass = pass;
    this.#first = first;
    this.#count = count;
  }

  async run(): Promise<Ended> {
    try {
      for await (const chunk of this.#source.chunks()) {
        this.#cutter ??= this.#cutterFor(chunk);
        await this.#readCut(this.#cutter.push(chunk));
      }
      if (this.#cutter === null) throw stopFor([problem('NO_ANSWERS', null, this.#source.name)]);
      await this.#readCut(this.#cutter.finish());
      return await this.#end();
    } finally {
      await this.#pool?.stop();
    }
  }

  /** Finds out from the first bytes how rows are told apart. */
  #cutterFor(chunk: Uint8Array): Splitter {
    const wrong = beginningProblem(this.#source.name, chunk);
    if (wrong !== null) throw stopFor([wrong]);
    if (!looksLikeJson(chunk)) this.#rows = { kind: 'csv', delimiter: this.#delimiter };
    return splitter(this.#rows, pieceBytes);
  }

  async #readCut({ pieces, fault }: Cut): Promise<void> {
    for (const piece of pieces) await this.#readPiece(piece);
    if (fault === null) return;
    // The line is known when all before it has been read.
    await this.#pool?.finish();
    const { name } = this.#source;
    throw stopFor([...this.#problems, splitProblem(name, fault, this.#at.line)]);
  }

  async #readPiece(piece: Uint8Array): Promise<void> {
    // Signals are heard between turns, and reading here takes none.
    await turn();
    this.#pass.listener.signal?.throwIfAborted();
    const isHeaded = this.#pool === null;
    const next = isHeaded ? this.#open(piece) : 0;
    const { dropped } = this.#pass;
    const rows = this.#known[this.#given++] ?? 0;
    const from = this.#first;
    const out = dropped === null ? null : between(dropped, from, from + rows);
    await this.#pool!.read(next === 0 ? piece : piece.slice(next), out);
    this.#first = from + rows;
  }

  /** What the columns are called: in the header of a CSV, in NDJSON as the plan and the map say. */
  #headerOf(piece: Uint8Array) {
    const { plan } = this.#pass.terms;
    const mapping = this.#pass.mapping?.value ?? null;
    if (this.#rows.kind === 'csv') {
      return readHeader(this.#source.name, piece, this.#delimiter, readsOf(plan, mapping));
    }
    const names = namesOf(plan, mapping);
    return { value: { names, next: 0, start: { row: 1, line: 1 } }, problems: [] };
  }

  /** Finds out what the columns hold, when the first piece has come; where its rows begin. */
  #open(piece: Uint8Array): number {
    const { value, problems } = this.#headerOf(piece);
    if (value === null) throw stopFor(problems);
    const found = jobFor(this.#source.name, value.names, this.#pass);
    this.#problems.push(...found.problems);
    this.#at = value.start;
    this.begin = value.start.row;
    const job: Job = { ...found.job, rows: this.#rows };
    const { look, threads } = this.#pass;
    const take = (report: Report) => this.#take(report);
    this.#pool =
      look === null
        ? startPool(job, threads, take, (old) => this.#cutter?.reuse(old))
        : lookingAt(
            job,
            (fields) => {
              const at = lineOf(this.#source.name, this.#at.line + fields.line);
              look.row(fields, job.columns, this.#first, at);
            },
            take,
          );
    return value.next;
  }

  #take(report: Report): void {
    this.#count.take(report, this.#at, this.#source.read());
    const { row, line } = this.#at;
    this.#at = { row: row + report.rows, line: line + report.lines };
    this.pieces.push(report.rows);
  }

  async #end(): Promise<Ended> {
    const sums = (await this.#pool?.finish()) ?? [];
    const ignored = [...new Set(sums.flatMap((sum) => sum.ignored))];
    const { plan } = this.#pass.terms;
    const problems = [...this.#problems, ...ignoredColumns(plan, this.#source.name, ignored)];
    return { sums, problems };
  }
}

/** A table in CSV or NDJSON. */
export function textTable(source: Source, delimiter: number): Table {
  let known: readonly number[] = [];
  let begin = 1;
  return {
    name: source.name,
    size: source.size,
    begin: () => begin,
    read: async (pass, first, count) => {
      const reading = new TextReading(source, delimiter, known, pass, first, count);
      const ended = await reading.run();
      known = reading.pieces;
      begin = reading.begin;
      return ended;
    },
    close: source.close,
  };
}
