import * as fs from 'node:fs';
import { githubOutputs } from '../report/github.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type { TextOptions } from '../report/text.ts';
import type { Result } from '../result.ts';
import { step, writeFully } from './io.ts';
import type { World } from './world.ts';

/** Adds a text to a file that other steps of a job write as well: all of it, or nothing. */
function append(path: string, text: string): void {
  step('write to', path, () => {
    const descriptor = fs.openSync(path, 'a');
    const { size } = fs.fstatSync(descriptor);
    try {
      writeFully(descriptor, Buffer.from(text, 'utf8'));
    } catch (error) {
      fs.ftruncateSync(descriptor, size);
      throw error;
    } finally {
      fs.closeSync(descriptor);
    }
  });
}

/** Gives a job of GitHub its outputs and the page of its summary, where it says where they go. */
export function appendGithub(result: Result, shown: TextOptions, { env }: World): void {
  const { GITHUB_OUTPUT: outputs = '', GITHUB_STEP_SUMMARY: summary = '' } = env;
  if (outputs !== '') append(outputs, githubOutputs(result, shown));
  if (summary !== '') append(summary, renderMarkdown(result, shown));
}
