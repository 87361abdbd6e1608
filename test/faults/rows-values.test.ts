import { expect, test } from 'vitest';
import { scaleNamed, scorecard, tiny } from '../scorecards.ts';
import { run } from '../run.ts';
import { at, check, fault, jsonLines, read, refused, told, type Variant } from './told.ts';

const below = (line: string): string => `${tiny()}${line}\n`;
const bytes = (...values: readonly number[]) => Uint8Array.from(values);

const controls = [0, 1, 2, 7, 8, 0x0b, 0x0c, 0x18, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f];
fault(11, 'characters that no one can see', [
  ...controls.map((code) => {
    const character = String.fromCodePoint(code);
    const name = `U+${code.toString(16)}`;
    return refused(name, tiny('Tiny', `T${character}y`), 'CONTROL_CHAR', character);
  }),
  ...['\\e', '\\0', '\\x07', '\\u009b', '\\N', '\\ud800', '\\udc00 \\ud800', '\\L'].map((escape) =>
    refused(escape, tiny('Tiny', `"T${escape}y"`), 'CONTROL_CHAR', '"T'),
  ),
  refused('in an option', tiny('Neither', '"\u001b[31m"'), 'CONTROL_CHAR', '\u001b'),
  refused('in an id', tiny('id: c1', 'id: "c\\e"'), 'CONTROL_CHAR', '"c'),
  refused('in a key', below('"\\e": x'), 'CONTROL_CHAR', '"\\e'),
  refused('in a block of text', below('summary: |\n  a\n  b\u0007c'), 'CONTROL_CHAR', '\u0007'),
]);

test('fault 11: in comments of the file they are nobody’s business', () => {
  const { files, stdout, stderr } = check([below('# \u001b]0;title\u0007 \u0000')]);
  expect(files).toEqual([{ verdict: 'ok', told: [] }]);
  expect(stdout + stderr).not.toContain('\u001b');
});

const sheet = (respondent: string, note: string) => `pendulum: 1
scorecard: quick-scan
unit: north
respondent: ${respondent}
answers: { named-customer-outcomes: { answer: 4, note: ${note} } }
`;
test('fault 11: in answers, names are held to the same and notes are kept', () => {
  const named = run(['score', '-', '--json'], { input: sheet('"r\\e"', 'x') });
  expect(jsonLines(named.stderr)).toMatchObject([{ code: 'CONTROL_CHAR', line: 4, column: 13 }]);
  expect(named.code).toBe(3);
  const noted = run(['score', '-'], { input: sheet('r', '"\\e]0;x\\a"') });
  expect(noted.stdout + noted.stderr).not.toMatch(/[\u001b\u0007]/);
  expect(noted.code).toBe(0);
});

fault(12, 'what is not text', [
  ['PNG', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'NOT_TEXT 1:1'],
  ['gzip', bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), 'NOT_TEXT 1:1'],
  ['ZIP', bytes(0x50, 0x4b, 3, 4, 20, 0), 'NOT_TEXT 1:1'],
  ['PDF', '%PDF-1.7\n', 'NOT_TEXT 1:1'],
  ['a program', bytes(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1), 'NOT_TEXT 1:1'],
  ['a tape archive', Buffer.concat([Buffer.from('a.txt'), Buffer.alloc(600)]), 'NOT_TEXT 1:1'],
  ['noise', Uint8Array.from({ length: 999 }, (_, i) => (i * 7919) % 251), 'NOT_TEXT 1:1'],
  ['HTML', '<!DOCTYPE html>\n<p class="x">a: b</p>\n', 'SHAPE 1:1'],
  ['XML', '\n<?xml version="1.0"?>\n<a/>\n', 'SHAPE 2:1'],
]);

const data = {
  pendulum: 1,
  id: 'tiny',
  version: '1.0.0',
  language: 'en',
  title: 'J\u00e4ger \ud83d\ude9a / "quoted"',
  answerScales: { agreement: { options: ['No', 'Yes'] } },
  dimensions: [{ id: 'direction', title: 'Direction' }],
  questions: ['customer', 'process'].map((side) => ({
    id: side,
    dimension: 'direction',
    side,
    ask: 'Q',
    answerScale: 'agreement',
  })),
};
test('fault 12: JSON is a subset of YAML, however it is laid out', () => {
  const compact = JSON.stringify(data);
  const escaped = compact.replaceAll('\ud83d\ude9a', '\\ud83d\\ude9a').replaceAll('/', '\\/');
  const tabs = JSON.stringify(data, null, '\t').replaceAll('\n', '\r\n');
  const { code, files } = check([compact, JSON.stringify(data, null, 2), tabs, escaped]);
  expect(files.map(({ verdict, told }) => [verdict, ...told])).toEqual(files.map(() => ['ok']));
  expect(code).toBe(0);
});

const shapes: readonly Variant[] = [
  ['empty', '', 'SHAPE 1:1'],
  ['comments', '# a\n\n# b\n', 'SHAPE 1:1'],
  ['a mark', '---\n', 'SHAPE 1:1'],
  ['one value', 'hello\n', 'SHAPE 1:1'],
  ['a list', '\n- a\n- b\n', 'SHAPE 2:1'],
  refused('two documents', below('---\nid: b'), 'SHAPE', '---'),
];
fault(13, 'a file of another shape', [
  ...shapes,
  ['only spaces', '  \n \n', 'SHAPE 1:1'],
  ['null', 'null\n', 'SHAPE 1:1'],
  ['a list in brackets', '[a, b]\n', 'SHAPE 1:1'],
  refused('a second document after the end', below('...\nid: b'), 'SHAPE', 'id: b'),
]);

