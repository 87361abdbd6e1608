import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { CheckResult, Result } from '../../src/result.ts';
import { command, folderWith } from './command.ts';

const scorecard = (weight = 1) => `
pendulum: 1
id: tiny
version: 1.0.0
language: en
title: Tiny
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions:
  - { id: flow, title: Flow }
questions:
  - { id: c1, dimension: flow, side: customer, ask: We listen., answerScale: agreement }
  - { id: c2, dimension: flow, side: customer, ask: We ask., answerScale: agreement, weight: ${weight} }
  - { id: p1, dimension: flow, side: process, ask: We follow., answerScale: agreement }
markets:
  - { id: bulk, title: Bulk, target: { customer: 60, process: 80 }, because: Judgement. }
`;

const answer = (unit: string, respondent: number, answers: string) =>
  `{ pendulum: 1, scorecard: tiny, unit: ${unit}, round: q4, respondent: r${respondent}, answers: { ${answers} } }\n`;

/** Three sheets of a unit, each saying the same. */
const three = (unit: string, answers = 'c1: 4, c2: 4, p1: 4') =>
  [1, 2, 3].map((i) => answer(unit, i, answers)).join('');

const checks = `
  checks:
    - { id: near, position: { within: 20, of: target }, because: The aim }
    - { id: strong, strength: { atLeast: 75 }, because: Weak is not balance }
    - { id: complete, coverage: { atLeast: 0.9 }, because: Left open is a secret }
    - { id: people, responseRate: { atLeast: 0.75 }, because: The others matter }
`;

const engagement = (gate: string) => `pendulum: 1
title: Small
scorecard: card.yaml
rounds: [q3, q4]
privacy: { minGroup: 3 }
units:
  - { id: region, title: Region }
  - { id: north, title: North, parent: region, market: bulk, invited: 4 }
  - { id: south, title: South, parent: region, market: bulk, invited: 4 }
${gate === '' ? '' : `gate:${gate}`}`;

const files = {
  'pendulum.yaml': engagement(checks),
  'card.yaml': scorecard(),
  'answers/north.ndjson': three('north'),
  'answers/south.ndjson': three('south'),
};

type Files = Readonly<Record<string, string>>;

async function gated(changed: Files, ...options: readonly string[]) {
  const cwd = folderWith({ ...files, ...changed });
  const ran = await command(['gate', '.', '--as-of', '2026-12-31', ...options], { cwd });
  return { ...ran, cwd, lines: ran.stdout.trimEnd().split('\n') };
}

/** The result in JSON with its exit code. */
async function judged(changed: Files, ...options: readonly string[]) {
  const { code, stdout, stderr } = await gated(changed, '-f', 'json', ...options);
  expect(stderr).toBe('');
  const { gate } = JSON.parse(stdout) as Result;
  const of = (unit: string): Record<string, CheckResult['status']> =>
    Object.fromEntries(
      gate!.checks.filter((each) => each.unit === unit).map(({ check, status }) => [check, status]),
    );
  return { code, gate: gate!, of };
}

const codes = (stderr: string) => [...stderr.matchAll(/error ([A-Z_]+):/g)].map(([, code]) => code);

const passed = { near: 'passed', strong: 'passed', complete: 'passed', people: 'passed' };
const unjudged = { near: 'unjudged', strong: 'unjudged', complete: 'unjudged', people: 'unjudged' };

test('every unit of the engagement is judged, and no group', async () => {
  const { code, stderr, lines } = await gated({});
  expect([code, stderr]).toEqual([0, '']);
  expect(lines.map((line) => line.split(/ {2,}/).slice(0, 3).join(' '))).toEqual([
    'passed north near',
    'passed north strong',
    'passed north complete',
    'passed north people',
    'passed south near',
    'passed south strong',
    'passed south complete',
    'passed south people',
    'passed: 8 of 8 checks passed, round q4',
  ]);
});

