// Saves 20 answers in the session layer and tells what was refused, and what the file held then.
import { readFileSync, writeFileSync } from 'node:fs';
import { decodeJournal } from '../../dist/answers/journal.js';
import { openSession, sessionPath } from '../../dist/cli/session.js';

const [folder, header, report] = process.argv.slice(2);
const refused = [];
const again = (what, run) => {
  for (let attempt = 1; attempt <= 3; attempt++) {
    try {
      return run();
    } catch (error) {
      refused.push([what, error.problems?.[0]?.code ?? String(error.stack)]);
      const journal = what === 0 ? null : decodeJournal(readFileSync(session.path));
      if (journal !== null && (journal.torn !== 0 || journal.events.length !== what - 1)) {
        refused.push(['half', JSON.stringify(journal)]);
      }
    }
  }
  throw new Error('refused three times');
};
const session = again(0, () => openSession(folder, JSON.parse(header)));
for (let i = 1; i <= 20; i++) {
  const entry = { question: `q${i}`, state: 'answered', answer: '1', note: null };
  again(i, () => session.append({ kind: 'answer', entry }));
}
session.close();
const { events, torn } = decodeJournal(readFileSync(sessionPath(folder, JSON.parse(header))));
writeFileSync(report, JSON.stringify({ refused, saved: events.length, torn }));
