import type { SetupWords } from './en.ts';

export const de: SetupWords = {
  page: 'Feltboard einrichten',
  title: 'Mach dieses Feltboard zu deinem',
  noKey:
    'Der Link zum Einrichten ist nicht vollständig. Kopiere die ganze Zeile aus dem Fenster, in dem du Feltboard gestartet hast.',
  about: 'Wer diesen Link zuerst öffnet, dem gehört es: Boards anlegen, Leute einladen. Er gilt einmal.',
  name: 'Dein Name',
  hint: 'Die Leute auf deinen Boards sehen ihn.',
  start: 'Anfangen',
  offline: 'Der Server ist nicht erreichbar. Versuche es gleich noch einmal.',
};
