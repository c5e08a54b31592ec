/**
 * What became of it: `sent`: the other side has taken it. `refused`: it will not, now or later. `unreachable`: it never had
 * the whole message, and may be asked again. `unclear`: the line broke when it may have had it.
 */
export type Delivered = 'sent' | 'refused' | 'unreachable' | 'unclear'
export type Delivery = { id: string; to: string; title: string; body: string }
export type Deliverer = { deliver(message: Delivery): Promise<Delivered> }

/** The ways out of the machine that are set up; one that is absent is not used. */
export type Deliverers = { readonly email?: Deliverer | undefined; readonly sms?: Deliverer | undefined }
