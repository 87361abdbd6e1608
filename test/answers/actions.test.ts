import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  appendActions,
  checkActions,
  closeAction,
  openActions,
  readActions,
  type NewAction,
} from '../../src/answers/actions.ts';
import { readEngagement } from '../../src/answers/engagement.ts';
import { sourceOf } from '../../src/source/source.ts';
import { shippedPlan } from '../plans.ts';

const read = (text: string) => {
  const { value, problems } = readActions(sourceOf('actions.yaml', text));
  expect(problems).toEqual([]);
  return value!.value;
};

const tours: NewAction = {
  unit: 'bulk-north',
  round: '2026-q4',
  practice: 'B01',
  dimension: 'flow',
  side: 'both',
  action: 'Review tours: every week, with dispatch',
  owner: 'Head of dispatch',
  due: '2027-02-15',
  kpi: 'run-outs per 10,000 deliveries',
};
const calls: NewAction = {
  unit: 'bulk-north',
  action: 'Call back',
  owner: 'Ana',
  due: '2027-03-01',
  kpi: 'calls',
  note: 'no round',
};

const begun = appendActions(null, [tours, calls]);

test('a register begins with what it is', () => {
  expect(begun)
    .toBe(`# yaml-language-server: $schema=./node_modules/pendulum/schema/actions.schema.json
#
# What was decided, who does it, and by when. Change it here as you like.
pendulum: 1
actions:
  - id: bulk-north-2026-q4-1
    unit: bulk-north
    round: 2026-q4
    practice: B01
    dimension: flow
    side: both
    action: "Review tours: every week, with dispatch"
    owner: "Head of dispatch"
    due: "2027-02-15"
    kpi: "run-outs per 10,000 deliveries"
    status: open
  - id: bulk-north-1
    unit: bulk-north
    action: "Call back"
    owner: Ana
    due: "2027-03-01"
    kpi: calls
    status: open
    note: "no round"
`);
  expect(read(appendActions(null, [])).actions).toEqual([]);
});

test('what is added follows the list, whatever stands around it', () => {
  const lines =
    '  - { id: old-7, unit: u, action: A, owner: O, due: 2027-01-01, kpi: K, status: open }';
  const added = (text: string) =>
    appendActions(text, [calls]).replace(/ {2}owner[^]*?no round"\n?/, '');
  expect(added(`actions:\n${lines} # c\n  # more\n\n# end\npendulum: 1\n`)).toBe(
    `actions:\n${lines} # c\n  # more\n  - id: bulk-north-1\n    unit: bulk-north\n    action: "Call back"\n  \n# end\npendulum: 1\n`,
  );
  expect(added(`pendulum: 1\r\nactions: [] # none\r\n`)).toMatch(
    /^pendulum: 1\r\nactions: # none\r\n {2}- id: bulk-north-1\r\n {4}unit/,
  );
  expect(appendActions(`pendulum: 1\nactions: [ {${lines.slice(5)} ]`, [calls])).toMatch(
    /status: open }, { id: bulk-north-1, .* } \]$/,
  );
  expect(appendActions(`{"pendulum": 1, "actions": [] }`, [calls, calls])).toMatch(
    /\[{ id: bulk-north-1, .* }, { id: bulk-north-2, .* }\] }$/,
  );
  expect(appendActions(`pendulum: 1\nactions:\n- ${lines.slice(4)}`, [calls])).toContain(
    '}\n- id: bulk-north-1\n  unit: bulk-north\n',
  );
});

test('ids are stable, unique, and ids', () => {
  const again = appendActions(begun, [tours, tours, { ...calls, round: 'Q4: Autumn / 26' }]);
  expect(read(again).actions.map(({ id }) => id)).toEqual([
    'bulk-north-2026-q4-1',
    'bulk-north-1',
    'bulk-north-2026-q4-2',
    'bulk-north-2026-q4-3',
    'bulk-north-q4-autumn-26-1',
  ]);
  const long = { ...tours, unit: `u${'x'.repeat(63)}`, round: 'y'.repeat(40) };
  expect(new Set(read(appendActions(null, [long, long])).actions.map(({ id }) => id)).size).toBe(2);
});

