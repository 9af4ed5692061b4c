// What tells who leads that a step of a built-in template is done, in French: by the English words (boards/template_*.go).
export const fr: Readonly<Record<string, string>> = {};
