/** The report's looks: a page to read on a phone, a desk or paper, in light and dark; nothing is loaded. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--ink:#1b2430;--soft:#5a6675;--line:#d9dee5;--paper:#fff;--panel:#f5f7f9;--accent:#0b5cad;
--second:#b4530a;--third:#5a6675;--good:#1a7f4b;--weak:#a33b2a}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa7b6;--line:#323c48;--paper:#12171d;--panel:#1a212a;
--accent:#6cb2f5;--second:#f0a35e;--third:#9aa7b6;--good:#62c795;--weak:#f08d7c}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:58rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.01em}
h2{font-size:1.35rem;line-height:1.3;margin:3rem 0 .6rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.8rem 0 .4rem}
p,ul{margin:.5rem 0 .9rem;max-width:44rem}
ul{padding-left:1.2rem}li{margin:.3rem 0}
.lead{font-size:1.1rem;color:var(--soft);margin-bottom:1.4rem}
.hash{font-size:.8em;color:var(--soft)}
.note{font-size:.92rem;color:var(--soft)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.2rem;margin:1rem 0;font-size:.95rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.trust{background:var(--panel);border-left:4px solid var(--accent);border-radius:.3rem;padding:1rem 1.4rem;margin:1.4rem 0}
.trust h2{border:0;margin:0;padding:0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.8rem;margin:1.4rem 0}
.tile{border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem}
.tile b{display:block;font-size:1.75rem;line-height:1.2;font-variant-numeric:tabular-nums}
.tile .range{display:block;font-weight:400}
.tile span{font-size:.88rem;color:var(--soft)}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.3rem 0 .5rem}
th,td{padding:.38rem .7rem;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
th:first-child{text-align:left;position:sticky;left:0;background:var(--paper);font-weight:500}
thead th{font-weight:600;vertical-align:bottom;border-bottom:2px solid var(--soft);white-space:normal;min-width:4.2rem}
tfoot th,tfoot td{font-weight:600;border-bottom:0;border-top:2px solid var(--soft)}
.range{color:var(--soft);font-size:.86em}
.dense{font-size:.84rem}.dense th,.dense td{padding:.3rem .5rem}.dense .range{display:block}
.better{color:var(--good)}.worse{color:var(--weak)}
figure{margin:1.2rem 0 2rem}
figcaption{font-size:.92rem;color:var(--soft);max-width:44rem;margin-top:.4rem}
.charts{display:flex;flex-wrap:wrap;gap:.6rem 1rem}
.charts svg{max-width:100%;height:auto}
.films{max-width:44rem}.films figure{margin:1.2rem 0 1.4rem}.films img{display:block;width:100%;height:auto;border-radius:.3rem}
.charts svg text{font-family:inherit}
details{margin:1rem 0}summary{cursor:pointer;color:var(--accent)}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:1rem;font-size:.9rem;color:var(--soft)}
@media (max-width:36rem){body{font-size:16px}main{padding:1.4rem 1rem 3rem}h1{font-size:1.6rem}
td .range{display:block}thead th{min-width:3.2rem}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}th,td{padding:.35rem .5rem}.trust{padding:.9rem 1rem}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--panel:#fff;--accent:#0b5cad;--second:#b4530a;--third:#666}
body{font-size:10.5pt}main{max-width:none;padding:0}h2{break-after:avoid}figure,tr,.tile,.trust{break-inside:avoid}
.wide{overflow:visible}table{font-size:8.5pt}th,td{padding:.2rem .35rem}details{display:block}}
`;
