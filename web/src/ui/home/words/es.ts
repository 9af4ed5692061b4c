import { count } from '../../words/count.ts';
import type { HomeWords } from './en.ts';

/** Spanish. */
export const es: HomeWords = {
  customers: count('es', { one: 'cliente', other: 'clientes' }),
  notes: count('es', { one: 'nota', other: 'notas' }),
  promises: count('es', { one: 'acción pendiente', other: 'acciones pendientes' }),
  goes: (when) => `Se borrará el ${when} si nada cambia`,
  keptBy: (who) => `(así lo ha puesto ${who})`,
  undo: 'Deshacer',
  cancel: 'Cancelar',
  unreachable: 'No se puede llegar al servidor. Inténtalo de nuevo en un momento.',
  home: {
    away: 'No se puede llegar al servidor',
    awayText: 'Esta página lo sigue intentando sola. Si no cambia, pregunta a quien lleva el servidor.',
    fetching: 'Buscando tus tableros…',
    title: 'Tus tableros',
    combine: 'Combinar tableros…',
    create: 'Nuevo tablero',
    noneOwn: 'Aún no llevas ningún tablero. «Nuevo tablero» crea uno.',
    joined: 'Tableros en los que participas',
    lan: 'Es una prueba en tu propia red: nada va cifrado por el camino.',
  },
  example: {
    heading: 'Mira uno primero',
    text: 'Un tablero lleno de lo que dijeron compradores de entradas, con una guía de dos minutos. Es tuyo para probar.',
    open: 'Abrir el ejemplo',
    opening: 'Se está creando…',
    title: 'Ejemplo: la mañana de venta de una tienda de entradas',
    failed: 'No se pudo crear el ejemplo. Inténtalo de nuevo en un momento.',
  },
  start: {
    first: 'Crea tu primer tablero',
    heading: 'Nuevo tablero',
    template: 'Plantilla',
    more: (n) => `Más plantillas (${n})`,
    about: '¿De qué trata?',
    aboutLike: 'Comprar entradas para un concierto agotado',
    aboutHint: 'Lo ven todos los que se unen. Puedes cambiarlo después.',
    later: 'Objetivo, inicio, última vez (todo puede esperar)',
    who: '¿De quién trata?',
    whoLike: 'Personas que compran para su familia',
    goal: '¿Cuál es el objetivo?',
    goalLike: 'Entender por qué los compradores lo dejan',
    goalHint: 'Está arriba en la tarjeta que abre la sesión.',
    when: '¿Cuándo empieza?',
    whenHint: 'Hasta entonces los invitados ven cuándo, y lo que escriben espera. Vacío: empieza ya.',
    zone: (name) => `Tu hora: ${name}. Cada uno la ve en la suya.`,
    previous: '¿De qué sesión es continuación?',
    none: 'De ninguna',
    previousHint: 'La sesión empieza con lo que pasó con las acciones de aquella.',
    start: 'Empezar',
    starting: 'Empezando…',
    failed: 'No se pudo crear el tablero. Inténtalo de nuevo en un momento.',
    away: 'Ahora mismo no se puede llegar al servidor. Esto sigue solo.',
    deleted: (title) => `«${title}» eliminada`,
    notDeleted: 'No se eliminó: no se puede llegar al servidor.',
    notBack: 'No se recuperó: no se puede llegar al servidor.',
  },
  card: {
    minutes: (n) => `${n} minutos`,
    teamOnly: 'Solo para el equipo: sin clientes, sin nadie que mire.',
    exportIt: 'Exportar',
    exportOf: (title) => `Exportar ${title}`,
    deleteIt: 'Eliminar',
    deleteOf: (title) => `Eliminar ${title}`,
  },
  combine: {
    heading: 'Combinar en un solo mapa',
    text: 'Elige tableros sobre las mismas personas. Sus notas se reúnen en un tablero nuevo, sin nombres, cada una con el permiso que tiene ahora; una empresa cuenta una vez. Los tableros quedan como están.',
    boards: 'Tableros',
    title: 'Título',
    titleLike: 'De quién trata',
    combine: 'Combinar en un solo mapa',
  },
  importing: {
    file: 'Archivo de plantilla',
    act: 'Importar una plantilla…',
    noJson: 'Esto no es una plantilla: el archivo no es JSON.',
  },
  colours: {
    auto: 'como el dispositivo',
    light: 'claros',
    dark: 'oscuros',
    label: (now, next) => `Colores: ${now}. Cambiar a ${next}`,
    now: (scheme) => `Colores: ${scheme}`,
  },
  visitor: {
    almost: 'Ya casi',
    almostText:
      'Este Feltboard aún no tiene dueño. La ventana donde lo iniciaste muestra un enlace de configuración de un solo uso. Ábrelo en este navegador.',
    takePart: 'Participar en un tablero',
    takePartText:
      'Escribe el código de la pantalla de la sala, o abre el enlace que te dieron. No necesitas una cuenta.',
    yours: '¿Tienes una cuenta aquí? Tus tableros están donde los dejaste.',
    signIn: 'Entrar',
  },
  templates: {
    'empathy-map': {
      title: 'Mapa de empatía',
      use: 'Queréis ver entero a un tipo de cliente: lo que dice, piensa, hace y siente.',
      credit: 'Los cuatro cuadrantes siguen la forma que publicó el Nielsen Norman Group.',
    },
    'empathy-map-canvas': {
      title: 'Lienzo del mapa de empatía',
      use: 'Tenéis una hora y una persona que entender: de su objetivo, por lo que ve y oye, hasta su cabeza.',
      credit:
        'Empathy Map Canvas de Dave Gray, XPLANE, con Alexander Osterwalder (2017). Las preguntas de aquí son nuestras.',
    },
    'empathy-map-round': {
      title: 'Lienzo del mapa de empatía, zona por zona',
      use: 'Un grupo pequeño quiere recorrer el lienzo hablando, zona por zona.',
      credit:
        'Empathy Map Canvas de Dave Gray, XPLANE, con Alexander Osterwalder (2017). Las preguntas de aquí son nuestras.',
    },
    'client-session': {
      title: 'Sesión de diseño dirigida por clientes',
      use: 'Los clientes marcan la dirección: cuentan, eligen y releen; el equipo primero escucha y al final se compromete.',
      credit:
        'Niveles de participación de la International Association for Public Participation (IAP2); escribir en silencio antes de hablar, como en 1-2-4-All de Lipmanowicz y McCandless.',
    },
    'customer-journey': {
      title: 'Viaje del cliente con curva de emoción',
      use: 'Queréis seguir a un cliente desde que oye de vosotros hasta el final, y ver dónde duele más.',
      credit:
        'Mapas de viaje como los describe el Nielsen Norman Group: protagonista, escenario, fases, acciones, emociones, oportunidades.',
    },
    'how-might-we': {
      title: 'Cómo podríamos → ideas',
      use: 'Tenéis una conclusión y, entre cuatro y doce, queréis muchas respuestas antes de enamoraros de una.',
      credit: '«How might we» viene de Min Basadur; las rondas en silencio siguen el brainwriting de Bernd Rohrbach.',
    },
    'impact-effort': {
      title: 'Impacto y esfuerzo',
      use: 'Hay más que hacer que tiempo: los clientes dicen qué cambiaría para ellos, el equipo qué costaría.',
      credit: 'El 2×2 de impacto y esfuerzo es bien común de muchos métodos; la separación por lados es nuestra.',
    },
    'beta-wall': {
      title: 'Muro de comentarios de la beta',
      use: 'De diez a cincuenta personas prueban algo nuevo durante días o semanas y escriben cuando les pasa.',
      credit: 'Disposición nuestra de lo que suelen preguntar las pruebas beta cerradas.',
    },
    retrospective: {
      title: 'Retrospectiva',
      use: 'Queda atrás un tramo de trabajo y el siguiente debe ir mejor: tres cambios como mucho, cada uno con un nombre.',
      credit: 'Cinco fases de Esther Derby y Diana Larsen, Agile Retrospectives (2006).',
    },
    'team-pulse': {
      title: 'Pulso del equipo',
      use: 'A quien escucha a clientes todo el día hay que preguntarle cómo está. Sin clientes, sin espectadores, sin nombres.',
      credit: 'Tres preguntas nuestras. No son un instrumento clínico.',
    },
    'crisis-playbook': {
      title: 'Plan de crisis',
      use: 'Aún no arde nada: acordad quién hace qué, quién se entera primero y qué se puede dar sin preguntar.',
      credit: 'Disposición nuestra de lo que tienen en común los planes públicos de incidentes.',
    },
    'crisis-debrief': {
      title: 'Balance de la crisis',
      use: 'Ya pasó: aprended sin culpables, con las palabras de los afectados, y cumplid lo prometido.',
      credit:
        'Directiva primordial de Norman L. Kerth; revisiones sin culpables como las practican los ingenieros de fiabilidad.',
    },
  },
};
