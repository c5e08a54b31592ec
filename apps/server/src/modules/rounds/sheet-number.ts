/** `10009`: the rising number and a check digit (Luhn), so that a slip of the finger leads to no other sheet. */
export function sheetNumber(rising: number): string {
  return `${rising}${checkDigit(String(rising))}`
}

/** As it was typed: spaces aside. Undefined: no number of a sheet. */
export function readSheetNumber(typed: string): string | undefined {
  const digits = typed.replace(/\s/g, '')
  if (!/^\d{5,10}$/.test(digits)) return undefined
  return checkDigit(digits.slice(0, -1)) === digits.at(-1) ? digits : undefined
}

function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((before, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1)
    return before + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}
