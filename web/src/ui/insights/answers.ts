import type { Action, Id, Insight, Note, Theme } from '../../model/records.ts';

/** What is said to a theme: we will, no, or later. */
export type Answer = 'commit' | 'decline' | 'park';

/** As many notes as an action takes behind it. */
export const most = 50;

/** Whether somebody still has to say who does it, or by when. */
export function loose({ f }: Action): boolean {
  return !f.spot && f.status !== 'declined' && f.status !== 'parked' && (f.owner === '' || f.due === '');
}

/** The actions that answer notes: on the spot is no answer for a whole theme. */
export function answersTo(actions: readonly Action[], notes: readonly Note[]): readonly Action[] {
  const ids = new Set(notes.map((note) => note.id));
  return actions.filter(({ f }) => !f.spot && f.notes.some((id) => ids.has(id)));
}

/** The insights that rest on these notes more than on any others. */
export function restingOn(insights: readonly Insight[], notes: readonly Note[]): Id[] {
  const ids = new Set(notes.map((note) => note.id));
  const most = ({ f }: Insight): boolean => f.evidence.filter((id) => ids.has(id)).length * 2 > f.evidence.length;
  return insights.filter(most).map((insight) => insight.id);
}

/** The insights of a theme: those that name it, and of those that name none the ones that rest on its notes most. */
export function insightsOf(
  insights: readonly Insight[],
  group: { readonly theme: Theme; readonly notes: readonly Note[] },
): Id[] {
  const resting = new Set(restingOn(insights, group.notes));
  const its = ({ id, f }: Insight): boolean =>
    f.themes.length === 0 ? resting.has(id) : f.themes.includes(group.theme.id);
  return insights.filter(its).map(({ id }) => id);
}
