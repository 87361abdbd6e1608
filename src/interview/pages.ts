import { visibleLines } from '../text/visible.ts';
import { cut, displayWidth, pad, wrap } from '../text/width.ts';
import { listedAnswer, type Block, type Scene } from './answer-view.ts';
import {
  apart,
  blank,
  faint,
  fitting,
  paragraph,
  plain,
  strong,
  widthOf,
  type Line,
} from './line.ts';
import { countAnswered, dotsOf } from './progress.ts';
import { asideOf, hasAnswer, openOf } from './questionnaire.ts';
import { listed, sections, sectionTitle } from './sections.ts';
import type { Mode } from './state.ts';

/** The remark being written. */
export function noteBlock(scene: Scene, mode: Extract<Mode, { kind: 'note' }>): Block {
  const { words } = scene.form;
  return mode.isEvidence
    ? typingBlock(scene, mode, words.evidencePrompt, words.evidenceEmpty)
    : typingBlock(scene, mode, words.notePrompt);
}

/** Another folder being named, for what could not be saved. */
export const folderBlock = (scene: Scene, mode: Extract<Mode, { kind: 'folder' }>): Block =>
  typingBlock(scene, mode, scene.form.words.folder.prompt);

/** A text being typed, wrapped, with the cursor where the next letter goes. */
function typingBlock(
  { signs, columns }: Scene,
  mode: { readonly before: string; readonly after: string },
  prompt: string,
  remark?: string,
): Block {
  const show = (text: string) => visibleLines(text).map(signs.show).join('\n');
  const before = show(mode.before);
  const text = `${before}${signs.cursor}${show(mode.after)}`;
  const written = text.split('\n').flatMap((line) => wrap(line, columns - 2));
  const focus = `${before}${signs.cursor}`.split('\n').flatMap((line) => wrap(line, columns - 2));
  const lines: Line[] = [
    ...paragraph('strong', prompt, columns),
    ...(remark === undefined ? [] : paragraph('faint', remark, columns)),
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
  const said = signs.show(listedAnswer(form.words, question, entry));
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

/** A count of what is open, so that it is seen from afar; nothing when nothing is. */
function openSpans({ form, state, signs }: Scene, questions: readonly number[]): Line {
  const open = openOf(form, questions, state.entries).length;
  return open === 0 ? [] : [faint(` ${signs.dot} `), strong(form.words.openCount(open))];
}

function sectionHead(scene: Scene, section: readonly number[]): Line {
  const { form, state, signs, columns } = scene;
  const done = countAnswered({ ...state, asked: section });
  const title: Line = [
    strong(signs.show(sectionTitle(form, section[0]!))),
    faint(`  ${form.words.inSection(done, section.length)}`),
  ];
  return fitting([[...title, ...openSpans(scene, section)], title], columns);
}

/** Answers whose questions are not asked any more, below all that is asked. */
function asideLines(scene: Scene): readonly Line[] {
  const { form, state, isCompact } = scene;
  const aside = asideOf(state.asked, state.entries);
  if (aside.length === 0) return [];
  const rows = aside.map((index) =>
    reviewRow(scene, index, false).map(([, text]): Line[number] => faint(text)),
  );
  return [...(isCompact ? [] : [blank]), [faint(form.words.asideTitle)], ...rows];
}

/** What is open and what is kept aside, in one line above the list. */
export function summaryLine(scene: Scene): Line {
  const { form, state, signs } = scene;
  const { words } = form;
  const open = openOf(form, state.asked, state.entries).length;
  const aside = asideOf(state.asked, state.entries).length;
  return [
    strong(open === 0 ? words.nothingOpen : words.openCount(open)),
    ...(aside === 0 ? [] : [faint(` ${signs.dot} ${words.asideCount(aside)}`)]),
  ];
}

/** All questions by section, with the answers and what is open; then what was kept aside. */
export function reviewBlock(scene: Scene, mode: Extract<Mode, { kind: 'review' }>): Block {
  const { form, state, isCompact } = scene;
  const at = listed(form, state.asked)[mode.row];
  const lines: Line[] = [];
  let focus = 0;
  for (const section of sections(form, state.asked)) {
    if (lines.length > 0 && !isCompact) lines.push(blank);
    lines.push(sectionHead(scene, section));
    for (const index of section) {
      if (index === at) focus = lines.length;
      lines.push(reviewRow(scene, index, index === at));
    }
  }
  return { lines: [...lines, ...asideLines(scene)], focus };
}

/** A section with its key, its title and how far it is; with a sign a question where that fits. */
function sectionRow(scene: Scene, section: readonly number[], row: number, isAt: boolean): Line {
  const { form, state, signs, columns } = scene;
  const done = countAnswered({ ...state, asked: section });
  const count = faint(form.words.inSection(done, section.length));
  const open = openSpans(scene, section);
  const head = `${isAt ? signs.pointer : ' '} ${row < 9 ? row + 1 : ' '}  `;
  const sign = open.length > 0 ? strong(signs.open) : plain(signs.done);
  const right = fitting(
    [
      [...dotsOf(signs, state, section), plain('  '), count, ...open],
      [count, ...open],
      [sign, plain(' '), count],
    ],
    Math.max(12, columns - 28),
  );
  const room = Math.max(8, columns - displayWidth(head) - widthOf(right) - 2);
  const title = cut(signs.show(sectionTitle(form, section[0]!)), room, signs.cut);
  const text = isAt ? strong(title) : plain(title);
  return [strong(head), ...apart([text], right, columns - displayWidth(head))];
}

/** The sections with their progress, to go to. */
export function sectionsBlock(scene: Scene, mode: Extract<Mode, { kind: 'sections' }>): Block {
  const all = sections(scene.form, scene.state.asked);
  const lines = all.map((section, row) => sectionRow(scene, section, row, row === mode.row));
  return { lines, focus: mode.row };
}
