import type { FigureValue } from '@yimi/contract/figure.ts'
import { M } from '../messages.ts'
import { dayTime } from './shanghai-time.ts'

/** Figures as cards; each opens what it counted. */
export function FigureCards({ figures }: { figures: readonly FigureValue[] }) {
  return (
    <ul className="figures">
      {figures.map((figure) => (
        <li key={figure.name}>
          <a className="card figures__card" href={`#/figures/${encodeURIComponent(figure.name)}`}>
            <span className="figures__label">{figure.label}</span>
            <span className="figures__value">
              {figure.value.toLocaleString('zh-CN')}
              <span className="figures__unit">{figure.unit}</span>
            </span>
            <span className="figures__as-of">{M.figures.asOf(dayTime(figure.asOf))}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
