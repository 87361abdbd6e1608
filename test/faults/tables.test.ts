import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { run } from '../run.ts';
import { batch, refused, tableFolder, textOf, told, unitsOf, type Content } from './table.ts';

const header = 'unit,round,respondent,q1,q2,q3,q4';
const csv = (...rows: readonly string[]) => [header, ...rows, ''].join('\n');

describe('fault 27, bad cells', () => {
  const wrong = ['9', '"3 "', '3.0', '٣', '３', 'agree', '-1', '1e0', '=1+1'];
  const table = csv('a,r1,p0,1,2,3,4', ...wrong.map((cell, i) => `a,r1,p${i + 1},1,${cell},3,4`));

  test('are rejected with row and column, counted, and end with 3', () => {
    const ran = batch(tableFolder({ 't.csv': table }), ['t.csv']);
    expect(ran.code).toBe(3);
    expect(told(ran).slice(0, 2)).toEqual([
      `t.csv:3:1 - error ROW_REJECTED: row 3, column q2 says "9": no answer to "q2"; allowed: 1, 2, 3, 4, 5, not-applicable, dont-know`,
      `t.csv:4:1 - error ROW_REJECTED: row 4, column q2 says "3 ": no answer to "q2"; allowed: 1, 2, 3, 4, 5, not-applicable, dont-know`,
    ]);
    expect(told(ran).at(-1)).toBe(
      'error ROWS_REJECTED: 9 of 10 rows cannot be scored, and 0 may be left out',
    );
    expect(unitsOf(ran.stdout, 'respondents')).toEqual(['a 1']);
  });

  test.each([
    [8, 3],
    [9, 0],
  ])('with --allow-rejects %d end with %d', (allowed, code) => {
    const folder = tableFolder({ 't.csv': table });
    const args = ['t.csv', '--rejects', 'x.ndjson', '--allow-rejects', String(allowed)];
    const ran = batch(folder, args);
    expect(ran.code).toBe(code);
    const rejects = textOf(folder, 'x.ndjson').trimEnd().split('\n');
    const cells = rejects.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(cells.map(({ row, column, value }) => [row, column, value])).toEqual(
      ['9', '3 ', '3.0', '٣', '３', 'agree', '-1', '1e0', '=1+1'].map((value, i) => [
        i + 3,
        'q2',
        value,
      ]),
    );
  });

  describe('in every row', () => {
    const text = csv('a,r1,p1,6,1,1,1', ',r1,p2,1,7,1,1');
    const outputs = ['--units', 'u.csv', '--respondents', 'r.csv'];

    test.each(['x.csv', 'x.ndjson'])('leave %s behind and nothing else', (name) => {
      const folder = tableFolder({ 't.csv': text });
      const before = readdirSync(folder);
      const ran = batch(folder, ['t.csv', '--rejects', name, ...outputs]);
      expect([ran.code, ran.stdout]).toEqual([3, '']);
      expect(told(ran).slice(-2)).toEqual([
        'error ROWS_REJECTED: 2 of 2 rows cannot be scored, and 0 may be left out',
        'error NO_ANSWERS: no answers in t.csv',
      ]);
      expect(ran.stderr).toContain(`help: all of them are in ${name};`);
      expect(ran.stderr).not.toContain('--rejects');
      expect(readdirSync(folder).toSorted()).toEqual([...before, name].toSorted());
      expect(textOf(folder, name).match(/no answer|a row needs a unit/g)).toEqual([
        'no answer',
        'a row needs a unit',
        'no answer',
      ]);
    });

    test('tell the first reasons, however many may be left out', () => {
      const folder = tableFolder({ 't.csv': text });
      const before = readdirSync(folder);
      const ran = batch(folder, ['t.csv', '--allow-rejects', '9', ...outputs]);
      expect(ran.code).toBe(3);
      expect(told(ran)).toEqual([
        expect.stringContaining('row 2, column q1 says "6"'),
        expect.stringContaining('row 3, column unit: a row needs a unit'),
        expect.stringContaining('row 3, column q2 says "7"'),
        'warning ROWS_LEFT_OUT: 2 of 2 rows cannot be scored and are left out',
        'error NO_ANSWERS: no answers in t.csv',
      ]);
      expect(ran.stderr).toContain('help: see all of them in a file: --rejects FILE');
      expect(readdirSync(folder).toSorted()).toEqual(before.toSorted());
    });
  });

  test('of one row are all told', () => {
    const ran = batch(tableFolder({ 't.csv': csv('a,r1,p1,0,6,x,4', 'a,r1,p2,1,1,1,1') }), [
      't.csv',
    ]);
    expect(told(ran).map((line) => /column \w+ says "\w"/.exec(line)?.[0])).toEqual([
      'column q1 says "0"',
      'column q2 says "6"',
      'column q3 says "x"',
      undefined,
    ]);
  });
});