describe('a gate cannot be fooled', () => {
  test('by leaving a unit out', async () => {
    const { code, of } = await judged({ 'answers/south.ndjson': '\n' });
    expect([code, of('north'), of('south')]).toEqual([3, passed, unjudged]);
  });

  test('by naming the answers of one unit alone', async () => {
    const cwd = folderWith(files);
    const { code, stdout } = await command(['gate', 'answers/north.ndjson'], { cwd });
    expect(code).toBe(3);
    expect(stdout).toContain('no answers in this round');
  });

  test('by knowing nothing', async () => {
    const south = three('south', 'c1: dont-know, c2: dont-know, p1: dont-know');
    const { code, of } = await judged({ 'answers/south.ndjson': south });
    expect([code, of('south')]).toEqual([3, unjudged]);
  });

  test('by nothing being applicable', async () => {
    const none = 'c1: not-applicable, c2: not-applicable, p1: not-applicable';
    const south = three('south', none);
    const { code, of } = await judged({ 'answers/south.ndjson': south });
    expect([code, of('south')]).toEqual([3, unjudged]);
    const loose = await judged({
      'pendulum.yaml': engagement(checks).replace('minGroup: 3', 'open: A test'),
      'answers/south.ndjson': south,
    });
    expect([loose.code, loose.of('south')]).toEqual([3, { ...unjudged, people: 'passed' }]);
  });

  test('by one who answers for all', async () => {
    const south = answer('south', 1, 'c1: 4, c2: 4, p1: 4');
    const { code, of } = await judged({ 'answers/south.ndjson': south });
    expect([code, of('south')]).toEqual([3, unjudged]);
    const shown = await judged({
      'pendulum.yaml': engagement(checks).replace('minGroup: 3', 'open: A test'),
      'answers/south.ndjson': south,
    });
    expect([shown.code, shown.of('south')]).toEqual([1, { ...passed, people: 'failed' }]);
  });

  test('by asking for larger groups', async () => {
    const { code, of } = await judged({}, '--min-group', '4');
    expect([code, of('north')]).toEqual([3, unjudged]);
  });

  test('by sheets in which nothing counts, where it is strict', async () => {
    const blank = answer('south', 4, 'c1: not-applicable, c2: not-applicable, p1: not-applicable');
    const changed = { 'answers/south.ndjson': three('south') + blank };
    const strict = engagement(checks).replace('0.75', '0.8');
    const lax = await judged({ ...changed, 'pendulum.yaml': strict });
    expect([lax.of('south').people, lax.of('north').people]).toEqual(['passed', 'failed']);
    const { of } = await judged({ ...changed, 'pendulum.yaml': strict }, '--strict');
    expect(of('south').people).toBe('failed');
  });

  test('by leaving open what would count against, where it is strict', async () => {
    const changed = { 'answers/south.ndjson': three('south', 'c1: 4, p1: 4') };
    expect((await judged(changed)).of('south')).toEqual({ ...passed, complete: 'failed' });
    const { code, gate, of } = await judged(changed, '--strict');
    expect([code, of('south')]).toEqual([
      1,
      { near: 'unjudged', strong: 'failed', complete: 'failed', people: 'passed' },
    ]);
    // All say the same, which an interval without width would tell.
    const [near, strong] = gate.checks.filter(({ unit }) => unit === 'south');
    expect(near!.missing).toContain('no interval');
    expect(strong!.range!.low).toBeLessThan(strong!.got!);
  });

  test('by a waiver of what cannot be judged', async () => {
    const waiver = `  waivers: [{ check: near, unit: south, reason: R, owner: O, expires: 2027-01-01 }]\n`;
    const { code, gate, of } = await judged({
      'pendulum.yaml': engagement(checks + waiver),
      'answers/south.ndjson': '\n',
    });
    expect([code, of('south')]).toEqual([1, unjudged]);
    expect(gate.waivers.map(({ fault }) => fault)).toEqual(['unused']);
  });
});

