/* Runs in the page, where there are no modules: questions about what is seen, asked by name. */

const channels = (colour) => {
  const [r = 0, g = 0, b = 0, a = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return { r, g, b, a };
};

/** Relative luminance (WCAG 2.2). */
const luminance = ({ r, g, b }) => {
  const part = (value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};

const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

/** The colour behind an element: that of the nearest ancestor that has one. */
const behind = (element) => {
  for (let each = element; each !== null; each = each.parentElement) {
    const colour = channels(getComputedStyle(each).backgroundColor);
    if (colour.a > 0) return colour;
  }
  return { r: 255, g: 255, b: 255, a: 1 };
};

const isSeen = (element) => {
  const { width, height } = element.getBoundingClientRect();
  const { visibility, clipPath } = getComputedStyle(element);
  return width > 1 && height > 1 && visibility === 'visible' && clipPath === 'none';
};

const texts = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (data.trim() === '' || parentElement.closest('title, desc, style')) continue;
    if (isSeen(parentElement)) found.push({ element: parentElement, text: data.trim() });
  }
  return found;
};

/** Texts that are too faint to be read: under 4.5 to 1, or 3 to 1 where they are large (WCAG 1.4.3). */
const faintTexts = () =>
  texts().flatMap(({ element, text }) => {
    const style = getComputedStyle(element);
    const colour = channels(element instanceof SVGElement ? style.fill : style.color);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(colour, behind(element));
    return ratio < (isLarge ? 3 : 4.5) ? [`${text.slice(0, 40)} ${ratio.toFixed(2)}`] : [];
  });

const countTexts = () => texts().length;

const centre = (element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
};

/** Each pendulum: the angle of its bob in degrees, right of straight down, and where its words are. */
const pendulums = () =>
  [...document.querySelectorAll('svg.pendulum:has(desc)')].flatMap((svg) => {
    const bob = svg.querySelector('circle:not(.ghost)');
    const hanger = svg.querySelector('.hanger');
    if (bob === null || hanger === null) return [];
    const [at, pivot] = [centre(bob), centre(hanger)];
    const word = (text) =>
      centre([...svg.querySelectorAll('text')].find((each) => each.textContent.trim() === text)).x;
    const colour = (name) => channels(getComputedStyle(svg.querySelector(name)).stroke);
    const paper = behind(svg);
    return [
      {
        angle: (Math.atan2(at.x - pivot.x, at.y - pivot.y) * 180) / Math.PI,
        described: svg.querySelector('desc').textContent,
        process: word('PROCESS'),
        customer: word('CUSTOMER'),
        colours: ['.arc-process', '.arc-customer'].map((name) =>
          Object.values(colour(name)).join(' '),
        ),
        contrasts: ['.arc-process', '.arc-customer'].map((name) => contrast(colour(name), paper)),
        bob: contrast(channels(getComputedStyle(bob).fill), paper),
      },
    ];
  });

/** Whether something stands in a box of its own that can be moved sideways. */
const scrolls = (element) => {
  for (let each = element; each !== document.body; each = each.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return true;
  }
  return false;
};

/** How far the page goes beyond its window to the right, and what sticks out. */
const overflow = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const out = [...document.body.querySelectorAll('*')].filter(
    (each) =>
      isSeen(each) && each.getBoundingClientRect().right > clientWidth + 1 && !scrolls(each),
  );
  return {
    beyond: scrollWidth - clientWidth,
    out: out.slice(0, 5).map((each) => each.outerHTML.slice(0, 120)),
  };
};

const stops = () => [...document.querySelectorAll('a[href], button, summary, input, [tabindex]')];

/** How many places the keyboard can go to, and which of them it is at. */
const countStops = () => stops().length;
const stop = () => stops().indexOf(document.activeElement);

/** Whether the keyboard is in what the page is about, behind all that leads there. */
const isInMain = () => document.querySelector('main').contains(document.activeElement);

globalThis.seen = { faintTexts, countTexts, pendulums, overflow, countStops, stop, isInMain };
