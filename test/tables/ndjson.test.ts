import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMapping } from '../../src/answers/mapping.ts';
import { readSheet } from '../../src/answers/sheet.ts';
import { sourceOf } from '../../src/source/source.ts';
import { readTree, type Tree } from '../../src/source/tree.ts';
import { cellReader } from '../../src/tables/cells.ts';
import { layoutOf, namesOf } from '../../src/tables/layout.ts';
import { ndjsonReader } from '../../src/tables/ndjson.ts';
import type { Column } from '../../src/tables/types.ts';
import { planOf } from '../plans.ts';
import { everyKind } from '../scorecards.ts';
import { answersOf } from './answers.ts';
import { readRows } from './rows.ts';

const plan = planOf(everyKind);

function columnsFor(map: string | null): readonly Column[] {
  const located =
    map === null ? null : readMapping(sourceOf('map.yaml', `pendulum: 1\ncolumns: ${map}`)).value!;
  return layoutOf(plan, 't', namesOf(plan, located?.value ?? null), located).value!.columns;
}

const columns = columnsFor(null);

/** The cells of each line that are not empty, by column, or the fault of the line. */
function linesRead(text: string, of = columns) {
  const found: (Record<string, string> | string)[] = [];
  const { read, ignored } = ndjsonReader(plan, of);
  const piece = new Uint8Array(Buffer.from(text));
  const next = read(piece, { row: 1, line: 1 }, ({ bytes, starts, ends }, fault) => {
    const cells = of.flatMap(({ name }, i) => {
      const cell = Buffer.from(bytes.slice(starts[i], ends[i])).toString();
      return cell === '' ? [] : [[name, cell] as const];
    });
    found.push(fault ?? Object.fromEntries(cells));
  });
  return { found, next, ignored: ignored() };
}

const first = (line: string) => linesRead(line).found[0];

test.each([
  ['{"unit":"a","outcomes":5}', { unit: 'a', outcomes: '5' }],
  ['\t{ "unit" : "a" , "outcomes" : "5" } \r', { unit: 'a', outcomes: '5' }],
  ['{"unit":"a","outcomes":3.0}', { unit: 'a', outcomes: '3.0' }],
  [
    '{"unit":"a","recall-time":1e400,"outcomes":-0.50E+1}',
    {
      unit: 'a',
      'recall-time': '1e400',
      outcomes: '-0.50E+1',
    },
  ],
  ['{"unit":"a","outcomes":null,"role":""}', { unit: 'a' }],
  ['{}', {}],
  [String.raw`{"unit":"\"\\\/\b\f\n\r\té😀€\u0000"}`, { unit: '"\\/\b\f\n\r\té😀€\0' }],
  [String.raw`{"un\u0069t":"a"}`, { unit: 'a' }],
  [
    '{"unit":"a","attention":{"customer":50,"process":40.5,"other":null}}',
    {
      unit: 'a',
      'attention.customer': '50',
      'attention.process': '40.5',
    },
  ],
  ['{"unit":"a","attention":"dont-know"}', { unit: 'a', 'attention.customer': 'dont-know' }],
  ['{"unit":"a","attention.process":9}', { unit: 'a', 'attention.process': '9' }],
  [
    '{"unit":"a","recall":{"answer":"yes","note":"seen"}}',
    {
      unit: 'a',
      recall: 'yes',
      'recall.note': 'seen',
    },
  ],
  [
    '{"unit":"a","recall":"yes","recall.note":"seen"}',
    { unit: 'a', recall: 'yes', 'recall.note': 'seen' },
  ],
  ['{"unit":"a","x":[1,{"y":[]},true,false,null,"\\u00e9"],"role":"r"}', { unit: 'a', role: 'r' }],
])('%s', (line, cells) => {
  expect(first(line)).toEqual(cells);
});

test('a byte order mark within a line is part of its key or text', () => {
  const { found, ignored } = linesRead('{"\u{feff}unit":"a","unit":"\u{feff}b"}\n');
  expect([found, ignored]).toEqual([[{ unit: '\u{feff}b' }], ['\u{feff}unit']]);
});

