import type { MenuWords } from './en.ts';

export const es: MenuWords = {
  back: 'Recuperar',
  view: 'Mirar',
  session: 'Sesión',
  board: 'Tablero',
  about: 'Título y persona',
  export: 'Imágenes y exportación',
  help: 'Idioma y ayuda',
};
