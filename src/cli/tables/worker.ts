import { parentPort, workerData } from 'node:worker_threads';
import { readingOf, type Job, type Sum } from '../../tables/reading.ts';
import type { FromWorker, ToWorker } from './pool.ts';

/** Another thread that reads pieces of a table: one after the other, then what they add up to. */
const reading = readingOf(workerData as Job);

const send = (message: FromWorker, transfer: readonly ArrayBuffer[]) =>
  parentPort!.postMessage(message, transfer);

/** What need not be copied on the way. */
const buffersOf = ({ pages, keys }: Sum): readonly ArrayBuffer[] => [
  ...keys.map(({ buffer }) => buffer),
  ...[...pages.brief, ...pages.rest].flatMap(({ recent, earlier, sums, low, high }) =>
    [recent, earlier, sums, low, high].flatMap((each) => each?.buffer ?? []),
  ),
];

parentPort!.on('message', (message: ToWorker) => {
  if (message.kind === 'sum') {
    const sum = reading.sum();
    return send({ kind: 'sum', sum }, buffersOf(sum));
  }
  const { piece, index, dropped } = message;
  return send({ kind: 'report', index, report: reading.read(piece, dropped), piece }, []);
});
