import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Marked } from 'marked';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../src/result.ts';
import { hasChromium, launched, sayWhatIsMissing, watched } from '../e2e/chromium.ts';
import { full } from '../hostile/full.ts';
import { filled } from '../hostile/leaves.ts';
import { payloads } from '../hostile/payloads.ts';
import { options } from '../report/render.ts';
import { renderOf } from '../hostile/show.ts';

sayWhatIsMissing('hostile texts in a browser');

/** Hostile results as one: the units of all, with what is said of the whole by the first. */
function merged(results: readonly Result[]): Result {
  const words = results.map((each) => each.words);
  const first = results[0]!;
  return {
    ...first,
    units: results.flatMap(({ units }) => units),
    problems: results.flatMap(({ problems }) => problems),
    words: {
      ...first.words,
      zones: words.flatMap(({ zones }) => zones),
      strengthBands: words.flatMap(({ strengthBands }) => strengthBands),
      markets: Object.assign(
        {},
        ...words.map(({ markets }) => markets),
      ) as Result['words']['markets'],
      questions: Object.assign(
        {},
        ...words.map(({ questions }) => questions),
      ) as Result['words']['questions'],
      practices: Object.assign(
        {},
        ...words.map(({ practices }) => practices),
      ) as Result['words']['practices'],
      notes: Object.assign({}, ...words.map(({ notes }) => notes)) as Result['words']['notes'],
    },
    gate: { ...first.gate!, checks: results.flatMap(({ gate }) => gate!.checks) },
  };
}

const perPage = 30;

/** The payloads in parts; the first of each is said of the whole. */
const parts = Array.from({ length: Math.ceil(payloads.length / perPage) }, (_, at) =>
  payloads.slice(at * perPage, (at + 1) * perPage),
);

const marked = new Marked({ gfm: true });
const around = (body: string) => `<!doctype html><meta charset="utf-8"><body>${body}`;

/** What a browser is given to open. Only a whole page comes with a policy of its own. */
const opened: Readonly<Record<string, (rendered: string) => string>> = {
  html: (rendered) => rendered,
  svg: around,
  markdown: (rendered) => around(marked.parse(rendered, { async: false })),
};

describe.skipIf(!hasChromium)('in a browser', { timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'pendulum-inert-'));
  const file = join(folder, 'page.html');
  let browser: Browser;

  beforeAll(async () => {
    browser = await launched();
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What pages did when they were opened and clicked at; nothing, if texts are texts. */
  async function eventsOf(pages: Iterable<string>): Promise<readonly string[]> {
    const { page, events } = await watched(browser);
    const owned: string[] = [];
    for (const each of pages) {
      writeFileSync(file, each);
      await page.goto(pathToFileURL(file).href);
      await page.mouse.move(300, 300);
      await page.mouse.click(300, 300);
      // A page that has gone elsewhere cannot be asked.
      const pwned = await page.evaluate('window.__pwned').catch(String);
      if (pwned !== undefined) owned.push(`a script ran, or the page is gone: ${String(pwned)}`);
    }
    await page.close();
    return [...events, ...owned];
  }

  test.each(Object.entries(opened))(
    `%s: ${payloads.length} texts do nothing`,
    async (format, page) => {
      const render = await renderOf(format);
      const rendered = (of: Result) => page(render(of, { ...options, unit: null }));
      const results = parts.map((part) => part.map((payload) => filled(full, payload)));
      const pages =
        format === 'svg'
          ? results.map((all) => all.map(rendered).join(''))
          : results.map((all) => rendered(merged(all)));
      expect(await eventsOf(pages)).toEqual([]);
    },
  );

  test.each([
    ['a script', '<script>window.__pwned=1</script>'],
    ['a handler', '<img src=x onerror=window.__pwned=1>'],
    ['a beacon', '<img src="https://evil.example/beacon.png">'],
    ['a style sheet', '<link rel=stylesheet href=https://evil.example/x.css>'],
    ['a dialog', '<svg onload=alert(1)>'],
    [
      'a picture that moves',
      '<svg><animate onbegin=window.__pwned=1 attributeName=x dur=1s></svg>',
    ],
    ['a refresh', '<meta http-equiv=refresh content="0;url=https://evil.example/">'],
  ])('%s that is planted is seen', async (_, payload) => {
    expect(await eventsOf([around(payload)])).not.toEqual([]);
  });

  test('so is one that the policy of the page stops', async () => {
    const render = await renderOf('html');
    const page = render(full, options).replace(
      '</main>',
      '<img src=x onerror=window.__pwned=1></main>',
    );
    expect(await eventsOf([page])).not.toEqual([]);
  });
});
