import { describe, expect, test } from 'vitest';
import type { Instrument, ScaleResult, UnitEnough } from '../../../src/instrument.ts';
import { renderInstrumentText } from '../../../src/report/instrument/text.ts';
import { sample } from './sample.ts';

const page = (changed: Partial<Instrument> = {}, columns = 120): string =>
  renderInstrumentText({ ...sample, ...changed }, { columns, unicode: true, colorLevel: 0 });

/** The page in one line, so that a sentence is found wherever it was wrapped. */
const flat = (changed: Partial<Instrument> = {}): string => page(changed).replace(/\s+/g, ' ');

const [bulk, cylinders, medical] = sample.units as readonly [UnitEnough, UnitEnough, UnitEnough];
const customer = sample.scales.find(({ id }) => id === 'customer')!;

const withUnit = (changed: Partial<UnitEnough>) => flat({ units: [{ ...bulk, ...changed }] });
const withScale = (changed: Partial<ScaleResult>) =>
  flat({ scales: [{ ...customer, ...changed }] });

const bare = {
  alpha: null,
  standardizedAlpha: null,
  omega: null,
  sem: null,
  questions: [],
  leftOut: [],
} as const;

test('what to take from it stands first, each with its verdict', () => {
  expect(flat()).toMatch(
    /What to take from it ─+ weak One of two units .* good Both leanings .* not known Whether roles .* Are there enough people/,
  );
});

describe('enough people', () => {
  test('of how many, where it hangs, within what, and by which interval', () => {
    expect(flat({ units: [bulk] })).toContain(
      "22 of 30 7.6 toward process ± 4.9 enough 95 % interval 2.7 to 12.5 toward process, Student's t, corrected for the size of the unit: more than one in twenty of its people answered",
    );
  });

  test('how many more would do', () => {
    expect(flat({ units: [cylinders] })).toContain(
      '19 more, 36 in all, would bring it within 10 points',
    );
    expect(withUnit({ verdict: 'more', needed: 22 })).toContain(
      '22 respondents would bring it within 10 points',
    );
    expect(withUnit({ verdict: 'unknown', needed: null })).toContain('not known 95 % interval');
    expect(withUnit({ verdict: 'unknown', needed: null })).toContain(
      'how many would do is not known',
    );
    expect(flat({ units: [cylinders], aim: 7.5 })).toContain('within 7.5 points');
  });

  test('of very many units those that need people stand first, and how many more there are', () => {
    const unit = (base: UnitEnough, i: number) => ({ ...base, id: `u${i}`, title: `Unit ${i}` });
    const enough = Array.from({ length: 5000 }, (_, i) => unit(bulk, i));
    const many = [...enough, unit(medical, 5000), unit(cylinders, 5001)];
    const said = flat({ units: many });
    expect(said).toMatch(/verdict Unit 5001 .*Unit 0 .*Unit 38 /);
    expect(said).not.toMatch(/Unit 39 |Unit 5000 /);
    expect(said).toContain(
      '4962 more units are not shown here; those with too few people stand first. All are in the JSON of this page (-f json).',
    );
    expect(flat({ units: enough.slice(0, 41) })).toContain('1 more unit is not shown here');
    const all = flat({ units: many.slice(4962) });
    expect(all).toMatch(/verdict Unit 4962 .*Unit 4999 .*Unit 5000 .*Unit 5001 /);
    expect(all).not.toContain('more unit');
  });

  test('a hidden unit says why and shows no number', () => {
    const said = flat({ units: [medical] });
    expect(said).toContain(
      'Hospital gases, South - - - - To protect those who answered: fewer than 5 respondents could be scored. Numbers are shown from 5 respondents on.',
    );
    expect(said).not.toContain('The units in detail');
    expect(flat({ units: [{ ...medical, suppressed: null }] })).toContain(
      'not shown, to protect those who answered',
    );
  });

  test('no position, and no interval', () => {
    const none = { intervals: [], within: null } as const;
    expect(withUnit({ ...none, position: null })).toMatch(/22 of 30 - - enough too few answers to/);
    expect(withUnit({ ...none, because: 'one respondent alone' })).toContain(
      '7.6 toward process - enough no interval: one respondent alone',
    );
    expect(withUnit({ ...none, because: null })).toContain('enough no interval');
  });

  test.each([
    ['t', "Student's t: why"],
    ['finite', "Student's t, corrected for the size of the unit: why"],
    ['census', 'everybody answered: why'],
    ['strata', 'by role, weighted by headcount: why'],
    ['bootstrap', 'bootstrap of respondents: why'],
  ] as const)('an interval by %s', (method, said) => {
    const intervals = [{ method, low: -1, high: 2, level: 0.9 }];
    expect(withUnit({ intervals, because: 'why' })).toContain(
      `90 % interval 1.0 toward process to 2.0 toward customer, ${said}`,
    );
  });
});

