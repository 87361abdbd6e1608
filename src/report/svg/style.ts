/** Colours by what they are for. Neither side is bad: purple and orange, never red and green. */
export interface Inks {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly band: string;
  readonly process: string;
  readonly customer: string;
}

export const lightInks: Inks = {
  paper: '#ffffff',
  ink: '#1c1c22',
  faint: '#5f5f6b',
  line: '#d9d9e0',
  band: '#a3a3ae',
  process: '#5e3c99',
  customer: '#b35806',
};

export const darkInks: Inks = {
  paper: '#15151a',
  ink: '#ececf1',
  faint: '#a5a5b2',
  line: '#3b3b45',
  band: '#777784',
  process: '#b2abd2',
  customer: '#fdb863',
};

/** How the parts of the pictures look, in these colours. */
export const pictureStyle = (inks: Inks): string => `
.pendulum .paper{fill:${inks.paper}}
.pendulum text{fill:${inks.ink}}
.pendulum .faint{fill:${inks.faint}}
.pendulum .process{fill:${inks.process}}
.pendulum .customer{fill:${inks.customer}}
.pendulum .centre{fill:${inks.ink}}
.pendulum path{fill:none;stroke:${inks.ink};stroke-width:2}
.pendulum .arc-process{stroke:${inks.process};stroke-width:2.5}
.pendulum .arc-customer{stroke:${inks.customer};stroke-width:2.5}
.pendulum .tick{stroke:${inks.faint};stroke-width:1}
.pendulum .band{stroke:${inks.band};stroke-width:9}
.pendulum .interval{stroke:${inks.ink};stroke-width:1.5}
.pendulum .rod-process{stroke:${inks.process}}
.pendulum .rod-customer{stroke:${inks.customer}}
.pendulum .hanger{stroke-width:5}
.pendulum .ghost{fill:none;stroke:${inks.faint};stroke-width:1.2}
.pendulum .track{stroke:${inks.line};stroke-width:1}
`;

/** Text of the pictures; sizes in units of the picture. */
export const pictureText = `
.pendulum text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.pendulum .end{font-size:12px;font-weight:600;letter-spacing:1px}
.pendulum .limit{font-size:9.5px}
`;
