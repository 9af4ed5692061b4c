import type { IntakeRow } from '../../state/api.ts';
import { w } from './words/words.ts';

export const { notes } = w;

/** The values of a closed list with their names. */
export function named<K extends string>(words: Readonly<Record<K, string>>): readonly (readonly [K, string])[] {
  return Object.entries(words) as [K, string][];
}

/** What of a row is told beside its words. */
export function aside(row: IntakeRow): string {
  const source = (w.sources as Readonly<Record<string, string>>)[row.source] ?? row.source;
  const consent = (w.consents as Readonly<Record<string, string>>)[row.consent] ?? row.consent;
  return [row.zone, row.whose, row.customer, source, row.ref, row.date, consent]
    .filter((part) => part !== '')
    .join(' · ');
}
