import { count } from '../../words/count.ts';
import type { ToldWords } from './en.ts';

const days = count('es', { one: 'día', other: 'días' });
const customers = count('es', { one: 'cliente', other: 'clientes' });
const team = count('es', { one: 'persona del equipo', other: 'personas del equipo' });
const viewers = count('es', { one: 'persona que solo lee', other: 'personas que solo leen' });

export const es: ToldWords = {
  title: 'Antes de escribir',
  runs: 'Quién lo lleva',
  sees: 'Quién puede leerlo',
  readers: (c, t, v) => [...(c > 0 ? [customers(c)] : []), ...(t > 0 ? [team(t)] : []), ...(v > 0 ? [viewers(v)] : [])],
  here: (who) => `Solo quienes están en este tablero, ahora ${who}.`,
  later: 'Solo tú hasta que se muestre; después, quienes están en este tablero.',
  public: 'Lo que resulte se cuenta también en una página pública.',
  use: 'Para qué se usa',
  keep: 'Cuánto tiempo',
  useUnsaid: 'No se ha dicho: pregunta a quien modera.',
  keepsOn: 'Hasta que quien modera elimine el tablero.',
  keeps: (n) => `Hasta ${days(n)} después del último cambio; luego se borra todo.`,
  free: 'Puedes pasar, irte y retirar lo que escribiste en cualquier momento.',
  changed: 'Esto ha cambiado desde que elegiste qué se puede hacer con tus palabras. Míralo y elige de nuevo.',
  again: 'Está bien así',
  contact: {
    ask: '¿Podemos volver a contactarte?',
    hint: 'Solo tú y quienes moderan ven tu dirección. No está en ninguna exportación.',
    field: 'Tu correo electrónico',
    bad: 'Eso no es una dirección de correo.',
  },
  offers: 'O un nombre para hoy:',
  names:
    'Nutria Garza Arce Trébol Mirlo Enebro Sauce Pinzón Guijarro Alondra Avellano Tejón Cardo Vencejo Abedul Marta Chorlito Cedro Gorrión Romero'.split(
      ' ',
    ),
  set: {
    act: 'Qué se le cuenta a la gente, y cuánto se guarda',
    title: 'Qué se le cuenta a la gente',
    runs: 'Quién lo lleva',
    runsLike: 'La tienda de entradas, Mia Berg',
    runsHint: 'Como lo dirían tus clientes. Vacío: los nombres de quienes moderan.',
    use: 'Para qué se usará',
    useLike: 'Para decidir qué arreglamos antes de primavera',
    useHint: 'Todo el mundo lo lee antes de escribir.',
    anon: 'Las notas empiezan anónimas',
    anonHint: 'Cada cual puede firmar una nota de todos modos.',
    keep: 'Se guarda',
    ever: 'hasta que alguien lo borre',
    days: (n) => `${days(n)} después del último cambio`,
    failed: 'No se pudo guardar. Inténtalo de nuevo en un momento.',
    sent: 'Lo que salió de este tablero',
    none: 'Aún no se ha exportado nada.',
    stale: 'Algo de esto se borró: expórtalo otra vez y borra el archivo antiguo.',
    staleShort: 'Exportar de nuevo',
    some: (n) => `En ${n} hay palabras que se borraron después.`,
    remove: 'Borrar este tablero',
    removeHint: 'Para todos, al momento. Durante 30 días puedes recuperarlo; después desaparece todo.',
    removeSure: '¿Borrar el tablero para todos?',
    removeYes: 'Borrarlo',
    no: 'Conservarlo',
    removeNot: 'Solo quien hizo este tablero puede borrarlo.',
    gone: 'El tablero está borrado. En tu lista puedes recuperarlo durante 30 días.',
  },
  erase: {
    member: 'Borrar para siempre lo que dijo',
    note: 'Borrar para siempre',
    sure: (who) => `¿Borrar ${who} para siempre?`,
    body: 'Palabras, nombre y dirección desaparecen del tablero, de su historia y de los archivos. Nadie puede deshacerlo. No alcanza lo exportado, copiado o impreso; las exportaciones quedan marcadas.',
    anon: 'Lo que escribió de forma anónima se queda: nadie sabe qué notas son.',
    yes: 'Borrar para siempre',
    done: (n) => (n === 1 ? 'Una cosa borrada para siempre' : `${n} cosas borradas para siempre`),
    failed: 'No se pudo hacer. Inténtalo de nuevo en un momento.',
  },
  bin: {
    title: 'Tableros borrados',
    until: (when) => `Se puede recuperar hasta el ${when}`,
    back: 'Recuperar',
    backWho: (title) => `Recuperar «${title}»`,
    failed: 'No se pudo recuperar. Inténtalo de nuevo en un momento.',
  },
};
