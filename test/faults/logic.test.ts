import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { command } from '../cli/command.ts';
import { run } from '../run.ts';
import { laidOut, models, type Model } from './model.ts';
import { seeds } from './seeds.ts';
import { jsonLines, read } from './told.ts';

const folder = mkdtempSync(join(tmpdir(), 'pendulum-logic-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Said {
  readonly code: number;
  readonly told: readonly string[];
}

/** What `check` says of a scorecard, with the examples and all it looks at beyond the reader. */
async function checked(text: string): Promise<Said> {
  writeFileSync(join(folder, 'model.yaml'), text);
  const { code, stderr } = await command(['check', '--json', 'model.yaml'], { cwd: folder });
  return { code, told: jsonLines(stderr).map((each) => `${each.code} ${each.line}`) };
}

const warnings: ReadonlySet<string> = new Set(['ALWAYS_ASKED', 'UNBALANCED']);
const exitCodeOf = (code: string): number =>
  code === 'EXAMPLE_FAILED' ? 1 : warnings.has(code) ? 0 : 3;

test('no false alarm on 200 valid scorecards', async () => {
  const property = fc.asyncProperty(models, async (model) => {
    const { text } = laidOut(model);
    expect({ ...(await checked(text)), text }).toEqual({ code: 0, told: [], text });
  });
  await fc.assert(property, { numRuns: 200 });
}, 60_000);

test('there are seeds of every fault of a scorecard', () => {
  expect(new Set(seeds.map(([code]) => code)).size).toBeGreaterThan(28);
  expect(seeds.length).toBeGreaterThan(50);
});

test.each(seeds)(
  '%s, %s: the one fault is told, with its code, on its line',
  async (code, _, seed) => {
    const property = fc.asyncProperty(models, async (valid) => {
      const model = structuredClone(valid) as Model;
      seed(model);
      const { text, line } = laidOut(model);
      expect({ ...(await checked(text)), text }).toEqual({
        code: exitCodeOf(code),
        told: [`${code} ${line}`],
        text,
      });
    });
    await fc.assert(property, { numRuns: 10 });
  },
);
