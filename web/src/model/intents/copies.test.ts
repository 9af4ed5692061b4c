import { describe, expect, test } from 'vitest';
import type { AnyRec, Note } from '../records.ts';
import { full } from '../values.ts';
import { addCopies, again, copied, type Copied, type Into } from './copies.ts';

function note(f: object, more: Partial<AnyRec> = {}): Note {
  const rec = {
    id: 'n',
    type: 'note',
    by: 'them',
    f: { text: 'words', place: { zone: 'z', order: 'a1' }, ...f },
    ...more,
  };
  return full(rec as unknown as AnyRec) as unknown as Note;
}

const read = (n: Note, whose = 'P1', consent: Copied['consent'] = 'room'): Copied =>
  copied(n, 'me', { whose, consent });
const here: Into = { role: 'team', same: true };
const there: Into = { role: 'team', same: false };

describe('B-24: a copy says whose words it holds, or is not made', () => {
  test('one’s own notes are one’s own again, on any board', () => {
    const mine = read(note({ side: 'team', kind: 'assumption', theme: 't', because: ['b'] }, { by: 'me' }));
    expect(again(mine, here)).toMatchObject({ side: 'team', kind: 'assumption', theme: 't', because: ['b'] });
    expect(again(mine, there)).toEqual({
      text: 'words',
      kind: 'assumption',
      side: 'team',
      whose: '',
      customer: '',
      anon: false,
    });
    const anon = read(note({ anon: true }, { by: undefined, mine: true }));
    expect(again(anon, { role: 'client', same: true })).toMatchObject({ side: 'customer', anon: true });
  });

  test('a customer’s words are written down for them by the team', () => {
    expect(again(read(note({ kind: 'quote' })), here)).toMatchObject({
      side: 'customer',
      behalf: 'them',
      kind: 'quote',
    });
    expect(again(read(note({ behalf: 'p' })), here)).toMatchObject({ side: 'customer', behalf: 'p' });
    expect(again(read(note({ whose: 'Ms Rossi' }), 'Ms Rossi'), here)).toMatchObject({ whose: 'Ms Rossi', behalf: '' });
  });

  test('where nobody can say whose they are, or they deny it, there is no copy', () => {
    expect(again(read(note({}, { by: undefined }), ''), here)).toBe('unknown');
    expect(again(read(note({ anon: true }, { by: undefined }), ''), here)).toBe('unknown');
    expect(again(read(note({ side: 'team', anon: true }, { by: undefined }), ''), here)).toBe('unknown');
    expect(again(read(note({ behalf: 'p', confirmed: 'no' })), here)).toBe('voice');
  });

  test('a customer copies their own words and nobody else’s', () => {
    const client: Into = { role: 'client', same: true };
    expect(again(read(note({})), client)).toBe('voice');
    expect(again(read(note({ side: 'team', kind: 'idea' })), client)).toBe('voice');
    expect(again(read(note({ kind: 'quote' }, { by: 'me' })), client)).toMatchObject({
      side: 'customer',
      kind: 'quote',
    });
  });

  test('to another board go only words that may be quoted', () => {
    expect(again(read(note({})), there)).toBe('consent');
    expect(again(read(note({}), 'P1', 'paraphrase'), there)).toBe('consent');
    expect(again(read(note({}), 'P1', 'quote'), there)).toEqual({
      text: 'words',
      kind: 'observation',
      side: 'customer',
      whose: 'P1',
    });
    expect(again(read(note({}), '', 'quote'), there)).toBe('unknown');
  });

  test('words that were brought in keep where they are from, on their board', () => {
    const source = { type: 'interview', ref: 'x', date: '' };
    const rossi = read(note({ whose: 'Ms Rossi', source, customer: 'Rossi Ltd' }), 'Ms Rossi');
    expect(again(rossi, here)).toMatchObject({ source, customer: 'Rossi Ltd', whose: 'Ms Rossi' });
    expect(again(read(note({ source, customer: 'Rossi Ltd' }, { by: undefined }), ''), here)).toMatchObject({
      customer: 'Rossi Ltd',
    });
  });

  test('B-25, B-29: no more may be told of a copy than of the note', () => {
    const source = { type: 'support-ticket', ref: 'T1', date: '' };
    for (const consent of ['room', 'paraphrase', 'quote', 'default'] as const)
      for (const named of [{ customer: 'ACME' }, { whose: 'Ms Rossi' }, { customer: 'ACME', whose: 'Ms Rossi' }])
        expect(again(read(note({ ...named, source, consent }, { by: undefined })), here)).toMatchObject({
          consent: 'room',
        });
    // Who is on the board says so as a member, unless they have held this note back.
    expect(again(read(note({})), here)).toMatchObject({ behalf: 'them', consent: 'default' });
    expect(again(read(note({ consent: 'room' })), here)).toMatchObject({ behalf: 'them', consent: 'room' });
    // The team's words are the copier's from now on, who may allow more for their own.
    const ours = note({ side: 'team' });
    expect(again(read(ours, '', 'quote'), here)).toMatchObject({ side: 'team', consent: 'default' });
    expect(again(read(ours, '', 'room'), here)).toMatchObject({ side: 'team', consent: 'room' });
    expect(again(read(ours, '', 'paraphrase'), there)).toMatchObject({ side: 'team', consent: 'paraphrase' });
    const mine = note({ side: 'team', consent: 'paraphrase' }, { by: 'me' });
    expect(again(read(mine), here)).toMatchObject({ consent: 'paraphrase' });
  });
});

test('a copy stands right behind its note; from elsewhere, at the end of its zone', () => {
  const recs = new Map<string, AnyRec>();
  for (const [i, id] of ['a', 'b', 'c'].entries())
    recs.set(id, { ...note({ place: { zone: 'z', order: `a${i}` } }), id } as AnyRec);
  const records = { get: (id: string) => recs.get(id), all: () => recs.values() };
  const ops = addCopies(records, [
    { id: 'a2', of: 'a', zone: 'z', f: { text: 'x', because: ['b', 'gone'], theme: 'gone' } },
    { id: 'b2', of: 'b', zone: 'z', f: { text: 'x' } },
    { id: 'x', zone: 'z', f: { text: 'x' } },
    { id: 'y', zone: 'z', f: { text: 'y' } },
    { id: 'w', zone: 'empty', f: { text: 'w' } },
  ]);
  const made = ops.map((op) => (op.op === 'put' ? op.rec : undefined));
  const order = (id: string): string => (made.find((rec) => rec?.id === id)?.f['place'] as { order: string }).order;
  const all = [
    ...['a0', 'a1', 'a2'].map((key, i) => [key, 'abc'[i]]),
    ...['a2', 'b2', 'x', 'y'].map((id) => [order(id), id]),
  ];
  expect(all.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)).map(([, id]) => id)).toEqual([
    'a',
    'a2',
    'b',
    'b2',
    'c',
    'x',
    'y',
  ]);
  expect(made[0]?.f).toMatchObject({ because: ['b'] });
  expect(made[0]?.f).not.toHaveProperty('theme');
});
