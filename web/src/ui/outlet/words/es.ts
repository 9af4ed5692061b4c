import { count } from '../../words/count.ts';
import type { OutletWords } from './en.ts';

const number = new Intl.NumberFormat('es');
const items = count('es', { one: 'entrada', other: 'entradas' });
const changes = count('es', { one: 'cambio', other: 'cambios' });

export const es: OutletWords = {
  title: 'Lo que se exportará',
  item: 'La entrada del backlog',
  ways: 'Salidas y regresos',
  tabs: { files: 'Archivos', trackers: 'Enviar a un gestor de incidencias', back: 'Traer de vuelta' },
  offline:
    'No tienes conexión, y tu último cambio aún no está en la exportación. Está guardado en este dispositivo; esto seguirá en cuanto llegue al servidor.',
  saving: 'Guardando…',
  slow: 'Guardar tarda más de lo normal. Esto seguirá en cuanto termine.',
  unreachable: 'No se llega al servidor. Inténtalo en un momento.',
  again: 'Intentar de nuevo',
  cancel: 'Cancelar',
  copy: 'Copiar',
  unworded: 'Aún sin palabras',
  which: {
    label: 'Qué entradas',
    all: 'Todo',
    since: 'Lo que cambió desde la última exportación',
    chosen: 'Acciones elegidas',
    themes: 'Un tema',
    personas: 'Una persona',
    theme: 'Tema',
    persona: 'De quién se trata',
    actions: 'Acciones',
    none: 'Todavía no hay acciones.',
  },
  withheld: { title: 'Retenido', list: 'Lo que queda fuera' },
  box: { done: 'hecho', open: 'pendiente' },
  files: {
    format: 'Formato',
    as: 'Como',
    drafts: 'Borradores',
    tasks: 'Tareas',
    start: 'Número de la primera tarea',
    ownNumbers: 'números propios',
    type: 'Tipo de elemento de trabajo',
    byType: 'Según el tipo de cada entrada',
    raw: 'Para un programa: sin los apóstrofos que impiden que una hoja de cálculo ejecute las celdas',
    choose: 'Elige qué exportar.',
    writing: 'Escribiéndolo…',
    download: (ending) => `Descargar .${ending}`,
    zip: 'Descargar todo en un zip',
    copy: (source) => `Copiar ${source}`,
    show: (source) => `Mostrar el ${source}`,
    sum: (n, files) =>
      `${items(n)}${files === n ? '' : files === 1 ? ' en un archivo' : ` en ${number.format(files)} archivos`}.`,
    unchanged: 'Nada ha cambiado desde la última exportación.',
    others: 'Ahí no hay ninguna acción. Elige otras arriba.',
    nothing: 'Todavía no hay nada que exportar: saca una conclusión y luego una acción.',
    undrawn: (n, of) =>
      `${count('es', { one: 'archivo más no se muestra', other: 'archivos más no se muestran' })(n)}; la descarga contiene los ${number.format(of)}.`,
    more: 'Mostrar más',
    cut: (most, of) =>
      `Solo se muestran los primeros ${number.format(most)} caracteres de ${number.format(of)}. Las copias y descargas están completas.`,
  },
  formats: {
    backlog: {
      name: 'Backlog.md',
      how: 'Un archivo por entrada. Los borradores van a backlog/drafts y reciben un número cuando pasan a ser tareas; las tareas van a backlog/tasks.',
    },
    github: {
      name: 'Incidencias de GitHub (archivos)',
      how: 'Un archivo por incidencia y una lista de ellas; o deja que este servidor las envíe: «Enviar a un gestor de incidencias».',
    },
    gitlab: { name: 'CSV para GitLab', how: 'Impórtalo en el proyecto: «Issues», «Import from CSV».' },
    jira: {
      name: 'CSV para Jira',
      how: 'Impórtalo en Jira: «Issues», «Import issues from CSV». Su asistente pregunta qué es cada columna.',
    },
    linear: { name: 'CSV para Linear', how: 'Impórtalo con el importador de Linear, como «Linear CSV».' },
    azure: {
      name: 'CSV para Azure DevOps',
      how: 'Impórtalo en Boards: «Queries», «Import work items». Como máximo 1000 a la vez.',
    },
    gitea: { name: 'JSON para Gitea o Forgejo', how: 'Para su API; o «Enviar a un gestor de incidencias».' },
    obsidian: { name: 'Tareas de Obsidian', how: 'Pon las notas en una bóveda con el complemento «Tasks».' },
    csv: { name: 'Hoja de cálculo (CSV)', how: 'Una fila por entrada, para Excel y similares.' },
    json: { name: 'JSON', how: 'Todo, en una forma propia que conserva su versión, para programas.' },
    report: {
      name: 'Informe de la sesión',
      how: 'Un texto para leer: decisiones, conclusiones, temas, votos y preguntas abiertas.',
    },
  },
  trackers: {
    gitea: 'Gitea o Forgejo',
    looking: 'Mirando…',
    noneYet:
      'Todavía no hay ningún gestor de incidencias. Añade el proyecto de GitHub, GitLab o Gitea al que pertenecen estas entradas: lo que se cierre allí quedará hecho aquí.',
    askOwner:
      'Todavía no hay ningún gestor de incidencias. Lo añade quien lleva el servidor, porque guarda un token; después todo el equipo puede enviar.',
    noItem: 'Ahí no hay ninguna entrada.',
    would: (n) =>
      `Se ${n === 1 ? 'enviaría' : 'enviarían'} ${items(n)}. Lo que no ha cambiado desde entonces no se envía otra vez.`,
    add: 'Añadir un gestor de incidencias',
    tokens: {
      github:
        'Un token «fine-grained» solo para este repositorio: «Issues», lectura y escritura. Con uno clásico: repo, o public_repo para un repositorio público.',
      gitlab: 'Un token de acceso al proyecto con el rol «Reporter» o superior y el permiso «api».',
      gitea: (scope) => `Un token que pueda leer y escribir incidencias: el permiso «${scope}».`,
    },
    hooks: {
      github:
        'En el repositorio: «Settings», «Webhooks», «Add webhook». «Content type» application/json; solo el evento «Issues».',
      gitlab: 'En el proyecto: «Settings», «Webhooks», «Add new webhook». Se activa con «Issues events».',
      gitea: 'En el repositorio: «Settings», «Webhooks», «Add webhook», «Gitea». Eventos propios: «Issues».',
    },
  },
  add: {
    kind: 'Gestor de incidencias',
    url: 'Dirección',
    ownUrl: 'Dirección, si es tu propio servidor',
    project: 'Proyecto',
    projectHint: 'propietario/nombre',
    projectHow: 'Como en su dirección: propietario/nombre.',
    projectNot: 'Tiene la forma propietario/nombre, como en su dirección.',
    token: 'Token de acceso',
    kept: 'El token se guarda en este servidor, solo va a esa dirección y no se vuelve a mostrar nunca.',
    act: 'Añadir',
  },
  target: {
    at: (place) => `en ${place}`,
    send: (n) => `Enviar ${items(n)}`,
    sendAgain: (n) => `Enviar ${items(n)} otra vez`,
    failed: 'La última vez que se le preguntó:',
    there: (n, of) => `${number.format(n)} de ${items(of)} ${n === 1 ? 'está' : 'están'} allí.`,
    sentTo: (repo) => `Enviado a ${repo}`,
    changed:
      'Alguien cambió allí sus palabras. Sobrescribir pone las nuestras en su lugar; su estado y sus etiquetas se quedan.',
    overwrite: 'Sobrescribir allí',
    overwriteIt: (title) => `Sobrescribir allí: ${title}`,
    againIt: (title) => `Intentar de nuevo: ${title}`,
    setup: 'Webhook, y dejar de usarlo',
    hook: (tracker) =>
      `${tracker} puede avisar a este servidor en cuanto algo se cierra o se reabre allí; sin eso, se le pregunta cada dos minutos.`,
    address: 'Dirección',
    copyAddress: 'Copiar la dirección',
    secret: 'Secreto',
    copySecret: 'Copiar el secreto',
    ends: 'Su token se olvida, y ya no se envía ni se recibe nada. Las incidencias se quedan allí.',
    endIt: 'Dejar de usarlo',
    keep: 'Conservarlo',
    end: 'Dejar de usar este gestor…',
  },
  states: {
    waits: 'Espera su turno',
    waitsUntil: (time) => `Espera hasta las ${time}`,
    sending: 'Enviando…',
    triedAt: (time) => `Se intenta de nuevo a las ${time}`,
    failed: 'Sin enviar',
    changed: 'Cambiada allí, sin sobrescribir',
    sent: 'Enviada',
    closed: 'Enviada, cerrada allí',
    unplanned: 'Enviada, cerrada allí como no planeada',
  },
  back: {
    about:
      'Los archivos de Backlog.md que se exportaron aquí cuentan qué ha sido de las entradas: su estado y sus criterios marcados. Nada cambia hasta que tú lo apliques.',
    files: 'Archivos o un zip de Backlog.md',
    folder: 'Carpeta de Backlog.md',
    chooseFolder: 'Elegir la carpeta…',
    chooseFiles: 'Elegir archivos o un zip…',
    limits: (files) =>
      `Como máximo ${number.format(files)} archivos de 512 KiB, 3 MB en total. Con el archivo .feltboard.json de la carpeta se sabe qué lado ha cambiado.`,
    unread: 'No se pueden leer los archivos. Elígelos otra vez.',
    noMarkdown: 'Ninguno de ellos es un archivo Markdown. Elige la carpeta en la que trabaja Backlog.md.',
    reading: 'Leyendo…',
    agree: 'Los archivos no dicen nada nuevo.',
    agreeSoFar: 'Los archivos no dicen nada nuevo, hasta donde se pueden leer.',
    conflicts: 'Los dos lados han cambiado: ¿cuál vale?',
    moves: 'Lo que han cambiado los archivos',
    unknown: (n) =>
      `${count('es', { one: 'archivo no dice', other: 'archivos no dicen' })(n)} nada que se pueda aprovechar`,
    apply: (n) => `Aplicar ${changes(n)}`,
    came: (n) => `${changes(n)} de vuelta.`,
    state: 'Estado',
    ticked: 'Marcado',
    open: 'Pendiente',
    board: (word) => `El tablero: ${word}`,
    file: (word) => `El archivo: ${word}`,
    tooMany: (files) => `Más de ${number.format(files)} archivos; el resto no se leyó.`,
    tooLarge: 'Ocupa más de 512 KiB.',
    allTooLarge: 'Todos los archivos juntos ocupan más de 3 MB; el resto no se leyó.',
    noText: 'No se puede leer como texto en UTF-8.',
    zipTooLarge: 'Ocupa más de 40 MB. Elige la carpeta misma.',
    noZip: 'No es un zip que se pueda leer. Elige la carpeta misma.',
  },
};
