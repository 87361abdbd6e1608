import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/answers/entry.ts';
import type { OnAnswer } from '../../src/interview/drive.ts';
import { hear, opening } from '../../src/interview/plain.ts';
import type { Questionnaire } from '../../src/interview/questionnaire.ts';
import { begin, showQuestion, type State } from '../../src/interview/state.ts';
import { unaccepted } from '../../src/interview/step.ts';
import { meaningOf } from '../../src/interview/typed-line.ts';
import type { Plan } from '../../src/plan/types.ts';
import { german } from '../../src/words/german.ts';
import { formOf, play } from './keys.ts';
import { everyKind, tenQuestions } from './plan.ts';

const form = formOf(everyKind);
const index = (id: string) => everyKind.questions.findIndex((question) => question.id === id);
const at = (id: string, start = begin(form)): State => showQuestion(form, start, index(id));
const short = ({ question, state, answer, note }: Entry) =>
  [question, state === 'answered' ? answer : state, ...(note === null ? [] : [note])] as const;

/** Types the lines one after the other; `text` is what the last one had printed. */
function talk(
  own: Questionnaire,
  lines: readonly string[],
  start: State = begin(own),
  save: OnAnswer = () => undefined,
  columns = 80,
) {
  const saved: Entry[] = [];
  const printed: string[] = [];
  let state = start;
  for (const line of lines) {
    const turn = hear(
      own,
      state,
      line,
      (entry, folder) => {
        save(entry, folder);
        saved.push(entry);
      },
      columns,
    );
    state = turn.state;
    printed.push(turn.text);
  }
  return { state, saved, printed, text: printed.at(-1) ?? '' };
}

/** What is printed on arriving at a question. */
const arriving = (id: string, start = begin(form)) =>
  hear(form, at(id, start), '.', () => undefined, 80).text;

