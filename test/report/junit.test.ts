import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../src/report/junit.ts';
import type { Result } from '../../src/result.ts';
import { check, gate, waiver } from './gates.ts';
import { hostile } from './hostile.ts';
import { company, heroic, result } from './results.ts';

const schema = fileURLToPath(new URL('../schemas/junit.xsd', import.meta.url));
const golden = (name: string) => fileURLToPath(new URL(`../golden/${name}`, import.meta.url));

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
if (!hasXmllint) {
  process.stderr.write(
    'test/report/junit.test.ts holds nothing against the schema: xmllint is not installed (apt-get install libxml2-utils)\n',
  );
}

/** What xmllint finds wrong with a report. */
function wrong(report: string): string {
  const ran = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
    input: report,
    encoding: 'utf8',
  });
  return ran.status === 0 ? '' : ran.stderr;
}

const gated = result(company.units, { gate });

test('a gate', async () => {
  await expect(renderJunit(gated)).toMatchFileSnapshot('../golden/gate/junit.xml');
});

describe('a unit without a gate', () => {
  const report = renderJunit(company);

  test('passes with a position', () => {
    expect(report).toContain(
      '<testcase classname="cylinders" name="position">\n' +
        '      <system-out>3.8 toward process, centred, weak</system-out>',
    );
  });

  test('is skipped where it is hidden, and says why', () => {
    expect(report).toContain(
      '<testcase classname="helium" name="position">\n      <skipped>To protect those who answered',
    );
  });

  test('is an error where there is no score', () => {
    expect(report).toContain('<error type="unscored" message="too few answers to score"/>');
    expect(report).toContain('tests="5" failures="0" errors="1" skipped="1"');
  });
});

test('the status of the instrument is in every report', () => {
  for (const of of [company, gated]) {
    expect(renderJunit(of)).toContain('<property name="status" value="not validated"/>');
  }
});

const attacks = [
  ']]></failure><failure>',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
  '"/><script/>',
  '\u0000\u0008\u001b[31m\u007f\u0085\ufffe\uffff\ud800\u202e\u2028',
  'a\r\nb\tc',
  '&amp; &#0; &lt;',
];

const hostileGate = (text: string) => ({
  ...gate,
  checks: gate.checks.map((each) => ({
    ...each,
    check: text,
    unit: text,
    because: text,
    missing: each.missing === null ? null : text,
    waiver: each.waiver === null ? null : { reason: text, owner: text, expires: text },
  })),
  waivers: gate.waivers.map((each) => ({ ...each, ...waiver, reason: text, owner: text })),
});

test.each(attacks)('%j adds no element and nothing unlawful', (text) => {
  const report = renderJunit(result([], { gate: hostileGate(text) }));
  const elements = (of: string) => of.match(/<[a-z/!?][^\s>/]*/g);
  expect(elements(report)).toEqual(elements(renderJunit(gated)));
  expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{NChar}\p{Cf}]/u);
});

describe.runIf(hasXmllint)('by the schema', () => {
  test.each<readonly [string, Result]>([
    ['without a gate', company],
    ['with a gate', gated],
    ['without units', result([])],
    ['with an empty gate', result([], { gate: { ...gate, checks: [], waivers: [] } })],
    ['with texts that mean harm', hostile],
    ...attacks.map((text) => [text, result([], { gate: hostileGate(text) })] as const),
  ])('%j', (_, of) => {
    expect(wrong(renderJunit(of))).toBe('');
  });

  test('the report of the shipped example', () => {
    expect(wrong(readFileSync(golden('calder/junit.xml'), 'utf8'))).toBe('');
  });

  test('any text whatsoever', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 50, maxLength: 50 }), (texts) => {
        const checks = texts.map((each) => check({ status: 'failed', check: each, because: each }));
        expect(wrong(renderJunit({ ...heroic, gate: { ...gate, checks } }))).toBe('');
      }),
      { numRuns: 10 },
    );
  });

  test('what is no report is refused', () => {
    expect(wrong(renderJunit(company).replace(' name="position"', ''))).toContain('name');
  });
});
