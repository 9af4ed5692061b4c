import { toasts } from '../parts/toasts.svelte.ts';
import { s } from './words/words.ts';

/** Tells who came by a link that gives more than they have what becomes of that (B-90). */
export function tellAsked(role: 'client' | 'team'): void {
  toasts.show(s.list.asked[role]);
}
