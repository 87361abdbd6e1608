import { expect, test } from 'vitest';
import type { Result } from '../../src/result.ts';
import { command, folderWith } from '../cli/command.ts';

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

const engagement = (privacy: string) => `pendulum: 1
title: Invented
scorecard: card.yaml
privacy: ${privacy}
units: [{ id: all, title: All }, { id: north, title: North, parent: all }]
`;

const words = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel'];

/** Sheets of so many people; the first eight say a word on the first question. */
function sheets(people: number, order: (list: readonly string[]) => readonly string[]) {
  const said = order(words);
  return Object.fromEntries(
    Array.from({ length: people }, (_, i) => {
      const note = i < said.length ? `{ answer: 2, note: ${said[i]!} }` : '2';
      const text = `pendulum: 1\nscorecard: tiny@1.0.0\nunit: north\nrespondent: r${i}\nanswers: { c1: ${note}, p1: 1 }\n`;
      return [`answers/r${i}.yaml`, text];
    }),
  );
}

async function notesOf(files: Record<string, string>, ...args: readonly string[]) {
  const cwd = folderWith({ 'card.yaml': card, ...files });
  const ran = await command(['score', '.', ...args, '-f', 'json'], { cwd });
  expect(ran.code).toBe(0);
  return (JSON.parse(ran.stdout) as Result).words.notes;
}

const asWritten = (list: readonly string[]) => list;
const closed = engagement('{ minGroup: 5 }');

test('remarks are left out unless they are asked for', async () => {
  const files = { 'pendulum.yaml': closed, ...sheets(12, asWritten) };
  expect(await notesOf(files)).toBeNull();
  const notes = (await notesOf(files, '--appendix'))!;
  expect(Object.keys(notes)).toEqual(['north']);
  expect(Object.keys(notes['north']!)).toEqual(['c1']);
  expect([...notes['north']!['c1']!].toSorted()).toEqual(words);
});

test('their order tells nothing of who made them', async () => {
  const of = (order: Parameters<typeof sheets>[1]) =>
    notesOf({ 'pendulum.yaml': closed, ...sheets(12, order) }, '--appendix');
  const usual = (await of(asWritten))!['north']!['c1']!;
  expect((await of((list) => list.toReversed()))!['north']!['c1']).toEqual(usual);
  expect(usual).not.toEqual(words);
  expect(usual).not.toEqual(words.toReversed());
});

test('the words of few are not shown where small groups are hidden', async () => {
  const of = (people: number, privacy: string) =>
    notesOf({ 'pendulum.yaml': engagement(privacy), ...sheets(people, asWritten) }, '--appendix');
  expect(await of(9, '{ minGroup: 5 }')).toEqual({});
  expect(Object.keys((await of(10, '{ minGroup: 5 }'))!)).toEqual(['north']);
  expect(await of(10, '{ minGroup: 11 }')).toEqual({});
  expect(Object.keys((await of(3, '{ open: everybody agreed }'))!)).toEqual(['north']);
});
