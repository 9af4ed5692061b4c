// What the states of insights and actions are called.

export const insightStates = [
  ['draft', 'Draft'],
  ['accepted', 'Accepted'],
  ['actioned', 'Being acted on'],
  ['answered', 'Answered'],
  ['declined', 'Declined'],
  ['parked', 'Parked'],
] as const;

export const actionStates = [
  ['proposed', 'Proposed'],
  ['committed', 'Committed'],
  ['in_progress', 'In progress'],
  ['done', 'Done'],
  ['verified', 'Verified'],
  ['reopened', 'Reopened'],
  ['parked', 'Parked'],
  ['declined', 'Declined'],
] as const;

const words: ReadonlyMap<string, string> = new Map([...insightStates, ...actionStates]);

/** A state in words; one that we do not know is shown as it is. */
export function stateWord(status: string): string {
  return words.get(status) ?? status;
}
