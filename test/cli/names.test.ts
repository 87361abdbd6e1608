import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Origin, ProblemResult, Result } from '../../src/result.ts';
import { command, folderWith } from './command.ts';

const card = `
pendulum: 1
id: tiny
version: 1.0.0
language: en
title: Tiny
answerScales:
  agreement: { options: [No, Yes] }
dimensions:
  - { id: flow, title: Flow }
questions:
  - { id: c1, dimension: flow, side: customer, ask: We listen., answerScale: agreement }
  - { id: p1, dimension: flow, side: process, ask: We follow., answerScale: agreement }
  - id: otif
    dimension: flow
    side: process
    ask: On time
    fact: true
    optional: true
    metric: { unit: "%", decimals: 1, min: 0, max: 100, points: [[80, 0], [100, 100]] }
`;

const sheet = (respondent: string, extra = '') =>
  `pendulum: 1\nscorecard: tiny@1.0.0\nunit: north\nrespondent: ${respondent}\nround: q1\nanswers: { c1: 2, p1: 1${extra} }\n`;

const engagement = `pendulum: 1
title: Invented
scorecard: cards/card.yaml
privacy: { open: invented }
units: [{ id: north, title: North }]
facts: { north: { q1: { otif: 90 } } }
`;

async function resultOf(args: readonly string[], cwd: string): Promise<Result> {
  const ran = await command(['score', ...args, '-f', 'json'], { cwd });
  expect(ran.code).toBe(0);
  return JSON.parse(ran.stdout) as Result;
}

const originOf = async (args: readonly string[], cwd: string): Promise<Origin> =>
  (await resultOf(args, cwd)).origin!;

test('an engagement names its files from its own folder, wherever it is called from', async () => {
  const cwd = folderWith({
    'e/pendulum.yaml': engagement,
    'e/cards/card.yaml': card,
    'e/answers/q1/r1.yaml': sheet('r1', ', otif: 95'),
  });
  const [here, inside, absolute] = [
    await resultOf(['e'], cwd),
    await resultOf(['pendulum.yaml'], join(cwd, 'e')),
    await resultOf([join(cwd, 'e')], '/'),
  ];
  expect(here.origin!.files).toEqual(['answers/q1/r1.yaml', 'pendulum.yaml']);
  expect(here.origin!.scorecard).toBe('cards/card.yaml');
  expect(here.problems.map(({ code, file }: ProblemResult) => [code, file])).toEqual([
    ['FACT_CONFLICT', 'answers/q1/r1.yaml'],
  ]);
  expect(inside).toEqual(here);
  expect(absolute).toEqual(here);
});

test('loose sheets are named from the folder they have in common with their scorecard', async () => {
  const cwd = folderWith({ 'card.yaml': card, 'a/r1.yaml': sheet('r1'), 'b/r2.yaml': sheet('r2') });
  const both = await originOf(['b', 'a', '-s', 'card.yaml'], cwd);
  expect(both.files).toEqual(['a/r1.yaml', 'b/r2.yaml']);
  expect(both.scorecard).toBe('card.yaml');
  expect((await originOf(['a', '-s', 'card.yaml'], cwd)).files).toEqual(['a/r1.yaml']);
  mkdirSync(join(cwd, 'far/off'), { recursive: true });
  cpSync(join(cwd, 'card.yaml'), join(cwd, 'far/off/card.yaml'));
  const apart = await originOf(['a', '-s', 'far/off/card.yaml'], cwd);
  expect([apart.files, apart.scorecard]).toEqual([['r1.yaml'], 'card.yaml']);
});

test('where small groups are hidden, no file of a single sheet is named, for it tells whose it is', async () => {
  const line = (who: string) =>
    `${JSON.stringify({ pendulum: 1, scorecard: 'tiny', unit: 'north', respondent: who, answers: {} })}\n`;
  const cwd = folderWith({
    'card.yaml': card,
    'a/u-anna.yaml': sheet('anna'),
    'a/u-bo.json': line('bo'),
    'b/u.ndjson': line('r1') + line('r2'),
    'e/pendulum.yaml': engagement.replace(/privacy.*\n/, ''),
    'e/cards/card.yaml': card,
    'e/answers/anna.yaml': sheet('anna'),
    'e/answers/more.ndjson': line('r1'),
  });
  const of = async (...args: readonly string[]) => (await originOf(args, cwd)).files;
  const named = ['-s', 'card.yaml'];
  expect(await of('a', ...named)).toEqual(['a/u-anna.yaml', 'a/u-bo.json']);
  expect(await of('a', ...named, '--min-group', '3')).toEqual([]);
  expect(await of('b', ...named, '--min-group', '3')).toEqual(['b/u.ndjson']);
  expect(await of('a', 'b', ...named, '--min-group', '3')).toEqual([]);
  expect(await of('e')).toEqual(['answers/more.ndjson', 'pendulum.yaml']);
});

test('the hash of the answers is that of what was said, not of how it was written', async () => {
  const of = async (...sheets: readonly string[]) => {
    const names = sheets.map((text, i) => [`a/r${i}.yaml`, text]);
    const cwd = folderWith({ 'card.yaml': card, ...Object.fromEntries(names) });
    return (await originOf(['a', '-s', 'card.yaml'], cwd)).answers;
  };
  const usual = await of(sheet('r1'), sheet('r2'));
  expect(usual).toMatch(/^[0-9a-f]{64}$/);
  expect(await of(`# later\n${sheet('r2')}`, sheet('r1').replaceAll('\n', '\r\n'))).toBe(usual);
  expect(await of(sheet('r1'), sheet('r3'))).not.toBe(usual);
  expect(await of(sheet('r1'), sheet('r2').replace('p1: 1', 'p1: 2'))).not.toBe(usual);
  expect(await of(sheet('r1'), sheet('r2').replace('p1: 1', 'p1: dont-know'))).not.toBe(usual);
  expect(await of(sheet('r1'), sheet('r2', ', otif: 80'))).not.toBe(usual);
});
