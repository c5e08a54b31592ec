/** The light build has the same interface less captions, alternate audio and encryption. */
declare module 'hls.js/light' {
  export { default } from 'hls.js'
}
