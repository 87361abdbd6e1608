import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/answers/entry.ts';
import type { OnAnswer } from '../../src/interview/drive.ts';
import { begin, showQuestion, type State } from '../../src/interview/state.ts';
import { languages } from '../../src/words/languages.ts';
import { everyKind, planOf, tenQuestions } from './plan.ts';
import { formOf, play } from './keys.ts';

const form = formOf(everyKind);
const index = (id: string) => everyKind.questions.findIndex((question) => question.id === id);
const at = (id: string): State => showQuestion(form, begin(form), index(id));
const idAt = ({ at: here, mode }: State) =>
  mode.kind === 'ask' ? everyKind.questions[here]!.id : mode.kind;
const short = ({ question, state, answer, note }: Entry) =>
  [question, state === 'answered' ? answer : state, ...(note === null ? [] : [note])] as const;

describe('a key gives an answer and goes on', () => {
  test.each([
    ['outcomes', '4', [['outcomes', '4']], 'upkeep'],
    ['outcomes', '0', [], 'outcomes'],
    ['outcomes', '6', [], 'outcomes'],
    ['upkeep', '0', [['upkeep', '0']], 'complaint'],
    ['upkeep', '5', [], 'upkeep'],
    ['complaint', '3', [['complaint', 'cause']], 'recall'],
    ['complaint', 'down down enter', [['complaint', 'fix']], 'recall'],
    ['complaint', 'up enter', [['complaint', 'cause']], 'recall'],
    ['complaint', 'down escape enter', [], 'recall'],
    ['recall', '3', [['recall', 'no']], 'schedule'],
    ['recall', 'p', [['recall', 'partly']], 'recall-time'],
    ['recall', 'y', [['recall', 'yes']], 'note'],
    ['recall', 'N', [], 'recall'],
    ['recall', 'n n', [['recall', 'not-applicable']], 'schedule'],
    ['recall', 'n 3', [['recall', 'no']], 'schedule'],
    ['schedule', '1', [['schedule', '-3']], 'attention'],
    ['schedule', '7', [['schedule', '3']], 'attention'],
    ['schedule', '8', [], 'schedule'],
    ['schedule', 'right right enter', [['schedule', '2']], 'attention'],
    ['schedule', 'left enter', [['schedule', '-1']], 'attention'],
    ['fine', '7 enter', [['fine', '7']], 'review'],
    ['fine', '10 enter', [['fine', '10']], 'review'],
    ['fine', '1', [], 'fine'],
    ['fine', '99 enter', [['fine', '9']], 'review'],
    ['fine', '11 enter', [['fine', '1']], 'review'],
  ])('%s: %s', (id, keys, saved, next) => {
    const played = play(form, keys, at(id));
    expect(played.saved.map(short)).toEqual(saved);
    expect(idAt(played.state)).toBe(next);
  });
});

describe('a measured value', () => {
  const asked = play(form, '1', at('recall')).state;
  const start = showQuestion(form, asked, index('recall-time'));

  test.each([
    ['3.5 enter', '3.5'],
    ['3,5 enter', '3.5'],
    ['007 enter', '7'],
    ['.5 enter', '0.5'],
    ['12. enter', '12'],
    ['240 enter', '240'],
    ['1 2 backspace 0 enter', '10'],
    ['99 clear 5 enter', '5'],
    ['99 escape 5 enter', '5'],
    ['1.5.5 enter', null],
    ['240.1 enter', null],
    ['0.25 enter', null],
    ['-1 enter', '1'],
    ['1e3 enter', '13'],
    ['. enter', null],
  ])('%s', (keys, value) => {
    const { saved, state } = play(form, keys, start);
    expect(saved.map(({ answer }) => answer)).toEqual(value === null ? [] : [value]);
    if (value === null) expect(idAt(state)).toBe('recall-time');
  });

  test('is not lost by leaving: the key is refused and says what to do', () => {
    for (const keys of ['4 b', '4 r', '4 f', '4 q', '4 left']) {
      const { state, saved } = play(form, keys, start);
      expect([idAt(state), state.end, state.draft.text, saved]).toEqual([
        'recall-time',
        null,
        '4',
        [],
      ]);
      expect(state.message?.text).toBe('Enter takes 4, Esc drops it');
    }
  });

  test("gives way to not applicable and don't know, and survives help", () => {
    expect(play(form, '4 n', start).saved.map(short)).toEqual([['recall-time', 'not-applicable']]);
    expect(play(form, '4 d', start).saved.map(short)).toEqual([['recall-time', 'dont-know']]);
    expect(play(form, '4 ? escape 2 enter', start).saved.map(short)).toEqual([
      ['recall-time', '42'],
    ]);
  });
});

