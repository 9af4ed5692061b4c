import { count } from '../../words/count.ts';
import type { PlaneWords } from './en.ts';

const notes = count('es', { one: 'nota', other: 'notas' });
const answers = count('es', { one: 'respuesta', other: 'respuestas' });

export const es: PlaneWords = {
  objective: 'Impacto en',
  noObjective: '¿De qué único objetivo hablamos?',
  impact: 'Impacto',
  effort: 'Esfuerzo',
  wins: 'Logros rápidos',
  bets: 'Grandes apuestas',
  fills: 'De relleno',
  pit: 'Pozo sin fondo',
  unplaced: 'Por colocar',
  allPlaced: 'Todo tiene su sitio.',
  empty: 'Escribid qué se podría hacer, una cosa por nota. Después colocad cada una según impacto y esfuerzo.',
  chosen: 'Nota elegida',
  choose: 'Elige una nota para leerla y decir dónde va.',
  ask: {
    both: 'Solo tú ves dónde las pones.',
    impact: 'Tú colocas el impacto: solo tú ves dónde.',
    effort: 'Tú colocas el esfuerzo: solo tú ves dónde.',
  },
  at: (impact: number, effort: number) =>
    [impact > 0 && `impacto ${impact}`, effort > 0 && `esfuerzo ${effort}`].filter(Boolean).join(', '),
  nowhere: 'aún sin colocar',
  pale: 'Pálidas: donde apuntan las respuestas, aún sin acordar.',
  tentative: 'donde apuntan las respuestas; sin acordar',
  keys: 'Las flechas la colocan. Intro lleva a sus números, el punto abre el menú.',
  more: (n: number) => `${n} más`,
  moreHere: (n: number) => `Aquí: ${notes(n)}`,
  settle: 'Fijar aquí',
  spread: 'Cuánto distan las opiniones',
  spreadAll: 'Mostrar todas las distancias',
  range: (what: string, mid: string, low: number, high: number, n: number) =>
    `${what}: centro ${mid}, de ${low} a ${high}, ${answers(n)}`,
  few: (what: string, n: number) => `${what}: ${answers(n)}, muy pocas para mostrarlas`,
  alike: (what: string, value: number, n: number) => `${what}: ${value} en todas, ${answers(n)}`,
  picture: (n: number, of: number) => `${n} de ${of} colocadas`,
};
