import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { decodeJournal, type JournalEvent } from '../../src/answers/journal.ts';
import { openSession, sessionPath } from '../../src/cli/session.ts';
import { folderWith } from '../cli/command.ts';
import { random } from '../seeded.ts';

const header = {
  scorecard: 'long@1.0.0',
  fingerprint: 'f',
  unit: 'bulk',
  round: null,
  respondent: 'r1',
  role: null,
  market: null,
};

const racer = fileURLToPath(new URL('racer.mjs', import.meta.url));

const given = (round: number): JournalEvent => ({
  kind: 'answer',
  entry: { question: `q${round}`, state: 'answered', answer: '1', note: null },
});

/** What a process answers to an order, or null when it was killed before it could. */
async function told(child: ChildProcess, order: object): Promise<string | null> {
  const answer = Promise.race([
    once(child, 'message').then(([text]) => text as string),
    once(child, 'exit').then(() => null),
  ]);
  child.send(order);
  return await answer;
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('of processes that open one session at once, one wins', { timeout: 300_000 }, async () => {
  const started = performance.now();
  const folder = join(folderWith({}), 'sessions');
  const next = random(11);
  const pool = Array.from({ length: 8 }, () => fork(racer));
  onTestFinished(() => pool.forEach((child) => child.kill('SIGKILL')));
  const rounds = 250;
  let [appended, ownerKills, racerKills, unwon] = [0, 0, 0, 0];

  for (let round = 0; round < rounds; round++) {
    const racers = pool.slice(0, 2 + (round % 7));
    const at = Date.now() + 4;
    const victim = round % 5 === 4 ? racers[Math.floor(next() * racers.length)]! : null;
    const answers = racers.map((child) => told(child, { kind: 'open', folder, header, at }));
    if (victim !== null) {
      await pause(4 + next() * 2);
      await killed(victim);
      racerKills += 1;
    }
    const said = await Promise.all(answers);
    const winners = racers.filter((child, i) => said[i] === 'won' && child !== victim);
    const others = said.filter((text) => text !== 'won' && text !== null);
    expect([winners.length, new Set(others)]).toEqual([
      victim === null ? 1 : expect.toBeOneOf([0, 1]),
      others.length === 0 ? new Set() : new Set(['LOCKED']),
    ]);
    const [winner] = winners;
    if (winner === undefined) unwon += 1;
    else {
      const events = [given(appended), given(appended + 1)];
      expect(await told(winner, { kind: 'append', events })).toBe('appended');
      appended += 2;
      if (round % 2 === 0) {
        await killed(winner);
        ownerKills += 1;
      } else expect(await told(winner, { kind: 'close' })).toBe('closed');
    }
    pool.forEach((child, i) => {
      if (child.exitCode !== null || child.signalCode !== null) pool[i] = fork(racer);
    });
    const journal = decodeJournal(readFileSync(sessionPath(folder, header)));
    expect(journal).toMatchObject({ kind: 'journal', torn: 0 });
    expect(journal.kind === 'journal' && journal.events).toHaveLength(appended);
  }

  const session = openSession(folder, header);
  expect(session.events).toEqual(Array.from({ length: appended }, (_, i) => given(i)));
  session.close();
  expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stderr.write(
    `${rounds} races, ${ownerKills} holders and ${racerKills} racers killed, ` +
      `${unwon} rounds won by one that was killed, ${seconds} s\n`,
  );
});
