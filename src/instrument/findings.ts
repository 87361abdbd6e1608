import type { Finding, Instrument, ScaleResult } from '../instrument.ts';
import { fixed } from '../text/number.ts';

type Facts = Omit<Instrument, 'findings'>;

/** A reliability from which scores may be compared; customary. */
const usable = 0.7;
/** A larger share of people who answered without care is more than is usual; judgement. */
const usualShare = 0.1;

const counted = (count: number, one: string, several: string): string =>
  `${count} ${count === 1 ? one : several}`;

/** More units than these are counted, not named: a sentence is read to its end. */
const mostNamed = 5;

function aboutPeople({ units }: Facts): readonly Finding[] {
  const shown = units.filter(({ isHidden }) => !isHidden);
  const more = shown.filter(({ verdict }) => verdict === 'more');
  if (shown.length === 0) {
    return [
      { about: 'people', verdict: 'unknown', says: 'No unit has answers that may be shown.' },
    ];
  }
  if (more.length === 0) {
    const isKnown = shown.every(({ verdict }) => verdict === 'enough');
    const says = isKnown
      ? 'Enough people answered in every unit shown: each position is known to 10 points either way or better.'
      : 'How near the positions are is not known for every unit: it takes two people who were scored.';
    return [{ about: 'people', verdict: isKnown ? 'good' : 'unknown', says }];
  }
  const named = more.slice(0, mostNamed).map(({ title, within, needed }) => {
    const how = needed === null ? '' : `, ${needed} people would do`;
    return `${title} (${fixed(within!, 1)} either way${how})`;
  });
  const unnamed = more.length - named.length;
  const all = unnamed === 0 ? named : [...named, `and ${unnamed} more`];
  const says = `Too few people answered in ${counted(more.length, 'unit', 'units')} to know the position to 10 points: ${all.join('; ')}.`;
  return [{ about: 'people', verdict: 'weak', says }];
}

/** The alphas over dimensions that units have among their own people. */
function alphasWithin({ units }: Facts, side: ScaleResult['side']): string | null {
  const found = units.flatMap(({ reliability }) => reliability?.[side] ?? []);
  if (found.length === 0) return null;
  const [low, high] = [Math.min(...found), Math.max(...found)].map((each) => fixed(each, 2));
  return low === high ? low! : `${low} to ${high}`;
}

/** What units differ by counts in an alpha of all people, and among those of one unit it does not. */
function withinUnits(facts: Facts, side: ScaleResult['side']): string {
  const effect = facts.groups.find(({ of, by }) => of === side && by === 'unit');
  const found = alphasWithin(facts, side);
  return effect === undefined || effect.size === 'none' || found === null
    ? ''
    : ` Among the people of one unit it is ${found} over the dimensions.`;
}

/** Where no alpha of the questions can be told. */
function untold({ title, side, respondents }: ScaleResult, facts: Facts): Finding {
  const few = respondents === null ? 'too few' : counted(respondents, 'person', 'people');
  const found = alphasWithin(facts, side);
  const within =
    found === null ? '' : ` Over the dimensions, alpha is ${found} among the people of one unit.`;
  const says = `How reliably ${title.toLowerCase()} is measured cannot be told (${few} answered all of it).${within}`;
  return { about: 'scale', verdict: 'unknown', says };
}

/** An alpha against the limit, as far as its interval can tell. */
function alphaFinding(
  { title, side, alpha }: ScaleResult & { readonly alpha: NonNullable<ScaleResult['alpha']> },
  facts: Facts,
): Finding {
  const { value, low, high } = alpha;
  const figures = `alpha ${fixed(value, 2)} (${fixed(low, 2)} to ${fixed(high, 2)})`;
  const limit = fixed(usable, 1);
  const within = withinUnits(facts, side);
  if (low >= usable) {
    const says = `${title} is measured consistently: ${figures}.${within}`;
    return { about: 'scale', verdict: 'good', says };
  }
  if (high < usable) {
    const says = `${title} is measured loosely: ${figures} is below ${limit}.${within}`;
    return { about: 'scale', verdict: 'weak', says };
  }
  const says = `Whether ${title.toLowerCase()} is measured consistently takes more people to tell: ${figures} lies on both sides of ${limit}.${within}`;
  return { about: 'scale', verdict: 'unknown', says };
}

