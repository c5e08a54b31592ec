/** Markup that was made by `html`, and goes into other markup as it is. */
export type Html = { readonly markup: string }

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A piece of a page: what is put in is text, and is escaped, unless it is a piece itself. */
export function html(parts: TemplateStringsArray, ...values: (string | Html | readonly Html[])[]): Html {
  const markup = parts.map((part, index) => (index === 0 ? part : markupOf(values[index - 1] ?? '') + part)).join('')
  return { markup }
}

/** Markup of a library of ours, such as a QR code. */
export function trusted(markup: string): Html {
  return { markup }
}

function markupOf(value: string | Html | readonly Html[]): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)
  return 'markup' in value ? value.markup : value.map((one) => one.markup).join('')
}
