import { expect, test, vi } from 'vitest';
import type { Fields, Member, Note, Persona, Phase, Zone } from '../../model/records.ts';
import { full } from '../../model/values.ts';

vi.stubGlobal('navigator', { languages: ['en'] });
vi.stubGlobal('document', { documentElement: {} });

const { begin } = await import('../words/words.ts');
const { sheetOf } = await import('./sheet.ts');
await begin();

const paula = full({ id: 'me', type: 'member', f: { name: 'Paula' } }) as Member;
const zone = full({ id: 'z', type: 'zone', f: { title: 'Says' } }) as Zone;

/** What a note is signed with in a picture that Paula makes. */
function signed(f: Fields, rest: Partial<Note>, authors: 'named' | 'hidden' = 'named'): string | undefined {
  const made = { ...full({ id: 'n', type: 'note', f: { text: 'x', state: 'revealed', ...f } }), ...rest } as Note;
  // As a board gives them: nothing is the object's own.
  const note = Object.create(made) as Note;
  const sheet = sheetOf(
    {
      info: undefined,
      zones: [zone],
      persona: undefined as Persona | undefined,
      members: [paula],
      phase: full({ id: 'p', type: 'phase', f: { rules: { authors } } }) as Phase,
      me: { member: 'me', role: 'facilitator', audience: 'host' },
      note: () => note,
      notesIn: () => [note],
      felt: () => ({ count: 0, mine: false }),
      customers: () => 0,
      isMine: () => true,
    },
    { of: 'board' },
  );
  return sheet.plots[0]?.cards[0]?.name;
}

test('a picture is given away: its maker is named in it as others read their notes, never “You” (B-55)', () => {
  expect(signed({}, { by: 'me' })).toBe('Paula');
  expect(signed({ state: 'private' }, { by: 'me', mine: true })).toBe('Paula');
  expect(signed({}, { by: 'me', mine: true }, 'hidden')).toBe('');
  expect(signed({ state: 'private' }, { by: 'me', mine: true }, 'hidden')).toBe('');
  expect(signed({ voice: 'B' }, { by: 'me', mine: true })).toBe('Voice B');
  expect(signed({ anon: true }, { mine: true })).toBe('Anonymous');
});
