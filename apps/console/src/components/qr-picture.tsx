/** White all around it, as readers need it. */
export function QrPicture({ rows, label }: { rows: readonly string[]; label: string }) {
  const dark = rows.flatMap((row, y) => [...row].flatMap((cell, x) => (cell === '1' ? `M${x} ${y}h1v1h-1z` : [])))
  return (
    <svg className="slips__qr" viewBox={`-4 -4 ${rows.length + 8} ${rows.length + 8}`} role="img" aria-label={label}>
      <path className="slips__dark" d={dark.join('')} />
    </svg>
  )
}
