import type { Plan, Rule } from './types.ts';

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** The parts of a condition that has several, each in brackets if it has several itself. */
function joined(plan: Plan, parts: readonly Rule[], by: string): string {
  return parts
    .map((part) => {
      const text = whenText(plan, part);
      return part.op === 'all' || part.op === 'any' ? `(${text})` : text;
    })
    .join(by);
}

function rangeText(plan: Plan, { question, min, max }: Rule & { op: 'range' }): string {
  const { id, input } = plan.questions[question]!;
  const decimals = input.kind === 'metric' ? input.decimals : 0;
  const [low, high] = [min, max].map((bound) =>
    bound === null ? null : String(bound / 10 ** decimals),
  );
  const parts = [
    ...(low === null ? [] : [`at least ${low}`]),
    ...(high === null ? [] : [`at most ${high}`]),
  ];
  return `${id} is ${parts.length === 0 ? 'answered' : parts.join(' and ')}`;
}

/** A condition in words, with the ids and codes that it looks at. */
export function whenText(plan: Plan, rule: Rule): string {
  switch (rule.op) {
    case 'all':
      return joined(plan, rule.of, ' and ');
    case 'any':
      return joined(plan, rule.of, ' or ');
    case 'not':
      return `not (${whenText(plan, rule.of)})`;
    case 'market':
    case 'role':
    case 'unit':
      return `${rule.op} is ${listed(rule.in)}`;
    case 'answered':
      return `${plan.questions[rule.question]!.id} is answered`;
    case 'options': {
      const { id, input } = plan.questions[rule.question]!;
      const options = input.kind === 'options' ? input.options : [];
      return `${id} is ${listed(rule.in.map((i) => options[i]!.code))}`;
    }
    case 'range':
      return rangeText(plan, rule);
  }
}
