import type { Result } from '../result.ts';
import { fixed, lean, sideOf } from '../text/number.ts';
import { cut, wrap } from '../text/width.ts';
import { visible } from '../text/visible.ts';
import { unitToShow } from './choose-unit.ts';
import type { TextOptions } from './text.ts';
import { html, idOf, styleSheet, written, type Markup } from './html/markup.ts';
import { length, picture } from './svg/geometry.ts';
import { described, pendulum, whyNone, type Shown } from './svg/pendulum.ts';
import { darkInks, lightInks, pictureStyle, pictureText } from './svg/style.ts';
import { hangOf } from './text/top.ts';
import { points, zoneText } from './text/words.ts';

const css = `${pictureText}
.pendulum .number{font-size:44px;font-weight:600}
.pendulum .side{font-size:16px;font-weight:600}
.pendulum .said{font-size:12px}
.pendulum .key{font-size:10.5px}
${pictureStyle(lightInks)}
@media (prefers-color-scheme:dark){${pictureStyle(darkInks)}}
`;

/** Characters that fit a line of the picture. */
const lineLength = 62;

interface Row {
  readonly kind: string;
  readonly text: string;
  /** From the base line of the row above. */
  readonly down: number;
}

/** Text of any length in at most so many lines. */
function rows(kind: string, text: string, down: number, most: number): readonly Row[] {
  const all = wrap(visible(text), lineLength);
  const last = cut(all.slice(most - 1).join(' '), lineLength);
  return [...all.slice(0, most - 1), last]
    .filter((line) => line !== '')
    .map((line, i) => ({ kind, text: line, down: i === 0 ? down : 16 }));
}

/** What the marks mean, with their numbers. */
function key({ unit, result, previous }: Shown): readonly Row[] {
  const hang = hangOf(unit, result, previous);
  const { target, before } = hang ?? { target: null, before: null };
  const aim =
    target === null ? '' : `▬ target ${lean(target.position)} ± ${points(target.tolerance)}`;
  const past = before === null ? '' : `○ ${previous?.round ?? 'last round'} ${lean(before)}`;
  return [...rows('key faint', aim, 22, 1), ...rows('key faint', past, 16, 1)];
}

/** Number, side and zone, or why there are none. */
function reading({ unit, result }: Shown): readonly Row[] {
  const why = whyNone(unit);
  if (why !== null || unit.position === null) return rows('said', why ?? '', 24, 4);
  const side = sideOf(unit.position);
  const words = side === 'centre' ? lean(unit.position) : `toward ${side}`;
  return [
    { kind: `number ${side}`, text: fixed(Math.abs(unit.position), 1), down: 46 },
    { kind: `side ${side}`, text: words, down: 21 },
    ...rows('said', zoneText(unit, result), 24, 3),
  ];
}

const about = ({ unit, result }: Shown): string =>
  [unit.title, result.round === null ? '' : `round ${result.round}`, result.scorecard.status]
    .filter((part) => part !== '')
    .join(' · ');

/** The rows under the picture, and how high it gets with them. */
function under(shown: Shown): { readonly text: readonly Markup[]; readonly height: number } {
  const all = [...reading(shown), ...key(shown), ...rows('key faint', about(shown), 18, 2)];
  let y: number = picture.height;
  const text = all.map(({ kind, text: line, down }) => {
    y += down;
    return html`<text
      class="${kind}"
      text-anchor="middle"
      x="${length(picture.width / 2)}"
      y="${length(y)}"
      >${line}</text
    >`;
  });
  return { text, height: y + 16 };
}

const titleOf = ({ unit, result }: Shown) =>
  `${unit.title}${result.round === null ? '' : `, round ${result.round}`}`;

function drawing(shown: Shown): Markup {
  const { text, height } = under(shown);
  const id = `pendulum-${idOf(shown.unit.id)}-${idOf(shown.result.round ?? '')}`;
  const size = `${length(picture.width)} ${length(height)}`;
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    class="pendulum"
    viewBox="0 0 ${size}"
    role="img"
    aria-labelledby="${id}-title ${id}-desc"
  >
    <title id="${id}-title">${titleOf(shown)}</title>
    <desc id="${id}-desc">${described(shown)}</desc>
    ${styleSheet(css)}
    <rect class="paper" width="100%" height="100%" />
    ${pendulum(shown)}${text}
  </svg> `;
}

/** The pendulum of one unit as a picture that stands alone, for light and dark. */
export function renderSvg(
  result: Result,
  { unit, earlier }: Pick<TextOptions, 'unit' | 'earlier'>,
): string {
  const shown = unitToShow(result, unit);
  if (shown === undefined) return '';
  return written(drawing({ unit: shown, result, previous: earlier.at(-1) ?? null }));
}
