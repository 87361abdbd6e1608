import fc from 'fast-check';
import { entryStates, type Entry } from '../../src/answers/entry.ts';

/** Any entry that a person can give. */
export const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    question: fc.string({ unit: 'grapheme' }),
    state: fc.constantFrom(...entryStates),
    text: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.record({ customer: fc.nat(100), process: fc.nat(100) }),
      fc.record({ customer: fc.nat(100), process: fc.nat(100), other: fc.nat(100) }),
    ),
    note: fc.option(fc.string({ unit: 'binary' })),
  })
  .map(({ question, state, text, note }) => ({
    question,
    state,
    answer: state === 'answered' ? text : null,
    note,
  }));
