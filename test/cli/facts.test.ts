import fs from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { SheetHeader } from '../../src/answers/journal.ts';
import { ask } from '../../src/cli/ask.ts';
import { factsErrand, missingFacts } from '../../src/cli/facts.ts';
import { prepare, type AskOptions, type Stage } from '../../src/cli/ground.ts';
import { Stop, type World } from '../../src/cli/world.ts';
import { begin } from '../../src/interview/state.ts';
import { command, folderWith } from './command.ts';

const scorecard = `pendulum: 1
id: own
version: 1.0.0
language: en
title: Own
answerScales: { agree: { options: [low, mid, high] } }
dimensions: [{ id: d, title: D }]
questions:
  - { id: q, dimension: d, side: customer, ask: Asked, answerScale: agree }
  - { id: a, dimension: d, side: process, ask: Fact A, fact: true, optional: true, metric: { unit: h, decimals: 1, points: [[0, 0], [9, 100]] } }
  - { id: b, dimension: d, side: process, ask: Fact B, fact: true, optional: true, metric: { unit: h, decimals: 1, points: [[0, 0], [9, 100]] } }
  - { id: c, dimension: d, side: process, ask: Fact C, fact: true, when: { unit: { in: [south] } }, metric: { unit: h, decimals: 1, points: [[0, 0], [9, 100]] } }
`;
const head = `# kept
pendulum: 1
title: T
scorecard: own.yaml
rounds: [q1, q2]
units: [{ id: north, title: N }, { id: south, title: S }]
`;
const facts = `facts:
  north:
    q1: { a: 1 }
    q2:
      a: 2.0 # measured
`;

function worldIn(cwd: string): World {
  const stream = () => Object.assign(new PassThrough(), { isTTY: true });
  return { stdin: stream(), stdout: stream(), stderr: stream(), env: {}, cwd };
}

const folderOf = (engagement: string | null) =>
  folderWith({
    'own.yaml': scorecard,
    'plain.yaml': scorecard.replaceAll('fact: true, ', ''),
    ...(engagement === null ? {} : { 'pendulum.yaml': engagement }),
  });

const read = (folder: string) => fs.readFileSync(join(folder, 'pendulum.yaml'), 'utf8');
const sessions = (folder: string) =>
  fs.readdirSync(join(folder, '.pendulum', 'sessions')).filter((name) => !name.startsWith('.'));

describe('refused before anything is asked', () => {
  test.each<[string, string | null, string | undefined, AskOptions, [number, string, string]]>([
    ['no engagement', null, undefined, {}, [2, 'USAGE', 'there is none here']],
    ['no engagement for it', null, 'own.yaml', {}, [2, 'USAGE', 'there is none here']],
    ['one for another', head, 'industrial-gases', {}, [2, 'USAGE', 'none for industrial-gases']],
    ['no facts', head.replace('own', 'plain'), undefined, {}, [2, 'USAGE', 'has no facts']],
    ['an unknown unit', head, undefined, { unit: 'nord' }, [2, 'UNKNOWN_REF', '"nord"']],
    ['an unlisted round', head, undefined, { round: 'q3' }, [2, 'UNKNOWN_REF', '"q3"']],
    ['no round', head, undefined, { round: '' }, [2, 'USAGE', 'belong to a round']],
    [
      'facts that are none',
      `${head}facts: { north: { q1: { a: much } } }\n`,
      undefined,
      {},
      [3, 'ANSWER_RANGE', '"much"'],
    ],
    [
      'JSON',
      '{"pendulum": 1, "title": "T", "scorecard": "own.yaml", "units": [{"id": "north", "title": "N"}]}',
      undefined,
      { round: '' },
      [3, 'SHAPE', 'cannot be put'],
    ],
  ])('%s', async (_, engagement, name, options, [code, problem, said]) => {
    const folder = folderOf(engagement);
    const given = { facts: true, unit: 'north', round: 'q1', ...options };
    const refused: unknown = await ask(name, given, worldIn(folder)).catch(
      (error: unknown) => error,
    );
    if (!(refused instanceof Stop)) throw refused;
    expect([refused.exitCode, refused.problems[0]!.code]).toEqual([code, problem]);
    expect(refused.problems[0]!.message).toContain(said);
    if (engagement !== null) expect(read(folder)).toBe(engagement);
  });

  test.each(['--respondent', '--role', '--market'])('%s beside --facts', async (option) => {
    const { code, stderr } = await command(['ask', '--facts', option, 'r07']);
    expect([code, stderr]).toEqual([2, expect.stringContaining(option)]);
  });
});

/** A session of facts with everything but keys and a screen. */
async function sessionIn(folder: string, round = 'q2', unit = 'north') {
  const said: string[] = [];
  const ground = await prepare(null, { facts: true, unit, round }, worldIn(folder));
  const stage = { ...ground, screen: { write: (text: string) => said.push(text) } };
  const errand = await factsErrand(stage as unknown as Stage);
  errand.check();
  const give = (question: string, answer: string) =>
    errand.session.append({
      kind: 'answer',
      entry: { question, state: 'answered', answer, note: null },
    });
  return { errand, give, said, deliver: () => errand.deliver(errand.entries()) };
}

