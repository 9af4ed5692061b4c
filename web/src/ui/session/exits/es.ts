// What tells who leads that a step of a built-in template is done, in Spanish: by the English words (boards/template_*.go).
export const es: Readonly<Record<string, string>> = {
  'A week has passed, or there is enough to look at.': 'Ha pasado una semana, o hay bastante que mirar.',
  'At most a dozen candidates are left.': 'Queda como mucho una docena de candidatas.',
  'At most three actions, each with a name, a day and a measure.':
    'Como mucho tres acciones, cada una con un nombre, un día y una medida.',
  'Customers call the steps theirs.': 'Los clientes reconocen los pasos como suyos.',
  'Each cause is a sentence without a name in it.': 'Cada causa es una frase sin ningún nombre.',
  'Each chosen group has a fix with a name and a day, or a no with its reason.':
    'Cada grupo elegido tiene un arreglo con nombre y día, o un no con su motivo.',
  'Each chosen group has a sentence that customers call right.':
    'Cada grupo elegido tiene una frase que los clientes dan por buena.',
  'Each chosen group has an action with a name and a day, a no with its reason, or a day to look again.':
    'Cada grupo elegido tiene una acción con nombre y día, un no con su motivo o un día para volver a mirarlo.',
  'Each chosen opportunity has an action with a name and a day, or a no with its reason.':
    'Cada oportunidad elegida tiene una acción con nombre y día, o un no con su motivo.',
  'Each insight has an action with a name and a day, a no with its reason, or a day to look again.':
    'Cada hallazgo tiene una acción con nombre y día, un no con su motivo o un día para volver a mirarlo.',
  'Each large group has a sentence that customers call right.':
    'Cada grupo grande tiene una frase que los clientes dan por buena.',
  'Each zone reads from top to bottom.': 'Cada zona se lee de arriba abajo.',
  'Every candidate has its place.': 'Cada candidata tiene su lugar.',
  'Every cause has an action with a name and a day, or a no with its reason.':
    'Cada causa tiene una acción con nombre y día, o un no con su motivo.',
  'Every customer has set their points.': 'Cada cliente ha puesto sus puntos.',
  'Every customer has told one story, or passed.': 'Cada cliente ha contado una historia o ha pasado.',
  'Every customer who wants to has told their story.': 'Cada cliente que quería ha contado su historia.',
  'Every group has a name.': 'Cada grupo tiene un nombre.',
  'Every idea on the shortlist has a test with a name and a day.':
    'Cada idea preseleccionada tiene una prueba con nombre y día.',
  'Every new report has a severity. Draw conclusions only from about fifty reports on.':
    'Cada aviso nuevo tiene una gravedad. Sacad conclusiones solo a partir de unos cincuenta avisos.',
  'Every part has a name and a day.': 'Cada parte tiene un nombre y un día.',
  'Every quick win has a name and a day.': 'Cada mejora rápida tiene un nombre y un día.',
  'Everybody agrees to it.': 'Todos están de acuerdo.',
  'Everybody could say in a sentence whose journey it is.':
    'Todos sabrían decir en una frase de quién es el recorrido.',
  'Everybody could say it in their own words.': 'Todos sabrían decirlo con sus palabras.',
  'Everybody could say what this is for.': 'Todos sabrían decir para qué es.',
  'Everybody had a day to give their dots.': 'Todos han tenido un día para dar sus puntos.',
  'Everybody has answered or passed.': 'Todos han respondido o han pasado.',
  'Everybody has answered or passed, and knows whom to turn to.':
    'Todos han respondido o han pasado, y saben a quién acudir.',
  'Everybody has answered or passed. If half are at 2 or below, offer a break or a shorter agenda.':
    'Todos han respondido o han pasado. Si la mitad está en 2 o menos, ofreced una pausa o una agenda más corta.',
  'Everybody has given their dots, or passed.': 'Todos han dado sus puntos o han pasado.',
  'Everybody has given their dots, or passed. A tie is voted on again among the first few.':
    'Todos han dado sus puntos o han pasado. Si hay empate, se vota otra vez entre los primeros.',
  'Everybody has placed every candidate, or passed.': 'Todos han situado cada candidata o han pasado.',
  'Everybody has read it.': 'Todos lo han leído.',
  'Everybody has read the ground rules and knows who is watching.':
    'Todos han leído las reglas básicas y saben quién está mirando.',
  'Everybody has spoken or passed.': 'Todos han hablado o han pasado.',
  'Everybody is ready.': 'Todos han terminado.',
  'Everybody is ready. If time is short, leave this step out.':
    'Todos han terminado. Si falta tiempo, saltad este paso.',
  'Everybody is ready, or nobody has typed for a minute.': 'Todos han terminado, o hace un minuto que nadie escribe.',
  'Everybody knows what happens next.': 'Todos saben qué pasa después.',
  'Everybody knows when they will hear from the team.': 'Todos saben cuándo tendrán noticias del equipo.',
  'Everybody sees the same day.': 'Todos ven el mismo día.',
  'Everybody who reported something has heard what became of it.':
    'Todos los que avisaron de algo saben qué fue de ello.',
  'Nobody adds anything new.': 'Nadie añade nada nuevo.',
  'Nobody has a question left.': 'A nadie le queda ninguna pregunta.',
  'Nobody misses anything from the timeline.': 'Nadie echa nada en falta en la cronología.',
  'The client lead says: yes, that is what we said.':
    'Quien representa a los clientes dice: sí, eso es lo que dijimos.',
  'The day has been walked to its end.': 'Se ha recorrido el día hasta el final.',
  'The lowest step is agreed on.': 'Hay acuerdo sobre cuál es el paso más bajo.',
  'The lowest steps have an opportunity each.': 'Los pasos más bajos tienen una oportunidad cada uno.',
  'The notes have stopped moving, and every group has a name.':
    'Las notas han dejado de moverse y cada grupo tiene un nombre.',
  'The notes have stopped moving, and every group has a name. Single notes may stay alone.':
    'Las notas han dejado de moverse y cada grupo tiene un nombre. Las notas sueltas pueden quedarse solas.',
  'The time is up, or everybody is ready.': 'Se ha acabado el tiempo, o todos han terminado.',
  'The widest differences have been talked about.': 'Se ha hablado de las mayores diferencias.',
  'There is one action with a name and a day.': 'Hay una acción con un nombre y un día.',
  'Two anchors are agreed on.': 'Hay acuerdo sobre dos referencias.',
  'Two to five questions stand out.': 'De dos a cinco preguntas destacan.',
};
