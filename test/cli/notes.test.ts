import { expect, test } from 'vitest';
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
`;

const engagement = `pendulum: 1
title: Invented
scorecard: card.yaml
answers: answers
rounds: [q1, q2]
units: [{ id: north, title: North }]
gate:
  checks: [{ id: strong, strength: { atLeast: 40 }, because: Judgement }]
`;

const words = ['Kestrel', 'Plover', 'Dunlin', 'Avocet', 'Godwit', 'Curlew', 'Osprey', 'Merlin'];

/** Twelve people, of whom eight say a word, in both rounds. */
function files(said: readonly string[]): Record<string, string> {
  const sheet = (round: string, i: number) => {
    const note = said[i] === undefined ? '1' : `{ answer: 1, note: ${said[i]} }`;
    const answer = i < 8 ? note : '2';
    return `{ pendulum: 1, scorecard: tiny, unit: north, round: ${round}, respondent: r${i}, answers: { c1: ${answer}, p1: 1 } }\n`;
  };
  const round = (name: string) => Array.from({ length: 12 }, (_, i) => sheet(name, i)).join('');
  return {
    'card.yaml': card,
    'pendulum.yaml': engagement,
    'answers/q1.ndjson': round('q1'),
    'answers/q2.ndjson': round('q2'),
  };
}

async function written(args: readonly string[], said = words): Promise<string> {
  const { code, stdout, stderr } = await command(args, { cwd: folderWith(files(said)) });
  expect([0, 1]).toContain(code);
  return (stdout + stderr).replaceAll(/[0-9a-f]{64}/g, '');
}

const told = (text: string) => words.filter((word) => text.includes(word));

const reports = [
  'text',
  'json',
  'csv',
  'markdown',
  'html',
  'svg',
  'junit',
  'sarif',
  'badge',
  'github',
];
const page = ['text', 'json', 'markdown', 'html'];

test.each([
  ...reports.map((format) => ['score', '.', '-f', format]),
  ...reports.map((format) => ['gate', '.', '-f', format]),
  ...page.map((format) => ['stats', '.', '-f', format]),
  ...['text', 'json', 'markdown'].map((format) => ['compare', '.', '-f', format]),
  ...['text', 'json', 'csv'].map((format) => ['explain', '.', '-f', format]),
])('%s %s %s %s has no remark of anybody', async (...args) => {
  expect(told(await written(args))).toEqual([]);
});

const appendix = (format: string) => ['score', '.', '--appendix', '-f', format];
const carrying = ['json', 'html'];

test.each(reports)('%s with an appendix tells by no order who remarked what', async (format) => {
  const usual = await written(appendix(format));
  expect(told(usual)).toEqual(carrying.includes(format) ? words : []);
  expect(await written(appendix(format), words.toReversed())).toBe(usual);
});

test.each(['text', 'markdown'])('%s says where the remarks are', async (format) => {
  const said = 'Remarks of respondents are in the appendix of the HTML report.';
  expect(await written(appendix(format))).toContain(said);
  expect(await written(['score', '.', '-f', format])).not.toContain(said);
});
