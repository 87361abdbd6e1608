import { expect, test } from 'vitest';
import { formats } from '../../src/report/formats.ts';
import { command } from './command.ts';

const help = async (...args: readonly string[]) => (await command([...args, '--help'])).stdout;

test('the help of batch says what may be packed and piped, and when units are shown', async () => {
  const shown = (await help('batch')).replace(/\s+/g, ' ');
  expect(shown).toContain('CSV or NDJSON, packed by gzip or not, - for stdin; files of Parquet or');
  expect(shown).toContain('on stdout as CSV when neither this nor --respondents is given');
});

test.each(['score', 'gate'])('the help of %s names every format that there is', async (name) => {
  const shown = (await help(name)).replace(/\s+/g, ' ');
  const said = /--format <name\[=path\]> ([^;]+);/.exec(shown)![1]!.split(', ');
  expect(said.toSorted()).toEqual([...formats.keys()].toSorted());
});

test('every command stands under what a person wants to do, with examples of its own', async () => {
  const shown = await help();
  for (const heading of ['Ask', 'See and decide', 'Hold and prove', 'Write a scorecard', 'More']) {
    expect(shown).toMatch(new RegExp(`^${heading}$`, 'm'));
  }
  const names = [...shown.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, name]) => name!);
  expect(names).toContain('gate');
  for (const name of names.filter((each) => each !== 'help')) {
    expect(await help(name)).toMatch(new RegExp(`^Examples?\n(.*\n)*.*pendulum ${name}`, 'm'));
  }
});
