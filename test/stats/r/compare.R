# What R says of the data sets in a folder, as lines of: data set, statistic, number, value.
# Rscript --vanilla compare.R FOLDER; the folder is made, and the lines are read, by r.ts.

suppressPackageStartupMessages(library(psych))
options(warn = -1)
folder <- commandArgs(trailingOnly = TRUE)[1]
out <- file(file.path(folder, "r.csv"), "w")

tell <- function(set, statistic, values) {
  values <- as.numeric(values)
  writeLines(sprintf("%s\t%s\t%d\t%.17g", set, statistic, seq_along(values), values), out)
}

# NA, as often as asked for, where R refuses.
or_na <- function(expr, times = 1) tryCatch(expr, error = function(e) rep(NA, times))

# Every column varies, and none follows from the others.
full_rank <- function(x) {
  s <- apply(x, 2, sd)
  all(s > 0) && nrow(x) > ncol(x) && qr(scale(x))$rank == ncol(x)
}

# ---- reliability, of complete rows, reversed where items are --------------------------------------

reliability <- function(set, x) {
  n <- nrow(x)
  a <- or_na(quietly(alpha(x)), 1)
  if (!is.list(a)) return(invisible())
  items <- a$nvar
  kept <- x[, apply(x, 2, sd) > 0, drop = FALSE]
  raw <- a$total$raw_alpha
  tell(set, "alpha", raw)
  tell(set, "standardized alpha", a$total$std.alpha)
  tell(set, "mean correlation", a$total$average_r)
  tell(set, "Guttman's lambda 6", if (full_rank(kept)) a$total[["G6(smc)"]] else NA)
  tell(set, "Feldt interval", c(a$feldt$lower.ci, a$feldt$upper.ci))
  tell(set, "item-rest correlation", a$item.stats$r.drop)
  tell(set, "alpha if dropped", if (items > 2) a$alpha.drop$raw_alpha else rep(NA, items))
  tell(set, "standard error of measurement", sd(rowMeans(kept)) * sqrt(1 - raw))
  if (items == 2) tell(set, "Spearman-Brown of two items", a$total$std.alpha)
  if (items >= 4) differences(set, kept)
  if (items >= 3 && full_rank(kept) && n > items + 20) factors(set, kept)
}

quietly <- function(expr) { capture.output(value <- expr); value }

# The first half of the items and the second as two scores.
differences <- function(set, x) {
  half <- seq_len(ncol(x) %/% 2)
  first <- rowMeans(x[, half, drop = FALSE])
  second <- rowMeans(x[, -half, drop = FALSE])
  a <- quietly(alpha(x[, half, drop = FALSE]))$total$raw_alpha
  b <- quietly(alpha(x[, -half, drop = FALSE]))$total$raw_alpha
  error <- var(first) * (1 - a) + var(second) * (1 - b)
  tell(set, "error of a difference", sqrt(error))
  tell(set, "reliability of a difference", 1 - error / var(first - second))
}

# minres stops when the sum of squares no longer falls, which leaves loadings six digits. Principal
# axes come to rest at the same place and can be iterated further.
factors <- function(set, x) {
  r <- cor(x)
  exact <- or_na(quietly(fa(r, 1, n.obs = nrow(x), fm = "pa", max.iter = 5000, min.err = 1e-13)))
  rough <- or_na(quietly(fa(r, 1, n.obs = nrow(x), fm = "minres")))
  if (!is.list(exact) || !is.list(rough)) return(invisible())
  loadings <- as.vector(exact$loadings)
  loadings <- loadings * sign(sum(loadings))
  own <- 1 - loadings^2
  if (any(own < 0.002)) return(invisible())
  tell(set, "loadings of one factor", loadings)
  tell(set, "omega total", 1 - sum(own) / sum(r))
  tell(set, "omega, congeneric", sum(loadings)^2 / (sum(loadings)^2 + sum(own)))
  tell(set, "omega total, by minres", 1 - sum(1 - as.vector(rough$loadings)^2) / sum(r))
}

# ---- careless answering, of raw answers -----------------------------------------------------------

