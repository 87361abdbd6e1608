import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Asking, digits, folderFor, keptIn, sessionFiles, sheetIn } from './asking.ts';
import { traced } from './strace.ts';

const codes = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** Whether all that was switched on was switched off again after it. */
function isRestored(output: string): boolean {
  const isOff = (on: string, off: string) => output.lastIndexOf(off) >= output.lastIndexOf(on);
  return (
    isOff('\u001b[?1049h', '\u001b[?1049l') &&
    isOff('\u001b[?25l', '\u001b[?25h') &&
    isOff('\u001b[?2004h', '\u001b[?2004l')
  );
}

interface Place {
  readonly name: string;
  /** Brings a session there. */
  readonly go: (asking: Asking) => Promise<unknown>;
  readonly kept: number;
  /** Which command is said to go on with. */
  readonly said: string;
  readonly respondent?: null;
}

const goOn = 'pendulum ask long.yaml --unit bulk --round q4 --respondent r1';

const places: readonly Place[] = [
  {
    name: 'while it is asked who answers',
    go: (asking) => asking.shows('Respondent'),
    kept: 0,
    said: 'No question was asked yet. Begin again with: pendulum ask long.yaml --unit bulk --round q4 --role ops',
    respondent: null,
  },
  {
    name: 'at a question',
    go: async (asking) => {
      await asking.shows('0 of 20 answered');
      asking.type(digits(0, 3));
      await asking.shows('3 of 20 answered');
    },
    kept: 3,
    said: `3 of 20 answered, every one is saved. Go on with: ${goOn}`,
  },
  {
    name: 'in a note',
    go: async (asking) => {
      await asking.shows('0 of 20 answered');
      asking.type('1cnot yet');
      await asking.shows('not yet');
    },
    kept: 1,
    said: `1 of 20 answered, every one is saved. Go on with: ${goOn}`,
  },
  {
    name: 'when it offers the pendulum',
    go: async (asking) => {
      await asking.shows('0 of 20 answered');
      asking.type(`${digits(0, 20)}f`);
      await asking.shows('Show the pendulum now?');
    },
    kept: 20,
    said: `20 of 20 answered, every one is saved. Go on with: ${goOn}`,
  },
];

let slowest = 0;

describe.each(places)('a signal $name', ({ go, kept, said, respondent }) => {
  test.each(codes)('%s', async (signal, code) => {
    const folder = folderFor(20);
    const asking = new Asking(folder, respondent === null ? { respondent } : {});
    await go(asking);
    const sent = performance.now();
    await asking.signal(signal);
    expect(await asking.ended).toBe(code);
    slowest = Math.max(slowest, performance.now() - sent);
    expect(asking.said()).toContain(said);
    expect(isRestored(asking.output)).toBe(true);
    expect(keptIn(folder)).toBe(digits(0, kept));
    expect(sessionFiles(folder).filter((name) => name.includes('lock'))).toEqual([]);
  });
});

test('how long it took is known', () => {
  process.stderr.write(`from signal to end: ${slowest.toFixed(0)} ms at most\n`);
  expect(slowest).toBeGreaterThan(0);
});

test.each(codes)(
  '%s while the sheet is written leaves it whole',
  traced('signals while a sheet is written', async (signal: NodeJS.Signals, code: number) => {
    const folder = folderFor(20);
    const under =
      'strace -qq -o calls.log -e trace=rename -e inject=rename:delay_enter=400000:when=1';
    const asking = new Asking(folder, { under });
    await asking.shows('0 of 20 answered');
    const sessions = join(folder, '.pendulum', 'sessions');
    const lock = readdirSync(sessions).find((name) => name.endsWith('.lock'))!;
    const { pid } = JSON.parse(readlinkSync(join(sessions, lock))) as { pid: number };
    asking.type(digits(0, 20));
    await asking.shows('nothing is open');
    asking.type('f');
    await expect.poll(() => readdirSync(folder).includes('answers')).toBe(true);
    process.kill(pid, signal);
    expect(await asking.ended).toBe(code);
    expect(readFileSync(join(folder, 'calls.log'), 'utf8')).toContain('rename');
    expect(asking.said()).toContain(`Go on with: ${goOn}`);
    expect(isRestored(asking.output)).toBe(true);
    expect(sheetIn(folder)).toBe(digits(0, 20));
    expect(readdirSync(join(folder, 'answers', 'q4'))).toEqual(['bulk-r1.yaml']);
  }),
);
