import { parentPort, workerData } from 'node:worker_threads';
import { readingOf, type Job } from '../../tables/reading.ts';
import type { FromWorker, ToWorker } from './pool.ts';

/** Another thread that reads pieces of a table: one after the other, then what they add up to. */
const reading = readingOf(workerData as Job);

const send = (message: FromWorker, transfer: readonly ArrayBuffer[]) =>
  parentPort!.postMessage(message, transfer);

parentPort!.on('message', (message: ToWorker) => {
  if (message.kind === 'sum') return send({ kind: 'sum', sum: reading.sum() }, []);
  const { piece, index, dropped } = message;
  const report = reading.read(piece, dropped);
  const { respondents } = report;
  return send({ kind: 'report', index, report, piece }, [
    piece.buffer,
    ...(respondents === null ? [] : [respondents.buffer]),
  ]);
});
