/** A code as somebody meant it: case, hyphens and spaces do not matter, and O, I and L are digits. '' is none. */
export function tidyCode(written: string): string {
  const code = written.toUpperCase().replace(/[-\s]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{6}$/.test(code) ? code : '';
}
