import { faint, flow, strong, type Line, type Signs } from './line.ts';
import type { Questionnaire } from './questionnaire.ts';
import { sections } from './sections.ts';
import { questionAt, type Mode, type State } from './state.ts';
import { isOneKey, tagsOf } from './tags.ts';
import { unaccepted } from './step.ts';

/** A key and what it does; a hint without a meaning is its key alone. */
export type Hint = readonly [key: string, meaning: string];

function answerHints(form: Questionnaire, state: State): readonly Hint[] {
  const { input } = questionAt(form, state);
  const { hints } = form.words;
  if (input.kind === 'metric') return [['0-9', hints.number]];
  if (input.kind === 'allocation')
    return [
      ['0-9', hints.shares],
      [hints.arrows, hints.move],
    ];
  const tags = tagsOf(input);
  const keys = `${tags[0]}-${tags.at(-1)}`;
  return [[keys, isOneKey(tags) ? hints.answer : hints.number]];
}

const hasDraft = (form: Questionnaire, state: State): boolean =>
  unaccepted(form, state) !== null || state.draft.row !== null;

function askHints(form: Questionnaire, state: State): readonly Hint[] {
  const { hints, keys } = form.words;
  const enter: readonly Hint[] = hasDraft(form, state)
    ? [
        [hints.enter, hints.take],
        [hints.escape, hints.clear],
      ]
    : [[hints.enter, hints.next]];
  return [
    ...answerHints(form, state),
    ...enter,
    [keys.notApplicable, hints.notApplicable],
    [keys.dontKnow, hints.dontKnow],
    [keys.note, hints.note],
    [keys.back, hints.back],
    [keys.help, hints.help],
    [keys.sections, hints.sections],
    [keys.review, hints.review],
    [keys.finish, hints.finish],
    [keys.quit, hints.quit],
  ];
}

/** On evidence Enter and Esc say what it means to give none. */
function noteHints(
  { words }: Questionnaire,
  mode: Extract<Mode, { kind: 'note' }>,
): readonly Hint[] {
  const { hints } = words;
  const isWithout = mode.isEvidence && (mode.before + mode.after).trim() === '';
  return isWithout
    ? [[hints.enter, hints.withoutEvidence]]
    : [
        [hints.enter, hints.accept],
        [hints.escape, hints.discard],
      ];
}

/** Keys that the two lists share. */
function leaveHints({ words }: Questionnaire): readonly Hint[] {
  const { hints, keys } = words;
  return [
    [keys.back, hints.back],
    [keys.finish, hints.finish],
    [keys.quit, hints.quit],
  ];
}

function sectionKeys(form: Questionnaire, state: State): string {
  const count = Math.min(9, sections(form, state.asked).length);
  return `${count < 2 ? '1' : `1-${count}`}, ${form.words.hints.enter}`;
}

function hintsOf(form: Questionnaire, state: State): readonly Hint[] {
  const { hints, keys } = form.words;
  switch (state.mode.kind) {
    case 'ask':
      return askHints(form, state);
    case 'note':
      return noteHints(form, state.mode);
    case 'folder':
      return [
        [hints.enter, hints.accept],
        [hints.escape, hints.discard],
      ];
    case 'help':
      return [
        [hints.arrows, hints.scroll],
        [hints.escape, hints.close],
      ];
    case 'review':
      return [
        [hints.arrows, hints.move],
        [hints.enter, hints.jump],
        [keys.nextOpen, hints.nextOpen],
        [hints.sideways, hints.section],
        [keys.sections, hints.sections],
        ...leaveHints(form),
      ];
    case 'sections':
      return [
        [sectionKeys(form, state), hints.jump],
        [hints.arrows, hints.move],
        [keys.review, hints.review],
        ...leaveHints(form),
      ];
  }
}

/** In one line, only what cannot be guessed; the help page has the rest. */
function compactHints(form: Questionnaire, state: State): readonly Hint[] {
  const { keys, hints } = form.words;
  if (state.mode.kind !== 'ask') return hintsOf(form, state);
  return [
    [keys.help, hints.help],
    [keys.back, hints.back],
    [hints.enter, hasDraft(form, state) ? hints.take : hints.next],
    [keys.sections, hints.sections],
    [keys.review, hints.review],
    [keys.quit, hints.quit],
  ];
}

/** A hint on the screen. */
export const hintSpans = ([key, meaning]: Hint): Line =>
  meaning === '' ? [strong(key)] : [strong(key), faint(` ${meaning}`)];

/** What the keys do here behind what is said first, in as many lines as it takes, or in one. */
export function hintLines(
  form: Questionnaire,
  state: State,
  signs: Signs,
  columns: number,
  isCompact: boolean,
  lead: readonly Line[] = [],
): readonly Line[] {
  const separator = faint(` ${signs.dot} `);
  const hints = isCompact ? compactHints(form, state) : hintsOf(form, state);
  const lines = flow([...lead, ...hints.map(hintSpans)], separator, columns);
  return isCompact ? lines.slice(0, 1) : lines;
}
