import { count } from '../../words/count.ts';
import type { JourneyWords } from './en.ts';

const notes = count('es', { one: 'nota', other: 'notas' });
const answers = count('es', { one: 'respuesta', other: 'respuestas' });

export const es: JourneyWords = {
  felt: 'Cómo se sintió',
  legend: 'Línea: la respuesta central. Banda: de la más baja a la más alta.',
  before: 'La curva aparece aquí cuando estén los puntos de todos.',
  theirs: 'Los clientes ponen sus puntos. Nadie ve de quién es cada uno.',
  yours: 'Pon tus puntos con un clic o con las flechas. Solo los ves tú.',
  onlyYou: 'Solo tú ves tus puntos.',
  point: (column: string) => `Cómo te sentiste en «${column}»`,
  unset: 'Aún sin punto',
  answers,
  few: (n: number) => `${answers(n)}: muy pocas para mostrarlas`,
  truth: 'Momento de la verdad',
  table: 'La curva como tabla',
  step: 'Etapa',
  median: 'Respuesta central',
  low: 'La más baja',
  high: 'La más alta',
  column: 'Nombre de la etapa',
  columnMenu: (column: string) => `Cambiar la etapa «${column}»`,
  add: 'Añadir una etapa',
  addAfter: 'Añadir una etapa después',
  left: 'Mover a la izquierda',
  right: 'Mover a la derecha',
  remove: 'Quitar esta etapa',
  removed: (column: string, n: number) =>
    n === 0 ? `«${column}» quitada` : `«${column}» quitada; con ella vuelve lo que tenía: ${notes(n)}`,
  fresh: 'Etapa nueva',
};
