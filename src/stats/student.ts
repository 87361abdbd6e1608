// Degrees of freedom reach a million here, where a difference of two log-gammas has lost nine
// digits. So such differences are formed before the logarithm, and 1 - x is always carried with x.

/** Lanczos's coefficients for g = 7: the gamma function to about fifteen digits. */
const lanczosG = 7;
const lanczosFirst = 0.9999999999998099;
const lanczosRest = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

const lanczosSeries = (z: number): number =>
  lanczosRest.reduce((sum, coefficient, i) => sum + coefficient / (z + i + 1), lanczosFirst);

/**
 * Logarithm of the gamma function by Lanczos's approximation: half the log of 2 pi, plus
 * (z + 1/2) log w, minus w, plus the log of the series, minus log z; w = z + g + 1/2.
 *
 * Takes z > 0, without unit; its callers see to that.
 */
function logGamma(z: number): number {
  const w = z + lanczosG + 0.5;
  const power = (z + 0.5) * Math.log(w) - w;
  return 0.5 * Math.log(2 * Math.PI) + power + Math.log(lanczosSeries(z) / z);
}

/**
 * Log-gamma of a + b minus log-gamma of a: Lanczos's approximation taken twice, the large terms
 * cancelled by hand.
 *
 * Takes a, b > 0; keeps all digits for a far above b.
 */
function logGammaStep(a: number, b: number): number {
  const w = a + lanczosG + 0.5;
  const powers = (a + 0.5) * Math.log1p(b / w) + b * Math.log(w + b) - b;
  const series = (lanczosSeries(a + b) / lanczosSeries(a)) * (a / (a + b));
  return powers + Math.log(series);
}

/** Logarithm of the beta function: log-gamma of the smaller argument minus the step to the sum. */
const logBeta = (a: number, b: number): number =>
  logGamma(Math.min(a, b)) - logGammaStep(Math.max(a, b), Math.min(a, b));

/** Logarithm of x, from y = 1 - x where x is so near 1 that its own digits say little. */
const logOf = (x: number, y: number): number => (x > 0.5 ? Math.log1p(-y) : Math.log(x));

/** x to the a times y to the b, divided by the beta function of a and b; y = 1 - x. */
const betaPowers = (a: number, b: number, x: number, y: number): number =>
  Math.exp(a * logOf(x, y) + b * logOf(y, x) - logBeta(a, b));

/** a_m of the continued fraction below. */
const fractionTop = (a: number, b: number, x: number, m: number): number => {
  const square = (x / (a + 2 * m - 1)) ** 2;
  return (a + m - 1) * (a + b + m - 1) * m * (b - m) * square;
};

/** b_m of the continued fraction below. */
const fractionBase = (a: number, b: number, x: number, y: number, m: number): number => {
  const even = m === 0 ? 0 : m + (m * (b - m) * x) / (a + 2 * m - 1);
  const odd = ((a + m) * (a * y - b * x + 1 + m * (1 + y))) / (a + 2 * m + 1);
  return even + odd;
};

/**
 * The continued fraction b0 + a1 / (b1 + a2 / (b2 + ...)) by which the powers are divided to give
 * the incomplete beta function; evaluated by Lentz's method.
 *
 * It is the even part of the classical fraction 1 + d1 / (1 + d2 / ...). That one subtracts nearly
 * equal numbers when a is large; here 1 - x enters as y, undamaged. Converges fast for x up to
 * (a + 1) / (a + b + 2).
 */
function betaFraction(a: number, b: number, x: number, y: number): number {
  let value = fractionBase(a, b, x, y, 0);
  let above = value;
  let below = 0;
  for (let m = 1; m <= 10_000; m++) {
    const base = fractionBase(a, b, x, y, m);
    const top = fractionTop(a, b, x, m);
    below = 1 / (base + top * below);
    above = base + top / above;
    value *= above * below;
    if (Math.abs(above * below - 1) < 1e-15) return value;
  }
  throw new Error(`the incomplete beta function of ${a}, ${b}, ${x} does not settle`);
}

/**
 * Regularised incomplete beta function: the integral from 0 to x of u^(a-1) (1-u)^(b-1), divided by
 * the whole integral from 0 to 1; as powers over a continued fraction.
 *
 * Takes a, b > 0 and 0 <= x <= 1 with its complement y = 1 - x, both, because either can be too
 * near 1 for the other to be recovered from it. Returns a probability. Throws RangeError otherwise.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0 && Math.abs(x + y - 1) < 1e-15))
    throw new RangeError(`no incomplete beta function of ${a}, ${b}, ${x}, ${y}`);
  if (x === 0 || y === 0) return x;
  // Beyond its fast range the fraction is taken from the other end, I(x; a, b) = 1 - I(y; b, a).
  const near = x <= (a + 1) / (a + b + 2);
  return near
    ? betaPowers(a, b, x, y) / betaFraction(a, b, x, y)
    : 1 - betaPowers(b, a, y, x) / betaFraction(b, a, y, x);
}

function checkFreedom(df: number): void {
  if (!(df >= 1 && df < Infinity))
    throw new RangeError(`degrees of freedom must be a number from 1, not ${df}`);
}

/** Probability above t >= 0: half the incomplete beta function of df/2, 1/2 at df / (df + t^2). */
function upperTail(t: number, df: number): number {
  const odds = (t * t) / df;
  const x = 1 / (1 + odds);
  return 0.5 * incompleteBeta(df / 2, 0.5, x, x === 0 ? 1 : odds * x);
}

/** Density of t: (1 + t^2/df)^(-(df+1)/2), over sqrt(df) times the beta function of 1/2, df/2. */
const density = (t: number, df: number): number =>
  Math.exp(-((df + 1) / 2) * Math.log1p((t * t) / df) - logBeta(0.5, df / 2)) / Math.sqrt(df);

/**
 * Distribution function of Student's t: the probability of a value up to t, half the incomplete
 * beta function of df/2 and 1/2 at df / (df + t^2) in the lower tail, one minus that in the upper.
 *
 * Takes any t and df >= 1 degrees of freedom; returns a probability, with full relative precision
 * in the lower tail. Throws RangeError for NaN and for df below 1.
 */
export function studentCdf(t: number, df: number): number {
  checkFreedom(df);
  if (Number.isNaN(t)) throw new RangeError('t must be a number');
  return t > 0 ? 1 - upperTail(t, df) : upperTail(-t, df);
}

/** The t >= 0 with this probability above it, by Newton's method. */
function upperQuantile(tail: number, df: number): number {
  let t = 0;
  for (let next = 1; upperTail(next, df) > tail; next *= 2) t = next;
  // The tail is convex, so steps from the left never overshoot; one that does is rounding: arrived.
  for (;;) {
    const step = (upperTail(t, df) - tail) / density(t, df);
    if (!(step > 1e-15 * t)) return t + step;
    t += step;
  }
}

/**
 * Quantile of Student's t: the value that a share p of the distribution does not exceed, the
 * inverse of the distribution function.
 *
 * Takes 0 < p < 1 and df >= 1 degrees of freedom; returns standard errors, within 1e-10 (of
 * its size, where that is above 1) for df up to 1e6 and p down to 1e-100. Throws RangeError
 * otherwise: at 0 and 1 the quantile is infinite.
 */
export function studentQuantile(p: number, df: number): number {
  checkFreedom(df);
  if (!(p > 0 && p < 1)) throw new RangeError(`p must lie between 0 and 1, not ${p}`);
  return p < 0.5 ? -upperQuantile(p, df) : upperQuantile(1 - p, df);
}