describe('the position', () => {
  test('in one sentence, with the numbers behind it', () => {
    expect(flat()).toContain(
      'If one person answered again, the position would lie within 16 points of the first in 19 cases of 20; the mean of 20 people moves by less than 4. Reliability 0.72; standard error of measurement 8.0 points; the leanings correlate at 0.51; 37 respondents.',
    );
  });

  test('without a reliability', () => {
    expect(flat({ position: { ...sample.position!, reliability: null } })).toContain(
      'Its reliability cannot be computed; standard error',
    );
    expect(flat({ position: null })).toContain('so the position has none either');
  });
});

describe('reliability', () => {
  test('leanings stand before the sides of dimensions, which stand under their dimension', () => {
    expect(flat()).toMatch(
      /customer-leaning 4 39 0\.88 0\.82 to 0\.93 0\.89 5\.1 process-leaning 3 37 .* Direction and leadership customer 2 39 - - - 11\.4 .* process 2/,
    );
  });

  test.each([
    ['unstable', 'fewer than ten respondents: not to be relied on'],
    ['two', 'two questions: no alpha, and their correlation cannot be stepped up'],
    ['one', 'one question alone cannot be held against others'],
    ['none', 'no question is left to add up'],
    ['few', 'too few respondents answered all of it'],
    ['constant', 'everybody answered alike: there is nothing to tell apart'],
    ['hidden', 'not shown, to protect those who answered'],
  ] as const)('%s is said, and is never 0', (status, said) => {
    expect(withScale({ ...bare, status })).toContain(`customer-leaning 0 39 - - - - ${said}`);
  });

  test('two questions', () => {
    const two = { ...bare, status: 'two', meanCorrelation: 0.5, spearmanBrown: 2 / 3 } as const;
    expect(withScale(two)).toContain('two questions: correlation 0.50, Spearman-Brown 0.67');
  });

  test('no omega beside an alpha', () => {
    expect(withScale({ omega: null })).toContain('- 5.1 no omega: one factor could not be fitted');
  });

  test('the level of the interval is that of the document', () => {
    expect(flat()).toContain('95 % interval omega');
    const alpha = { ...customer.alpha!, level: 0.9 };
    expect(withScale({ alpha })).toContain('90 % interval omega');
    expect(withScale({ ...bare, status: 'few' })).toContain('alpha interval omega');
  });
});

describe('questions', () => {
  const loose = (id: string, itemRest: number) =>
    ({ id, itemRest, alphaIfDropped: 0.5, verdict: 'loose' }) as const;

  test('the worst first, each once, where it does most harm', () => {
    const said = flat();
    expect(said).toMatch(/repeat-information -0\.31 .* frontline-settles 0\.04 .* improvement-cut/);
    expect(said).toContain(
      '-0.31 0.74 0.63 goes against Offer and order-to-delivery flow, customer: Customers must repeat',
    );
    expect(said.match(/repeat-information -/g)).toHaveLength(1);
    expect(said).not.toMatch(/told-first 0/);
  });

  test('at most twelve, and how many more', () => {
    const many = (length: number) =>
      withScale({ questions: Array.from({ length }, (_, i) => loose(`q${i}.`, i / 100)) });
    expect(many(12)).toContain('q11.');
    expect(many(12)).not.toContain('more question');
    expect(many(13)).not.toContain('q12.');
    expect(many(13)).toContain('1 more question weakens it less.');
    expect(many(15)).toContain('3 more questions weaken it less.');
  });

  test('none', () => {
    const fits = { ...loose('q', 0.5), verdict: 'fits' } as const;
    expect(withScale({ questions: [fits, { ...fits, id: 'r' }, fits] })).toContain(
      'None of the 2 questions that could be looked at.',
    );
    expect(withScale({ questions: [{ ...fits, verdict: null }] })).toContain(
      'That cannot be told of any question: it takes',
    );
  });

  test('one whose text is not known, called as every object has a property', () => {
    expect(withScale({ questions: [loose('constructor', 0.1)] })).toContain(
      'constructor 0.10 0.50 0.88 loose customer-leaning ──',
    );
  });

  test('those left out, each once, and why', () => {
    const said = flat();
    expect(said).toContain('self-service everybody answered it alike Customers can look up');
    expect(said).toContain('change-control asked of too few A written change control');
    expect(said.match(/self-service everybody/g)).toHaveLength(1);
    expect(withScale({ leftOut: [] })).not.toContain('Questions left out');
  });
});

