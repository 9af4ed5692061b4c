// What the states of insights and actions are called.
import { s } from './words/words.ts';

const states = s.states;

export const insightStates = [
  ['draft', states.draft],
  ['accepted', states.accepted],
  ['actioned', states.actioned],
  ['answered', states.answered],
  ['declined', states.declined],
  ['parked', states.parked],
] as const;

export const actionStates = [
  ['proposed', states.proposed],
  ['committed', states.committed],
  ['in_progress', states.in_progress],
  ['done', states.done],
  ['verified', states.verified],
  ['reopened', states.reopened],
  ['parked', states.parked],
  ['declined', states.declined],
] as const;

const words: ReadonlyMap<string, string> = new Map([...insightStates, ...actionStates]);

/** A state in words; one that we do not know is shown as it is. */
export function stateWord(status: string): string {
  return words.get(status) ?? status;
}
