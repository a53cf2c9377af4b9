/** The admin page's whole style: one column for a phone, tables that scroll inside themselves. */
export const STYLE = `
:root{color-scheme:light dark;--line:#8885;--bad:#b3261e;--good:#1b6e3c}
@media(prefers-color-scheme:dark){:root{--bad:#ff8a80;--good:#7ddc9f}}
*{box-sizing:border-box}
body{font:16px/1.45 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:0 1rem 3rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;border-bottom:1px solid var(--line);padding:.5rem 0}
header b{margin-right:auto}header form{margin:0}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.5rem 0 .25rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.bad{color:var(--bad);font-weight:600}.good{color:var(--good);font-weight:600}
ul.bad{padding-left:1.2rem}
.qr svg{display:block;width:min(100%,20rem);height:auto;background:#fff;border-radius:.5rem}
button,input{font:inherit;padding:.5rem .9rem;border-radius:.4rem;border:1px solid var(--line);min-height:44px}
input{width:100%;max-width:24rem;display:block;margin:.25rem 0 .75rem}
small{opacity:.75}@media(max-width:26rem){th,td{padding-right:.45rem;font-size:.85rem}}
code{overflow-wrap:anywhere}
`;
