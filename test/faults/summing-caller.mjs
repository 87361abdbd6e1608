// A parent of the summing child, to be killed, traced or limited: prints the child's process, then the
// sums or what is wrong.
import { fileURLToPath } from 'node:url';
import { inDatabase, stagedName } from '../../dist/cli/database.js';

const [path, ending, memory = '256'] = process.argv.slice(2);
const errand = {
  kind: 'read',
  path,
  name: 'the table',
  file: stagedName(path),
  table: null,
  limits: { memory: Number(memory), threads: 2 },
  payload: { waits: ending !== 'done' },
};
const child = fileURLToPath(new URL('summing.mjs', import.meta.url));
const print = (text) => process.stdout.write(`${text}\n`);
try {
  await inDatabase(child, errand, (message) => print(message.pid ?? JSON.stringify(message)));
} catch ({ exitCode, problems }) {
  for (const { code, message } of problems) print(`${exitCode} ${code} ${message}`);
}
