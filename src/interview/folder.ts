import { edited } from './note.ts';
import type { Press } from './press.ts';
import type { Mode, State } from './state.ts';

type Folder = Extract<Mode, { kind: 'folder' }>;

/** No file system has longer paths. */
const longestPath = 4096;

/** Opens the line for another folder; the answer that could not be saved is held meanwhile. */
export const openFolder = (state: State): State => ({
  ...state,
  mode: { kind: 'folder', before: '', after: '', back: state.mode },
});

/** Asks for the session to be copied there before the answer is saved; nothing typed is no. */
function choose(state: State, mode: Folder): State {
  const folder = (mode.before + mode.after).trim();
  if (folder === '') return { ...state, mode: mode.back };
  const pending = { ...state.pending!, folder, failure: null, isLeaving: false };
  return { ...state, pending, mode: mode.back };
}

/** A key while another folder is named. */
export function pressFolder(state: State, mode: Folder, press: Press): State {
  if (press.name === 'enter') return state.isPasting ? state : choose(state, mode);
  if (press.name === 'escape') return { ...state, mode: mode.back };
  const change = edited(mode, press);
  if (change === null || change.before.length + change.after.length > longestPath) return state;
  return { ...state, mode: { ...mode, ...change } };
}
