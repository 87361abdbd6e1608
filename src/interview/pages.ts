import { visibleLines } from '../text/visible.ts';
import { cut, pad, wrap } from '../text/width.ts';
import { answerText, type Block, type Scene } from './answer-view.ts';
import { blank, faint, paragraph, plain, strong, type Line } from './line.ts';
import { countAnswered, sections, sectionTitle } from './progress.ts';
import { hasAnswer } from './questionnaire.ts';
import { questionAt, type Mode } from './state.ts';
import type { Words } from '../words/words.ts';

/** The question's own help in full, then what the keys do. */
export function helpBlock(scene: Scene, mode: Extract<Mode, { kind: 'help' }>): Block {
  const { form, state, signs, columns } = scene;
  const { words } = form;
  const question = questionAt(form, state);
  const asked = paragraph('strong', signs.show(question.ask), columns);
  const text = question.help ?? words.noHelp;
  const said = visibleLines(text).flatMap((line) => paragraph('plain', signs.show(line), columns));
  const lines = [
    ...(mode.back.kind === 'review' ? [] : [...asked, blank, ...said, blank]),
    [strong(words.keysTitle)],
    ...words.keyHelp.flatMap(([key, meaning]) => keyLines(scene, key, meaning)),
  ];
  return { lines: lines.slice(Math.min(mode.top, lines.length - 1)), focus: 0 };
}

const keyNames = (words: Words, key: string): string =>
  key === 'answer'
    ? '0-9'
    : key === 'interrupt'
      ? 'Ctrl-C'
      : String(words.keys[key as keyof Words['keys']]);

function keyLines({ form, columns }: Scene, key: string, meaning: string): Line[] {
  const name = pad(keyNames(form.words, key), 7, 'left');
  return wrap(meaning, Math.max(8, columns - 7)).map((line, i) => [
    strong(i === 0 ? name : ' '.repeat(7)),
    plain(line),
  ]);
}

/** The remark being written, wrapped, with the cursor where the next letter goes. */
export function noteBlock(scene: Scene, mode: Extract<Mode, { kind: 'note' }>): Block {
  const { form, signs, columns } = scene;
  const prompt = mode.isEvidence ? form.words.evidencePrompt : form.words.notePrompt;
  const show = (text: string) => visibleLines(text).map(signs.show).join('\n');
  const before = show(mode.before);
  const text = `${before}${signs.cursor}${show(mode.after)}`;
  const written = text.split('\n').flatMap((line) => wrap(line, columns - 2));
  const focus = `${before}${signs.cursor}`.split('\n').flatMap((line) => wrap(line, columns - 2));
  const lines: Line[] = [
    ...paragraph('strong', prompt, columns),
    ...written.map((line): Line => [plain('  '), plain(line)]),
  ];
  return { lines, focus: lines.length - written.length + focus.length - 1 };
}

/** Columns for the answers, so that they stand below each other. */
const answerColumns = (columns: number) => Math.min(24, Math.floor(columns / 3));

function reviewRow(scene: Scene, index: number, isAt: boolean): Line {
  const { form, state, signs, columns } = scene;
  const question = form.plan.questions[index]!;
  const entry = state.entries.get(index);
  const isDone = hasAnswer(entry);
  const width = answerColumns(columns);
  const note = entry !== undefined && entry.note !== null ? ' +' : '';
  const said = signs.show(answerText(form.words, question, entry));
  const answer = cut(said, width - note.length, signs.cut) + note;
  const room = Math.max(1, columns - width - 6);
  const ask = pad(cut(signs.show(question.ask), room, signs.cut), room, 'left');
  return [
    strong(isAt ? `${signs.pointer} ` : '  '),
    isDone ? plain(`${signs.done} `) : strong(`${signs.open} `),
    (isAt ? strong : plain)(ask),
    plain('  '),
    (isDone ? plain : strong)(answer),
  ];
}

/** All questions by section, with the answers and what is open. */
export function reviewBlock(scene: Scene, mode: Extract<Mode, { kind: 'review' }>): Block {
  const { form, state, signs, isCompact } = scene;
  const at = state.asked[mode.row];
  const lines: Line[] = [];
  let focus = 0;
  for (const run of sections(form, state.asked)) {
    const done = countAnswered({ ...state, asked: run });
    const title = signs.show(sectionTitle(form, run[0]!));
    if (lines.length > 0 && !isCompact) lines.push(blank);
    lines.push([strong(title), faint(`  ${form.words.inSection(done, run.length)}`)]);
    for (const index of run) {
      if (index === at) focus = lines.length;
      lines.push(reviewRow(scene, index, index === at));
    }
  }
  return { lines, focus };
}
