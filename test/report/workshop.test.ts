import { describe, expect, test } from 'vitest';
import { renderWorkshop } from '../../src/report/workshop.ts';
import { german } from '../../src/words/german.ts';
import { elements, marked, through } from './elements.ts';
import { result, suppressed } from './results.ts';
import { action, actions, markdownOf, room, roomOf } from './rooms.ts';

const golden = (name: string) => `../golden/room/${name}.md`;

const none = { today: [], earlier: [], past: () => null };

describe('golden', () => {
  test('the page', async () => {
    await expect(markdownOf(room)).toMatchFileSnapshot(golden('workshop'));
  });

  test('in German', async () => {
    await expect(renderWorkshop(room, actions, german)).toMatchFileSnapshot(
      golden('workshop-german'),
    );
  });

  test('of a hidden unit', async () => {
    const of = { ...room, result: result([suppressed]) };
    await expect(markdownOf(of)).toMatchFileSnapshot(golden('workshop-hidden'));
  });
});

test('the same input, the same bytes', () => {
  expect(markdownOf(structuredClone(room))).toBe(markdownOf(room));
});

test('both votes side by side, the first before the second', () => {
  const page = markdownOf(room);
  expect(page).toContain('| Option | First vote | Second vote |');
  expect(page).toContain(
    '| Strongly disagree | `████████████████████` 4 | `█████` 1 |\n| Disagree | 0 | `██████████` 2 |',
  );
  expect(page).toContain('**mean 46.9 → 43.8, spread 45.2 → 25.9: closer together**');
});

test('it says what it is not, and from how many answers on it shows them', () => {
  expect(markdownOf(room)).toContain('\n**not validated**\n');
  expect(markdownOf(room)).toContain('Answers of fewer than 5 people are hidden');
  expect(markdownOf({ ...room, minGroup: null })).toContain('Groups of any size are shown.');
});

test('no action is said, and nothing moved is left out', () => {
  const page = markdownOf(room, none);
  expect(page).toContain('No action was agreed.');
  expect(page).not.toContain('What we agreed');
});

describe('what people write', () => {
  const attack = [
    '| a | b |\n| --- | --- |',
    '`x` <img src=https://evil.example/b.png onerror=alert(1)> ![b](https://evil.example/b.png)',
    '[l](javascript:alert(1)) https://evil.example www.evil.example a@evil.example',
    '\n\n# heading\n\nsetext\n===\n\n- list\n\n---\n\n<script>alert(1)</script>\u202e\u001b[31m',
  ].join(' ');

  const pageOf = (change: (text: string) => string) => {
    const of = through(room, change);
    const changed = through(action, change);
    const status = change('not validated');
    const scorecard = { ...of.result.scorecard, status };
    return markdownOf(
      { ...of, result: { ...of.result, scorecard, round: change('2026-q4') } },
      { today: [changed], earlier: [changed], past: actions.past },
    );
  };

  test('adds no element to the page, wherever it stands', () => {
    const [plain, hostile] = [pageOf(() => 'plain'), pageOf(() => attack)];
    expect(hostile.split('evil').length).toBeGreaterThan(100);
    expect(elements(hostile)).toEqual(elements(plain));
  });

  test('adds no line and nothing that cannot be seen', () => {
    const [plain, hostile] = [pageOf(() => 'plain'), pageOf(() => attack)];
    expect(hostile.split('\n')).toHaveLength(plain.split('\n').length);
    expect(hostile.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('rendered, there is no link, image or tag of theirs', () => {
    const html = marked.parse(pageOf(() => attack)) as string;
    expect(html).not.toMatch(/<(?:a|img|script|del|input)\b/);
  });
});

test('a question with markup in it reads as it was written', () => {
  const { questions } = room.result.words;
  const ask = 'Do we ship *on time* | at <any> cost?';
  const asked = { ...questions['repeat-information']!, ask };
  const words = { ...room.result.words, questions: { ...questions, 'repeat-information': asked } };
  const of = { ...roomOf({}), result: { ...room.result, words } };
  expect(markdownOf(of)).toContain('Do we ship \\*on time\\* \\| at \\<any\\> cost?');
});
