const spelled: { readonly [character: string]: string } = {
  '\u00a0': ' ',
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '…': '...',
  '·': '-',
  '•': '-',
  '±': '+/-',
  '×': 'x',
  '≤': '<=',
  '≥': '>=',
  '→': '->',
  '←': '<-',
  '€': 'EUR',
  '£': 'GBP',
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
};

const code = (character: string) => `\\u{${character.codePointAt(0)!.toString(16).toUpperCase()}}`;

const plainLetter = (character: string) => {
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return /^[ -~]+$/.test(bare) ? bare : code(character);
};

/**
 * The text for a terminal that can print nothing but ASCII: umlauts are spelled as Germans do
 * without them, other accents fall off, common punctuation is spelled, and what has no near form is shown by its code point.
 */
export function ascii(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^ -~]/gu, (character) => spelled[character] ?? plainLetter(character));
}
