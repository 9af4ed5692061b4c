import { count } from '../../words/count.ts';
import type { MineWords } from './en.ts';

const notes = count('es', { one: 'nota', other: 'notas' });
const others = count('es', { one: 'comentario o motivo', other: 'comentarios y motivos' });
const exports = count('es', { one: 'exportación', other: 'exportaciones' });

export const es: MineWords = {
  title: 'Mis aportaciones',
  on: (title) => `Lo que escribiste en «${title}»`,
  as: (name) => `Allí te llamas «${name}».`,
  runs: (who) => `Responsable: ${who}.`,
  none: 'Todavía no has escrito nada allí.',
  state: {
    shown: 'En el tablero',
    hidden: 'Los demás aún no la ven',
    withdrawn: 'Retirada',
    deleted: 'Borrada en el tablero',
    erased: 'Borrada para siempre',
  },
  anon: 'anónima',
  forYou: 'anotada por otra persona',
  withdraw: 'Retirar',
  withdrawWhich: (text) => `Retirar «${text}»`,
  back: 'Recuperar',
  backWhich: (text) => `Recuperar «${text}»`,
  erase: 'Borrar para siempre',
  eraseWhich: (text) => `Borrar «${text}» para siempre`,
  took: (n) => `Retirado: ${notes(n)}`,
  brought: (n) => `De vuelta en el tablero: ${notes(n)}`,
  erased: (n) => `Borrado para siempre: ${notes(n)}`,
  undo: 'Deshacer',
  all: 'Todo a la vez',
  withdrawAll: (n) => `Retirar todo (${notes(n)})`,
  backAll: (n) => `Recuperar todo (${notes(n)})`,
  eraseAll: 'Borrar todo para siempre',
  gone: 'Todo lo que aportaste está borrado.',
  what: 'Lo que retiras ya no lo ve nadie; aquí puedes recuperarlo. Lo que borras desaparece para siempre.',
  whatOut:
    'Lo que retiras ya no lo ve nadie. Ya no estás en el tablero, así que queda retirado. Lo que borras desaparece para siempre.',
  apart:
    'Las notas anónimas desaparecen en el mismo momento, y otros pueden deducir que son tuyas. Si no quieres que nadie lo deduzca, retíralas o bórralas de una en una y en otros momentos.',
  again: {
    hint: 'Este navegador está en ese tablero: puede hacer una nueva.',
    act: 'Hacer una dirección nueva',
    busy: 'Haciendo una dirección nueva…',
  },
  sure: {
    one: '¿Borrar esta nota para siempre?',
    all: '¿Borrar todo para siempre?',
    body: 'Nadie puede deshacerlo, ni tú ni los responsables.',
    more: (n) => `También se borran tu nombre, tu correo y ${others(n)}.`,
    name: 'También se borran tu nombre y tu correo.',
    reach: 'No alcanza lo que alguien haya copiado, impreso o recuerde.',
    sent: (n) =>
      `Antes se hicieron ${exports(n)}; quedan marcadas para hacerse de nuevo, pero los archivos antiguos no los podemos borrar.`,
    others: 'Lo que otros escribieron al respecto se queda.',
    yes: 'Borrar para siempre',
    no: 'Conservar',
  },
  bad: 'Esta dirección no abre nada',
  badBody: 'Puede estar mal escrita, haberse sustituido por otras más nuevas, o el tablero se ha borrado.',
  away: 'Ahora no se puede llegar al servidor. Esta página lo sigue intentando.',
  rate: 'Demasiados intentos. Espera unos minutos y vuelve a abrir la dirección.',
  failed: 'No se pudo hacer. Inténtalo de nuevo en un momento.',
  loading: 'Buscando lo que escribiste…',
  stays: 'Lo que escribiste allí aún puedes retirarlo o borrarlo:',
  board: 'Ir al tablero',
  keep: {
    act: 'Mis aportaciones',
    title: 'Guarda este enlace',
    body: 'Con él puedes retirar lo que escribiste, también sin cuenta, cuando la sesión haya terminado o ya no estés en el tablero.',
    secret: 'Quien lo tenga puede hacerlo en tu lugar: no lo enseñes a nadie.',
    most: (n) => `Tienes como mucho ${n} enlaces así; con uno más deja de funcionar el más antiguo.`,
    link: 'Dirección de tus aportaciones',
    qr: 'Código que abre tus aportaciones',
    copy: 'Copiar enlace',
    open: 'Abrir',
    failed: 'No se pudo crear el enlace. Inténtalo de nuevo en un momento.',
  },
};
