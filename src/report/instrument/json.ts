import type { Instrument } from '../../instrument.ts';
import { inertJson } from '../../text/visible.ts';

/** The document of the instrument itself, written as a result is. */
export const renderInstrumentJson = (instrument: Instrument): string =>
  `${inertJson(JSON.stringify(instrument, null, 2))}\n`;
