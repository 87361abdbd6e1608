import type { Words } from './words.ts';

type Spell = (text: string) => string;

function respelled(part: unknown, spell: Spell): unknown {
  if (typeof part === 'string') return spell(part);
  if (typeof part === 'function') {
    const say = part as (...given: readonly unknown[]) => unknown;
    return (...given: readonly unknown[]) => respelled(say(...given), spell);
  }
  if (Array.isArray(part)) return part.map((each) => respelled(each, spell));
  const entries = Object.entries(part as object);
  return Object.fromEntries(entries.map(([key, each]) => [key, respelled(each, spell)]));
}

/** The same words as a terminal can show them. */
export const spelled = (words: Words, spell: Spell): Words => respelled(words, spell) as Words;
