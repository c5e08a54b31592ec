import type { ImportDetail } from '@yimi/contract/import.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { M } from '../../messages.ts'

const T = M.imports.understood

/** Which sheet and headings were taken, and what stands in the file besides. */
export function ImportUnderstood({ about }: { about: ImportDetail }) {
  const chosen = about.sheets.find((sheet) => sheet.chosen)
  const others = about.sheets.filter((sheet) => !sheet.chosen)
  return (
    <section className="card" aria-labelledby="import-understood">
      <h2 id="import-understood">{T.title}</h2>
      <dl className="facts">
        {about.format === 'xlsx' ? (
          <div>
            <dt>{T.sheet}</dt>
            <dd>
              {chosen?.name}
              {chosen?.hidden && T.hiddenSheet}
            </dd>
          </div>
        ) : (
          <div>
            <dt>{T.encoding}</dt>
            <dd>{about.encoding.toUpperCase()}</dd>
          </div>
        )}
        <div>
          <dt>{T.headings}</dt>
          <dd>{about.headingRows.length > 0 ? T.headingRows(about.headingRows) : T.noHeadings}</dd>
        </div>
      </dl>
      {others.length > 0 && <p>{T.otherSheets(others.length)}</p>}
      {chosen && chosen.formulas > 0 && <p>{T.formulas(chosen.formulas)}</p>}
      {chosen && chosen.hiddenRows > 0 && <Notice kind="attention" title={T.hiddenRows(chosen.hiddenRows)} />}
    </section>
  )
}
