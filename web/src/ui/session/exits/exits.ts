// When a step of a built-in template is done, and what else only who leads is told of it. It is loaded with what leads.
import { spoken } from '../../words/coming.ts';

const exits: Readonly<Record<string, string>> = await spoken({
  en: async () => Promise.resolve({}),
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});

/** A step's exit for who leads: a built-in one in their language, any other as it was written. */
export function exitIn(text: string): string {
  return Object.hasOwn(exits, text) ? (exits[text] ?? text) : text;
}
