/** The package types its full build alone; the light one has the same interface without subtitles and encryption. */
declare module 'hls.js/light' {
  export { default } from 'hls.js'
}
