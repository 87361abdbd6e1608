import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const largest = 2 ** 30;

const found = (tool: string) => spawnSync(tool, ['--version']).error === undefined;

/** The tools that reports are read back with, and their Debian packages. */
const tools = { python3: 'python3', xmllint: 'libxml2-utils', ssconvert: 'gnumeric' } as const;
export type Tool = keyof typeof tools;

/**
 * Whether a tool is here. Where it is not, that is said, and what would have been looked at is not
 * looked at; in CI it is a failure.
 */
export function has(tool: Tool, what: string): boolean {
  if (found(tool)) return true;
  if (process.env['CI'] !== undefined) throw new Error(`CI has no ${tool}: ${what}`);
  process.stderr.write(
    `NOT tested here: ${what}. It needs ${tool} (apt-get install ${tools[tool]})\n`,
  );
  return false;
}

/** Runs a Python script of this folder over JSON. */
export function python(script: string, input: unknown): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const ran = spawnSync('python3', ['-I', path], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: largest,
  });
  if (ran.status !== 0) throw new Error(`${script}: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

/** Gives a function a folder with files in it, by number and extension. */
export function inFiles<T>(
  texts: readonly string[],
  extension: string,
  use: (folder: string, names: readonly string[]) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), 'pendulum-hostile-'));
  try {
    const names = texts.map((text, at) => {
      const name = `${at}.${extension}`;
      writeFileSync(join(folder, name), text);
      return name;
    });
    return use(folder, names);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What xmllint says against each text; null for nothing. */
export function xmllint(texts: readonly string[]): readonly (string | null)[] {
  return inFiles(texts, 'xml', (cwd, names) => {
    const args = ['--noout', '--nonet', ...names];
    const { stderr } = spawnSync('xmllint', args, { cwd, encoding: 'utf8', maxBuffer: largest });
    const said = new Map(
      stderr.split('\n').flatMap((line) => {
        const [, at, what] = /^(\d+)\.xml:\d+: (.*)$/.exec(line) ?? [];
        return at === undefined ? [] : [[Number(at), what!] as const];
      }),
    );
    return texts.map((_, at) => said.get(at) ?? null);
  });
}

/** The formulas a spreadsheet finds in a CSV file. */
export const formulasIn = (csv: string): readonly string[] =>
  inFiles([csv], 'csv', (cwd, names) => {
    const args = ['--export-type=Gnumeric_XmlIO:sax:0', names[0]!, 'out.xml'];
    const { stderr } = spawnSync('ssconvert', args, { cwd, encoding: 'utf8' });
    const out = readFileSync(join(cwd, 'out.xml'), 'utf8');
    const formulas = [...out.matchAll(/<gnm:Cell ([^>]*)>([^<]*)/g)]
      .filter(([, attributes]) => !attributes!.includes('ValueType='))
      .map(([, , expression]) => expression!);
    if (!out.includes('<gnm:Cell')) throw new Error(`ssconvert found no cells: ${stderr}`);
    return formulas;
  });