test('closing touches two values', () => {
  const closed = closeAction(begun, 'bulk-north-2026-q4-1', 'done', '2027-q1');
  expect(closed).toBe(begun.replace('status: open', 'status: done\n    closed: 2027-q1'));
  expect(openActions(read(closed), 'bulk-north').map(({ id }) => id)).toEqual(['bulk-north-1']);
  expect(openActions(read(begun), 'bulk')).toEqual([]);
  const again = closeAction(closed, 'bulk-north-2026-q4-1', 'dropped', '2027-03-31');
  expect(again).toBe(
    closed.replace(
      'status: done\n    closed: 2027-q1',
      'status: dropped\n    closed: "2027-03-31"',
    ),
  );
  const flow =
    'pendulum: 1\nactions:\n  - { status: open, id: x, unit: u, action: A, owner: O, due: 2027-01-01, kpi: K } # c\n';
  expect(closeAction(flow, 'x', 'dropped', 'q1')).toBe(
    flow.replace('status: open', 'status: dropped').replace('kpi: K', 'kpi: K, closed: q1'),
  );
  expect(() => closeAction(begun, 'other', 'done', 'q')).toThrow(RangeError);
  expect(() => closeAction('actions: 3', 'other', 'done', 'q')).toThrow('cannot be edited');
});

const whole =
  'pendulum: 1\nactions:\n  - { id: x, unit: u, action: A, owner: O, due: 2027-01-01, kpi: K, status: open }\n';

test.each([
  ['due: 2027-01-01', 'due: 2027-02-29', 'DATE'],
  ['due: 2027-01-01', 'due: 2100-02-29', 'DATE'],
  ['due: 2027-01-01', 'due: 2027-04-31', 'DATE'],
  ['due: 2027-01-01', 'due: 2027-13-01', 'DATE'],
  ['due: 2027-01-01', 'due: 2027-00-10', 'DATE'],
  ['due: 2027-01-01', 'due: 2027-01-00', 'DATE'],
  ['due: 2027-01-01', 'due: 1.2.2027', 'DATE'],
  ['due: 2027-01-01', 'due: soon', 'DATE'],
  ['status: open', 'status: begun', 'SHAPE'],
  ['status: open', 'status: open, side: left', 'SHAPE'],
  ['status: open', 'status: open, practice: B1', 'PRACTICE_ID'],
  ['owner: O, ', '', 'MISSING_KEY'],
  ['unit: u', 'unit: U', 'ID_FORMAT'],
  ['kpi: K', 'kip: K', 'UNKNOWN_KEY'],
  [
    'actions:',
    'actions:\n  - { id: x, unit: v, action: A, owner: O, due: 2028-02-29, kpi: K, status: done }',
    'DUPLICATE_ID',
  ],
])('%s written as %s', (from, to, code) => {
  const { problems } = readActions(sourceOf('actions.yaml', whole.replace(from, to)));
  expect(problems.map((found) => found.code)).toContain(code);
  for (const { place } of problems) expect(place?.line).toBeGreaterThan(1);
});

test('names are held against scorecard and engagement', () => {
  const plan = shippedPlan('industrial-gases');
  const text = appendActions(null, [
    { ...tours, practice: 'B99', dimension: 'flaw', unit: 'bulc', round: '2026-q3' },
    { ...tours, unit: 'bulk' },
    { ...calls, unit: 'bulk' },
  ]);
  const register = readActions(sourceOf('actions.yaml', text)).value!;
  const engagement = readEngagement(
    sourceOf(
      'pendulum.yaml',
      'pendulum: 1\ntitle: T\nscorecard: industrial-gases\nrounds: [2026-q4]\nunits: [{ id: bulk, title: B }]\n',
    ),
  ).value!.value;
  const found = checkActions(plan, engagement, register);
  expect(found.map(({ code, place }) => [code, place!.line])).toEqual([
    ['UNKNOWN_REF', 7],
    ['UNKNOWN_REF', 8],
    ['UNKNOWN_REF', 9],
    ['UNKNOWN_REF', 10],
  ]);
  expect(checkActions(plan, null, register)).toHaveLength(2);
});

