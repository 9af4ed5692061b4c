import { keep } from '../parts/kept.ts';
import { askedIn, loadBuiltin, saidIn } from './builtin.svelte.ts';
import { coming, lang } from './coming.ts';
import type { Words } from './en.ts';
import type { Lang } from './pick.ts';

export { lang, type Lang };

/** Each language by its own name. */
export const languages: readonly (readonly [Lang, string])[] = [
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['es', 'Español'],
  ['fr', 'Français'],
];

/** The words of this page load, from `begin` on: what shows nothing yet has nothing to say. */
export let t: Words;

/** Waits for the words. */
export async function begin(): Promise<void> {
  t = await coming;
}

document.documentElement.lang = lang;
void loadBuiltin(lang).catch(() => undefined); // without a line, the English words stand

/** A title or prompt of the board for the reader: a built-in one in their language, any other as it was written. */
export function said(text: string): string {
  return saidIn(text);
}

/** A zone's prompt for the reader, put to the customer (`you`) or to the team. */
export function asked(prompt: string, you: boolean): string {
  return askedIn(t.you, prompt, you);
}

/** Remembers `to` on this device and shows the page in it. What is typed is kept by the drafts and the queue. */
export function speak(to: Lang): void {
  keep('lang', to);
  location.reload();
}

/** The language of dates and times. English is written differently in London and in New York: the device knows. */
export const place = navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === lang) ?? lang;
const days = new Intl.DateTimeFormat(place, { dateStyle: 'medium' });

/** A day in the reader's language. `when` is anything `Date` reads; what it cannot read is shown as it is. */
export function day(when: string | number): string {
  const date = new Date(when);
  return Number.isNaN(date.getTime()) ? String(when) : days.format(date);
}

const list = new Intl.ListFormat(lang);

/** Names as a list in the reader's language. */
export function listed(names: readonly string[]): string {
  return list.format(names);
}

/** What stands between a label and what it says. */
export const colon = lang === 'fr' ? '\u00a0: ' : ': ';
