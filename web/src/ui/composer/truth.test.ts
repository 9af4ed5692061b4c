import { describe, expect, test, vi } from 'vitest';
import type { Facts } from './truth.ts';

vi.stubGlobal('navigator', { languages: ['en'] });
vi.stubGlobal('document', { documentElement: {} });
const { begin } = await import('../words/words.ts');
const { told } = await import('./truth.ts');
await begin();

const anna: Facts = {
  waits: false,
  see: 'all',
  authors: 'named',
  anon: false,
  held: false,
  host: false,
  as: 'Anna',
  letter: 'K',
  whose: '',
};

/** Every combination of what decides; names and letters are those of Anna, who may write for Frau Weber. */
const all: Facts[] = [true, false].flatMap((waits) =>
  (['own', 'all'] as const).flatMap((see) =>
    (['named', 'pseudonym', 'hidden'] as const).flatMap((authors) =>
      [true, false].flatMap((anon) =>
        [true, false].flatMap((held) =>
          ['', 'Frau Weber'].map((whose): Facts => ({ ...anna, waits, see, authors, anon, held, whose })),
        ),
      ),
    ),
  ),
);

test.each(all)('B-53…B-56: $see, $authors, anonymous $anon, held $held, waits $waits, for “$whose”', (facts) => {
  const { line, caveat } = told(facts);
  const hidden = facts.waits || facts.see === 'own';
  // Who reads it (B-22, B-54): nobody else while it is hidden, and never “everyone” before the facilitator (B-56).
  expect(line.includes('Only you can read this')).toBe(hidden);
  expect(line.includes('It waits until a step takes it')).toBe(facts.waits);
  expect(line.includes('until the reveal')).toBe(hidden && !facts.waits);
  expect(line.includes('facilitator reads')).toBe(facts.held);
  expect(line.includes('Everyone here can read this.')).toBe(!hidden && !facts.held);
  // What shows of the author (B-55): the name only where this step names people and the author does not hide.
  const named = facts.authors === 'named' && !facts.anon;
  expect(line.includes('Anna')).toBe(named);
  expect(line.includes('letter K')).toBe(facts.authors === 'pseudonym' && !facts.anon);
  expect(line.includes('Nobody')).toBe(facts.anon);
  // What is said of later is a promise of at most so much: the step that shows it may hide names.
  if (named && hidden) expect(line).toContain('unless that step hides names');
  // A scribe is told that the name of whom they write for shows in any case.
  if (facts.whose !== '' && !facts.anon) expect(line).toContain('Frau Weber');
  // A promise of no name says how far it goes.
  expect(caveat === '').toBe(named);
  expect(line).not.toContain('  ');
});

describe('the line as people read it', () => {
  test.each<[Partial<Facts>, string]>([
    [{}, 'Everyone here can read this. It is signed “Anna”.'],
    [{ as: '' }, 'Everyone here can read this.'],
    [{ see: 'own', authors: 'hidden' }, 'Only you can read this until the reveal. Your name will not show.'],
    [
      { see: 'own', authors: 'pseudonym' },
      'Only you can read this until the reveal. Then it may show under the letter K, not your name.',
    ],
    [{ authors: 'pseudonym', letter: '' }, 'Everyone here can read this. Your name does not show.'],
    [
      { waits: true, anon: true },
      'Only you can read this. It waits until a step takes it. Nobody will see it is yours.',
    ],
    [{ held: true }, 'The facilitator reads this first; then everyone here can. It is signed “Anna”.'],
    [{ whose: 'Frau Weber' }, 'Everyone here can read this. It is signed “Anna for Frau Weber”.'],
    [
      { authors: 'hidden', whose: 'Frau Weber' },
      'Everyone here can read this. It says “for Frau Weber”, not your name.',
    ],
  ])('%j', (facts, line) => expect(told({ ...anna, ...facts }).line).toBe(line));

  test('who can look up a letter is told to everybody but to them (B-55)', () => {
    expect(told({ ...anna, authors: 'pseudonym' }).caveat).toContain(
      'Only the facilitator can tell whose letter it is.',
    );
    expect(told({ ...anna, authors: 'pseudonym', host: true }).caveat).not.toContain('letter');
    expect(told({ ...anna, authors: 'hidden' }).caveat).toBe(
      'With few people, how you write may still tell who you are.',
    );
  });
});