describe('fault 28, columns', () => {
  test('that are unknown are named once, whatever the number of rows, and only warned of', () => {
    const rows = Array.from({ length: 50 }, (_, i) => `a,p${i},1,2,3,4,x,y`);
    const text = ['unit,respondent,q1,q2,q3,q4,q5,colour', ...rows, ''].join('\n');
    const ran = batch(tableFolder({ 't.csv': text }), ['t.csv']);
    expect(ran.code).toBe(0);
    expect(told(ran)).toEqual([
      't.csv:1:1 - warning COLUMNS_IGNORED: 2 columns are not read: q5, colour',
    ]);
    expect(ran.stderr).toContain('is "q5" meant to be "q1"?');
  });

  test('that are unknown in NDJSON are named once', () => {
    const line = '{"unit":"a","q1":1,"q2":2,"q3":3,"q4":4,"q5":1}\n';
    const ran = batch(tableFolder({ 't.ndjson': line.repeat(50) }), ['t.ndjson']);
    expect(ran.code).toBe(0);
    expect(told(ran)).toEqual(['t.ndjson:1:1 - warning COLUMNS_IGNORED: a column is not read: q5']);
  });

  test('of a missing question leave it unanswered, and the coverage says so', () => {
    const text = 'unit,q1,q2,q3\na,1,2,3\na,1,2,\n';
    const ran = batch(tableFolder({ 't.csv': text }), ['t.csv']);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(unitsOf(ran.stdout, 'respondents', 'coverage')).toEqual(['a 2 0.625']);
  });

  test('of which none is a question are refused', () => {
    const ran = refused(tableFolder({ 't.csv': 'unit,x1,x2\na,1,2\n' }), ['t.csv']);
    expect(ran.code).toBe(3);
    expect(told(ran).at(-1)).toBe(
      't.csv:1:1 - error HEADER: no column of the table is a question of long',
    );
  });
});

describe('fault 29, a wrong scorecard', () => {
  const sheet = (scorecard: string) =>
    `{"pendulum":1,"scorecard":"${scorecard}","unit":"a","respondent":"${scorecard}","answers":{"q1":1,"q2":2,"q3":3,"q4":4}}\n`;

  test.each(['other@1.0.0', 'long@2.0.0'])('%s: the row is rejected', (scorecard) => {
    const folder = tableFolder({ 't.ndjson': sheet('long@1.0.0') + sheet(scorecard) });
    const ran = batch(folder, ['t.ndjson']);
    expect(ran.code).toBe(3);
    expect(told(ran)[0]).toBe(
      `t.ndjson:2:1 - error ROW_REJECTED: row 2: it answers ${scorecard}, the scorecard is long@1.0.0`,
    );
    expect(unitsOf(ran.stdout, 'respondents')).toEqual(['a 1']);
  });

  test('and none that is said: the row is rejected', () => {
    const without = '{"unit":"a","answers":{"q1":1}}\n';
    const ran = batch(tableFolder({ 't.ndjson': without }), ['t.ndjson']);
    expect([ran.code, ran.stdout]).toEqual([3, '']);
    expect(told(ran)[0]).toContain('it is a sheet and does not say its scorecard');
  });
});

