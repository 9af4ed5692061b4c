/** A function that says "1 note", "3 notes", by the plural rules and the digits of `lang`. */
export function count(lang: string, forms: { readonly one: string; readonly other: string }): (n: number) => string {
  const rules = new Intl.PluralRules(lang);
  const number = new Intl.NumberFormat(lang);
  return (n) => `${number.format(n)} ${rules.select(n) === 'one' ? forms.one : forms.other}`;
}
