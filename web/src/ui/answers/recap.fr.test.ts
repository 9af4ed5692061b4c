import { expect, test, vi } from 'vitest';

vi.stubGlobal('navigator', { languages: ['fr'] });
const { recap } = await import('./recap.ts');

test('what a recap takes from the report is said in the reader’s language, except what people wrote', () => {
  const text = `**Insight 1:** Seats are lost.

- Confidence: medium, computed from the evidence. The team says high instead, because: they counted.
- Status: draft.

**Theme:** Fees: 1 note, evidence of 1 independent customer, 1 type of source.

**Theme:** (no name yet): 2 notes.

**One more theme:** Nothing of it leaves the room: 12 notes.
`;
  const { subject, body } = recap({ files: [{ text }], items: [] }, 'Ticket shop', { board: 'x' }, String);
  expect(subject).toBe('Récapitulatif\u00a0: Ticket shop');
  expect(body).toBe(`Ce que nous avons appris
- Seats are lost. (confiance\u00a0: moyenne\u202f; l’équipe dit haute)

Ce qui a été dit, en 3 thèmes
- Fees\u00a0: 1 note
- (pas encore de nom)\u00a0: 2 notes
- Rien n’en sort de la salle\u00a0: 12 notes

Le tableau, pour ceux qui y participent déjà (les autres ont besoin d’une invitation)\u00a0: x
`);
});