careless <- function(set, given, keyed, middle) {
  runs <- lapply(seq_len(nrow(given)), function(i) rle(as.numeric(na.omit(given[i, ])))$lengths)
  tell(set, "longest run", sapply(runs, function(each) if (length(each)) max(each) else 0))
  tell(set, "mean run", sapply(runs, mean))
  tell(set, "individual variability", apply(given, 1, sd, na.rm = TRUE))
  whole <- na.omit(given)
  able <- nrow(whole) > ncol(whole) + 2 && full_rank(whole)
  tell(set, "Mahalanobis distance", if (able) mahalanobis(whole, colMeans(whole), cov(whole)) else NA)
  if (ncol(keyed) >= 12 && nrow(keyed) > 0) tell(set, "even-odd consistency", apply(keyed, 1, even_odd))
  odd <- seq(1, ncol(whole) - 1, by = 2)
  first <- whole[, odd, drop = FALSE]
  second <- whole[, odd + 1, drop = FALSE]
  tell(set, "acquiescence", rowMeans((first + second) / 2) - middle)
  tell(set, "inconsistency", rowMeans(abs(first - (2 * middle - second))))
}

# Scales of four items in order.
even_odd <- function(answers) {
  scales <- split(answers, (seq_along(answers) - 1) %/% 4)
  scales <- scales[lengths(scales) > 1]
  odd <- sapply(scales, function(each) mean(each[seq_along(each) %% 2 == 1]))
  even <- sapply(scales, function(each) mean(each[seq_along(each) %% 2 == 0]))
  if (length(scales) < 3) return(NA)
  r <- cor(odd, even)
  max(-1, 2 * r / (1 + r))
}

# ---- means and tests, of what was answered --------------------------------------------------------

means <- function(set, x) {
  given <- lapply(seq_len(min(3, ncol(x))), function(item) as.numeric(na.omit(x[, item])))
  intervals <- sapply(given, function(each) or_na(t.test(each)$conf.int, 2))
  centres <- colMeans(intervals)
  n <- lengths(given)
  corrections <- sqrt(1 - n / (2 * n + 1))
  tell(set, "mean", sapply(given, mean))
  tell(set, "standard deviation", sapply(given, sd))
  tell(set, "interval of a mean", intervals)
  finite <- sweep(sweep(intervals, 2, centres), 2, corrections, "*")
  tell(set, "interval, finite population", sweep(finite, 2, centres, "+"))
  paired <- na.omit(x[, 1:2])
  tell(set, "paired t test", or_na(test_of(t.test(paired[, 2], paired[, 1], paired = TRUE)), 6))
  half <- seq_len(nrow(x) %/% 2)
  before <- na.omit(x[half, 1])
  after <- na.omit(x[-half, 1])
  tell(set, "Welch's t test", or_na(test_of(t.test(after, before)), 6))
}

test_of <- function(t) {
  difference <- if (length(t$estimate) == 2) t$estimate[1] - t$estimate[2] else t$estimate
  c(difference, t$conf.int, t$statistic, t$parameter, t$p.value)
}

# ---- agreement, on what was answered ------------------------------------------------------------

agreement <- function(set, x, low, high) {
  given <- lapply(seq_len(min(3, ncol(x))), function(item) as.numeric(na.omit(x[, item])))
  options <- low:high
  uniform <- mean((options - mean(options))^2)
  share <- sapply(given, var) / uniform
  items <- length(given)
  r <- min(1, mean(share))
  tell(set, "r_wg", pmax(0, 1 - share))
  tell(set, "r_wg(J)", items * (1 - r) / (items * (1 - r) + r))
  tell(set, "r*wg(J)", 1 - mean(share))
  if (length(options) == 5) {
    weights <- c(0.05, 0.15, 0.20, 0.35, 0.25)
    skewed <- sum(weights * (options - sum(weights * options))^2)
    tell(set, "r*wg(J), slight skew", 1 - mean(sapply(given, var) / skewed))
  }
  tell(set, "a_wg", sapply(given, a_wg, low, high))
  tell(set, "limit of the average deviation", (high - low + 1) / 6)
  tell(set, "average deviation", sapply(given, function(each) mean(abs(each - mean(each)))))
  tell(set, "deviation about the median", sapply(given, function(each) mean(abs(each - median(each)))))
  tell(set, "Krippendorff's alpha, nominal", krippendorff(x, function(v, n) outer(v, v, "!=")))
  tell(set, "Krippendorff's alpha, interval", krippendorff(x, function(v, n) outer(v, v, "-")^2))
  tell(set, "Krippendorff's alpha, ordinal", krippendorff(x, function(v, n) ranks(n)))
}

