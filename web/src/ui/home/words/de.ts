import { count } from '../../words/count.ts';
import type { HomeWords } from './en.ts';

/** German. */
export const de: HomeWords = {
  customers: count('de', { one: 'Kunde', other: 'Kunden' }),
  notes: count('de', { one: 'Notiz', other: 'Notizen' }),
  promises: count('de', { one: 'offene Maßnahme', other: 'offene Maßnahmen' }),
  goes: (when) => `Wird am ${when} gelöscht, wenn sich nichts ändert`,
  keptBy: (who) => `(so eingestellt von ${who})`,
  undo: 'Rückgängig',
  cancel: 'Abbrechen',
  unreachable: 'Der Server ist nicht erreichbar. Versuch es gleich noch einmal.',
  home: {
    away: 'Der Server ist nicht erreichbar',
    awayText: 'Diese Seite versucht es von selbst weiter. Bleibt es dabei, frag, wer den Server betreibt.',
    fetching: 'Deine Boards werden geholt…',
    title: 'Deine Boards',
    combine: 'Boards zusammenführen…',
    create: 'Neues Board',
    noneOwn: 'Du hast noch kein eigenes Board. „Neues Board“ legt eins an.',
    joined: 'Boards, an denen du teilnimmst',
    lan: 'Das ist ein Versuch in deinem eigenen Netz: Unterwegs ist nichts verschlüsselt.',
  },
  example: {
    heading: 'Erst eins ansehen',
    text: 'Ein Board voll mit dem, was Leute beim Ticketkauf gesagt haben, mit einem Rundgang von zwei Minuten. Es gehört dir zum Ausprobieren.',
    open: 'Beispiel öffnen',
    opening: 'Wird angelegt…',
    title: 'Beispiel: der Vorverkaufsmorgen eines Ticketshops',
    failed: 'Das Beispiel ließ sich nicht anlegen. Versuch es gleich noch einmal.',
  },
  start: {
    first: 'Leg dein erstes Board an',
    heading: 'Neues Board',
    template: 'Vorlage',
    more: (n) => `Weitere Vorlagen (${n})`,
    about: 'Worum geht es?',
    aboutLike: 'Karten für eine ausverkaufte Show kaufen',
    aboutHint: 'Alle, die mitmachen, sehen das. Du kannst es später ändern.',
    later: 'Ziel, Beginn, letztes Mal (hat alles Zeit)',
    who: 'Um wen geht es?',
    whoLike: 'Menschen, die für ihre Familie kaufen',
    goal: 'Was ist das Ziel?',
    goalLike: 'Verstehen, warum Käufer aufgeben',
    goalHint: 'Es steht oben auf der Karte, die die Sitzung eröffnet.',
    when: 'Wann beginnt es?',
    whenHint: 'Bis dahin sehen Gäste, wann es losgeht, und was sie schreiben, wartet. Leer: Es läuft sofort.',
    zone: (name) => `Deine Zeit: ${name}. Alle sehen sie in ihrer eigenen.`,
    previous: 'Welche Sitzung führt es fort?',
    none: 'Keine',
    previousHint: 'Die Sitzung beginnt mit dem, was aus deren Maßnahmen wurde.',
    start: 'Beginnen',
    starting: 'Beginnt…',
    failed: 'Das Board ließ sich nicht anlegen. Versuch es gleich noch einmal.',
    away: 'Der Server ist gerade nicht erreichbar. Es geht von selbst weiter.',
    deleted: (title) => `„${title}“ gelöscht`,
    notDeleted: 'Nicht gelöscht: Der Server ist nicht erreichbar.',
    notBack: 'Nicht zurückgeholt: Der Server ist nicht erreichbar.',
  },
  card: {
    minutes: (n) => `${n} Min.`,
    teamOnly: 'Nur für das Team: keine Kunden, niemand schaut zu.',
    exportIt: 'Exportieren',
    exportOf: (title) => `${title} exportieren`,
    deleteIt: 'Löschen',
    deleteOf: (title) => `${title} löschen`,
  },
  combine: {
    heading: 'Zu einer Karte zusammenführen',
    text: 'Wähl Boards über dieselben Menschen. Ihre Notizen kommen ohne Namen auf ein neues Board, jede mit der Erlaubnis, die sie jetzt hat; ein Unternehmen zählt einmal. Die Boards bleiben, wie sie sind.',
    boards: 'Boards',
    title: 'Titel',
    titleLike: 'Um wen es geht',
    combine: 'Zu einer Karte zusammenführen',
  },
  importing: {
    file: 'Vorlagendatei',
    act: 'Vorlage importieren…',
    noJson: 'Das ist keine Vorlage: Die Datei ist kein JSON.',
  },
  colours: {
    auto: 'wie das Gerät',
    light: 'hell',
    dark: 'dunkel',
    label: (now, next) => `Farben: ${now}. Wechseln zu: ${next}`,
    now: (scheme) => `Farben: ${scheme}`,
  },
  visitor: {
    almost: 'Fast geschafft',
    almostText:
      'Dieses Feltboard hat noch keinen Besitzer. Das Fenster, in dem du es gestartet hast, zeigt einen einmaligen Link zum Einrichten. Öffne ihn in diesem Browser.',
    takePart: 'An einem Board teilnehmen',
    takePartText:
      'Tipp den Code von der Leinwand ein oder öffne den Link, den du bekommen hast. Du brauchst kein Konto.',
    yours: 'Hast du hier ein Konto? Deine Boards sind, wo du sie gelassen hast.',
    signIn: 'Anmelden',
  },
  templates: {
    'empathy-map': {
      title: 'Empathy Map',
      use: 'Ihr wollt eine Art von Kunden ganz sehen: was sie sagen, denken, tun und fühlen.',
      credit: 'Die vier Felder folgen der Form, die die Nielsen Norman Group veröffentlicht hat.',
    },
    'empathy-map-canvas': {
      title: 'Empathy Map Canvas',
      use: 'Ihr habt eine Stunde und wollt einen Menschen verstehen: vom Ziel über das, was er sieht und hört, bis in seinen Kopf.',
      credit:
        'Empathy Map Canvas von Dave Gray, XPLANE, mit Alexander Osterwalder (2017). Die Fragen hier sind unsere eigenen.',
    },
    'empathy-map-round': {
      title: 'Empathy Map Canvas, Feld für Feld',
      use: 'Eine kleine Gruppe will sich gemeinsam durch das Canvas reden, ein Feld nach dem anderen.',
      credit:
        'Empathy Map Canvas von Dave Gray, XPLANE, mit Alexander Osterwalder (2017). Die Fragen hier sind unsere eigenen.',
    },
    'client-session': {
      title: 'Design-Sitzung unter Leitung der Kunden',
      use: 'Kunden sollen die Richtung geben: Sie erzählen, wählen aus und lesen vor; das Team hört zuerst zu und sagt zuletzt zu.',
      credit:
        'Stufen der Beteiligung von der International Association for Public Participation (IAP2); stilles Schreiben vor dem Reden wie in 1-2-4-All von Lipmanowicz und McCandless.',
    },
    'customer-journey': {
      title: 'Customer Journey mit Gefühlskurve',
      use: 'Ihr wollt einem Kunden vom ersten Hören bis zum Ende folgen und finden, wo es am meisten wehtut.',
      credit:
        'Customer Journeys, wie die Nielsen Norman Group sie beschreibt: Person, Szenario, Phasen, Handlungen, Gefühle, Chancen.',
    },
    'how-might-we': {
      title: 'Wie könnten wir → Ideen',
      use: 'Ihr habt eine Erkenntnis und wollt zu viert bis zwölft viele Antworten, bevor ihr euch in eine verliebt.',
      credit:
        '„How might we“ geht auf Min Basadur zurück; die stillen Runden folgen dem Brainwriting von Bernd Rohrbach.',
    },
    'impact-effort': {
      title: 'Wirkung und Aufwand',
      use: 'Es gibt mehr zu tun als Zeit: Kunden sagen, was es für sie änderte, das Team, was es kostete.',
      credit: 'Das 2×2 aus Wirkung und Aufwand ist Gemeingut vieler Methoden; die Teilung nach Seiten ist von uns.',
    },
    'beta-wall': {
      title: 'Wand für Beta-Rückmeldungen',
      use: 'Zehn bis fünfzig Leute probieren tage- oder wochenlang etwas Neues und schreiben, wenn es ihnen passiert.',
      credit: 'Unsere eigene Zusammenstellung dessen, wonach geschlossene Betatests meist fragen.',
    },
    retrospective: {
      title: 'Retrospektive',
      use: 'Ein Stück Arbeit liegt hinter euch, das nächste soll besser gehen: höchstens drei Änderungen, jede mit einem Namen.',
      credit: 'Fünf Phasen von Esther Derby und Diana Larsen, Agile Retrospectives (2006).',
    },
    'team-pulse': {
      title: 'Team-Puls',
      use: 'Wer den ganzen Tag Kunden zuhört, soll gefragt werden, wie es geht. Keine Kunden, keine Zuschauer, keine Namen.',
      credit: 'Drei eigene Fragen. Sie sind kein klinisches Instrument.',
    },
    'crisis-playbook': {
      title: 'Krisenplan',
      use: 'Noch brennt nichts: Einigt euch, wer was tut, wer es zuerst hört und was ohne Rückfrage gegeben werden darf.',
      credit: 'Unsere eigene Zusammenstellung dessen, was öffentliche Notfallpläne gemeinsam haben.',
    },
    'crisis-debrief': {
      title: 'Nach der Krise',
      use: 'Es ist vorbei: Lernt daraus ohne Schuldige, in den Worten der Betroffenen, und haltet, was versprochen wurde.',
      credit:
        'Die oberste Direktive ist von Norman L. Kerth; Rückblicke ohne Schuldige, wie Site Reliability Engineers sie üben.',
    },
  },
};