describe('an allocation of 100 points', () => {
  test.each([
    ['50 enter 40 enter enter enter', { customer: 50, process: 40, other: 10 }],
    ['50 tab 40 down 10 enter', { customer: 50, process: 40, other: 10 }],
    ['100 enter', { customer: 100, process: 0, other: 0 }],
    ['0 enter 0 enter 100 enter', { customer: 0, process: 0, other: 100 }],
    ['60 enter 50 enter', null],
    ['60 enter 50 backspace backspace 40 enter', { customer: 60, process: 40, other: 0 }],
    ['101', null],
    ['50 enter 40 enter 5 enter', null],
    ['enter', null],
  ])('%s', (keys, shares) => {
    const { saved } = play(form, keys, at('attention'));
    expect(saved.map(({ answer }) => answer)).toEqual(shares === null ? [] : [shares]);
  });

  test('comes back with its shares, and a digit replaces the one in hand', () => {
    const given = play(form, '50 enter 40 enter enter enter b', at('attention')).state;
    expect(given.draft.shares).toEqual(['50', '40', '10']);
    const changed = play(form, '30 down 60 enter', given);
    expect(changed.saved.map(({ answer }) => answer)).toEqual([
      { customer: 30, process: 60, other: 10 },
    ]);
    expect(play(form, 'enter', given).saved).toEqual([]);
  });
});

describe('notes', () => {
  test('stand beside the answer, and before it', () => {
    const { saved, state } = play(form, 'c Müller_🚚 enter 4');
    expect(saved.map(short)).toEqual([
      ['outcomes', 'unanswered', 'Müller 🚚'],
      ['outcomes', '4', 'Müller 🚚'],
    ]);
    expect(idAt(state)).toBe('upkeep');
  });

  test('are edited where the cursor is, by whole characters', () => {
    const family = '👨‍👩‍👧';
    const start = play(form, `c a${family}c left backspace b home X end Y enter`);
    expect(start.saved.map(({ note }) => note)).toEqual(['XabcY']);
    const again = play(form, 'c backspace delete-word enter', start.state);
    expect(again.saved.map(({ note }) => note)).toEqual([null]);
  });

  test('are left as they were by Esc, and not written again when unchanged', () => {
    const { state } = play(form, 'c one enter');
    expect(play(form, 'c two escape', state).saved).toEqual([]);
    expect(play(form, 'c enter', state).saved).toEqual([]);
  });

  test('a yes asks for its evidence at once', () => {
    const { saved, state } = play(form, 'y audit_of_March enter', at('recall'));
    expect(saved.map(short)).toEqual([
      ['recall', 'yes'],
      ['recall', 'yes', 'audit of March'],
    ]);
    expect(idAt(state)).toBe('recall-time');
    expect(idAt(play(form, 'y escape', at('recall')).state)).toBe('recall-time');
  });

  test('have a limit, and keep what fits', () => {
    const { state } = play(form, `c ${'x'.repeat(2005)} enter`);
    expect(state.entries.get(0)!.note).toHaveLength(2000);
  });
});

describe('pasted text', () => {
  test('does nothing outside a note, whatever it holds', () => {
    const { saved, state } = play(form, 'paste-start line_two_5 enter q enter paste-end');
    expect([saved, idAt(state), state.end]).toEqual([[], 'outcomes', null]);
    expect(state.message?.text).toContain('pasted text is left out here');
    expect(play(form, '4', state).saved.map(short)).toEqual([['outcomes', '4']]);
  });

  test('keeps its lines inside a note', () => {
    const { saved } = play(form, 'c paste-start a enter b tab c paste-end enter');
    expect(saved.map(({ note }) => note)).toEqual(['a\nb\tc']);
  });
});

