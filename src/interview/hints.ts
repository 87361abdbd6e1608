import { faint, flow, strong, type Line, type Signs } from './line.ts';
import type { Questionnaire } from './questionnaire.ts';
import { questionAt, type State } from './state.ts';
import { isOneKey, tagsOf } from './tags.ts';
import { unaccepted } from './step.ts';

type Hint = readonly [key: string, meaning: string];

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

function askHints(form: Questionnaire, state: State): readonly Hint[] {
  const { hints, keys } = form.words;
  const isDraft = unaccepted(form, state) !== null || state.draft.row !== null;
  const enter: readonly Hint[] = isDraft
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
    [keys.review, hints.review],
    [keys.finish, hints.finish],
    [keys.quit, hints.quit],
  ];
}

function hintsOf(form: Questionnaire, state: State): readonly Hint[] {
  const { hints, keys } = form.words;
  switch (state.mode.kind) {
    case 'ask':
      return askHints(form, state);
    case 'note':
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
        [keys.back, hints.back],
        [keys.finish, hints.finish],
        [keys.quit, hints.quit],
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
    [hints.enter, state.draft.row !== null || state.draft.text !== '' ? hints.take : hints.next],
    [keys.quit, hints.quit],
  ];
}

const piece = ([key, meaning]: Hint): Line => [strong(key), faint(` ${meaning}`)];

/** What the keys do here, in as many lines as it takes, or in one. */
export function hintLines(
  form: Questionnaire,
  state: State,
  signs: Signs,
  columns: number,
  isCompact: boolean,
): readonly Line[] {
  const separator = faint(` ${signs.dot} `);
  const hints = isCompact ? compactHints(form, state) : hintsOf(form, state);
  const lines = flow(hints.map(piece), separator, columns);
  return isCompact ? lines.slice(0, 1) : lines;
}
