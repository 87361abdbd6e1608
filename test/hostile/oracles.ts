import { csv, github, json, otherJson, sarif, text } from './oracles/data.ts';
import { html, junit, markdown, svg } from './oracles/markup.ts';
import type { Oracle } from './oracles/shown.ts';

/** Who judges each report format. A format that is not here is not tested, and that is a failure. */
const oracles: Readonly<Record<string, Oracle>> = {
  text,
  json,
  html,
  svg,
  markdown,
  csv,
  junit,
  badge: otherJson,
  sarif,
  github,
};

export function oracleFor(format: string): Oracle {
  const oracle = oracles[format];
  if (oracle === undefined) throw new Error(`no oracle for format ${format}`);
  return oracle;
}
