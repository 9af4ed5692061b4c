import { count } from '../../words/count.ts';
import type { OutletWords } from './en.ts';

const number = new Intl.NumberFormat('de');
const items = count('de', { one: 'Eintrag', other: 'Einträge' });
const changes = count('de', { one: 'Änderung', other: 'Änderungen' });

export const de: OutletWords = {
  title: 'Was exportiert wird',
  item: 'Der Backlog-Eintrag',
  ways: 'Wege hinaus und zurück',
  tabs: { files: 'Dateien', trackers: 'An ein Ticketsystem senden', back: 'Zurückholen' },
  offline:
    'Du bist offline, und deine letzte Änderung fehlt noch im Export. Sie ist auf diesem Gerät aufgehoben; hier geht es weiter, sobald sie gespeichert ist.',
  saving: 'Wird gespeichert…',
  slow: 'Das Speichern dauert länger als sonst. Hier geht es weiter, sobald es fertig ist.',
  unreachable: 'Der Server ist nicht erreichbar. Versuch es gleich noch einmal.',
  again: 'Noch einmal versuchen',
  cancel: 'Abbrechen',
  copy: 'Kopieren',
  unworded: 'Noch ohne Worte',
  which: {
    label: 'Welche Einträge',
    all: 'Alles',
    since: 'Seit dem letzten Export geändert',
    chosen: 'Ausgewählte Maßnahmen',
    themes: 'Ein Thema',
    personas: 'Eine Persona',
    theme: 'Thema',
    persona: 'Um wen es geht',
    actions: 'Maßnahmen',
    none: 'Es gibt noch keine Maßnahmen.',
  },
  withheld: { title: 'Zurückgehalten', list: 'Weggelassen' },
  box: { done: 'erledigt', open: 'offen' },
  files: {
    format: 'Format',
    as: 'Als',
    drafts: 'Entwürfe',
    tasks: 'Aufgaben',
    start: 'Nummer der ersten Aufgabe',
    ownNumbers: 'eigene Nummern',
    type: 'Art des Eintrags',
    byType: 'Nach der Art jedes Eintrags',
    raw: 'Für ein Programm: ohne die Apostrophe, die eine Tabelle davon abhalten, Zellen auszuführen',
    choose: 'Wähle aus, was exportiert wird.',
    writing: 'Wird geschrieben…',
    download: (ending) => `.${ending} herunterladen`,
    zip: 'Alles als Zip herunterladen',
    copy: (source) => `${source} kopieren`,
    show: (source) => `${source} zeigen`,
    sum: (n, files) =>
      `${items(n)}${files === n ? '' : files === 1 ? ' in einer Datei' : ` in ${number.format(files)} Dateien`}.`,
    unchanged: 'Seit dem letzten Export hat sich nichts geändert.',
    others: 'Darunter ist keine Maßnahme. Wähle oben andere aus.',
    nothing: 'Noch gibt es nichts zu exportieren: Halte eine Erkenntnis fest, und mach eine Maßnahme daraus.',
    undrawn: (n, of) =>
      `${count('de', { one: 'weitere Datei wird', other: 'weitere Dateien werden' })(n)} hier nicht gezeigt; der Download enthält alle ${number.format(of)}.`,
    more: 'Mehr zeigen',
    cut: (most, of) =>
      `Nur die ersten ${number.format(most)} Zeichen von ${number.format(of)} werden gezeigt. Kopien und Downloads sind vollständig.`,
  },
  formats: {
    backlog: {
      name: 'Backlog.md',
      how: 'Eine Datei je Eintrag. Entwürfe kommen nach backlog/drafts und bekommen eine Nummer, wenn sie zu Aufgaben werden; Aufgaben kommen nach backlog/tasks.',
    },
    github: {
      name: 'GitHub-Issues (Dateien)',
      how: 'Eine Datei je Issue und eine Liste davon; oder lass diesen Server sie senden: „An ein Ticketsystem senden“.',
    },
    gitlab: { name: 'GitLab-CSV', how: 'Importiere es im Projekt: „Issues“, „Import from CSV“.' },
    jira: {
      name: 'Jira-CSV',
      how: 'Importiere es in Jira: „Issues“, „Import issues from CSV“. Der Assistent fragt, was jede Spalte ist.',
    },
    linear: { name: 'Linear-CSV', how: 'Hol es mit dem Importer von Linear hinein, als „Linear CSV“.' },
    azure: {
      name: 'Azure-DevOps-CSV',
      how: 'Importiere es in Boards: „Queries“, „Import work items“. Höchstens 1.000 auf einmal.',
    },
    gitea: { name: 'JSON für Gitea oder Forgejo', how: 'Für deren API; oder „An ein Ticketsystem senden“.' },
    obsidian: { name: 'Obsidian-Aufgaben', how: 'Leg die Notizen in einen Vault mit dem Plugin „Tasks“.' },
    csv: { name: 'Tabelle (CSV)', how: 'Eine Zeile je Eintrag, für Excel und Ähnliches.' },
    json: { name: 'JSON', how: 'Alles, in einer eigenen Form, die ihre Version behält, für Programme.' },
    report: {
      name: 'Bericht der Sitzung',
      how: 'Ein Text zum Lesen: Entscheidungen, Erkenntnisse, Themen, Stimmen und offene Fragen.',
    },
  },
  trackers: {
    gitea: 'Gitea oder Forgejo',
    looking: 'Wird nachgesehen…',
    noneYet:
      'Noch ist kein Ticketsystem eingerichtet. Füge das Projekt bei GitHub, GitLab oder Gitea hinzu, zu dem diese Einträge gehören: Was dort geschlossen wird, ist dann hier erledigt.',
    askOwner:
      'Noch ist kein Ticketsystem eingerichtet. Das macht, wem der Server gehört, denn es braucht ein Token; danach kann das ganze Team senden.',
    noItem: 'Darunter ist kein Eintrag.',
    would: (n) =>
      `${items(n)} ${n === 1 ? 'würde' : 'würden'} gesendet. Was sich seither nicht geändert hat, wird nicht noch einmal gesendet.`,
    add: 'Ticketsystem hinzufügen',
    tokens: {
      github:
        'Ein „fine-grained token“ nur für dieses Repository: „Issues“, lesen und schreiben. Mit einem klassischen: repo, oder public_repo für ein öffentliches Repository.',
      gitlab: 'Ein „project access token“ mit der Rolle „Reporter“ oder höher und dem Bereich „api“.',
      gitea: (scope) => `Ein Token, das Issues lesen und schreiben darf: der Bereich „${scope}“.`,
    },
    hooks: {
      github:
        'Im Repository: „Settings“, „Webhooks“, „Add webhook“. Content type application/json; nur das Ereignis „Issues“.',
      gitlab: 'Im Projekt: „Settings“, „Webhooks“, „Add new webhook“. Auslöser: „Issues events“.',
      gitea: 'Im Repository: „Settings“, „Webhooks“, „Add webhook“, „Gitea“. Eigene Ereignisse: „Issues“.',
    },
  },
  add: {
    kind: 'Ticketsystem',
    url: 'Adresse',
    ownUrl: 'Adresse, wenn es dein eigener Server ist',
    project: 'Projekt',
    projectHint: 'besitzer/name',
    projectHow: 'Wie in seiner Adresse: besitzer/name.',
    projectNot: 'Es sieht aus wie besitzer/name, so wie in seiner Adresse.',
    token: 'Zugangstoken',
    kept: 'Das Token bleibt auf diesem Server, geht nur an diese Adresse und wird nie wieder gezeigt.',
    act: 'Hinzufügen',
  },
  target: {
    at: (place) => `bei ${place}`,
    send: (n) => `${items(n)} senden`,
    sendAgain: (n) => `${items(n)} noch einmal senden`,
    failed: 'Bei der letzten Anfrage:',
    there: (n, of) =>
      of === 1
        ? `${number.format(n)} von 1 Eintrag ist dort.`
        : `${number.format(n)} von ${number.format(of)} Einträgen ${n === 1 ? 'ist' : 'sind'} dort.`,
    sentTo: (repo) => `An ${repo} gesendet`,
    changed:
      'Jemand hat dort den Wortlaut geändert. Überschreiben setzt unseren an seine Stelle; Stand und Labels bleiben.',
    overwrite: 'Dort überschreiben',
    overwriteIt: (title) => `Dort überschreiben: ${title}`,
    againIt: (title) => `Noch einmal versuchen: ${title}`,
    setup: 'Webhook und Beenden',
    hook: (tracker) =>
      `${tracker} kann diesem Server sofort sagen, wenn dort etwas geschlossen oder wieder geöffnet wird; sonst fragt er alle zwei Minuten nach.`,
    address: 'Adresse',
    copyAddress: 'Adresse kopieren',
    secret: 'Geheimnis',
    copySecret: 'Geheimnis kopieren',
    ends: 'Das Token wird vergessen, und es wird nichts mehr gesendet oder gehört. Die Issues dort bleiben.',
    endIt: 'Beenden',
    keep: 'Behalten',
    end: 'Dieses Ticketsystem beenden…',
  },
  states: {
    waits: 'Wartet, bis es an der Reihe ist',
    waitsUntil: (time) => `Wartet bis ${time}`,
    sending: 'Wird gesendet…',
    triedAt: (time) => `Wird um ${time} noch einmal versucht`,
    failed: 'Nicht gesendet',
    changed: 'Dort geändert, nicht überschrieben',
    sent: 'Gesendet',
    closed: 'Gesendet, dort geschlossen',
    unplanned: 'Gesendet, dort als nicht geplant geschlossen',
  },
  back: {
    about:
      'Dateien von Backlog.md, die hier exportiert wurden, sagen, was aus den Einträgen geworden ist: ihren Stand und ihre abgehakten Kriterien. Nichts ändert sich, bevor du es übernimmst.',
    files: 'Dateien oder ein Zip von Backlog.md',
    folder: 'Ordner von Backlog.md',
    chooseFolder: 'Ordner auswählen…',
    chooseFiles: 'Dateien oder ein Zip auswählen…',
    limits: (files) =>
      `Höchstens ${number.format(files)} Dateien zu je 512 KiB, zusammen 3 MB. Mit der Datei .feltboard.json des Ordners ist bekannt, welche Seite sich geändert hat.`,
    unread: 'Die Dateien lassen sich nicht lesen. Wähle sie noch einmal aus.',
    noMarkdown: 'Keine davon ist eine Markdown-Datei. Wähle den Ordner aus, in dem Backlog.md arbeitet.',
    reading: 'Wird gelesen…',
    agree: 'Die Dateien sagen nichts Neues.',
    agreeSoFar: 'Die Dateien sagen nichts Neues, soweit sie sich lesen lassen.',
    conflicts: 'Beide Seiten haben sich geändert: Welche stimmt?',
    moves: 'Was sich in den Dateien geändert hat',
    unknown: (n) =>
      `${count('de', { one: 'Datei sagt', other: 'Dateien sagen' })(n)} nichts, was sich übernehmen lässt`,
    apply: (n) => `${changes(n)} übernehmen`,
    came: (n) => `${changes(n)} zurückgeholt.`,
    state: 'Stand',
    ticked: 'Abgehakt',
    open: 'Offen',
    board: (word) => `Das Board: ${word}`,
    file: (word) => `Die Datei: ${word}`,
    tooMany: (files) => `Mehr als ${number.format(files)} Dateien; der Rest wurde nicht gelesen.`,
    tooLarge: 'Sie ist größer als 512 KiB.',
    allTooLarge: 'Alle Dateien zusammen sind größer als 3 MB; der Rest wurde nicht gelesen.',
    noText: 'Sie lässt sich nicht als Text in UTF-8 lesen.',
    zipTooLarge: 'Sie ist größer als 40 MB. Wähle den Ordner selbst aus.',
    noZip: 'Sie ist kein Zip, das sich lesen lässt. Wähle den Ordner selbst aus.',
  },
};
