import { expect, test } from 'vitest';
import { rec } from './testing/session.ts';
import type { Note } from './records.ts';
import { voicesOf } from './voices.ts';

const members = new Map([
  ['ann', rec('member', {}, { id: 'ann' })],
  ['ben', rec('member', { customer: 'Acme' }, { id: 'ben' })],
  ['cy', rec('member', { customer: 'Acme' }, { id: 'cy' })],
  ['dot', rec('member', { seat: 'none' }, { id: 'dot' })],
]);
const said = { side: 'customer' } as const;
const by = (id: string): Note => rec('note', said, { by: id });
const under = (voice: string): Note => rec('note', { ...said, voice });
const forAnn = (confirmed: 'open' | 'yes' | 'no'): Note =>
  rec('note', { ...said, behalf: 'ann', confirmed }, { by: 'tim' });
const unknown = rec('note', said);

/** "2", "at least 2", or "?" where nobody can be told from anybody. */
function count(...notes: readonly Note[]): string {
  const { customers, least } = voicesOf(notes, (id) => members.get(id), 'ann');
  return customers === 0 ? '?' : `${least ? 'at least ' : ''}${customers}`;
}

test.each<[string, string, readonly Note[]]>([
  ['people, and a company once', '2', [by('ann'), by('ann'), by('ben'), by('cy')]],
  ['letters', '2', [under('K'), under('K'), under('L')]],
  ['a letter that may be the named one’s', 'at least 1', [by('ann'), under('T')]],
  ['two letters beside one name', 'at least 2', [by('ann'), under('T'), under('K')]],
  [
    'a letter that is known to be mine, and another',
    '2',
    [rec('note', { ...said, voice: 'T' }, { by: 'ann' }), under('K')],
  ],
  [
    'the same letter, with and without the name',
    '1',
    [rec('note', { ...said, voice: 'T' }, { by: 'ann' }), under('T')],
  ],
  [
    'words from elsewhere count with the company that said them (B-80)',
    '1',
    [by('ben'), rec('note', { ...said, customer: ' ACME', whose: 'Eve' })],
  ],
  [
    'pseudonyms of two boards may be the same people (B-79)',
    'at least 2',
    ['P1', 'P2'].flatMap((whose) =>
      ['one', 'two'].map((board) => rec('note', { ...said, whose, from: { board, note: whose } })),
    ),
  ],
  ['mine alone is known', 'at least 1', [rec('note', said, { mine: true }), unknown]],
  ['nobody is known', '?', [unknown, unknown]],
  ['anonymous beside a name', 'at least 1', [by('ben'), rec('note', { ...said, anon: true })]],
  ['confirmed, and for somebody without a device', '2', [forAnn('yes'), rec('note', { ...said, behalf: 'dot' })]],
  ['not confirmed, or denied', '?', [forAnn('open'), forAnn('no')]],
  ['somebody who is not on the board', '1', [rec('note', { ...said, whose: 'Mum' }, { by: 'tim' })]],
])('B-53, B-55: %s count as %s', (_, is, notes) => expect(count(...notes)).toBe(is));

test('B-53: notes are the team’s, customers’, or nobody’s until they are confirmed', () => {
  const notes = [by('ann'), forAnn('yes'), forAnn('open'), forAnn('no'), rec('note', { side: 'team' }, { by: 'tim' })];
  expect(voicesOf(notes, (id) => members.get(id))).toEqual({ theirs: 2, customers: 1, least: false, open: 1, team: 2 });
});
