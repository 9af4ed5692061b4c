import type { OutlineWords } from './en.ts';

export const de: OutlineWords = {
  list: 'Alle Notizen als Liste',
  sort: 'Reihenfolge',
  orders: { map: 'Wie auf der Karte', newest: 'Neueste zuerst', theme: 'Nach Themen' },
  free: 'In keinem Thema',
  unnamed: (n) => `Thema ${n}`,
  theme: (name) => `Thema: ${name}`,
  contradicts: (words) => `Widerspricht „${words}“`,
  because: (words) => `Weil: „${words}“`,
  reason: (words) => `Ein Grund für „${words}“`,
  up: 'Nach oben',
  down: 'Nach unten',
  at: (n, of) => `${n} von ${of}`,
  ends: { first: 'Schon die erste', last: 'Schon die letzte' },
  back: {
    undo: 'Rückgängig gemacht',
    redo: 'Wiederholt',
    nothing: 'Nichts rückgängig zu machen',
    again: 'Nichts zu wiederholen',
    came: (n, words) => (n === 1 ? `die Notiz ist wieder da: ${words}` : `${n} Notizen sind wieder da`),
    gone: (n, words) => (n === 1 ? `die Notiz ist weg: ${words}` : `${n} Notizen sind weg`),
    moved: (words, zone) => `nach ${zone} verschoben: ${words}`,
    reads: (words) => `die Notiz lautet: ${words}`,
    changed: (n, words) => (n === 1 ? `geändert: ${words}` : `${n} Notizen geändert`),
  },
  none: 'Keine der Notizen hier ist so.',
  keys: 'Auf und ab gehen von Notiz zu Notiz, mit Alt verschieben sie eine. Eingabe bearbeitet, M bringt sie anderswohin, G sagt, wozu sie gehört, C kommentiert, Punkt öffnet das Menü, Fragezeichen zeigt alle Tasten.',
  mapKeys:
    'Pfeiltasten gehen von Notiz zu Notiz. Eingabe bearbeitet, M verschiebt, G sagt, wozu sie gehört, C kommentiert, Punkt öffnet das Menü, Leertaste wählt aus, F heißt „geht mir auch so“, Entf löscht. Fragezeichen zeigt alle Tasten.',
  heard: {
    step: (n, of, title) => `Schritt ${n} von ${of}: ${title}`,
    added: (who, n, zone) =>
      who === ''
        ? `${n === 1 ? 'Eine neue Notiz' : `${n} neue Notizen`} bei ${zone}`
        : `${n === 1 ? 'Eine Notiz' : `${n} Notizen`} von ${who} bei ${zone}`,
    shown: (n) => (n === 1 ? 'Eine Notiz mehr ist zu sehen' : `${n} Notizen mehr sind zu sehen`),
    moved: (n, zone) => (n === 1 ? `Eine Notiz kam zu ${zone}` : `${n} Notizen kamen zu ${zone}`),
    gone: (n) => (n === 1 ? 'Eine Notiz wurde gelöscht' : `${n} Notizen wurden gelöscht`),
    themed: (n, theme) => (n === 1 ? `Eine Notiz kam in „${theme}“` : `${n} Notizen kamen in „${theme}“`),
    comments: (n) => (n === 1 ? 'Ein neuer Kommentar' : `${n} neue Kommentare`),
  },
};
