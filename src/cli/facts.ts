import { join } from 'node:path';
import {
  checkEngagement,
  marketsOf,
  readEngagement,
  readFacts,
  type Engagement,
} from '../answers/engagement.ts';
import { factsOf } from '../answers/units.ts';
import { canWriteFacts, givenFacts, writeFacts } from '../answers/facts.ts';
import {
  lastEntries,
  type FactsHeader,
  type JournalEvent,
  type SheetHeader,
} from '../answers/journal.ts';
import { Unanswered } from '../answers/types.ts';
import { factsQuestionnaire, type Questionnaire } from '../interview/questionnaire.ts';
import type { Plan } from '../plan/types.ts';
import { isError, problem } from '../problem.ts';
import { treeAt, type Located } from '../source/document.ts';
import { placeAt, sourceOf } from '../source/source.ts';
import { visible } from '../text/visible.ts';
import { entriesOf, type Errand } from './errand.ts';
import { noEngagement, type Ground, type Stage } from './ground.ts';
import { engagementAt, engagementName, type FoundEngagement } from './load.ts';
import { resumeCommand } from './resume.ts';
import { rewrite } from './rewrite.ts';
import { openSession, type Session } from './session.ts';
import { usage } from './usage.ts';
import { factsHeaderOf } from './who.ts';
import { exitCode, Stop } from './world.ts';

const hasFacts = ({ questions }: Plan) => questions.some(({ fact }) => fact);

/** The engagement that facts are kept in, once it is sure that there are any to ask for. */
export function needFacts({ plan, found }: Ground): FoundEngagement {
  const { id } = plan.scorecard;
  if (!hasFacts(plan)) {
    const hint = 'facts are questions with "fact: true"; ask respondents without --facts';
    throw usage(`the scorecard ${id} has no facts to ask for`, hint);
  }
  if (found === null) throw noEngagement(`for ${id} `);
  return found;
}

function checkSound(plan: Plan, located: Located<Engagement>): void {
  const problems = [...checkEngagement(plan, located), ...readFacts(plan, located).problems];
  if (problems.some(isError)) throw new Stop(exitCode.invalid, problems);
}

/** Refuses a file that facts cannot be put into. */
function checkWritable(plan: Plan, located: Located<Engagement>, header: FactsHeader): void {
  checkSound(plan, located);
  if (canWriteFacts(plan, located, header)) return;
  const { source, tree } = located;
  const place = placeAt(source, treeAt(tree, ['facts', header.unit]).start, 1);
  const message = `facts of "${header.unit}" cannot be put into this file as it is written`;
  const hint = 'write unit, round and facts as "key: value" lines below each other';
  throw new Stop(exitCode.invalid, [problem('SHAPE', place, message, hint)]);
}

function formOf({ plan, words, engagement }: Ground, { unit, round }: FactsHeader): Questionnaire {
  const markets = marketsOf(engagement, unit);
  const who = [unit, round, words.facts.title].filter((part) => part !== null).join(' / ');
  return factsQuestionnaire(plan, { markets, unit }, { words, who });
}

/** What the engagement gives, and then what was answered in the session. */
const eventsOf = (
  located: Located<Engagement>,
  { header, events }: Session<FactsHeader>,
): readonly JournalEvent[] => [
  ...givenFacts(located, header).map((entry) => ({ kind: 'answer', entry }) as const),
  ...events,
];

/** The engagement as it is now with the answers of the session in it. */
function factsText(
  plan: Plan,
  located: Located<Engagement>,
  session: Session<FactsHeader>,
  form: Questionnaire,
): string {
  checkWritable(plan, located, session.header);
  const asked = form.askedOf(entriesOf(plan, eventsOf(located, session)));
  const ids = new Set(asked.map((index) => plan.questions[index]!.id));
  // What the file gave and nobody changed is not written: it may have been corrected meanwhile.
  const given = lastEntries(session.events).filter(({ question }) => ids.has(question));
  const text = writeFacts(plan, located, session.header, given);
  const read = text === null ? null : readEngagement(sourceOf(located.source.name, text)).value;
  if (text === null || read === null) {
    const found = problem('INTERNAL', null, `the facts cannot be put into ${engagementName}`);
    throw new Stop(exitCode.bug, [found]);
  }
  checkSound(plan, read);
  return text;
}

function deliver(
  { plan, world, screen, words }: Stage,
  folder: string,
  session: Session<FactsHeader>,
  form: Questionnaire,
): void {
  const { located } = engagementAt(join(folder, engagementName), world);
  const text = factsText(plan, located, session, form);
  const name = visible(located.source.name);
  if (text === located.source.text) {
    screen.write(`${words.facts.unchanged(name)}\n`);
  } else {
    rewrite(join(folder, engagementName), text, name);
    screen.write(`${words.facts.written(name)}\n`);
  }
  session.discard();
}

/** Asks the facts of a unit in a round, beginning with those that the engagement gives. */
export async function factsErrand(stage: Stage): Promise<Errand> {
  const { plan } = stage;
  const { folder, located } = needFacts(stage);
  const header = await factsHeaderOf(stage);
  const form = formOf(stage, header);
  const session = openSession(stage.folder, header, stage.options);
  return {
    session,
    form,
    check: () => checkWritable(plan, located, header),
    entries: () => entriesOf(plan, eventsOf(located, session)),
    deliver: () => deliver(stage, folder, session, form),
    after: () => Promise.resolve(exitCode.done),
  };
}

/** One line for whoever has just answered, where nobody has given the unit's facts yet. */
export function missingFacts(ground: Ground, { unit, round }: SheetHeader): string {
  const { plan, found, words } = ground;
  if (found === null || !hasFacts(plan)) return '';
  const given = factsOf(readFacts(plan, found.located).facts, unit, round);
  if (given?.state.some((state) => state !== Unanswered) === true) return '';
  const command = resumeCommand(ground, { unit, round, respondent: null });
  return `${words.facts.missing(visible(command))}\n`;
}
