import type { FastifyReply } from 'fastify'
import { type Html, html, trusted } from './html.ts'

/** A page without any script, in the family's look: for whoever cannot open the webs yet. */
export function sendPlainPage(reply: FastifyReply, page: { title: string; body: Html; status?: number }): FastifyReply {
  return reply
    .code(page.status ?? 200)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(plainPage(page).markup)
}

function plainPage({ title, body }: { title: string; body: Html }): Html {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`
}

const STYLE = `
:root { --paper: #fffcf7; --card: #fff; --line: #e6dfd3; --edge: #857c6e; --ink: #1f2328; --ink-2: #57606a; --red: #b3261e; --focus: #1f5fa8; }
* { box-sizing: border-box; }
html { font-size: 112.5%; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.6;
  font-family: "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 24px 16px 48px; }
h1 { margin: 8px 0 16px; font-size: 1.6rem; line-height: 1.3; }
h2 { margin: 32px 0 12px; font-size: 1.2rem; }
p, ol, ul { margin: 0 0 12px; }
ol, ul { padding-left: 1.5em; }
li { margin: 0 0 8px; }
a { color: #1f5fa8; text-underline-offset: 3px; }
a.button { display: block; margin: 12px 0; padding: 12px 16px; border: 2px solid var(--edge); border-radius: 10px; background: var(--card);
  color: var(--ink); font-weight: 600; text-align: center; text-decoration: none; overflow-wrap: anywhere; }
a.main { border-color: var(--red); background: var(--red); color: #fff; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.small { color: var(--ink-2); font-size: .9rem; }
.card { margin: 0 0 16px; padding: 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
.card > :last-child { margin-bottom: 0; }
details { margin: 0 0 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
summary { padding: 12px 16px; min-height: 48px; font-weight: 600; cursor: pointer; }
details > :not(summary) { margin-left: 16px; margin-right: 16px; }
code { font-family: ui-monospace, "SFMono-Regular", Consolas, "Liberation Mono", monospace; font-size: .95em; overflow-wrap: anywhere; }
.print { display: block; line-height: 1.9; font-weight: 600; letter-spacing: .02em; }
.codes { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; }
.codes svg { display: block; width: 100%; max-width: 220px; height: auto; margin: 0 auto 8px; }
.codes .card { text-align: center; }
@media (max-width: 30rem) { .codes { grid-template-columns: 1fr; } }
@media print {
  @page { size: A4; margin: 13mm; }
  html { font-size: 10.5pt; }
  body { background: #fff; color: #000; line-height: 1.45; }
  main { max-width: none; padding: 0; }
  .screen { display: none; }
  .card, details { border-color: #999; break-inside: avoid; }
  .two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 8mm; }
  h2 { margin: 4mm 0 1mm; font-size: 1.1rem; }
  p, ol, ul, li { margin-bottom: 1mm; }
  .card { margin-bottom: 3mm; padding: 3mm; }
  .codes svg { max-width: 40mm; }
  .small { color: #000; }
  .codes + .codes { margin-top: 3mm; }
}
`
