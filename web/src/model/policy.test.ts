import { describe, expect, test } from 'vitest';
import * as policy from './policy.ts';
import type { AnyRec, FieldsOf, Role } from './records.ts';
import { rec, rules } from './testing/session.ts';

function standing(
  role: Role,
  phase: Partial<FieldsOf<'phase'>> = {},
  session: Partial<FieldsOf<'session'>> = {},
): policy.Standing {
  return { member: 'me', role, phase: rec('phase', { rules: rules(), ...phase }), session: rec('session', session) };
}

describe('who drives', () => {
  test('every facilitator while nobody has the baton, then its holder alone (B-50)', () => {
    expect(policy.drives(standing('facilitator'))).toBe(true);
    expect(policy.drives(standing('client'))).toBe(false);
    expect(policy.drives(standing('facilitator', {}, { baton: 'ann' }))).toBe(false);
    expect(policy.drives(standing('client', {}, { baton: 'me' }))).toBe(true);
    expect(policy.drives(standing('viewer', {}, { baton: 'me' }))).toBe(false);
  });

  test('a facilitator takes the baton back, the stand-in takes it over, nobody else does (B-52)', () => {
    expect(policy.mayTake(standing('facilitator', {}, { baton: 'ann' }))).toBe(true);
    expect(policy.mayTake(standing('facilitator'))).toBe(false);
    expect(policy.mayTake(standing('team', {}, { baton: 'ann', standin: 'me' }))).toBe(true);
    expect(policy.mayTake(standing('team', {}, { standin: 'me' }))).toBe(true);
    expect(policy.mayTake(standing('team', {}, { baton: 'ann' }))).toBe(false);
    expect(policy.mayTake(standing('viewer', {}, { baton: 'ann', standin: 'me' }))).toBe(false);
  });

  test('it is given to nobody who cannot use it (B-52)', () => {
    const holds = (role: Role | 'none', seat: 'device' | 'none') => policy.mayHold(rec('member', { role, seat }));
    expect([
      holds('client', 'device'),
      holds('viewer', 'device'),
      holds('client', 'none'),
      holds('none', 'device'),
    ]).toEqual([true, false, false, false]);
  });

  test('who drives changes the agenda, the facilitator its rules too (B-50)', () => {
    const led = standing('client', {}, { baton: 'me' });
    expect(policy.mayPlan(led, ['title', 'minutes', 'order'])).toBe(true);
    expect(policy.mayPlan(led, ['rules'])).toBe(false);
    expect(policy.mayPlan(standing('facilitator', {}, { baton: 'ann' }), ['rules'])).toBe(true);
    expect(policy.mayPlan(standing('team'), ['title'])).toBe(false);
  });
});

describe('new notes', () => {
  const customers = { rules: rules({ write: ['client'] }), listen: ['team'] } as const;
  const words = { zone: 'z', behalf: true };
  const own = { zone: 'z', behalf: false };

  test('whoever may not write now writes what waits; viewers do not write (B-54)', () => {
    expect(policy.mayWrite(standing('team', customers))).toBe(true);
    expect(policy.mayWrite(standing('viewer', customers))).toBe(false);
    expect(policy.stateOf(own, standing('client', customers))).toBe('revealed');
    expect(policy.stateOf(own, standing('team', customers))).toBe('waiting');
    expect(policy.stateOf(own, standing('facilitator', customers))).toBe('waiting');
  });

  test('who listens writes what customers say and nothing else (B-53)', () => {
    expect(policy.listens(standing('team', customers))).toBe(true);
    expect(policy.listens(standing('client', customers))).toBe(false);
    expect(policy.stateOf(words, standing('team', customers))).toBe('revealed');
    expect(policy.stateOf(words, standing('facilitator', customers))).toBe('waiting');
  });

  test('those in a zone that is closed wait (B-54)', () => {
    const phase = { zones: ['y'] };
    expect(policy.stateOf(own, standing('client', phase))).toBe('waiting');
    expect(policy.stateOf({ ...own, zone: 'y' }, standing('client', phase))).toBe('revealed');
  });

  test('customers’ wait until the session runs (B-54)', () => {
    expect(policy.stateOf(own, standing('client', {}, { state: 'planned' }))).toBe('waiting');
    expect(policy.stateOf(own, standing('team', {}, { state: 'planned' }))).toBe('revealed');
  });

  test('they are private where the phase hides notes, and held where the board wants them approved (B-22, B-56)', () => {
    expect(policy.stateOf(own, standing('client', { rules: rules({ see: 'own' }) }), true)).toBe('private');
    expect(policy.stateOf(own, standing('client'), true)).toBe('held');
    expect(policy.stateOf(own, standing('team'), true)).toBe('revealed');
    expect(policy.stateOf(words, standing('team'), true)).toBe('revealed');
  });

  test('the head of a column takes none', () => {
    expect(policy.takes(rec('zone', { kind: 'column' }))).toBe(false);
    expect(policy.takes(rec('zone', { kind: 'plane' }))).toBe(true);
  });

  test('one’s own that others do not see can be moved in any phase', () => {
    const still = standing('client', { rules: rules({ move: [] }) });
    for (const state of ['private', 'waiting', 'held'] as const) {
      expect(policy.mayMove(rec('note', { state }, { by: 'me' }), still)).toBe(true);
    }
    const place = { zone: 'z', order: 'a0' };
    expect(policy.mayMove(rec('note', { place }, { by: 'me' }), still)).toBe(false);
    expect(policy.mayMove(rec('note', { place, state: 'held' }, { by: 'ann' }), still)).toBe(false);
  });
});

