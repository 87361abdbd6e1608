import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  appendActions,
  checkActions,
  closeAction,
  openActions,
  readActions,
  type Action,
  type NewAction,
} from '../../answers/actions.ts';
import type { Agreed, WorkshopHeader } from '../../answers/workshop.ts';
import type { Plan } from '../../plan/types.ts';
import { isError, type Problem } from '../../problem.ts';
import type { RoomAction } from '../../report/room.ts';
import type { RecommendationResult } from '../../result.ts';
import { isDate } from '../../source/scalars.ts';
import { visible } from '../../text/visible.ts';
import type { Ground } from '../ground.ts';
import { actionsName, answersOf } from '../load.ts';
import { rewrite } from '../rewrite.ts';
import { readShown } from '../paths.ts';
import type { Asker, Rule } from '../setup.ts';
import { exitCode, Stop } from '../world.ts';
import type { Room } from './room.ts';

/** More than this is not done by anybody. */
const mostActions = 3;

const registerPath = ({ found, world }: Pick<Ground, 'found' | 'world'>) =>
  join(dirname(answersOf(found, world)), actionsName);

/** The register's text, null where there is none; stops when it is not one. */
function readRegister(ground: Pick<Ground, 'found' | 'world' | 'plan' | 'engagement'>) {
  const path = registerPath(ground);
  if (!existsSync(path)) return { path, text: null, register: null };
  const source = readShown(path, ground.world);
  const read = source.value === null ? null : readActions(source.value);
  const held = read === null || read.value === null ? null : read.value;
  const problems: readonly Problem[] = [
    ...source.problems,
    ...(read?.problems ?? []),
    ...(held === null ? [] : checkActions(ground.plan, ground.engagement, held)),
  ];
  if (held === null || problems.some(isError)) throw new Stop(exitCode.invalid, problems);
  return { path, text: source.value!.text, register: held.value };
}

/** What a unit has open, as it was agreed before today. */
export function openBefore(ground: Ground, unit: string): readonly Action[] {
  const { register } = readRegister(ground);
  return register === null ? [] : openActions(register, unit);
}

export const roomAction = ({
  practice,
  dimension,
  side,
  round,
  ...rest
}: Action | NewAction): RoomAction => ({
  ...rest,
  status: 'status' in rest ? rest.status : 'open',
  practice: practice ?? null,
  dimension: dimension ?? null,
  side: side ?? null,
  round: round ?? null,
});

type Status = Action['status'];

/** Asks how an open action stands and writes down what was closed. */
async function review(room: Room, action: Action): Promise<void> {
  const { words, asker, log } = room;
  const { workshop } = words;
  const names: readonly (readonly [Status, string])[] = [
    ['open', workshop.statusOpen],
    ['done', workshop.statusDone],
    ['dropped', workshop.statusDropped],
  ];
  const choices = names.map(([value, name]) => ({ value, name }));
  const chosen = await (await asker()).choose(workshop.stillOpen(visible(action.action)), choices);
  if (chosen !== 'done' && chosen !== 'dropped') return;
  const { path, text } = readRegister(room);
  rewrite(path, closeAction(text!, action.id, chosen, log.header.round));
}

/** Goes through the open actions, one after the other. */
export async function reviewActions(room: Room): Promise<void> {
  room.screen.hooks().clear();
  for (const action of room.open) await review(room, action);
}

const filled =
  (rule: string): Rule =>
  (text) =>
    text !== '' || rule;

/** What comes of one choice: a practice's own words may be taken over by Enter. */
async function detail(
  asker: Asker,
  { words }: Room,
  from: RecommendationResult | null,
): Promise<Agreed> {
  const { workshop, setup } = words;
  const orElse = (own: string | undefined) =>
    own === undefined ? filled(setup.giveOne) : () => true as const;
  const say = (question: string, own: string | undefined) =>
    own === undefined ? question : workshop.orEnter(question, visible(own));
  const ask = async (question: string, own?: string) => {
    const text = await asker.text(say(question, own), orElse(own));
    return text === '' ? own! : text;
  };
  const action = await ask(workshop.action, from?.title);
  const owner = await ask(workshop.owner);
  const due = await asker.text(workshop.due, (text) => isDate(text) || workshop.dueRule);
  const kpi = await ask(workshop.kpi, from?.kpi);
  return { action, owner, due, kpi, practice: from?.practice ?? null };
}

const ownIdea = 'own';
const enough = 'enough';

/** The group picks what it will do: from the recommendations, or ideas of its own. */
export async function agree(
  room: Room,
  recommended: readonly RecommendationResult[],
): Promise<void> {
  const { log, words, asker } = room;
  const prompts = await asker();
  for (;;) {
    const agreed = log.progress().agreed;
    if (agreed.length >= mostActions) return;
    const taken = new Set(agreed.map(({ practice }) => practice));
    const open = recommended.filter(({ practice }) => !taken.has(practice));
    const chosen = await prompts.choose(words.workshop.pickActions(agreed.length), [
      ...open.map(({ practice, title }) => ({ value: practice, name: visible(title) })),
      { value: ownIdea, name: words.workshop.ownIdea },
      { value: enough, name: words.workshop.enough },
    ]);
    if (chosen === enough) return;
    const from = open.find(({ practice }) => practice === chosen) ?? null;
    log.add({ kind: 'agreed', agreed: await detail(prompts, room, from) });
  }
}

function newAction(
  { practices, dimensions }: Plan,
  { unit, round }: WorkshopHeader,
  agreed: Agreed,
): NewAction {
  const { practice: id, ...rest } = agreed;
  const from = practices.find((practice) => practice.id === id);
  return {
    unit,
    ...(round === null ? {} : { round }),
    ...(from === undefined
      ? {}
      : { practice: from.id, dimension: dimensions[from.dimension]!.id, side: from.side }),
    ...rest,
  };
}

/** What was agreed today, as the register has it. */
export const agreedToday = ({ plan, log }: Room): readonly NewAction[] =>
  log.progress().agreed.map((agreed) => newAction(plan, log.header, agreed));

/** Puts into the register what was agreed; what a first try has put there already is left alone. */
export function writeActions(room: Room): string | null {
  const { path, text, register } = readRegister(room);
  const isThere = (action: NewAction) =>
    register?.actions.some(
      (each) =>
        each.unit === action.unit &&
        each.round === action.round &&
        each.action === action.action &&
        each.owner === action.owner,
    ) ?? false;
  const missing = agreedToday(room).filter((action) => !isThere(action));
  if (missing.length > 0) rewrite(path, appendActions(text, missing));
  return room.log.progress().agreed.length > 0 ? path : null;
}
