// Reads scorecards that a parent sends, in a process that may hang or die of them. What it answers
// is judged by the parent. The readers beside the real one each have one defect, for the control.
import { readFileSync } from 'node:fs';
import { renderProblems } from '../../dist/cli/problems.js';
import { compile } from '../../dist/plan/compile.js';
import { parseScorecard } from '../../dist/scorecard/parse.js';
import { decode } from '../../dist/source/source.js';

const practices = readFileSync(new URL('../../scorecards/practices.yaml', import.meta.url));
const library = () => decode('practices.yaml', practices);

function real(bytes) {
  const source = decode('card.yaml', bytes);
  if (source.value === null) return source;
  return parseScorecard(source.value, library);
}

const has = (bytes, text) => bytes.includes(text);
const unplaced = ({ value, problems }) => ({
  value,
  problems: problems.map((found) => ({ ...found, place: null })),
});

const readers = {
  real,
  throws: (bytes) => (has(bytes, '{{') ? JSON.parse('{{') : real(bytes)),
  hangs: (bytes) => {
    while (has(bytes, '{{'));
    return real(bytes);
  },
  dies: (bytes) => (has(bytes, '{{') ? process.abort() : real(bytes)),
  silent: (bytes) => (has(bytes, '{{') ? { value: null, problems: [] } : real(bytes)),
  placeless: (bytes) => (has(bytes, '{{') ? unplaced(real(bytes)) : real(bytes)),
  raw: (bytes) =>
    has(bytes, '{{') ? { value: null, problems: [], text: '\u001b[31m' } : real(bytes),
};

function answer({ reader, bytes }) {
  try {
    const { value, problems, text } = readers[reader](Buffer.from(bytes, 'base64'));
    if (value !== null) compile(value.scorecard.value, value.library);
    return {
      isValid: value !== null,
      problems: problems.map(({ code, place }) => ({
        code,
        isPlaced: place !== null && place.line >= 1 && place.column >= 1,
      })),
      printed: text ?? renderProblems(problems) + renderProblems(problems, true),
    };
  } catch (error) {
    return { threw: String(error?.stack) };
  }
}

process.on('message', (message) => process.send(answer(message)));
