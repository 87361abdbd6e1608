// One of several processes that open the same session at the same moment.
import { openSession } from '../../dist/cli/session.js';

let session = null;
const orders = {
  open: ({ folder, header, at }) => {
    while (Date.now() < at);
    try {
      session = openSession(folder, header);
      return 'won';
    } catch (error) {
      return error.problems?.[0]?.code ?? String(error.stack);
    }
  },
  append: ({ events }) => {
    for (const event of events) session.append(event);
    return 'appended';
  },
  close: () => {
    session.close();
    return 'closed';
  },
};
process.on('message', (order) => process.send(orders[order.kind](order)));
