import { problem, type Outcome } from '../problem.ts';
import type { Result } from '../result.ts';
import { resultSchema } from './schema.ts';

type Schema = {
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: { readonly [key: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
};

type Json = { readonly [key: string]: unknown };

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const isOfType = (value: unknown, type: Schema['type']): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;

const at = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

function faultInObject(value: Json, schema: Schema, path: string): string | null {
  const { properties = {}, required = [], additionalProperties } = schema;
  for (const [key, known] of Object.entries(properties)) {
    const isThere = Object.hasOwn(value, key);
    if (!isThere && required.includes(key)) return `"${at(path, key)}" is missing`;
    const fault = isThere ? faultOf(value[key], known, at(path, key)) : null;
    if (fault !== null) return fault;
  }
  for (const [key, each] of Object.entries(value)) {
    if (Object.hasOwn(properties, key)) continue;
    if (additionalProperties === false) return `"${at(path, key)}" is unknown`;
    const fault = faultOf(each, additionalProperties ?? {}, at(path, key));
    if (fault !== null) return fault;
  }
  return null;
}

function faultInList(value: readonly unknown[], items: Schema, path: string): string | null {
  for (const [i, each] of value.entries()) {
    const fault = faultOf(each, items, `${path}[${i}]`);
    if (fault !== null) return fault;
  }
  return null;
}

/** The first place where a value is not what the schema says, in words; null when it is all that. */
function faultOf(value: unknown, schema: Schema, path: string): string | null {
  const { type, anyOf, items, minimum } = schema;
  const allowed = 'const' in schema ? [schema.const] : schema.enum;
  if (anyOf !== undefined) {
    const faults = anyOf.map((each) => faultOf(value, each, path));
    return faults.includes(null) ? null : faults[0]!;
  }
  if (allowed !== undefined && !allowed.includes(value)) {
    return `"${path}" is none of ${allowed.join(', ')}`;
  }
  if (type !== undefined && !isOfType(value, type)) {
    return `${path === '' ? 'it' : `"${path}"`} is ${typeOf(value)} and should be ${type}`;
  }
  if (minimum !== undefined && (value as number) < minimum) return `"${path}" is below ${minimum}`;
  if (type === 'array' && items !== undefined) {
    return faultInList(value as readonly unknown[], items, path);
  }
  return type === 'object' ? faultInObject(value as Json, schema, path) : null;
}

/** How many keys stand in a JSON text. */
function keysWritten(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) {
    if (colon !== undefined) count += 1;
  }
  return count;
}

/** How many keys a JSON document has. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((count: number, each) => count + keysIn(each), own);
}

/** Reads a result document, as `-f json` writes it, and holds it against its schema. */
export function readResult(text: string, file: string): Outcome<Result> {
  const place = { file, line: null, column: null, excerpt: null, length: 1 };
  const refused = (why: string) => ({
    value: null,
    problems: [problem('NOT_A_RESULT', place, why)],
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused('it is not JSON');
  }
  const fault =
    faultOf(value, resultSchema, '') ??
    // JSON.parse takes the last of two equal keys; other readers, and people, take the first.
    (keysIn(value) === keysWritten(text) ? null : 'a key stands twice in one place');
  return fault === null ? { value: value as Result, problems: [] } : refused(fault);
}
