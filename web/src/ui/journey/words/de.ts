import { count } from '../../words/count.ts';
import type { JourneyWords } from './en.ts';

const notes = count('de', { one: 'Notiz', other: 'Notizen' });
const answers = count('de', { one: 'Antwort', other: 'Antworten' });

export const de: JourneyWords = {
  felt: 'Wie es sich anfühlte',
  legend: 'Linie: die mittlere Antwort. Band: von der niedrigsten bis zur höchsten.',
  before: 'Hier erscheint die Kurve, sobald alle Punkte da sind.',
  theirs: 'Die Kunden setzen ihre Punkte. Niemand sieht, wem welcher gehört.',
  yours: 'Setze deine Punkte mit einem Klick oder den Pfeiltasten. Nur du siehst sie.',
  onlyYou: 'Nur du siehst deine Punkte.',
  point: (column: string) => `Wie sich „${column}“ für dich anfühlte`,
  unset: 'Noch kein Punkt',
  answers,
  few: (n: number) => `${answers(n)}: zu wenige, um sie zu zeigen`,
  truth: 'Moment der Wahrheit',
  table: 'Die Kurve als Tabelle',
  step: 'Abschnitt',
  median: 'Mittlere Antwort',
  low: 'Niedrigste',
  high: 'Höchste',
  column: 'Name des Abschnitts',
  columnMenu: (column: string) => `Abschnitt „${column}“ ändern`,
  add: 'Abschnitt hinzufügen',
  addAfter: 'Danach einen Abschnitt hinzufügen',
  left: 'Nach links',
  right: 'Nach rechts',
  remove: 'Abschnitt entfernen',
  removed: (column: string, n: number) =>
    n === 0 ? `„${column}“ entfernt` : `„${column}“ entfernt; ${notes(n)} darin kommen mit ihm zurück`,
  fresh: 'Neuer Abschnitt',
};
