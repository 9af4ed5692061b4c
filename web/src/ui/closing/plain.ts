/** Words of people as one line that begins nothing and names nobody: no heading, list, markup, mention or link (E-14). */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=\S)/g, '@\u200b')
    .replace(/:\/\/|www\.|mailto:/gi, (link) => `${link.slice(0, 1)}\u200b${link.slice(1)}`)
    .replace(/^([-+]|\d+[.)])(?=\s)/, '\\$1');
}
