# R psych::scoreItems, which has neither weights of questions nor a half rule: the plan's questions
# must weigh the same, and the half rule and the roll-up are done by hand. Rscript psych.R TABLE PLAN
suppressPackageStartupMessages(library(psych))
arguments <- commandArgs(TRUE)
plan <- read.csv(arguments[2])
answers <- data.table::fread(arguments[1], select = c("unit", plan$question), data.table = FALSE)
weights <- plan$dimensionWeight[match(sort(unique(plan$dimension)), plan$dimension)]
divide <- function(a, b) floor((2 * a + b) / (2 * b))

cell <- paste(plan$side, plan$dimension)
keys <- split(paste0(ifelse(plan$reversed == 1, "-", ""), plan$question), cell)
means <- scoreItems(keys, answers[plan$question], totals = FALSE, missing = TRUE, impute = "none",
  min = 1, max = 5)$scores
there <- !is.na(answers[plan$question])

leaning <- function(which) {
  total <- weight <- numeric(nrow(answers))
  for (d in seq_along(weights)) {
    name <- paste(which, d - 1)
    isOwn <- cell == name
    answered <- rowSums(there[, isOwn, drop = FALSE])
    isScored <- answered > 0 & answered * 2 >= sum(isOwn)
    score <- floor((means[, name] - 1) * 25000 + 0.5)
    total <- total + ifelse(isScored, weights[d] * score, 0)
    weight <- weight + weights[d] * isScored
  }
  ifelse(weight * 10 >= 7 * sum(weights), divide(total, weight), NA)
}

customer <- leaning("customer")
process <- leaning("process")
isScored <- !is.na(customer) & !is.na(process)
add <- function(values) tapply(values, answers$unit, sum)
kept <- function(values) ifelse(isScored, values, 0)
count <- add(rep(1, nrow(answers)))
cat(sprintf("%s,%.0f,%.0f,%.0f,%.0f,%.0f\n", names(count), count, add(isScored + 0),
  add(kept(customer)), add(kept(process)), add(kept((customer - process)^2))), sep = "")