const words = fc.oneof(
  fc.constantFrom('a: b', '# c', '- d', 'no', '2027', 'it\'s "so"', 'ü 🚚'),
  fc.stringMatching(/^[ -~]{1,30}$/).filter((text) => text.trim() !== ''),
);
const action = fc
  .record({
    unit: fc.constantFrom('u', 'bulk-north'),
    round: fc.option(fc.constantFrom('2026-q4', 'Q 1', '7'), { nil: undefined }),
    action: words,
    owner: words,
    due: fc.constantFrom('2027-02-15', '2028-02-29'),
    kpi: words,
    note: fc.option(words, { nil: undefined }),
  })
  .map(({ round, note, ...rest }): NewAction => ({
    ...rest,
    ...(round === undefined ? {} : { round }),
    ...(note === undefined ? {} : { note }),
  }));
const filler = fc.constantFrom('', '', '\n', '# margin\n', '  # deep\n\n', '        # deeper\n');
/** A register by hand: block and flow items, any order of keys, comments and odd spaces. */
const registers = fc
  .record({
    items: fc.array(
      fc.record({
        isFlow: fc.boolean(),
        keys: fc.shuffledSubarray(['id', 'unit', 'action', 'owner', 'due', 'kpi', 'status'], {
          minLength: 7,
        }),
        gap: fc.constantFrom(' ', '   '),
        said: fc.constantFrom('', ' # said', '  #'),
        after: filler,
      }),
      { minLength: 1, maxLength: 4 },
    ),
    dash: fc.constantFrom('', '  ', '    '),
    tail: fc.constantFrom('', '# end', 'pendulum: 1\n'),
    isCrlf: fc.boolean(),
  })
  .map(({ items, dash, tail, isCrlf }) => {
    const values: Record<string, string> = {
      unit: 'u',
      action: "'do: it'",
      owner: 'me',
      due: '2027-01-01',
      kpi: '"k"',
      status: 'open',
    };
    const body = items.map(({ isFlow, keys, gap, said, after }, i) => {
      const pairs = keys.map((key) => `${key}:${gap}${key === 'id' ? `x-${i + 1}` : values[key]!}`);
      const item = isFlow
        ? `{${gap}${pairs.join(`,${gap}`)} }${said}`
        : pairs.join(`${said}\n${dash}  `);
      return `${dash}- ${item}\n${after}`;
    });
    const head = tail.startsWith('pendulum') ? '' : 'pendulum: 1\n';
    const text = `# kept\n${head}actions:  # all\n${body.join('')}${tail}`;
    return { text: isCrlf ? text.replaceAll('\n', '\r\n') : text, count: items.length };
  });

describe('whatever the register looks like', () => {
  test('what is added is read back, and what was there is there byte for byte', () => {
    fc.assert(
      fc.property(
        registers,
        fc.array(action, { minLength: 1, maxLength: 3 }),
        ({ text, count }, added) => {
          const after = appendActions(text, added);
          const { actions } = read(after);
          expect(actions.slice(0, count)).toEqual(read(text).actions);
          expect(actions.slice(count)).toMatchObject(added);
          expect(new Set(actions.map(({ id }) => id)).size).toBe(count + added.length);
          // One insertion: the old text is what stands before it and after it.
          const length = after.length - text.length;
          const at = text
            .split('')
            .concat('')
            .findIndex(
              (_, i) =>
                after.startsWith(text.slice(0, i)) && after.slice(i + length) === text.slice(i),
            );
          expect(at).toBeGreaterThan(0);
          expect((parse(after) as { actions: unknown[] }).actions).toHaveLength(
            count + added.length,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  test('closing one changes its status and adds when, nothing else', () => {
    fc.assert(
      fc.property(registers, fc.nat(3), ({ text, count }, nth) => {
        const id = `x-${(nth % count) + 1}`;
        const after = closeAction(text, id, 'done', '2027-q1');
        const expected = read(text).actions.map((each) =>
          each.id === id ? { ...each, status: 'done', closed: '2027-q1' } : each,
        );
        expect(read(after).actions).toEqual(expected);
        const back = after.replace(/, closed: 2027-q1|\r?\n *closed: 2027-q1(?=\r?\n|$)/, '');
        expect(back.replace('done', 'open')).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});
