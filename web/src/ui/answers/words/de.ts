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
  acks: {
    said: (helped, notYet) => `Geholfen ${helped} · Noch nicht ${notYet}`,
    helped: 'Es hat geholfen',
  },
  unheard: {
    title: 'Wer noch keine Antwort hat',
    people: (k, n) =>
      n === 1
        ? `${k} von 1 Person, die beigetragen hat, hat eine Antwort.`
        : `${k} von ${n} Personen, die beigetragen haben, ${k === 1 ? 'hat' : 'haben'} eine Antwort.`,
    anonymous: (k, n) =>
      n === 1
        ? `Die anonyme Notiz hat ${k === 1 ? 'eine' : 'noch keine'}.`
        : `${k} von ${n} anonymen Notizen ${k === 1 ? 'hat' : 'haben'} eine.`,
    somebody: 'Jemand',
    notes,
    nobody: 'Anonym',
    nobodys: 'Anonyme Notizen',
  },
  public: {
    title: '„Gesagt, getan“',
    about:
      'Eine Seite für alle, die ihre Adresse haben: Erkenntnisse, die bearbeitet, beantwortet oder abgelehnt sind, was aus ihnen wurde, und Worte von denen, die sich zitieren lassen. Keine Namen.',
    open: 'Die Seite ist offen',
    copy: 'Adresse kopieren',
    look: 'Ansehen',
  },
  recap: {
    title: 'Zusammenfassung',
    copy: 'Zusammenfassung kopieren',
    send: 'Zusammenfassung senden',
    report: 'Ganzer Bericht',
    failed: 'Nicht kopiert: Der Server ist nicht erreichbar.',
    subject: (title) => `Zusammenfassung: ${title}`,
    learned: 'Was wir gelernt haben',
    levels: { assumption: 'Vermutung', low: 'niedrig', medium: 'mittel', high: 'hoch' },
    sure: (level, team) => `Sicherheit: ${level}${team === '' ? '' : `; das Team sagt ${team}`}`,
    said: (n) => `Was gesagt wurde, in ${n === 1 ? '1 Thema' : `${n} Themen`}`,
    theme: (name, n) => `${name}: ${notes(n)}`,
    unnamed: '(noch ohne Namen)',
    stays: 'Davon verlässt nichts den Raum',
    will: 'Wer macht was bis wann',
    does: (who, what, day) => `${who}: ${what}${day === '' ? '' : `, bis ${day}`}`,
    nobody: 'Noch niemand',
    done: 'erledigt',
    again: 'wieder offen',
    wont: 'Nicht jetzt',
    later: 'später',
    because: (what, why) => `${what}, weil: ${why}`,
    open: 'Noch nicht entschieden',
    none: 'Noch ist nichts entschieden.',
    page: (link) => `Was gesagt wurde und was daraus wurde, für alle: ${link}`,
    board: (link) => `Das Board, für alle, die schon dabei sind (andere brauchen eine Einladung): ${link}`,
    short: '(Gekürzt. Im Bericht steht alles.)',
  },
};