describe('waivers', () => {
  const weak = { 'answers/south.ndjson': three('south', 'c1: 2, c2: 2, p1: 3') };
  const waiving = (expires: string) =>
    engagement(
      `${checks}  waivers: [{ check: strong, unit: south, reason: R, owner: O, expires: ${expires} }]\n`,
    );

  test.each([
    ['2026-12-31', 0, 'waived', []],
    ['2026-12-30', 1, 'failed', ['expired']],
  ])('until %s, on the last of December', async (day, code, status, faults) => {
    const found = await judged({ ...weak, 'pendulum.yaml': waiving(day) });
    expect([found.code, found.of('south').strong]).toEqual([code, status]);
    expect(found.gate.waivers.map(({ fault }) => fault)).toEqual(faults);
  });

  test('run out by SOURCE_DATE_EPOCH, and by the calendar when nobody names a day', async () => {
    const cwd = folderWith({ ...files, ...weak, 'pendulum.yaml': waiving('2020-01-01') });
    const on = async (env: Record<string, string>) =>
      (await command(['gate', '.'], { cwd, env })).code;
    expect(await on({ SOURCE_DATE_EPOCH: '1577836800' })).toBe(0);
    expect(await on({ SOURCE_DATE_EPOCH: '1577923200' })).toBe(1);
    expect(await on({})).toBe(1);
  });
});

describe('where a gate stands', () => {
  const file = `pendulum: 1${checks.replaceAll('\n  ', '\n').replace('75', '76')}`;

  test('a file wins over the engagement', async () => {
    const { code, of } = await judged({ 'gate.yaml': file }, '--gate', 'gate.yaml');
    expect([code, of('north').strong]).toEqual([1, 'failed']);
  });

  test('answers without an engagement need a file; a unit named in it and gone is missed', async () => {
    const cwd = folderWith({
      'card.yaml': scorecard(),
      'a/north.ndjson': three('north'),
      'gate.yaml': `pendulum: 1
checks:
  - { id: strong, strength: { atLeast: 75 }, because: B }
  - { id: story, coverage: { atLeast: 1 }, units: [south], because: B }
`,
    });
    const args = ['gate', 'a', '-s', 'card.yaml', '--gate', 'gate.yaml'];
    const { code, stdout } = await command(args, { cwd });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^passed +north +strong /);
    expect(stdout).toMatch(/^not judged +south +story +coverage +no answers in this round/m);
  });

  test('none at all is a mistake of whoever calls, told with how to write one', async () => {
    const { code, stdout, stderr } = await gated({ 'pendulum.yaml': engagement('') });
    expect([code, stdout, codes(stderr)]).toEqual([2, '', ['USAGE']]);
    expect(stderr).toContain('gate: { checks: [{ id: on-target');
  });

  test.each<[string, string, string]>([
    ['no checks', ' { checks: [] }\n', 'SHAPE'],
    ['two checks of one id', checks.replace('id: strong', 'id: near'), 'DUPLICATE_ID'],
    [
      'a waiver of a check there is not',
      `${checks}  waivers: [{ check: nea, unit: south, reason: R, owner: O, expires: 2027-01-01 }]\n`,
      'UNKNOWN_REF',
    ],
    [
      'a unit there is not',
      checks.replace('because: The aim', 'because: A, units: [east]'),
      'UNKNOWN_REF',
    ],
  ])('%s in it is told with its place', async (_, gate, code) => {
    const own = await gated({ 'pendulum.yaml': engagement(gate) });
    expect([own.code, own.stdout, codes(own.stderr)]).toEqual([3, '', [code]]);
    expect(own.stderr).toMatch(/^pendulum\.yaml:\d+:\d+ - /);
    const apart = gate.startsWith(' {')
      ? 'pendulum: 1\nchecks: []\n'
      : `pendulum: 1${gate.replaceAll('\n  ', '\n')}`;
    const other = await gated({ 'gate.yaml': apart }, '--gate', 'gate.yaml');
    expect([other.code, other.stdout, codes(other.stderr)]).toEqual([3, '', [code]]);
    expect(other.stderr).toMatch(/^gate\.yaml:\d+:\d+ - /);
  });

  test('changes neither what "score" says nor which answers a result says it is of', async () => {
    const score = async (pendulum: string) => {
      const cwd = folderWith({ ...files, 'pendulum.yaml': pendulum });
      return (await command(['score', '.', '-f', 'json'], { cwd })).stdout;
    };
    const without = await score(engagement(''));
    expect(await score(engagement(checks))).toBe(without);
    expect((JSON.parse(without) as Result).gate).toBeNull();
  });
});

