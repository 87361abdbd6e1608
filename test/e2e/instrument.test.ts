import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderInstrumentHtml } from '../../src/report/instrument/html.ts';
import { sample } from '../report/instrument/sample.ts';
import { ask, hasChromium, launched, sayWhatIsMissing, violations, watched } from './chromium.ts';

sayWhatIsMissing('the page of an instrument in a browser');

describe.skipIf(!hasChromium)('the page of an instrument', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'pendulum-instrument-'));
  const file = join(folder, 'page.html');
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(file, renderInstrumentHtml(sample));
    browser = await launched();
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the page, and afterwards expects that it did nothing. */
  async function look(
    colorScheme: 'light' | 'dark',
    width: number,
    at: (page: Page) => Promise<void>,
  ): Promise<void> {
    const { page, events } = await watched(browser, {
      colorScheme,
      viewport: { width, height: 900 },
    });
    await page.goto(pathToFileURL(file).href);
    await at(page);
    await page.close();
    expect(events).toEqual([]);
  }

  async function isSound(page: Page): Promise<void> {
    expect(await violations(page)).toEqual([]);
    expect(await ask(page, 'faintTexts()')).toEqual([]);
    expect(await ask(page, 'overflow()')).toEqual({ beyond: 0, out: [] });
  }

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
    ['dark', 400],
  ] as const)('%s, %d px: nothing against it', async (scheme, width) => {
    await look(scheme, width, isSound);
  });

  test('on paper: nothing against it, on two sheets', async () => {
    await look('light', 720, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await violations(page)).toEqual([]);
      expect(await ask(page, 'overflow()')).toEqual({ beyond: 0, out: [] });
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    });
  });
});
