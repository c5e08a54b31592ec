/** Numbers to be called before anything else, large enough to be read out. */
export function DangerNumbers(props: {
  title: string
  lead: string
  telephones: readonly { label: string; number: string }[]
}) {
  return (
    <section className="danger-numbers" aria-label={props.title}>
      <h2>{props.title}</h2>
      <p>{props.lead}</p>
      <ul>
        {props.telephones.map((one) => (
          <li key={`${one.label} ${one.number}`}>
            <a href={`tel:${one.number}`}>
              <span>{one.label}</span> <strong>{one.number}</strong>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
