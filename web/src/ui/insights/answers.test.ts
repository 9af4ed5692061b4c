import { expect, test } from 'vitest';
import type { Action, Fields, Insight, Note } from '../../model/records.ts';
import { full } from '../../model/values.ts';
import { answersTo, loose, restingOn } from './answers.ts';

const notes = ['a', 'b'].map((id) => full({ id, type: 'note', f: {} }) as Note);
const action = (id: string, f: Fields): Action => full({ id, type: 'action', f }) as Action;
const insight = (id: string, evidence: readonly string[]): Insight =>
  full({ id, type: 'insight', f: { evidence } }) as Insight;

test('a theme is answered by an action on one of its notes, wherever that was grouped before; not by what was fixed', () => {
  const actions = [action('1', { notes: ['b', 'x'] }), action('2', { notes: ['a'], spot: true }), action('3', {})];
  expect(answersTo(actions, notes).map(({ id }) => id)).toEqual(['1']);
});

test('an insight belongs to the notes it rests on most', () => {
  const insights = [insight('1', ['a', 'b', 'x']), insight('2', ['a', 'x']), insight('3', [])];
  expect(restingOn(insights, notes)).toEqual(['1']);
});

test('a commitment is loose until it has who and when; a no and a later have neither', () => {
  expect(loose(action('1', { owner: 'mia' }))).toBe(true);
  expect(loose(action('1', { owner: 'mia', due: '2027-03-05' }))).toBe(false);
  for (const f of [{ spot: true }, { status: 'declined' }, { status: 'parked' }])
    expect(loose(action('1', f))).toBe(false);
});