describe('fault 30, a respondent twice', () => {
  const one = csv('a,r1,p1,1,1,1,1', 'a,r1,p2,5,5,5,5', 'a,r1,p1,3,3,3,3');
  const two = csv('a,r1,p2,1,1,1,1', 'a,r2,p1,5,5,5,5', 'b,r1,p1,5,5,5,5');
  const lines = '{"unit":"a","round":"r1","respondent":"p2","q1":2,"q2":2,"q3":2,"q4":2}\n';
  const counts = (ran: ReturnType<typeof batch>) =>
    unitsOf(ran.stdout, 'round', 'respondents', 'customer');

  test('is an error, told with both places, and nothing is written', () => {
    const folder = tableFolder({ 't.csv': one, 'u.csv.gz': gzipSync(two), 'v.ndjson': lines });
    const ran = refused(folder, ['t.csv', 'u.csv.gz', 'v.ndjson']);
    expect(ran.code).toBe(3);
    const who = (respondent: string) => `respondent "${respondent}" of "a" in r1 answers twice`;
    expect(told(ran)).toEqual([
      `t.csv:4:1 - error DUPLICATE_RESPONDENT: ${who('p1')}; first in t.csv, row 2`,
      `u.csv.gz:2:1 - error DUPLICATE_RESPONDENT: ${who('p2')}; first in t.csv, row 3`,
      `v.ndjson:1:1 - error DUPLICATE_RESPONDENT: ${who('p2')}; first in t.csv, row 3`,
      'error ROWS_REPEATED: 3 rows have the unit, round and respondent of an earlier one',
    ]);
  });

  test.each([
    // q1 and q3 of the first table's p1 say 0 or 50 points of customer, p2 says 100.
    ['first', ['a r1 2 50.000', 'a r2 1 100.000', 'b r1 1 100.000']],
    ['last', ['a r1 2 25.000', 'a r2 1 100.000', 'b r1 1 100.000']],
    ['ignore', ['a r1 4 37.500', 'a r2 1 100.000', 'b r1 1 100.000']],
  ])('over two tables, of which one is packed: %s', (policy, expected) => {
    const folder = tableFolder({ 't.csv': one, 'u.csv.gz': gzipSync(two) });
    const ran = batch(folder, ['t.csv', 'u.csv.gz', '--on-duplicate', policy]);
    expect([ran.code, counts(ran)]).toEqual([0, expected]);
    const warned =
      policy === 'ignore'
        ? []
        : [
            `warning REPEATS_LEFT_OUT: 2 rows have the unit, round and respondent of another; the ${policy} of each counts`,
          ];
    expect(told(ran)).toEqual(warned);
  });

  test.each([
    ['plain', one],
    ['packed', gzipSync(one)],
  ])('from stdin, %s, is read twice all the same', (_, input) => {
    const folder = tableFolder({ 'more.csv': two });
    const first = batch(folder, ['-', '--on-duplicate', 'first'], input);
    expect([first.code, counts(first)]).toEqual([0, ['a r1 2 50.000']]);
    const last = batch(folder, ['-', 'more.csv', '--on-duplicate', 'last'], input);
    expect(counts(last)[0]).toBe('a r1 2 25.000');
    expect(told(refused(folder, ['-'], input))[0]).toMatch(/^-:4:1 - error DUPLICATE_RESPONDENT/);
  });

  test('the rows and rejects of the first look are not written twice', () => {
    const folder = tableFolder({ 't.csv': `${one}a,r1,p3,9,1,1,1\n` });
    const outputs = ['--respondents', 'r.csv', '--rejects', 'x.csv', '--allow-rejects', '1'];
    const ran = batch(folder, ['t.csv', '--on-duplicate', 'last', ...outputs]);
    expect(ran.code).toBe(0);
    const respondents = unitsOf(textOf(folder, 'r.csv'), 'respondent');
    expect(respondents).toEqual(['a p2', 'a p1']);
    expect(textOf(folder, 'x.csv').trimEnd().split('\n')).toHaveLength(2);
  });

  test('nobody is the same as another nobody', () => {
    const text = csv('a,r1,,1,1,1,1', 'a,r1,,1,1,1,1', 'a,,,1,1,1,1');
    const ran = batch(tableFolder({ 't.csv': text }), ['t.csv']);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(unitsOf(ran.stdout, 'round', 'respondents')).toEqual(['a  1', 'a r1 2']);
  });

  test('keys that read alike when put together are not one', () => {
    const text = csv('a,r1,p,1,1,1,1', 'a,r,1p,1,1,1,1', 'ar,1,p,1,1,1,1', '"a,r",1,p,1,1,1,1');
    const ran = batch(tableFolder({ 't.csv': text }), ['t.csv']);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
  });
});

