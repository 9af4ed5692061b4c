import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Action, AnyRec, Insight } from './records.ts';
import { rice, strength, surest } from './strength.ts';
import { rec } from './testing/session.ts';
import { full } from './values.ts';

interface Case {
  readonly name: string;
  readonly records: readonly AnyRec[];
  readonly want: object;
}

const vectors = JSON.parse(
  readFileSync(new URL('../../../boards/testdata/vectors/strength.json', import.meta.url), 'utf8'),
) as readonly Case[];

function find(records: readonly AnyRec[]): { get(id: string): AnyRec | undefined } {
  const all = new Map(records.map((each) => [each.id, full(each)]));
  return { get: (id) => all.get(id) };
}

describe('the strength of evidence is that of Go (B-73)', () => {
  expect(vectors.length).toBeGreaterThan(20);
  test.each(vectors)('$name', ({ records, want }) => {
    const view = find(records);
    expect(strength(view, view.get('i') as Insight)).toEqual(want);
  });
});

describe('an action', () => {
  const scored = (reach: number, impact: number, effort: number): Action =>
    rec('action', { rice: { reach, impact, effort } });

  test('has a score of all its numbers and of what supports it (B-74)', () => {
    expect(rice(scored(500, 200, 25), 'medium')).toBe(320);
    expect(rice(scored(500, 200, 25), 'assumption')).toBeUndefined();
    for (const action of [scored(0, 200, 25), scored(500, 0, 25), scored(500, 200, 0)])
      expect(rice(action, 'high')).toBeUndefined();
  });

  test('is as sure as the surest of its insights: weak ones do not add up (B-74)', () => {
    const people = [1, 2, 3, 4].map((n) => rec('member', { role: 'client' }, { id: `p${n}` }));
    const notes = [1, 2, 3, 4].map((n) =>
      rec('note', { kind: 'quote', place: { zone: 'z', order: '' } }, { id: `n${n}`, by: `p${n}` }),
    );
    const view = find([
      ...[...people, ...notes],
      rec('insight', { evidence: ['n1', 'n2'] }, { id: 'a' }),
      rec('insight', { evidence: ['n3', 'n4'] }, { id: 'b' }),
      rec('insight', { evidence: ['n1', 'n2', 'n3'] }, { id: 'c' }),
    ]);
    expect(surest(view, rec('action', { insights: ['a', 'b'] }))).toBe('low');
    expect(surest(view, rec('action', { insights: ['a', 'c', 'gone'] }))).toBe('medium');
    expect(surest(view, rec('action', {}))).toBe('assumption');
  });
});
