import { expect, test } from 'vitest';
import type { Phase, Zone } from '../../model/records.ts';
import { letWrite, likeFor, mayOf, sameKind, stepTo, withPart, withZone } from './rules.ts';

const rules = { write: ['team', 'client'], edit: 'all', move: [], see: 'all', authors: 'named', presence: 'cursors' };
const ask = { kind: 'none', of: 'theme', roles: [], limit: 0, budget: 0, split: false };

function phase(f: object, id = 'p'): Phase {
  const blank = {
    title: '',
    rules,
    listen: [],
    comment: [],
    zones: [],
    ask,
    questions: [],
    closed: true,
    results: [{}],
  };
  return { id, type: 'phase', f: { ...blank, ...f } } as unknown as Phase;
}

test('B-53: a part writes, listens or reads; a customer never listens', () => {
  const p = phase({});
  expect(mayOf(p, 'team')).toBe('write');
  expect(letWrite(p, 'team', 'listen')).toEqual({ rules: { ...rules, write: ['client'] }, listen: ['team'] });
  expect(mayOf(phase(letWrite(p, 'team', 'listen')), 'team')).toBe('listen');
  expect(letWrite(phase({ listen: ['team'] }), 'team', 'write')).toMatchObject({ listen: [] });
  expect(letWrite(p, 'client', 'listen')).toEqual({ rules: { ...rules, write: ['team'] }, listen: [] });
});

test('roles stand in one order, whoever was ticked first', () => {
  expect(withPart(['team'], 'client', true)).toEqual(['client', 'team']);
  expect(withPart(['client', 'team'], 'client', false)).toEqual(['team']);
});

test('B-50: a step made like another has its rules and none of its answers', () => {
  const f = sameKind(phase({ exit: 'All have spoken' }));
  expect(f).toMatchObject({ rules, ask, exit: 'All have spoken' });
  for (const name of ['closed', 'results', 'title', 'round', 'among']) expect(f).not.toHaveProperty(name);
});

test('a topic gets the rules of a step for talk', () => {
  const [secret, votes, talk] = [
    phase({ rules: { ...rules, see: 'own' } }, 'a'),
    phase({ ask: { ...ask, kind: 'dots' } }, 'b'),
    phase({}, 'c'),
  ];
  expect(likeFor([secret, votes, talk], votes)).toBe(talk);
  expect(likeFor([secret, votes, talk], talk)).toBe(talk);
  expect(likeFor([secret, votes], votes)).toBe(votes);
});

test('all zones are none in particular', () => {
  const zones = ['x', 'y'].map((id) => ({ id, f: { kind: 'notes' } }) as unknown as Zone);
  expect(withZone([], 'x', false, zones)).toEqual(['y']);
  expect(withZone(['y'], 'x', true, zones)).toEqual([]);
});

test('a step moves up and down, and not out of the agenda', () => {
  const ids = ['a', 'b', 'c'];
  expect(stepTo(ids, 'b', -1)).toBe('a');
  expect(stepTo(ids, 'a', 1)).toBe('c');
  expect(stepTo(ids, 'b', 1)).toBeNull();
  expect(stepTo(ids, 'a', -1)).toBeUndefined();
  expect(stepTo(ids, 'c', 1)).toBeUndefined();
});
