import type { ImportDetail } from '@yimi/contract/import.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { type RowSelection, useImportRows } from './import-api.ts'
import { MarkedRow } from './marked-row.tsx'

const T = M.imports.rows
const SELECTIONS: readonly RowSelection[] = ['faulty', 'noted', 'skipped', 'all']

/** Rows with what is wrong beside each cell, to be mended in place. */
export function MarkedRows({ about }: { about: ImportDetail }) {
  const [show, setShow] = useState<RowSelection>('faulty')
  const [offset, setOffset] = useState(0)
  const rows = useImportRows(about.id, show, offset)
  return (
    <section aria-labelledby="import-rows">
      <h2 id="import-rows">{T.title}</h2>
      <fieldset className="chips">
        <legend className="unseen">{T.show}</legend>
        {SELECTIONS.map((selection) => (
          <Button
            key={selection}
            pressed={show === selection}
            onPress={() => {
              setShow(selection)
              setOffset(0)
            }}
          >
            {T[selection]}
          </Button>
        ))}
      </fieldset>
      <QueryView query={rows} isEmpty={(data) => data.total === 0} emptyWords={T.nothing}>
        {(data) => (
          <>
            <ul className="import__rows">
              {data.items.map((row) => (
                <MarkedRow key={row.number} about={about} row={row} />
              ))}
            </ul>
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </section>
  )
}
