import type { Result, UnitResult } from '../result.ts';
import { lean, sideOf } from '../text/number.ts';
import { visible } from '../text/visible.ts';
import { unitToShow } from './choose-unit.ts';
import { sideColours } from './paint.ts';
import type { TextOptions } from './text.ts';
import { isWeak, strengthTitle, tooFew } from './text/words.ts';

/** What an endpoint of shields.io answers. */
interface Badge {
  readonly schemaVersion: 1;
  readonly label: 'pendulum';
  readonly message: string;
  readonly color: string;
}

/** In the middle is no side; grey is for having nothing to show. */
const colours = { ...sideColours, centre: '#4f6272', none: '#9f9f9f' } as const;

const badge = (message: string, colour: keyof typeof colours): Badge => ({
  schemaVersion: 1,
  label: 'pendulum',
  message,
  color: colours[colour],
});

/** Position, and strength where it is low: in balance and weak is no good news. */
function badgeOf(unit: UnitResult | undefined, result: Result): Badge {
  if (unit === undefined) return badge('no answers', 'none');
  if (unit.suppressed !== null) return badge('hidden to protect respondents', 'none');
  if (unit.position === null) return badge(tooFew, 'none');
  const weak = isWeak(result, unit) ? `, ${visible(strengthTitle(result, unit) ?? '')}` : '';
  return badge(`${lean(unit.position)}${weak}`, sideOf(unit.position));
}

/** The position of one unit as a badge. */
export const renderBadge = (result: Result, { unit }: Pick<TextOptions, 'unit'>): string =>
  `${JSON.stringify(badgeOf(unitToShow(result, unit), result))}\n`;
