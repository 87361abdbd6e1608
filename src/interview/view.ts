import { pad, wrap } from '../text/width.ts';
import { answerBlock, besideAnswer, shortened, type Block, type Scene } from './answer-view.ts';
import { openHelp } from './help.ts';
import { hintLines } from './hints.ts';
import {
  apart,
  blank,
  faint,
  painted,
  plain,
  strong,
  widthOf,
  type Line,
  type Paint,
  type Signs,
} from './line.ts';
import { liveLines } from './live.ts';
import { folderBlock, noteBlock, reviewBlock, sectionsBlock, summaryLine } from './pages.ts';
import { countAnswered, placeOf, progressLine, wholeLine } from './progress.ts';
import type { Questionnaire } from './questionnaire.ts';
import { questionAt, type Mode, type State } from './state.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Below so many rows everything moves together. */
export const roomyRows = 14;
/** A text measure that eyes can follow. */
const measure = 78;
/** The hints stay on one line of the screen while questions of different lengths pass above. */
const frameRows = 22;

/** The part of a list around the line that must be seen. */
function windowed({ lines, focus }: Block, rows: number): readonly Line[] {
  if (lines.length <= rows) return lines;
  const top = Math.min(Math.max(0, focus - Math.floor(rows / 2)), lines.length - rows);
  return lines.slice(top, top + rows);
}

/** The list's name and how far the whole is; on few rows what is open says more than the name. */
function listTop(scene: Scene, title: string): Line[] {
  const { form, state, signs, columns, isCompact } = scene;
  const left: Line = isCompact ? summaryLine(scene) : [strong(title)];
  const whole = wholeLine(form, state, signs, columns - widthOf(left) - 2);
  const first = apart(left, whole, columns);
  return isCompact ? [first] : [first, summaryLine(scene)];
}

function topLines(scene: Scene): Line[] {
  const { form, state, signs, columns, isCompact } = scene;
  const live = liveLines(scene);
  const { words } = form;
  if (state.mode.kind === 'review') return [...listTop(scene, words.reviewTitle), ...live];
  if (state.mode.kind === 'sections') return listTop(scene, words.sectionsTitle);
  const place = placeOf(form, state, signs, columns);
  if (isCompact) {
    const whole = wholeLine(form, state, signs, columns - widthOf(place) - 2);
    return [apart(place, whole, columns), ...live];
  }
  const title = signs.show(form.plan.scorecard.title);
  const answered = faint(words.answered(countAnswered(state), state.asked.length));
  return [
    apart([faint(title)], [faint(signs.show(form.who))], columns),
    progressLine(form, state, signs, columns),
    ...live,
    blank,
    apart(place, [answered], columns),
  ];
}

function askLines({ form, state, signs, columns }: Scene): Line[] {
  return wrap(signs.show(questionAt(form, state).ask), columns).map((line) => [strong(line)]);
}

function messageLines({ state, signs, columns, isCompact }: Scene): Line[] {
  // A folder is asked for because of the message, and says so itself.
  if (state.message === null || state.mode.kind === 'folder') return isCompact ? [] : [blank];
  const { tone, text } = state.message;
  const style = tone === 'saved' ? faint : strong;
  const sign = tone === 'saved' ? `${signs.check} ` : '';
  return wrap(sign + signs.show(text), columns).map((line) => [style(line)]);
}

interface Parts {
  readonly top: readonly Line[];
  readonly ask: readonly Line[];
  readonly body: Block;
  readonly foot: readonly Line[];
}

/** On few rows message and hints share a line, or the message takes it: both are one glance. */
function footLines(scene: Scene): readonly Line[] {
  const { form, state, signs, columns, isCompact } = scene;
  const message = messageLines(scene);
  if (!isCompact) return [...message, ...hintLines(form, state, signs, columns, isCompact)];
  const isBrief = message.length === 0 || state.message?.tone === 'saved';
  const shared = hintLines(form, state, signs, columns, isCompact, message);
  return isBrief && message.length < 2 ? shared : message;
}

function bodyOf(scene: Scene): Block {
  const { mode } = scene.state;
  if (mode.kind === 'note') return noteBlock(scene, mode);
  if (mode.kind === 'folder') return folderBlock(scene, mode);
  const { lines, focus } = answerBlock(scene);
  const beside = besideAnswer(scene);
  const gap = scene.isCompact || beside.length === 0 ? [] : [blank];
  return { lines: [...lines, ...gap, ...beside], focus };
}

function partsOf(scene: Scene): Parts {
  const { mode } = scene.state;
  const gap = scene.isCompact ? [] : [blank];
  const foot = footLines(scene);
  const top = [...topLines(scene), ...gap];
  if (mode.kind === 'review' || mode.kind === 'sections') {
    const body = mode.kind === 'review' ? reviewBlock(scene, mode) : sectionsBlock(scene, mode);
    return { top, ask: [], body, foot: [...gap, ...foot] };
  }
  return { top, ask: [...askLines(scene), ...gap], body: bodyOf(scene), foot };
}

const lengthOf = ({ top, ask, body, foot }: Parts) =>
  top.length + ask.length + body.lines.length + foot.length;

