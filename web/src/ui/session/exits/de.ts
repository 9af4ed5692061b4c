// What tells who leads that a step of a built-in template is done, in German: by the English words (boards/template_*.go).
export const de: Readonly<Record<string, string>> = {
  'A week has passed, or there is enough to look at.': 'Eine Woche ist um, oder es gibt genug anzusehen.',
  'At most a dozen candidates are left.': 'Höchstens ein Dutzend Kandidaten ist übrig.',
  'At most three actions, each with a name, a day and a measure.':
    'Höchstens drei Maßnahmen, jede mit einem Namen, einem Tag und einem Maß.',
  'Customers call the steps theirs.': 'Die Kunden nennen die Schritte ihre.',
  'Each cause is a sentence without a name in it.': 'Jede Ursache ist ein Satz, in dem kein Name steht.',
  'Each chosen group has a fix with a name and a day, or a no with its reason.':
    'Jede gewählte Gruppe hat eine Abhilfe mit Namen und Tag oder ein Nein mit Grund.',
  'Each chosen group has a sentence that customers call right.':
    'Jede gewählte Gruppe hat einen Satz, den die Kunden richtig nennen.',
  'Each chosen group has an action with a name and a day, a no with its reason, or a day to look again.':
    'Jede gewählte Gruppe hat eine Maßnahme mit Namen und Tag, ein Nein mit Grund oder einen Tag zum Wiederhinsehen.',
  'Each chosen opportunity has an action with a name and a day, or a no with its reason.':
    'Jede gewählte Chance hat eine Maßnahme mit Namen und Tag oder ein Nein mit Grund.',
  'Each insight has an action with a name and a day, a no with its reason, or a day to look again.':
    'Jede Erkenntnis hat eine Maßnahme mit Namen und Tag, ein Nein mit Grund oder einen Tag zum Wiederhinsehen.',
  'Each large group has a sentence that customers call right.':
    'Jede große Gruppe hat einen Satz, den die Kunden richtig nennen.',
  'Each zone reads from top to bottom.': 'Jedes Feld liest sich von oben nach unten.',
  'Every candidate has its place.': 'Jeder Kandidat hat seinen Platz.',
  'Every cause has an action with a name and a day, or a no with its reason.':
    'Jede Ursache hat eine Maßnahme mit Namen und Tag oder ein Nein mit Grund.',
  'Every customer has set their points.': 'Jeder Kunde hat seine Punkte gesetzt.',
  'Every customer has told one story, or passed.': 'Jeder Kunde hat eine Geschichte erzählt oder ausgesetzt.',
  'Every customer who wants to has told their story.': 'Jeder Kunde, der möchte, hat seine Geschichte erzählt.',
  'Every group has a name.': 'Jede Gruppe hat einen Namen.',
  'Every idea on the shortlist has a test with a name and a day.':
    'Jede Idee der engeren Wahl hat einen Test mit Namen und Tag.',
  'Every new report has a severity. Draw conclusions only from about fifty reports on.':
    'Jede neue Meldung hat einen Schweregrad. Zieht Schlüsse erst ab etwa fünfzig Meldungen.',
  'Every part has a name and a day.': 'Jeder Teil hat einen Namen und einen Tag.',
  'Every quick win has a name and a day.': 'Jeder schnelle Gewinn hat einen Namen und einen Tag.',
  'Everybody agrees to it.': 'Alle stimmen dem zu.',
  'Everybody could say in a sentence whose journey it is.': 'Alle könnten in einem Satz sagen, wessen Reise es ist.',
  'Everybody could say it in their own words.': 'Alle könnten es in eigenen Worten sagen.',
  'Everybody could say what this is for.': 'Alle könnten sagen, wofür es da ist.',
  'Everybody had a day to give their dots.': 'Alle hatten einen Tag Zeit für ihre Punkte.',
  'Everybody has answered or passed.': 'Alle haben geantwortet oder ausgesetzt.',
  'Everybody has answered or passed, and knows whom to turn to.':
    'Alle haben geantwortet oder ausgesetzt und wissen, an wen sie sich wenden können.',
  'Everybody has answered or passed. If half are at 2 or below, offer a break or a shorter agenda.':
    'Alle haben geantwortet oder ausgesetzt. Liegt die Hälfte bei 2 oder darunter: eine Pause oder einen kürzeren Ablauf anbieten.',
  'Everybody has given their dots, or passed.': 'Alle haben ihre Punkte vergeben oder ausgesetzt.',
  'Everybody has given their dots, or passed. A tie is voted on again among the first few.':
    'Alle haben ihre Punkte vergeben oder ausgesetzt. Bei Gleichstand wird unter den ersten noch einmal abgestimmt.',
  'Everybody has placed every candidate, or passed.': 'Alle haben jeden Kandidaten eingeordnet oder ausgesetzt.',
  'Everybody has read it.': 'Alle haben es gelesen.',
  'Everybody has read the ground rules and knows who is watching.':
    'Alle haben die Grundregeln gelesen und wissen, wer zusieht.',
  'Everybody has spoken or passed.': 'Alle haben gesprochen oder ausgesetzt.',
  'Everybody is ready.': 'Alle sind fertig.',
  'Everybody is ready. If time is short, leave this step out.':
    'Alle sind fertig. Bei Zeitnot kann der Schritt entfallen.',
  'Everybody is ready, or nobody has typed for a minute.':
    'Alle sind fertig, oder seit einer Minute hat niemand getippt.',
  'Everybody knows what happens next.': 'Alle wissen, wie es weitergeht.',
  'Everybody knows when they will hear from the team.': 'Alle wissen, wann sie vom Team hören.',
  'Everybody sees the same day.': 'Alle haben denselben Tag vor Augen.',
  'Everybody who reported something has heard what became of it.':
    'Alle, die etwas gemeldet haben, wissen, was daraus geworden ist.',
  'Nobody adds anything new.': 'Niemand fügt noch Neues hinzu.',
  'Nobody has a question left.': 'Niemand hat noch eine Frage.',
  'Nobody misses anything from the timeline.': 'Niemand vermisst etwas in der Zeitleiste.',
  'The client lead says: yes, that is what we said.': 'Die Kundenleitung sagt: Ja, das haben wir gesagt.',
  'The day has been walked to its end.': 'Der Tag ist bis zum Ende durchgegangen.',
  'The lowest step is agreed on.': 'Man ist sich einig, welcher Schritt am tiefsten liegt.',
  'The lowest steps have an opportunity each.': 'Die tiefsten Schritte haben je eine Chance.',
  'The notes have stopped moving, and every group has a name.':
    'Die Notizen bewegen sich nicht mehr, und jede Gruppe hat einen Namen.',
  'The notes have stopped moving, and every group has a name. Single notes may stay alone.':
    'Die Notizen bewegen sich nicht mehr, und jede Gruppe hat einen Namen. Einzelne Notizen dürfen für sich bleiben.',
  'The time is up, or everybody is ready.': 'Die Zeit ist um, oder alle sind fertig.',
  'The widest differences have been talked about.': 'Über die größten Unterschiede ist gesprochen.',
  'There is one action with a name and a day.': 'Es gibt eine Maßnahme mit Namen und Tag.',
  'Two anchors are agreed on.': 'Zwei Vergleichspunkte stehen fest.',
  'Two to five questions stand out.': 'Zwei bis fünf Fragen heben sich ab.',
};