describe('groups', () => {
  test('with the word for their size', () => {
    expect(flat()).toContain('customer by unit 3 42 0.26 0.83 large');
    expect(flat()).toContain(
      'position by role 2 42 -0.04 - no group effect no ICC(2): the means of groups do not differ',
    );
  });

  test('none', () => {
    expect(flat({ groups: [] })).toContain('There are no two groups');
  });
});

describe('units in detail', () => {
  test('further intervals, and the position without the flagged', () => {
    expect(flat()).toContain(
      "0.23 0.91 8.1 toward process 19 respondents scored and not flagged; alpha over the dimensions: customer 0.71, process 0.64; 18 raters: ICC(2,1) 0.24, ICC(2,k) 0.85; other intervals: 17.0 toward process to 1.8 toward customer (Student's t); 16.2",
    );
  });

  test('a reason for every dash, and none without one', () => {
    expect(flat({ units: [cylinders] })).toMatch(
      /North - - - No Krippendorff's alpha: .* No reliability of a mean: .* No position without the flagged: /,
    );
    expect(flat({ units: [bulk] })).not.toMatch(/No Krippendorff|No reliability|No position/);
  });
});

describe('careless answering', () => {
  const { careless } = sample as { careless: NonNullable<Instrument['careless']> };

  test('signs with their limits, and why one was not looked for or is not shown', () => {
    const said = flat();
    expect(said).toContain('One answer in a long run 3 more than half of the questions in a row');
    expect(said).toContain('- beyond 999 of 1,000 respondents; not looked for: there are fewer');
    expect(said).toContain('- correlation of the halves below 0; the number is not shown');
    expect(said).toContain('Agreeing with opposites 0 one option above the middle');
  });

  test('results with and without the flagged', () => {
    expect(flat()).toMatch(
      /3 of 43 respondents show at least two .* Everybody 42 61\.2 58\.4 2\.8 toward customer Without the flagged 39 61\.9 58\.1 3\.8 toward customer/,
    );
    expect(flat({ careless: { ...careless, flagged: 1 } })).toContain('1 of 43 respondents shows');
    expect(flat({ careless: { ...careless, flagged: 0 } })).toContain('0 of 43 respondents show ');
  });

  test('hidden numbers', () => {
    const hidden = flat({ careless: { ...careless, flagged: null, headlines: null } });
    expect(hidden).toMatch(/How many of 43 show .*: not shown, to protect those who answered\./);
    expect(hidden).toContain('Results without the flagged: not shown, to protect');
    expect(hidden).not.toContain('Everybody 42');
  });

  test('sums hold no single answers', () => {
    expect(flat({ careless: null })).toContain('there were no single answers to look at');
  });
});

describe('method', () => {
  test('names formulas, what was read again, and from where on numbers are shown', () => {
    const said = flat();
    expect(said).toContain('Cronbach 1951');
    expect(said).toContain('Read twice single answers, for careless answering');
    expect(said).toContain('Numbers are shown from 5 respondents on. Those of groups');
    expect(flat({ secondReading: null })).not.toContain('Read twice');
    expect(flat({ units: [bulk] })).not.toContain('Numbers are shown from');
  });

  test('another status than not validated', () => {
    const scorecard = { ...sample.scorecard, status: 'validated in 2027' };
    expect(flat({ scorecard })).toContain('Status of this instrument: validated in 2027.');
    expect(flat({ scorecard })).not.toContain('not validated');
  });

  test('problems, where there are any', () => {
    expect(flat()).toContain('UNKNOWN_REF there is no question "flwo" (did you mean "flow"?)');
    expect(flat({ problems: [{ ...sample.problems[0]!, hint: null }] })).toMatch(/"flwo" ──/);
    expect(flat({ problems: [] })).not.toContain('Problems in the answers');
  });
});

test('nothing is NaN, null or undefined, whatever is missing', () => {
  const empty = flat({
    round: null,
    findings: [],
    scales: [],
    position: null,
    groups: [],
    units: [],
    careless: null,
    problems: [],
    words: { ...sample.words, engagement: null },
  });
  for (const said of [flat(), empty]) expect(said).not.toMatch(/NaN|null|undefined|Infinity/);
  expect(empty).toContain('43 respondents in 3 units, 42 of them scored.');
  expect(empty).toMatch(/There is no unit\. .* There are no scales\. /);
});

test('in few columns a row stands under its name, and dashes with a reason are left to it', () => {
  const narrow = page({}, 40)
    .split('\n')
    .map((each) => each.trim());
  expect(narrow).toContain('questions 4   n 39   alpha 0.88');
  expect(narrow).toContain('Direction and leadership, customer');
  const at = narrow.indexOf('Hospital gases, South');
  expect(narrow.slice(at, at + 2)).toEqual([
    'Hospital gases, South',
    'To protect those who answered:',
  ]);
});
