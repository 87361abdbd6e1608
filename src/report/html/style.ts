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
h3{font-size:1.3rem;margin-bottom:.9rem}
h4{font-size:1.06rem}
p{margin:0 0 .8em;max-width:44em}
ul,ol{margin:0;padding:0 0 0 1.1em}
a{color:inherit;text-decoration-thickness:1px;text-underline-offset:.2em}
a:focus-visible{outline:3px solid var(--process);outline-offset:3px}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--paper);color:var(--ink);border:1px solid var(--ink)}
.skip:focus{top:1rem}
.process{color:var(--process)}
.customer{color:var(--customer)}
.about,.summary,.rest,caption,.none,.key{color:var(--faint)}
.out{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.masthead{display:grid;grid-template-columns:1fr auto;gap:.1rem 2rem;padding-bottom:1rem;border-bottom:2px solid var(--ink)}
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
th,td{text-align:left;vertical-align:baseline;padding:.45rem .8rem .45rem 0;border-top:1px solid var(--line);font-weight:400}
thead th,thead td{border-top:0;font-size:.8125rem;color:var(--faint)}
thead th.process,thead .process{color:var(--process)}
thead th.customer,thead .customer{color:var(--customer)}
th:last-child,td:last-child{padding-right:0}
.figure{text-align:right;white-space:nowrap}
.chart{vertical-align:middle}
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
.facts{font-size:.9375rem}
.facts th{color:var(--faint);width:7.5em}
.is-key td,.is-key th{font-weight:600}
.dimensions th[scope=row]{width:30%}
.dimensions .chart,.dimensions .ends{width:38%;padding-right:.8rem}
.bar-row{height:1.15rem}
.aim th,.aim td{color:var(--faint)}
.swing .chart,.swing .ends{width:45%}
.pendulum.track-row,.pendulum.bar-row{overflow:visible}
.comparison .chart,.comparison .ends{width:30%;min-width:9rem}
.comparison .group{font-weight:600}
.depth-1{padding-left:1.1rem}.depth-2{padding-left:2.2rem}.depth-3{padding-left:3.3rem}.depth-4{padding-left:4.4rem}
.wide{overflow-x:auto}
.multiples{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:2.5rem 2rem;margin:2rem 0 3.5rem;text-align:center}
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
.advices>li{counter-increment:advice;position:relative;padding:1.6rem 0 1.6rem 3.2rem;border-top:1px solid var(--line)}
.advices>li::before{content:counter(advice);position:absolute;left:0;top:1.2rem;font-size:2rem;color:var(--faint)}
dl{display:grid;grid-template-columns:5.5em 1fr;gap:.5rem 1rem;margin:0;font-size:.9375rem}
dt{color:var(--faint)}
dd{margin:0;max-width:44em}
dd li{margin-bottom:.2em}
.polarity table,.polarity h2{margin-bottom:1rem}
.polarity td{width:44%;vertical-align:top}
.polarity li{margin-bottom:.25em}
.method .columns{columns:2 22rem;column-gap:3.5rem;margin-top:1.2rem;font-size:.9375rem}
.origin{font-size:.875rem;margin-top:1.5rem}
.origin th{color:var(--faint);width:9em}
.appendix h4{margin:2.5rem 0 1.2rem;color:var(--faint)}
.appendix h3{margin-top:2.5rem}
.notes{margin-top:.5rem;font-size:.875rem}
.note{white-space:pre-line}
.pendulum .target-band{fill:var(--band)}
.pendulum .whisker{fill:var(--ink)}
.pendulum .rest{stroke:var(--line);stroke-width:1}
.pendulum .centre-line{stroke:var(--faint);stroke-width:1}
.pendulum .target{stroke:var(--ink);stroke-width:2}
@media (max-width:48rem){
.beside{grid-template-columns:minmax(0,1fr);gap:1.5rem}
.pendulum .limit{display:none}
.advices>li{padding-left:2.2rem}
.advices>li::before{font-size:1.5rem;top:1.35rem}
dl{grid-template-columns:1fr;gap:.1rem}
dd{margin-bottom:.6rem}
.dimensions,.swing,.comparison{font-size:.875rem}
.dimensions .word{display:none}
th,td{padding-right:.5rem}
}
`;

const print = `
@page{size:A4;margin:11mm 12mm}
@media print{
:root{${variables(lightInks)};color-scheme:light}
html{font-size:7.6pt}
body{padding:0;max-width:none;line-height:1.36;print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav,.skip{display:none}
a{text-decoration:none}
p{margin-bottom:.45em;max-width:none}
.masthead{padding-bottom:.4rem}
main>section{margin-top:1.6rem}
.unit+.unit,.overview+.unit,.appendix{break-before:page}
.part{margin-top:1.2rem}
.unit h2{font-size:1.9rem}
.polarity h2,.method h2{font-size:1.3rem;margin-bottom:.3rem}
h3{font-size:1.2rem;margin-bottom:.35rem}
h2,h3,h4{break-after:avoid}
.lead{font-size:1.08rem;line-height:1.35;max-width:none}
caption{padding-bottom:.2rem}
th,td{padding-top:.18rem;padding-bottom:.18rem}
tr,figure,.question{break-inside:avoid}
.beside{gap:1.6rem;grid-template-columns:5fr 6fr}
.number{font-size:2.6rem}
.questions{grid-template-columns:1fr 1fr;gap:.7rem 2rem}
.summary{margin:.05rem 0 .15rem}
.answers th,.answers td{padding-top:0;padding-bottom:0;line-height:1.25}
.advices{columns:2;column-gap:2rem}
.advices>li{padding:.4rem 0 .5rem 1.7rem;break-inside:avoid}
.advices>li::before{font-size:1.3rem;top:.3rem}
dl{gap:.15rem .6rem;grid-template-columns:4.2em 1fr;font-size:.95rem}
.multiples{grid-template-columns:repeat(4,1fr);gap:1rem;margin:1rem 0}
.method .columns{columns:2;column-gap:2rem;margin-top:0}
.origin{margin-top:.4rem}
.appendix h4{margin:1.2rem 0 .5rem}
.wide{overflow:visible}
}
`;

/** The one style sheet of the document. */
export const css = `
:root{color-scheme:light dark;${variables(lightInks)}}
@media (prefers-color-scheme:dark){:root{${variables(darkInks)}}}
${pictureText}${pictureStyle(inks)}${screen}${print}`;
