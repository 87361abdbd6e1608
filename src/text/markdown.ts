import { visibleLines } from './visible.ts';

/** What begins markup anywhere in a line; an escaped pipe ends no table cell. */
const markup = /[\\`*_[\]<>#|~&$@]/g;

/** What GitHub takes for a person, after Markdown and in spite of a backslash. */
const mention = /@(?=\w)/g;

/** Schemes and hosts that become links without any brackets. */
const autolink = /:(?=\/\/)|(?<=mailto|xmpp):|(?<=www)\./gi;

/** What makes a list, a rule, a heading or a table of a line that begins with it. */
const opening = /^(?:[-+](?=[-:\s]|$)|=|:(?=-)|\d{1,9}[.)](?=\s|$))/;

const escaped = (characters: string) => `\\${characters}`;

const opened = (start: string) => start.slice(0, -1) + escaped(start.slice(-1));

/**
 * Text from a file as one line of Markdown that reads as it was written, wherever in a paragraph, a
 * heading, a list or a table cell it stands: what would be markup is escaped, what cannot be seen is
 * shown as `\u{..}`, line feeds and tabs are spaces. Not for code, where nothing is escaped.
 */
export const markdown = (text: string): string =>
  visibleLines(text)
    .join(' ')
    .trim()
    .replace(markup, escaped)
    .replace(mention, '@<!-- -->')
    .replace(autolink, escaped)
    .replace(opening, opened);
