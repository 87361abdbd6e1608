import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../run.ts';
import { ask, hasChromium, launched, sayWhatIsMissing, violations, watched } from './chromium.ts';

sayWhatIsMissing('pages in a browser');

const example = fileURLToPath(new URL('../../scorecards/examples/calder-gases', import.meta.url));

/** Pages of the shipped example, by what is special about them. */
const pages = {
  'one unit': ['score', example, '-u', 'bulk-north'],
  'all units': ['score', example],
  appendix: ['score', example, '-u', 'cylinders-north', '--appendix'],
  'hidden units': ['score', example, '--min-group', '15'],
  gate: ['gate', example, '--as-of', '2026-12-31'],
} as const;

type Name = keyof typeof pages;
const names = Object.keys(pages) as readonly Name[];

const schemes = ['light', 'dark'] as const;
const widths = [1280, 400] as const;

interface Look {
  readonly name: Name;
  readonly scheme: 'light' | 'dark';
  /** Of the window, in CSS pixels. */
  readonly width: number;
}

const looks: readonly Look[] = names.flatMap((name) =>
  schemes.flatMap((scheme) => widths.map((width) => ({ name, scheme, width }))),
);

/** What is asked in a page of a picture: how many colours it has, and the share of the commonest. */
const colours = (png: string) => `(async () => {
  const answer = await fetch('data:image/png;base64,${png}');
  const image = await createImageBitmap(await answer.blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  return { count: counts.size, most: Math.max(...counts.values()) / pixels.length };
})()`;

describe.skipIf(!hasChromium)('in a browser', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'pendulum-page-'));
  let browser: Browser;

  const path = (name: string) => join(folder, `${name.replace(' ', '-')}.html`);
  const address = (name: string) => pathToFileURL(path(name)).href;

  beforeAll(async () => {
    for (const name of names) {
      const { code, stderr } = run([...pages[name], '-f', `html=${path(name)}`]);
      if (code > 1) throw new Error(stderr);
    }
    browser = await launched();
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a page, and afterwards expects that it did nothing. */
  async function look(
    name: Name,
    { scheme = 'light', width = 1280 }: Partial<Look>,
    at: (page: Page) => Promise<void>,
  ): Promise<void> {
    const { page, events } = await watched(browser, {
      colorScheme: scheme,
      viewport: { width, height: 900 },
    });
    await page.goto(address(name));
    await at(page);
    await page.close();
    expect(events).toEqual([]);
  }

  test.each(looks)('$name, $scheme, $width px: nothing against it', async (how) => {
    await look(how.name, how, async (page) => {
      expect(await violations(page)).toEqual([]);
      expect(await ask<number>(page, 'countTexts()')).toBeGreaterThan(10);
      expect(await ask(page, 'faintTexts()')).toEqual([]);
      expect(await ask(page, 'overflow()')).toEqual({ beyond: 0, out: [] });
    });
  });

  test.each(names)('%s, on paper: nothing against it', async (name) => {
    await look(name, { width: 720 }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await violations(page)).toEqual([]);
      expect(await ask(page, 'overflow()')).toEqual({ beyond: 0, out: [] });
    });
  });

  describe.each(schemes)('pendulums, %s', (scheme) => {
    interface Pendulum {
      readonly angle: number;
      readonly described: string;
      readonly process: number;
      readonly customer: number;
      readonly colours: readonly string[];
      readonly contrasts: readonly number[];
      readonly bob: number;
    }

    const said = (described: string): number => {
      const [, size = '0', side] = /hangs at (?:([\d.]+) toward (\w+)|the centre)/.exec(described)!;
      return side === 'customer' ? Number(size) : -Number(size);
    };

    test.each(widths)('hang where they say, between their words, at %d px', async (width) => {
      await look('all units', { scheme, width }, async (page) => {
        const all = await ask<readonly Pendulum[]>(page, 'pendulums()');
        expect(all.length).toBeGreaterThan(3);
        for (const { angle, described, process, customer, colours, contrasts, bob } of all) {
          expect(Math.abs(angle - said(described) * 0.7)).toBeLessThan(1);
          expect(process).toBeLessThan(customer);
          expect(new Set(colours).size).toBe(2);
          expect(Math.min(...contrasts, bob)).toBeGreaterThanOrEqual(3);
        }
      });
    });
  });

  test.each(looks.filter(({ name }) => name === 'one unit'))(
    'a picture of $name, $scheme, $width px, has something on it',
    async (how) => {
      await look(how.name, how, async (page) => {
        const png = (await page.screenshot()).toString('base64');
        const other = await browser.newPage();
        const { count, most } = (await other.evaluate(colours(png))) as {
          count: number;
          most: number;
        };
        await other.close();
        expect(count).toBeGreaterThan(50);
        expect(most).toBeLessThan(0.98);
      });
    },
  );

  test.each(names)('%s: the keyboard goes everywhere, in order', async (name) => {
    await look(name, {}, async (page) => {
      const stops = await ask<number>(page, 'countStops()');
      expect(stops).toBeGreaterThan(0);
      const visited = [];
      for (let n = 0; n < stops; n++) {
        await page.keyboard.press('Tab');
        visited.push(await ask<number>(page, 'stop()'));
      }
      expect(visited).toEqual(Array.from({ length: stops }, (_, n) => n));
    });
  });

  test('the first stop leads past the rest', async () => {
    await look('all units', {}, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await ask(page, 'isInMain()')).toBe(true);
    });
  });

  test.each(['bulk-north', 'cylinders-north', 'medical-south', 'hydrogen-south'])(
    '%s prints on two sheets',
    async (unit) => {
      const file = path(unit);
      expect(run(['score', example, '-u', unit, '-f', `html=${file}`]).code).toBe(0);
      const page = await browser.newPage();
      await page.goto(address(unit));
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
      await page.close();
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    },
  );

  test('what is planted is found', async () => {
    const broken = readFileSync(path('one unit'), 'utf8')
      .replace('<main', '<img src="x"><div style="width:3000px">a</div><main')
      .replace(/--faint:#\w+/g, '--faint:#eeeeee')
      .replace(/<meta http-equiv[^>]*>/, '');
    writeFileSync(path('broken'), broken);
    const { page, events } = await watched(browser);
    await page.goto(address('broken'));
    expect(await violations(page)).not.toEqual([]);
    expect(await ask(page, 'faintTexts()')).not.toEqual([]);
    expect(await ask(page, 'overflow()')).not.toEqual({ beyond: 0, out: [] });
    expect(events).not.toEqual([]);
    await page.close();
  });
});
