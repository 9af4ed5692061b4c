import type { SetupWords } from './en.ts';

export const es: SetupWords = {
  page: 'Preparar Feltboard',
  title: 'Haz tuyo este Feltboard',
  noKey: 'El enlace de preparación no está completo. Copia la línea entera de la ventana donde arrancaste Feltboard.',
  about: 'Será de quien abra primero este enlace: crea tableros e invita a la gente. Sirve una vez.',
  name: 'Tu nombre',
  hint: 'Lo ve la gente de tus tableros.',
  back: 'Para que puedas volver (puede esperar)',
  backText:
    'Con las dos cosas entras desde cualquier navegador. Si lo dejas vacío, solo podrás volver con este; la página de tu cuenta lo ofrece de nuevo.',
  used: 'Este enlace ya se usó o se reemplazó. Reinicia el servidor: mostrará uno nuevo.',
  start: 'Empezar',
};