describe('moving', () => {
  test.each([
    ['enter', 'upkeep'],
    ['right', 'upkeep'],
    ['b', 'outcomes'],
    ['4 b', 'outcomes'],
    ['4 left', 'outcomes'],
    ['4 backspace', 'outcomes'],
    ['enter enter enter enter', 'schedule'],
    ['r', 'review'],
    ['r escape', 'outcomes'],
    ['r b', 'outcomes'],
    ['r down down enter', 'attention'],
    ['r end enter', 'schedule'],
    ['r end home enter', 'outcomes'],
    ['4 r enter', 'upkeep'],
    ['4 4 r o enter', 'fine'],
    ['r right enter', 'complaint'],
    ['r right right enter', 'complaint'],
    ['r end left enter', 'complaint'],
    ['r end left left enter', 'outcomes'],
    ['s', 'sections'],
    ['s escape', 'outcomes'],
    ['s b', 'outcomes'],
    ['s s', 'outcomes'],
    ['s r', 'review'],
    ['r s', 'sections'],
    ['r s escape', 'review'],
    ['s ? escape', 'sections'],
    ['s 2', 'complaint'],
    ['s down enter', 'complaint'],
    ['s end home enter', 'outcomes'],
    ['4 4 4 s 1', 'attention'],
    ['4 s 3', 'sections'],
    ['s 0', 'sections'],
    ['?', 'help'],
    ['? x', 'outcomes'],
    ['r ? escape', 'review'],
    ['B', 'outcomes'],
  ])('%s', (keys, id) => {
    expect(idAt(play(form, keys).state)).toBe(id);
  });

  test('back keeps the answer, and another key changes it', () => {
    const { state, saved } = play(form, '4 b 2');
    expect(saved.map(short)).toEqual([
      ['outcomes', '4'],
      ['outcomes', '2'],
    ]);
    expect(state.entries.get(0)!.answer).toBe('2');
  });

  test('an unknown key says so', () => {
    expect(play(form, 'z').state.message?.text).toBe('z does nothing here; ? shows the keys');
    expect(play(form, '_').state.message?.text).toBe('Space does nothing here; ? shows the keys');
  });
});

describe('the list of sections', () => {
  test('leads to the first question of a section where nothing is open', () => {
    const { state } = play(form, '4 4 s 1 100 enter 7 enter');
    expect(idAt(play(form, 's 1', state).state)).toBe('outcomes');
  });

  test('does not open over what is typed, and says so', () => {
    const { state } = play(form, '50 s', at('attention'));
    expect([idAt(state), state.message?.text]).toEqual([
      'attention',
      'Enter takes 50 / - / -, Esc drops it',
    ]);
  });

  test('finishes and quits like the other list', () => {
    expect(play(form, 's q').state.end).toBe('quit');
    expect(play(form, 's f').state.mode).toMatchObject({ kind: 'review', isArmed: true });
  });
});

test.each([...languages])('in %s no two keys are the same', (_, { keys }) => {
  const letters = [...Object.values(keys), ...keys.yesNo].filter(
    (each) => typeof each === 'string',
  );
  expect(new Set(letters).size).toBe(letters.length);
});

describe('skip logic', () => {
  test('facts are not asked, and what a condition hides is not', () => {
    expect(begin(form).asked.map((i) => everyKind.questions[i]!.id)).toEqual([
      'outcomes',
      'upkeep',
      'complaint',
      'recall',
      'schedule',
      'attention',
      'fine',
    ]);
    const { state } = play(form, 'p', at('recall'));
    expect(state.asked).toContain(index('recall-time'));
  });

  test('an answer that is no longer asked for is kept aside and said so', () => {
    const { state } = play(form, 'p 12 enter b b 3', at('recall'));
    expect(state.asked).not.toContain(index('recall-time'));
    expect(state.entries.get(index('recall-time'))!.answer).toBe('12');
    expect(state.message).toEqual({
      tone: 'saved',
      text: 'saved; 1 answer is no longer asked for: kept aside, never scored',
    });
    const again = play(form, 'b p', state).state;
    expect(again.asked).toContain(index('recall-time'));
    expect(again.message?.text).toBe('saved; 1 answer kept aside counts again');
  });

  test('a yes without its evidence counts as partly for the conditions too', () => {
    const plan = planOf(`
pendulum: 1
id: proof
version: 1.0.0
language: en
title: Proof
dimensions: [{ id: d, title: D }]
questions:
  - { id: a, dimension: d, side: process, ask: A, yesNo: { evidence: true } }
  - { id: b, dimension: d, side: process, ask: B, yesNo: {}, when: { answer: { a: { is: "yes" } } } }
`);
    const own = formOf(plan);
    expect(play(own, 'y escape').state.asked).toEqual([0]);
    expect(play(own, 'y proof enter').state.asked).toEqual([0, 1]);
  });
});

describe('the end', () => {
  const ten = formOf(tenQuestions);

  test('ten keys are ten answers, and then nothing is open', () => {
    const { saved, state } = play(ten, '1234512345');
    expect(saved.map(({ answer }) => answer).join('')).toBe('1234512345');
    expect(state.mode.kind).toBe('review');
    expect(state.message?.text).toBe('saved; nothing is open; f finishes');
    expect(play(ten, 'f', state).state.end).toBe('finished');
  });

  test('finishing with open questions is asked twice', () => {
    const { state } = play(ten, '1 2 f');
    expect(state.end).toBe(null);
    expect(state.message?.text).toBe('8 questions are open; f again finishes all the same');
    expect(state.mode).toEqual({ kind: 'review', row: 2, isArmed: true });
    expect(play(ten, 'f', state).state.end).toBe('finished');
    expect(play(ten, 'b f', state).state.end).toBe(null);
  });

  test('quit leaves at once, from the list too', () => {
    expect(play(ten, '1 q').state.end).toBe('quit');
    expect(play(ten, 'r q').state.end).toBe('quit');
    expect(play(ten, 'q 4').saved).toEqual([]);
  });
});

