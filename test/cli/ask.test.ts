import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { ask, type AskOptions } from '../../src/cli/ask.ts';
import { prepare } from '../../src/cli/ground.ts';
import { farewell, resumeCommand } from '../../src/cli/resume.ts';
import { workshop } from '../../src/cli/workshop.ts';
import { Stop, type World } from '../../src/cli/world.ts';
import { formOf } from '../interview/keys.ts';
import { english } from '../../src/words/english.ts';
import { tenQuestions } from '../interview/plan.ts';

function worldOf(stdin: boolean, stderr: boolean, env: World['env'] = {}) {
  const stream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY });
  const [input, output, errors] = [stream(stdin), stream(true), stream(stderr)];
  const world: World = { stdin: input, stdout: output, stderr: errors, env, cwd: '/' };
  const written = () => [output, errors].map((each) => (each.read() as Buffer | null)?.length ?? 0);
  return { world, written };
}

describe('without a terminal', () => {
  test.each([
    ['no terminal for keys', false, true, {}],
    ['no terminal for the screen', true, false, {}],
    ['a build machine', true, true, { CI: 'true' }],
    ['another build machine', true, true, { CI: '1' }],
  ])(
    '%s: refused before the first byte, with the way that needs none',
    async (_, keys, screen, env) => {
      const { world, written } = worldOf(keys, screen, env);
      const refused: unknown = await ask('quick-scan', {}, world).catch((error: unknown) => error);
      if (!(refused instanceof Stop)) throw refused;
      expect([refused.exitCode, refused.problems[0]!.code]).toEqual([2, 'NEEDS_TTY']);
      expect(refused.problems[0]!.hint).toContain('pendulum template');
      expect(refused.problems[0]!.hint).toContain('pendulum score');
      expect(written()).toEqual([0, 0]);
    },
  );
});

test.each([
  [() => ask(undefined, { facts: true }, worldOf(false, true).world), 'pendulum.yaml'],
  [() => workshop(undefined, {}, worldOf(false, true).world), 'for each person'],
])('what else asks questions names its own way without one', async (run, hint) => {
  await expect(run()).rejects.toMatchObject({
    problems: [{ code: 'NEEDS_TTY', hint: expect.stringContaining(hint) as string }],
  });
});

describe('names on the command line', () => {
  test.each([
    [{ unit: 'Bulk North' }, 'USAGE'],
    [{ unit: '' }, 'USAGE'],
    [{ unit: 'constructor' }, 'USAGE'],
    [{ role: 'prototype' }, 'USAGE'],
    [{ respondent: '' }, 'USAGE'],
    [{ respondent: ' ' }, 'USAGE'],
    [{ respondent: 'a\u001b[2J' }, 'USAGE'],
    [{ round: 'x'.repeat(41) }, 'USAGE'],
    [{ role: '1st' }, 'USAGE'],
    [{ market: 'mars' }, 'UNKNOWN_REF'],
  ])('%o is refused before anything is asked', async (options, code) => {
    const { world, written } = worldOf(true, true);
    const refused: unknown = await ask('industrial-gases', options, world).catch(
      (error: unknown) => error,
    );
    if (!(refused instanceof Stop)) throw refused;
    expect([refused.exitCode, refused.problems[0]!.code]).toEqual([2, code]);
    expect(written()).toEqual([0, 0]);
  });

  test.each([
    ['quick-scan', 'fr', 'known: en, de'],
    ['industrial-gases', 'de', 'known: en'],
  ])('%s is not asked in %s, and says in what it is', async (name, language, hint) => {
    const { world, written } = worldOf(true, true);
    const refused: unknown = await ask(name, { language }, world).catch((error: unknown) => error);
    if (!(refused instanceof Stop)) throw refused;
    expect([refused.exitCode, refused.problems[0]]).toMatchObject([
      2,
      { code: 'UNKNOWN_REF', message: `there is no language "${language}"`, hint },
    ]);
    expect(written()).toEqual([0, 0]);
  });

  test('a scorecard must be named where there is no engagement', async () => {
    const { world } = worldOf(true, true);
    await expect(ask(undefined, {}, world)).rejects.toThrow('name a scorecard to ask');
  });
});