describe('fault 31, nothing to score', () => {
  test.each([
    ['an empty file', ''],
    ['a file of nothing but line ends', '\n\r\n\n'],
    ['a file of nothing but a byte order mark', '\u{feff}'],
    ['a header alone', `${header}\n`],
    ['a header without a line end', header],
    ['an empty file that is packed', gzipSync('')],
    ['a header that is packed', gzipSync(header)],
  ])('%s: exit 3, and no report with zeros', (_, text) => {
    const folder = tableFolder({ 't.csv': text, 't.csv.gz': text });
    const { code, stderr } = refused(folder, ['t.csv']);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/error (NO_ANSWERS|HEADER)/)]);
    expect(refused(folder, ['-'], text).code).toBe(3);
    expect(refused(folder, ['t.csv', '--allow-rejects', '9']).code).toBe(3);
  });
});

describe('fault 32, what is no table', () => {
  const ok = 'a,r1,p1,1,2,3,4';

  test('ragged rows are rejected with their line, the others are scored', () => {
    const text = csv('a,r1,p2,1,2,3', ok, 'a,r1,p3,1,2,3,4,5', '"b\n",r1,p4,1,2,3');
    const ran = batch(tableFolder({ 't.csv': text }), ['t.csv']);
    expect(ran.code).toBe(3);
    expect(told(ran)).toEqual([
      't.csv:2:1 - error ROW_REJECTED: row 2: the row has 6 fields, the header 7',
      't.csv:4:1 - error ROW_REJECTED: row 4: the row has 8 fields, the header 7',
      't.csv:5:1 - error ROW_REJECTED: row 5: the row has 6 fields, the header 7',
      'error ROWS_REJECTED: 3 of 4 rows cannot be scored, and 0 may be left out',
    ]);
    expect(unitsOf(ran.stdout, 'respondents')).toEqual(['a 1']);
  });

  const cr = csv(ok).replaceAll('\n', '\r');
  const wide = (encoding: 'utf16le' | 'be') => {
    const bytes = Buffer.from(`\u{feff}${csv(ok)}`, 'utf16le');
    return encoding === 'be' ? bytes.swap16() : bytes;
  };
  test.each<[string, Content, string]>([
    ['an unclosed quote', csv(ok, 'a,r1,"p2,1,2,3,4', ok), '3:1 - error QUOTE_OPEN'],
    ['an unclosed quote in the header', `unit,"q1\na,1\n`, '1:1 - error QUOTE_OPEN'],
    ['a column twice', `unit,q1,q1\na,1,2\n`, '1:1 - error COLUMN_TWICE'],
    ['";" between fields', csv(ok).replaceAll(',', ';'), '1:1 - error HEADER'],
    ['carriage returns alone', cr, '1:1 - error HEADER: its lines end in a carriage return alone'],
    ['UTF-16', wide('utf16le'), '1:1 - error ENCODING'],
    ['UTF-16, the other way round', wide('be'), '1:1 - error ENCODING'],
    ['UTF-16 without a mark', wide('utf16le').subarray(2), '1:1 - error ENCODING'],
    ['Latin-1 in the header', Buffer.from('unit,q1,größe\n', 'latin1'), '1:1 - error ENCODING'],
    ['a NUL', csv(ok, 'a,r1,p\0,1,2,3,4'), '1:1 - error NOT_TEXT'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), '1:1 - error NOT_TEXT'],
    ['a page', '<html><body>unit</body></html>\n', '1:1 - error HEADER'],
  ])('%s is refused with its line', (_, content, wanted) => {
    const folder = tableFolder({ 't.csv': content });
    const [byName, byPipe] = [refused(folder, ['t.csv']), refused(folder, ['-'], content)];
    expect([byName.code, byPipe.code]).toEqual([3, 3]);
    expect(told(byName).join('\n')).toContain(`t.csv:${wanted}`);
    expect(told(byPipe).join('\n')).toContain(`-:${wanted}`);
  });

  test('a header that comes again is a row like any other, and rejected', () => {
    const ran = batch(tableFolder({ 't.csv': csv(ok, header, 'a,r1,p2,1,2,3,4') }), ['t.csv']);
    expect(ran.code).toBe(3);
    expect(told(ran)[0]).toContain('t.csv:3:1 - error ROW_REJECTED: row 3, column q1 says "q1"');
    expect(unitsOf(ran.stdout, 'respondents')).toEqual(['a 2']);
  });

  test.each<[string, Content, readonly string[]]>([
    ['a byte order mark', `\u{feff}${csv(ok)}`, []],
    ['";" that is said', csv(ok).replaceAll(',', ';'), ['--delimiter', ';']],
    ['tab that is said', csv(ok).replaceAll(',', '\t'), ['--delimiter', 'tab']],
    ['CRLF', csv(ok).replaceAll('\n', '\r\n'), []],
    ['no last line end', csv(ok).trimEnd(), []],
    ['all quoted', csv(ok).replaceAll(/[^,\n]+/g, '"$&"'), []],
    ['line ends between rows', csv(ok).replaceAll('\n', '\n\r\n\n'), []],
  ])('%s reads the same', (_, content, args) => {
    const plain = batch(tableFolder({ 't.csv': csv(ok) }), ['t.csv']);
    const ran = batch(tableFolder({ 't.csv': content }), ['t.csv', ...args]);
    expect(ran).toEqual({ code: 0, stdout: plain.stdout, stderr: '' });
  });

  test('tab parts the fields of a .tsv without being said', () => {
    const folder = tableFolder({ 't.tsv': csv(ok).replaceAll(',', '\t') });
    expect(batch(folder, ['t.tsv']).code).toBe(0);
  });

  test('a name in Latin-1 rejects its row', () => {
    const text = Buffer.concat([
      Buffer.from(csv(ok)),
      Buffer.from('n\u{f6}rd,r1,p1,1,2,3,4\n', 'latin1'),
    ]);
    const ran = batch(tableFolder({ 't.csv': text }), ['t.csv']);
    expect(ran.code).toBe(3);
    expect(told(ran)[0]).toBe(
      't.csv:3:1 - error ROW_REJECTED: row 3, column unit says "n\u{fffd}rd": a unit has at most 64 characters of UTF-8, all of them visible',
    );
  });

  test('a NUL far into a table rejects its row', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `a,r1,q${i},1,2,3,4`);
    const text = csv(...rows, 'a\0,r1,p1,1,2,3,4');
    const folder = tableFolder({ 't.csv': text });
    for (const ran of [batch(folder, ['t.csv']), batch(folder, ['-'], text)]) {
      expect(ran.code).toBe(3);
      expect(told(ran)[0]).toContain(':10002:1 - error ROW_REJECTED: row 10002, column unit');
      expect(ran.stderr).not.toContain('\0');
    }
  });

  test('a cell beyond 1 MiB is refused with the line where its row begins', () => {
    const text = csv(ok, `a,r1,"${'x'.repeat(1 << 20)}",1,2,3,4`, ok);
    const ran = refused(tableFolder({ 't.csv': text }), ['t.csv']);
    expect([ran.code, told(ran)]).toEqual([
      3,
      ['t.csv:3:1 - error ROW_TOO_LONG: the row that begins here is longer than 1 MiB'],
    ]);
  });

  test('a cell of nearly 1 MiB only rejects its row', () => {
    const text = csv(ok, `a,r1,p,"${'x'.repeat((1 << 20) - 100)}",2,3,4`);
    const ran = batch(tableFolder({ 't.csv': text }), ['t.csv', '--rejects', 'x.csv']);
    expect(ran.code).toBe(3);
    expect(ran.stderr.length).toBeLessThan(1000);
  });
});

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

