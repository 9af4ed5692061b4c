import { count } from '../../words/count.ts';
import type { AnswerWords } from './en.ts';

const notes = count('de', { one: 'Notiz', other: 'Notizen' });

export const de: AnswerWords = {
  title: 'Was aus deinen Worten wurde',
  back: 'Zum Board',
  alone:
    'Diese Seite siehst nur du. Was du anonym geschrieben hast, bleibt es, und was du hier antwortest, liest das Team ohne deinen Namen.',
  counted: (k, n) => {
    if (n === 1) return k === 1 ? 'Deine Notiz hat eine Antwort' : 'Deine Notiz hat noch keine Antwort';
    return `${k} von deinen ${notes(n)} ${k === 1 ? 'hat' : 'haben'} eine Antwort`;
  },
  none: 'Auf diesem Board stehen keine Worte von dir.',
  hidden: 'Dieser Schritt verbirgt die Notizen. Was aus ihnen wurde, erscheint wieder mit ihnen.',
  yours: (n) => (n === 1 ? 'Du hast geschrieben' : `Du hast ${n} Notizen geschrieben`),
  anonymous: 'anonym',
  insight: 'Was wir daraus gelernt haben',
  became: {
    done: 'Getan',
    again: 'Wieder offen',
    doing: 'In Arbeit',
    no: 'Nein',
    later: 'Später',
    answered: 'Beantwortet',
    looked: 'Wird angesehen',
    waiting: 'Wartet auf eine Antwort',
    unread: 'Das kannst bisher nur du lesen',
  },
  by: (day) => `bis ${day}`,
  first: (day) => `zuerst versprochen für ${day}`,
  on: (day) => `am ${day}`,
  until: (day) => `wir sehen es uns am ${day} wieder an`,
  because: (why) => `Weil: ${why}`,
  ask: 'Hat es geholfen?',
  anew: 'Letztes Mal hast du gesagt: noch nicht. Hilft es jetzt?',
  yes: 'Ja, es hat geholfen',
  notYet: 'Noch nicht',
  thanks: 'Danke. Das Team liest, dass es geholfen hat.',
  opened: 'Es ist wieder offen, und das Team liest, dass es noch nicht hilft.',
  wait: 'Auf diesem Gerät aufgehoben. Sobald es gesendet ist, ist es wieder offen.',
  heard: 'Das Team liest, dass es noch nicht hilft.',
  change: 'Du kannst es dir anders überlegen.',
  missing: 'Was fehlt noch? (nur wenn du magst)',
  add: 'Möchtest du etwas dazu sagen? (nur wenn du magst)',
  say: 'Sagen',
};
