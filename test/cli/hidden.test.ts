import { expect, test } from 'vitest';
import { command, folderWith } from './command.ts';

const card = `
pendulum: 1
id: tiny
version: 1.0.0
language: en
title: Tiny
answerScales:
  agreement: { options: [a, b, c, d, e] }
dimensions:
  - { id: flow, title: Flow }
questions:
  - { id: c1, dimension: flow, side: customer, ask: We listen., answerScale: agreement }
  - { id: c2, dimension: flow, side: customer, ask: We ask., answerScale: agreement }
  - { id: c3, dimension: flow, side: customer, ask: We learn., answerScale: agreement }
  - { id: p1, dimension: flow, side: process, ask: We follow., answerScale: agreement }
`;

const engagement = `pendulum: 1
title: Invented
scorecard: card.yaml
units: [{ id: north, title: North }, { id: south, title: South }]
`;

interface Case {
  readonly south: number;
  /** What they say in the south. */
  readonly answer: number;
  /** How many of the twelve in the north answer the second question. */
  readonly north: number;
}

/** South is a unit of few; the north's second question is answered by few. */
function sheets({ south, north, answer }: Case): Record<string, string> {
  const sheet = (unit: string, i: number, answers: string) =>
    `{ pendulum: 1, scorecard: tiny, unit: ${unit}, respondent: r${i}, answers: { ${answers} } }`;
  const many = Array.from({ length: 12 }, (_, i) => {
    const value = 1 + (i % 5);
    // Whoever answers it says what the side says without it, which must stay as it is.
    const given = i < north ? `{ answer: ${value}, note: Seen }` : 'not-applicable';
    return sheet('north', i, `c1: ${value}, c2: ${given}, c3: ${value}, p1: ${6 - value}`);
  });
  const few = Array.from({ length: south }, (_, i) =>
    sheet('south', i, `c1: ${answer}, c2: 2, c3: { answer: 1, note: Few }, p1: ${answer}`),
  );
  return { 'answers/all.ndjson': `${[...many, ...few].join('\n')}\n` };
}

const formats = ['text', 'json', 'csv', 'markdown', 'html', 'svg', 'junit', 'badge', 'github'];

/** All that a format says, but for the fingerprint of the answers. */
async function written(format: string, asked: Case): Promise<string> {
  const files = { 'card.yaml': card, 'pendulum.yaml': engagement, ...sheets(asked) };
  const cwd = folderWith(files);
  const appendix = ['text', 'json', 'html'].includes(format) ? ['--appendix'] : [];
  const ran = await command(['score', '.', '-u', 'all', '-f', format, ...appendix], { cwd });
  const all = ran.code === 0 ? ran : await command(['score', '.', '-f', format], { cwd });
  expect(all.code).toBe(0);
  return all.stdout.replaceAll(/[0-9a-f]{64}/g, '');
}

test.each(formats)(
  '%s says the same, however many a hidden unit has and whatever they say',
  async (format) => {
    const first = await written(format, { south: 4, north: 0, answer: 2 });
    expect(await written(format, { south: 2, north: 0, answer: 5 })).toBe(first);
    expect(await written(format, { south: 5, north: 0, answer: 5 })).not.toBe(first);
  },
);

test.each(formats)('%s does not say how few answered a question', async (format) => {
  const first = await written(format, { south: 0, north: 4, answer: 3 });
  expect(await written(format, { south: 0, north: 2, answer: 3 })).toBe(first);
});
