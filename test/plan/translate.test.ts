import { expect, test } from 'vitest';
import { builtInFor } from '../../src/plan/built-in.ts';
import { compile } from '../../src/plan/compile.ts';
import { languagesOf, translated } from '../../src/plan/translate.ts';
import type { Plan } from '../../src/plan/types.ts';
import { parseScorecard } from '../../src/scorecard/parse.ts';
import { sourceOf } from '../../src/source/source.ts';
import { languages } from '../../src/words/languages.ts';
import { shippedPlan } from '../plans.ts';
import { everyKind, everyKindInGerman } from '../scorecards.ts';

function planOf(text: string): Plan {
  const { value } = parseScorecard(sourceOf('f', text), () => ({ value: null, problems: [] }));
  return compile(value!.scorecard.value);
}

const texts = new Set(['title', 'summary', 'ask', 'help', 'label', 'unit', 'language']);
/** A plan without what people read; what is there and what is null stays told apart. */
const blank = (plan: Plan): unknown =>
  JSON.parse(
    JSON.stringify({ ...plan, translations: [] }, (key, value: unknown) =>
      texts.has(key) && typeof value === 'string' ? '' : value,
    ),
  );

/** What people read of a plan, line by line. */
const readable = (plan: Plan): readonly string[] =>
  plan.questions.map(({ ask, help, input }) => {
    const labels =
      input.kind === 'metric'
        ? [input.unit]
        : (input.kind === 'allocation' ? input.parts : input.options).map(({ label }) => label);
    return [ask, help, labels.join(', ')].filter((each) => each !== null).join(' | ');
  });

const german = translated(planOf(everyKind + everyKindInGerman), 'de');

test('a whole translation replaces every text, the built-in ones too', () => {
  expect(readable(german)).toEqual([
    'Strategie beginnt bei Kunden. | Denken Sie an die letzten zwei. | Gar nicht, Nicht, Weder noch, Eher, Ganz',
    'Wie weit ist die Wartung geplant? | Fehlt, Festgelegt, Eingeführt',
    'Was folgt auf eine Beschwerde? | Jemand entschuldigt sich, Die Ursache wird behoben',
    'Ein Probelauf fand jede Flasche. | Ja, Teilweise, Nein',
    'Dauer des Rückrufs | Std.',
    'Was von beidem kommt dem näher, was hier geschieht? | Den Plan schützen, -2, -1, 0, 1, 2, Ihn biegen',
    'Worauf achtet die Leitung? | Kunden, Prozesse, Anderes',
  ]);
  expect(german.dimensions.map(({ title }) => title)).toEqual([
    'Richtung',
    'Vom Auftrag zur Lieferung',
  ]);
  expect(german.markets.map(({ title }) => title)).toEqual(['Klinikgase']);
  expect(german.scorecard).toMatchObject({ title: 'Jede Art von Frage', language: 'de' });
});

test('what is missing stays as it is, marked where it says something', () => {
  const plan = translated(planOf(`${everyKind}summary: S\ntranslations: { de: {} }\n`), 'de');
  expect(readable(plan).slice(2)).toEqual([
    '[en] When a complaint arrives, what happens next? | [en] Someone apologises, [en] Fixed, told, and the cause removed',
    '[en] A mock recall found every cylinder in time. | Ja, Teilweise, Nein',
    '[en] Hours the recall took | [en] h',
    'Was von beidem kommt dem näher, was hier geschieht? | [en] Protect the schedule for everyone, -2, -1, 0, 1, 2, [en] Bend it for one',
    '[en] How is management attention split? | [en] Customers, [en] Processes, [en] Everything else',
  ]);
  expect(plan.scorecard).toMatchObject({ title: '[en] Every kind of question', summary: '[en] S' });
  expect(plan.dimensions[0]!.title).toBe('[en] Direction');
  expect(plan.markets[0]!.title).toBe('[en] Hospital gases');
});

test('built-in texts that a language lacks are marked like any other', () => {
  const plan = translated(planOf(`${everyKind}translations: { fr: {} }\n`), 'fr');
  expect(readable(plan)[3]).toContain('[en] Yes, [en] Partly, [en] No');
  expect(readable(plan)[5]).toMatch(/^\[en\] Which of the two/);
});

test('a translation may word a trade-off that the scorecard does not', () => {
  const worded = everyKindInGerman.replace('schedule: {', 'schedule: { ask: Was gilt hier?,');
  expect(readable(translated(planOf(everyKind + worded), 'de'))[5]).toMatch(/^Was gilt hier\?/);
});

test('a scorecard has its built-in texts in its own language', () => {
  const plan = planOf(everyKind.replace('language: en', 'language: de-AT'));
  expect(readable(plan)[3]).toContain('Ja, Teilweise, Nein');
  const other = planOf(everyKind.replace('language: en', 'language: fr'));
  expect(readable(other)[3]).toContain('Yes, Partly, No');
});

test('in its own language, and in one it does not have, a plan stays as it is', () => {
  const plan = planOf(everyKind + everyKindInGerman);
  expect(languagesOf(plan)).toEqual(['en', 'de']);
  expect(translated(plan, 'en')).toBe(plan);
  expect(translated(plan, 'constructor')).toBe(plan);
});

test('translations move neither the fingerprint nor anything else of a plan', () => {
  const [bare, full] = [planOf(everyKind), planOf(everyKind + everyKindInGerman)];
  expect(full.scorecard.fingerprint).toBe(bare.scorecard.fingerprint);
  expect({ ...full, translations: [] }).toEqual(bare);
});

const shipped = ['industrial-gases', 'quick-scan'].flatMap((name) =>
  languagesOf(shippedPlan(name)).map((language) => [name, language] as const),
);

test.each(shipped)('%s in %s differs in its texts alone', (name, language) => {
  const plan = shippedPlan(name);
  const other = translated(plan, language);
  expect(blank(other)).toEqual(blank(plan));
  expect(JSON.stringify(readable(other))).not.toContain(`[${plan.scorecard.language}] `);
});

test('quick-scan has a German translation of everything', () => {
  const [own, german] = ['en', 'de'].map((each) => translated(shippedPlan('quick-scan'), each));
  const pairs = readable(own!).map((text, i) => [text, readable(german!)[i]]);
  expect(shipped).toContainEqual(['quick-scan', 'de']);
  expect(pairs.filter(([english, other]) => english === other)).toEqual([]);
});

test.each([...languages.keys()])(
  'the built-in texts are there in %s, as the interface is',
  (language) => {
    expect(builtInFor(language)).not.toBeNull();
  },
);
