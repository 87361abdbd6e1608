import { expect, test } from 'vitest';
import { languageFor } from '../../src/cli/language.ts';
import { shippedPlan } from '../plans.ts';

const scan = shippedPlan('quick-scan');
const gases = shippedPlan('industrial-gases');
const spoken = (...codes: readonly string[]) => ({
  ...scan,
  translations: codes.map((language) => ({ ...scan.translations[0]!, language })),
});

test.each([
  [{}, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'de'],
  [{ LANG: 'de_AT@euro' }, 'de'],
  [{ LANG: 'de' }, 'de'],
  [{ LANG: 'DE' }, 'de'],
  [{ LANG: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'fr_FR.UTF-8' }, 'en'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'POSIX' }, 'en'],
  [{ LANG: '' }, 'en'],
  [{ LANG: 'den_CA.UTF-8' }, 'en'],
  [{ LC_MESSAGES: 'de_DE.UTF-8', LANG: 'en_US.UTF-8' }, 'de'],
  [{ LC_MESSAGES: 'en_US.UTF-8', LANG: 'de_DE.UTF-8' }, 'en'],
  [{ LC_ALL: 'de_DE.UTF-8', LC_MESSAGES: 'en_US', LANG: 'en_US' }, 'de'],
  [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'de_DE' }, 'de'],
  [{ LC_ALL: 'C', LANG: 'de_DE' }, 'en'],
  [{ LC_CTYPE: 'de_DE.UTF-8' }, 'en'],
])('a terminal with %o is asked in %s', (env, language) => {
  expect(languageFor(scan, undefined, env)).toBe(language);
});

test.each([
  ['de', 'de'],
  ['de-CH', 'de'],
  ['DE', 'de'],
  ['en', 'en'],
  ['fr', null],
  ['', null],
  ['constructor', null],
])('--language %s is %s, whatever the terminal says', (given, language) => {
  expect(languageFor(scan, given, { LANG: 'de_DE.UTF-8' })).toBe(language);
});

test('a language that only the terminal has changes nothing', () => {
  expect(languageFor(gases, undefined, { LANG: 'de_DE.UTF-8' })).toBe('en');
  expect(languageFor(gases, 'de', {})).toBeNull();
});

test.each([
  ['pt', 'pt-br'],
  ['pt-BR', 'pt-br'],
  ['pt_PT', 'pt-pt'],
  ['pt-AO', 'pt-br'],
])('%s is that language, or the first of its family: %s', (given, language) => {
  expect(languageFor(spoken('pt-br', 'pt-pt'), given, {})).toBe(language);
});
