// What the built-in templates put on a board, in German: by their English words (boards/template_*.go).
export const de: Readonly<Record<string, string>> = {
  'Empathy map': 'Empathiekarte',
  Says: 'Sagt',
  Thinks: 'Denkt',
  Does: 'Tut',
  Feels: 'Fühlt',
  'What words did they use? Quote them.': 'Mit welchen Worten? Zitiert sie.',
  'What occupies them? What makes us think so?': 'Was beschäftigt sie? Warum glauben wir das?',
  'What did they do, and in which order?': 'Was haben sie getan, und in welcher Reihenfolge?',
  'What did it feel like, and what set it off?': 'Wie hat es sich angefühlt, und was hat es ausgelöst?',
  'Empathy Map Canvas': 'Empathy Map Canvas',
  Who: 'Wer',
  'Need to do': 'Muss tun',
  See: 'Sieht',
  Say: 'Sagt',
  Do: 'Tut',
  Hear: 'Hört',
  Pains: 'Sorgen',
  Gains: 'Wünsche',
  'Other motives': 'Andere Beweggründe',
  'Who are we trying to understand? In what situation, in what role?':
    'Wen wollen wir verstehen? In welcher Lage, in welcher Rolle?',
  'What must they get done or decide, or do differently? How would we see it worked?':
    'Was müssen sie schaffen, entscheiden oder anders machen? Woran sähen wir, dass es gelungen ist?',
  'What is in front of them: surroundings, market, what others do, what they read and watch?':
    'Was haben sie vor Augen: Umgebung, Markt, was andere tun, was sie lesen und sehen?',
  'What have we heard them say? Imagined lines are assumptions.':
    'Was haben wir sie sagen hören? Ausgedachtes ist eine Vermutung.',
  'What do they do today? What did we observe?': 'Was tun sie heute? Was haben wir beobachtet?',
  'What do they hear from friends, from colleagues, second-hand?':
    'Was hören sie im Freundeskreis, bei der Arbeit, aus zweiter Hand?',
  'What do they fear? What frustrates or worries them?': 'Was fürchten sie? Was ärgert oder sorgt sie?',
  'What do they want, need and hope for?': 'Was wollen, brauchen und erhoffen sie?',
  'What else moves them, in thought or feeling?': 'Was bewegt sie sonst, im Denken oder im Fühlen?',
  'Write together': 'Gemeinsam schreiben',
  'One thought per note. Everybody sees it at once.': 'Ein Gedanke pro Notiz. Alle sehen ihn sofort.',
  'Write privately': 'Für sich schreiben',
  "One thought per note. Only you can read yours; everybody's notes come back at the reveal.":
    'Ein Gedanke pro Notiz. Deine liest nur du; beim Aufdecken sind die Notizen aller wieder da.',
  'Reveal and sort': 'Aufdecken und ordnen',
  'Read in silence. Then move what belongs together.': 'Lest in Ruhe. Dann schiebt zusammen, was zusammengehört.',
  Write: 'Schreiben',
  Reveal: 'Aufdecken',
  'Read in silence. Then customers speak first: questions only, no rebuttals.':
    'Lest in Ruhe. Dann sprechen zuerst die Kunden: nur Fragen, keine Widerrede.',
  Sort: 'Ordnen',
  'In silence, move together what belongs together. Then name each group with a sentence.':
    'Schiebt schweigend zusammen, was zusammengehört. Gebt dann jeder Gruppe einen Satz als Namen.',
  Choose: 'Auswählen',
  'Give your dots to the groups that matter most to you. Nobody sees whose are whose.':
    'Gib deine Punkte den Gruppen, die dir am wichtigsten sind. Niemand sieht, wessen sie sind.',
  Commit: 'Zusagen',
  'First the client lead reads back what was heard, and corrects it. Then the team says what it will do, who and by when, or declines with the reason.':
    'Zuerst liest die Kundenleitung vor, was gehört wurde, und berichtigt es. Dann sagt das Team, was es tut, wer und bis wann, oder lehnt mit Begründung ab.',
  'Empathy Map Canvas, zone by zone': 'Empathy Map Canvas, Feld für Feld',
  'Inside the head': 'Im Kopf',
  'Now pains, gains and other motives. Only you can read yours until the reveal.':
    'Jetzt Sorgen, Wünsche und andere Beweggründe. Deine liest nur du, bis aufgedeckt wird.',
  Insights: 'Erkenntnisse',
  'What does it mean, and for whom? Say it in a sentence, with the notes that show it.':
    'Was bedeutet es, und für wen? Sagt es in einem Satz, mit den Notizen, die es zeigen.',
  Close: 'Abschluss',
  'The client lead reads back what was heard. Then say what happens next, who and by when.':
    'Die Kundenleitung liest vor, was gehört wurde. Sagt dann, wie es weitergeht, wer es tut und bis wann.',
  'One thought per note. Only you can read yours until the reveal.':
    'Ein Gedanke pro Notiz. Deine liest nur du, bis aufgedeckt wird.',
  'Begin with Who and Need to do, go round by See, Say, Do and Hear, and end inside the head. Only you can read yours until the reveal.':
    'Beginnt mit Wer und Muss tun, geht herum über Sieht, Sagt, Tut und Hört, und endet im Kopf. Deine Notizen liest nur du, bis aufgedeckt wird.',
  Goal: 'Ziel',
  'Who is it about, and what must they get done?': 'Um wen geht es, und was müssen sie schaffen?',
  'What is in front of them?': 'Was haben sie vor Augen?',
  'What have we heard them say?': 'Was haben wir sie sagen hören?',
  'What do they do today?': 'Was tun sie heute?',
  'What reaches them from others?': 'Was hören sie von anderen?',
  'Client-led design session': 'Gestaltungssitzung unter Leitung der Kunden',
  'What happens now': 'Was heute geschieht',
  'What happens today, step by step? Tell the last time it did.':
    'Was geschieht heute, Schritt für Schritt? Erzählt vom letzten Mal.',
  'What it costs us': 'Was es uns kostet',
  'What does it cost: time, money, nerves, customers of your own?': 'Was kostet es: Zeit, Geld, Nerven, eigene Kunden?',
  'What good looks like': 'Wie gut aussieht',
  'How would a good day go? How would you notice?': 'Wie liefe ein guter Tag? Woran würdet ihr es merken?',
  'Must not change': 'Muss so bleiben',
  'What works, and has to stay as it is?': 'Was funktioniert und muss bleiben, wie es ist?',
  Ideas: 'Ideen',
  'How might we …? As many as you can, good and odd.': 'Wie könnten wir …? So viele, wie ihr könnt, gute und schräge.',
  Commitments: 'Zusagen',
  'What will the team do, who, and what is the first step?': 'Was tut das Team, wer, und was ist der erste Schritt?',
  Welcome: 'Willkommen',
  'What is this about, how much say do you have, and what happens with the results?':
    'Worum geht es, wie viel habt ihr zu sagen, und was geschieht mit den Ergebnissen?',
  'Energy check': 'Wie viel Energie?',
  'One tap. Nobody sees whose it is.': 'Ein Tipp. Niemand sieht, von wem er ist.',
  'Customer stories': 'Geschichten der Kunden',
  'Customers tell how it is. The team listens, writes down their words, and asks only for more.':
    'Kunden erzählen, wie es ist. Das Team hört zu, schreibt ihre Worte auf und fragt nur nach mehr.',
  'Private writing': 'Für sich schreiben',
  'One thought per note, in silence. Only you can read yours; at the reveal they come without names.':
    'Ein Gedanke pro Notiz, schweigend. Deine liest nur du; beim Aufdecken kommen sie ohne Namen.',
  'Read in silence. Customers speak first: questions only, no rebuttals.':
    'Lest in Ruhe. Zuerst sprechen die Kunden: nur Fragen, keine Widerrede.',
  Cluster: 'Gruppieren',
  'The first half in silence: move together what belongs together. Then name each group with a sentence.':
    'Die erste Hälfte schweigend: Schiebt zusammen, was zusammengehört. Gebt dann jeder Gruppe einen Satz als Namen.',
  'Dot vote': 'Punkte vergeben',
  "Give your dots to what matters most to you. From two voters on each side, customers' and team's dots are shown apart.":
    'Gib deine Punkte dem, was dir am wichtigsten ist. Haben auf jeder Seite mindestens zwei Punkte vergeben, werden die der Kunden und des Teams getrennt gezeigt.',
  'In pairs: who needs what, and why? Link the notes that show it. Customers say whether it is right.':
    'Zu zweit: Wer braucht was, und warum? Verknüpft die Notizen, die es zeigen. Kunden sagen, ob es stimmt.',
  'How might we': 'Wie könnten wir',
  'One question for each insight, then ideas in silence.': 'Zu jeder Erkenntnis eine Frage, dann schweigend Ideen.',
  'One question for each insight, then ideas in silence. Leave this out if time is short.':
    'Zu jeder Erkenntnis eine Frage, dann schweigend Ideen. Lasst das weg, wenn die Zeit knapp ist.',
  'Read-back': 'Vorlesen',
  'The client lead reads back what was heard and chosen. Correct it before anybody promises anything.':
    'Die Kundenleitung liest vor, was gehört und gewählt wurde. Berichtigt es, bevor jemand etwas verspricht.',
  'The team says what it will do: who, the first step, by when, how you will hear. Or no, with the reason.':
    'Das Team sagt, was es tut: wer, der erste Schritt, bis wann, wie ihr davon hört. Oder nein, mit Begründung.',
  'The client lead has the last word. One more tap, and the day you hear from us.':
    'Die Kundenleitung hat das letzte Wort. Noch ein Tipp, und der Tag, an dem ihr von uns hört.',
  'One thought per note.': 'Ein Gedanke pro Notiz.',
  'Customers speak, write and choose first. Questions, no rebuttals.':
    'Kunden sprechen, schreiben und wählen zuerst. Fragen, keine Widerrede.',
  'You may pass, leave, or take your words back at any time.':
    'Du darfst passen, gehen oder deine Worte jederzeit zurücknehmen.',
  'Nothing is sold in this room.': 'In diesem Raum wird nichts verkauft.',
  'How do you leave this session?': 'Wie gehst du aus dieser Sitzung?',
  'How much energy do you have for this session?': 'Wie viel Energie hast du für diese Sitzung?',
  'Customer journey with emotion curve': 'Kundenreise mit Gefühlskurve',
  Frame: 'Rahmen',
  'Who is on this journey, what do they want, and what do they expect?':
    'Wer ist auf dieser Reise, was wollen sie, und was erwarten sie?',
  Steps: 'Schritte',
  'Are these the steps? Rename, add or leave out columns until customers call them theirs.':
    'Sind das die Schritte? Benennt, ergänzt oder streicht Spalten, bis die Kunden sie ihre nennen.',
  'Points and notes': 'Punkte und Notizen',
  'Set one point for each step: how does it feel, from −2 to +2? Then write why. Only you can see yours.':
    'Setze für jeden Schritt einen Punkt: Wie fühlt er sich an, von −2 bis +2? Schreib dann, warum. Deine siehst nur du.',
  'Reveal the curve': 'Kurve aufdecken',
  'Look at the curve: where is it lowest, and where do you disagree? Customers speak first.':
    'Seht euch die Kurve an: Wo ist sie am tiefsten, und wo seid ihr uneins? Kunden sprechen zuerst.',
  'Story of the lowest step': 'Geschichte des tiefsten Schritts',
  'Customers tell what happens there. The team writes down their words.':
    'Kunden erzählen, was dort geschieht. Das Team schreibt ihre Worte auf.',
  Opportunities: 'Chancen',
  'What could be better at this step, who would own it, and how would we measure it?':
    'Was könnte bei diesem Schritt besser sein, wer wäre zuständig, und wie würden wir es messen?',
  'Give your dots to the opportunities that would help most. Nobody sees whose are whose.':
    'Gib deine Punkte den Chancen, die am meisten helfen würden. Niemand sieht, wessen sie sind.',
  'The client lead reads back. Then the team says what it will do, who and by when, or declines with the reason.':
    'Die Kundenleitung liest vor. Dann sagt das Team, was es tut, wer und bis wann, oder lehnt mit Begründung ab.',
  Doing: 'Tun',
  'What do you do at this step?': 'Was tust du bei diesem Schritt?',
  Thinking: 'Denken',
  'What goes through your head?': 'Was geht dir durch den Kopf?',
  Touchpoint: 'Berührungspunkt',
  'Where do you meet us: page, shop, letter, person?': 'Wo begegnest du uns: Seite, Laden, Brief, Mensch?',
  Pain: 'Ärger',
  'What gets in the way?': 'Was steht im Weg?',
  Opportunity: 'Chance',
  'What could be better, who would own it, how would we measure it?':
    'Was könnte besser sein, wer wäre zuständig, wie würden wir es messen?',
  Discover: 'Entdecken',
  Decide: 'Entscheiden',
  Start: 'Anfangen',
  Use: 'Nutzen',
  'Get help': 'Hilfe bekommen',
  'Leave or renew': 'Gehen oder bleiben',
  'Beta-feedback wall': 'Beta-Rückmeldewand',
  Worked: 'Ging gut',
  'What worked well, and should stay?': 'Was ging gut und soll bleiben?',
  'Confused me': 'Hat mich verwirrt',
  'Where did you stop and wonder?': 'Wo bist du stehen geblieben und hast dich gewundert?',
  Broke: 'Ging kaputt',
  'What broke? What did you expect instead?': 'Was ging kaputt? Was hattest du stattdessen erwartet?',
  Missing: 'Fehlt',
  'What did you look for and not find?': 'Was hast du gesucht und nicht gefunden?',
  'Would make me stop using it': 'Deshalb würde ich aufhören',
  'What is bad enough to leave for?': 'Was ist schlimm genug, um zu gehen?',
  Collect: 'Sammeln',
  'Write when it happens: what you did, on which build, and how bad it was.':
    'Schreib, wenn es passiert: was du getan hast, mit welcher Version, und wie schlimm es war.',
  'Weekly triage': 'Wöchentliche Durchsicht',
  'The team sets the severity and puts the same reports together. No conclusions yet.':
    'Das Team setzt die Schwere und legt gleiche Meldungen zusammen. Noch keine Schlüsse.',
  Group: 'Gruppieren',
  'Every two weeks: move together what belongs together, and name each group with a sentence.':
    'Alle zwei Wochen: Schiebt zusammen, was zusammengehört, und gebt jeder Gruppe einen Satz als Namen.',
  'Give your dots to the groups that trouble you most. Nobody sees whose are whose.':
    'Gib deine Punkte den Gruppen, die dich am meisten stören. Niemand sieht, wessen sie sind.',
  'The team says what it will fix, who and by when, or declines with the reason.':
    'Das Team sagt, was es behebt, wer und bis wann, oder lehnt mit Begründung ab.',
  'You said, we did': 'Ihr habt gesagt, wir haben getan',
  'Here is what became of it. Tell us whether it helped, and go on writing.':
    'Das ist daraus geworden. Sagt uns, ob es geholfen hat, und schreibt weiter.',
  'One thing per note, with the build and what you were doing.':
    'Eine Sache pro Notiz, mit der Version und dem, was du gerade getan hast.',
  'There are no stupid reports.': 'Es gibt keine dummen Meldungen.',
  'You may take your words back at any time.': 'Du darfst deine Worte jederzeit zurücknehmen.',
  'How might we → ideas': 'Wie könnten wir → Ideen',
  Insight: 'Erkenntnis',
  'What did we learn, and from whom?': 'Was haben wir gelernt, und von wem?',
  'How might we …? Open enough for many answers, with no answer inside.':
    'Wie könnten wir …? Offen genug für viele Antworten, ohne Antwort darin.',
  'One idea per note. Odd ones are welcome.': 'Eine Idee pro Notiz. Schräge sind willkommen.',
  Shortlist: 'Engere Wahl',
  'Which ideas go on, and what is the first test of each?':
    'Welche Ideen gehen weiter, und was ist der erste Test für jede?',
  'Read the insight': 'Erkenntnis lesen',
  'Read it aloud, with the words it comes from. Customers say whether it is right.':
    'Lest sie laut vor, mit den Worten, aus denen sie kommt. Kunden sagen, ob sie stimmt.',
  Questions: 'Fragen',
  'Write “How might we …?” questions. Only you can read yours until the reveal.':
    'Schreibt Fragen: „Wie könnten wir …?“ Deine liest nur du, bis aufgedeckt wird.',
  'Move together what asks the same.': 'Schiebt zusammen, was dasselbe fragt.',
  'Choose questions': 'Fragen auswählen',
  'Give your dots to the questions worth an answer.': 'Gib deine Punkte den Fragen, die eine Antwort verdienen.',
  'Read in silence. Questions only: nothing is judged yet.': 'Lest in Ruhe. Nur Fragen: Noch wird nichts bewertet.',
  'Choose ideas': 'Ideen auswählen',
  'Give your dots to the ideas you would try.': 'Gib deine Punkte den Ideen, die du ausprobieren würdest.',
  'First tests': 'Erste Tests',
  'Move the chosen ideas to the shortlist. What is the smallest test of each, who does it, by when?':
    'Schiebt die gewählten Ideen in die engere Wahl. Was ist der kleinste Test für jede, wer macht ihn, bis wann?',
  'Impact and effort': 'Wirkung und Aufwand',
  Candidates: 'Kandidaten',
  'What could be done for the objective? One thing per note.': 'Was könnte man für das Ziel tun? Eine Sache pro Notiz.',
  List: 'Auflisten',
  'Name the one objective. Then put down what could be done for it, one thing per note.':
    'Nennt das eine Ziel. Schreibt dann auf, was man dafür tun könnte, eine Sache pro Notiz.',
  Anchors: 'Vergleichspunkte',
  'Agree on one candidate with a lot of impact and on one with little effort, to measure the others by.':
    'Einigt euch auf einen Kandidaten mit viel Wirkung und einen mit wenig Aufwand, um die anderen daran zu messen.',
  Place: 'Einordnen',
  'Customers set the impact, the team sets the effort, each for themselves. Only you can see yours.':
    'Kunden setzen die Wirkung, das Team den Aufwand, jeder für sich. Deines siehst nur du.',
  'Reveal the spread': 'Streuung aufdecken',
  'Where do you differ most? Those who are furthest apart explain, customers first.':
    'Wo liegt ihr am weitesten auseinander? Wer am weitesten weg ist, erklärt es, Kunden zuerst.',
  Settle: 'Festlegen',
  'Settle on one place for each: quick wins, big bets, fill-ins, money pit.':
    'Legt für jeden einen Platz fest: schnelle Gewinne, große Vorhaben, Lückenfüller, Geldgrab.',
  Owners: 'Zuständige',
  'Who takes on which, and by when? What is left out, and why?':
    'Wer übernimmt was, und bis wann? Was bleibt liegen, und warum?',
  'Ideas, round 1': 'Ideen, Runde 1',
  'The first that come to mind, in silence. Only you can read yours.':
    'Die ersten, die euch einfallen, schweigend. Deine liest nur du.',
  'Ideas, round 2': 'Ideen, Runde 2',
  'Now others: turn one round, or make it ten times as large.':
    'Jetzt andere: Dreht eine um, oder macht sie zehnmal so groß.',
  'Ideas, round 3': 'Ideen, Runde 3',
  'The last ones: what would nobody expect from us?': 'Die letzten: Was würde niemand von uns erwarten?',
  'Team pulse': 'Puls des Teams',
  Heavy: 'Schwer',
  'What weighs on you?': 'Was lastet auf dir?',
  Light: 'Leicht',
  'What carries you?': 'Was trägt dich?',
  'What would help': 'Was würde helfen',
  'What one thing would make next week easier?': 'Was wäre das eine, das die nächste Woche leichter macht?',
  Taps: 'Tipps',
  'Three taps from 1, not at all, to 5, very much. Nobody sees whose they are.':
    'Drei Tipps von 1, gar nicht, bis 5, sehr. Niemand sieht, von wem sie sind.',
  'What is heavy, what is light, what would help? Only you can read yours until the reveal, and no name will be at it.':
    'Was ist schwer, was leicht, was würde helfen? Deine liest nur du, bis aufgedeckt wird, und kein Name steht dabei.',
  Look: 'Ansehen',
  'Look at it in silence. Nobody has to explain anything.': 'Seht es euch in Ruhe an. Niemand muss etwas erklären.',
  'One relief': 'Eine Erleichterung',
  'Agree on one thing that makes next week easier. Who sees to it?':
    'Einigt euch auf eines, das die nächste Woche leichter macht. Wer kümmert sich darum?',
  'Say one word, or pass. Thank you.': 'Sagt ein Wort, oder passt. Danke.',
  Retrospective: 'Rückblick',
  'Went well': 'Lief gut',
  'What went well, and should go on?': 'Was lief gut und soll weitergehen?',
  'Was hard': 'War schwer',
  'What was hard, slow or annoying?': 'Was war schwer, langsam oder lästig?',
  Puzzles: 'Rätsel',
  'What do you not understand yet?': 'Was versteht ihr noch nicht?',
  Thanks: 'Dank',
  'Whom do you want to thank, and for what?': 'Wem willst du danken, und wofür?',
  'Set the stage': 'Ankommen',
  'Look at what was promised last time. Then one tap; nobody sees whose it is.':
    'Seht an, was letztes Mal versprochen wurde. Dann ein Tipp; niemand sieht, von wem er ist.',
  'Read in silence. Questions only, no rebuttals.': 'Lest in Ruhe. Nur Fragen, keine Widerrede.',
  'Move together what belongs together. What lies beneath it? Name each group with a sentence.':
    'Schiebt zusammen, was zusammengehört. Was liegt darunter? Gebt jeder Gruppe einen Satz als Namen.',
  'Give your dots to what you want to change. Nobody sees whose are whose.':
    'Gib deine Punkte dem, was du ändern willst. Niemand sieht, wessen sie sind.',
  'At most three changes: who sees to each, and how will you know that it worked?':
    'Höchstens drei Änderungen: Wer kümmert sich um jede, und woran merkt ihr, dass es gewirkt hat?',
  'What was good about this hour? Say a word, or pass.': 'Was war gut an dieser Stunde? Sagt ein Wort, oder passt.',
  'Nobody is told apart: results are shown from five answers on.':
    'Niemand ist zu erkennen: Ergebnisse werden ab fünf Antworten gezeigt.',
  'Nothing here leaves the team, and nothing is said of a person.':
    'Nichts von hier verlässt das Team, und über niemanden wird etwas gesagt.',
  'You may pass.': 'Du darfst passen.',
  'I have energy for customers this week.': 'Ich habe diese Woche Energie für Kunden.',
  'Contacts stay with me after work. (Here 1 is the good end.)':
    'Kontakte gehen mir nach der Arbeit nach. (Hier ist 1 das gute Ende.)',
  'I can get help when I need it.': 'Ich bekomme Hilfe, wenn ich sie brauche.',
  'Everybody did what they could with what they knew then.':
    'Alle haben getan, was sie mit ihrem damaligen Wissen konnten.',
  'You may pass at any time.': 'Du darfst jederzeit passen.',
  'Crisis playbook': 'Krisenplan',
  'Triggers and severity': 'Auslöser und Schwere',
  'What tells us that it has begun? How bad is it?': 'Was sagt uns, dass es begonnen hat? Wie schlimm ist es?',
  Roles: 'Rollen',
  'Who leads, who tells, who writes down, who talks to customers?':
    'Wer leitet, wer informiert, wer schreibt mit, wer spricht mit Kunden?',
  'First 15 minutes': 'Die ersten 15 Minuten',
  'What happens first, in which order?': 'Was geschieht zuerst, in welcher Reihenfolge?',
  'What we say when': 'Was wir wann sagen',
  'Acknowledge, update, resolved: which words, and when is the next update?':
    'Bestätigen, Zwischenstand, behoben: mit welchen Worten, und wann kommt der nächste Stand?',
  'Who must hear it': 'Wer es hören muss',
  'Who must hear it, by which way, in which order?': 'Wer muss es hören, auf welchem Weg, in welcher Reihenfolge?',
  'Remedies staff may give': 'Was Mitarbeitende geben dürfen',
  'What may staff give without asking, and up to which limit?':
    'Was dürfen Mitarbeitende geben, ohne zu fragen, und bis zu welcher Grenze?',
  Escalation: 'Eskalation',
  'When does it go further up, and to whom?': 'Wann geht es weiter nach oben, und an wen?',
  'Which kind of crisis is this for, and who will read it?': 'Für welche Art von Krise ist das, und wer wird es lesen?',
  Scenario: 'Szenario',
  'Tell one bad day as it could happen, hour by hour. Customers say what they would need.':
    'Erzählt einen schlechten Tag, wie er kommen könnte, Stunde für Stunde. Kunden sagen, was sie bräuchten.',
  'What has to be in the playbook? One step per note. Only you can read yours until the reveal.':
    'Was muss in den Plan? Ein Schritt pro Notiz. Deine liest nur du, bis aufgedeckt wird.',
  'Reveal and merge': 'Aufdecken und zusammenlegen',
  'Read in silence. Then put together what is the same, and in order what follows.':
    'Lest in Ruhe. Legt dann zusammen, was gleich ist, und in Reihenfolge, was folgt.',
  'Walk through': 'Durchspielen',
  'Walk the bad day through the playbook. Where does it stop? Write down every gap.':
    'Spielt den schlechten Tag mit dem Plan durch. Wo bleibt er stecken? Schreibt jede Lücke auf.',
  'Who looks after each part, and when is it tried out?': 'Wer kümmert sich um welchen Teil, und wann wird er geübt?',
  'Crisis debrief': 'Nachbesprechung einer Krise',
  Timeline: 'Zeitachse',
  'What happened when? Begin with the time.': 'Was geschah wann? Beginnt mit der Uhrzeit.',
  'Impact on customers': 'Folgen für Kunden',
  'What did it do to them, in their own words?': 'Was hat es mit ihnen gemacht, in ihren eigenen Worten?',
  'What helped': 'Was half',
  'What helped, or kept it from getting worse?': 'Was half, oder verhinderte Schlimmeres?',
  'What hurt': 'Was schadete',
  'What made it worse or slower?': 'Was machte es schlimmer oder langsamer?',
  Lucky: 'Glück gehabt',
  'Where were we lucky?': 'Wo hatten wir Glück?',
  Promises: 'Versprechen',
  'What was promised, to whom? Was it kept?': 'Was wurde wem versprochen? Wurde es gehalten?',
  'Follow-ups': 'Was folgt',
  'What must change, so that it cannot happen this way again?':
    'Was muss sich ändern, damit es so nicht wieder geschehen kann?',
  'Prime directive': 'Grundsatz',
  'Everybody did the best they could with what they knew. Is that said and meant?':
    'Alle taten ihr Bestes mit dem, was sie wussten. Ist das gesagt und gemeint?',
  'Put down what happened, each note with its time. Facts, no reasons yet.':
    'Schreibt auf, was geschah, jede Notiz mit ihrer Uhrzeit. Tatsachen, noch keine Gründe.',
  'What did it do, what helped, what hurt, where were we lucky? Only you can read yours until the reveal.':
    'Was hat es angerichtet, was half, was schadete, wo hatten wir Glück? Deine liest nur du, bis aufgedeckt wird.',
  Causes: 'Ursachen',
  'Move together what belongs together. Ask how it could happen, not who did it.':
    'Schiebt zusammen, was zusammengehört. Fragt, wie es geschehen konnte, nicht, wer es war.',
  Actions: 'Maßnahmen',
  'What changes, who sees to it, by when, and who is told?':
    'Was ändert sich, wer sorgt dafür, bis wann, und wer erfährt davon?',
  'Care check': 'Wie geht es euch?',
  'It was a lot. One tap; nobody sees whose it is. Then say whom you can turn to.':
    'Es war viel. Ein Tipp; niemand sieht, von wem er ist. Sagt dann, an wen ihr euch wenden könnt.',
  'One step per note, as an order: who does what.': 'Ein Schritt pro Notiz, als Anweisung: wer tut was.',
  'No blame for what went wrong before.': 'Keine Schuld für das, was früher schiefging.',
  'Customers speak first. Questions, no rebuttals.': 'Kunden sprechen zuerst. Fragen, keine Widerrede.',
  'How are you after all this?': 'Wie geht es dir nach alledem?',
};