describe('fault 32, a header of 100,000 columns', () => {
  const many = (name: (i: number) => string) =>
    [...Array.from({ length: 100_000 }, (_, i) => name(i)), 'q1', 'unit'].join(',');
  // Looking for each column among all the others would take minutes.
  const limit = 8000;

  test('is read', () => {
    const folder = tableFolder({ 't.csv': `${many((i) => `c${i}`)}\n${','.repeat(100_000)}1,a\n` });
    const started = performance.now();
    const ran = batch(folder, ['t.csv']);
    expect(performance.now() - started).toBeLessThan(limit);
    expect([ran.code, unitsOf(ran.stdout, 'respondents')]).toEqual([0, ['a 1']]);
    expect(ran.stderr).toContain('100000 columns are not read: c0, c1, c2');
    expect(ran.stderr.length).toBeLessThan(1000);
  });

  test.each([
    ['c', 0, 'warning COLUMNS_IGNORED: a column is not read: c'],
    ['q2', 3, 'error COLUMN_TWICE: the table has the column "q2" twice'],
  ])('that are all called %s ends with %d', (name, code, problem) => {
    const text = `${many(() => name)}\n${','.repeat(100_000)}1,a\n`;
    const started = performance.now();
    const ran = batch(tableFolder({ 't.csv': text }), ['t.csv']);
    expect(performance.now() - started).toBeLessThan(limit);
    expect([ran.code, told(ran)]).toEqual([code, [`t.csv:1:1 - ${problem}`]]);
  });
});