test.each([
  ['no object', '[1]', 'the line is no JSON object'],
  ['a text', '"a"', 'the line is no JSON object'],
  ['an open object', '{"unit":"a"', 'it is not valid JSON from byte 12 of the line on'],
  ['two objects', '{"unit":"a"}{}', 'something follows the object'],
  ['a comma too many', '{"unit":"a",}', 'it is not valid JSON from byte 13'],
  ['single quotes', "{'unit':'a'}", 'it is not valid JSON from byte 2'],
  ['a leading zero', '{"outcomes":05}', 'it is not valid JSON'],
  ['a plus', '{"outcomes":+5}', 'it is not valid JSON'],
  ['NaN', '{"outcomes":NaN}', 'it is not valid JSON'],
  ['a tab in a text', '{"unit":"a\tb"}', 'it is not valid JSON'],
  ['no such escape', String.raw`{"unit":"\x41"}`, 'it is not valid JSON'],
  ['half an escape', String.raw`{"unit":"\u00e"}`, 'it is not valid JSON'],
  ['a high surrogate', String.raw`{"unit":"\ud83d"}`, 'half of a character'],
  ['a low surrogate', String.raw`{"unit":"\ude00\ud83d"}`, 'half of a character'],
  ['two high surrogates', String.raw`{"unit":"\ud83d\ud83d"}`, 'half of a character'],
  ['true', '{"outcomes":true}', '"outcomes" is neither a text nor a number nor null'],
  ['a list', '{"unit":["a"]}', '"unit" is neither a text nor a number nor null'],
  ['an object', '{"unit":{}}', '"unit" is neither a text nor a number nor null'],
  ['a key twice', '{"unit":"a","unit":"b"}', '"unit" is there twice'],
  ['a key twice, once escaped', String.raw`{"unit":"a","u\u006eit":"b"}`, '"unit" is there twice'],
  ['an unknown key twice', '{"x":1,"x":1}', '"x" is there twice'],
  ['a key twice below', '{"x":{"a":1,"a":2}}', 'a key is there twice in one object'],
  ['shares twice', '{"attention":{"customer":1},"attention.customer":2}', 'is there twice'],
  [
    'another part',
    '{"attention":{"customers":1}}',
    '"attention" holds "customers", which means nothing',
  ],
  [
    'shares of a scale',
    '{"outcomes":{"customer":1}}',
    '"outcomes" holds "customer", which means nothing',
  ],
  ['__proto__', '{"unit":"a","__proto__":{"x":1}}', 'a key is called "__proto__"'],
  [
    '__proto__, escaped and below',
    String.raw`{"x":{"\u005f_proto__":1}}`,
    'a key is called "__proto__"',
  ],
  ['depth', `{"x":${'['.repeat(100_000)}`, 'nested deeper than 64 levels'],
  [
    'depth of objects',
    `{"x":${'{"a":'.repeat(64)}1${'}'.repeat(65)}`,
    'nested deeper than 64 levels',
  ],
])('a fault, and the next line is read: %s', (_, line, fault) => {
  const { found, next } = linesRead(`${line}\n{"unit":"b"}\n`);
  expect(found).toEqual([expect.stringContaining(fault), { unit: 'b' }]);
  expect(next).toEqual({ row: 3, line: 3 });
});

test('63 levels below the row are read', () => {
  expect(first(`{"x":${'['.repeat(63)}${']'.repeat(63)}}`)).toEqual({});
});

test('empty lines are no rows', () => {
  expect(linesRead('\n{"unit":"a"}\n \r\n\n{"unit":"b"}')).toMatchObject({
    found: [{ unit: 'a' }, { unit: 'b' }],
    next: { row: 3, line: 6 },
  });
});

test('keys that mean nothing are named once', () => {
  const { ignored } = linesRead(
    '{"a":1,"unit":"x"}\n{"b":1,"a":2}\n{"answers":{"c":1},"scorecard":"every-kind"}',
  );
  expect(ignored).toEqual(['a', 'b', 'c']);
});

