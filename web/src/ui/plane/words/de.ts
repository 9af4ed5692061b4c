import { count } from '../../words/count.ts';
import type { PlaneWords } from './en.ts';

const notes = count('de', { one: 'Notiz', other: 'Notizen' });
const answers = count('de', { one: 'Antwort', other: 'Antworten' });

export const de: PlaneWords = {
  objective: 'Wirkung auf',
  noObjective: 'Um welches eine Ziel geht es?',
  impact: 'Wirkung',
  effort: 'Aufwand',
  wins: 'Schnelle Erfolge',
  bets: 'Große Wetten',
  fills: 'Lückenfüller',
  pit: 'Geldgrab',
  unplaced: 'Noch einzuordnen',
  allPlaced: 'Alles hat seinen Platz.',
  empty: 'Schreibt, was man tun könnte, eins pro Notiz. Dann ordnet jedes nach Wirkung und Aufwand ein.',
  chosen: 'Gewählte Notiz',
  choose: 'Wähle eine Notiz, um sie zu lesen und zu sagen, wo sie liegt.',
  ask: {
    both: 'Nur du siehst, wohin du sie legst.',
    impact: 'Du ordnest nach Wirkung ein: Nur du siehst, wohin.',
    effort: 'Du ordnest nach Aufwand ein: Nur du siehst, wohin.',
  },
  at: (impact: number, effort: number) =>
    [impact > 0 && `Wirkung ${impact}`, effort > 0 && `Aufwand ${effort}`].filter(Boolean).join(', '),
  nowhere: 'noch nicht eingeordnet',
  pale: 'Blass: wohin die Antworten zeigen, noch nicht festgelegt.',
  tentative: 'wohin die Antworten zeigen; nicht festgelegt',
  keys: 'Die Pfeiltasten ordnen sie ein. Enter führt zu ihren Zahlen, Punkt öffnet das Menü.',
  more: (n: number) => `${n} weitere`,
  moreHere: (n: number) => `${notes(n)} hier`,
  settle: 'Hier festlegen',
  spread: 'Wie weit wir auseinander liegen',
  spreadAll: 'Alle Spannen zeigen',
  range: (what: string, mid: string, low: number, high: number, n: number) =>
    `${what}: Mitte ${mid}, von ${low} bis ${high}, ${answers(n)}`,
  few: (what: string, n: number) => `${what}: ${answers(n)}, zu wenige, um sie zu zeigen`,
  alike: (what: string, value: number, n: number) => `${what}: alle ${value}, ${answers(n)}`,
  picture: (n: number, of: number) => `${n} von ${of} eingeordnet`,
};