describe('score of a table', () => {
  const score = (folder: string, args: readonly string[], input = '') =>
    run(['score', '-s', 'long.yaml', '-f', 'csv', ...args], { cwd: folder, input });
  const bad = csv('a,r1,p1,1,2,3,4', 'a,r1,p2,9,2,3,4');

  test('fault 27: shows what can be scored and ends with 3, or with 0 when that is allowed', () => {
    const folder = tableFolder({ 't.csv': bad });
    const ran = score(folder, ['t.csv', '--rejects', 'x.csv']);
    expect([ran.code, unitsOf(ran.stdout, 'respondents')]).toEqual([3, ['a 1']]);
    expect(told(ran)[0]).toMatch(/^t\.csv:3:1 - error ROW_REJECTED: row 3, column q1 says "9"/);
    expect(textOf(folder, 'x.csv')).toContain('3,"q1","9",');
    const allowed = score(folder, ['-', '--allow-rejects', '1'], bad);
    expect([allowed.code, allowed.stdout]).toEqual([0, ran.stdout]);
  });

  test.each([
    ['nothing', ''],
    ['a header alone', `${header}\n`],
    ['a respondent twice', csv('a,r1,p1,1,1,1,1', 'a,r1,p1,1,1,1,1')],
    ['an unclosed quote', csv('a,r1,"p1,1,1,1,1')],
  ])('faults 30 to 32: of %s there is no report', (_, text) => {
    const folder = tableFolder({ 't.csv': text });
    const ran = score(folder, ['t.csv', '-f', 'json=r.json', '--rejects', 'x.csv']);
    expect([ran.code, ran.stdout]).toEqual([3, '']);
    expect(ran.stderr).not.toContain('    at ');
    expect(readdirSync(folder).toSorted()).toEqual(['long.yaml', 't.csv']);
  });

  test('fault 27: of rows that are all bad there is a list and no report', () => {
    const folder = tableFolder({ 't.csv': csv('a,r1,p1,9,2,3,4', ',r1,p2,1,2,3,4') });
    const ran = score(folder, ['t.csv', '-f', 'json=r.json', '--rejects', 'x.csv']);
    expect([ran.code, ran.stdout]).toEqual([3, '']);
    expect(textOf(folder, 'x.csv').trimEnd().split('\n')).toHaveLength(3);
    expect(readdirSync(folder).toSorted()).toEqual(['long.yaml', 't.csv', 'x.csv']);
  });

  test('may come by a named pipe', () => {
    const folder = tableFolder({ 't.csv': csv('a,r1,p1,1,2,3,4') });
    const command = `mkfifo p; cat t.csv > p & exec "${process.execPath}" "${program}" score -s long.yaml p -f csv`;
    const { status, stdout } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, score(folder, ['t.csv']).stdout]);
  });
});