test('as many unknown keys as anybody likes cost no more than a row', () => {
  const many = (from: number) =>
    Array.from({ length: 6000 }, (_, i) => `"k${from + i}":1`).join(',');
  const twice = `{${many(0)},"k5999":1}`;
  const { found, ignored } = linesRead(`{${many(0)}}\n{${many(9000)}}\n${twice}\n`);
  expect(found).toEqual([{}, {}, '"k5999" is there twice']);
  expect(ignored.length).toBeLessThanOrEqual(4096);
});

test('the map names keys, and takes the place of their own names', () => {
  const of = columnsFor('{ BU: unit, Q1: outcomes, "A\\"B": role }');
  const { found, ignored } = linesRead(
    '{"BU":"n","Q1":4,"outcomes":5,"A\\"B":"r"}\n'.repeat(2),
    of,
  );
  const cells = { BU: 'n', Q1: '4', 'A"B': 'r' };
  expect(found).toEqual([cells, cells]);
  expect(ignored).toEqual(['outcomes']);
});

describe('a whole sheet', () => {
  const sheet = (scorecard: string, rest = '') =>
    `{"pendulum":1,"scorecard":"${scorecard}","unit":"n","respondent":"r","answers":{"outcomes":5,"recall":{"answer":"yes","note":"x"},"attention":{"answer":{"customer":60,"process":40},"note":"y"},"upkeep":"dont-know"}${rest}}`;
  const cells = {
    unit: 'n',
    respondent: 'r',
    outcomes: '5',
    upkeep: 'dont-know',
    recall: 'yes',
    'recall.note': 'x',
    'attention.customer': '60',
    'attention.process': '40',
    'attention.note': 'y',
  };

  test.each(['every-kind', 'every-kind@1.0.0'])('of %s', (scorecard) => {
    expect(first(sheet(scorecard))).toEqual(cells);
  });

  test.each([
    [
      'another version',
      sheet('every-kind@2.0.0'),
      'it answers every-kind@2.0.0, the scorecard is every-kind@1.0.0',
    ],
    ['a later format', '{"pendulum":2}', 'it says "pendulum: 2", and not 1'],
    ['no scorecard', '{"unit":"n","answers":{}}', 'does not say its scorecard'],
    ['no answers', '{"answers":5}', '"answers" is no object'],
    ['an answer twice', sheet('every-kind', ',"outcomes":5'), '"outcomes" is there twice'],
  ])('refused: %s', (_, line, fault) => {
    expect(first(line)).toContain(fault);
  });
});

/** What a line says by the reader of sheets: a text by column, or null where it has to be refused. */
function oracle(line: string): Record<string, string> | null {
  const { value: tree, problems } = readTree(sourceOf('line', line));
  if (problems.length > 0) return null;
  const cells: [string, string][] = [];
  let isGood = true;
  const put = (name: string, value: Tree) => {
    const isWord = value.kind === 'scalar' && !value.quoted && /^(true|false)$/.test(value.text);
    if (value.kind !== 'scalar' || isWord) isGood = false;
    else if (value.quoted || value.text !== 'null') cells.push([name, value.text]);
  };
  for (const { key, value } of tree!.entries) {
    const isShares = key.text === 'attention' && value.kind === 'map';
    if (key.text === 'attention' && !isShares) put('attention.customer', value);
    else if (isShares)
      for (const part of value.entries) put(`attention.${part.key.text}`, part.value);
    else if (columns.some(({ name }) => name === key.text)) put(key.text, value);
  }
  return isGood ? Object.fromEntries(cells.filter(([, text]) => text !== '')) : null;
}