describe('what is settled before a session', () => {
  const settled = (options: AskOptions, env: World['env']) =>
    prepare('quick-scan', options, worldOf(true, true, env).world);

  test.each([
    [{}, { LANG: 'de_DE.UTF-8', TERM: 'xterm' }, 'Kurzdiagnose', 'zurück'],
    [{}, { LANG: 'C.UTF-8', TERM: 'xterm' }, 'Quick scan', 'back'],
    [{ language: 'de' }, { LANG: 'C.UTF-8', TERM: 'xterm' }, 'Kurzdiagnose', 'zurück'],
    [{ language: 'en' }, { LANG: 'de_DE.UTF-8', TERM: 'xterm' }, 'Quick scan', 'back'],
    [{ ascii: true }, { LANG: 'de_DE.UTF-8', TERM: 'xterm' }, 'Kurzdiagnose', 'zurueck'],
  ])('%o with %o: plan and words speak one language', async (options, env, title, back) => {
    const { plan, words } = await settled(options, env);
    expect([plan.scorecard.title, words.hints.back]).toEqual([title, back]);
  });

  test('a session is the same in every language', async () => {
    const [own, german] = await Promise.all(
      ['en', 'de'].map(async (language) => (await settled({ language }, {})).plan.scorecard),
    );
    const { id, version, fingerprint } = own!;
    expect(german).toMatchObject({ id, version, fingerprint });
  });
});

describe('the command to go on with', () => {
  const header = {
    scorecard: 'quick-scan@1.0.0',
    fingerprint: 'f',
    unit: 'bulk-north',
    round: '2026-q4' as string | null,
    respondent: 'r07',
    role: 'operations',
    market: null,
  };

  test('can be pasted into a shell', () => {
    expect(resumeCommand({ scorecard: 'quick-scan', options: {} }, header)).toBe(
      'pendulum ask quick-scan --unit bulk-north --round 2026-q4 --respondent r07',
    );
    expect(resumeCommand({ scorecard: null, options: { live: true } }, header)).toMatch(
      / --respondent r07 --live$/,
    );
    const hostile = { ...header, round: null, respondent: "Jo's $(rm -rf ~)" };
    expect(resumeCommand({ scorecard: null, options: { folder: 'my sessions' } }, hostile)).toBe(
      `pendulum ask --unit bulk-north --respondent 'Jo'\\''s $(rm -rf ~)' --folder 'my sessions'`,
    );
  });

  test('asks in the language that was given, and follows the terminal where none was', () => {
    const ground = { scorecard: 'quick-scan', options: { folder: 'f', language: 'de' } };
    expect(resumeCommand(ground, header)).toBe(
      'pendulum ask quick-scan --unit bulk-north --round 2026-q4 --respondent r07 --folder f --language de',
    );
  });

  test('comes with what is safe and what is not', () => {
    const { world } = worldOf(true, true);
    const ground = {
      world,
      options: {},
      scorecard: 'ten',
      plan: tenQuestions,
      words: english,
      original: tenQuestions,
      found: null,
      engagement: null,
      folder: '/',
    };
    const entry = { question: 'q2', state: 'answered', answer: '3', note: null } as const;
    const said = farewell(ground, formOf(tenQuestions), header, new Map([[1, entry]]));
    expect(said).toBe(
      '1 of 10 answered, every one is saved. Go on with:\n' +
        '  pendulum ask ten --unit bulk-north --round 2026-q4 --respondent r07\n',
    );
    expect(farewell(ground, formOf(tenQuestions), header, new Map(), true)).toMatch(
      /^The last answer could NOT be saved and is not counted here; give it again\.\n0 of 10 answered/,
    );
  });
});
