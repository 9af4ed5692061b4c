import { lang } from '../words/words.ts';

const format = new Intl.NumberFormat(lang, { signDisplay: 'exceptZero', maximumFractionDigits: 1 });

/** A feeling as a number with its sign: "+1.5", "−2", "0". */
export function signed(value: number): string {
  return format.format(value).replace('-', '−');
}
