import type { Entry, Shares } from '../answers/entry.ts';
import type { Input, PlanQuestion } from '../plan/types.ts';
import { cut, displayWidth, head, pad, wrap } from '../text/width.ts';
import { leftToGive } from './allocation.ts';
import { chosenOption } from './answering.ts';
import {
  blank,
  faint,
  flow,
  paragraph,
  plain,
  strong,
  widthOf,
  type Line,
  type Signs,
  type Span,
} from './line.ts';
import { metricFault, numberRule } from './number.ts';
import type { Questionnaire } from './questionnaire.ts';
import { entryAt, givenShares, questionAt, type State } from './state.ts';
import { tagsOf } from './tags.ts';
import type { Words } from '../words/words.ts';

type Of<K extends Input['kind']> = Extract<Input, { kind: K }>;

/** All a part of the screen needs to know. */
export interface Scene {
  readonly form: Questionnaire;
  readonly state: State;
  readonly signs: Signs;
  readonly columns: number;
  /** Few rows: everything in as few lines as possible. */
  readonly isCompact: boolean;
  /** Lines the answer may take where even that is too much; null where there is room. */
  readonly room: number | null;
}

/** Lines with the one that must stay in sight. */
export interface Block {
  readonly lines: readonly Line[];
  readonly focus: number;
}

const entryOf = ({ state }: Scene) => entryAt(state, state.at);

/** An answer in a few words, for the list and for a question that was answered before. */
export function answerText(words: Words, question: PlanQuestion, entry: Entry | undefined): string {
  if (entry === undefined || entry.state === 'unanswered') {
    return question.optional ? words.optional : words.open;
  }
  if (entry.state === 'not-applicable') return words.notApplicable;
  if (entry.state === 'dont-know') return words.dontKnow;
  return givenText(question.input, entry.answer!);
}

/** The same for a list, where a yes that counts as less says so. */
export function listedAnswer(words: Words, question: PlanQuestion, entry: Entry | undefined) {
  const given = answerText(words, question, entry);
  return isUnproven(question, entry) ? `${given}, ${words.asPartly}` : given;
}

/** A yes that should say what shows it and does not; it counts as partly. */
const isUnproven = ({ input }: PlanQuestion, entry: Entry | undefined): boolean =>
  input.kind === 'options' &&
  input.evidence &&
  entry?.answer === 'yes' &&
  (entry.note ?? '').trim() === '';

function givenText(input: Input, answer: string | Shares): string {
  if (typeof answer !== 'string') return Object.values(answer).join(' / ');
  if (input.kind === 'metric') return `${answer} ${input.unit}`;
  if (input.kind !== 'options') return answer;
  const option = input.options.findIndex(({ code }) => code === answer);
  const label = input.options[option]?.label ?? answer;
  return input.form === 'tradeOff' ? `${tagsOf(input)[option] ?? answer} / 7` : label;
}

/** One option over one or more lines: pointer, key, label, and a check where it was chosen. */
function optionLines(scene: Scene, label: string, tag: string, isAt: boolean, isChosen: boolean) {
  const { signs, columns } = scene;
  const pointer = isAt ? signs.pointer : ' ';
  const check = isChosen ? `  ${signs.check} ${scene.form.words.yourAnswer}` : '';
  const indent = ' '.repeat(displayWidth(tag) + 4);
  const room = columns - indent.length - displayWidth(check);
  const [first = '', ...rest] = wrap(signs.show(label), Math.max(8, room));
  const style = isAt || isChosen ? strong : plain;
  return [
    [strong(`${pointer} ${tag}  `), style(first), faint(check)],
    ...rest.map((line): Line => [plain(indent), style(line)]),
  ] satisfies Line[];
}

function listBlock(scene: Scene, input: Of<'options'>): Block {
  const tags = tagsOf(input);
  const longest = Math.max(...tags.map((tag) => tag.length));
  const chosen = chosenOption(input, entryOf(scene));
  const at = pointed(scene, input);
  const lines: Line[] = [];
  let focus = 0;
  input.options.forEach(({ label }, i) => {
    if (i === Math.max(at, 0) || (at < 0 && i === chosen)) focus = lines.length;
    lines.push(...optionLines(scene, label, tags[i]!.padStart(longest), i === at, i === chosen));
  });
  return { lines, focus };
}

/** The option under the pointer, or the one whose number is being typed. */
function pointed({ state }: Scene, input: Of<'options'>): number {
  const { row, text } = state.draft;
  return text !== '' ? tagsOf(input).indexOf(text) : (row ?? -1);
}

type Piece = readonly [tag: Span, label: Span];

