import { instrumentFormats } from '../../src/report/instrument.ts';
import type { Instrument } from '../../src/instrument.ts';
import { sample } from '../report/instrument/sample.ts';
import { textsBy } from './leaves.ts';
import type { Subject } from './show.ts';

const { placesOf, filled, filledAt } = textsBy<Instrument>({
  ours: new RegExp(
    [
      String.raw`^(?:format|tool\..*|scorecard\.fingerprint)$`,
      String.raw`^findings\.\d+\.(?:about|verdict)$`,
      String.raw`^scales\.\d+\.(?:side|status)$`,
      String.raw`^scales\.\d+\.questions\.\d+\.verdict$`,
      String.raw`^scales\.\d+\.leftOut\.\d+\.because$`,
      String.raw`^groups\.\d+\.(?:of|by|size)$`,
      String.raw`^units\.\d+\.verdict$`,
      String.raw`^units\.\d+\.intervals\.\d+\.method$`,
      String.raw`^careless\.signs\.\d+\.sign$`,
      String.raw`^problems\.\d+\.(?:code|severity)$`,
    ].join('|'),
  ),
  ids: new RegExp(
    [
      String.raw`^scorecard\.id$`,
      String.raw`^(?:scales|units)\.\d+\.id$`,
      String.raw`^scales\.\d+\.(?:title|dimension)$`,
      String.raw`^scales\.\d+\.questions\.\d+\.id$`,
      String.raw`^scales\.\d+\.leftOut\.\d+\.question$`,
      String.raw`^words\.questions$`,
      String.raw`^words\.questions\.[^.]+\.dimension$`,
      String.raw`^words\.language$`,
    ].join('|'),
  ),
});

/** Two dimensions say as much about texts as eight. */
const few: Instrument = {
  ...sample,
  scales: sample.scales.filter(({ dimension }) => [null, 'flow', 'digital'].includes(dimension)),
};

export const instruments: Subject<Instrument> = {
  places: placesOf(few),
  holding: (text) => filled(few, text),
  holdingAt: (place, text) => filledAt(few, place, text),
  rendererOf: async (format) => instrumentFormats.get(format)!(),
  documentOf: (instrument) => instrument,
};
