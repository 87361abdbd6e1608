import { expect, test } from 'vitest';
import { renderProblems } from '../../src/cli/problems.ts';
import { problem } from '../../src/problem.ts';
import { decode } from '../../src/source/source.ts';
import { tiny } from '../scorecards.ts';
import { read } from './told.ts';

const shown = (text: string) => renderProblems(read(text));

test('a word in a short line, with help', () => {
  expect(shown(tiny('title: Tiny', 'status: a\ntitle: [Tiny]'))).toBe(
    `card.yaml:6:8 - error SHAPE: expected text, found a list
  6 | title: [Tiny]
    |        ^^^^^^
`,
  );
});

test('a long line is cut around the word', () => {
  expect(shown(tiny('answerScale: agreement', 'answerScale: agrement'))).toBe(
    `card.yaml:11:74 - error UNKNOWN_REF: there is no answer scale "agrement"
  11 |  dimension: direction, side: customer, ask: C, answerScale: agrement }
     |                                                             ^^^^^^^^
  help: did you mean "agreement"?
`,
  );
});

test('what cannot be seen is shown, and the carets stand under all of it', () => {
  expect(shown(tiny('Tiny', 'Ti\u001b\tn\u202ey'))).toBe(
    `card.yaml:5:10 - error CONTROL_CHAR: the invisible character \\u{1B} is not allowed here
  5 | title: Ti\\u{1B} n\\u{202E}y
    |          ^^^^^^
  help: delete it; it cannot be typed on purpose
`,
  );
});

test('wide characters take two columns', () => {
  expect(shown(tiny('title: Tiny', 'title: Tiny\n"\u65e5\u672c\ud83d\ude9a": x'))).toContain(
    `
  6 | "\u65e5\u672c\ud83d\ude9a": x
    | ^^^^^^^^
`,
  );
  expect(shown(tiny('title: Direction', 'title: "\u65e5\u672c", weight: -1'))).toContain(
    `
  9 |   - { id: direction, title: "\u65e5\u672c", weight: -1 }
    |                                             ^^
`,
  );
});

test('a character is not cut in half', () => {
  const trucks = '\ud83d\ude9a'.repeat(80);
  const frame = shown(tiny('Tiny', `x${trucks}\u0007${trucks}`));
  expect(frame).toContain('\ud83d\ude9a');
  expect(frame).not.toContain('\\u{D8');
  expect(frame).not.toContain('\\u{DE');
});

test('a place over several lines is marked on its first', () => {
  expect(shown(tiny('title: Tiny', 'title: Tiny\nsummary: [a,\n  b]'))).toBe(
    `card.yaml:6:10 - error SHAPE: expected text, found a list
  6 | summary: [a,
    |          ^^^
`,
  );
});

test('an empty file', () => {
  expect(shown('')).toBe(
    `card.yaml:1:1 - error SHAPE: the file is empty
  1 | \n    | ^
  help: start with "pendulum: 1"
`,
  );
});

test('a file that is not text has a place but no line to show', () => {
  const { problems } = decode('a\u001b.yaml', Buffer.of(0x1f, 0x8b));
  expect(renderProblems(problems)).toBe(
    `a\\u{1B}.yaml:1:1 - error NOT_TEXT: this is a gzip archive, not text
  help: give a YAML or JSON file in UTF-8
`,
  );
});

test('no place at all', () => {
  expect(renderProblems([problem('IO', null, 'read x', 'permission denied')])).toBe(
    'error IO: cannot read x: permission denied\n' +
      '  help: correct the path, or what the system says is wrong with it\n',
  );
});

test('a warning, and a count under several', () => {
  const unbalanced = problem('UNBALANCED', null, 'flow', 3, 1);
  expect(renderProblems([unbalanced])).toContain('warning UNBALANCED: ');
  expect(renderProblems([unbalanced, unbalanced])).toMatch(/\n0 errors, 2 warnings\n$/);
  expect(shown(tiny('title: Tiny', 'titel: Tiny'))).toBe(
    `card.yaml:5:1 - error UNKNOWN_KEY: unknown key "titel"
  5 | titel: Tiny
    | ^^^^^
  help: did you mean "title"?
card.yaml:1:1 - error MISSING_KEY: the key "title" is missing
  1 | pendulum: 1
    | ^
  help: add "title:"
2 errors, 0 warnings
`,
  );
});

test('as JSON: the same facts on a line each, nothing invisible in them', () => {
  const found = read(tiny('title: Tiny', '"\\u202e\\U000E0041": x'));
  const line = renderProblems(found, true).split('\n')[0]!;
  expect(line).toBe(
    '{"code":"UNKNOWN_KEY","severity":"error","message":"unknown key \\"\\\\u{202E}\\\\u{E0041}\\"",' +
      '"file":"card.yaml","line":5,"column":1,"hint":"inside { } a text or number with a comma needs quotes; ' +
      'known: pendulum, id, version, language, title, summary, status, library, answerScales, dimensions, questions, markets, supplyModes, context, ' +
      'zones, strengthBands, rules, examples, translations"}',
  );
  const raw = renderProblems([problem('USAGE', null, '\u009b\u202e\u{e0041}\u007f', null)], true);
  expect(raw).toContain('"message":"\\u009b\\u202e\\udb40\\udc41\\u007f"');
  expect(JSON.parse(raw)).toMatchObject({ message: '\u009b\u202e\u{e0041}\u007f' });
});
