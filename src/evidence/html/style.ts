/** The page's only style sheet: light and dark by the reader's setting, dense on a laptop, stacked on a phone. */
export const style = `
:root{color-scheme:light dark;--paper:#fff;--panel:#f6f7f8;--ink:#1c2126;--soft:#5a646e;--line:#d9dde1;--link:#0b5394;--focus:#0b5394;
--contradicted:#a3201d;--risk-accepted:#8a4b00;--unknown:#735c00;--excepted:#5b3a9e;--no-contradiction:#1c6b4a;--no-population:#5a646e;--not-assessable:#44546a;--not-selected:#6b737b}
@media(prefers-color-scheme:dark){:root{--paper:#15191d;--panel:#1d2227;--ink:#e4e8eb;--soft:#a0abb5;--line:#353d45;--link:#8cbcf0;--focus:#8cbcf0;
--contradicted:#f2908b;--risk-accepted:#f0b072;--unknown:#e0c65f;--excepted:#bda7f0;--no-contradiction:#7fd0a9;--no-population:#a0abb5;--not-assessable:#a9bad0;--not-selected:#98a2ab}}
*{box-sizing:border-box}
html{scroll-padding-top:4rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99em}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.25rem .5rem;z-index:9}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header.top p{max-width:none}header.top{padding:2rem 2rem 1.25rem;border-bottom:1px solid var(--line)}
h1{font-size:1.65rem;line-height:1.2;margin:0 0 .35rem;font-weight:650;letter-spacing:-.01em}
h2{font-size:1.25rem;margin:0 0 .75rem;font-weight:650;letter-spacing:-.005em}
h3{font-size:1rem;margin:1.5rem 0 .35rem;font-weight:650}
h4{font-size:.85rem;margin:1rem 0 .2rem;font-weight:650;color:var(--soft)}
p{margin:.35rem 0 .6rem;max-width:76ch}
.muted,.counts{color:var(--soft)}
code,.address,.entry .id,.rows-of .id,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
.address,code,.facts td{overflow-wrap:anywhere}
pre{background:var(--panel);padding:.75rem;overflow:auto;max-height:24rem}
.layout{display:grid;grid-template-columns:14rem minmax(0,1fr);gap:0 2.25rem;padding:0 2rem 4rem;max-width:110rem}
nav.side{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:1.25rem 0}
nav.side ol{list-style:none;margin:0;padding:0}
nav.side li{margin:0}nav.side a{display:block;padding:.22rem .5rem;color:var(--ink);border-left:2px solid var(--line)}
nav.side a:hover{border-color:var(--link);text-decoration:none;background:var(--panel)}
nav.side .sep{padding:.8rem .5rem .25rem;font-size:.78rem;color:var(--soft)}
main>section{padding:1.75rem 0 .5rem;border-bottom:1px solid var(--line)}
main>section:last-child{border:0}
.find{position:sticky;top:0;z-index:5;background:var(--paper);display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center;padding:.6rem 0;border-bottom:1px solid var(--line)}
.find label{color:var(--soft)}.find input,.find select{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.3rem .5rem}
.find input{flex:1 1 12rem;max-width:26rem;min-width:0}.find select{max-width:14rem}.find output{color:var(--soft)}
.statement{margin:0;padding-left:1.1rem;max-width:80ch}.statement li{margin:.2rem 0}
.warning{border:1px solid var(--risk-accepted);border-left-width:4px;padding:.5rem .75rem;max-width:80ch}
.coverages{display:flex;flex-wrap:wrap;gap:1rem 1.5rem;margin:.75rem 0}
.coverage{flex:1 1 22rem;max-width:40rem;border:1px solid var(--line);border-radius:4px;padding:.75rem 1rem}
.coverage h3{margin:0}.coverage p{margin:0 0 .5rem}.coverage dl{margin:0}.coverage dl div{display:grid;grid-template-columns:3rem 1fr;align-items:baseline;padding:.1rem 0}
.coverage dt{font-size:1.3rem;font-weight:650}.coverage dd{margin:0}
.states{display:grid;grid-template-columns:repeat(auto-fill,minmax(26rem,1fr));gap:.35rem 1.5rem;margin:.5rem 0}
.states div{display:grid;grid-template-columns:13rem 1fr;gap:.75rem;align-items:baseline}.states dd{margin:0;color:var(--soft)}
.chip,.tally,.ref{white-space:nowrap}
.chip{display:inline-block;color:var(--c);border:1px solid currentColor;border-radius:3px;padding:0 .45rem;font-size:.82rem;line-height:1.55}
.shape{display:inline-block;width:1.1em;text-align:center;margin-right:.3em;font-family:"DejaVu Sans","Segoe UI Symbol","Apple Symbols",sans-serif}
.tallies{display:flex;flex-wrap:wrap;gap:.1rem 1rem;color:var(--soft);font-size:.86rem;margin-bottom:.4rem}.tally .shape{color:var(--c);margin-right:.15em}
.s-contradicted{--c:var(--contradicted)}.s-risk-accepted{--c:var(--risk-accepted)}.s-unknown{--c:var(--unknown)}.s-excepted{--c:var(--excepted)}
.s-no-contradiction{--c:var(--no-contradiction)}.s-no-population{--c:var(--no-population)}.s-not-assessable{--c:var(--not-assessable)}.s-not-selected{--c:var(--not-selected)}
.chip.s-contradicted{font-weight:650}
.tag{display:inline-block;font-size:.76rem;line-height:1.4;color:var(--soft);background:var(--panel);border:1px solid var(--line);border-radius:3px;padding:0 .35rem;font-family:system-ui,sans-serif;vertical-align:.05em}
.group{margin:0 0 1.25rem}
.entries,.below{border-top:1px solid var(--line)}.below{margin-left:1.25rem;border-top:0;border-left:2px solid var(--line)}
.entry{border-bottom:1px solid var(--line)}
.entry>summary{display:grid;grid-template-columns:11.5rem minmax(0,1fr) auto 13.5rem;gap:.15rem .9rem;align-items:baseline;padding:.3rem .5rem;cursor:pointer;list-style:none}
.entry>summary::-webkit-details-marker{display:none}
.entry>summary .id::before{content:"▸";display:inline-block;width:1.1em;color:var(--soft);font-family:"DejaVu Sans",sans-serif}
.entry[open]>summary .id::before{content:"▾"}
.entry>summary:hover{background:var(--panel)}.entry .brief{color:var(--soft);font-size:.86rem;text-align:right;white-space:nowrap}
.entry>summary>.chip{justify-self:start}
.below .entry>summary{grid-template-columns:10.2rem minmax(0,1fr) auto 13.5rem}
#policies .entry>summary,#controls .entry>summary{grid-template-columns:19rem minmax(0,1fr) auto}
.body{padding:.1rem 1rem .9rem 1.7rem}.body h4:first-child{margin-top:.2rem}
ul.plain,ul.rows,.problems{margin:.2rem 0;padding-left:1.1rem}ul.rows{list-style:none;padding:0}ul.rows li{padding:.15rem 0;border-bottom:1px dotted var(--line)}
.v{font-size:.82rem;font-weight:650;white-space:nowrap}.v-fail{color:var(--contradicted)}.v-unknown{color:var(--unknown)}.v-pass{color:var(--no-contradiction)}.v-not-applicable{color:var(--soft);font-weight:400}
table{border-collapse:collapse}
.facts th{font-weight:400;color:var(--soft);text-align:left;padding:.18rem 1.5rem .18rem 0;vertical-align:top;min-width:15rem}.facts td{padding:.18rem 0}
table.wide{width:100%;margin:.4rem 0 .8rem}table.wide th,table.wide td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line)}
table.wide thead th{color:var(--soft);font-weight:400;font-size:.82rem}table.wide tbody th{font-weight:500;min-width:12rem}
table.wide td,table.wide th,.rows li,p,dd{overflow-wrap:anywhere}.population{table-layout:fixed}
.population th:nth-child(1){width:8.5rem}.population th:nth-child(2){width:32%}.population th:nth-child(4){width:9rem}.population th:nth-child(5){width:7.5rem}
.refs{display:flex;flex-wrap:wrap;gap:.1rem .8rem}.ref .shape{color:var(--c)}.ref{color:var(--ink)}
.fold{border-bottom:1px solid var(--line)}.fold>summary{cursor:pointer;padding:.3rem .25rem}.fold>summary:hover{background:var(--panel)}.fold>summary .counts{float:right}
.notes{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:1rem}
.card{border:1px solid var(--line);border-radius:4px;padding:.6rem 1rem}.card h4{color:var(--ink);font-size:1rem;margin:.1rem 0 .3rem}
.record{margin:.75rem 0;max-width:70rem}.record dl{margin:.3rem 0}.record dl div{display:grid;grid-template-columns:14rem 1fr;padding:.1rem 0}.record dt{color:var(--soft)}.record dd{margin:0;overflow-wrap:anywhere}
.scroll{position:relative;overflow:auto;max-height:80vh;border:1px solid var(--line);margin:.75rem 0}
.matrix{border-collapse:separate;border-spacing:0}.matrix caption{position:sticky;left:0;text-align:left;padding:.4rem .6rem;font-weight:650;width:max-content}
.matrix th{font-weight:400;background:var(--paper)}
.matrix thead th{position:sticky;top:0;z-index:2;vertical-align:bottom;border-bottom:1px solid var(--line);padding:.35rem .1rem}
.matrix thead th+th a{writing-mode:vertical-rl;transform:rotate(180deg);font-size:.78rem;font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;color:var(--ink)}
.matrix th:first-child{position:sticky;left:0;z-index:1;text-align:left;padding:.1rem .75rem .1rem .6rem;border-right:1px solid var(--line);min-width:12.5rem}
.matrix thead th:first-child{z-index:3}
.matrix tbody th{border-bottom:1px solid var(--line);white-space:nowrap}.matrix td{border-bottom:1px solid var(--line);border-right:1px solid color-mix(in srgb,var(--line) 50%,transparent);text-align:center;padding:1px;min-width:1.5rem;height:1.6rem}
.matrix tbody tr:hover th,.matrix tbody tr:hover td{background:var(--panel)}
.cell{display:inline-grid;place-items:center;width:1.3rem;height:1.3rem;border-radius:3px;color:var(--c);font:600 .82rem/1 "DejaVu Sans","Segoe UI Symbol","Apple Symbols",sans-serif;border:1px dashed var(--c)}
.e-direct{border:1px solid var(--c);background:color-mix(in srgb,var(--c) 16%,transparent)}.e-listed{border-color:transparent}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;padding:0;margin:.5rem 0}
[hidden]{display:none!important}
details:target,tr:target,.card:target{background:color-mix(in srgb,var(--focus) 12%,transparent)}
@media(max-width:62rem){.layout{display:block;padding:0 1rem 3rem}header.top{padding:1.25rem 1rem 1rem}nav.side{position:static;max-height:none;border-bottom:1px solid var(--line);padding:.75rem 0}nav.side ol{columns:2}nav.side .sep{display:none}.find{position:static}html{scroll-padding-top:.5rem}}
@media(max-width:48rem){
.entry>summary,.below .entry>summary,#policies .entry>summary,#controls .entry>summary{grid-template-columns:minmax(0,1fr) auto;padding:.45rem .25rem}
.entry>summary .title{grid-column:1/-1;grid-row:2}.entry>summary .brief{grid-column:1;grid-row:3;text-align:left;white-space:normal}.entry>summary>.chip{grid-row:1;grid-column:2;justify-self:end}
.below{margin-left:.5rem;padding-left:.25rem}.body{padding:.1rem .25rem .75rem .5rem}
.states{grid-template-columns:1fr}.states div,.record dl div{grid-template-columns:1fr;gap:0;padding:.2rem 0}
table.stack,table.stack tbody,table.stack tr,table.stack td,table.stack tbody th,.facts,.facts tbody,.facts tr,.facts td,.facts th{display:block;width:auto}
table.stack thead{display:none}table.stack tr{border-bottom:1px solid var(--line);padding:.4rem 0}table.stack td,table.stack tbody th{border:0;padding:.1rem 0}
table.stack td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}.facts th{padding:.3rem 0 0}.facts td{padding:0}
.fold>summary .counts{float:none;display:block}.matrix th:first-child{min-width:8.5rem;max-width:8.5rem;white-space:normal}.scroll{max-height:70vh}}
@media print{
:root{color-scheme:light;--paper:#fff;--panel:#fff;--ink:#000;--soft:#444;--line:#bbb;--link:#000;--contradicted:#000;--risk-accepted:#000;--unknown:#000;--excepted:#000;--no-contradiction:#000;--no-population:#000;--not-assessable:#000;--not-selected:#000}
@page{margin:16mm 14mm}
body{font-size:9.5pt}nav.side,.find,.skip{display:none}.layout{display:block;padding:0;max-width:none}header.top{padding:0 0 4mm}
main>section{padding:5mm 0 2mm}section#hipaa,section#soc2,section#matrix{break-before:page}
h2,h3,h4{break-after:avoid}.entry>summary,tr,.card{break-inside:avoid}
.entry::details-content{content-visibility:visible;display:block;block-size:auto}
.entry>summary .id::before{content:""!important;width:0}
.entry>summary{grid-template-columns:9.5rem minmax(0,1fr) auto 12rem;padding:.2rem 0}.below .entry>summary{grid-template-columns:8.5rem minmax(0,1fr) auto 12rem}
.body{padding:0 0 .5rem 1rem}.scroll{max-height:none;overflow:visible;border:0}.matrix{font-size:7pt}.matrix th,.matrix thead th{position:static}.cell{width:.95rem;height:.95rem;font-size:.6rem;background:none}.matrix td{min-width:0;height:auto}.matrix thead th+th a{font-size:6pt}
.fold:not([open]){display:none}.chip{border-color:#666;font-size:7.5pt;white-space:normal}.entry[data-state="not-assessable"] .body,.entry[data-state="not-selected"] .body{display:none}}
`;
