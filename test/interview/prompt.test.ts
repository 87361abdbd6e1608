import { render } from '@inquirer/testing';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/answers/entry.ts';
import { unicodeSigns } from '../../src/interview/line.ts';
import { interview } from '../../src/interview/prompt.ts';
import { begin } from '../../src/interview/state.ts';
import type { Questionnaire } from '../../src/interview/questionnaire.ts';
import { translated } from '../../src/plan/translate.ts';
import type { Plan } from '../../src/plan/types.ts';
import { german } from '../../src/words/german.ts';
import { shippedPlan } from '../plans.ts';
import { formOf } from './keys.ts';
import { everyKind, tenQuestions } from './plan.ts';

interface Opened {
  readonly saved: Entry[];
  readonly calls: string[];
  /** Every text drawn, the same one again and again. */
  readonly drawn: string[];
  readonly size: { columns: number; rows: number };
  readonly fire: { resize: () => void; continue: () => void };
}

async function open(
  plan: Plan,
  save: (entry: Entry) => void = () => undefined,
  form: Questionnaire = formOf(plan),
) {
  const saved: Entry[] = [];
  const calls: string[] = [];
  const drawn: string[] = [];
  const size = { columns: 80, rows: 24 };
  const fire = { resize: () => undefined as void, continue: () => undefined as void };
  const listen = (name: 'resize' | 'continue') => (redraw: () => void) => {
    fire[name] = redraw;
    return () => void calls.push(`no more ${name}`);
  };
  const opened: Opened = { saved, calls, drawn, size, fire };
  const rendered = await render(interview, {
    form,
    start: begin(form),
    onAnswer: (entry: Entry) => {
      save(entry);
      saved.push(entry);
    },
    signs: unicodeSigns,
    paint: (_: string, text: string) => {
      drawn.push(text);
      return text;
    },
    terminal: {
      size: () => size,
      onResize: listen('resize'),
      onContinue: listen('continue'),
      clear: () => void calls.push('clear'),
      suspend: () => void calls.push('suspend'),
    },
    now: () => 0,
  });
  // Bytes as a terminal sends them, through the engine's own key decoding.
  const type = async (bytes: string) => {
    rendered.input.write(bytes);
    await Promise.resolve();
  };
  return { ...rendered, ...opened, type };
}

const codes = (saved: readonly Entry[]) => saved.map(({ answer }) => answer);