a_wg <- function(x, low, high) {
  k <- length(x)
  m <- mean(x)
  if (k < max(2, high - low)) return(NA)
  if (all(x == low) || all(x == high)) return(1)
  if (sum(x) < low * (k - 1) + high || sum(x) > high * (k - 1) + low) return(NA)
  1 - 2 * var(x) / (((high + low) * m - m^2 - high * low) * k / (k - 1))
}

# From the matrix of coincidences. Rows are units.
krippendorff <- function(x, distance) {
  values <- sort(unique(as.vector(x[!is.na(x)])))
  if (length(values) < 2) return(NA)
  o <- matrix(0, length(values), length(values))
  for (i in seq_len(nrow(x))) {
    counts <- as.vector(table(factor(x[i, ], values)))
    if (sum(counts) > 1) o <- o + (outer(counts, counts) - diag(counts)) / (sum(counts) - 1)
  }
  n <- rowSums(o)
  d <- distance(values, n)
  1 - (sum(n) - 1) * sum(o * d) / sum(outer(n, n) * d)
}

# Squared: all answers from one value to another, but half of those at either.
ranks <- function(n) {
  each <- seq_along(n)
  outer(each, each, Vectorize(function(a, b) (sum(n[a:b]) - (n[a] + n[b]) / 2)^2))
}

# ---- groups: answers to the first item, by group --------------------------------------------------

groups <- function(set, x, members) {
  have <- !is.na(x[, 1])
  y <- as.numeric(x[have, 1])
  g <- factor(members[have])
  n <- as.vector(table(g))
  able <- nlevels(g) > 1 && all(n > 1)
  squares <- if (able) anova(aov(y ~ g))[["Mean Sq"]] else c(NA, NA)
  if (able && var(y) == 0) squares <- c(0, 0)
  mean_size <- sum(n) / length(n)
  unbiased <- (sum(n) - sum(n^2) / sum(n)) / (length(n) - 1)
  icc <- function(size) (squares[1] - squares[2]) / (squares[1] + (size - 1) * squares[2])
  tell(set, "mean squares", squares)
  tell(set, "ICC(1), ICC(2)", c(icc(mean_size), icc(unbiased), (squares[1] - squares[2]) / squares[1]))
  k <- c(2, 5, 12)
  whole <- 1 + (k - 1) * icc(mean_size)
  tell(set, "reliability of group means", ifelse(whole > 0, k * icc(mean_size) / whole, NA))
  strata(set, y, g, n)
  raters(set, na.omit(x))
}

strata <- function(set, y, g, n) {
  people <- 3 * n + 1
  w <- people / sum(people)
  v <- w^2 * (1 - n / people) * as.vector(tapply(y, g, var)) / n
  centre <- sum(w * tapply(y, g, mean))
  half <- if (isTRUE(sum(v) == 0)) 0 else qt(0.975, sum(v)^2 / sum(v^2 / (n - 1))) * sqrt(sum(v))
  tell(set, "interval by strata", if (is.na(half)) rep(NA, 3) else c(centre, centre - half, centre + half))
}

raters <- function(set, x) {
  x <- x[seq_len(min(100, nrow(x))), , drop = FALSE]
  if (nrow(x) < 2) return(invisible())
  found <- quietly(ICC(x, lmer = FALSE))$results
  tell(set, "raters, (1,1) to (3,k)", found$ICC)
  bounds <- as.matrix(found[c(1, 3), c("lower bound", "upper bound")])
  tell(set, "intervals of (1,1) and (3,1)", t(bounds))
}

