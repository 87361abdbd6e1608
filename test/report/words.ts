import type { Words } from '../../src/result.ts';

const agreement = ['Strongly disagree', 'Disagree', 'Neither', 'Agree', 'Strongly agree'];

export const words: Words = {
  engagement: {
    title: 'Calder Gases',
    remark: 'An invented company; every number in it is made up.',
  },
  zones: [
    { id: 'process-bound', title: 'process-bound', from: -100, to: -50 },
    { id: 'strongly-process', title: 'strongly process-leaning', from: -50, to: -25 },
    { id: 'process-leaning', title: 'process-leaning', from: -25, to: -10 },
    { id: 'centred', title: 'centred', from: -10, to: 10 },
    { id: 'customer-leaning', title: 'customer-leaning', from: 10, to: 25 },
    { id: 'strongly-customer', title: 'strongly customer-leaning', from: 25, to: 50 },
    { id: 'customer-captured', title: 'customer-captured', from: 50, to: 100 },
  ],
  strengthBands: [
    { id: 'weak', title: 'weak', from: 0, to: 40 },
    { id: 'developing', title: 'developing', from: 40, to: 60 },
    { id: 'capable', title: 'capable', from: 60, to: 80 },
    { id: 'strong', title: 'strong', from: 80, to: 100 },
  ],
  archetypes: {
    heroic: {
      title: 'Heroic',
      message:
        'Promises run ahead of what the unit can deliver dependably, and people make up the ' +
        'difference. Keep the closeness to customers and put the next effort into process ' +
        'practices, beginning with the process dimension furthest below its target.',
    },
    adrift: {
      title: 'Adrift',
      message:
        'Taken together, the two sides are weak. Standing near the target is no comfort, because ' +
        'there is too little strength behind it to serve customers or run the work dependably.',
    },
    poised: { title: 'Poised', message: 'Keep going, and watch for the early signs of overuse.' },
  },
  markets: {
    'healthcare-hospital': 'Hospital and medical gases',
    'bulk-industrial': 'Bulk for industry',
  },
  questions: {
    'repeat-information': {
      ask: 'Customers must repeat information when they are passed between departments.',
      dimension: 'flow',
      unit: null,
      options: agreement,
    },
    'named-customer-outcomes': {
      ask: 'Strategy debates begin with what named customers are trying to achieve.',
      dimension: 'direction',
      unit: null,
      options: agreement,
    },
    'schedule-or-customer': {
      ask: 'A customer asks for an exception to the delivery plan. What wins?',
      dimension: 'flow',
      unit: null,
      options: [
        'Protect the delivery schedule for everyone',
        '-2',
        '-1',
        '0',
        '1',
        '2',
        'Bend the schedule for the customer who asks',
      ],
    },
    'days-with-customers': {
      ask: 'Days that leaders spent with customers in the last quarter',
      dimension: 'direction',
      unit: 'days',
      options: [],
    },
  },
  practices: {
    P01: {
      how:
        'Appoint senior owners for five to eight end-to-end processes with rights over design, ' +
        'standards and improvement money; write how they share power with functions.',
      evidence: 'Kohlbacher & Gruenwald 2011',
    },
    B05: {
      how:
        'Give exceptions a visible route: simple criteria, a price or approver, a fast clock and a ' +
        'log. Each month the most frequent exceptions become a standard option or are declined.',
      evidence: null,
    },
  },
  polarity: null,
  language: 'en',
  notes: null,
};
