/** The one catalogue of faults of the engine: stable code, HTTP status for the control API, text for the log. */
const catalogue = {
  truncated: { status: 400, text: 'the bytes end before the structure does' },
  rtmp_handshake: { status: 400, text: 'the handshake is not RTMP version 3' },
  rtmp_chunk: { status: 400, text: 'the chunk stream is malformed' },
  rtmp_limit: { status: 400, text: 'a limit of the chunk stream is exceeded' },
  rtmp_dialogue: { status: 400, text: 'the command does not belong at this point of the dialogue' },
  amf_malformed: { status: 400, text: 'the AMF value is malformed' },
  amf_limit: { status: 400, text: 'the AMF value is nested too deeply or has too many parts' },
  codec_malformed: { status: 400, text: 'the codec configuration is malformed' },
  codec_unsupported: { status: 400, text: 'the codec configuration is of a kind that is not carried' },
  address_malformed: { status: 422, text: 'the platform address is not of the form rtmp://host/app plus a key' },
  address_scheme: { status: 422, text: 'a platform address starts with rtmp:// or rtmps://' },
  address_credentials: { status: 422, text: 'a platform address holds no user name or password' },
  address_key_missing: { status: 422, text: 'the platform address has no stream key' },
  address_unresolvable: { status: 422, text: 'the name of the platform could not be resolved' },
  address_forbidden: { status: 422, text: 'the platform address points at a network that is not allowed' },
  permit_malformed: { status: 422, text: 'the permit is not readable' },
  permit_signature: { status: 403, text: 'the signature of the permit is wrong' },
  permit_foreign: { status: 403, text: 'the permit belongs to another broadcast' },
  permit_not_yet: { status: 403, text: 'the permit is not valid yet' },
  permit_expired: { status: 403, text: 'the permit has expired' },
  permit_superseded: { status: 403, text: 'the permit is older than one already seen, or was withdrawn' },
  broadcast_unknown: { status: 404, text: 'no such broadcast is declared' },
  platform_unknown: { status: 404, text: 'no such platform is declared for this broadcast' },
  broadcast_ended: { status: 409, text: 'the broadcast has ended' },
  input_key_taken: { status: 409, text: 'the key of an input already belongs to another one' },
  limit_reached: { status: 429, text: 'the engine takes no more of these' },
  bad_request: { status: 400, text: 'the request is not understood' },
  body_too_large: { status: 413, text: 'the request body is too large' },
  unauthorised: { status: 401, text: 'the control token is missing or wrong' },
  not_found: { status: 404, text: 'there is nothing at this path' },
  method_not_allowed: { status: 405, text: 'this path does not take that method' },
  environment: { status: 500, text: 'the environment is incomplete' },
} as const

export type LiveErrorCode = keyof typeof catalogue

/** A fault from the catalogue. `message` never holds a key or token; `detail` narrows the text down. */
export class LiveError extends Error {
  readonly code: LiveErrorCode
  readonly status: number

  constructor(code: LiveErrorCode, detail?: string) {
    super(detail === undefined ? catalogue[code].text : `${catalogue[code].text}: ${detail}`)
    this.name = 'LiveError'
    this.code = code
    this.status = catalogue[code].status
  }
}

/** One line about any thrown value, for logs and `lastError`. */
export function describeFault(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault)
}
