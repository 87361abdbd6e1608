import { Worker } from 'node:worker_threads';
import { readingOf, type Job, type Report, type Sum } from '../../tables/reading.ts';

/** So many pieces are read here before other threads are started: most tables are no longer. */
const atHome = 16;

/** So many pieces a thread may have at a time: one to work on, and one to go on with. */
const inHand = 2;

export type ToWorker =
  | {
      readonly kind: 'piece';
      readonly index: number;
      readonly piece: Uint8Array;
      readonly dropped: Float64Array | null;
    }
  | { readonly kind: 'sum' };

export type FromWorker =
  | {
      readonly kind: 'report';
      readonly index: number;
      readonly report: Report;
      readonly piece: Uint8Array;
    }
  | { readonly kind: 'sum'; readonly sum: Sum };

/** So many reports may wait for one before them. */
const mostWaiting = 32;

/** Reads the pieces of one table in as many threads as there may be, of which this is one. */
export interface Pool {
  /** Resolves when the next piece may come. */
  readonly read: (piece: Uint8Array, dropped: Float64Array | null) => Promise<void>;
  /** What all pieces together have come to; nothing runs any more then. */
  readonly finish: () => Promise<readonly Sum[]>;
  readonly stop: () => Promise<void>;
}

interface Hand {
  readonly worker: Worker;
  busy: number;
}

/**
 * @param take is given the reports in the order of the pieces, however many threads there are
 * @param reuse is given the pieces that have been read
 */
export function startPool(
  job: Job,
  threads: number,
  take: (report: Report) => void,
  reuse: (piece: Uint8Array) => void,
): Pool {
  const own = readingOf(job);
  const hands: Hand[] = [];
  const waiting = new Map<number, Report>();
  const sums: Sum[] = [];
  let given = 0;
  let taken = 0;
  let failure: Error | null = null;
  let wake = () => undefined as void;

  function put(index: number, report: Report): void {
    waiting.set(index, report);
    for (let next = waiting.get(taken); next !== undefined; next = waiting.get(taken)) {
      waiting.delete(taken);
      taken += 1;
      take(next);
    }
  }

  /** Until something has come from a thread. */
  async function next(): Promise<void> {
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (failure !== null) resolve();
    });
    if (failure !== null) throw failure;
  }

  function hear(hand: Hand, message: FromWorker): void {
    try {
      if (message.kind === 'sum') {
        sums.push(message.sum);
      } else {
        hand.busy -= 1;
        reuse(message.piece);
        put(message.index, message.report);
      }
    } catch (error) {
      failure ??= error as Error;
    }
    wake();
  }

  function start(): void {
    for (let i = 1; i < threads; i++) {
      const url = new URL('./worker.js', import.meta.url);
      const hand: Hand = {
        worker: new Worker(url, {
          workerData: job,
          resourceLimits: { maxYoungGenerationSizeMb: 2 },
        }),
        busy: 0,
      };
      hand.worker.on('message', (message: FromWorker) => hear(hand, message));
      hand.worker.on('error', (error) => {
        failure ??= error;
        wake();
      });
      hands.push(hand);
    }
  }

  /** A thread that can take another piece; none where all have enough, or before there is more than one. */
  function freeHand(index: number): Hand | null {
    if (threads === 1 || index < atHome) return null;
    if (hands.length === 0) start();
    const freest = hands.reduce((a, b) => (b.busy < a.busy ? b : a));
    return freest.busy < inHand ? freest : null;
  }

  async function read(piece: Uint8Array, dropped: Float64Array | null): Promise<void> {
    while (waiting.size >= mostWaiting) await next();
    const index = given++;
    const hand = freeHand(index);
    if (hand === null) {
      put(index, own.read(piece, dropped));
      reuse(piece);
      if (failure !== null) throw failure;
      return;
    }
    hand.busy += 1;
    const message: ToWorker = { kind: 'piece', index, piece, dropped };
    hand.worker.postMessage(message, []);
  }

  const stop = async (): Promise<void> => {
    await Promise.all(hands.map(({ worker }) => worker.terminate()));
  };

  async function finish(): Promise<readonly Sum[]> {
    const isTaken = () => taken === given;
    while (!isTaken()) await next();
    const message: ToWorker = { kind: 'sum' };
    for (const { worker } of hands) worker.postMessage(message, []);
    while (sums.length < hands.length) await next();
    await stop();
    return [own.sum(), ...sums];
  }

  return { read, finish, stop };
}