describe('what is printed', () => {
  test('in the beginning: what it is, who answers, what to type, the first question', () => {
    expect(opening(form, begin(form), 80)).toBe(`Every kind of question
bulk / r07
Type an answer and press Enter. Enter alone goes on without one.
n not applicable, d don't know, c note, b back, s sections, r review, f
finish, q save and quit, ? help

Direction and leadership, question 1 of 7, 0 answered
Strategy debates begin with what named customers are trying to achieve.
  1  Strongly disagree
  2  Disagree
  3  Neither
  4  Agree
  5  Strongly agree
1 to 5, or ? for help: `);
  });

  test.each([
    [
      'complaint',
      `Order to delivery, question 3 of 7, 0 answered
When a complaint arrives, what happens next?
  1  Someone apologises
  2  The case is fixed and the customer told
  3  Fixed, told, and the cause removed
1 to 3, or ? for help: `,
    ],
    [
      'recall',
      `Order to delivery, question 4 of 7, 0 answered
A mock recall found every cylinder in time.
  1  Yes
  2  Partly
  3  No
A yes asks for what shows it; without that it counts as partly.
1 to 3, or ? for help: `,
    ],
    [
      'schedule',
      `Order to delivery, question 5 of 7, 0 answered
Which is closer?
  1  Protect the schedule for everyone
  4  both alike
  7  Bend it for the customer who asks
1 to 7, or ? for help: `,
    ],
    [
      'attention',
      `Direction and leadership, question 6 of 7, 0 answered
How is management attention split?
  Customers
  Processes
  Everything else
3 numbers that add up to 100, such as 50 40 10, or ? for help: `,
    ],
  ])('for %s', (id, text) => {
    expect(arriving(id)).toBe(`\n${text}`);
  });

  test('for a measured value', () => {
    const { text } = talk(form, ['2'], at('recall'));
    expect(text).toBe(`Partly: saved

Order to delivery, question 5 of 8, 1 answered
Hours the recall took
a number in h, 0 to 240, at most 1 decimal, or ? for help: `);
  });

  test('for one that may be left out', () => {
    const questions = everyKind.questions.map((each) => ({ ...each, fact: false }));
    const own = formOf({ ...everyKind, questions });
    const { text } = talk(own, ['.'], showQuestion(own, begin(own), index('otif')));
    expect(text).toContain('On time in full\nMay be left out when nobody has the figure.\n');
  });

  test('of ten options and more, the numbers stand below each other', () => {
    expect(arriving('fine')).toContain('\n   9  a9\n  10  a10\n0 to 10, or');
  });

  test('the answer and the note that are there already', () => {
    const { printed } = talk(form, ['4', 'b', 'c named two', 'b', '.']);
    expect(printed[1]).toContain('  5  Strongly agree\nYour answer: Agree\n1 to 5,');
    expect(printed[2]).toBe('Note: saved\n1 to 5, or ? for help: ');
    expect(printed[3]).toBe('this is the first question\n1 to 5, or ? for help: ');
    expect(printed[4]).toContain('\nYour answer: Agree\nNote: named two\n1 to 5,');
  });

  test('a yes asks for what shows it, and then goes on', () => {
    const { printed, saved } = talk(form, ['y', 'the April audit'], at('recall'));
    expect(printed[0]).toBe(`Yes: saved

What shows it? Where could one look?
One line; an empty one leaves no note.
Note: `);
    expect(printed[1]).toMatch(/^Note: saved\n\nOrder to delivery, question 5 of 8/);
    expect(saved.map(short)).toEqual([
      ['recall', 'yes'],
      ['recall', 'yes', 'the April audit'],
    ]);
  });

  test('a note is kept, replaced or removed by one line', () => {
    const noted = talk(form, ['c one']).state;
    expect(talk(form, ['c'], noted).text).toBe(`
Your note to this question
Note: one
One line takes its place; an empty one keeps it, - removes it.
Note: `);
    expect(talk(form, ['c', ''], noted).saved).toEqual([]);
    expect(talk(form, ['c', ' two '], noted).saved.map(({ note }) => note)).toEqual(['two']);
    const removed = talk(form, ['c', '-'], noted);
    expect(removed.saved.map(({ note }) => note)).toEqual([null]);
    expect(removed.text).toBe('Note removed: saved\n1 to 5, or ? for help: ');
  });

  test('help: of the question, then what can be typed, then the question', () => {
    const { text, state } = talk(form, ['?']);
    expect(text).toMatch(/^\nThink of the last two\.\n\nType an answer and press Enter\./);
    expect(text).toContain('\n  n or not applicable: does not apply to this unit');
    expect(text).toContain('\nOf pasted text, every line counts as one that was typed.');
    expect(text).toMatch(/\n\nDirection and leadership, question 1 of 7[^]*help: $/);
    expect(state.mode.kind).toBe('ask');
  });

  test('review: every question by its number, the open ones marked', () => {
    const { printed } = talk(form, ['4', 'n', 'd', 'y', 'proof', '12', 'r', '8']);
    expect(printed[6]).toBe(`
All questions, 5 of 8 answered
Direction and leadership
  1  Agree: Strategy debates begin with what named customers are trying to
     achieve.
  2  not applicable: How far is maintenance planned?
  3  open: How is management attention split?
  4  open: How fine is it?
Order to delivery
  5  don't know: When a complaint arrives, what happens next?
  6  Yes +: A mock recall found every cylinder in time.
  7  12 h: Hours the recall took
  8  open: Which is closer?
1 to 8 goes there, Enter to 3, r list all, f finish, q save and quit, ? help: `);
    expect(printed[7]).toMatch(
      /^\nOrder to delivery, question 6 of 8, 5 answered\nWhich is closer/,
    );
  });

  test('at the end only what is open, and the whole list when it is asked for', () => {
    const own = formOf(tenQuestions);
    const { printed, state } = talk(own, ['1', '', ...'12345123', 'r', 'f', '2', '5']);
    expect(printed[9]).toBe(`Neither: saved

All questions, 9 of 10 answered
Direction and leadership
  2  open: Question 2
1 to 10 goes there, Enter to 2, r list all, f finish, q save and quit, ? help: `);
    expect(printed[10]).toContain('\n  1  Strongly disagree: Question 1\n  2  open: Question 2\n');
    expect(printed[11]).toMatch(/^1 question is open; f again finishes all the same\n1 to 10/);
    expect(printed[12]).toMatch(/^\nDirection and leadership, question 2 of 10/);
    expect(talk(own, ['', '', '', '', '', '', '', 'f', 'f'], state).state.end).toBe('finished');
  });

  test('answered to the end, it says how to finish and lists nothing', () => {
    const { text, state } = talk(formOf(tenQuestions), [...'1234512345']);
    expect(text).toMatch(
      /^Strongly agree: saved; nothing is open; f finishes\n\nAll questions, 10 of 10 answered\n1 to 10/,
    );
    expect(talk(formOf(tenQuestions), ['finish'], state)).toMatchObject({
      text: '',
      state: { end: 'finished' },
    });
  });

  test('answers that are no longer asked for', () => {
    const { text } = talk(form, ['1', 'proof', '12', 'b', 'b', '3'], at('recall'));
    expect(text).toMatch(/^No: saved; 1 answer is no longer asked for: kept aside, never scored\n/);
  });

  test('in German, in letters every terminal has', () => {
    const own = { ...form, words: german };
    const { printed } = talk(own, ['weiss nicht', 'übersicht']);
    expect(printed[0]).toMatch(
      /^weiss nicht: gespeichert\n\nDirection and leadership, Frage 2 von 7/,
    );
    expect(printed[1]).toMatch(/^\nAlle Fragen, 1 von 7 beantwortet/);
  });
});

