import type {
  Ballot,
  Vote,
  WorkshopEvent,
  WorkshopHeader,
  Progress,
} from '../../answers/workshop.ts';
import type { Face } from '../../interview/workshop-view.ts';
import type { Action } from '../../answers/actions.ts';
import type { Stage, AskOptions } from '../ground.ts';
import type { Result } from '../../result.ts';

export interface WorkshopOptions extends Omit<AskOptions, 'respondent' | 'role' | 'show'> {
  /** How many people, or how many of each role of the engagement. */
  readonly people?: string | undefined;
  /** Cards keyed in by one, instead of turns at the keyboard. */
  readonly cards?: boolean | undefined;
  readonly minGroup?: number | undefined;
  /** False asks for a still picture. */
  readonly motion?: boolean | undefined;
}

/** The log of a workshop: votes go in sealed, and come out only to those who sit in this process. */
export interface WorkshopLog {
  readonly path: string;
  readonly header: WorkshopHeader;
  readonly progress: () => Progress;
  readonly votes: () => readonly Vote[];
  /** Returns once the votes cannot be lost any more; throws a Stop when that failed. */
  readonly vote: (votes: readonly Vote[]) => void;
  /**
   * A seat has finished a ballot. Its lines are filled up to a multiple of `block`, so that their
   * number does not tell what it was asked.
   */
  readonly finish: (ballot: Ballot, seat: number, block: number) => void;
  /** The code of every seat's sheet, once it is settled. */
  readonly codes: () => readonly string[] | null;
  readonly keepCodes: (codes: readonly string[]) => void;
  readonly add: (event: Exclude<WorkshopEvent, { kind: 'sealed' }>) => void;
  readonly close: () => void;
  /** Forgets who sat where: after this the sheets are all there is. */
  readonly destroy: () => void;
}

/** What is known of the unit from the rounds before this one. */
export interface Known {
  /** The last of them; null when there is none. */
  readonly before: Result | null;
  /** The result of a round, or null where there is none before this one. */
  readonly resultOf: (round: string) => Result | null;
  /** Codes that respondents of the unit have in this round already. */
  readonly taken: ReadonlySet<string>;
}

/** Everything a workshop is held with. */
export interface Room extends Stage {
  readonly workshop: WorkshopOptions;
  readonly log: WorkshopLog;
  readonly known: Known;
  /** Actions of the unit that were open when the room began. */
  readonly open: readonly Action[];
  readonly face: Face;
  /** Said on the first screen: what is not as it was asked for. */
  readonly notice: string | null;
}

/** Where the prompts of a room read and write; each wipes its answers off when it is done. */
export const contextOf = ({ world, screen, watch }: Room) => ({
  input: world.stdin,
  output: screen.output,
  signal: watch.signal,
  clearPromptOnDone: true,
});
