import type { FigureValue } from '@yimi/contract/figure.ts'
import { M } from '../messages.ts'
import { shownAmount, shownUnit } from './figure-words.ts'
import { dayTime } from './shanghai-time.ts'

/** Figures as cards; each opens what it counted. The moment is said once where it is one for all. */
export function FigureCards({ figures }: { figures: readonly FigureValue[] }) {
  const moments = new Set(figures.map((figure) => dayTime(figure.asOf)))
  const [moment] = moments.size === 1 ? moments : []
  return (
    <>
      <ul className="figures">
        {figures.map((figure) => (
          <li key={figure.name}>
            <a className="card figures__card" href={`#/figures/${encodeURIComponent(figure.name)}`}>
              <span className="figures__label">{figure.label}</span>
              <span className="figures__value">
                {shownAmount(figure.value, figure.unit)}
                <span className="figures__unit">{shownUnit(figure.unit)}</span>
              </span>
              {moment === undefined && <span className="figures__as-of">{M.figures.asOf(dayTime(figure.asOf))}</span>}
            </a>
          </li>
        ))}
      </ul>
      {moment !== undefined && <p className="figures__as-of">{M.figures.asOf(moment)}</p>}
    </>
  )
}