describe('what a line means', () => {
  test.each([
    ['outcomes', '4', ['outcomes', '4']],
    ['outcomes', '  4 ', ['outcomes', '4']],
    ['outcomes', 'AGREE', ['outcomes', '4']],
    ['outcomes', 'strongly a', ['outcomes', '5']],
    ['outcomes', 'strongly', null],
    ['outcomes', 'a', null],
    ['outcomes', '0', null],
    ['outcomes', '44', null],
    ['outcomes', '4 5', null],
    ['outcomes', 'n/a', ['outcomes', 'not-applicable']],
    ['outcomes', 'D', ['outcomes', 'dont-know']],
    ['outcomes', "Don't know", ['outcomes', 'dont-know']],
    ['outcomes', 'note of mine', ['outcomes', 'unanswered', 'of mine']],
    ['outcomes', 'c Müller \u{1f69a}', ['outcomes', 'unanswered', 'Müller \u{1f69a}']],
    ['outcomes', 'c a\u001b[Db\u0007c', ['outcomes', 'unanswered', 'ab c']],
    ['outcomes', '\u001b[D', null],
    ['outcomes', 'finished it', null],
    ['upkeep', '0', ['upkeep', '0']],
    ['complaint', 'someone', ['complaint', 'apology']],
    ['recall', 'no', ['recall', 'no']],
    ['recall', 'p', ['recall', 'partly']],
    ['recall', 'n', null],
    ['schedule', '1', ['schedule', '-3']],
    ['schedule', '8', null],
    ['schedule', 'protect', null],
    ['fine', '10', ['fine', '10']],
    ['fine', '1', ['fine', '1']],
    ['fine', '11', null],
    ['recall-time', '3.5', ['recall-time', '3.5']],
    ['recall-time', '3,5 h', ['recall-time', '3.5']],
    ['recall-time', '.5', ['recall-time', '0.5']],
    ['recall-time', '007', ['recall-time', '7']],
    ['recall-time', '12.', ['recall-time', '12']],
    ['recall-time', '-1', null],
    ['recall-time', '241', null],
    ['recall-time', '1.55', null],
    ['recall-time', '1.5.5', null],
    ['recall-time', '1e2', null],
    ['recall-time', '12 days', null],
    ['attention', '50 40 10', ['attention', { customer: 50, process: 40, other: 10 }]],
    ['attention', '50/40/10', ['attention', { customer: 50, process: 40, other: 10 }]],
    ['attention', '0, 0, 100', ['attention', { customer: 0, process: 0, other: 100 }]],
    ['attention', '050 40 010', ['attention', { customer: 50, process: 40, other: 10 }]],
    ['attention', '50 50', null],
    ['attention', '50 40 20', null],
    ['attention', '50 40 5', null],
    ['attention', '200 -100 0', null],
  ])('%s: %o', (id, line, saved) => {
    const asked = play(form, '2', at('recall')).state;
    const heard = talk(form, [line], at(id, asked));
    expect(heard.saved.map(short)).toEqual(saved === null ? [] : [saved]);
    // What was not taken leaves nothing behind and is not passed over in silence.
    if (heard.state.mode.kind === 'ask') expect(unaccepted(form, heard.state)).toBe(null);
    if (saved === null) {
      expect(heard.state.at).toBe(index(id));
      expect(heard.text).toMatch(/^.+\n[^]+: $/);
    }
  });

  test.each([
    ['outcomes', '6', '1 to 5, then Enter'],
    ['outcomes', 'maybe', 'maybe does nothing here; ? shows the keys'],
    ['outcomes', 'x'.repeat(500), `${'x'.repeat(27)}... does nothing here; ? shows the keys`],
    ['recall', 'n', '3 is No; n again is "not applicable"'],
    ['recall-time', '241', 'not within 0 to 240'],
    ['recall-time', '1.55', 'only 1 decimal'],
    ['attention', '50 40 20', '10 points too many'],
    ['attention', '50 40', '3 numbers that add up to 100, such as 50 40 10'],
    ['attention', '50 40 9', '1 point left to give'],
  ])('%s: %s is answered with the reason', (id, line, reason) => {
    expect(talk(form, [line], at(id)).text.split('\n')[0]).toBe(reason);
  });

  test('earlier shares are replaced as a whole', () => {
    const { saved } = talk(form, ['50 40 10', 'b', '0 60 40'], at('attention'));
    expect(saved.map(({ answer }) => answer)).toEqual([
      { customer: 50, process: 40, other: 10 },
      { customer: 0, process: 60, other: 40 },
    ]);
  });

  test('a number on the list goes there, and one that is not on it does not', () => {
    const there = talk(form, ['r', '7']).state;
    expect([there.mode.kind, there.at]).toEqual(['ask', index('schedule')]);
    for (const number of ['0', '8', '99999999999999999999']) {
      expect(talk(form, ['r', number]).text).toMatch(/^1 to 7, then Enter\n/);
    }
  });

  test('the sections are said with what is open, and a number goes there', () => {
    const { printed, state } = talk(form, ['4', 's', '2']);
    expect(printed[1]).toBe(`
Sections
  1  Direction and leadership: 1 of 4, 3 open
  2  Order to delivery: 0 of 3, 3 open
1 to 2 goes there, Enter to 1, b back, r review, ? help: `);
    expect([state.mode.kind, state.at]).toEqual(['ask', index('complaint')]);
    expect(talk(form, ['s', '3']).text).toMatch(/^1 to 2, then Enter\n/);
    expect(talk(form, ['sections', 'back']).state.mode.kind).toBe('ask');
  });

  test('where the pendulum hangs is said only when it is asked for', () => {
    const live = formOf(everyKind, { live: true });
    expect(talk(live, ['4']).text).toContain('Pendulum: not enough answers yet\n');
    expect(talk(form, ['4']).text).not.toContain('Pendulum');
  });

  test('in a note, commands are text', () => {
    expect(talk(form, ['c', 'q']).saved.map(({ note }) => note)).toEqual(['q']);
  });

  test('a note that is too long is cut, and that is said', () => {
    const { saved, text } = talk(form, [`c ${'x'.repeat(3000)}`]);
    expect(saved.map(({ note }) => note)).toEqual(['x'.repeat(2000)]);
    expect(text).toMatch(
      /^a note has at most 2000 characters; the rest was left out\nNote: saved\n/,
    );
  });
});

