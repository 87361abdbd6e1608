/** One import or re-export of a file; `specifier` is null when it is computed at run time. */
export interface Import {
  readonly specifier: string | null;
  /** `import type` and `export type`, which leave nothing behind at run time. */
  readonly isType: boolean;
  readonly line: number;
}

export interface Scanned {
  readonly imports: readonly Import[];
  /** The source without comments and without the text of its literals, every position kept. */
  readonly code: string;
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ');
const hollow = (text: string) => text[0] + blank(text.slice(1, -1)) + text.at(-1);

const comment = /\/\/[^\n]*|\/\*[^]*?\*\//y;
const quoted = /'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"/y;
const pattern = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
/** A stretch of a template, from its backtick or the end of a `${}` to the next of the two. */
const template = /[`}](?:\\[^]|\$(?!\{)|[^`\\$])*(?:`|\$\{)/y;
/** After these a slash starts a regular expression; after anything else it divides. */
const beforePattern =
  /(?:^|[(,=:[&|?{};+\-*%~^<>]|(?<![\w$\])])!|\b(?:return|typeof|case|in|of|await|throw))\s*$/;

function match(regex: RegExp, source: string, at: number): string | null {
  regex.lastIndex = at;
  return regex.exec(source)?.[0] ?? null;
}

/** The literal or comment that starts here, or null; `depths` counts the braces of templates. */
function tokenAt(source: string, at: number, code: string, depths: number[]): string | null {
  const char = source[at]!;
  if (char === '"' || char === "'") return match(quoted, source, at);
  if (char === '`' || (char === '}' && depths.at(-1) === 0)) {
    const stretch = match(template, source, at);
    if (char === '}') depths.pop();
    if (!stretch?.endsWith('`')) depths.push(0);
    return stretch;
  }
  return char === '/' && beforePattern.test(code) ? match(pattern, source, at) : null;
}

/** Blanks comments and literal text. Templates nest: what stands in their `${}` is code. */
function codeOf(source: string): string {
  let code = '';
  const depths: number[] = [];
  while (code.length < source.length) {
    const at = code.length;
    const remark = match(comment, source, at);
    const token = remark ?? tokenAt(source, at, code, depths);
    if (token === null) {
      const char = source[at]!;
      const step = char === '{' ? 1 : char === '}' ? -1 : 0;
      if (step !== 0) depths.push((depths.pop() ?? 0) + step);
      code += char;
    } else {
      code += remark === null ? hollow(token) : blank(token);
    }
  }
  return code;
}

const from = /\b(?:import|export)\b(\s*type\b(?!\s*(?:,|from\b)))?[^;'"`()]*?\bfrom\s*(?=['"])/g;
const bareImport = /\bimport\s*(?=['"])/g;
const dynamic = /\bimport\s*\(\s*/g;

/** Reads what a file imports, and the code that the other rules look at. */
export function scan(source: string): Scanned {
  const code = codeOf(source);
  const found = (regex: RegExp) =>
    [...code.matchAll(regex)].map((hit) => {
      const end = hit.index + hit[0].length;
      const literal = match(/(['"])(.*?)\1/y, source, end);
      return {
        specifier: literal?.slice(1, -1) ?? null,
        isType: hit[1] !== undefined,
        line: code.slice(0, hit.index).split('\n').length,
      };
    });
  return { code, imports: [from, bareImport, dynamic].flatMap(found) };
}
