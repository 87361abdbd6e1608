import type { Instrument } from '../instrument.ts';
import type { InstrumentLook } from './instrument/text.ts';

type Render = (instrument: Instrument, look: InstrumentLook) => string;

/** Every format of the page of an instrument, loaded when it is asked for. */
export const instrumentFormats: ReadonlyMap<string, () => Promise<Render>> = new Map([
  ['text', async () => (await import('./instrument/text.ts')).renderInstrumentText],
  ['json', async () => (await import('./instrument/json.ts')).renderInstrumentJson],
  ['markdown', async () => (await import('./instrument/markdown.ts')).renderInstrumentMarkdown],
  ['html', async () => (await import('./instrument/html.ts')).renderInstrumentHtml],
]);
