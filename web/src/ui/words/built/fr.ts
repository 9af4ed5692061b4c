// What the built-in templates put on a board, in French: by the English words (boards/template_*.go).
export const fr: Readonly<Record<string, string>> = {};