const scalar = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    '5',
    '3.0',
    '-1',
    '1e0',
    '"x"',
    '"5"',
    '""',
    String.raw`"\u00e9"`,
    String.raw`"\ud83d\ude00"`,
  ),
  fc.string({ maxLength: 5 }).map((text) => JSON.stringify(text)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof({ weight: 5, arbitrary: scalar }, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 3 }).map((parts) => `[${parts.join(',')}]`),
  object: fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), tie('value')), { maxLength: 3 })
    .map((parts) => `{${parts.map(([key, value]) => `"${key}":${String(value)}`).join(',')}}`),
}));
const member = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      'unit',
      'outcomes',
      'recall',
      'attention',
      'attention.other',
      'recall.note',
      'role',
    ),
    scalar,
  ),
  fc.tuple(fc.constantFrom('x', 'y', 'unit '), anyValue),
  fc.tuple(
    fc.constant('attention'),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('customer', 'process', 'other'), scalar), {
        selector: ([key]) => key,
      })
      .map((parts) => `{${parts.map(([key, value]) => `"${key}":${value}`).join(',')}}`),
  ),
);
const space = fc.constantFrom('', '', '', ' ', '\t');
const line = fc
  .tuple(fc.array(member, { maxLength: 6 }), space, space)
  .map(
    ([members, before, after]) =>
      `{${members.map(([key, value]) => `${before}"${key}"${after}:${before}${String(value)}`).join(`${after},`)}}`,
  );

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('any lines are what the reader of sheets takes them for, however they are cut', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 });
  const invisible = /[\u007f-\u009f\u2028\u2029\ufeff]/;
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 6 }),
      sizes,
      fc.integer({ min: 8, max: 300 }),
      (lines, cuts, target) => {
        const plain = lines.filter((each) => !invisible.test(each));
        const { rows } = readRows(
          ndjsonReader(plan, columns).read,
          { kind: 'lines' },
          plain.join('\n'),
          {
            sizes: cuts,
            target,
          },
        );
        expect(rows).toHaveLength(plain.length);
        rows.forEach(({ cells }, i) => {
          // Shares by the dotted key and in an object are the same twice, which no sheet can say.
          const isDoubled =
            plain[i]!.includes('"attention.other"') && /"other"|"attention"/.test(plain[i]!);
          if (isDoubled) return;
          const named = cells?.flatMap((cell, c) =>
            cell === '' ? [] : [[columns[c]!.name, cell] as const],
          );
          expect(named === undefined ? null : Object.fromEntries(named)).toEqual(oracle(plain[i]!));
        });
      },
    ),
    { numRuns: 600 },
  );
});

test('what JSON.parse refuses is a fault, and nothing else on that account', () => {
  const damage = fc.tuple(
    fc.nat(),
    fc.constantFrom('', '"', '{', '}', ',', ':', '\\', '0', 'e', '.', ' ', '\t', '[', 'n'),
    fc.nat(2),
  );
  fc.assert(
    fc.property(line, fc.array(damage, { maxLength: 3 }), (whole, damages) => {
      let text = whole;
      for (const [at, put, cut] of damages) {
        const place = at % (text.length + 1);
        text = text.slice(0, place) + put + text.slice(place + cut);
      }
      if (text.trim() === '') return;
      const fault = first(text);
      const isRefused =
        typeof fault === 'string' && /valid JSON|no JSON object|follows/.test(fault);
      if (isRefused) expect(isJson(text) && text.trim().startsWith('{')).toBe(false);
      if (!isJson(text)) expect(typeof fault).toBe('string');
    }),
    { numRuns: 5000 },
  );
});

test('a sheet scores the same as a line of a table', () => {
  const text =
    '{"pendulum":1,"scorecard":"every-kind","unit":"n","respondent":"r","answers":{"outcomes":5,"recall":"yes","recall-time":3.5,"attention":{"customer":60,"process":40},"upkeep":"dont-know","schedule":-2}}';
  const sheet = readSheet(plan, sourceOf('s.json', text)).value!;
  const reader = cellReader(plan, columns, null);
  ndjsonReader(plan, columns).read(
    new Uint8Array(Buffer.from(text)),
    { row: 1, line: 1 },
    (fields) => {
      expect(reader.read(fields)).toBe(true);
    },
  );
  expect(answersOf(reader.codes)).toEqual(sheet.answers);
  expect(Array.from(reader.unproven.slice(0, reader.unprovenCount))).toEqual(sheet.unproven);
});
