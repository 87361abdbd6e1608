import { givenOfText } from '../answers/value.ts';
import type { Input, Option, Plan, PlanQuestion } from '../plan/types.ts';
import { yamlText } from '../source/write.ts';
import { visible } from '../text/visible.ts';

const keys = ['unit', 'round', 'respondent', 'role', 'market'];

function namesOf({ id, input }: PlanQuestion): readonly string[] {
  if (input.kind === 'allocation') return input.parts.map(({ code }) => `${id}.${code}`);
  return input.kind === 'options' && input.evidence ? [id, `${id}.note`] : [id];
}

/** A CSV to fill in: the header of every question, and one row without answers. */
export function emptyTable({ questions }: Plan): string {
  const names = questions.flatMap(namesOf);
  const row = ['my-unit', '2026-q4', 'r01', '', '', ...names.map(() => '')];
  return `${[...keys, ...names].join(',')}\n${row.join(',')}\n`;
}

type Options = Extract<Input, { kind: 'options' }>;

/** Labels that say more than a code does; one that is an answer itself stays that answer. */
const labelled = (input: Options): readonly Option[] =>
  input.options.filter(({ label }) => label.trim() !== '' && givenOfText(input, label) === null);

const comment = (text: string): string => `# ${visible(text.replace(/\s+/g, ' ').trim())}`;

const labelLines = (options: readonly Option[]): readonly string[] =>
  options.map(({ code, label }) => `      ${yamlText(label)}: ${yamlText(code)}`);

/** A heading with what stands below it; nothing of what is empty. */
const under = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [heading, ...lines];

function scaleLines({ questions }: Plan): readonly string[] {
  const scales = new Map<string, Options>();
  for (const { input } of questions) {
    if (input.kind === 'options' && input.scale !== null) scales.set(input.scale, input);
  }
  return [...scales].flatMap(([id, input]) => under(`    ${id}:`, labelLines(labelled(input))));
}

const questionLines = ({ questions }: Plan): readonly string[] =>
  questions.flatMap(({ id, ask, input }) => {
    if (input.kind !== 'options' || input.scale !== null) return [];
    const lines = labelLines(labelled(input));
    return lines.length === 0 ? [] : [`    ${comment(ask)}`, `    ${id}:`, ...lines];
  });

/** A map to edit: what the scorecard's labels mean, beside its codes. */
export function emptyMap(plan: Plan): string {
  const { id, version } = plan.scorecard;
  const columns = [...keys.slice(0, 1), ...plan.questions.slice(0, 2).flatMap(namesOf)];
  const labels = [
    ...under('  scales:', scaleLines(plan)),
    ...under('  questions:', questionLines(plan)),
  ];
  return [
    `# What a table of answers to ${id}@${version} says, for --map. Codes are understood without it.`,
    'pendulum: 1',
    '',
    '# Columns that are called otherwise in your table: its name first, then what it is here.',
    '# columns:',
    ...columns.map((name, i) => `#   Column ${i + 1}: ${name}`),
    '',
    '# What cells may say: the text first, then the code, not-applicable or dont-know.',
    ...under('labels:', labels),
    '',
    '# What they may say to any question.',
    'notApplicable: ["N/A"]',
    'dontKnow: ["Don\'t know"]',
    '',
  ].join('\n');
}
