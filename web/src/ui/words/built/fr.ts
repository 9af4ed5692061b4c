// What the built-in templates put on a board, in French: by their English words (boards/template_*.go).
export const fr: Readonly<Record<string, string>> = {
  'Empathy map': 'Carte d’empathie',
  Says: 'Dit',
  Thinks: 'Pense',
  Does: 'Fait',
  Feels: 'Ressent',
  'What words did they use? Quote them.': 'Avec quels mots ? Citez-les.',
  'What occupies them? What makes us think so?': 'Qu’est-ce qui les préoccupe ? Pourquoi le pensons-nous ?',
  'What did they do, and in which order?': 'Qu’ont-ils fait, et dans quel ordre ?',
  'What did it feel like, and what set it off?': 'Qu’ont-ils ressenti, et qu’est-ce qui l’a déclenché ?',
  'Empathy Map Canvas': 'Canevas de carte d’empathie',
  Who: 'Qui',
  'Need to do': 'Doit faire',
  See: 'Voit',
  Say: 'Dit',
  Do: 'Fait',
  Hear: 'Entend',
  Pains: 'Peines',
  Gains: 'Souhaits',
  'Other motives': 'Autres motifs',
  'Who are we trying to understand? In what situation, in what role?':
    'Qui cherchons-nous à comprendre ? Dans quelle situation, dans quel rôle ?',
  'What must they get done or decide, or do differently? How would we see it worked?':
    'Que doivent-ils réussir, décider ou faire autrement ? À quoi verrions-nous que c’est réussi ?',
  'What is in front of them: surroundings, market, what others do, what they read and watch?':
    'Qu’ont-ils sous les yeux : leur entourage, le marché, ce que font les autres, ce qu’ils lisent et regardent ?',
  'What have we heard them say? Imagined lines are assumptions.':
    'Que les avons-nous entendus dire ? Une phrase imaginée est une hypothèse.',
  'What do they do today? What did we observe?': 'Que font-ils aujourd’hui ? Qu’avons-nous observé ?',
  'What do they hear from friends, from colleagues, second-hand?':
    'Qu’entendent-ils de leurs amis, de leurs collègues, par ouï-dire ?',
  'What do they fear? What frustrates or worries them?':
    'Que craignent-ils ? Qu’est-ce qui les frustre ou les inquiète ?',
  'What do they want, need and hope for?': 'Que veulent-ils, de quoi ont-ils besoin, qu’espèrent-ils ?',
  'What else moves them, in thought or feeling?': 'Qu’est-ce qui les anime encore, en pensée ou en sentiment ?',
  'Write together': 'Écrire ensemble',
  'One thought per note. Everybody sees it at once.': 'Une idée par note. Tout le monde la voit aussitôt.',
  'Write privately': 'Écrire pour soi',
  "One thought per note. Only you can read yours; everybody's notes come back at the reveal.":
    'Une idée par note. Personne d’autre ne lit les vôtres ; les notes de tous reviennent au dévoilement.',
  'Reveal and sort': 'Dévoiler et trier',
  'Read in silence. Then move what belongs together.': 'Lisez en silence. Puis rapprochez ce qui va ensemble.',
  Write: 'Écrire',
  Reveal: 'Dévoiler',
  'Read in silence. Then customers speak first: questions only, no rebuttals.':
    'Lisez en silence. Puis les clients parlent d’abord : des questions seulement, pas d’objections.',
  Sort: 'Trier',
  'In silence, move together what belongs together. Then name each group with a sentence.':
    'En silence, rapprochez ce qui va ensemble. Puis donnez à chaque groupe une phrase pour nom.',
  Choose: 'Choisir',
  'Give your dots to the groups that matter most to you. Nobody sees whose are whose.':
    'Donnez vos gommettes aux groupes qui comptent le plus pour vous. Personne ne voit à qui elles sont.',
  Commit: 'S’engager',
  'First the client lead reads back what was heard, and corrects it. Then the team says what it will do, who and by when, or declines with the reason.':
    'D’abord, le porte-parole des clients relit ce qui a été entendu et le corrige. Puis l’équipe dit ce qu’elle fera, qui et pour quand, ou refuse en disant pourquoi.',
  'Empathy Map Canvas, zone by zone': 'Canevas de carte d’empathie, zone par zone',
  'Inside the head': 'Dans la tête',
  'Now pains, gains and other motives. Only you can read yours until the reveal.':
    'Maintenant les peines, les souhaits et les autres motifs. Personne d’autre ne lit les vôtres avant le dévoilement.',
  Insights: 'Enseignements',
  'What does it mean, and for whom? Say it in a sentence, with the notes that show it.':
    'Qu’est-ce que cela veut dire, et pour qui ? Dites-le en une phrase, avec les notes qui le montrent.',
  Close: 'Clôture',
  'The client lead reads back what was heard. Then say what happens next, who and by when.':
    'Le porte-parole des clients relit ce qui a été entendu. Puis dites la suite, qui et pour quand.',
  'One thought per note. Only you can read yours until the reveal.':
    'Une idée par note. Personne d’autre ne lit les vôtres avant le dévoilement.',
  'Begin with Who and Need to do, go round by See, Say, Do and Hear, and end inside the head. Only you can read yours until the reveal.':
    'Commencez par Qui et Doit faire, faites le tour par Voit, Dit, Fait et Entend, et finissez dans la tête. Personne d’autre ne lit les vôtres avant le dévoilement.',
  Goal: 'But',
  'Who is it about, and what must they get done?': 'De qui s’agit-il, et que doivent-ils réussir ?',
  'What is in front of them?': 'Qu’ont-ils sous les yeux ?',
  'What have we heard them say?': 'Que les avons-nous entendus dire ?',
  'What do they do today?': 'Que font-ils aujourd’hui ?',
  'What reaches them from others?': 'Qu’est-ce qui leur vient des autres ?',
  'Client-led design session': 'Séance de conception menée par les clients',
  'What happens now': 'Ce qui se passe aujourd’hui',
  'What happens today, step by step? Tell the last time it did.':
    'Que se passe-t-il aujourd’hui, pas à pas ? Racontez la dernière fois.',
  'What it costs us': 'Ce que cela nous coûte',
  'What does it cost: time, money, nerves, customers of your own?':
    'Qu’est-ce que cela coûte : du temps, de l’argent, des nerfs, vos propres clients ?',
  'What good looks like': 'À quoi ressemble le mieux',
  'How would a good day go? How would you notice?': 'Comment se passerait une bonne journée ? À quoi le verriez-vous ?',
  'Must not change': 'À ne pas changer',
  'What works, and has to stay as it is?': 'Qu’est-ce qui marche et doit rester tel quel ?',
  Ideas: 'Idées',
  'How might we …? As many as you can, good and odd.':
    'Comment pourrions-nous… ? Autant que vous pouvez, bonnes et farfelues.',
  Commitments: 'Engagements',
  'What will the team do, who, and what is the first step?': 'Que fera l’équipe, qui, et quel est le premier pas ?',
  Welcome: 'Accueil',
  'What is this about, how much say do you have, and what happens with the results?':
    'De quoi s’agit-il, jusqu’où portent vos voix, et que deviennent les résultats ?',
  'Energy check': 'Quelle énergie ?',
  'One tap. Nobody sees whose it is.': 'Une seule touche. Personne ne voit de qui elle est.',
  'Customer stories': 'Récits des clients',
  'Customers tell how it is. The team listens, writes down their words, and asks only for more.':
    'Les clients racontent comment c’est. L’équipe écoute, note leurs mots, et ne demande que d’en dire plus.',
  'Private writing': 'Écrire chacun pour soi',
  'One thought per note, in silence. Only you can read yours; at the reveal they come without names.':
    'Une idée par note, en silence. Personne d’autre ne lit les vôtres ; au dévoilement, elles viennent sans nom.',
  'Read in silence. Customers speak first: questions only, no rebuttals.':
    'Lisez en silence. Les clients parlent d’abord : des questions seulement, pas d’objections.',
  Cluster: 'Regrouper',
  'The first half in silence: move together what belongs together. Then name each group with a sentence.':
    'La première moitié en silence : rapprochez ce qui va ensemble. Puis donnez à chaque groupe une phrase pour nom.',
  'Dot vote': 'Vote par gommettes',
  "Give your dots to what matters most to you. From two voters on each side, customers' and team's dots are shown apart.":
    'Donnez vos gommettes à ce qui compte le plus pour vous. À partir de deux votants de chaque côté, celles des clients et de l’équipe sont montrées à part.',
  'In pairs: who needs what, and why? Link the notes that show it. Customers say whether it is right.':
    'À deux : qui a besoin de quoi, et pourquoi ? Reliez les notes qui le montrent. Les clients disent si c’est juste.',
  'How might we': 'Comment pourrions-nous',
  'One question for each insight, then ideas in silence.':
    'Une question pour chaque enseignement, puis des idées en silence.',
  'One question for each insight, then ideas in silence. Leave this out if time is short.':
    'Une question pour chaque enseignement, puis des idées en silence. Sautez cette étape si le temps manque.',
  'Read-back': 'Relecture',
  'The client lead reads back what was heard and chosen. Correct it before anybody promises anything.':
    'Le porte-parole des clients relit ce qui a été entendu et choisi. Corrigez-le avant toute promesse.',
  'The team says what it will do: who, the first step, by when, how you will hear. Or no, with the reason.':
    'L’équipe dit ce qu’elle fera : qui, le premier pas, pour quand, comment vous l’apprendrez. Ou non, et pourquoi.',
  'The client lead has the last word. One more tap, and the day you hear from us.':
    'Le porte-parole des clients a le dernier mot. Encore une touche, et le jour où vous aurez de nos nouvelles.',
  'One thought per note.': 'Une idée par note.',
  'Customers speak, write and choose first. Questions, no rebuttals.':
    'Les clients parlent, écrivent et choisissent d’abord. Des questions, pas d’objections.',
  'You may pass, leave, or take your words back at any time.':
    'Vous pouvez passer votre tour, partir ou reprendre vos mots à tout moment.',
  'Nothing is sold in this room.': 'Rien ne se vend dans cette salle.',
  'How do you leave this session?': 'Comment sortez-vous de cette séance ?',
  'How much energy do you have for this session?': 'Combien d’énergie avez-vous pour cette séance ?',
  'Customer journey with emotion curve': 'Parcours client avec courbe des émotions',
  Frame: 'Cadre',
  'Who is on this journey, what do they want, and what do they expect?':
    'Qui fait ce parcours, que veulent-ils, et à quoi s’attendent-ils ?',
  Steps: 'Étapes',
  'Are these the steps? Rename, add or leave out columns until customers call them theirs.':
    'Sont-ce les bonnes étapes ? Renommez, ajoutez ou retirez des colonnes jusqu’à ce que les clients s’y reconnaissent.',
  'Points and notes': 'Points et notes',
  'Set one point for each step: how does it feel, from −2 to +2? Then write why. Only you can see yours.':
    'Mettez un point pour chaque étape : comment la vivez-vous, de −2 à +2 ? Puis écrivez pourquoi. Personne d’autre ne voit les vôtres.',
  'Reveal the curve': 'Dévoiler la courbe',
  'Look at the curve: where is it lowest, and where do you disagree? Customers speak first.':
    'Regardez la courbe : où est-elle au plus bas, et où n’êtes-vous pas d’accord ? Les clients parlent d’abord.',
  'Story of the lowest step': 'Récit de l’étape la plus basse',
  'Customers tell what happens there. The team writes down their words.':
    'Les clients racontent ce qui s’y passe. L’équipe note leurs mots.',
  Opportunities: 'Opportunités',
  'What could be better at this step, who would own it, and how would we measure it?':
    'Qu’est-ce qui pourrait être mieux à cette étape, qui s’en chargerait, et comment le mesurerions-nous ?',
  'Give your dots to the opportunities that would help most. Nobody sees whose are whose.':
    'Donnez vos gommettes aux opportunités qui aideraient le plus. Personne ne voit à qui elles sont.',
  'The client lead reads back. Then the team says what it will do, who and by when, or declines with the reason.':
    'Le porte-parole des clients relit. Puis l’équipe dit ce qu’elle fera, qui et pour quand, ou refuse en disant pourquoi.',
  Doing: 'Actes',
  'What do you do at this step?': 'Que faites-vous à cette étape ?',
  Thinking: 'Pensées',
  'What goes through your head?': 'Qu’est-ce qui vous passe par la tête ?',
  Touchpoint: 'Point de contact',
  'Where do you meet us: page, shop, letter, person?': 'Où nous rencontrez-vous : page, magasin, courrier, personne ?',
  Pain: 'Peine',
  'What gets in the way?': 'Qu’est-ce qui fait obstacle ?',
  Opportunity: 'Opportunité',
  'What could be better, who would own it, how would we measure it?':
    'Qu’est-ce qui pourrait être mieux, qui s’en chargerait, comment le mesurerions-nous ?',
  Discover: 'Découvrir',
  Decide: 'Décider',
  Start: 'Commencer',
  Use: 'Utiliser',
  'Get help': 'Trouver de l’aide',
  'Leave or renew': 'Partir ou renouveler',
  'Beta-feedback wall': 'Mur de retours sur la bêta',
  Worked: 'A marché',
  'What worked well, and should stay?': 'Qu’est-ce qui a bien marché et devrait rester ?',
  'Confused me': 'M’a dérouté',
  'Where did you stop and wonder?': 'Où vous êtes-vous arrêté, perplexe ?',
  Broke: 'A cassé',
  'What broke? What did you expect instead?': 'Qu’est-ce qui a cassé ? À quoi vous attendiez-vous ?',
  Missing: 'Manque',
  'What did you look for and not find?': 'Qu’avez-vous cherché sans le trouver ?',
  'Would make me stop using it': 'Me ferait arrêter',
  'What is bad enough to leave for?': 'Qu’est-ce qui est assez grave pour partir ?',
  Collect: 'Recueillir',
  'Write when it happens: what you did, on which build, and how bad it was.':
    'Écrivez quand cela arrive : ce que vous faisiez, avec quelle version, et si c’était grave.',
  'Weekly triage': 'Tri de la semaine',
  'The team sets the severity and puts the same reports together. No conclusions yet.':
    'L’équipe fixe la gravité et rassemble les signalements identiques. Pas encore de conclusions.',
  Group: 'Grouper',
  'Every two weeks: move together what belongs together, and name each group with a sentence.':
    'Toutes les deux semaines : rapprochez ce qui va ensemble, et donnez à chaque groupe une phrase pour nom.',
  'Give your dots to the groups that trouble you most. Nobody sees whose are whose.':
    'Donnez vos gommettes aux groupes qui vous gênent le plus. Personne ne voit à qui elles sont.',
  'The team says what it will fix, who and by when, or declines with the reason.':
    'L’équipe dit ce qu’elle corrigera, qui et pour quand, ou refuse en disant pourquoi.',
  'You said, we did': 'Vous l’avez dit, nous l’avons fait',
  'Here is what became of it. Tell us whether it helped, and go on writing.':
    'Voici ce que c’est devenu. Dites-nous si cela a aidé, et continuez d’écrire.',
  'One thing per note, with the build and what you were doing.':
    'Une chose par note, avec la version et ce que vous faisiez.',
  'There are no stupid reports.': 'Il n’y a pas de signalement bête.',
  'You may take your words back at any time.': 'Vous pouvez reprendre vos mots à tout moment.',
  'How might we → ideas': 'Comment pourrions-nous → idées',
  Insight: 'Enseignement',
  'What did we learn, and from whom?': 'Qu’avons-nous appris, et de qui ?',
  'How might we …? Open enough for many answers, with no answer inside.':
    'Comment pourrions-nous… ? Assez ouvert pour bien des réponses, sans réponse dedans.',
  'One idea per note. Odd ones are welcome.': 'Une idée par note. Les farfelues sont bienvenues.',
  Shortlist: 'Sélection',
  'Which ideas go on, and what is the first test of each?':
    'Quelles idées continuent, et quel est le premier test de chacune ?',
  'Read the insight': 'Lire l’enseignement',
  'Read it aloud, with the words it comes from. Customers say whether it is right.':
    'Lisez-le à voix haute, avec les mots dont il vient. Les clients disent s’il est juste.',
  Questions: 'Questions',
  'Write “How might we …?” questions. Only you can read yours until the reveal.':
    'Écrivez des questions « Comment pourrions-nous… ? ». Personne d’autre ne lit les vôtres avant le dévoilement.',
  'Move together what asks the same.': 'Rapprochez ce qui pose la même question.',
  'Choose questions': 'Choisir des questions',
  'Give your dots to the questions worth an answer.': 'Donnez vos gommettes aux questions qui méritent une réponse.',
  'Read in silence. Questions only: nothing is judged yet.':
    'Lisez en silence. Des questions seulement : rien n’est encore jugé.',
  'Choose ideas': 'Choisir des idées',
  'Give your dots to the ideas you would try.': 'Donnez vos gommettes aux idées que vous essaieriez.',
  'First tests': 'Premiers tests',
  'Move the chosen ideas to the shortlist. What is the smallest test of each, who does it, by when?':
    'Mettez les idées choisies dans la sélection. Quel est le plus petit test de chacune, qui le fait, pour quand ?',
  'Impact and effort': 'Impact et effort',
  Candidates: 'Candidates',
  'What could be done for the objective? One thing per note.':
    'Que pourrait-on faire pour l’objectif ? Une chose par note.',
  List: 'Lister',
  'Name the one objective. Then put down what could be done for it, one thing per note.':
    'Nommez l’unique objectif. Puis notez ce qu’on pourrait faire pour lui, une chose par note.',
  Anchors: 'Repères',
  'Agree on one candidate with a lot of impact and on one with little effort, to measure the others by.':
    'Mettez-vous d’accord sur une candidate à fort impact et une à faible effort, pour mesurer les autres.',
  Place: 'Placer',
  'Customers set the impact, the team sets the effort, each for themselves. Only you can see yours.':
    'Les clients placent l’impact, l’équipe l’effort, chacun pour soi. Personne d’autre ne voit les vôtres.',
  'Reveal the spread': 'Dévoiler les écarts',
  'Where do you differ most? Those who are furthest apart explain, customers first.':
    'Où êtes-vous le plus loin les uns des autres ? Les plus éloignés expliquent, les clients d’abord.',
  Settle: 'Trancher',
  'Settle on one place for each: quick wins, big bets, fill-ins, money pit.':
    'Fixez une place pour chacune : gains rapides, grands paris, à l’occasion, gouffre.',
  Owners: 'Responsables',
  'Who takes on which, and by when? What is left out, and why?':
    'Qui prend quoi, et pour quand ? Qu’est-ce qu’on laisse, et pourquoi ?',
  'Ideas, round 1': 'Idées, tour 1',
  'The first that come to mind, in silence. Only you can read yours.':
    'Les premières qui viennent, en silence. Personne d’autre ne lit les vôtres.',
  'Ideas, round 2': 'Idées, tour 2',
  'Now others: turn one round, or make it ten times as large.':
    'D’autres maintenant : retournez-en une, ou faites-la dix fois plus grande.',
  'Ideas, round 3': 'Idées, tour 3',
  'The last ones: what would nobody expect from us?': 'Les dernières : qu’est-ce que personne n’attendrait de nous ?',
  'Team pulse': 'Pouls de l’équipe',
  Heavy: 'Lourd',
  'What weighs on you?': 'Qu’est-ce qui vous pèse ?',
  Light: 'Léger',
  'What carries you?': 'Qu’est-ce qui vous porte ?',
  'What would help': 'Ce qui aiderait',
  'What one thing would make next week easier?': 'Quelle seule chose rendrait la semaine prochaine plus facile ?',
  Taps: 'Touches',
  'Three taps from 1, not at all, to 5, very much. Nobody sees whose they are.':
    'Trois touches de 1, pas du tout, à 5, beaucoup. Personne ne voit de qui elles sont.',
  'What is heavy, what is light, what would help? Only you can read yours until the reveal, and no name will be at it.':
    'Qu’est-ce qui est lourd, léger, qu’est-ce qui aiderait ? Personne d’autre ne lit les vôtres avant le dévoilement, et aucun nom n’y sera.',
  Look: 'Regarder',
  'Look at it in silence. Nobody has to explain anything.': 'Regardez en silence. Personne n’a rien à expliquer.',
  'One relief': 'Un soulagement',
  'Agree on one thing that makes next week easier. Who sees to it?':
    'Mettez-vous d’accord sur une chose qui rend la semaine prochaine plus facile. Qui s’en occupe ?',
  'Say one word, or pass. Thank you.': 'Dites un mot, ou passez. Merci.',
  Retrospective: 'Rétrospective',
  'Went well': 'S’est bien passé',
  'What went well, and should go on?': 'Qu’est-ce qui s’est bien passé et devrait continuer ?',
  'Was hard': 'A été dur',
  'What was hard, slow or annoying?': 'Qu’est-ce qui a été dur, lent ou agaçant ?',
  Puzzles: 'Énigmes',
  'What do you not understand yet?': 'Que ne comprenez-vous pas encore ?',
  Thanks: 'Mercis',
  'Whom do you want to thank, and for what?': 'Qui voulez-vous remercier, et de quoi ?',
  'Set the stage': 'Se mettre en route',
  'Look at what was promised last time. Then one tap; nobody sees whose it is.':
    'Regardez ce qui a été promis la dernière fois. Puis une touche ; personne ne voit de qui elle est.',
  'Read in silence. Questions only, no rebuttals.': 'Lisez en silence. Des questions seulement, pas d’objections.',
  'Move together what belongs together. What lies beneath it? Name each group with a sentence.':
    'Rapprochez ce qui va ensemble. Qu’y a-t-il dessous ? Donnez à chaque groupe une phrase pour nom.',
  'Give your dots to what you want to change. Nobody sees whose are whose.':
    'Donnez vos gommettes à ce que vous voulez changer. Personne ne voit à qui elles sont.',
  'At most three changes: who sees to each, and how will you know that it worked?':
    'Trois changements au plus : qui s’occupe de chacun, et à quoi verrez-vous que cela a marché ?',
  'What was good about this hour? Say a word, or pass.':
    'Qu’est-ce qui était bien dans cette heure ? Dites un mot, ou passez.',
  'Nobody is told apart: results are shown from five answers on.':
    'On ne reconnaît personne : les résultats se montrent à partir de cinq réponses.',
  'Nothing here leaves the team, and nothing is said of a person.':
    'Rien d’ici ne sort de l’équipe, et rien n’est dit d’une personne.',
  'You may pass.': 'Vous pouvez passer votre tour.',
  'I have energy for customers this week.': 'J’ai de l’énergie pour les clients cette semaine.',
  'Contacts stay with me after work. (Here 1 is the good end.)':
    'Les échanges me suivent après le travail. (Ici, 1 est le bon côté.)',
  'I can get help when I need it.': 'Je trouve de l’aide quand j’en ai besoin.',
  'Everybody did what they could with what they knew then.':
    'Chacun a fait ce qu’il pouvait avec ce qu’il savait alors.',
  'You may pass at any time.': 'Vous pouvez passer votre tour à tout moment.',
  'Crisis playbook': 'Plan de crise',
  'Triggers and severity': 'Signaux et gravité',
  'What tells us that it has begun? How bad is it?': 'À quoi voit-on que cela a commencé ? Est-ce grave ?',
  Roles: 'Rôles',
  'Who leads, who tells, who writes down, who talks to customers?':
    'Qui mène, qui informe, qui note, qui parle aux clients ?',
  'First 15 minutes': 'Les 15 premières minutes',
  'What happens first, in which order?': 'Que fait-on d’abord, dans quel ordre ?',
  'What we say when': 'Ce que nous disons, et quand',
  'Acknowledge, update, resolved: which words, and when is the next update?':
    'Reconnaître, tenir au courant, résolu : avec quels mots, et à quand les prochaines nouvelles ?',
  'Who must hear it': 'Qui doit l’apprendre',
  'Who must hear it, by which way, in which order?': 'Qui doit l’apprendre, par quel moyen, dans quel ordre ?',
  'Remedies staff may give': 'Gestes permis à l’équipe',
  'What may staff give without asking, and up to which limit?':
    'Que peut-on accorder sans demander, et jusqu’à quelle limite ?',
  Escalation: 'Escalade',
  'When does it go further up, and to whom?': 'Quand faut-il monter plus haut, et vers qui ?',
  'Which kind of crisis is this for, and who will read it?': 'Pour quelle sorte de crise est-ce, et qui le lira ?',
  Scenario: 'Scénario',
  'Tell one bad day as it could happen, hour by hour. Customers say what they would need.':
    'Racontez un mauvais jour tel qu’il pourrait arriver, heure par heure. Les clients disent ce qu’il leur faudrait.',
  'What has to be in the playbook? One step per note. Only you can read yours until the reveal.':
    'Que doit contenir le plan ? Un pas par note. Personne d’autre ne lit les vôtres avant le dévoilement.',
  'Reveal and merge': 'Dévoiler et réunir',
  'Read in silence. Then put together what is the same, and in order what follows.':
    'Lisez en silence. Puis réunissez ce qui est pareil, et mettez en ordre ce qui se suit.',
  'Walk through': 'Parcourir',
  'Walk the bad day through the playbook. Where does it stop? Write down every gap.':
    'Rejouez le mauvais jour avec le plan. Où s’arrête-t-il ? Notez chaque manque.',
  'Who looks after each part, and when is it tried out?': 'Qui veille sur chaque partie, et quand l’essaie-t-on ?',
  'Crisis debrief': 'Bilan de crise',
  Timeline: 'Chronologie',
  'What happened when? Begin with the time.': 'Que s’est-il passé, et quand ? Commencez par l’heure.',
  'Impact on customers': 'Effets sur les clients',
  'What did it do to them, in their own words?': 'Qu’est-ce que cela leur a fait, avec leurs propres mots ?',
  'What helped': 'Ce qui a aidé',
  'What helped, or kept it from getting worse?': 'Qu’est-ce qui a aidé, ou évité le pire ?',
  'What hurt': 'Ce qui a nui',
  'What made it worse or slower?': 'Qu’est-ce qui a aggravé ou ralenti les choses ?',
  Lucky: 'De la chance',
  'Where were we lucky?': 'Où avons-nous eu de la chance ?',
  Promises: 'Promesses',
  'What was promised, to whom? Was it kept?': 'Qu’a-t-on promis, et à qui ? Est-ce tenu ?',
  'Follow-ups': 'Suites',
  'What must change, so that it cannot happen this way again?':
    'Qu’est-ce qui doit changer pour que cela n’arrive plus ainsi ?',
  'Prime directive': 'Principe de base',
  'Everybody did the best they could with what they knew. Is that said and meant?':
    'Chacun a fait de son mieux avec ce qu’il savait. Est-ce dit, et pensé ?',
  'Put down what happened, each note with its time. Facts, no reasons yet.':
    'Notez ce qui s’est passé, chaque note avec son heure. Des faits, pas encore de raisons.',
  'What did it do, what helped, what hurt, where were we lucky? Only you can read yours until the reveal.':
    'Quels effets, qu’est-ce qui a aidé, qu’est-ce qui a nui, où avons-nous eu de la chance ? Personne d’autre ne lit les vôtres avant le dévoilement.',
  Causes: 'Causes',
  'Move together what belongs together. Ask how it could happen, not who did it.':
    'Rapprochez ce qui va ensemble. Demandez comment cela a pu arriver, pas qui l’a fait.',
  Actions: 'Actions',
  'What changes, who sees to it, by when, and who is told?':
    'Qu’est-ce qui change, qui s’en occupe, pour quand, et qui en est informé ?',
  'Care check': 'Comment allez-vous ?',
  'It was a lot. One tap; nobody sees whose it is. Then say whom you can turn to.':
    'C’était beaucoup. Une touche ; personne ne voit de qui elle est. Puis dites vers qui vous pouvez vous tourner.',
  'One step per note, as an order: who does what.': 'Un pas par note, comme une consigne : qui fait quoi.',
  'No blame for what went wrong before.': 'Pas de reproche pour ce qui a mal tourné avant.',
  'Customers speak first. Questions, no rebuttals.': 'Les clients parlent d’abord. Des questions, pas d’objections.',
  'How are you after all this?': 'Comment allez-vous après tout cela ?',
};
