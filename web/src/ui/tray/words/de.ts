import { count } from '../../words/count.ts';
import type { TrayWords } from './en.ts';

const notes = count('de', { one: 'Notiz', other: 'Notizen' });

export const de: TrayWords = {
  title: 'Ablage',
  button: (n) => `Ablage: ${n}`,
  menu: (n) => `Ablage (${n})`,
  gather: 'Noch einmal zusammenführen',
  close: 'Ablage schließen',
  team: 'Nur das Team sieht sie, bis du sie aufs Board legst.',
  hidden: 'In diesem Schritt sind die Notizen auf dem Board verdeckt, auch diese.',
  none: 'Hier wartet nichts.',
  bring: 'Notizen hereinholen…',
  zone: 'Feld',
  selectNone: 'Keine auswählen',
  selectAll: (n) => `Alle ${n} auswählen`,
  put: (n, zone) => `${n} nach ${zone} legen`,
  putMeant: (n) => `${n} dorthin legen, wo die Datei sagt`,
  putOne: (zone) => `Nach ${zone} legen`,
  theirs: 'ihre Felder',
  done: (n, zone, hidden) =>
    `${notes(n)} gelegt in: ${zone}. ${hidden ? 'Vor dem Aufdecken sieht sie niemand' : 'Alle sehen sie jetzt'}.`,
  remove: (n) => `${notes(n)} löschen`,
  removeOne: 'Diese Notiz löschen',
  removed: (n) => `${notes(n)} gelöscht`,
  more: (n) => `Mehr zeigen (${n})`,
};