describe('questions', () => {
  const ask = { ask: { kind: 'dots', of: 'theme', roles: ['client'], limit: 0, budget: 0, split: false } } as const;

  test('are put to the roles they name while they are open (B-57)', () => {
    expect(policy.mayAnswer(standing('client', ask))).toBe(true);
    expect(policy.mayAnswer(standing('team', ask))).toBe(false);
    expect(policy.mayAnswer(standing('client', { ...ask, closed: true }))).toBe(false);
    expect(policy.mayAnswer(standing('client'))).toBe(false);
  });

  test('the team answers for people without a device, and for nobody else (B-66)', () => {
    const ben = rec('member', { role: 'client', seat: 'none' });
    expect(policy.mayAnswer(standing('team', ask), ben)).toBe(true);
    expect(policy.mayAnswer(standing('client', ask), ben)).toBe(false);
    expect(policy.mayAnswer(standing('team', ask), rec('member', { role: 'client' }))).toBe(false);
  });

  test('where a place is split customers say the impact and the team the effort', () => {
    const split = rec('phase', { ask: { ...ask.ask, kind: 'place', split: true } });
    expect([policy.mayPlace('customer', 0, split), policy.mayPlace('customer', 1, split)]).toEqual([true, false]);
    expect([policy.mayPlace('team', 0, split), policy.mayPlace('team', 1, split)]).toEqual([false, true]);
  });
});

test('comments are for the roles the phase names, verdicts for customers, both where everybody sees (B-65)', () => {
  const talk = { comment: ['team'] } as const;
  const hidden = { ...talk, rules: rules({ see: 'own' }) };
  expect([policy.mayComment(standing('team', talk)), policy.mayComment(standing('client', talk))]).toEqual([
    true,
    false,
  ]);
  expect(policy.mayComment(standing('team', hidden))).toBe(false);
  expect([policy.mayVerdict(standing('client')), policy.mayVerdict(standing('team'))]).toEqual([true, false]);
  expect(policy.mayVerdict(standing('client', hidden))).toBe(false);
});

test('one confirms what was written down as one’s own words (B-53)', () => {
  const client = standing('client');
  expect(policy.mayConfirm(rec('note', { behalf: 'me' }, { by: 'ann' }), client)).toBe(true);
  expect(policy.mayConfirm(rec('note', {}, { by: 'me' }), client)).toBe(false);
});