# ---- bootstrap intervals of a sum, from the resamples that were drawn -----------------------------

bootstrap <- function(set, x, drawn) {
  if (length(drawn) == 0) return(invisible())
  found <- sum(x)
  tell(set, "percentile interval", quantile(drawn, c(0.025, 0.975)))
  bias <- qnorm(mean(drawn < found))
  without <- sapply(seq_along(x), function(i) sum(x[-i]))
  deviations <- mean(without) - without
  a <- sum(deviations^3) / (6 * sum(deviations^2)^1.5)
  z <- bias + qnorm(c(0.025, 0.975))
  shares <- pnorm(bias + z / (1 - a * z))
  tell(set, "BCa interval", if (all(is.finite(shares))) quantile(drawn, shares) else c(NA, NA))
}

# ---- distributions --------------------------------------------------------------------------------

distributions <- function(grid) with(grid, {
  tell("grid", "normal quantile", qnorm(p))
  tell("grid", "normal probability", pnorm(-x))
  tell("grid", "quantile of t", qt(p, df))
  tell("grid", "probability of t", pt(-x, df))
  tell("grid", "quantile of chi-square", qchisq(p, df))
  tell("grid", "probability of chi-square", pchisq(x * df, df))
  # In the far lower tail qf has few digits left; turned upside down it is in the upper one.
  tell("grid", "quantile of F", ifelse(p < 0.5, 1 / qf(p, below, df, lower.tail = FALSE), qf(p, df, below)))
  tell("grid", "probability of F", pf(x, df, below))
})

# ---- agreement by chance: how often random answers pass a critical value, and reach it ------------

by_chance <- function(case) with(case, {
  worth <- (seq_len(options) - 1) / (options - 1)
  counts <- rmultinom(draws * questions, people, rep(1, options))
  apart <- abs(outer(worth, colSums(counts * worth) / people, "-"))
  star <- 1 - colMeans(matrix(colSums(counts * apart^2) / (people - 1), questions)) /
    ((options^2 - 1) / 12 / (options - 1)^2) - star
  deviation <- deviation - colMeans(matrix(colSums(counts * apart) / people, questions))
  beyond <- function(found, from) mean(found > from)
  c(beyond(star, 1e-9), beyond(star, -1e-9), beyond(deviation, 1e-9), beyond(deviation, -1e-9))
})

chance <- function(cases) {
  set.seed(1)
  found <- sapply(seq_len(nrow(cases)), function(i) by_chance(cases[i, ]))
  tell("passed", "critical r*wg", found[1, ])
  tell("reached", "critical r*wg", found[2, ])
  tell("passed", "critical average deviation", found[3, ])
  tell("reached", "critical average deviation", found[4, ])
}

# ---- all ------------------------------------------------------------------------------------------

sets <- read.delim(file.path(folder, "sets.tsv"), colClasses = c(reversed = "character"))
for (i in seq_len(nrow(sets))) {
  set <- sets[i, ]
  x <- as.matrix(read.csv(file.path(folder, set$file), header = FALSE))
  members <- x[, 1]
  given <- x[, -1, drop = FALSE]
  colnames(given) <- paste0("i", seq_len(ncol(given)))
  keys <- 1 - 2 * as.numeric(strsplit(set$reversed, "")[[1]])
  keyed <- reverse.code(keys, given, mini = rep(set$low, ncol(given)), maxi = rep(set$high, ncol(given)))
  complete <- as.data.frame(na.omit(keyed))
  colnames(complete) <- colnames(given)
  if (nrow(complete) > 1) reliability(set$name, complete)
  careless(set$name, given, as.matrix(complete), (set$low + set$high) / 2)
  means(set$name, given)
  agreement(set$name, given, set$low, set$high)
  groups(set$name, given, members)
  bootstrap(set$name, as.numeric(na.omit(given[, 1])), scan(file.path(folder, paste0(set$file, ".drawn")), quiet = TRUE))
}
distributions(read.delim(file.path(folder, "points.tsv")))
chance(read.delim(file.path(folder, "chance.tsv")))
close(out)