function aboutScales(facts: Facts): readonly Finding[] {
  return facts.scales
    .filter(({ dimension }) => dimension === null)
    .map((scale): Finding => {
      const { title, alpha, status } = scale;
      if (alpha === null) return untold(scale, facts);
      if (status === 'unstable') {
        const range = `${fixed(alpha.low, 2)} to ${fixed(alpha.high, 2)}`;
        const says = `${title}: alpha ${fixed(alpha.value, 2)} (${range}), from fewer than ten people, who are too few to rely on it.`;
        return { about: 'scale', verdict: 'unknown', says };
      }
      return alphaFinding({ ...scale, alpha }, facts);
    });
}

function aboutQuestions({ scales }: Facts): readonly Finding[] {
  const all = scales
    .filter(({ dimension }) => dimension === null)
    .flatMap((each) => each.questions)
    .filter(({ verdict }) => verdict !== null);
  if (all.length === 0) return [];
  const against = all.filter(({ verdict }) => verdict === 'against').map(({ id }) => id);
  const loose = all.filter(({ verdict }) => verdict === 'loose').map(({ id }) => id);
  if (against.length + loose.length === 0) {
    return [
      {
        about: 'question',
        verdict: 'good',
        says: 'Every question goes with the others of its side.',
      },
    ];
  }
  const parts = [
    ...(against.length === 0
      ? []
      : [
          `${counted(against.length, 'question goes', 'questions go')} against the others (${against.join(', ')})`,
        ]),
    ...(loose.length === 0
      ? []
      : [
          `${counted(loose.length, 'question has', 'questions have')} little to do with the others`,
        ]),
  ];
  return [{ about: 'question', verdict: 'weak', says: `${parts.join('; ')}.` }];
}

function aboutPosition({ position }: Facts): readonly Finding[] {
  if (position === null) return [];
  const verdict = (position.reliability ?? 0) >= usable ? 'good' : 'weak';
  return [{ about: 'position', verdict, says: position.sentence }];
}

function aboutUnits({ groups }: Facts): readonly Finding[] {
  const found = groups.find(({ of, by }) => of === 'position' && by === 'unit');
  if (found === undefined) return [];
  const share = fixed(Math.max(0, found.icc1) * 100, 0);
  if (found.size === 'none') {
    const says =
      'People differ no more between units than within them: there is no sign that units have positions of their own.';
    return [{ about: 'units', verdict: 'weak', says }];
  }
  const says = `${share} % of the differences in position lie between units, a ${found.size} effect.`;
  return [{ about: 'units', verdict: 'good', says }];
}

function aboutCare({ careless }: Facts): readonly Finding[] {
  if (careless === null) return [];
  const { flagged, of } = careless;
  if (flagged === null) {
    const says =
      'A few answered in a way that looks careless; so few that nothing is told of them.';
    return [{ about: 'careless', verdict: 'unknown', says }];
  }
  if (flagged === 0) {
    return [
      {
        about: 'careless',
        verdict: 'good',
        says: `None of ${of} shows two signs of careless answering.`,
      },
    ];
  }
  const says = `${flagged} of ${of} answered in a way that looks careless. They count; the headlines are given without them as well.`;
  return [{ about: 'careless', verdict: flagged > of * usualShare ? 'weak' : 'good', says }];
}

/** What to take from the statistics, in the order of what a reader asks. */
export const findingsOf = (facts: Facts): readonly Finding[] => [
  ...aboutPeople(facts),
  ...aboutScales(facts),
  ...aboutQuestions(facts),
  ...aboutPosition(facts),
  ...aboutUnits(facts),
  ...aboutCare(facts),
];