describe('movement', () => {
  const closed = engagement(
    `${checks}    - { id: steady, movement: { within: 5 }, because: Swings cost }\n`,
  );
  const steady = closed.replace('{ minGroup: 3 }', '{ open: everybody agreed }');
  const start = { 'pendulum.yaml': steady };
  const renew = ['--baseline', 'base.json', '--update-baseline'];

  /** A folder whose baseline is the result of what is in it. */
  async function renewed(changed: Files = {}): Promise<string> {
    const { cwd, code, stderr } = await gated({ ...start, ...changed }, ...renew);
    expect([code, stderr]).toEqual([0, 'The baseline base.json is now this result.\n']);
    return cwd;
  }

  const rerun = (cwd: string, ...options: readonly string[]) =>
    command(['gate', '.', '--baseline', 'base.json', '--as-of', '2026-12-31', ...options], { cwd });

  test('is not judged without a baseline', async () => {
    const { code, stdout } = await gated(start);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^not judged +north +steady +movement +no baseline/m);
  });

  test('is measured from the baseline, which holds no gate', async () => {
    const cwd = await renewed();
    const base = JSON.parse(readFileSync(join(cwd, 'base.json'), 'utf8')) as Result;
    expect([base.format, base.gate]).toEqual(['pendulum-result/1', null]);
    expect((await rerun(cwd)).code).toBe(0);
    writeFileSync(join(cwd, 'answers/south.ndjson'), three('south', 'c1: 4, c2: 5, p1: 4'));
    const { code, stdout } = await rerun(cwd);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^FAILED +south +steady +movement +12\.5 toward customer +at most 5\.0/m,
    );
  });

  describe('where small groups are hidden', () => {
    const before = three('north', 'c1: 3, c2: 4, p1: 4').replaceAll('q4', 'q3');
    const rounds = { 'pendulum.yaml': closed, 'answers/north.ndjson': before };

    /** North's line of that check, with these answers beside those of the baseline's round. */
    async function movementAfter(now: string, then = before): Promise<string> {
      const cwd = folderWith({ ...files, ...rounds, 'answers/south.ndjson': '\n' });
      const { stdout: base } = await command(['score', '.', '-f', 'json'], { cwd });
      writeFileSync(join(cwd, 'base.json'), base);
      writeFileSync(join(cwd, 'answers/north.ndjson'), then + now);
      const { stdout } = await rerun(cwd);
      return stdout.split('\n').find((line) => /north +steady/.test(line))!;
    }

    test('movement is that of the same people, or of enough others', async () => {
      expect(await movementAfter(three('north'))).toMatch(/^FAILED .*12\.5 toward customer/);
      const others = [4, 5, 6].map((i) => answer('north', i, 'c1: 4, c2: 4, p1: 4')).join('');
      expect(await movementAfter(others)).toMatch(/^FAILED .*12\.5 toward customer/);
    });

    test('it is not told where few came or left', async () => {
      const one = answer('north', 4, 'c1: 4, c2: 4, p1: 4');
      const hidden = /^not judged .*hidden: it may differ from the baseline by few respondents/;
      expect(await movementAfter(three('north') + one)).toMatch(hidden);
    });

    test('nor where nobody knows who answered then', async () => {
      const hidden = /^not judged .*hidden: it may differ from the baseline by few respondents/;
      expect(await movementAfter(three('north'), '')).toMatch(hidden);
      const changed = three('north', 'c1: 3, c2: 3, p1: 4').replaceAll('q4', 'q3');
      expect(await movementAfter(three('north'), changed)).toMatch(hidden);
    });
  });

  test('a renewed baseline is where movement starts again', async () => {
    const cwd = await renewed();
    writeFileSync(join(cwd, 'answers/south.ndjson'), three('south', 'c1: 4, c2: 4, p1: 5'));
    const { code, stdout } = await rerun(cwd, '--update-baseline');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^passed +south +steady +movement +at the centre /m);
    expect((await rerun(cwd)).code).toBe(0);
  });

  test('a gate that does not pass leaves the baseline as it is', async () => {
    const cwd = await renewed();
    const before = readFileSync(join(cwd, 'base.json'), 'utf8');
    for (const south of [three('south', 'c1: 1, c2: 1, p1: 4'), '\n']) {
      writeFileSync(join(cwd, 'answers/south.ndjson'), south);
      const { code, stderr } = await rerun(cwd, '--update-baseline');
      expect([1, 3]).toContain(code);
      expect(stderr).toContain('base.json was left as it is');
      expect(readFileSync(join(cwd, 'base.json'), 'utf8')).toBe(before);
    }
    const fresh = await gated({ ...start, 'answers/south.ndjson': '\n' }, ...renew);
    expect(existsSync(join(fresh.cwd, 'base.json'))).toBe(false);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'NaN'],
    ['some other JSON', '{"format":"pendulum-result/1"}'],
    ['a list', '[]'],
  ])('a baseline with %s in it is refused, and not written over', async (_, text) => {
    for (const options of [['--baseline', 'base.json'], renew]) {
      const { cwd, code, stdout, stderr } = await gated(
        { ...start, 'base.json': text },
        ...options,
      );
      expect([code, stdout, codes(stderr)]).toEqual([3, '', ['NOT_A_RESULT']]);
      expect(readFileSync(join(cwd, 'base.json'), 'utf8')).toBe(text);
    }
  });

  test('numbers that no result has are refused', async () => {
    const cwd = await renewed();
    const base = readFileSync(join(cwd, 'base.json'), 'utf8');
    for (const position of ['1e999', '"0"', '101', 'NaN']) {
      writeFileSync(
        join(cwd, 'base.json'),
        base.replace('"position": 0', `"position": ${position}`),
      );
      const { code, stderr } = await rerun(cwd);
      expect([code, codes(stderr)]).toEqual([3, ['NOT_A_RESULT']]);
    }
  });

  test('a unit that stands twice in it is refused', async () => {
    const cwd = await renewed();
    const base = JSON.parse(readFileSync(join(cwd, 'base.json'), 'utf8')) as Result;
    const twice = { ...base, units: [...base.units, base.units[0]!] };
    writeFileSync(join(cwd, 'base.json'), JSON.stringify(twice));
    const { code, stderr } = await rerun(cwd);
    expect([code, codes(stderr)]).toEqual([3, ['NOT_A_RESULT']]);
    expect(stderr).toMatch(/^base\.json - error/);
  });

  test('a baseline of another scorecard is refused', async () => {
    const cwd = await renewed();
    const base = readFileSync(join(cwd, 'base.json'), 'utf8');
    writeFileSync(join(cwd, 'base.json'), base.replace('"id": "tiny"', '"id": "other"'));
    for (const options of [[], ['--update-baseline']]) {
      const { code, stderr } = await rerun(cwd, ...options);
      expect([code, codes(stderr)]).toEqual([3, ['OTHER_SCORECARD']]);
    }
  });

  test('after a change of the scoring it is not judged until the baseline is renewed', async () => {
    const cwd = await renewed();
    writeFileSync(join(cwd, 'card.yaml'), scorecard(2));
    const { code, stdout } = await rerun(cwd);
    expect(code).toBe(3);
    expect(stdout).toContain('the scoring changed since the baseline');
    expect((await rerun(cwd, '--update-baseline')).code).toBe(0);
  });

  test('a unit that the baseline does not have, or hides, is not judged', async () => {
    const cwd = await renewed();
    const base = JSON.parse(readFileSync(join(cwd, 'base.json'), 'utf8')) as Result;
    const units = base.units
      .filter(({ id }) => id !== 'north')
      .map((unit) => (unit.id === 'south' ? { ...unit, position: null } : unit));
    writeFileSync(join(cwd, 'base.json'), JSON.stringify({ ...base, units }));
    const { code, stdout } = await rerun(cwd);
    expect(code).toBe(3);
    expect(stdout).toContain('the baseline does not have this unit');
    expect(stdout).toContain('the baseline has no position of this unit');
  });

  test('a baseline that is not there is a failure to read', async () => {
    const { code, stderr } = await gated(start, '--baseline', 'none.json');
    expect([code, codes(stderr)]).toEqual([4, ['IO']]);
  });

  test('no report goes where the baseline will be', async () => {
    const { code, stderr, cwd } = await gated(start, ...renew, '-f', 'csv=answers/../base.json');
    expect([code, codes(stderr)]).toEqual([2, ['USAGE']]);
    expect(existsSync(join(cwd, 'base.json'))).toBe(false);
  });

  test('--update-baseline asks for a name', async () => {
    const { code, stderr } = await gated(start, '--update-baseline');
    expect([code, codes(stderr)]).toEqual([2, ['USAGE']]);
  });
});