/** An option a line, whatever it takes; the help has all of it. */
function shortList({ signs, columns }: Scene, pieces: readonly Piece[], focus: number): Block {
  const lines = pieces.map(([tag, [style, label]]): Line => {
    const room = columns - displayWidth(tag[1]);
    return [tag, [style, cut(label, room, signs.cut)]];
  });
  return { lines, focus };
}

/** The same in running text, for a screen with few rows. */
function flowBlock(scene: Scene, input: Of<'options'>): Block {
  const { signs, columns } = scene;
  const tags = tagsOf(input);
  const chosen = chosenOption(input, entryOf(scene));
  const at = pointed(scene, input);
  const pieces = input.options.map(({ label }, i): Piece => {
    const mark = i === at ? signs.pointer : i === chosen ? signs.check : '';
    const style = i === at || i === chosen ? strong : plain;
    return [strong(`${mark}${tags[i]} `), style(signs.show(label))];
  });
  const isFlowing = pieces.every((piece) => widthOf(piece) <= columns / 2);
  const seen = at >= 0 ? at : Math.max(0, chosen);
  if (!isFlowing)
    return scene.room === null ? listBlock(scene, input) : shortList(scene, pieces, seen);
  const wrapped = (some: readonly Line[]) => flow(some, plain('  '), columns);
  return { lines: wrapped(pieces), focus: wrapped(pieces.slice(0, seen + 1)).length - 1 };
}

/** Both statements side by side, above the line between them. */
function statements({ signs, columns, room }: Scene, left: string, right: string): Line[] {
  const width = Math.floor((columns - 4) / 2);
  const most = room === null ? Infinity : Math.max(1, room - 1);
  const leftLines = shortened(wrap(signs.show(left), width), most, width, signs);
  const rightLines = shortened(wrap(signs.show(right), width), most, width, signs);
  const rows = Math.max(leftLines.length, rightLines.length);
  return Array.from({ length: rows }, (_, i) => [
    plain(pad(leftLines[i] ?? '', width, 'left')),
    plain(' '.repeat(columns - 2 * width)),
    plain(pad(rightLines[i] ?? '', width, 'right')),
  ]);
}

function railLine(scene: Scene, input: Of<'options'>): Line {
  const { signs, columns } = scene;
  const tags = tagsOf(input);
  const chosen = chosenOption(input, entryOf(scene));
  const at = pointed(scene, input);
  const gap = Math.max(1, Math.floor((columns - 3 * tags.length) / (tags.length - 1)));
  return tags.flatMap((tag, i): Line => {
    const mark = i === at ? `[${tag}]` : i === chosen ? `(${tag})` : ` ${tag} `;
    const rail = i === 0 ? [] : [faint(signs.rail.repeat(gap))];
    return [...rail, i === at || i === chosen ? strong(mark) : plain(mark)];
  });
}

/** The first lines of a text; when that is not all of it, the last one says so. */
export function shortened(
  lines: readonly string[],
  most: number,
  columns: number,
  { cut: sign }: Signs,
): readonly string[] {
  if (lines.length <= most) return lines;
  const last = head(lines[most - 1] ?? '', Math.max(0, columns - displayWidth(sign)));
  return [...lines.slice(0, most - 1), last.trimEnd() + sign];
}

function tradeOffBlock(scene: Scene, input: Of<'options'>): Block {
  const { columns, form, isCompact, signs } = scene;
  const [left, right] = [input.options[0]!.label, input.options.at(-1)!.label];
  const rail = railLine(scene, input);
  if (columns >= 56) {
    const middle = faint(pad(form.words.bothAlike, columns, 'centre').trimEnd());
    const lines = [...statements(scene, left, right), ...(isCompact ? [] : [blank]), rail];
    return { lines: isCompact ? lines : [...lines, [middle]], focus: lines.length - 1 };
  }
  const most = scene.room === null ? Infinity : Math.max(1, Math.floor((scene.room - 1) / 2));
  const hanging = (tag: string, text: string): Line[] =>
    shortened(wrap(signs.show(text), columns - 3), most, columns - 3, signs).map((line, i) => [
      strong(i === 0 ? `${tag}  ` : '   '),
      plain(line),
    ]);
  const lines = [...hanging('1', left), ...hanging('7', right), rail];
  return { lines, focus: lines.length - 1 };
}

