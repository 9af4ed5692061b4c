// What the built-in templates put on a board, in Spanish: by their English words (boards/template_*.go).
export const es: Readonly<Record<string, string>> = {
  'Empathy map': 'Mapa de empatía',
  Says: 'Dice',
  Thinks: 'Piensa',
  Does: 'Hace',
  Feels: 'Siente',
  'What words did they use? Quote them.': '¿Con qué palabras? Citadlas.',
  'What occupies them? What makes us think so?': '¿Qué les preocupa? ¿Por qué lo creemos?',
  'What did they do, and in which order?': '¿Qué hicieron, y en qué orden?',
  'What did it feel like, and what set it off?': '¿Cómo se sintió, y qué lo provocó?',
  'Empathy Map Canvas': 'Empathy Map Canvas',
  Who: 'Quién',
  'Need to do': 'Necesita hacer',
  See: 'Ve',
  Say: 'Dice',
  Do: 'Hace',
  Hear: 'Oye',
  Pains: 'Frustraciones',
  Gains: 'Deseos',
  'Other motives': 'Otros motivos',
  'Who are we trying to understand? In what situation, in what role?':
    '¿A quién queremos entender? ¿En qué situación, en qué papel?',
  'What must they get done or decide, or do differently? How would we see it worked?':
    '¿Qué deben lograr, decidir o hacer de otra manera? ¿Cómo veríamos que funcionó?',
  'What is in front of them: surroundings, market, what others do, what they read and watch?':
    '¿Qué tienen delante: entorno, mercado, lo que hacen otros, lo que leen y miran?',
  'What have we heard them say? Imagined lines are assumptions.':
    '¿Qué les hemos oído decir? Lo imaginado es una suposición.',
  'What do they do today? What did we observe?': '¿Qué hacen hoy? ¿Qué hemos observado?',
  'What do they hear from friends, from colleagues, second-hand?':
    '¿Qué oyen de amistades, en el trabajo, de segunda mano?',
  'What do they fear? What frustrates or worries them?': '¿Qué temen? ¿Qué les frustra o les preocupa?',
  'What do they want, need and hope for?': '¿Qué quieren, necesitan y esperan?',
  'What else moves them, in thought or feeling?': '¿Qué más les mueve, en lo que piensan o sienten?',
  'Write together': 'Escribir juntos',
  'One thought per note. Everybody sees it at once.': 'Una idea por nota. Todos la ven al momento.',
  'Write privately': 'Escribir en privado',
  "One thought per note. Only you can read yours; everybody's notes come back at the reveal.":
    'Una idea por nota. Las tuyas solo las lees tú; las de todos vuelven al descubrirlas.',
  'Reveal and sort': 'Descubrir y ordenar',
  'Read in silence. Then move what belongs together.': 'Leed en silencio. Después juntad lo que va junto.',
  Write: 'Escribir',
  Reveal: 'Descubrir',
  'Read in silence. Then customers speak first: questions only, no rebuttals.':
    'Leed en silencio. Después hablan primero los clientes: solo preguntas, sin réplicas.',
  Sort: 'Ordenar',
  'In silence, move together what belongs together. Then name each group with a sentence.':
    'En silencio, juntad lo que va junto. Después dad a cada grupo una frase por nombre.',
  Choose: 'Elegir',
  'Give your dots to the groups that matter most to you. Nobody sees whose are whose.':
    'Da tus puntos a los grupos que más te importan. Nadie ve de quién son.',
  Commit: 'Comprometerse',
  'First the client lead reads back what was heard, and corrects it. Then the team says what it will do, who and by when, or declines with the reason.':
    'Primero, quien representa a los clientes lee lo que se ha oído y lo corrige. Después el equipo dice qué hará, quién y para cuándo, o dice que no y por qué.',
  'Empathy Map Canvas, zone by zone': 'Empathy Map Canvas, zona por zona',
  'Inside the head': 'En la cabeza',
  'Now pains, gains and other motives. Only you can read yours until the reveal.':
    'Ahora frustraciones, deseos y otros motivos. Las tuyas solo las lees tú hasta descubrirlas.',
  Insights: 'Hallazgos',
  'What does it mean, and for whom? Say it in a sentence, with the notes that show it.':
    '¿Qué significa y para quién? Decidlo en una frase, con las notas que lo muestran.',
  Close: 'Cierre',
  'The client lead reads back what was heard. Then say what happens next, who and by when.':
    'Quien representa a los clientes lee lo que se ha oído. Después decid qué sigue, quién y para cuándo.',
  'One thought per note. Only you can read yours until the reveal.':
    'Una idea por nota. Las tuyas solo las lees tú hasta descubrirlas.',
  'Begin with Who and Need to do, go round by See, Say, Do and Hear, and end inside the head. Only you can read yours until the reveal.':
    'Empezad por Quién y Necesita hacer, seguid por Ve, Dice, Hace y Oye, y terminad en la cabeza. Tus notas solo las lees tú hasta descubrirlas.',
  Goal: 'Objetivo',
  'Who is it about, and what must they get done?': '¿De quién se trata y qué tiene que lograr?',
  'What is in front of them?': '¿Qué tienen delante?',
  'What have we heard them say?': '¿Qué les hemos oído decir?',
  'What do they do today?': '¿Qué hacen hoy?',
  'What reaches them from others?': '¿Qué les llega de otros?',
  'Client-led design session': 'Sesión de diseño guiada por clientes',
  'What happens now': 'Qué pasa ahora',
  'What happens today, step by step? Tell the last time it did.': '¿Qué pasa hoy, paso a paso? Contad la última vez.',
  'What it costs us': 'Qué nos cuesta',
  'What does it cost: time, money, nerves, customers of your own?':
    '¿Qué cuesta: tiempo, dinero, nervios, clientes propios?',
  'What good looks like': 'Cómo es estar bien',
  'How would a good day go? How would you notice?': '¿Cómo sería un buen día? ¿En qué lo notaríais?',
  'Must not change': 'No debe cambiar',
  'What works, and has to stay as it is?': '¿Qué funciona y tiene que seguir como está?',
  Ideas: 'Ideas',
  'How might we …? As many as you can, good and odd.': '¿Cómo podríamos …? Todas las que podáis, buenas y raras.',
  Commitments: 'Compromisos',
  'What will the team do, who, and what is the first step?': '¿Qué hará el equipo, quién, y cuál es el primer paso?',
  Welcome: 'Bienvenida',
  'What is this about, how much say do you have, and what happens with the results?':
    '¿De qué se trata, cuánto podéis decidir y qué pasa con los resultados?',
  'Energy check': 'Nivel de energía',
  'One tap. Nobody sees whose it is.': 'Un toque. Nadie ve de quién es.',
  'Customer stories': 'Historias de clientes',
  'Customers tell how it is. The team listens, writes down their words, and asks only for more.':
    'Los clientes cuentan cómo es. El equipo escucha, anota sus palabras y solo pide que cuenten más.',
  'Private writing': 'Escribir en privado',
  'One thought per note, in silence. Only you can read yours; at the reveal they come without names.':
    'Una idea por nota, en silencio. Las tuyas solo las lees tú; al descubrirlas vienen sin nombre.',
  'Read in silence. Customers speak first: questions only, no rebuttals.':
    'Leed en silencio. Hablan primero los clientes: solo preguntas, sin réplicas.',
  Cluster: 'Agrupar',
  'The first half in silence: move together what belongs together. Then name each group with a sentence.':
    'La primera mitad, en silencio: juntad lo que va junto. Después dad a cada grupo una frase por nombre.',
  'Dot vote': 'Votar con puntos',
  "Give your dots to what matters most to you. From two voters on each side, customers' and team's dots are shown apart.":
    'Da tus puntos a lo que más te importa. Si votan al menos dos de cada lado, los puntos de clientes y equipo se muestran por separado.',
  'In pairs: who needs what, and why? Link the notes that show it. Customers say whether it is right.':
    'En parejas: ¿quién necesita qué, y por qué? Enlazad las notas que lo muestran. Los clientes dicen si es así.',
  'How might we': 'Cómo podríamos',
  'One question for each insight, then ideas in silence.': 'Una pregunta por hallazgo y después ideas en silencio.',
  'One question for each insight, then ideas in silence. Leave this out if time is short.':
    'Una pregunta por hallazgo y después ideas en silencio. Saltadlo si falta tiempo.',
  'Read-back': 'Lectura de lo oído',
  'The client lead reads back what was heard and chosen. Correct it before anybody promises anything.':
    'Quien representa a los clientes lee lo oído y lo elegido. Corregidlo antes de que nadie prometa nada.',
  'The team says what it will do: who, the first step, by when, how you will hear. Or no, with the reason.':
    'El equipo dice qué hará: quién, el primer paso, para cuándo y cómo lo sabréis. O que no, y por qué.',
  'The client lead has the last word. One more tap, and the day you hear from us.':
    'Quien representa a los clientes tiene la última palabra. Un toque más, y el día en que sabréis de nosotros.',
  'One thought per note.': 'Una idea por nota.',
  'Customers speak, write and choose first. Questions, no rebuttals.':
    'Los clientes hablan, escriben y eligen primero. Preguntas, sin réplicas.',
  'You may pass, leave, or take your words back at any time.':
    'Puedes pasar, irte o retirar tus palabras en cualquier momento.',
  'Nothing is sold in this room.': 'En esta sala no se vende nada.',
  'How do you leave this session?': '¿Cómo sales de esta sesión?',
  'How much energy do you have for this session?': '¿Cuánta energía tienes para esta sesión?',
  'Customer journey with emotion curve': 'Viaje del cliente con curva de emociones',
  Frame: 'Marco',
  'Who is on this journey, what do they want, and what do they expect?':
    '¿Quién hace este viaje, qué quiere y qué espera?',
  Steps: 'Pasos',
  'Are these the steps? Rename, add or leave out columns until customers call them theirs.':
    '¿Son estos los pasos? Cambiad, añadid o quitad columnas hasta que los clientes las sientan suyas.',
  'Points and notes': 'Puntos y notas',
  'Set one point for each step: how does it feel, from −2 to +2? Then write why. Only you can see yours.':
    'Pon un punto en cada paso: ¿cómo se siente, de −2 a +2? Después escribe por qué. Lo tuyo solo lo ves tú.',
  'Reveal the curve': 'Descubrir la curva',
  'Look at the curve: where is it lowest, and where do you disagree? Customers speak first.':
    'Mirad la curva: ¿dónde está más baja y dónde no coincidís? Los clientes hablan primero.',
  'Story of the lowest step': 'Historia del paso más bajo',
  'Customers tell what happens there. The team writes down their words.':
    'Los clientes cuentan qué pasa ahí. El equipo anota sus palabras.',
  Opportunities: 'Oportunidades',
  'What could be better at this step, who would own it, and how would we measure it?':
    '¿Qué podría mejorar en este paso, quién se encargaría y cómo lo mediríamos?',
  'Give your dots to the opportunities that would help most. Nobody sees whose are whose.':
    'Da tus puntos a las oportunidades que más ayudarían. Nadie ve de quién son.',
  'The client lead reads back. Then the team says what it will do, who and by when, or declines with the reason.':
    'Quien representa a los clientes lee lo oído. Después el equipo dice qué hará, quién y para cuándo, o dice que no y por qué.',
  Doing: 'Hacer',
  'What do you do at this step?': '¿Qué haces en este paso?',
  Thinking: 'Pensar',
  'What goes through your head?': '¿Qué te pasa por la cabeza?',
  Touchpoint: 'Punto de contacto',
  'Where do you meet us: page, shop, letter, person?': '¿Dónde nos encuentras: página, tienda, carta, persona?',
  Pain: 'Molestia',
  'What gets in the way?': '¿Qué se interpone?',
  Opportunity: 'Oportunidad',
  'What could be better, who would own it, how would we measure it?':
    '¿Qué podría mejorar, quién se encargaría, cómo lo mediríamos?',
  Discover: 'Descubrir',
  Decide: 'Decidir',
  Start: 'Empezar',
  Use: 'Usar',
  'Get help': 'Recibir ayuda',
  'Leave or renew': 'Irse o renovar',
  'Beta-feedback wall': 'Muro de comentarios de la beta',
  Worked: 'Funcionó',
  'What worked well, and should stay?': '¿Qué funcionó bien y debería quedarse?',
  'Confused me': 'Me confundió',
  'Where did you stop and wonder?': '¿Dónde te paraste a preguntarte algo?',
  Broke: 'Se rompió',
  'What broke? What did you expect instead?': '¿Qué se rompió? ¿Qué esperabas en su lugar?',
  Missing: 'Falta',
  'What did you look for and not find?': '¿Qué buscaste y no encontraste?',
  'Would make me stop using it': 'Me haría dejarlo',
  'What is bad enough to leave for?': '¿Qué es tan malo como para irse?',
  Collect: 'Recoger',
  'Write when it happens: what you did, on which build, and how bad it was.':
    'Escribe cuando pase: qué hacías, con qué versión y cómo de grave fue.',
  'Weekly triage': 'Revisión semanal',
  'The team sets the severity and puts the same reports together. No conclusions yet.':
    'El equipo marca la gravedad y junta los avisos iguales. Todavía sin conclusiones.',
  Group: 'Agrupar',
  'Every two weeks: move together what belongs together, and name each group with a sentence.':
    'Cada dos semanas: juntad lo que va junto y dad a cada grupo una frase por nombre.',
  'Give your dots to the groups that trouble you most. Nobody sees whose are whose.':
    'Da tus puntos a los grupos que más te molestan. Nadie ve de quién son.',
  'The team says what it will fix, who and by when, or declines with the reason.':
    'El equipo dice qué arreglará, quién y para cuándo, o dice que no y por qué.',
  'You said, we did': 'Dijisteis, hicimos',
  'Here is what became of it. Tell us whether it helped, and go on writing.':
    'Esto ha sido de ello. Decidnos si ha servido y seguid escribiendo.',
  'One thing per note, with the build and what you were doing.':
    'Una cosa por nota, con la versión y lo que estabas haciendo.',
  'There are no stupid reports.': 'No hay avisos tontos.',
  'You may take your words back at any time.': 'Puedes retirar tus palabras en cualquier momento.',
  'How might we → ideas': 'Cómo podríamos → ideas',
  Insight: 'Hallazgo',
  'What did we learn, and from whom?': '¿Qué hemos aprendido y de quién?',
  'How might we …? Open enough for many answers, with no answer inside.':
    '¿Cómo podríamos …? Abierta a muchas respuestas, sin una respuesta dentro.',
  'One idea per note. Odd ones are welcome.': 'Una idea por nota. Las raras son bienvenidas.',
  Shortlist: 'Preselección',
  'Which ideas go on, and what is the first test of each?':
    '¿Qué ideas siguen y cuál es la primera prueba de cada una?',
  'Read the insight': 'Leer el hallazgo',
  'Read it aloud, with the words it comes from. Customers say whether it is right.':
    'Leedlo en voz alta, con las palabras de las que viene. Los clientes dicen si es así.',
  Questions: 'Preguntas',
  'Write “How might we …?” questions. Only you can read yours until the reveal.':
    'Escribid preguntas: «¿Cómo podríamos …?». Las tuyas solo las lees tú hasta descubrirlas.',
  'Move together what asks the same.': 'Juntad lo que pregunta lo mismo.',
  'Choose questions': 'Elegir preguntas',
  'Give your dots to the questions worth an answer.': 'Da tus puntos a las preguntas que merecen respuesta.',
  'Read in silence. Questions only: nothing is judged yet.': 'Leed en silencio. Solo preguntas: aún no se juzga nada.',
  'Choose ideas': 'Elegir ideas',
  'Give your dots to the ideas you would try.': 'Da tus puntos a las ideas que probarías.',
  'First tests': 'Primeras pruebas',
  'Move the chosen ideas to the shortlist. What is the smallest test of each, who does it, by when?':
    'Llevad las ideas elegidas a la preselección. ¿Cuál es la prueba más pequeña de cada una, quién la hace y para cuándo?',
  'Impact and effort': 'Impacto y esfuerzo',
  Candidates: 'Candidatas',
  'What could be done for the objective? One thing per note.':
    '¿Qué se podría hacer por el objetivo? Una cosa por nota.',
  List: 'Listar',
  'Name the one objective. Then put down what could be done for it, one thing per note.':
    'Nombrad el único objetivo. Después anotad qué se podría hacer por él, una cosa por nota.',
  Anchors: 'Referencias',
  'Agree on one candidate with a lot of impact and on one with little effort, to measure the others by.':
    'Acordad una candidata con mucho impacto y otra con poco esfuerzo, para medir con ellas las demás.',
  Place: 'Situar',
  'Customers set the impact, the team sets the effort, each for themselves. Only you can see yours.':
    'Los clientes marcan el impacto y el equipo el esfuerzo, cada cual por su lado. Lo tuyo solo lo ves tú.',
  'Reveal the spread': 'Descubrir las diferencias',
  'Where do you differ most? Those who are furthest apart explain, customers first.':
    '¿Dónde os alejáis más? Quienes están más lejos lo explican, primero los clientes.',
  Settle: 'Acordar',
  'Settle on one place for each: quick wins, big bets, fill-ins, money pit.':
    'Acordad un lugar para cada una: ganancias rápidas, grandes apuestas, relleno, pozo sin fondo.',
  Owners: 'Responsables',
  'Who takes on which, and by when? What is left out, and why?':
    '¿Quién asume cuál y para cuándo? ¿Qué se deja fuera y por qué?',
  'Ideas, round 1': 'Ideas, ronda 1',
  'The first that come to mind, in silence. Only you can read yours.':
    'Las primeras que os vengan, en silencio. Las tuyas solo las lees tú.',
  'Ideas, round 2': 'Ideas, ronda 2',
  'Now others: turn one round, or make it ten times as large.':
    'Ahora otras: dadle la vuelta a una o hacedla diez veces más grande.',
  'Ideas, round 3': 'Ideas, ronda 3',
  'The last ones: what would nobody expect from us?': 'Las últimas: ¿qué no esperaría nadie de nosotros?',
  'Team pulse': 'Pulso del equipo',
  Heavy: 'Pesa',
  'What weighs on you?': '¿Qué te pesa?',
  Light: 'Aligera',
  'What carries you?': '¿Qué te sostiene?',
  'What would help': 'Qué ayudaría',
  'What one thing would make next week easier?': '¿Qué única cosa haría más fácil la próxima semana?',
  Taps: 'Toques',
  'Three taps from 1, not at all, to 5, very much. Nobody sees whose they are.':
    'Tres toques, de 1, nada, a 5, mucho. Nadie ve de quién son.',
  'What is heavy, what is light, what would help? Only you can read yours until the reveal, and no name will be at it.':
    '¿Qué pesa, qué aligera, qué ayudaría? Las tuyas solo las lees tú hasta descubrirlas, y sin ningún nombre.',
  Look: 'Mirar',
  'Look at it in silence. Nobody has to explain anything.': 'Miradlo en silencio. Nadie tiene que explicar nada.',
  'One relief': 'Un alivio',
  'Agree on one thing that makes next week easier. Who sees to it?':
    'Acordad una cosa que haga más fácil la próxima semana. ¿Quién se ocupa?',
  'Say one word, or pass. Thank you.': 'Decid una palabra, o pasad. Gracias.',
  Retrospective: 'Retrospectiva',
  'Went well': 'Fue bien',
  'What went well, and should go on?': '¿Qué fue bien y debería seguir?',
  'Was hard': 'Fue difícil',
  'What was hard, slow or annoying?': '¿Qué fue difícil, lento o molesto?',
  Puzzles: 'Enigmas',
  'What do you not understand yet?': '¿Qué no entendéis todavía?',
  Thanks: 'Gracias',
  'Whom do you want to thank, and for what?': '¿A quién quieres dar las gracias y por qué?',
  'Set the stage': 'Preparar el terreno',
  'Look at what was promised last time. Then one tap; nobody sees whose it is.':
    'Mirad qué se prometió la última vez. Después un toque; nadie ve de quién es.',
  'Read in silence. Questions only, no rebuttals.': 'Leed en silencio. Solo preguntas, sin réplicas.',
  'Move together what belongs together. What lies beneath it? Name each group with a sentence.':
    'Juntad lo que va junto. ¿Qué hay debajo? Dad a cada grupo una frase por nombre.',
  'Give your dots to what you want to change. Nobody sees whose are whose.':
    'Da tus puntos a lo que quieres cambiar. Nadie ve de quién son.',
  'At most three changes: who sees to each, and how will you know that it worked?':
    'Tres cambios como mucho: ¿quién se ocupa de cada uno y cómo sabréis que ha funcionado?',
  'What was good about this hour? Say a word, or pass.': '¿Qué ha sido bueno de esta hora? Decid una palabra, o pasad.',
  'Nobody is told apart: results are shown from five answers on.':
    'No se distingue a nadie: los resultados se muestran a partir de cinco respuestas.',
  'Nothing here leaves the team, and nothing is said of a person.':
    'Nada de esto sale del equipo, ni se dice nada de nadie.',
  'You may pass.': 'Puedes pasar.',
  'I have energy for customers this week.': 'Tengo energía para los clientes esta semana.',
  'Contacts stay with me after work. (Here 1 is the good end.)':
    'Los contactos se quedan conmigo después del trabajo. (Aquí lo bueno es 1.)',
  'I can get help when I need it.': 'Puedo recibir ayuda cuando la necesito.',
  'Everybody did what they could with what they knew then.':
    'Todos hicieron lo que pudieron con lo que sabían entonces.',
  'You may pass at any time.': 'Puedes pasar en cualquier momento.',
  'Crisis playbook': 'Plan de crisis',
  'Triggers and severity': 'Señales y gravedad',
  'What tells us that it has begun? How bad is it?': '¿Qué nos dice que ha empezado? ¿Cómo de grave es?',
  Roles: 'Papeles',
  'Who leads, who tells, who writes down, who talks to customers?':
    '¿Quién dirige, quién informa, quién anota, quién habla con los clientes?',
  'First 15 minutes': 'Primeros 15 minutos',
  'What happens first, in which order?': '¿Qué pasa primero y en qué orden?',
  'What we say when': 'Qué decimos y cuándo',
  'Acknowledge, update, resolved: which words, and when is the next update?':
    'Reconocer, actualizar, resuelto: ¿con qué palabras y cuándo llega la próxima noticia?',
  'Who must hear it': 'Quién debe saberlo',
  'Who must hear it, by which way, in which order?': '¿Quién debe saberlo, por qué vía y en qué orden?',
  'Remedies staff may give': 'Qué puede dar el personal',
  'What may staff give without asking, and up to which limit?':
    '¿Qué puede dar el personal sin preguntar y hasta qué límite?',
  Escalation: 'Escalada',
  'When does it go further up, and to whom?': '¿Cuándo sube más arriba y a quién?',
  'Which kind of crisis is this for, and who will read it?': '¿Para qué tipo de crisis es y quién lo leerá?',
  Scenario: 'Escenario',
  'Tell one bad day as it could happen, hour by hour. Customers say what they would need.':
    'Contad un mal día como podría ser, hora a hora. Los clientes dicen qué necesitarían.',
  'What has to be in the playbook? One step per note. Only you can read yours until the reveal.':
    '¿Qué tiene que estar en el plan? Un paso por nota. Los tuyos solo los lees tú hasta descubrirlos.',
  'Reveal and merge': 'Descubrir y unir',
  'Read in silence. Then put together what is the same, and in order what follows.':
    'Leed en silencio. Después unid lo que es igual y ordenad lo que sigue.',
  'Walk through': 'Recorrer',
  'Walk the bad day through the playbook. Where does it stop? Write down every gap.':
    'Recorred el mal día con el plan. ¿Dónde se atasca? Anotad cada hueco.',
  'Who looks after each part, and when is it tried out?': '¿Quién cuida de cada parte y cuándo se prueba?',
  'Crisis debrief': 'Revisión de una crisis',
  Timeline: 'Cronología',
  'What happened when? Begin with the time.': '¿Qué pasó y cuándo? Empezad por la hora.',
  'Impact on customers': 'Efecto en los clientes',
  'What did it do to them, in their own words?': '¿Qué les supuso, con sus propias palabras?',
  'What helped': 'Qué ayudó',
  'What helped, or kept it from getting worse?': '¿Qué ayudó o evitó que fuera peor?',
  'What hurt': 'Qué perjudicó',
  'What made it worse or slower?': '¿Qué lo hizo peor o más lento?',
  Lucky: 'Suerte',
  'Where were we lucky?': '¿Dónde tuvimos suerte?',
  Promises: 'Promesas',
  'What was promised, to whom? Was it kept?': '¿Qué se prometió y a quién? ¿Se cumplió?',
  'Follow-ups': 'Qué sigue',
  'What must change, so that it cannot happen this way again?':
    '¿Qué debe cambiar para que no pueda volver a pasar así?',
  'Prime directive': 'Principio básico',
  'Everybody did the best they could with what they knew. Is that said and meant?':
    'Todos hicieron lo mejor que pudieron con lo que sabían. ¿Se dice y se siente así?',
  'Put down what happened, each note with its time. Facts, no reasons yet.':
    'Anotad qué pasó, cada nota con su hora. Hechos, todavía sin motivos.',
  'What did it do, what helped, what hurt, where were we lucky? Only you can read yours until the reveal.':
    '¿Qué causó, qué ayudó, qué perjudicó, dónde hubo suerte? Las tuyas solo las lees tú hasta descubrirlas.',
  Causes: 'Causas',
  'Move together what belongs together. Ask how it could happen, not who did it.':
    'Juntad lo que va junto. Preguntad cómo pudo pasar, no quién lo hizo.',
  Actions: 'Acciones',
  'What changes, who sees to it, by when, and who is told?':
    '¿Qué cambia, quién se ocupa, para cuándo y a quién se le cuenta?',
  'Care check': '¿Cómo estáis?',
  'It was a lot. One tap; nobody sees whose it is. Then say whom you can turn to.':
    'Ha sido mucho. Un toque; nadie ve de quién es. Después decid a quién podéis acudir.',
  'One step per note, as an order: who does what.': 'Un paso por nota, como orden: quién hace qué.',
  'No blame for what went wrong before.': 'Sin culpas por lo que antes salió mal.',
  'Customers speak first. Questions, no rebuttals.': 'Los clientes hablan primero. Preguntas, sin réplicas.',
  'How are you after all this?': '¿Cómo estás después de todo esto?',
};
