import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { githubOutputs, renderAnnotations } from '../../src/report/github.ts';
import type { ProblemResult, Result } from '../../src/result.ts';
import { check, gate } from './gates.ts';
import { adrift, company, heroic, result, suppressed } from './results.ts';

const problem: ProblemResult = {
  code: 'FACT_CONFLICT',
  severity: 'warning',
  message: 'given twice',
  file: 'answers/r01.yaml',
  line: 7,
  column: 3,
  hint: 'remove one',
};

const annotations = (of: Result, unit: string | null = null) => renderAnnotations(of, { unit });

describe('annotations', () => {
  test('golden', async () => {
    const of = result(company.units, { gate, problems: [problem] });
    await expect(annotations(of)).toMatchFileSnapshot('../golden/gate/github.txt');
  });

  test('of a gate that passes, where the unit hangs and nothing else', () => {
    const passed = { ...gate, verdict: 'passed', checks: [check()], waivers: [] } as const;
    expect(annotations(result([adrift], { gate: passed }))).toBe(
      '::notice title=Cylinders South::3.8 toward process, centred, weak\n',
    );
  });

  test('of a hidden unit why, and no number', () => {
    expect(annotations(result([suppressed]))).toMatch(/^::notice title=Helium desk::To protect/);
  });

  test('a problem at its place', () => {
    expect(annotations(result([], { problems: [problem] }))).toBe(
      '::warning file=answers/r01.yaml,line=7,col=3,title=FACT_CONFLICT::given twice%0Aremove one\n',
    );
  });

  test('at most ten of a kind, and how many more there are', () => {
    const of = (count: number) =>
      annotations(result([], { problems: Array.from({ length: count }, () => problem) })).split(
        '\n',
      );
    expect(of(10)).toHaveLength(11);
    expect(of(25)).toHaveLength(11);
    expect(of(10).join()).not.toContain('more');
    expect(of(25).at(-2)).toBe('::warning title=pendulum::and 16 more');
  });

  test.each([
    ['100% sure', '100%25 sure'],
    ['a%0Ab', 'a%250Ab'],
    ['a\nb', 'a%0Ab'],
    ['a\r\nb\rc', 'a%0Ab\\u{D}c'],
    ['::set-output name=x::y', '::set-output name=x::y'],
    ['##[error]x ##vso[task] ## x', '#\\u{23}[error]x #\\u{23}vso[task] ## x'],
    ['\u001b[31m\u202e', '\\u{1B}[31m\\u{202E}'],
  ])('the message %j is %j', (message, shown) => {
    const of = result([], { problems: [{ ...problem, message, hint: null }] });
    expect(annotations(of).split('::').slice(2).join('::')).toBe(`${shown}\n`);
  });

  test('a property ends nothing', () => {
    const file = 'a,line=1::error::x\n.yaml';
    const of = result([], { problems: [{ ...problem, file }] });
    expect(annotations(of)).toContain('file=a%2Cline=1%3A%3Aerror%3A%3Ax%0A.yaml,line=7');
  });

  test('any texts: one command a line, and its message begins where it should', () => {
    const text = fc
      .array(fc.constantFrom(...'%:,=#[]\n\r \u2028', '::', '##[', 'error', '0A'))
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (title, message) => {
        const of = { ...check({ status: 'failed', check: title, because: message }), unit: title };
        const lines = annotations(result([], { gate: { ...gate, checks: [of], waivers: [] } }));
        expect(lines).toMatch(/^::error title=[^:,\n]*::position: [^\n]*\n$/);
        expect(lines).not.toMatch(/##\[/);
      }),
    );
  });
});

/** A reader of the file of outputs, by what its page says. */
function read(file: string): Readonly<Record<string, string>> {
  const found = [...file.matchAll(/^([a-z]+)<<(.+)\n([^]*?)\n\2$\n?/gm)];
  expect(found.map(([all]) => all).join('')).toBe(file);
  return Object.fromEntries(found.map(([, name, , value]) => [name, value]));
}

describe('outputs', () => {
  test('of the unit shown', () => {
    const { units, ...rest } = read(githubOutputs({ ...heroic, gate }, { unit: null }));
    expect(rest).toEqual({
      verdict: 'failed',
      unit: 'bulk-north',
      position: '20.8',
      side: 'customer',
      zone: 'customer-leaning',
      strength: '64.973',
    });
    expect(JSON.parse(units!)).toMatchObject([
      { unit: 'bulk-north', gap: 35.8, suppressed: false },
    ]);
  });

  test('are empty where there is nothing', () => {
    const { units, ...rest } = read(githubOutputs(result([suppressed]), { unit: null }));
    expect(Object.values(rest).filter((value) => value !== '')).toEqual(['helium']);
    expect(JSON.parse(units!)).toMatchObject([{ position: null, suppressed: true }]);
  });

  test('a title cannot end its output', () => {
    const title = '"\nENDDD\nposition<<END\n100\nEND\u2028\ufffe';
    const file = githubOutputs(result([{ ...adrift, title }]), { unit: null });
    const { units, position } = read(file);
    expect(position).toBe('-3.8');
    expect(JSON.parse(units!)).toMatchObject([{ title }]);
    expect(file).not.toMatch(/^END$(?=\nEND)/m);
  });
});
