import { darkInks, lightInks, pictureStyle, pictureText, type Inks } from '../svg/style.ts';

const names = Object.keys(lightInks) as (keyof Inks)[];

const variables = (inks: Inks): string => names.map((name) => `--${name}:${inks[name]}`).join(';');

const inks = Object.fromEntries(names.map((name) => [name, `var(--${name})`])) as unknown as Inks;

const screen = `
*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:70rem;padding:2.5rem clamp(1rem,4vw,3rem) 5rem;background:var(--paper);color:var(--ink);
font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4,.number,.lead,.advices>li::before{font-family:ui-serif,Charter,Georgia,Cambria,"Times New Roman",serif}
h1,h2,h3,h4{font-weight:600;line-height:1.2;text-wrap:balance;margin:0}
h1{font-size:1.25rem}
h2{font-size:clamp(1.7rem,4vw,2.5rem);letter-spacing:-.01em}
main>section:not(.unit,.overview)>h2{font-size:1.7rem}
h3{font-size:1.3rem;margin-bottom:.9rem}
h4{font-size:1.06rem}
p{margin:0 0 .8em;max-width:44em}
ul,ol{margin:0;padding:0 0 0 1.1em}
a{color:inherit;text-decoration-thickness:1px;text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--process);outline-offset:3px}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--paper);color:var(--ink);border:1px solid var(--ink)}
.skip:focus{top:1rem}
.process{color:var(--process)}
.customer{color:var(--customer)}
.about,.summary,.rest,caption,.none,.key{color:var(--faint)}
.out{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.masthead{display:grid;grid-template-columns:minmax(0,1fr) fit-content(50%);gap:.1rem 2rem;padding-bottom:1rem;border-bottom:2px solid var(--ink)}
.masthead p{margin:0}
.masthead .about{grid-column:1/-1;font-size:.875rem}
nav{font-size:.875rem;padding:1rem 0 0}
nav ol{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.35rem 1.6rem}
nav a{display:inline-block;padding:.2rem 0}
main>section{margin-top:4.5rem}
.unit>.about{margin:.5rem 0 0}
.part{margin-top:3rem}
.lead{font-size:1.2rem;line-height:1.5;max-width:38em}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;font-size:.875rem;padding-bottom:.6rem}
th,td{text-align:left;vertical-align:middle;padding:.45rem .8rem .45rem 0;border-top:1px solid var(--line);font-weight:400}
thead th,thead td{border-top:0;overflow-wrap:normal;font-size:.8125rem;color:var(--faint)}
thead th.process,thead .process{color:var(--process)}
thead th.customer,thead .customer{color:var(--customer)}
th:last-child,td:last-child{padding-right:0}
.figure{text-align:right;white-space:nowrap}
.word{white-space:nowrap;overflow-wrap:normal}
.none{white-space:normal;overflow-wrap:normal}
.ends{white-space:nowrap}
.ends .customer{float:right}
.beside{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:3rem;align-items:start}
figure{margin:0;text-align:center}
svg{display:block;width:100%;height:auto}
figcaption{margin-top:.4rem}
figcaption>span{display:block}
.number{font-size:3.6rem;line-height:1;font-weight:600}
.side{font-size:1.2rem;font-weight:600;margin-bottom:.5rem}
.key{font-size:.875rem;margin-top:.4rem}
.key>span{display:inline-block;margin:0 .6rem}
.mark-band{display:inline-block;width:1.3em;height:.5em;background:var(--band);vertical-align:.1em}
.mark-ghost{display:inline-block;width:.8em;height:.8em;border:1.5px solid var(--faint);border-radius:50%;vertical-align:-.05em}
.facts th,.facts td,.answers th,.answers td{vertical-align:baseline}
.facts{font-size:.9375rem}
.facts th{color:var(--faint);width:7.5em}
.is-key td,.is-key th{font-weight:600}
.dimensions th[scope=row]{width:32%}
.dimensions .figure{width:4.5em}
.dimensions .word{width:5em}
.bar-row{height:1.15rem}
.aim th,.aim td{color:var(--faint)}
.swing th[scope=row]{width:12%}
.swing td:nth-child(3),.swing td:nth-child(4){width:22%}
.pendulum.track-row,.pendulum.bar-row{overflow:visible}
.comparison{font-size:.875rem}
.comparison td{white-space:nowrap}
.comparison th[scope=row]{width:24%;min-width:10rem}
.comparison .chart,.comparison .ends{width:24%;min-width:9rem}
.comparison .group{font-weight:600}
.depth-1{padding-left:1.1rem}.depth-2{padding-left:2.2rem}.depth-3{padding-left:3.3rem}.depth-4{padding-left:4.4rem}
.gate table{min-width:44rem;font-size:.9375rem}
.gate th[scope=row]{width:14%}
.gate .verdict{width:11%;overflow-wrap:normal}
.gate td:nth-child(3),.gate td:nth-child(4){width:21%}
.wide{overflow-x:auto}
.measures{min-width:46rem;width:auto;font-size:.9375rem}
.measures:has(.remark){width:100%}
.measures th,.measures td{vertical-align:baseline;padding-right:1.4rem}
.measures th[scope=row]{width:26%;min-width:11rem}
.measures .figure,.measures .word{width:1%;white-space:nowrap}
.measures .chart,.measures .ends{min-width:9.5rem}
.measures .track-row{vertical-align:-.15em}
.measures td.remark{font-size:.875rem;line-height:1.4;color:var(--faint);overflow-wrap:normal}
.measures .remark{min-width:16rem}
h2+.wide,h2+.said,h2+p{margin-top:.8rem}
.wide+.wide,.wide+p{margin-top:1.5rem}
.said{display:grid;grid-template-columns:fit-content(9rem) minmax(0,44em);gap:.4rem 1.4rem;font-size:1rem}
.said dt{font-size:inherit}
.said dd{margin:0}
.findings .said{font-size:1.2rem}
.findings dt{font-weight:600;color:var(--ink)}
.multiples{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:2.5rem 3rem;margin:2rem 0 3.5rem;text-align:center}
.multiples .group{grid-column-start:1}
.multiples p{margin:.2rem auto 0;font-size:.875rem;line-height:1.4}
.multiples a{text-decoration:none;display:block}
.multiples .name{text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.2em;text-decoration-color:var(--band)}
.multiples .group .name{font-weight:600}
.questions{padding:0;list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr));gap:2rem 3.5rem}
.ask{font-weight:600;margin:0;line-height:1.4}
.summary{font-size:.875rem;margin:.2rem 0 .6rem}
.answers{font-size:.875rem;width:100%}
.answers th,.answers td{border:0;padding:.1rem .8rem .1rem 0;line-height:1.35}
.answers th{width:45%}
.answers td{white-space:nowrap}
.count-row{display:inline-block;width:calc(100% - 2.2em);height:.7em;vertical-align:baseline}
.neutral{fill:var(--band)}
.rest{margin-top:1.5rem}
.advices{list-style:none;padding:0;counter-reset:advice}
.advices>li{counter-increment:advice;position:relative;padding:1.4rem 0 1.4rem 3rem;border-top:1px solid var(--line);
display:grid;grid-template-columns:13rem minmax(0,5fr) minmax(0,6fr);gap:.6rem 2.2rem}
.advices>li::before{content:counter(advice);position:absolute;left:0;top:1rem;font-size:2rem;color:var(--faint)}
dl{margin:0;font-size:.9375rem}
dt{color:var(--faint);font-size:.8125rem}
dd{margin:0 0 .7em}
dd ul{list-style:disc}
dd li{margin-bottom:.25em}
.map{table-layout:fixed}
.map thead td{width:16%}
.map th,.map td{vertical-align:top;font-size:.9375rem}
.map li{margin-bottom:.25em}
.terms dt{color:var(--ink);font-weight:600;break-after:avoid}
.method .columns{columns:2 22rem;column-gap:3.5rem;margin-top:1.2rem;font-size:.9375rem}
.origin{font-size:.8125rem;margin-top:1.5rem;break-inside:avoid}
.origin th{color:var(--faint);width:10.5em}
.appendix h4{margin:2.5rem 0 1.2rem;color:var(--faint)}
.appendix h3{margin-top:2.5rem}
.notes{margin-top:.5rem;font-size:.875rem}
.note{white-space:pre-line}
.pendulum .target-band{fill:var(--band)}
.pendulum .whisker{fill:var(--ink)}
.pendulum .rest{stroke:var(--line);stroke-width:1}
.pendulum .centre-line{stroke:var(--faint);stroke-width:1}
.pendulum .target{stroke:var(--ink);stroke-width:2}
@media (max-width:64rem){
.advices>li{grid-template-columns:minmax(0,1fr)}
}
@media (max-width:48rem){
.beside{grid-template-columns:minmax(0,1fr);gap:1.5rem}
.pendulum .limit{display:none}
.advices>li{padding-left:2.2rem}
.advices>li::before{font-size:1.5rem;top:1.35rem}
.swing,.comparison{font-size:.875rem}
.dimensions{font-size:.8125rem}
.dimensions .word,.dimensions thead th{font-size:.6875rem}
.dimensions th,.dimensions td{padding-right:.3rem}
.dimensions .ends span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.dimensions th[scope=row]{width:31%}
.map thead td{width:22%}
.map th,.map td{font-size:.875rem}
.map ul{padding-left:1em}
.dimensions .figure,.dimensions .word{width:1%}
.swing th[scope=row]{width:20%}
.swing td:nth-child(3),.swing td:nth-child(4){width:25%}
.multiples{grid-template-columns:1fr 1fr;gap:1.8rem 1rem}
.multiples .group{grid-column-start:auto}
th,td{padding-right:.5rem}
}
`;