describe('reports', () => {
  test('several at once, the text of the gate among them', async () => {
    const { code, stdout, cwd } = await gated({}, '-f', 'json', '-f', 'text=gate.txt');
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Result).gate!.verdict).toBe('passed');
    expect(readFileSync(join(cwd, 'gate.txt'), 'utf8')).toContain('passed: 8 of 8 checks');
  });

  test.each([
    ['gate.yaml', ['--gate', 'gate.yaml']],
    ['base.json', ['--baseline', 'base.json']],
    ['pendulum.yaml', []],
  ])('none is written over %s', async (path, options) => {
    const cwd = folderWith({
      ...files,
      'gate.yaml': `pendulum: 1${checks.replaceAll('\n  ', '\n')}`,
    });
    await command(['score', '.', '-f', 'json=base.json'], { cwd });
    const args = ['gate', '.', '--force', '-f', `json=${path}`, ...options];
    const { code, stderr } = await command(args, { cwd });
    expect([code, codes(stderr)]).toEqual([2, ['OUTPUT_IS_INPUT']]);
  });

  test('a result is the same whatever the unit that is shown', async () => {
    const { code, of } = await judged({ 'answers/south.ndjson': '\n' }, '-u', 'north');
    expect([code, of('south')]).toEqual([3, unjudged]);
  });
});

test('the worked example passes', async () => {
  const cwd = fileURLToPath(new URL('../../scorecards/examples/calder-gases', import.meta.url));
  const { code, stdout, stderr } = await command(['gate', '.', '--as-of', '2026-12-31'], { cwd });
  expect([code, stderr]).toEqual([0, '']);
  await expect(stdout).toMatchFileSnapshot('../golden/calder/gate.txt');
});

test('a table is for others to score', async () => {
  const cwd = folderWith({ 't.csv': 'unit,q1\nnorth,3\n' });
  for (const name of ['gate', 'explain', 'compare']) {
    const ran = await command([name, 't.csv', '-s', 'quick-scan'], { cwd });
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('t.csv is a table, and sheets are needed here');
  }
});
