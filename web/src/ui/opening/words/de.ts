import { count } from '../../words/count.ts';
import type { Words } from './en.ts';

const notes = count('de', { one: 'Notiz', other: 'Notizen' });
const dots = count('de', { one: 'Punkt', other: 'Punkte' });
const answers = count('de', { one: 'Antwort', other: 'Antworten' });
const customers = count('de', { one: 'Notiz der Kundschaft', other: 'Notizen der Kundschaft' });
const team = count('de', { one: 'Notiz des Teams', other: 'Notizen des Teams' });

export const de: Words = {
  since: {
    title: 'Seit dem letzten Mal',
    none: 'Beim letzten Mal wurde nichts versprochen.',
    away: 'Was aus dem letzten Mal wurde, lässt sich gerade nicht holen.',
  },
  plan: {
    starts: (when) => `Beginnt ${when}`,
    open: 'Hat noch nicht begonnen',
    moment: 'gleich geht es los',
    may: 'Du kannst schon schreiben: Es wartet bis zur Sitzung.',
    start: 'Jetzt beginnen',
    rehearsal: 'Probe. Nichts hier zählt.',
    over: 'Die Sitzung ist vorbei.',
  },
  strip: {
    about: 'Ziel, Versprechen und Schritte dieser Sitzung',
    read: 'Lesen',
    quotes: (n) =>
      n === 1
        ? 'Eine deiner Notizen zählt. Dürfen sie sie zitieren?'
        : `${n} deiner Notizen zählen. Dürfen sie sie zitieren?`,
    behalf: (n) =>
      n === 1
        ? 'Eine Notiz wurde für dich aufgeschrieben. Stimmt sie?'
        : `${n} Notizen wurden für dich aufgeschrieben. Stimmen sie?`,
    look: 'Ansehen',
    readback: 'Jetzt wird vorgelesen, was angekommen ist.',
  },
  action: {
    proposed: 'vorgeschlagen',
    committed: 'versprochen',
    in_progress: 'in Arbeit',
    done: 'erledigt',
    verified: 'erledigt, und es hat geholfen',
    declined: 'wird nicht gemacht',
    parked: 'aufgeschoben',
    reopened: 'wieder offen',
  },
  mine: {
    heading: 'Deine Worte',
    intro:
      'Diese Worte von dir stehen hinter dem, was herausgekommen ist. Sie bleiben in diesem Raum, bis du mehr erlaubst.',
    none: 'Keins deiner Worte würde zitiert.',
    insight: (name) => `Für die Erkenntnis „${name}“`,
    action: (name) => `Für „${name}“`,
    theme: (name) => `Im Thema „${name}“`,
    allow: 'Das dürfen sie zitieren',
    allowAll: (n) => `Alle ${n} dürfen sie zitieren`,
    allowed: 'Darf zitiert werden',
    keep: 'Nur in diesem Raum',
    keepAll: 'Alles in diesem Raum lassen',
    behalf: 'Für dich aufgeschrieben',
    behalfIntro: 'Jemand hat das als deine Worte aufgeschrieben. Sie zählen als deine, sobald du es sagst.',
    by: (name) => `aufgeschrieben von ${name}`,
    yes: 'Das habe ich gesagt',
    no: 'Das habe ich nicht gesagt',
    saidYes: 'Du hast gesagt: Das stimmt.',
    saidNo: 'Du hast gesagt: Das ist nicht von dir.',
  },
  readback: {
    heading: 'Vorlesen',
    lead: 'Lies das laut vor und frag, ob es stimmt. Versprochen wird danach.',
    others: (name) => `${name} liest vor, was angekommen ist. Sag, ob es stimmt.`,
    nobody: 'Es wird vorgelesen, was angekommen ist. Sag, ob es stimmt.',
    themes: 'Was am meisten wiegt',
    insights: 'Was wir verstanden haben',
    none: 'Noch gibt es nichts vorzulesen.',
  },
  summary: {
    heading: 'Was herausgekommen ist',
    parts: {
      said: 'Was gesagt wurde',
      themes: 'Themen',
      insights: 'Erkenntnisse',
      commitments: 'Zusagen',
      fixed: 'Gleich behoben',
      declined: 'Wird nicht gemacht',
      parked: 'Aufgeschoben',
      questions: 'Offene Fragen',
      journey: 'Die Reise',
      matrix: 'Wirkung und Aufwand',
      energy: 'Energie',
      checklist: 'Checkliste',
      triage: 'Sichtung',
      shortlist: 'Engere Wahl',
    },
    empty: {
      said: 'Noch nichts.',
      themes: 'Noch keine Themen.',
      insights: 'Noch keine Erkenntnis.',
      commitments: 'Noch ist nichts versprochen.',
      fixed: 'Noch nichts behoben.',
      declined: 'Nichts abgelehnt.',
      parked: 'Nichts aufgeschoben.',
      questions: 'Keine.',
      journey: 'Noch hat niemand seine Kurve gezeichnet.',
      matrix: 'Noch hat nichts seinen Platz.',
      energy: 'Niemand wurde gefragt.',
      checklist: 'Noch steht nichts auf der Liste.',
      triage: 'Noch gibt es nichts zu sichten.',
      shortlist: 'Noch ist nichts darauf.',
    },
    hidden: 'Dieser Schritt verbirgt Notizen, darum wird noch nichts gezählt.',
    notes,
    sides: (c, t) => `${c} von der Kundschaft, ${t} vom Team`,
    open: (n) => `${n} für jemanden aufgeschrieben, der es noch nicht bestätigt hat`,
    people: (n) => (n === 1 ? 'Eine Kundin oder ein Kunde macht mit.' : `${n} Kundinnen und Kunden machen mit.`),
    customers,
    team,
    bare: 'noch ohne Notizen',
    dots,
    dotsApart: (c, t) => `${c} von der Kundschaft, ${t} vom Team`,
    verdicts: (right, of) => `${right} von ${of} aus der Kundschaft sagen: Das stimmt`,
    disputed: (n) => (n === 1 ? 'eine Person widerspricht' : `${n} widersprechen`),
    nobodyYet: 'noch niemand',
    by: (day) => (day === '' ? 'noch ohne Datum' : `bis ${day}`),
    noReason: 'Ohne Begründung.',
    moment: (title) => `Moment der Wahrheit: ${title}`,
    middle: (mid, n) => `Mitte ${mid}, ${answers(n)}`,
    few: (n) => `${answers(n)}, zu wenige zum Zeigen`,
    wins: 'Schnelle Erfolge',
    bets: 'Große Wetten',
    fills: 'Lückenfüller',
    pits: 'Geldgrab',
    start: 'Am Anfang',
    end: 'Am Ende',
    of5: (mid) => `${mid} von 5`,
    severity: (n) => `Schwere ${n}`,
    copy: 'Als Markdown kopieren',
    leftOut: (n) =>
      n === 1
        ? 'Eine Notiz ist weggelassen: Wer sie schrieb, sagte „nur in diesem Raum“.'
        : `${n} Notizen sind weggelassen: Wer sie schrieb, sagte „nur in diesem Raum“.`,
    rehearsal: 'Probe',
  },
  room: {
    join: 'Mach mit',
    scan: 'Scanne den Code oder öffne',
    noLink: 'Kein Link für die Kundschaft auf diesem Gerät. „Teilen“ auf dem Board zeigt einen oder macht einen.',
    unreachable: 'Telefone erreichen diese Adresse nicht. „Teilen“ auf dem Board sagt, wie sich das ändern lässt.',
    ready: (n, of) => `${n} von ${of} sind fertig`,
    over: 'Die Zeit ist um',
    paused: 'Angehalten',
    left: 'Verbleibende Zeit',
    results: 'Das kam heraus',
    spot: 'Wir sprechen über',
    closed: 'Die Sitzung ist vorbei. Danke.',
  },
};
