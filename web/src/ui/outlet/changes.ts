import type { Action, Id } from '../../model/records.ts';
import type { Change } from '../../state/outlet.ts';
import { stateWord } from '../insights/states.ts';
import { s as insight } from '../insights/words/words.ts';
import { s } from './words/words.ts';

/** What the log of an action says where its state came back from a file; the server says the same. */
const reason = 'read back from Backlog.md';

type Criterion = Action['f']['acceptance'][number];

/** One change among others. */
export function keyOf({ action, field, file }: Change): string {
  return `${action} ${field} ${file}`;
}

/** What a change is about: the state, or a criterion by its words. */
export function subject(change: Change, action: Action | undefined): string {
  const at = placeOf(change, action);
  if (at === undefined) return change.field === 'status' ? s.back.state : change.field;
  const { given, when, then } = action!.f.acceptance[at]!;
  const c = insight.criteria;
  return [given && `${c.given} ${given}`, when && `${c.when} ${when}`, then && `${c.then} ${then}`]
    .filter(Boolean)
    .join(', ');
}

/** A side of a change, in words. */
export function word({ field }: Change, value: string): string {
  if (field === 'status') return stateWord(value);
  return value === 'done' ? s.back.ticked : s.back.open;
}

/** The fields to set, by action, for everything that was chosen. */
export function settings(
  chosen: readonly Change[],
  find: (id: Id) => Action | undefined,
): ReadonlyMap<Id, Partial<Action['f']>> {
  const all = new Map<Id, Partial<Action['f']>>();
  for (const change of chosen) {
    const action = find(change.action);
    if (action === undefined) continue;
    const fields = all.get(change.action) ?? {};
    if (change.field === 'status') {
      all.set(change.action, { ...fields, status: change.to as Action['f']['status'], reason });
      continue;
    }
    const at = placeOf(change, action);
    if (at === undefined) continue;
    const acceptance: Criterion[] = [...(fields.acceptance ?? action.f.acceptance)];
    acceptance[at] = { ...acceptance[at]!, done: change.to === 'done' };
    all.set(change.action, { ...fields, acceptance });
  }
  return all;
}

/** Where in an action's list the criterion is that a change is about: files count those that say something. */
function placeOf({ field }: Change, action: Action | undefined): number | undefined {
  const n = Number(/^acceptance (\d+)$/.exec(field)?.[1] ?? 0);
  let seen = 0;
  const at = action?.f.acceptance.findIndex((each) => each.given + each.when + each.then !== '' && ++seen === n) ?? -1;
  return at < 0 ? undefined : at;
}
