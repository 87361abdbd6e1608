import { createHash } from 'node:crypto';
import { html, styleSheet, type Markup } from './markup.ts';
import { css } from './style.ts';

/** Nothing is loaded and nothing runs: the one style sheet is let in by what it says. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** A whole document; the report's own words are English. */
export const document = (title: string, body: Markup): Markup =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${styleSheet(css)}
      </head>
      <body>
        ${body}
      </body>
    </html> `;
