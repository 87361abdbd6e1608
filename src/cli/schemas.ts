import { actionsShape } from '../answers/actions.ts';
import { engagementShape } from '../answers/engagement.ts';
import { gateFileShape } from '../answers/gate.ts';
import { mappingShape } from '../answers/mapping.ts';
import { sheetShape } from '../answers/sheet.ts';
import { comparisonSchema } from '../compare/schema.ts';
import { explanationSchema } from '../explain/schema.ts';
import { instrumentSchema } from '../instrument/schema.ts';
import { resultSchema } from '../result/schema.ts';
import { libraryShape, scorecardDefinitions, scorecardShape } from '../scorecard/types.ts';
import type { JsonSchema } from '../source/shape.ts';

const complete = (title: string, schema: JsonSchema, definitions: JsonSchema = {}): string => {
  const draft = 'http://json-schema.org/draft-07/schema#';
  return `${JSON.stringify({ $schema: draft, title, ...schema, definitions }, null, 2)}\n`;
};

/** The JSON Schemas of every file that people write and of every document, by file name. */
export const schemas: ReadonlyMap<string, string> = new Map([
  [
    'scorecard.schema.json',
    complete('pendulum scorecard', scorecardShape.schema, scorecardDefinitions),
  ],
  ['library.schema.json', complete('pendulum practice library', libraryShape.schema)],
  ['sheet.schema.json', complete('pendulum answer sheet', sheetShape.schema)],
  ['engagement.schema.json', complete('pendulum engagement', engagementShape.schema)],
  ['gate.schema.json', complete('pendulum gate', gateFileShape.schema)],
  ['map.schema.json', complete('pendulum map of a table', mappingShape.schema)],
  ['actions.schema.json', complete('pendulum action register', actionsShape.schema)],
  ['result.schema.json', complete('pendulum result', resultSchema)],
  ['comparison.schema.json', complete('pendulum comparison', comparisonSchema)],
  ['explanation.schema.json', complete('pendulum explanation', explanationSchema)],
  ['instrument.schema.json', complete('pendulum instrument', instrumentSchema)],
]);