const print = `
@page{size:A4;margin:9mm 11mm}
@media print{
:root{${variables(lightInks)};color-scheme:light}
html{font-size:7pt}
body{padding:0;max-width:none;font-family:"Helvetica Neue",Arial,"Liberation Sans","Nimbus Sans","DejaVu Sans Condensed",sans-serif;line-height:1.26;print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav,.skip{display:none}
a{text-decoration:none}
p{margin-bottom:.35em;max-width:none}
.masthead{padding-bottom:.3rem;border-bottom-width:1px}
main>section{margin-top:1.1rem}
.unit+.unit,.overview+.unit,.appendix{break-before:page}
.part{margin-top:.75rem}
.unit h2{font-size:1.9rem;display:inline}
.unit>.about{display:inline;margin-left:1em}
.overview+.unit,.unit+.unit{margin-top:0}
main>section:not(.unit,.overview)>h2{font-size:1.2rem;margin-bottom:.2rem;letter-spacing:0}
h3{font-size:1.2rem;margin-bottom:.25rem}
h2,h3,h4{break-after:avoid}
.lead{font-size:1.08rem;line-height:1.3;max-width:none;margin:0}
caption{padding-bottom:.1rem}
th,td{padding-top:.12rem;padding-bottom:.12rem}
.facts caption{display:none}
.dimensions:has(+.swing){float:left;width:57%;padding-bottom:.7rem}
.dimensions+.swing{float:right;width:40%}
.dimensions th[scope=row]{width:43%}
.swing th[scope=row]{width:15%}
.swing td:nth-child(3),.swing td:nth-child(4){width:25%}
.answers th{width:56%}
.roles,.discuss,.polarity,.next{clear:both}
.bar-row{height:.95rem}
tr,figure,.question,.advices>li{break-inside:avoid}
caption,thead{break-after:avoid}
tbody tr:first-child{break-before:avoid}
.beside{gap:1.6rem;grid-template-columns:5fr 7fr}
.number{font-size:2.2rem}
figcaption{margin-top:0}
.key{margin-top:.1rem}
.side{margin-bottom:.1rem}
.questions{grid-template-columns:repeat(5,1fr);gap:.7rem 1.2rem}
.discuss .ask,.discuss .summary,.discuss .answers{font-size:.9rem;line-height:1.22}
.summary{margin:.05rem 0 .15rem}
.answers th,.answers td{padding:0 .3rem 0 0;line-height:1.2}
.rest{margin:.3rem 0 0}
.advices>li{grid-template-columns:18% 1fr 1fr;gap:0 1.2rem;padding:.3rem 0 .35rem 1.6rem}
.advices>li::before{font-size:1.3rem;top:.15rem}
h4{font-size:1.05rem}
dl{font-size:1rem}
dt{float:left;margin-right:.6em;font-size:inherit}
dd{margin:0}
.what dd{padding-left:0}
.why dt,.why dd,.why ul,.why li{display:inline;float:none;padding:0}
.why dd::before{content:" "}
.why li+li::before{content:" • ";color:var(--faint)}
dd li{margin:0}
.said dt{float:none}
.measures{min-width:0;font-size:inherit}
.measures .remark{min-width:0}
.measures td.remark{font-size:inherit;line-height:inherit}
.map th,.map td{font-size:.93rem}
.map thead td{width:11%}
.map td{padding-top:.1rem;padding-bottom:.1rem}
.map li{margin:0}
.multiples{display:flow-root;margin:1rem 0}
.multiples li{float:left;width:22%;margin:0 3% 1.2rem 0;break-inside:avoid}
.multiples .group{clear:left}
.method{font-size:.93rem}
.method .columns{columns:2;column-gap:1.6rem;margin-top:0;font-size:inherit}
.origin{margin-top:.2rem;font-size:inherit;break-inside:auto}
.origin th{width:10em}
.appendix h4{margin:1.2rem 0 .5rem}
.appendix .questions{grid-template-columns:repeat(3,1fr)}
.wide{overflow:visible}
.gate table{min-width:0;font-size:inherit}
}
`;

/** The one style sheet of the document. */
export const css = `
:root{color-scheme:light dark;${variables(lightInks)}}
@media (prefers-color-scheme:dark){:root{${variables(darkInks)}}}
${pictureText}${pictureStyle(inks)}${screen}${print}`;