/** Fewer lines of a question than these say nothing, if there are that many rows at all. */
const leastAsk = (rows: number) => (rows < 8 ? 1 : 2);

/** The question cut to so many lines, and seen to be cut; the help has all of it. */
function cutAsk(scene: Scene, rows: number): readonly Line[] {
  const lines = askLines(scene).map((line) => line.map(([, text]) => text).join(''));
  return shortened(lines, rows, scene.columns, scene.signs).map((line) => [strong(line)]);
}

/** What gives way first: the top, then the question, then the answers that are not in hand. */
function squeezed(scene: Scene, rows: number): readonly Line[] {
  const foot = footLines(scene).slice(0, Math.ceil(rows / 3));
  const { length } = askLines(scene);
  const room = Math.max(1, rows - foot.length - Math.min(length, leastAsk(rows)));
  const tight = { ...scene, room };
  const body = windowed(bodyOf(tight), room);
  const left = rows - foot.length - body.length;
  const ask = left > 0 ? cutAsk(tight, left) : [];
  const top = topLines(tight).slice(0, Math.max(0, left - ask.length));
  return [...top, ...ask, ...body, ...foot].slice(-rows);
}

function laidOut(parts: Parts, rows: number): readonly Line[] {
  const target = Math.min(rows, frameRows);
  const filler = Math.max(0, target - lengthOf(parts));
  const { top, ask, body, foot } = parts;
  return [...top, ...ask, ...body.lines, ...Array.from({ length: filler }, () => blank), ...foot];
}

/** The longest list that is shown at once, however tall the terminal is. */
const listRows = 40;

function listedOut(parts: Parts, rows: number): readonly Line[] {
  const room = Math.max(1, Math.min(rows, listRows) - parts.top.length - parts.foot.length);
  const lines = windowed(parts.body, room);
  const whole = { ...parts, body: { lines, focus: 0 } };
  return lengthOf(whole) <= rows ? laidOut(whole, rows) : windowed(parts.body, rows);
}

/** The help from where it is scrolled to, filled up so that the keys stay at the bottom. */
function helpOut(scene: Scene, mode: Extract<Mode, { kind: 'help' }>, rows: number) {
  const { lines, foot } = openHelp(scene, mode, rows);
  return laidOut({ top: [], ask: [], body: { lines, focus: 0 }, foot }, rows).slice(-rows);
}

function linesOf(scene: Scene, rows: number): readonly Line[] {
  const { mode } = scene.state;
  if (mode.kind === 'help') return helpOut(scene, mode, rows);
  const parts = partsOf(scene);
  if (mode.kind === 'review' || mode.kind === 'sections') return listedOut(parts, rows);
  if (lengthOf(parts) <= rows) return laidOut(parts, rows);
  const compact = { ...scene, isCompact: true };
  const tight = partsOf(compact);
  const over = Math.max(0, lengthOf(tight) - rows);
  if (over > tight.top.length) return squeezed(compact, rows);
  return laidOut({ ...tight, top: tight.top.slice(0, tight.top.length - over) }, rows);
}

/** Where on the terminal the column of text stands, and what it shows. */
interface Frame {
  readonly scene: Scene;
  readonly margin: number;
  readonly above: number;
  readonly rows: number;
}

function frameOf(form: Questionnaire, state: State, size: Size, signs: Signs): Frame {
  const columns = Math.max(1, size.columns - 1);
  const width = Math.min(measure, columns > 50 ? columns - 2 : columns);
  const margin = size.columns > 100 ? Math.floor((columns - width) / 2) : columns > 50 ? 1 : 0;
  const above = size.rows > 34 ? Math.floor((size.rows - frameRows) / 3) : 0;
  const isCompact = size.rows < roomyRows;
  const scene = { form, state, signs, columns: width, isCompact, room: null };
  const rows = Math.max(1, isCompact ? size.rows : size.rows - above - 1);
  return { scene, margin, above, rows };
}

/**
 * The state as it is on the screen: a help page scrolled no further than it goes, with the lines
 * that are in sight. The next key starts from there.
 */
export function settled(form: Questionnaire, state: State, size: Size, signs: Signs): State {
  const { mode } = state;
  if (mode.kind !== 'help') return state;
  const { scene, rows } = frameOf(form, state, size, signs);
  const { top, page } = openHelp(scene, mode, rows);
  return { ...state, mode: { ...mode, top, page } };
}

/**
 * The whole screen for a state: lines that fit the columns, and never more than the rows. A narrow
 * column of text in the middle of a wide terminal, the hints at a steady height.
 */
export function view(
  form: Questionnaire,
  state: State,
  size: Size,
  signs: Signs,
  paint: Paint,
): string {
  const columns = Math.max(1, size.columns - 1);
  const { scene, margin, above, rows } = frameOf(form, state, size, signs);
  const shown = (line: Line): Line => line.map(([style, text]) => [style, signs.show(text)]);
  const lines = linesOf(scene, rows).map((line) =>
    painted([plain(pad('', margin, 'left')), ...shown(line)], columns, paint),
  );
  return [...Array.from({ length: above }, () => ''), ...lines].join('\n');
}
