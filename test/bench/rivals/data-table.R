# R data.table, column by column. Rscript data-table.R TABLE PLAN
suppressPackageStartupMessages(library(data.table))
arguments <- commandArgs(TRUE)
plan <- fread(arguments[2])
answers <- fread(arguments[1], select = c("unit", plan$question))
weights <- plan[!duplicated(dimension)][order(dimension)]$dimensionWeight
divide <- function(a, b) floor((2 * a + b) / (2 * b))

leaning <- function(which) {
  total <- weight <- numeric(nrow(answers))
  for (d in seq_along(weights)) {
    own <- plan[dimension == d - 1 & side == which]
    points <- answered <- numeric(nrow(answers))
    for (i in seq_len(nrow(own))) {
      answer <- answers[[own$question[i]]]
      each <- if (own$reversed[i] == 1) (5 - answer) * 25000 else (answer - 1) * 25000
      points <- points + fifelse(is.na(answer), 0, own$weight[i] * each)
      answered <- answered + own$weight[i] * !is.na(answer)
    }
    isScored <- answered > 0 & answered * 2 >= sum(own$weight)
    total <- total + fifelse(isScored, weights[d] * divide(points, answered), 0)
    weight <- weight + weights[d] * isScored
  }
  fifelse(weight * 10 >= 7 * sum(weights), divide(total, weight), NA_real_)
}

scores <- data.table(unit = answers$unit, customer = leaning("customer"), process = leaning("process"))
scores[, isScored := !is.na(customer) & !is.na(process)]
units <- scores[, .(.N, sum(isScored), sum(customer[isScored]), sum(process[isScored]),
  sum((customer[isScored] - process[isScored])^2)), keyby = unit]
cat(sprintf("%s,%.0f,%.0f,%.0f,%.0f,%.0f\n",
  units[[1]], units[[2]], units[[3]], units[[4]], units[[5]], units[[6]]), sep = "")
