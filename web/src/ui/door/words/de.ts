import { count } from '../../words/count.ts';
import type { DoorWords } from './en.ts';

const people = count('de', { one: 'Person wartet', other: 'Leute warten' });
const minutes = count('de', { one: 'Minute', other: 'Minuten' });

export const de: DoorWords = {
  wait: {
    heading: 'Du stehst vor der Tür',
    body: 'Die Moderation sieht, dass du da bist, und lässt dich herein. Diese Seite öffnet sich von selbst; du kannst sie offen lassen.',
    name: 'Dein Name, damit man weiß, wer da ist',
    told: 'Diesen Namen sieht man jetzt.',
    first: 'Deine ersten Worte, wenn du magst',
    stays: 'Sie bleiben auf diesem Gerät, bis du drin bist.',
    send: 'Senden, sobald ich drin bin',
    goes: 'Lass diese Seite bis dahin offen.',
    title: 'Warten auf Einlass',
  },
  declined: {
    heading: 'Du wurdest nicht hereingelassen',
    body: 'Frag, wer dich eingeladen hat. Lässt man dich doch noch herein, öffnet sich diese Seite von selbst.',
    yours: 'Was du geschrieben hast, ist noch hier:',
  },
  removed: {
    heading: 'Du bist nicht mehr auf diesem Board',
    body: 'Die Moderation hat dich entfernt. Was du vorher gesendet hast, ist auf dem Board, es sei denn, es wurde gelöscht.',
    act: 'Hältst du das für einen Irrtum, frag nach: Man kann dich wieder hereinlassen, dann geht dieser Link wieder.',
    strip:
      'Die Moderation hat dich von diesem Board entfernt. Was gesendet war, ist auf dem Board; der Rest bleibt auf diesem Gerät.',
  },
  phrase: {
    heading: 'Dieser Link verlangt ein Kennwort',
    field: 'Kennwort',
    hint: 'Wer dir den Link geschickt hat, kennt es.',
    wrong: 'Das ist es nicht. Achte auf Großbuchstaben und Leerzeichen oder frag, wer dir den Link geschickt hat.',
    rate: 'Zu viele Versuche. Warte ein paar Minuten und versuch es dann wieder.',
    away: 'Der Server ist gerade nicht erreichbar. Versuch es gleich noch einmal.',
    go: 'Weiter',
  },
  list: {
    title: 'Vor der Tür',
    waits: (n) => `${people(n)} auf Einlass`,
    one: (name) => `${name} wartet auf Einlass`,
    as: { client: 'als Kunde oder Kundin', team: 'fürs Team', viewer: 'zum Mitlesen' },
    letIn: 'Hereinlassen',
    letInWho: (name) => `${name} hereinlassen`,
    notNow: 'Jetzt nicht',
    notNowWho: (name) => `${name} nicht hereinlassen`,
    all: 'Alle hereinlassen',
    see: 'Ansehen, wer',
    come: (name) => `${name} ist drin`,
    turned: (name) => `${name} wurde nicht hereingelassen`,
    outside: 'Nicht hereingelassen oder entfernt',
    turnedAway: 'nicht hereingelassen',
    removed: 'entfernt',
    back: 'Wieder hereinlassen',
    backWho: (name) => `${name} wieder hereinlassen`,
    asks: 'Erst fragen, bevor jemand Neues hereinkommt',
    asksHint: 'Wer mit einem Link kommt, wartet draußen und sieht nichts, bis du aufmachst.',
  },
  remove: {
    also: 'Auch löschen, was von ihnen da steht',
    alsoHint: 'Was ihren Namen zeigt. Es lässt sich wiederherstellen.',
    link: 'Auch einen neuen Link machen',
    linkHint: (whom) => `Die Links für ${whom} lassen niemanden mehr herein; wer hier ist, bleibt.`,
    done: (name) => `${name} ist nicht mehr auf dem Board`,
    made: (name) => `${name} ist nicht mehr auf dem Board. „Teilen“ zeigt den neuen Link.`,
    failed: (name) => `${name} ist nicht mehr auf dem Board. Der neue Link ließ sich nicht machen.`,
  },
  hand: {
    act: 'Auf einem anderen Gerät weitermachen',
    title: 'Auf einem anderen Gerät weitermachen',
    body: 'Scanne den Code dort oder öffne die Adresse. Du bist auf beiden dieselbe Person, auch für das, was du anonym geschrieben hast.',
    once: (left) =>
      `Es geht einmal, in den nächsten ${minutes(left)}. Wer ihn öffnet, tritt als du auf: Zeig ihn sonst niemandem.`,
    qr: 'Code, der dieses Board als du öffnet',
    link: 'Adresse, die dieses Board als du öffnet',
    copy: 'Adresse kopieren',
    over: 'Er wurde benutzt, oder seine Zeit ist um.',
    again: 'Neuen machen',
    failed: 'Das hat nicht geklappt. Versuch es gleich noch einmal.',
    unreachable: 'Andere Geräte erreichen die Adresse dieses Servers nicht.',
    coming: 'Das Board öffnet sich…',
    bad: 'Dieser Code wurde benutzt oder ist zu alt',
    badBody: 'Mach auf dem anderen Gerät einen neuen: Leute, dann „Auf einem anderen Gerät weitermachen“.',
  },
};