describe('a session', () => {
  test('asks the facts and begins with those that are there', async () => {
    const folder = folderOf(head + facts);
    const { errand, deliver, said } = await sessionIn(folder);
    expect([...errand.entries().values()]).toEqual([
      { question: 'a', state: 'answered', answer: '2.0', note: null },
    ]);
    expect(errand.form.who).toBe('north / q2 / facts');
    expect(begin(errand.form, errand.entries())).toMatchObject({
      asked: [1, 2],
      at: 2,
      mode: { kind: 'ask' },
    });
    deliver();
    expect(said).toEqual(['pendulum.yaml says the same already; nothing was written\n']);
    expect(read(folder)).toBe(head + facts);
    expect(sessions(folder)).toEqual([]);
    const other = await sessionIn(folder, 'q1', 'south');
    expect(begin(other.errand.form, other.errand.entries()).asked).toEqual([1, 2, 3]);
    other.errand.session.close();
  });

  test('goes on where it was left, and then writes into the engagement', async () => {
    const folder = folderOf(head + facts);
    const first = await sessionIn(folder);
    first.give('a', '3');
    first.errand.session.close();
    expect(read(folder)).toBe(head + facts);
    const second = await sessionIn(folder);
    second.give('b', '4.5');
    expect([...second.errand.entries().values()].map(({ answer }) => answer)).toEqual(['3', '4.5']);
    second.deliver();
    expect(second.said).toEqual(['Facts written to pendulum.yaml\n']);
    expect(read(folder)).toBe(`${head}${facts.replace('2.0', '3')}      b: 4.5\n`);
    expect(sessions(folder)).toEqual([]);
  });

  test('writes into the file as it is then, and only what it was given', async () => {
    const folder = folderOf(head + facts);
    const { give, deliver } = await sessionIn(folder);
    give('b', '4');
    const changed = `${head}# more\n${facts.replace('2.0', '2.5')}      # b follows\n`;
    fs.writeFileSync(join(folder, 'pendulum.yaml'), changed);
    deliver();
    expect(read(folder)).toBe(`${changed}      b: 4\n`);
  });

  test.each([
    ['is broken', `${head}facts: [`, 'YAML_SYNTAX', 3],
    ['has lost the unit', head.replace('id: north', 'id: nord'), 'UNKNOWN_REF', 3],
    ['has lost the round', head.replace('q2', 'q9'), 'UNKNOWN_REF', 3],
  ])(
    'a file that meanwhile %s is not touched, and the session stays',
    async (_, text, code, exit) => {
      const folder = folderOf(head);
      const { give, deliver, errand } = await sessionIn(folder);
      give('b', '4');
      fs.writeFileSync(join(folder, 'pendulum.yaml'), text);
      let stopped: unknown = null;
      try {
        deliver();
      } catch (error) {
        stopped = error;
      }
      if (!(stopped instanceof Stop)) throw new Error('delivered');
      expect([stopped.problems[0]!.code, stopped.exitCode]).toEqual([code, exit]);
      expect(read(folder)).toBe(text);
      errand.session.close();
      fs.writeFileSync(join(folder, 'pendulum.yaml'), head);
      const again = await sessionIn(folder);
      again.deliver();
      expect(read(folder)).toBe(`${head}facts:\n  north:\n    q2:\n      b: 4\n`);
    },
  );

  test('byte order mark, permissions and a link stay', async () => {
    const folder = folderOf(null);
    const real = join(folder, 'real.yaml');
    fs.writeFileSync(real, `\ufeff${head}`, { mode: 0o640 });
    fs.symlinkSync('real.yaml', join(folder, 'pendulum.yaml'));
    const { give, deliver } = await sessionIn(folder);
    give('a', '1');
    deliver();
    expect(fs.readFileSync(real, 'utf8')).toBe(
      `\ufeff${head}facts:\n  north:\n    q2:\n      a: 1\n`,
    );
    expect(fs.statSync(real).mode & 0o777).toBe(0o640);
    expect(fs.readlinkSync(join(folder, 'pendulum.yaml'))).toBe('real.yaml');
  });
});

test('respondents hear of missing facts in one line', async () => {
  const header: SheetHeader = {
    scorecard: 'own@1.0.0',
    fingerprint: 'f',
    unit: 'north',
    round: 'q2',
    respondent: 'r1',
    role: null,
    market: null,
  };
  const line = async (engagement: string | null, name: string | null, change = {}) =>
    missingFacts(await prepare(name, {}, worldIn(folderOf(engagement))), { ...header, ...change });
  const command = 'Facts are missing: pendulum ask --facts --unit north --round q2\n';
  expect(await line(head, null)).toBe(command);
  expect(await line(`${head}facts: { north: { q2: {} } }\n`, null)).toBe(command);
  expect(await line(head, 'own.yaml')).toBe(command.replace('ask', 'ask own.yaml'));
  expect(await line(head + facts, null)).toBe('');
  expect(await line(head + facts, null, { unit: 'south' })).toContain('--unit south');
  expect(await line(head.replace('own', 'plain'), null)).toBe('');
  expect(await line(null, 'own.yaml')).toBe('');
});

test('a register of actions in a scored folder is no sheet', async () => {
  const sheet = 'pendulum: 1\nscorecard: quick-scan\nunit: north\nrespondent: r1\nanswers: {}\n';
  const cwd = folderWith({ 'answers/r1.yaml': sheet, 'answers/actions.yaml': 'actions: no sheet' });
  const { code, stderr } = await command(['score', 'answers'], { cwd });
  expect([code, stderr]).toEqual([0, '']);
});