describe('from notes to a backlog', () => {
  const shown = { place: { zone: 'z', order: 'a0' }, kind: 'quote' } as const;
  const mine = rec('note', shown, { id: 'mine', by: 'me' });
  const secret = rec('note', { ...shown, anon: true }, { id: 'secret', mine: true });
  const theirs = rec('note', shown, { id: 'theirs', by: 'ann' });
  const scribed = rec('note', { ...shown, behalf: 'me' }, { id: 'scribed', by: 'tom' });
  const denied = rec('note', { ...shown, behalf: 'me', confirmed: 'no' }, { id: 'denied', by: 'tom' });
  const whose = rec('note', { ...shown, whose: 'Gus' }, { id: 'whose', by: 'me' });

  function lanes(
    evidence: string[],
    f: Partial<FieldsOf<'action'>> = {},
    who = standing('client'),
  ): readonly boolean[] {
    const all = [mine, secret, theirs, scribed, denied, whose, rec('insight', { evidence }, { id: 'i' })];
    const byId = new Map<string, AnyRec>(all.map((each) => [each.id, each]));
    const records = { get: (id: string) => byId.get(id), all: () => byId.values() };
    return policy.mayAck(records, rec('action', { insights: ['i'], status: 'done', ...f }), who);
  }

  test('whoever’s words an action rests on says whether it helped, in the lane they spoke in (B-76)', () => {
    expect(lanes(['mine', 'theirs'])).toEqual([false]);
    expect(lanes(['secret'])).toEqual([true]);
    expect(lanes(['mine', 'secret'])).toEqual([false, true]);
    expect(lanes(['scribed'])).toEqual([false]);
    expect(lanes([], { notes: ['mine'] })).toEqual([false]);
    for (const others of [['theirs'], ['denied'], ['whose'], ['gone'], []]) expect(lanes(others)).toEqual([]);
  });

  test('they say so while it is done, or their word opened it again (B-76)', () => {
    const row = { status: 'reopened', at: 0, by: '', reason: '' };
    expect(lanes(['mine'], { status: 'committed' })).toEqual([]);
    expect(lanes(['mine'], { status: 'verified' })).toEqual([false]);
    expect(lanes(['mine'], { status: 'reopened', log: [row] })).toEqual([false]);
    expect(lanes(['mine'], { status: 'reopened', log: [{ ...row, by: 'tom' }] })).toEqual([]);
    expect(lanes(['mine'], {}, standing('viewer'))).toEqual([]);
    expect(lanes(['mine'], {}, standing('client', { rules: rules({ see: 'own' }) }))).toEqual([]);
  });

  test('a no needs a reason, a yes needs evidence (B-71)', () => {
    expect((['declined', 'parked', 'done', 'draft'] as const).map(policy.needsReason)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const needs = (['accepted', 'answered', 'draft', 'declined'] as const).map(policy.needsEvidence);
    expect(needs).toEqual([true, true, false, false]);
  });

  test('the tray is the team’s, whatever the phase; what was brought in goes back there (B-80)', () => {
    const still = { rules: rules({ move: [] }) };
    const source = { type: 'interview', ref: '', date: '' } as const;
    const row = rec('note', { source, customer: 'Acme' });
    const placed = rec('note', { ...shown, source, customer: 'Acme' });
    expect(policy.mayMove(row, standing('team', still))).toBe(true);
    expect(policy.mayMove(row, standing('client'))).toBe(false);
    expect([policy.mayTray(placed, standing('team')), policy.mayTray(theirs, standing('team'))]).toEqual([true, false]);
    expect([policy.mayTray(placed, standing('client')), policy.mayTray(row, standing('team'))]).toEqual([false, false]);
    expect([policy.mayRemove(placed, standing('team')), policy.mayKeep(theirs, standing('team'))]).toEqual([
      true,
      false,
    ]);
  });
});

test('B-87: what its author has withdrawn they alone bring back', () => {
  const taken = { ...rec('note', { side: 'customer' }), del: true, as: 'withdrawn' } as const;
  expect(policy.mayRemove({ ...taken, by: 'carla' }, standing('facilitator'))).toBe(false);
  expect(policy.mayRemove({ ...taken, by: 'me' }, standing('client'))).toBe(true);
  expect(policy.mayRemove({ ...taken, as: undefined, by: 'carla' }, standing('facilitator'))).toBe(true);
});

test('B-81: everybody but viewers reacts, to what everybody sees, where notes are shown', () => {
  const reacts = (role: Role, note: object, phase: Partial<FieldsOf<'phase'>> = {}) =>
    policy.mayReact(rec('note', { place: { zone: 'z', order: 'a0' }, ...note }), standing(role, phase));
  const roles = ['facilitator', 'team', 'client', 'viewer'] as const;
  expect(roles.map((role) => reacts(role, {}))).toEqual([true, true, true, false]);
  expect(reacts('client', {}, { rules: rules({ see: 'own' }) })).toBe(false);
  expect(reacts('client', { state: 'held' })).toBe(false);
  expect(reacts('team', { place: { zone: '', order: '' } })).toBe(false);
});
