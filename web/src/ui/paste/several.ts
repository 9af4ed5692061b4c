/** Whether what is on the clipboard is more than one line. Small, since it is asked at every paste. */
export function several(text: string, html = ''): boolean {
  return /\S[^\S\r\n\u2028]*[\r\n\u2028]\s*\S/.test(text) || (/<(?:li|tr)\b/i.test(html) && /\S\s*\n\s*\S/.test(text));
}
