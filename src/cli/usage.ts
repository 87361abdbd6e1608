import { problem } from '../problem.ts';
import { exitCode, Stop } from './world.ts';

/** What ends a command that was called in a way that makes no sense. */
export const usage = (message: string, hint: string | null): Stop =>
  new Stop(exitCode.usage, [problem('USAGE', null, message, hint)]);