test('what cannot be saved is said, kept and tried again; quit twice leaves without it', () => {
  let isFull = true;
  const save = () => {
    if (isFull) throw new Error('no space left');
  };
  const full = talk(form, ['4'], begin(form), save);
  expect(full.text).toBe(
    'NOT saved: no space left. Any key tries again; e goes on in another folder\nEnter tries again: ',
  );
  expect(talk(form, ['5'], full.state, save).saved).toEqual([]);
  expect(talk(form, ['q', 'q'], full.state, save).state.end).toBe('quit');
  isFull = false;
  const again = talk(form, [''], full.state, save);
  expect(again.saved.map(short)).toEqual([['outcomes', '4']]);
  expect(again.text).toMatch(/^Agree: saved\n\nDirection and leadership, question 2/);
});

test('another folder is a line of its own, and an empty one is none', () => {
  const full = talk(form, ['4'], begin(form), () => {
    throw new Error('no space left');
  });
  const asked = talk(form, ['e'], full.state);
  expect(asked.text).toBe('NOT saved yet. Another folder, to copy the session to and go on in: ');
  expect(talk(form, [''], asked.state).state.mode.kind).toBe('ask');
  const folders: unknown[] = [];
  const moved = talk(form, ['/media/my stick'], asked.state, (_, folder) => folders.push(folder));
  expect([folders, moved.saved.map(short)]).toEqual([['/media/my stick'], [['outcomes', '4']]]);
});

