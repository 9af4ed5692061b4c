import { count } from '../../words/count.ts';
import type { PictureWords } from './en.ts';

export const de: PictureWords = {
  title: 'Bilder des Boards',
  what: 'Was',
  parts: {
    board: 'Ganzes Board',
    notes: count('de', { one: 'gewählte Notiz', other: 'gewählte Notizen' }),
    zone: 'Ein Feld',
  },
  as: 'Als',
  kinds: { svg: 'SVG-Datei', png: 'PNG-Datei', pdf: 'PDF-Datei', print: 'Drucken' },
  about: {
    svg: 'Eine Zeichnung, die in jeder Größe scharf bleibt. Ihre Schrift ist in der Datei; andere als lateinische Schriften kommen vom Gerät des Lesers.',
    png: 'Ein Bild für Chats, Folien und Wikis, in doppelter Größe.',
    pdf: 'A4-Seiten, Feld für Feld. Jede Seite ist ein Bild; die Wörter lassen sich suchen und kopieren.',
    print: 'Dieselben Seiten auf Papier. „Als PDF speichern“ im Druckdialog behält die Wörter als scharfen Text.',
  },
  paper: 'Papier',
  papers: { light: 'Hell', dark: 'Dunkel' },
  save: 'Herunterladen',
  printing: 'Drucken…',
  drawing: 'Wird gezeichnet…',
  failed: 'Das Bild konnte nicht gezeichnet werden. Mit einem Teil des Boards oder als SVG geht es vielleicht.',
  empty: 'Darin sind keine Notizen.',
  preview: (title, n) => `Vorschau von ${title}, ${n}`,
  notes: count('de', { one: 'Notiz', other: 'Notizen' }),
  pages: count('de', { one: 'Seite', other: 'Seiten' }),
  size: (width, height) => `${width} × ${height} Pixel`,
  smaller: 'Größer zeichnet kein Browser: Das Bild ist nicht ganz doppelt so groß.',
  shows:
    'Es zeigt, was du auf dem Board siehst, jede Notiz mit dem ganzen Text. Was dir verborgen ist, ist nicht darin.',
  dimmed: 'Notizen, die die Suche blass lässt, sind auch darin.',
  hidden: 'Manche Worte sind nur für diesen Raum: Frag, bevor du das Bild weitergibst.',
  quotes: ['„', '“'],
  goesOn: 'geht weiter…',
  more: (title) => `${title} (Fortsetzung)`,
  page: (nth, of) => `Seite ${nth} von ${of}`,
  number: (n) => new Intl.NumberFormat('de').format(n),
  cell: (impact, effort) => `Wirkung ${impact} · Aufwand ${effort}`,
  nowhere: 'Noch nicht eingeordnet',
  untold: 'Nur für den Raum gesagt',
  legend: {
    title: 'Was die Zeichen bedeuten',
    customer: 'ein Kunde',
    team: 'das Team',
    behalf: 'für einen Kunden aufgeschrieben',
    dashed: 'eine Annahme',
    sewn: 'eine Annahme, die Kunden stützen',
    felt: 'so vielen Kunden ging es auch so',
  },
  embed: {
    gone: 'Dieses Board wird hier nicht gezeigt.',
    goneWhy:
      'Sein Link gilt nicht mehr, oder die Adresse ist nicht vollständig. Wer das Board leitet, hat einen neuen.',
    away: 'Der Server ist gerade nicht erreichbar. So sah das Board zuletzt aus.',
    untold: (n) =>
      n === 1
        ? '1 Notiz ohne ihre Worte: Sie sind nur für den Raum gesagt.'
        : `${n} Notizen ohne ihre Worte: Sie sind nur für den Raum gesagt.`,
    as: (when) => `Stand: ${when}`,
  },
};
