import { expect, test } from 'vitest';
import { formats } from '../../src/report/formats.ts';
import { full } from '../hostile/full.ts';
import { testInert } from '../hostile/inert.ts';
import { textsOf } from '../hostile/leaves.ts';
import { oracleFor } from '../hostile/oracles.ts';
import { payloads } from '../hostile/payloads.ts';
import { markupFormats } from '../hostile/show.ts';

test('there are enough texts and places', () => {
  expect(payloads.length).toBeGreaterThan(500);
  expect(textsOf(full).length).toBeGreaterThan(100);
});

test('a format that nobody judges is no format', () => {
  expect(() => oracleFor('scroll')).toThrow('no oracle for format scroll');
});

testInert([...formats.keys()].filter((format) => !markupFormats.includes(format)));
