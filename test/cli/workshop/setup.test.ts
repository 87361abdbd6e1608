import { describe, expect, test } from 'vitest';
import type { Engagement } from '../../../src/answers/engagement.ts';
import type { Asker, Reception } from '../../../src/cli/setup.ts';
import type { WorkshopOptions } from '../../../src/cli/workshop/room.ts';
import { askAbout, askSeating, smallestGroup } from '../../../src/cli/workshop/setup.ts';
import { english } from '../../../src/words/english.ts';
import { everyKind } from '../../interview/plan.ts';

type Privacy = NonNullable<Engagement['privacy']>;

const engagement = (privacy?: Privacy, roles?: readonly string[]): Engagement => ({
  pendulum: '1',
  title: 'E',
  scorecard: 'every-kind',
  units: [
    { id: 'gases', title: 'Gases' },
    { id: 'bulk', title: 'Bulk', parent: 'gases' },
  ],
  rounds: ['2026-q3', '2026-q4'],
  ...(privacy === undefined ? {} : { privacy }),
  ...(roles === undefined ? {} : { roles: [...roles] }),
});

/** Somebody who answers what is asked, in this order; what is not accepted is written down. */
function answering(answers: readonly string[]) {
  const said: string[] = [];
  const left = [...answers];
  const next = (message: string) => {
    const answer = left.shift();
    if (answer === undefined) throw new Error(`nobody answers "${message}"`);
    said.push(message);
    return answer;
  };
  const asker: Asker = {
    text: async (message, check) => {
      const answer = next(message);
      const fault = check(answer);
      if (fault === true) return answer;
      said.push(`! ${fault}`);
      return asker.text(message, check);
    },
    choose: (message) => Promise.resolve(next(message)),
    confirm: () => Promise.resolve(true),
  };
  return { asker, said };
}

function reception(found: Engagement | null, ...answers: readonly string[]) {
  const { asker, said } = answering(answers);
  const seen: Reception = {
    words: english,
    plan: everyKind,
    engagement: found,
    asker: () => Promise.resolve(asker),
  };
  return { seen, said };
}

describe('the smallest group', () => {
  const open = { open: 'three partners who know each other' };
  test.each([
    ['no engagement: the usual', null, undefined, 5],
    ['no engagement: as asked for', null, 3, 3],
    ['no engagement: more', null, 8, 8],
    ['an engagement that says nothing', engagement(), undefined, 5],
    ['an engagement that says 4', engagement({ minGroup: 4 }), undefined, 4],
    ['never fewer than the engagement says', engagement({ minGroup: 8 }), 3, 8],
    ['more than the engagement says', engagement({ minGroup: 4 }), 6, 6],
    ['an open engagement', engagement(open), undefined, null],
    ['an open engagement, closed for this room', engagement(open), 4, 4],
    ['open wins over a number', engagement({ ...open, minGroup: 7 }), undefined, null],
  ])('%s', (_, found, minGroup, expected) => {
    expect(smallestGroup({ minGroup }, { engagement: found })).toBe(expected);
  });
});

describe('who sits in the room', () => {
  const roles = ['sales', 'operations', 'service'];
  const seats = async (found: Engagement | null, people: string, options: WorkshopOptions = {}) =>
    askSeating({ cards: false, ...options, people }, 'bulk', reception(found).seen);

  test.each([
    ['8', 3, Array.from({ length: 8 }, () => null), false],
    ['3 3 4', 3, [...'aaabbbcccc'].map((c) => roles['abc'.indexOf(c)]!), false],
    ['3,0,4', 3, [...'aaacccc'].map((c) => roles['abc'.indexOf(c)]!), false],
    ['3 2 4', 3, Array.from({ length: 9 }, () => null), true],
    ['1 5 5', 5, Array.from({ length: 11 }, () => null), true],
    ['5 5 0', 5, [...'aaaaabbbbb'].map((c) => roles['abc'.indexOf(c)]!), false],
  ])('%s people, shown from %i on', async (people, minGroup, expected, isWithoutRoles) => {
    expect(await seats(engagement({ minGroup }, roles), people)).toEqual({
      market: null,
      seats: expected,
      way: 'turns',
      minGroup,
      isWithoutRoles,
    });
  });

  test('in an open engagement everybody may have a role, unless the room asks for more', async () => {
    const open = engagement({ open: 'we know' }, roles);
    const known = await seats(open, '1 1 2');
    expect(known.seats).toEqual(['sales', 'operations', 'service', 'service']);
    const asked = await seats(open, '1 1 2', { minGroup: 3 });
    expect([asked.seats, asked.minGroup]).toEqual([[null, null, null, null], 3]);
  });

  test.each([
    ['4', '4 people, but results show from 5 on; --min-group 3 is the least', null],
    ['1', 'a whole number from 2 to 60', null],
    ['61', 'a whole number from 2 to 60', null],
    ['', 'a whole number from 2 to 60', null],
    ['8 people', 'a whole number from 2 to 60', null],
    ['-8', 'a whole number from 2 to 60', null],
    ['8 8', 'a whole number from 2 to 60', null],
    ['2 2', 'one number, or 3 numbers with blanks between them', engagement({}, roles)],
    [
      '2 1 1',
      '4 people, but results show from 5 on; privacy in pendulum.yaml or --min-group says so',
      engagement({}, roles),
    ],
    ['60 60 60', 'a whole number from 2 to 60', engagement({}, roles)],
  ])('--people "%s" is refused: %s', async (people, said, found) => {
    await expect(seats(found, people)).rejects.toMatchObject({
      exitCode: 2,
      problems: [{ code: 'USAGE', hint: said }],
    });
  });

  test('control characters of the command line are shown, not sent to the terminal', async () => {
    await expect(seats(null, '\u001b[2J')).rejects.toThrow('\\u{1B}[2J');
  });

  test('what is not said is asked, and asked again until it can be', async () => {
    const { seen, said } = reception(engagement({}, roles), 'many', '0 2 1', '0 5 5', 'cards');
    expect(await askSeating({}, 'bulk', seen)).toMatchObject({
      seats: [
        ...Array.from({ length: 5 }, () => 'operations'),
        ...Array.from({ length: 5 }, () => 'service'),
      ],
      way: 'cards',
    });
    const question =
      'How many people, or by role (sales operations service), such as 8 or 2 2 3 1:';
    expect(said).toEqual([
      question,
      '! one number, or 3 numbers with blanks between them',
      question,
      '! 3 people, but results show from 5 on; privacy in pendulum.yaml or --min-group says so',
      question,
      'How do people vote?',
    ]);
  });
});

describe('what the room is about', () => {
  test('the engagement says which units and rounds there are', async () => {
    const { seen, said } = reception(engagement(), 'bulk', '2026-q4');
    expect(await askAbout({}, seen)).toEqual({ unit: 'bulk', round: '2026-q4' });
    expect(said).toEqual(['Business unit:', 'Survey round:']);
  });

  test('without one they are typed, and a round may be none', async () => {
    const { seen } = reception(null, 'no unit!', 'bulk', '');
    expect(await askAbout({}, seen)).toEqual({ unit: 'bulk', round: null });
    const { seen: other } = reception(null);
    expect(await askAbout({ unit: 'bulk', round: '' }, other)).toEqual({
      unit: 'bulk',
      round: null,
    });
  });
});
