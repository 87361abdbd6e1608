import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const path = process.env['PENDULUM_CHROMIUM'] ?? '/usr/bin/chromium';

export const hasChromium = existsSync(path);

/** Says what is not looked at where there is no browser; in CI the skipped test is a failure. */
export function sayWhatIsMissing(what: string): void {
  if (hasChromium) return;
  process.stderr.write(
    `NOT tested here: ${what}. It needs chromium (apt-get install chromium, or PENDULUM_CHROMIUM=path)\n`,
  );
}

/** No sandbox, for CI is root in a container, and every page is our own. */
export const launched = (): Promise<Browser> =>
  chromium.launch({ executablePath: path, args: ['--no-sandbox'] });

/** A page, and whatever it did beside being looked at. */
export interface Watched {
  readonly page: Page;
  readonly events: readonly string[];
}

type PageOptions = Parameters<Browser['newPage']>[0];

/** Opens a page that tells of every dialog, message, error and request but the one for itself. */
export async function watched(browser: Browser, options: PageOptions = {}): Promise<Watched> {
  const page = await browser.newPage(options);
  const events: string[] = [];
  const tell = (what: string) => events.push(what.slice(0, 200));
  page.on('dialog', (dialog) => {
    tell(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => tell(`console ${message.text()}`));
  page.on('pageerror', (error) => tell(`error ${error.message}`));
  page.on('popup', () => tell('popup'));
  page.on('download', () => tell('download'));
  page.on('request', (request) => {
    if (!request.isNavigationRequest() || !request.url().startsWith('file:///')) {
      tell(`request ${request.url()}`);
    }
  });
  return { page, events };
}

const inPage = readFileSync(new URL('in-page.mjs', import.meta.url), 'utf8');
const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Asks a page one of the questions of `in-page.mjs`. */
export async function ask<T>(page: Page, question: string): Promise<T> {
  return (await page.evaluate(`${inPage}; seen.${question}`)) as T;
}

/** What axe finds against a page, with every rule that is not an experiment. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run(document)')) as {
    readonly violations: readonly { id: string; nodes: readonly { html: string }[] }[];
  };
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 160)}`);
}
