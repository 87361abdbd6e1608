import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import {
  describe,
  isBlank,
  isNull,
  note,
  noteControl,
  wrongKind,
  type Notes,
  type Read,
  type Shape,
} from './shape.ts';
import type { ScalarTree } from './tree.ts';

interface TextRules {
  readonly max?: number;
  /** Remarks of respondents are kept as they are and made visible when printed. */
  readonly anyCharacter?: boolean;
  readonly about?: string;
}

/** Text, always as it was written: a plain 1.10 stays "1.10", a plain no stays "no". */
export function text(rules: TextRules = {}): Shape<string> {
  const max = rules.max ?? 4000;
  return {
    schema: { type: ['string', 'number', 'boolean'], ...describe(rules.about) },
    read(tree, notes) {
      if (tree.kind !== 'scalar' || isBlank(tree)) return wrongKind(tree, 'text', notes);
      const control = rules.anyCharacter ? null : noteControl(tree, notes);
      if (control !== null) return control;
      if (tree.text.length > max) {
        return note(
          notes,
          tree,
          'SHAPE',
          `the text is longer than ${max} characters`,
          'shorten it',
        );
      }
      return tree.text;
    },
  };
}

export const idPattern = /^[a-z][a-z0-9_-]{0,63}$/;
export const reservedIds = new Set(
  Object.getOwnPropertyNames(Object.prototype).concat('prototype'),
);
const yamlWords = /^(null|true|false)$/;

export function readId(scalar: ScalarTree, notes: Notes): Read<string> {
  const word = scalar.text;
  const control = noteControl(scalar, notes);
  if (control !== null) return control;
  if (reservedIds.has(word)) return note(notes, scalar, 'RESERVED_ID', word);
  const isCoerced = !scalar.quoted && yamlWords.test(word);
  if (isCoerced || !idPattern.test(word)) {
    return note(notes, scalar, 'ID_FORMAT', visible(word), isCoerced);
  }
  return word;
}

/** An id: lower-case letters, digits, - and _, judged on what was written and never coerced. */
export function id(about?: string): Shape<string> {
  return {
    schema: { type: 'string', pattern: idPattern.source, ...describe(about) },
    read: (tree, notes) =>
      tree.kind === 'scalar' && tree.text !== ''
        ? readId(tree, notes)
        : wrongKind(tree, 'an id', notes),
  };
}

const practicePattern = /^[A-Z][0-9]{2}$/;

/** A practice's id: its group's letter and its number. */
export const practiceId: Shape<string> = {
  schema: { type: 'string', pattern: practicePattern.source },
  read(tree, notes) {
    const word = tree.kind === 'scalar' ? tree.text : '';
    return practicePattern.test(word) ? word : note(notes, tree, 'PRACTICE_ID', visible(word));
  },
};

const datePattern = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether a text is a day of the calendar, written year-month-day. */
export function isDate(word: string): boolean {
  const [year, month, day] = (datePattern.exec(word) ?? []).slice(1).map(Number);
  if (year === undefined || month! < 1 || month! > 12) return false;
  return day! >= 1 && day! <= daysIn(year, month!);
}

/** A day of the calendar, kept as it was written. */
export function date(about?: string): Shape<string> {
  return {
    schema: { type: 'string', pattern: datePattern.source, ...describe(about) },
    read(tree, notes) {
      const word = tree.kind === 'scalar' ? tree.text : '';
      return isDate(word) ? word : note(notes, tree, 'DATE', visible(word));
    },
  };
}

export interface NumberRules {
  readonly min: number;
  readonly max: number;
  /** The most digits after the point. */
  readonly decimals: number;
  readonly about?: string;
}

const decimalPattern = /^-?(0|[1-9][0-9]*)(\.([0-9]+))?$/;

function numberRule({ min, max, decimals }: NumberRules): string {
  const digits = decimals === 0 ? 'a whole number' : `a number with at most ${decimals} decimals`;
  return `${digits} from ${min} to ${max}`;
}

/** What to do about a scalar that is not a number by the rules, or null when it is one. */
function numberFault(scalar: ScalarTree, rules: NumberRules): string | null {
  const match = decimalPattern.exec(scalar.text);
  if (match !== null && scalar.quoted) return `remove the quotes: ${scalar.text}`;
  if (match === null) {
    const digits = String(Number(scalar.text.replaceAll('_', '')));
    const isMeant = scalar.text.trim() !== '' && decimalPattern.test(digits);
    return isMeant ? `write ${digits}` : 'write digits, like 1.5';
  }
  const value = Number(scalar.text);
  const isTooFine = (match[3]?.length ?? 0) > rules.decimals;
  const isOutside = value < rules.min || value > rules.max || Object.is(value, -0);
  return isTooFine || isOutside ? 'give one within these limits' : null;
}

/** A decimal number in plain digits; no exponents, infinities, separators or quotes. */
export function number(rules: NumberRules): Shape<number> {
  return {
    schema: {
      type: rules.decimals === 0 ? 'integer' : 'number',
      minimum: rules.min,
      maximum: rules.max,
      ...describe(rules.about),
    },
    read(tree, notes) {
      if (tree.kind !== 'scalar' || isNull(tree)) return wrongKind(tree, 'a number', notes);
      const fault = numberFault(tree, rules);
      if (fault === null) return Number(tree.text);
      return note(notes, tree, 'NUMBER', visible(tree.text), numberRule(rules), fault);
    },
  };
}

/** Exactly `true` or `false`, without quotes. */
export function flag(about?: string): Shape<boolean> {
  return {
    schema: { type: 'boolean', ...describe(about) },
    read(tree, notes) {
      const word = tree.kind === 'scalar' && !tree.quoted ? tree.text : '';
      if (word === 'true') return true;
      if (word === 'false') return false;
      return note(notes, tree, 'SHAPE', 'expected true or false', null);
    },
  };
}

/** A number, or one word that stands instead of it. */
export function numberOr<const W extends string>(word: W, rules: NumberRules): Shape<number | W> {
  const digits = number(rules);
  return {
    schema: { anyOf: [digits.schema, { const: word }] },
    read: (tree, notes) =>
      tree.kind === 'scalar' && tree.text === word ? word : digits.read(tree, notes),
  };
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Shape<W> {
  return {
    schema: { enum: words },
    read(tree, notes) {
      const word = tree.kind === 'scalar' ? tree.text : '';
      if ((words as readonly string[]).includes(word)) return word as W;
      const guess = nearest(word, words);
      const hint = guess === null ? `allowed: ${words.join(', ')}` : `did you mean "${guess}"?`;
      return note(
        notes,
        tree,
        'SHAPE',
        `"${visible(word)}" is not one of the words used here`,
        hint,
      );
    },
  };
}
