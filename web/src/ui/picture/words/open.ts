import { lang } from '../../words/coming.ts';

/** What leads to the pictures, on a button. */
export const pictures: string = { en: 'Pictures…', de: 'Bilder…', es: 'Imágenes…', fr: 'Images…' }[lang];
