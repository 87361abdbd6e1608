import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { command } from './cli/command.ts';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const golden = (name: string) => fileURLToPath(new URL(`golden/calder/${name}`, import.meta.url));
const example = 'scorecards/examples/calder-gases';

test.each([
  ['result.json', ['-f', 'json']],
  ['result-2026-q2.json', ['-f', 'json', '-r', '2026-q2']],
  ['most.txt', ['-u', 'most']],
  ['all.txt', []],
  ['bulk-north-ascii.txt', ['-u', 'bulk-north', '--ascii']],
  ['bulk-north-braille.txt', ['-u', 'bulk-north', '--braille']],
  ['north.txt', ['-u', 'north']],
  ['report.md', ['-f', 'markdown']],
  ['github.txt', ['-f', 'github']],
  ['units.csv', ['-f', 'csv']],
  ['all.html', ['-f', 'html']],
  ['bulk-north.html', ['-f', 'html', '-u', 'bulk-north', '--appendix']],
  ['company.svg', ['-f', 'svg']],
  ['medical-south.svg', ['-f', 'svg', '-u', 'medical-south']],
  ['badge.json', ['-f', 'badge']],
  ['junit.xml', ['-f', 'junit']],
])('%s', async (name, args) => {
  const ran = await command(['score', example, ...args], { cwd });
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(0);
  await expect(ran.stdout).toMatchFileSnapshot(golden(name));
});

test.each([40, 80, 120])('no line is wider than %d columns', async (columns) => {
  const env = { LANG: 'C.UTF-8', TERM: 'xterm', CI: '1' };
  const ran = await command(['score', example, '--color', 'never'], { cwd, columns, env });
  const widest = Math.max(...ran.stdout.split('\n').map((line) => [...line].length));
  expect(widest).toBeLessThanOrEqual(columns);
  expect(widest).toBeGreaterThan(columns * 0.8);
});
