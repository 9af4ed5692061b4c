import { expect, test } from 'vitest';
import { idOf, type Op } from '../../model/ops.ts';
import { preview } from '../../model/pending.ts';
import type { AnyRec, Id, Note } from '../../model/records.ts';
import { rec } from '../../model/testing/session.ts';
import { full } from '../../model/values.ts';
import { noteBack, standIn, zoneBack, type Today } from './back.ts';

function note(id: Id, zone: Id, more: Partial<Note['f']> = {}): Note {
  return rec('note', { text: id, side: 'team', place: { zone, order: 'a' }, ...more }, { id });
}

class Now implements Today {
  readonly recs = new Map<Id, AnyRec>();
  facilitates = true;
  me: Id | undefined = 'me';
  may = true;
  readonly can = { move: () => this.may, edit: () => this.may, remove: () => this.may };

  constructor(...all: readonly (AnyRec | Note)[]) {
    for (const each of all) this.recs.set(each.id, each as AnyRec);
  }

  find(id: Id): AnyRec | undefined {
    const found = this.recs.get(id);
    return found && full(found);
  }

  do(ops: readonly Op[]): void {
    for (const op of ops) {
      const next = preview(this.recs.get(idOf(op)), op, { member: 'me' });
      if (next) this.recs.set(idOf(op), next);
    }
  }

  in(zone: Id): Id[] {
    const here = [...this.recs.values()].filter((r) => r.type === 'note' && !r.del);
    return here.filter((r) => (r.f['place'] as { zone: Id }).zone === zone).map((r) => r.id);
  }
}

const zone = (id: Id, del = false): AnyRec => ({ id, type: 'zone', f: {}, ...(del && { del: true }) });

test('B-85: a note comes back from the bin, to its zone, with a team’s words', () => {
  const then = note('a', 'says', { text: 'as it was' });
  const now = new Now(zone('says'), zone('feels'), { ...note('a', 'feels', { text: 'otherwise' }), del: true } as Note);
  const back = noteBack(then, now);
  now.do(back.ops);
  expect(now.find('a')).toMatchObject({ f: { text: 'as it was', place: { zone: 'says' } } });
  expect(now.find('a')?.del).toBeUndefined();
  expect([back.notes, back.kept]).toEqual([1, 0]);
  expect(noteBack(then, now).ops).toEqual([]);
});

test('B-83: a customer’s words are never brought back', () => {
  const now = new Now(zone('says'), note('a', 'says', { text: 'what I say now', side: 'customer' }));
  expect(noteBack(note('a', 'says', { text: 'what I said', side: 'customer' }), now).ops).toEqual([]);
});

test('B-87: a restored zone leaves out what its authors have withdrawn, but for their own', () => {
  const there = note('a', 'says');
  const gone = (id: Id, by: Id): Note => ({
    ...note(id, 'says', { side: 'customer' }),
    by,
    del: true,
    as: 'withdrawn',
  });
  const now = new Now(zone('says', true), there, gone('b', 'carla'), gone('c', 'me'), {
    ...note('d', 'says'),
    del: true,
  } as Note);
  const then = ['a', 'b', 'c', 'd'].map((id) => note(id, 'says'));
  const back = zoneBack('says', then, now);
  now.do(back.ops);
  expect(now.in('says')).toEqual(['a', 'c', 'd']);
  expect([back.notes, back.kept, back.withdrawn]).toEqual([3, 0, 1]);
  expect(standIn('says', then, now)).toBe(3);
});

test('what the rules of now forbid is counted', () => {
  const now = new Now(zone('says'), zone('feels'), note('a', 'feels'));
  now.may = false;
  expect(noteBack(note('a', 'says'), now)).toMatchObject({ ops: [], notes: 0, kept: 1 });
  expect(noteBack(note('gone for ever', 'says'), now)).toMatchObject({ ops: [], notes: 0, kept: 1 });
});

test('a note does not go to a zone that is not there', () => {
  const now = new Now(zone('says', true), zone('feels'), note('a', 'feels'));
  expect(noteBack(note('a', 'says'), now)).toMatchObject({ ops: [], notes: 0, kept: 1 });
});

test('B-85: a deleted zone comes back with exactly the notes it had', () => {
  const [a, b, c] = [note('a', 'says'), note('b', 'says'), note('c', 'says')];
  // One stayed in it, one was moved away, one was deleted; one was always elsewhere.
  const now = new Now(
    zone('says', true),
    zone('feels'),
    a,
    note('b', 'feels'),
    { ...c, del: true } as Note,
    note('d', 'feels'),
  );
  const back = zoneBack('says', [a, b, c], now);
  expect([back.notes, back.kept]).toEqual([3, 0]);
  now.do(back.ops);
  expect(now.find('says')?.del).toBeUndefined();
  expect([now.in('says').sort(), now.in('feels')]).toEqual([['a', 'b', 'c'], ['d']]);
});

test('only facilitators bring back a zone', () => {
  const now = new Now(zone('says', true), note('a', 'says'));
  now.facilitates = false;
  expect(zoneBack('says', [note('a', 'says')], now)).toMatchObject({ ops: [], notes: 0, kept: 1 });
});
