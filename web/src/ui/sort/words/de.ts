import { count } from '../../words/count.ts';
import type { SortWords } from './en.ts';

const notes = count('de', { one: 'Notiz', other: 'Notizen' });

export const de: SortWords = {
  free: 'Ohne Thema',
  freeHint: 'Nicht alles braucht eine Gruppe: Was hier bleibt, bleibt erhalten.',
  freeNone: 'Jede Notiz hat ein Thema.',
  none: 'Noch keine Notizen zum Sortieren.',
  keys: 'G: gehört zu… (N: neues Thema) · 1–9: in dieses Thema · U: heraus · Pfeile, Leertaste: gehen und auswählen',
  create: 'Neues Thema',
  createDrop: 'Für ein neues Thema Notizen hier ablegen',
  board: 'Themen',
  name: (n) => `Name von Thema ${n}`,
  nameHint: 'Sag es als Satz: „Beim Bezahlen bekomme ich Angst“',
  unnamed: (n) => `Thema ${n}`,
  like: (words) => `mit „${words}“`,
  notes,
  voices: (n, from, of, least) =>
    of > 0
      ? `${notes(n)} von ${Math.min(from, of)} aus ${of} der Kundschaft`
      : `${notes(n)} von ${least ? 'mindestens ' : ''}${from} aus der Kundschaft`,
  learn: 'Aus diesem Thema eine Erkenntnis machen',
  open: (n) => `${n} noch nicht bestätigt`,
  theirs: (n) => `${notes(n)} aus der Kundschaft`,
  team: (n) => `${n} vom Team`,
  dots: count('de', { one: 'Punkt', other: 'Punkte' }),
  menu: 'Menü des Themas',
  select: 'Seine Notizen auswählen',
  earlier: 'Nach vorn',
  later: 'Nach hinten',
  remove: 'Thema löschen',
  removed: 'Thema gelöscht. Seine Notizen bleiben.',
  grouped: (n, name) => (n === 1 ? `Jetzt bei ${name}` : `${notes(n)} jetzt bei ${name}`),
  ungrouped: (n) => (n === 1 ? 'Nicht mehr in einem Thema' : `${notes(n)} nicht mehr in einem Thema`),
  goes: 'Gehört zu…',
  themes: 'Themen',
  nearest: 'Den Worten nach am nächsten',
  alone: 'So lassen',
  out: 'Aus dem Thema nehmen',
  cards: 'Eine nach der anderen',
  toGo: (n) => `Noch ${notes(n)} zu sortieren`,
  next: 'Weiter',
  previous: 'Zurück',
  sorted: 'Alles sortiert. Lest die Themen noch einmal und gebt ihnen Namen.',
  leftAlone: (n) => `${notes(n)} so gelassen. Noch einmal ansehen`,
  verdict: {
    group: 'Sagt es, was ihr gemeint habt?',
    right: 'Das stimmt',
    dispute: 'Das meinten wir nicht',
    why: 'Was war gemeint? (darf leer bleiben)',
    send: 'So sagen',
    takeBack: 'Zurücknehmen',
    says: (n) => `${n} aus der Kundschaft: Das stimmt`,
    disputes: (n) => `${n} aus der Kundschaft: Das meinten wir nicht`,
    veto: 'Die Leitung der Kundschaft: Das meinten wir nicht',
    yours: 'Du sagst: Das meinten wir nicht',
    blocked:
      'Solange die Leitung der Kundschaft sagt, dass sie es nicht so meinten, kann es nicht angenommen werden. Ändert den Wortlaut und fragt noch einmal.',
  },
  comments: {
    act: 'Kommentar…',
    title: 'Kommentare',
    open: (n) => (n === 1 ? '1 Kommentar' : `${n} Kommentare`),
    none: 'Noch keine Kommentare.',
    write: 'Kommentar schreiben',
    send: 'Senden',
    remove: 'Kommentar löschen',
    removed: 'Kommentar gelöscht',
    hidden: 'In diesem Schritt sind die Namen verborgen.',
    closed: 'In diesem Schritt werden Kommentare nur gelesen.',
    someone: 'Jemand von hier',
  },
  fixed: {
    act: 'Gleich erledigt…',
    title: 'Gleich erledigt',
    what: 'Was wurde getan, in einem Satz?',
    done: (words) => `Erledigt: ${words}`,
    save: 'Fertig',
    saved: 'Als erledigt notiert. Es steht im Abschluss.',
  },
  insights: {
    title: 'Was wir gelernt haben',
    none: 'Noch keine Erkenntnisse.',
    rests: (customers, team) =>
      [customers > 0 ? `${customers} von der Kundschaft` : '', team > 0 ? `${team} vom Team` : '']
        .filter(Boolean)
        .join(', '),
  },
};
