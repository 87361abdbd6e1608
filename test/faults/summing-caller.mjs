// A parent of the summing child, to be killed or traced: prints the child's process, then the sums.
import { fileURLToPath } from 'node:url';
import { inDatabase, stagedName } from '../../dist/cli/database.js';

const [path, ending] = process.argv.slice(2);
const errand = {
  kind: 'read',
  path,
  name: 'the table',
  file: stagedName(path),
  table: null,
  limits: { memory: 256, threads: 2 },
  payload: { waits: ending !== 'done' },
};
await inDatabase(fileURLToPath(new URL('summing.mjs', import.meta.url)), errand, (message) => {
  process.stdout.write(`${message.pid ?? JSON.stringify(message)}\n`);
});
