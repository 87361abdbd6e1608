import { visibleLines } from '../text/visible.ts';
import { pad, wrap } from '../text/width.ts';
import type { Words } from '../words/words.ts';
import type { Scene } from './answer-view.ts';
import { hintLines } from './hints.ts';
import { blank, paragraph, plain, strong, type Line } from './line.ts';
import { questionAt, type Mode } from './state.ts';
import { tagsOf } from './tags.ts';

type Help = Extract<Mode, { kind: 'help' }>;

const keyNames = (words: Words, key: string): string =>
  key === 'answer'
    ? '0-9'
    : key === 'interrupt'
      ? 'Ctrl-C'
      : String(words.keys[key as keyof Words['keys']]);

function hanging(name: string, text: string, columns: number): Line[] {
  return wrap(text, Math.max(8, columns - 7)).map((line, i) => [
    strong(pad(i === 0 ? name : '', 7, 'left')),
    plain(line),
  ]);
}

/** On few rows the screen may have cut the answers, so here they stand in full. */
function optionLines({ form, state, signs, columns, isCompact }: Scene): Line[] {
  const { input } = questionAt(form, state);
  if (!isCompact || input.kind !== 'options') return [];
  const tags = tagsOf(input);
  return input.options.flatMap(({ label }, i) =>
    label === '' ? [] : hanging(tags[i]!, signs.show(label), columns),
  );
}

/** Why the question is asked, in its author's words. */
function whyLines(scene: Scene): Line[] {
  const { form, state, signs, columns, isCompact } = scene;
  const question = questionAt(form, state);
  const text = question.help ?? form.words.noHelp;
  const gap = isCompact ? [] : [blank];
  return [
    [strong(form.words.whyTitle)],
    ...gap,
    ...paragraph('faint', signs.show(question.ask), columns),
    ...optionLines(scene),
    ...gap,
    ...visibleLines(text).flatMap((line) => paragraph('plain', signs.show(line), columns)),
    blank,
  ];
}

/** The question's own help, then what the keys do; on a list only the keys. */
function helpLines(scene: Scene, { back }: Help): readonly Line[] {
  const { words } = scene.form;
  return [
    ...(back.kind === 'ask' ? whyLines(scene) : []),
    [strong(words.keysTitle)],
    ...words.keyHelp.flatMap(([key, meaning]) =>
      hanging(keyNames(words, key), meaning, scene.columns),
    ),
  ];
}

function footLines(scene: Scene, below: number): readonly Line[] {
  const { form, state, signs, columns, isCompact } = scene;
  const more: readonly Line[] = below > 0 ? [[strong(form.words.more(below))]] : [];
  const hints = hintLines(form, state, signs, columns, isCompact, more);
  return isCompact ? hints : [blank, ...hints];
}

interface Opened {
  readonly lines: readonly Line[];
  readonly foot: readonly Line[];
  readonly top: number;
  readonly page: number;
}

/** The part of the help that is in sight; never beyond its end. */
export function openHelp(scene: Scene, mode: Help, rows: number): Opened {
  const all = helpLines(scene, mode);
  const page = Math.max(1, rows - footLines(scene, all.length).length);
  const top = Math.max(0, Math.min(mode.top, all.length - page));
  const foot = footLines(scene, all.length - top - page);
  return { lines: all.slice(top, top + page), foot, top, page };
}