describe('going on with a session', () => {
  const ten = formOf(tenQuestions);
  const answered = (...ids: number[]) =>
    new Map(
      ids.map((i) => [
        i,
        { question: `q${i + 1}`, state: 'answered', answer: '3', note: null } as const,
      ]),
    );

  test.each([
    ['nothing yet', answered(), 0, 'ask'],
    ['the first two', answered(0, 1), 2, 'ask'],
    ['with one left out', answered(0, 2, 3), 4, 'ask'],
    ['to the end with one left out', answered(0, 2, 3, 4, 5, 6, 7, 8, 9), 1, 'ask'],
    ['gone back at last', answered(0, 1, 2, 4, 3), 5, 'ask'],
    ['everything', answered(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 9, 'review'],
  ])('%s', (_, entries, where, kind) => {
    const state = begin(ten, entries);
    expect([state.at, state.mode.kind]).toEqual([where, kind]);
  });

  test('where it was left, as long as that is asked', () => {
    expect(begin(ten, answered(0, 1), 7)).toMatchObject({ at: 7, mode: { kind: 'ask' } });
    const hidden = index('recall-time');
    expect(begin(form, new Map(), hidden).at).toBe(index('outcomes'));
  });
});

describe('when an answer cannot be saved', () => {
  const full = () => {
    throw new Error('no space left');
  };

  test('the question stays, with the answer on it, and says so', () => {
    const { state, saved } = play(form, '4', begin(form), full);
    expect([idAt(state), saved, state.entries.size]).toEqual(['outcomes', [], 0]);
    expect(state.pending?.entry.answer).toBe('4');
    expect(state.message).toEqual({
      tone: 'bad',
      text: 'NOT saved: no space left. Any key tries again; e goes on in another folder',
    });
  });

  test('the next key tries again and does nothing else', () => {
    const stuck = play(form, '4', begin(form), full).state;
    const { state, saved } = play(form, '5', stuck);
    expect(saved.map(short)).toEqual([['outcomes', '4']]);
    expect([idAt(state), state.message?.text]).toEqual(['upkeep', 'saved']);
  });

  test('quit tries again too, and leaves without the answer only when pressed twice', () => {
    const stuck = play(form, '4', begin(form), full).state;
    expect(play(form, 'q', stuck)).toMatchObject({
      state: { end: 'quit' },
      saved: [{ answer: '4' }],
    });
    const once = play(form, 'q', stuck, full).state;
    expect([once.end, once.message?.text]).toEqual([
      null,
      'NOT saved: no space left. q leaves without this answer',
    ]);
    expect(play(form, 'q', once, full).state.end).toBe('quit');
    expect(play(form, 'x', once).state.entries.size).toBe(1);
  });

  describe('another folder', () => {
    const stuck = () => play(form, '4', begin(form), full).state;
    const moving = (line: string, save: OnAnswer) => play(form, line, stuck(), save);

    test('takes the session there, then the answer that was held', () => {
      const steps: unknown[] = [];
      const { state, saved } = moving('e /media/stick/my_own enter', (entry, folder) =>
        steps.push([entry.answer, folder]),
      );
      expect(steps).toEqual([['4', '/media/stick/my own']]);
      expect(saved.map(short)).toEqual([['outcomes', '4']]);
      expect([idAt(state), state.message?.text]).toEqual(['upkeep', 'saved']);
    });

    test.each([['e /x escape'], ['e enter'], ['e _ enter'], ['e /x clear enter']])(
      '%s changes nothing',
      (line) => {
        const { state, saved } = moving(line, full);
        expect(state).toEqual(stuck());
        expect(saved).toEqual([]);
      },
    );

    test('that cannot be used either is said, and the next key tries the first one', () => {
      const { state } = moving('e /x enter', () => {
        throw new Error('cannot create the folder /x');
      });
      expect(state.message?.text).toContain('NOT saved: cannot create the folder /x');
      const folders: unknown[] = [];
      const again = play(form, '_', state, (_, folder) => folders.push(folder));
      expect([again.saved.map(short), folders]).toEqual([[['outcomes', '4']], [null]]);
    });

    test('may be pasted, and what a paste ends in does not accept it', () => {
      const { state } = moving('e paste-start /x/y enter paste-end', full);
      expect(state.mode).toMatchObject({ kind: 'folder', before: '/x/y', after: '' });
    });
  });
});
