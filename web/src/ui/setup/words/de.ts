import type { SetupWords } from './en.ts';

export const de: SetupWords = {
  page: 'Feltboard einrichten',
  title: 'Mach dieses Feltboard zu deinem',
  noKey:
    'Der Link zum Einrichten ist nicht vollständig. Kopiere die ganze Zeile aus dem Fenster, in dem du Feltboard gestartet hast.',
  about: 'Wer diesen Link zuerst öffnet, dem gehört es: Boards anlegen, Leute einladen. Er gilt einmal.',
  name: 'Dein Name',
  hint: 'Die Leute auf deinen Boards sehen ihn.',
  back: 'Damit du wiederkommen kannst (kann warten)',
  backText:
    'Mit beidem meldest du dich an, in jedem Browser. Bleibt es leer, kommst du nur mit diesem Browser zurück; die Seite deines Kontos bietet es wieder an.',
  used: 'Dieser Link ist schon benutzt oder ersetzt worden. Starte den Server neu; er zeigt dann einen neuen.',
  start: 'Anfangen',
};