describe('the prompt', () => {
  test('ten digits in one burst are ten answers', async () => {
    const { type, saved, answer, getScreen } = await open(tenQuestions);
    await type('1234512345');
    expect(codes(saved).join('')).toBe('1234512345');
    expect(getScreen()).toContain('nothing is open; f finishes');
    await type('f');
    await expect(answer).resolves.toMatchObject({ end: 'finished' });
  });

  test('back shows the earlier answer marked', async () => {
    const { type, getScreen, answer } = await open(tenQuestions);
    await type('4');
    expect(getScreen()).toContain('Question 2');
    await type('\u001b[D');
    expect(getScreen()).toContain('Question 1\n');
    expect(getScreen()).toContain('4  Agree  ✓ your answer');
    await type('q');
    await expect(answer).resolves.toMatchObject({ end: 'quit' });
  });

  test('a pasted remark with commands in it does nothing', async () => {
    const { type, saved, getScreen, answer } = await open(tenQuestions);
    await type('\u001b[200~line two 5\nq\rf\u001b[201~');
    expect(saved).toEqual([]);
    expect(getScreen()).toContain('pasted text is left out here');
    await type('c\u001b[200~one\rtwo\u001b[201~\r');
    expect(saved).toMatchObject([{ question: 'q1', note: 'one\ntwo' }]);
    await type('2q');
    await expect(answer).resolves.toMatchObject({ end: 'quit' });
    expect(codes(saved)).toEqual([null, '2']);
  });

  test('questions come and go with the answers', async () => {
    const { type, getScreen, answer } = await open(everyKind);
    await type('\r\r\r2');
    expect(getScreen()).toContain('Hours the recall took');
    await type('b3');
    expect(getScreen()).toContain('Which is closer?');
    expect(getScreen()).not.toContain('Hours');
    await type('q');
    await answer;
  });

  test('a capital question mark and letters of other scripts are keys like any other', async () => {
    const { type, getScreen, answer } = await open(everyKind);
    await type('?');
    expect(getScreen()).toContain('Think of the last two.');
    await type('x');
    await type('cЖ漢🚚\r');
    expect(getScreen()).toContain('Note: Ж漢🚚');
    await type('q');
    await answer;
  });

  test('nothing of one mode is left in the next: a note starts empty', async () => {
    const { type, saved, answer } = await open(tenQuestions);
    await type('\u001b[A\u001b[B12 c');
    await type('x\r');
    expect(saved.at(-1)!.note).toBe('x');
    await type('q');
    await answer;
  });

  test('the answer is written before the next question is on the screen', async () => {
    const seen: string[] = [];
    const opened = await open(tenQuestions, () => {
      seen.push(opened.getScreen());
    });
    await opened.type('4');
    expect(seen[0]).toContain('Question 1');
    expect(opened.getScreen()).toContain('Question 2');
    expect(opened.getScreen()).toContain('✓ saved');
    await opened.type('q');
    await opened.answer;
  });

  test('letters that arrive together are drawn once', async () => {
    const { type, drawn, getScreen, answer } = await open(tenQuestions);
    await type('c');
    drawn.length = 0;
    await type('lorem ipsum '.repeat(100));
    expect(getScreen()).toContain('lorem ipsum ▏');
    expect(drawn.filter((text) => text === 'Your note to this question')).toHaveLength(1);
    await type('\r');
    await type('q');
    await answer;
  });

  test('a help page that was scrolled too far comes back with the first key', async () => {
    const { type, size, getScreen, answer } = await open(everyKind);
    size.rows = 10;
    await type('?');
    await type('\u001b[F\u001b[B\u001b[B\u001b[6~');
    expect(getScreen()).not.toContain('more');
    await type('\u001b[A');
    expect(getScreen()).toContain('1 more');
    await type('\u001b');
    await type('q');
    await answer;
  });

  test('what cannot be saved stays on the screen until it can', async () => {
    let isFull = true;
    const { type, saved, getScreen, answer } = await open(tenQuestions, () => {
      if (isFull) throw new Error('no space left');
    });
    await type('4');
    expect(getScreen()).toContain('NOT saved: no space left');
    expect(getScreen()).toContain('4  Agree  ✓ your answer');
    expect(getScreen()).not.toContain('✓ saved');
    isFull = false;
    await type(' ');
    expect(codes(saved)).toEqual(['4']);
    expect(getScreen()).toContain('Question 2');
    await type('q');
    await answer;
  });

  test('a new size and a return from the shell draw anew', async () => {
    const { type, size, fire, calls, getScreen, answer } = await open(tenQuestions);
    size.columns = 40;
    size.rows = 10;
    fire.resize();
    expect(calls).toEqual(['clear']);
    expect(getScreen()).toContain('1 Strongly disagree  2 Disagree');
    await type('\u001a');
    expect(calls.at(-1)).toBe('suspend');
    fire.continue();
    expect(calls.at(-1)).toBe('clear');
    await type('4q');
    await expect(answer).resolves.toMatchObject({ end: 'quit' });
    expect(calls.slice(-2)).toEqual(['no more resize', 'no more continue']);
  });

  test('Ctrl-D ends it, Ctrl-C rejects it, and both keep what was saved', async () => {
    const first = await open(tenQuestions);
    await first.type('4\u0004');
    await expect(first.answer).resolves.toMatchObject({ end: 'closed' });
    const second = await open(tenQuestions);
    await second.type('4');
    const rejected = second.answer.catch((error: unknown) => (error as Error).name);
    await second.type('\u0003');
    expect(await rejected).toBe('ExitPromptError');
    expect([codes(first.saved), codes(second.saved)]).toEqual([['4'], ['4']]);
  });

  test('the same session in German: other words and keys, the same answers', async () => {
    const plan = translated(shippedPlan('quick-scan'), 'de');
    const opened = await open(plan, undefined, formOf(plan, { words: german }));
    const { type, saved, answer, getScreen } = opened;
    expect(getScreen()).toContain('Strategiedebatten beginnen mit dem');
    expect(getScreen()).toContain('4  Stimme zu');
    await type('4');
    expect(getScreen()).toContain('✓ gespeichert');
    expect(getScreen()).toContain('0  Nicht vorhanden');
    await type('0nwkgut so\r');
    expect(getScreen()).toContain('Kommentar: gut so');
    expect(getScreen()).toContain('4 von 20 beantwortet');
    await type('?');
    expect(getScreen()).toContain('Kunden brauchen einen Ansprechpartner');
    await type(' zz');
    expect(getScreen()).toContain('Jedes Quartal berichtet uns');
    expect(getScreen()).toContain('✓ trifft nicht zu');
    await type('f');
    expect(getScreen()).toContain('16 Fragen sind offen; noch einmal f schließt trotzdem ab');
    await type('f');
    await expect(answer).resolves.toMatchObject({ end: 'finished' });
    expect(
      saved.map(({ question, state, answer: given, note }) => [question, state, given, note]),
    ).toEqual([
      ['named-customer-outcomes', 'answered', '4', null],
      ['strategy-through-processes', 'answered', '0', null],
      ['leaders-with-customers', 'not-applicable', null, null],
      ['improvement-cut-first', 'dont-know', null, null],
      ['one-person-commits', 'unanswered', null, 'gut so'],
    ]);
  });

  test('yes and partly have the letters of the language', async () => {
    const opened = await open(everyKind, undefined, formOf(everyKind, { words: german }));
    await opened.type('\r\r\rt');
    expect(opened.getScreen()).toContain('Hours the recall took');
    await opened.type('zn');
    expect(opened.getScreen()).toContain('3 heißt Nein; noch einmal n heißt „trifft nicht zu“');
    await opened.type('j');
    expect(opened.getScreen()).toContain('Was belegt das?');
    await opened.type('Protokoll\rq');
    expect(codes(opened.saved)).toEqual(['partly', 'yes', 'yes']);
    await expect(opened.answer).resolves.toMatchObject({ end: 'quit' });
  });
});
