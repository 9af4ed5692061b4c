import { count } from '../../words/count.ts';
import type { IntakeWords } from './en.ts';

const notes = count('es', { one: 'nota', other: 'notas' });
const rows = count('es', { one: 'fila', other: 'filas' });

export const es: IntakeWords = {
  menu: 'Traer notas…',
  notes,
  title: 'Traer notas',
  about:
    'Notas de entrevistas, tiques de soporte o respuestas de encuestas, como tabla (CSV), lista, Markdown o JSON. Como mucho 2 MB, 2000 notas y 5000 caracteres por nota. Nada se corta: lo que no cabe se nombra.',
  away: 'Quitarlo',
  paste: 'Pégalo aquí',
  file: 'Archivo con notas',
  choose: 'O elige un archivo…',
  another: 'Elegir otro archivo…',
  source: 'De dónde viene',
  consent: 'Qué se puede hacer con ello',
  unless: 'Vale cuando la fila no lo dice.',
  bring: (n) => (n === 0 ? 'Traer notas' : `Traer ${notes(n)}`),
  cancel: 'Cancelar',
  after: 'Van a la bandeja, que solo ve el equipo, hasta que las pongáis en el tablero.',
  large: 'El archivo pesa más de 2 MB, así que no se ha leído nada. Divídelo y trae una parte tras otra.',
  unreadable: 'No se puede leer el archivo. Elígelo otra vez.',
  offline: 'No se puede contactar con el servidor. Inténtalo dentro de un momento.',
  added: (n) => `${notes(n)} en la bandeja.`,
  doubled: (n) => `${rows(n)} ya se ${n === 1 ? 'había' : 'habían'} traído.`,
  can: (n) => `${n === 1 ? 'Puede' : 'Pueden'} entrar ${notes(n)}.`,
  before: (n) =>
    `${rows(n)} ya se ${n === 1 ? 'había' : 'habían'} traído o ${n === 1 ? 'está' : 'están'} aquí dos veces.`,
  cannot: (n) => `${rows(n)} no ${n === 1 ? 'puede' : 'pueden'}.`,
  encoding: (name) => `El archivo se ha leído como ${name}.`,
  rows: 'Lo que entra',
  more: (n) => `Ver más (${n})`,
  row: { csv: (n) => `Fila ${n}`, markdown: (n) => `Línea ${n}`, json: (n) => `Objeto ${n}` },
  columns: 'Columnas',
  unknown: (n) => `nadie sabe qué hay en ${n === 1 ? 'una' : n} de ellas`,
  leftOut: 'Fuera: elige qué contiene',
  answers: (zone) => `Respuestas para ${zone}`,
  sources: {
    interview: 'Entrevista',
    'support-ticket': 'Tiques de soporte',
    survey: 'Encuesta',
    analytics: 'Datos de uso',
    other: 'Otra cosa',
  },
  consents: { room: 'Solo en esta sala', paraphrase: 'Solo con otras palabras', quote: 'Se puede citar' },
  fields: {
    text: 'Las palabras',
    whose: 'Quién lo dijo',
    customer: 'Empresa o cuenta',
    source: 'Tipo de fuente',
    ref: 'Referencia',
    date: 'Fecha',
    zone: 'Zona',
    kind: 'Tipo de nota',
    consent: 'Consentimiento',
    answer: 'Respuestas: una nota cada una',
    skip: 'Nada',
  },
  gathered: {
    added: (n) => (n === 1 ? '1 nota nueva' : `${notes(n)} nuevas`),
    changed: (n) => (n === 1 ? '1 nota cambiada' : `${notes(n)} cambiadas`),
    gone: (n) => `${notes(n)} menos`,
    same: 'Nada ha cambiado en los tableros de los que se compone.',
  },
};
