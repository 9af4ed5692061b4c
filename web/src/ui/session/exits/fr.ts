// What tells who leads that a step of a built-in template is done, in French: by the English words (boards/template_*.go).
export const fr: Readonly<Record<string, string>> = {
  'A week has passed, or there is enough to look at.': 'Une semaine a passé, ou il y a assez à regarder.',
  'At most a dozen candidates are left.': 'Il reste au plus une douzaine de candidates.',
  'At most three actions, each with a name, a day and a measure.':
    'Trois actions au plus, chacune avec un nom, un jour et une mesure.',
  'Customers call the steps theirs.': 'Les clients se reconnaissent dans les étapes.',
  'Each cause is a sentence without a name in it.': 'Chaque cause est une phrase sans nom de personne.',
  'Each chosen group has a fix with a name and a day, or a no with its reason.':
    'Chaque groupe choisi a une correction avec un nom et un jour, ou un non avec sa raison.',
  'Each chosen group has a sentence that customers call right.':
    'Chaque groupe choisi a une phrase que les clients disent juste.',
  'Each chosen group has an action with a name and a day, a no with its reason, or a day to look again.':
    'Chaque groupe choisi a une action avec un nom et un jour, un non avec sa raison, ou un jour pour y revenir.',
  'Each chosen opportunity has an action with a name and a day, or a no with its reason.':
    'Chaque opportunité choisie a une action avec un nom et un jour, ou un non avec sa raison.',
  'Each insight has an action with a name and a day, a no with its reason, or a day to look again.':
    'Chaque enseignement a une action avec un nom et un jour, un non avec sa raison, ou un jour pour y revenir.',
  'Each large group has a sentence that customers call right.':
    'Chaque grand groupe a une phrase que les clients disent juste.',
  'Each zone reads from top to bottom.': 'Chaque zone se lit de haut en bas.',
  'Every candidate has its place.': 'Chaque candidate a sa place.',
  'Every cause has an action with a name and a day, or a no with its reason.':
    'Chaque cause a une action avec un nom et un jour, ou un non avec sa raison.',
  'Every customer has set their points.': 'Chaque client a mis ses points.',
  'Every customer has told one story, or passed.': 'Chaque client a raconté une histoire, ou a passé son tour.',
  'Every customer who wants to has told their story.': 'Chaque client qui le voulait a raconté son histoire.',
  'Every group has a name.': 'Chaque groupe a un nom.',
  'Every idea on the shortlist has a test with a name and a day.':
    'Chaque idée de la sélection a un test avec un nom et un jour.',
  'Every new report has a severity. Draw conclusions only from about fifty reports on.':
    'Chaque nouveau signalement a une gravité. Ne concluez qu’à partir d’une cinquantaine de signalements.',
  'Every part has a name and a day.': 'Chaque partie a un nom et un jour.',
  'Every quick win has a name and a day.': 'Chaque gain rapide a un nom et un jour.',
  'Everybody agrees to it.': 'Tout le monde est d’accord.',
  'Everybody could say in a sentence whose journey it is.': 'Chacun saurait dire en une phrase de qui est ce parcours.',
  'Everybody could say it in their own words.': 'Chacun saurait le dire avec ses mots.',
  'Everybody could say what this is for.': 'Chacun saurait dire à quoi cela sert.',
  'Everybody had a day to give their dots.': 'Chacun a eu une journée pour donner ses gommettes.',
  'Everybody has answered or passed.': 'Chacun a répondu ou passé son tour.',
  'Everybody has answered or passed, and knows whom to turn to.':
    'Chacun a répondu ou passé son tour, et sait vers qui se tourner.',
  'Everybody has answered or passed. If half are at 2 or below, offer a break or a shorter agenda.':
    'Chacun a répondu ou passé son tour. Si la moitié est à 2 ou moins, proposez une pause ou un déroulé plus court.',
  'Everybody has given their dots, or passed.': 'Chacun a donné ses gommettes, ou passé son tour.',
  'Everybody has given their dots, or passed. A tie is voted on again among the first few.':
    'Chacun a donné ses gommettes, ou passé son tour. En cas d’égalité, on revote entre les premiers.',
  'Everybody has placed every candidate, or passed.': 'Chacun a placé chaque candidate, ou passé son tour.',
  'Everybody has read it.': 'Tout le monde l’a lu.',
  'Everybody has read the ground rules and knows who is watching.': 'Chacun a lu les règles et sait qui regarde.',
  'Everybody has spoken or passed.': 'Chacun a parlé ou passé son tour.',
  'Everybody is ready.': 'Tout le monde a fini.',
  'Everybody is ready. If time is short, leave this step out.':
    'Tout le monde a fini. Si le temps manque, sautez cette étape.',
  'Everybody is ready, or nobody has typed for a minute.':
    'Tout le monde a fini, ou personne n’a écrit depuis une minute.',
  'Everybody knows what happens next.': 'Chacun connaît la suite.',
  'Everybody knows when they will hear from the team.': 'Chacun sait quand il aura des nouvelles de l’équipe.',
  'Everybody sees the same day.': 'Chacun voit le même jour.',
  'Everybody who reported something has heard what became of it.':
    'Chaque personne qui a signalé quelque chose sait ce que c’est devenu.',
  'Nobody adds anything new.': 'Personne n’ajoute rien de nouveau.',
  'Nobody has a question left.': 'Plus personne n’a de question.',
  'Nobody misses anything from the timeline.': 'Il ne manque rien à la chronologie.',
  'The client lead says: yes, that is what we said.':
    'Le porte-parole des clients dit : oui, c’est bien ce que nous avons dit.',
  'The day has been walked to its end.': 'La journée a été rejouée jusqu’au bout.',
  'The lowest step is agreed on.': 'On est d’accord sur l’étape la plus basse.',
  'The lowest steps have an opportunity each.': 'Les étapes les plus basses ont chacune une opportunité.',
  'The notes have stopped moving, and every group has a name.': 'Les notes ne bougent plus, et chaque groupe a un nom.',
  'The notes have stopped moving, and every group has a name. Single notes may stay alone.':
    'Les notes ne bougent plus, et chaque groupe a un nom. Une note peut rester seule.',
  'The time is up, or everybody is ready.': 'Le temps est écoulé, ou tout le monde a fini.',
  'The widest differences have been talked about.': 'On a parlé des plus grands écarts.',
  'There is one action with a name and a day.': 'Il y a une action avec un nom et un jour.',
  'Two anchors are agreed on.': 'On est d’accord sur deux repères.',
  'Two to five questions stand out.': 'De deux à cinq questions se détachent.',
};
