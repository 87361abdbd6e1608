// A planted defect: the journal is saved as many programs save, read whole and written whole. With
// PLANTED_PAUSE it does so on a disk that takes so many milliseconds.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const journals = new Map();
const { openSync, writeSync } = fs;
const wait = () =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(process.env.PLANTED_PAUSE));

fs.openSync = (path, ...rest) => {
  const descriptor = openSync(path, ...rest);
  if (String(path).endsWith('.ndjson')) journals.set(descriptor, path);
  return descriptor;
};
fs.writeSync = (descriptor, bytes, ...rest) => {
  const path = journals.get(descriptor);
  if (path === undefined) return writeSync(descriptor, bytes, ...rest);
  const text = fs.readFileSync(path, 'utf8') + bytes.toString('utf8');
  if (process.env.PLANTED_PAUSE !== undefined) {
    fs.writeFileSync(path, '');
    wait();
  }
  fs.writeFileSync(path, text);
  return bytes.length;
};
syncBuiltinESMExports();