describe('whatever is typed', () => {
  const hostile = ['\u001b]0;title\u0007', '\u202eevil', '漢字', 'x'.repeat(300), 'line\nfeed', ''];
  const dressed = (text: string): Plan => ({
    ...everyKind,
    scorecard: { ...everyKind.scorecard, title: text },
    dimensions: everyKind.dimensions.map((each) => ({ ...each, title: text })),
    questions: everyKind.questions.map((each) => ({ ...each, ask: text, help: text })),
  });
  const line = fc.oneof(
    fc.constantFrom('', '.', '1', '3', '4', '12', '50 40 10', 'n', 'd', 'b', 'r', '?', 'c'),
    fc.constantFrom('c x', 'f', 'o', 'y', 'back', 'p', '-', '10', ...hostile),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );

  test('it is ASCII that is printed, in lines that fit, and nothing stays half typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Plain', ...hostile),
        fc.array(line, { maxLength: 25 }),
        fc.integer({ min: 0, max: 200 }),
        (text, lines, columns) => {
          const own = formOf(dressed(text));
          const { printed, state } = talk(own, lines, begin(own), undefined, columns);
          const all = [opening(own, begin(own), columns), ...printed].join('\n');
          expect(all).toMatch(/^[\n -~]*$/);
          const room = Math.max(21, Math.min(columns, 80));
          expect(Math.max(...all.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(
            room,
          );
          if (state.mode.kind === 'ask') expect(unaccepted(own, state)).toBe(null);
          expect(state.mode.kind).not.toBe('help');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the same answers by keys and by lines', () => {
  type Deed =
    | { readonly kind: 'answer'; readonly pick: number; readonly share: number }
    | { readonly kind: 'command'; readonly key: string; readonly line: string }
    | { readonly kind: 'note'; readonly text: string };

  const deed: fc.Arbitrary<Deed> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('answer' as const),
        pick: fc.nat(10),
        share: fc.nat(100),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Deed>(
        { kind: 'command', key: 'n', line: 'not applicable' },
        { kind: 'command', key: 'd', line: "don't know" },
        { kind: 'command', key: 'b', line: 'back' },
        { kind: 'command', key: 'enter', line: '' },
        { kind: 'command', key: 'f', line: 'f' },
      ),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('note' as const),
        text: fc.constantFrom('one', 'two words', 'Müller 漢字'),
      }),
    },
  );

  /** The keys and the lines of a person who does this where a session stands. */
  function typedAs(state: State, { pick, share }: Extract<Deed, { kind: 'answer' }>) {
    const { input } = everyKind.questions[state.at]!;
    if (state.mode.kind === 'note') return { keys: 'clear proof enter', lines: ['proof'] };
    if (state.mode.kind === 'review') {
      const row = pick % state.asked.length;
      return { keys: `home ${'down '.repeat(row)}enter`, lines: [String(row + 1)] };
    }
    switch (input.kind) {
      case 'options': {
        const option = input.options[pick % input.options.length]!;
        const isLong = input.options.length > 9;
        const place =
          input.form === 'answerScale' ? option.code : `${(pick % input.options.length) + 1}`;
        return { keys: isLong ? `${place} enter` : place, lines: [place] };
      }
      case 'metric':
        return { keys: `${pick}.${pick % 10} enter`, lines: [`${pick}.${pick % 10}`] };
      case 'allocation': {
        const shares = [share, 100 - share, 0];
        return { keys: `${shares.join(' down ')} enter`, lines: [shares.join(' ')] };
      }
    }
  }

  const done = (state: State, it: Deed) => {
    if (it.kind === 'answer') return typedAs(state, it);
    if (state.mode.kind === 'note') return { keys: 'escape', lines: [''] };
    if (it.kind === 'command') return { keys: it.key, lines: [it.line] };
    return state.mode.kind === 'review'
      ? { keys: '', lines: [] }
      : { keys: `c clear ${it.text.replace(' ', '_')} enter`, lines: [`c ${it.text}`] };
  };

  test('leave the same journal and stand at the same place', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        let [byKeys, byLines] = [begin(form), begin(form)];
        const [keySaved, lineSaved]: Entry[][] = [[], []];
        for (const it of deeds) {
          const { keys, lines } = done(byKeys, it);
          if (keys === '' || byKeys.end !== null) continue;
          const played = play(form, keys.trim(), byKeys);
          const talked = talk(form, lines, byLines);
          [byKeys, byLines] = [played.state, talked.state];
          keySaved!.push(...played.saved);
          lineSaved!.push(...talked.saved);
          expect([byLines.at, byLines.mode.kind, byLines.end, byLines.asked]).toEqual([
            byKeys.at,
            byKeys.mode.kind,
            byKeys.end,
            byKeys.asked,
          ]);
        }
        expect(lineSaved).toEqual(keySaved);
      }),
      { numRuns: 300 },
    );
  });
});

test('a line is understood whole or presses nothing', () => {
  expect(meaningOf(form, at('outcomes'), 'foq')).toEqual({
    kind: 'nothing',
    why: 'foq does nothing here; ? shows the keys',
  });
});
