import { advice, heroic, result, suppressed, unit } from './results.ts';
import { words } from './words.ts';

const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(300).slice(0, 10_000);
const attack = '\u001b]8;;http://x\u0007click\u001b[31m\u009b2J\u202eevil\u2066\u0008\r\u{e0041}';
const zalgo = `Z${'\u0301\u0327'.repeat(60)}algo`;
const family = '👨‍👩‍👧‍👦👩🏽‍🚀🇩🇪';

const nasty = (text: string) => `${attack} ${text} ${family} 东京瓦斯株式会社 ${zalgo} ${long}`;

/** Everything that people can write, written by somebody who means harm. */
export const hostile = result(
  [
    unit({
      title: nasty('title'),
      dimensions: heroic.units[0]!.dimensions.map((each) => ({
        ...each,
        title: nasty(each.title),
      })),
      recommendations: advice.map((each) => ({
        ...each,
        title: nasty('advice'),
        kpi: nasty('kpi'),
        because: [nasty('because'), 'two\nlines'],
      })),
      respondents: { ...heroic.units[0]!.respondents, roles: { [nasty('role')]: 14 } },
      flags: [{ respondent: nasty('r'), kind: nasty('kind'), detail: nasty('detail') }],
    }),
    unit({ ...suppressed, title: long, suppressed: { reason: nasty('reason'), minGroup: 5 } }),
  ],
  {
    round: nasty('round'),
    scorecard: { ...heroic.scorecard, title: nasty('scorecard'), status: nasty('status') },
    words: {
      ...words,
      engagement: { title: nasty('engagement'), remark: nasty('remark') },
      zones: words.zones.map((zone) => ({ ...zone, title: nasty('zone') })),
      strengthBands: words.strengthBands.map((band) => ({ ...band, title: nasty('band') })),
      archetypes: { heroic: { title: nasty('archetype'), message: nasty('message') } },
      markets: { 'healthcare-hospital': nasty('market') },
      questions: Object.fromEntries(
        Object.entries(words.questions).map(([id, each]) => [
          id,
          { ...each, ask: nasty('ask'), unit: nasty('unit'), options: each.options.map(nasty) },
        ]),
      ),
      practices: { P01: { how: nasty('how'), evidence: nasty('evidence') } },
    },
  },
);