function metricBlock(scene: Scene, input: Of<'metric'>): Block {
  const { form, state, signs, columns, isCompact } = scene;
  const { words } = form;
  const { text } = state.draft;
  const entry = entryOf(scene);
  const given = text === '' && typeof entry?.answer === 'string' ? entry.answer : null;
  const fault = metricFault(words, input, text);
  const field: Line = [
    strong(`${signs.pointer} `),
    strong(given ?? text),
    plain(given === null ? signs.cursor : ''),
    plain(` ${signs.show(input.unit)}`),
    faint(given === null ? '' : `  ${signs.check} ${words.yourAnswer}`),
  ];
  const below: Line[] =
    fault === null
      ? paragraph('faint', numberRule(words, input), columns, '  ')
      : paragraph('strong', fault, columns, '  ');
  const isLeftOut = questionAt(form, state).optional && !isCompact;
  const optional = isLeftOut ? paragraph('faint', words.isOptional, columns, '  ') : [];
  const lines = [field, ...(isCompact ? [] : [blank]), ...below, ...optional];
  return { lines, focus: 0 };
}

/** A bar of a share, as long as the room beside it allows. */
const barOf = (signs: Signs, share: number, room: number) =>
  signs.bar.repeat(Math.round((Math.min(100, share) / 100) * Math.max(0, room)));

function allocationBlock(scene: Scene, input: Of<'allocation'>): Block {
  const { state, signs, columns } = scene;
  const { shares, field } = state.draft;
  const labels = input.parts.map(({ label }) => signs.show(label));
  // The words come first; a bar is there to be looked at, where there is room for one.
  const width = Math.min(Math.max(...labels.map(displayWidth)), Math.max(8, columns - 9));
  const isDrawn = columns - width - 9 >= 8;
  const lines = labels.map((label, i): Line => {
    const isAt = i === field;
    const share = pad(shares[i]!, 3, 'right');
    return [
      strong(isAt ? `${signs.pointer} ` : '  '),
      (isAt ? strong : plain)(pad(cut(label, width, signs.cut), width, 'left')),
      strong(`  ${share}`),
      plain(isAt ? signs.cursor : ' '),
      plain(' '),
      faint(isDrawn ? barOf(signs, Number(shares[i]), columns - width - 9) : ''),
    ];
  });
  const isDone = leftToGive(shares) === 0;
  const total: Line = [plain('  '), (isDone ? faint : strong)(totalText(scene))];
  return { lines: [...lines, ...(scene.isCompact ? [] : [blank]), total], focus: field };
}

/** What is left of the 100 points, and what Enter does about it. */
function totalText({ form, state }: Scene): string {
  const { words } = form;
  const { shares, field } = state.draft;
  const left = leftToGive(shares);
  if (left < 0) return words.tooMany(-left);
  if (left === 0) {
    const given = givenShares(questionAt(form, state), entryAt(state, state.at));
    const isGiven = shares.every((share, i) => share === given[i]);
    return isGiven ? words.complete : `${words.complete}; ${words.enterTakes}`;
  }
  const isLast = shares[field] === '' && shares.filter((share) => share === '').length === 1;
  return isLast ? `${words.left(left)}; ${words.restHere(left)}` : words.left(left);
}

function optionsBlock(scene: Scene, input: Of<'options'>): Block {
  if (input.form === 'tradeOff') return tradeOffBlock(scene, input);
  const block = scene.isCompact ? flowBlock(scene, input) : listBlock(scene, input);
  if (!input.evidence || scene.isCompact) return block;
  const rule = paragraph('faint', scene.form.words.evidenceRule, scene.columns, '  ');
  return { ...block, lines: [...block.lines, blank, ...rule] };
}

/** Where the answer is given, for every kind of question. */
export function answerBlock(scene: Scene): Block {
  const { input } = questionAt(scene.form, scene.state);
  switch (input.kind) {
    case 'options':
      return optionsBlock(scene, input);
    case 'metric':
      return metricBlock(scene, input);
    case 'allocation':
      return allocationBlock(scene, input);
  }
}

/** A yes that says nothing of what shows it. */
function unprovenLines(scene: Scene): Line[] {
  const { form, state, columns } = scene;
  const { words } = form;
  return isUnproven(questionAt(form, state), entryOf(scene))
    ? paragraph('strong', words.unproven(words.keys.note), columns, '  ')
    : [];
}

/** Said below the answers: not applicable, don't know, and the remark. */
export function besideAnswer(scene: Scene): Line[] {
  const { form, signs, columns } = scene;
  const entry = entryOf(scene);
  const { words } = form;
  const state = entry?.state;
  const given =
    state === 'not-applicable' || state === 'dont-know'
      ? [
          [
            strong(`  ${signs.check} `),
            strong(answerText(words, questionAt(form, scene.state), entry)),
          ] satisfies Line,
        ]
      : [];
  if ((entry?.note ?? null) === null) return [...given, ...unprovenLines(scene)];
  const note = `${words.note}: ${signs.show(entry!.note!.replaceAll('\n', ' '))}`;
  const lines = wrap(note, columns - 2).slice(0, scene.isCompact ? 1 : 3);
  return [...given, ...lines.map((line): Line => [plain('  '), faint(line)])];
}
