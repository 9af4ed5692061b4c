// What the built-in templates put on a board, in the reader's language. A board keeps the English words; what a
// facilitator has written in their own stands as it is.
import type { Phase } from '../../model/records.ts';
import type { Lang } from './pick.ts';

/** The words of one language by the English ones; empty until they are loaded. */
let texts = $state.raw<Readonly<Record<string, string>>>({});

/** Loads the words of a language; those who read English need none. A board is on the way as long as they are. */
export async function loadBuiltin(lang: Lang): Promise<void> {
  if (lang === 'de') texts = (await import('./built/de.ts')).de;
  else if (lang === 'es') texts = (await import('./built/es.ts')).es;
  else if (lang === 'fr') texts = (await import('./built/fr.ts')).fr;
}

/** A title or prompt of the board in the language that is loaded: a built-in one translated, any other as it is. */
export function saidIn(text: string): string {
  return Object.hasOwn(texts, text) ? (texts[text] ?? text) : text;
}

/** A zone's prompt, put to the customer (`you`) in the words for them, or to the team. */
export function askedIn(toYou: Readonly<Record<string, string>>, prompt: string, you: boolean): string {
  return (you && Object.hasOwn(toYou, prompt) && toYou[prompt]) || saidIn(prompt);
}

/** Whether a step's prompt says more than the screen for the first words does by itself. */
export function saysMore(phase: Pick<Phase, 'f'>): boolean {
  return phase.f.prompt !== '' && !phase.f.prompt.startsWith('One thought per note');
}