test.each(['0', '17', '1.5', '-1', 'many'])('%s threads are refused', (count) => {
  const ran = batch(tableFolder({ 't.csv': header }), ['t.csv', '--workers', count]);
  expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('from 1 to 16')]);
});

const measured = fileURLToPath(new URL('measured.mjs', import.meta.url));

/** A batch fed with the same bytes over and over: how it ended, after how much, with what memory. */
async function flooded(first: Content, again: Content, limit: number, args: readonly string[]) {
  const folder = tableFolder({});
  const child = spawn(process.execPath, [measured, 'batch', '-s', 'long.yaml', '-', ...args], {
    cwd: folder,
  });
  let [out, err, sent] = ['', '', 0];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close') as Promise<[number | null]>;
  child.stdin.write(first);
  while (sent < limit && child.stdin.writable) {
    sent += again.length;
    if (child.stdin.write(again)) continue;
    const drained = once(child.stdin, 'drain').catch(() => undefined);
    await Promise.race([drained, ended]);
  }
  child.stdin.end();
  const [code] = await ended;
  return { code, out, err, sent, memory: Number(/at most (\d+) MiB/.exec(out)![1]) };
}

const mebibyte = 1 << 20;

describe('fault 32, a pipe of a gigabyte', () => {
  test.each([
    ['one line', '', 'x'.repeat(mebibyte), '-:1:1 - error ROW_TOO_LONG'],
    ['one cell', `${header}\na,r1,p1,`, '1'.repeat(mebibyte), '-:2:1 - error ROW_TOO_LONG'],
    ['one quote', `${header}\na,r1,"`, 'x\n'.repeat(1 << 19), '-:2:1 - error ROW_TOO_LONG'],
    ['one object', '{"unit":"a","q1":"', '1'.repeat(mebibyte), '-:1:1 - error ROW_TOO_LONG'],
  ])('of %s is refused at its beginning', async (_, first, again, wanted) => {
    const ran = await flooded(first, again, 1024 * mebibyte, []);
    expect([ran.code, ran.err.slice(0, wanted.length)]).toEqual([3, wanted]);
    expect(ran.sent).toBeLessThan(32 * mebibyte);
    expect(ran.memory).toBeLessThan(160);
  });

  test('packed to a megabyte is refused at its beginning', () => {
    const bomb = gzipSync(`${header}\n${'x'.repeat(64 * mebibyte)}`);
    const started = performance.now();
    const ran = refused(tableFolder({ 't.csv.gz': bomb }), ['t.csv.gz']);
    expect([ran.code, told(ran)[0]]).toEqual([
      3,
      't.csv.gz:2:1 - error ROW_TOO_LONG: the row that begins here is longer than 1 MiB',
    ]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('long lines, all of them bad, take no more memory the more there are', async () => {
    const line = `a,r1,p1,${'x'.repeat(mebibyte - 100)},1,2,3\n`;
    const args = ['--on-duplicate', 'ignore', '--rejects', 'x.csv', '--allow-rejects', '999'];
    const first = csv('a,r1,p1,1,2,3,4');
    const [few, many] = [
      await flooded(first, line, 128 * mebibyte, args),
      await flooded(first, line, 640 * mebibyte, args),
    ];
    expect([few.code, many.code]).toEqual([0, 0]);
    expect(many.err).toMatch(/6\d\d of 6\d\d rows cannot be scored/);
    expect(many.memory).toBeLessThan(few.memory + 40);
  });
});

describe('fault 33, hostile NDJSON', () => {
  const good = '{"unit":"a","respondent":"p1","q1":1,"q2":2,"q3":3,"q4":4}';
  const deep = 100_000;
  test.each([
    ['a key twice', '{"unit":"a","q1":1,"q1":2}', '"q1" is there twice'],
    ['a key twice, once escaped', '{"unit":"a","q1":1,"\\u0071\\u0031":2}', '"q1" is there twice'],
    ['an unknown key twice', '{"unit":"a","x":1,"x":1,"q1":1}', '"x" is there twice'],
    ['a key twice in what is not read', '{"unit":"a","x":{"y":1,"y":2}}', 'a key is there twice'],
    ['__proto__', '{"unit":"a","__proto__":{"q1":1},"q1":1}', 'a key is called "__proto__"'],
    ['__proto__, escaped', '{"unit":"a","\\u005f_proto__":1}', 'a key is called "__proto__"'],
    ['1e400', '{"unit":"a","q1":1e400}', 'column q1 says "1e400"'],
    ['-0', '{"unit":"a","q1":-0}', 'column q1 says "-0"'],
    [
      'lists to a great depth',
      `{"unit":"a","x":${'['.repeat(deep)}${']'.repeat(deep)}}`,
      'nested deeper than 64 levels',
    ],
    [
      'objects to a great depth',
      `{"unit":"a","x":${'{"y":'.repeat(deep)}1${'}'.repeat(deep)}}`,
      'nested deeper than 64 levels',
    ],
    [
      'brackets that never close',
      `{"unit":"a","x":${'['.repeat(deep)}`,
      'nested deeper than 64 levels',
    ],
    ['half a character', '{"unit":"\\ud83d","q1":1}', 'lone surrogate'],
    ['a list', '[1,2]', 'the line is no JSON object'],
    ['a cut line', good.slice(0, -8), 'it is not valid JSON from byte'],
    ['two objects', good + good, 'something follows the object'],
    ['NaN', '{"unit":"a","q1":NaN}', 'it is not valid JSON from byte'],
    ['true', '{"unit":"a","q1":true}', 'neither a text nor a number nor null'],
  ])('%s: its row is rejected, the others are scored', (_, line, reason) => {
    const folder = tableFolder({ 't.ndjson': `${good}\n${line}\n${good.replace('p1', 'p2')}\n` });
    const ran = batch(folder, ['t.ndjson']);
    expect(ran.code).toBe(3);
    expect(told(ran).filter((each) => each.includes('ROW_REJECTED'))).toEqual([
      expect.stringMatching(/^t\.ndjson:2:1 - error ROW_REJECTED: row 2/),
    ]);
    expect(ran.stderr).toContain(reason);
    expect(ran.stderr).not.toContain('    at ');
    expect(ran.stderr.length).toBeLessThan(1000);
    expect(unitsOf(ran.stdout, 'respondents')).toEqual(['a 2']);
  });

  test('names of what every object has are columns like any other', () => {
    const line = '{"unit":"constructor","toString":1,"hasOwnProperty":2,"q1":1,"q2":1}\n';
    const ran = batch(tableFolder({ 't.ndjson': line }), ['t.ndjson']);
    expect([ran.code, unitsOf(ran.stdout, 'respondents')]).toEqual([0, ['constructor 1']]);
    expect(told(ran)[0]).toContain('toString, hasOwnProperty');
  });
});