test('fault 13: each has words of its own', () => {
  const messages = shapes.map(([, content]) => read(content)[0]!.message);
  expect(messages).toEqual([
    'the file is empty',
    'the file has only comments',
    'the document in the file is empty',
    'the file is a single value',
    'the file is a list',
    'a second document starts here',
  ]);
});

fault(
  14,
  'directives',
  ['%YAML 1.1', '%YAML 1.3', '%TAG ! tag:example.org:', '%FOO bar'].map((line) =>
    refused(line, `${line}\n---\n${tiny()}`, 'YAML_DIRECTIVE', line),
  ),
);

test('fault 14: no, on and yes are words, and %YAML 1.2 changes nothing', () => {
  const words = scorecard({ answerScales: '  agreement: { options: [no, on, yes, off, y, n] }' });
  expect(check([words, `%YAML 1.2\n---\n${words}`]).files).toEqual([
    { verdict: 'ok', told: [] },
    { verdict: 'ok', told: [] },
  ]);
  expect(told(read(tiny('ask: C,', 'ask: C, optional: yes,')))).toEqual([
    `SHAPE ${at(tiny('ask: C,', 'ask: C, optional: yes,'), 'yes')}`,
  ]);
});

const notIds = ['1e3', '007', '0x1F', '12:30', '2024-01-01', 'null', '~', 'true', 'Null', '-a'];
fault(15, 'ids that a reader of YAML might take for something else', [
  ...notIds.map((id) => refused(id, tiny('id: c1', `id: ${id}`), 'ID_FORMAT', `${id},`)),
  ...['"1e3"', "'a b'", '"\u00e4"', 'a'.repeat(65)].map((id) =>
    refused(id, tiny('id: c1', `id: ${id}`), 'ID_FORMAT', `${id},`),
  ),
  refused('none', tiny('id: c1', 'id:'), 'SHAPE', ', dimension: direction, side: customer'),
  refused('a list', tiny('id: c1', 'id: [c1]'), 'SHAPE', '[c1]'),
  refused('of a scale', scaleNamed('null'), 'ID_FORMAT', 'null'),
]);

test.each([
  ['null', 'write "null" in quotes, or choose a plainer name'],
  ['true', 'write "true" in quotes, or choose a plainer name'],
  ['1e3', 'ids start with a letter'],
])('fault 15: the help for %s', (id, help) => {
  expect(read(tiny('id: c1', `id: ${id}`))[0]!.hint).toContain(help);
});

test('fault 15: quoted, a word is an id', () => {
  expect(read(tiny('id: c1', 'id: "null"'))).toEqual([]);
  expect(read(tiny('id: c1', `id: ${'a'.repeat(64)}`))).toEqual([]);
});

const weight = (text: string) => tiny('ask: C,', `ask: C, weight: ${text},`);
const numbers = ['.inf', '-.inf', '.nan', '1e999', '1e3', '-0', '-0.0', '-1', '1000.001'].concat(
  ['9007199254740993', '1_000', '"3"', "'3'", '1.0001', '+1', '.5', '1.', '0x10', '0o7', '007'],
  ['\u0663', '\uff13', "1'5", '""'],
);
fault(16, 'numbers that are not plain digits in range', [
  ...numbers.map((text) => refused(text, weight(text), 'NUMBER', text, 'weight: ')),
  refused('nothing', weight('null'), 'SHAPE', 'null'),
  refused('a list', weight('[1]'), 'SHAPE', '[1]'),
]);

test.each([
  ['"3"', 'remove the quotes: 3'],
  ['1_000', 'write 1000'],
  ['.5', 'write 0.5'],
  ['1e300', 'write digits, like 1.5'],
  ['"  "', 'write digits, like 1.5'],
])('fault 16: the help for %s', (text, help) => {
  expect(read(weight(text))[0]!.hint).toBe(help);
});

const upTo = (text: string, needle: string) => text.slice(0, text.indexOf(needle) + needle.length);
const end = (text: string): string => at(`${text}|end`, '|end');
const cut = (text: string) => [text.slice(-12), text, `YAML_SYNTAX ${end(text)}`] as const;
fault(17, 'a file that was not saved to its end', [
  cut(upTo(tiny(), 'side: ')),
  cut(upTo(tiny(), 'ask: C,')),
  cut(upTo(tiny(), '[Disagree, ')),
  cut(upTo(tiny('Tiny', '"Tiny business"'), '"Tiny')),
  cut(upTo(JSON.stringify(data, null, 2), '"title": "J')),
  ['after a key', upTo(tiny(), 'questions:'), `SHAPE ${end(upTo(tiny(), 'questions:'))}`],
]);

test('fault 17: no part of the small scorecard passes for the whole', () => {
  const text = tiny().trimEnd();
  for (let length = 0; length < text.length; length++) {
    const part = text.slice(0, length);
    const problems = read(part);
    const isPlaced = problems.every(({ place }) => place?.line && place.column);
    if (problems.length === 0 || !isPlaced) expect.unreachable(part);
  }
});
