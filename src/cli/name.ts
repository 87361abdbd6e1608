import { createHash } from 'node:crypto';

/** Names that Windows gives to devices, whatever their ending. */
const devices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;
const longest = 60;

/** The letters and digits of a text, for a name that something else makes unique. */
export const slug = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, longest);

/**
 * A text as a part of a file name: a-z, 0-9 and -, nothing else. A text that had to be changed gets
 * a few digits of its hash, so that different texts have different names.
 */
export function fileName(text: string): string {
  const name = slug(text);
  if (name === text && !devices.test(name) && name !== '') return name;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 6);
  return name === '' ? digest : `${name}-${digest}`;
}
