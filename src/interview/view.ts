import { pad, wrap } from '../text/width.ts';
import { answerBlock, besideAnswer, type Block, type Scene } from './answer-view.ts';
import { hintLines } from './hints.ts';
import {
  apart,
  blank,
  faint,
  painted,
  plain,
  strong,
  type Line,
  type Paint,
  type Signs,
} from './line.ts';
import { helpBlock, noteBlock, reviewBlock } from './pages.ts';
import { countAnswered, placeLine, progressLine } from './progress.ts';
import type { Questionnaire } from './questionnaire.ts';
import { questionAt, type State } from './state.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Below so many rows everything moves together. */
const roomyRows = 14;
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

function topLines({ form, state, signs, columns, isCompact }: Scene): Line[] {
  const title = signs.show(form.plan.scorecard.title);
  const { words } = form;
  const whole = faint(words.answered(countAnswered(state), state.asked.length));
  if (state.mode.kind === 'review') return [apart([strong(words.reviewTitle)], [whole], columns)];
  const place = placeLine(form, state, signs, columns);
  if (isCompact) return [place];
  const first = apart([faint(title)], [faint(signs.show(form.who))], columns);
  return [first, progressLine(form, state, signs, columns), blank, place];
}

function askLines({ form, state, signs, columns }: Scene): Line[] {
  return wrap(signs.show(questionAt(form, state).ask), columns).map((line) => [strong(line)]);
}

function messageLines({ state, signs, columns, isCompact }: Scene): Line[] {
  if (state.message === null) return isCompact ? [] : [blank];
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

function partsOf(scene: Scene): Parts {
  const { form, state, signs, columns, isCompact } = scene;
  const { mode } = state;
  const gap = isCompact ? [] : [blank];
  const message = messageLines(scene);
  const hints = hintLines(form, state, signs, columns, isCompact);
  // On few rows a message takes the place of the hints: both are one glance at the last line.
  const foot = isCompact && message.length > 0 ? message : [...message, ...hints];
  const listFoot = isCompact ? foot : [blank, ...foot];
  const top = [...topLines(scene), ...gap];
  if (mode.kind === 'help')
    return { top: [], ask: [], body: helpBlock(scene, mode), foot: listFoot };
  if (mode.kind === 'review') {
    return { top, ask: [], body: reviewBlock(scene, mode), foot: listFoot };
  }
  const ask = [...askLines(scene), ...gap];
  if (mode.kind === 'note') return { top, ask, body: noteBlock(scene, mode), foot };
  const { lines, focus } = answerBlock(scene);
  const beside = besideAnswer(scene);
  const body = { lines: [...lines, ...(beside.length > 0 ? gap : []), ...beside], focus };
  return { top, ask, body, foot };
}

const lengthOf = ({ top, ask, body, foot }: Parts) =>
  top.length + ask.length + body.lines.length + foot.length;

/** Gives up, one after the other: the top, lines of the body, lines of the question. */
function squeezed({ top, ask, body, foot }: Parts, rows: number, signs: Signs): readonly Line[] {
  const needed = ask.length + Math.min(body.lines.length, 2) + foot.length;
  const shownTop = top.slice(0, Math.max(0, rows - needed));
  const bodyRows = Math.max(1, rows - shownTop.length - ask.length - foot.length);
  const shownBody = windowed(body, Math.max(bodyRows, Math.min(2, body.lines.length)));
  const askRows = rows - shownTop.length - shownBody.length - foot.length;
  const shownAsk = ask.length <= askRows ? ask : ask.slice(0, Math.max(0, askRows));
  const isCut = shownAsk.length < ask.length && shownAsk.length > 0;
  const last = isCut ? [[...shownAsk.at(-1)!, faint(signs.cut)]] : shownAsk.slice(-1);
  return [...shownTop, ...shownAsk.slice(0, -1), ...last, ...shownBody, ...foot].slice(-rows);
}

function laidOut(parts: Parts, rows: number): readonly Line[] {
  const target = Math.min(rows, frameRows);
  const filler = Math.max(0, target - lengthOf(parts));
  const { top, ask, body, foot } = parts;
  return [...top, ...ask, ...body.lines, ...Array.from({ length: filler }, () => blank), ...foot];
}

/** The longest list that is shown at once, however tall the terminal is. */
const listRows = 40;

function listed(parts: Parts, rows: number): readonly Line[] {
  const room = Math.max(1, Math.min(rows, listRows) - parts.top.length - parts.foot.length);
  const lines = windowed(parts.body, room);
  const whole = { ...parts, body: { lines, focus: 0 } };
  return lengthOf(whole) <= rows ? laidOut(whole, rows) : windowed(parts.body, rows);
}

function linesOf(scene: Scene, rows: number): readonly Line[] {
  const parts = partsOf(scene);
  const { kind } = scene.state.mode;
  if (kind === 'review' || kind === 'help') return listed(parts, rows);
  if (lengthOf(parts) <= rows) return laidOut(parts, rows);
  const tight = partsOf({ ...scene, isCompact: true });
  if (lengthOf(tight) <= rows) return laidOut(tight, rows);
  const foot = tight.foot.slice(0, Math.ceil(rows / 3));
  return squeezed({ ...tight, foot }, rows, scene.signs);
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
  const width = Math.min(measure, columns > 50 ? columns - 2 : columns);
  const margin = size.columns > 100 ? Math.floor((columns - width) / 2) : columns > 50 ? 1 : 0;
  const above = size.rows > 34 ? Math.floor((size.rows - frameRows) / 3) : 0;
  const isCompact = size.rows < roomyRows;
  const scene = { form, state, signs, columns: width, isCompact };
  const rows = isCompact ? size.rows : size.rows - above - 1;
  const lines = linesOf(scene, Math.max(1, rows)).map((line) =>
    painted([plain(pad('', margin, 'left')), ...line], columns, paint),
  );
  return [...Array.from({ length: above }, () => ''), ...lines].join('\n');
}
