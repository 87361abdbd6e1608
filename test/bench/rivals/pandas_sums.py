# pandas and numpy, column by column. python3 pandas_sums.py TABLE PLAN
import sys

import numpy as np
import pandas as pd

plan = pd.read_csv(sys.argv[2])
answers = pd.read_csv(sys.argv[1], usecols=["unit", *plan["question"]])
weights = plan.groupby("dimension")["dimensionWeight"].first()


def divide(a, b):
    return np.floor((2 * a + b) / (2 * b))


def leaning(side):
    total, weight = np.zeros(len(answers)), np.zeros(len(answers))
    for dimension, of_dimension in weights.items():
        own = plan[(plan["dimension"] == dimension) & (plan["side"] == side)]
        points, answered = np.zeros(len(answers)), np.zeros(len(answers))
        for question in own.itertuples():
            answer = answers[question.question].to_numpy(dtype=float)
            there = ~np.isnan(answer)
            each = (5 - answer if question.reversed else answer - 1) * 25000
            points += np.where(there, question.weight * each, 0)
            answered += question.weight * there
        scored = (answered > 0) & (answered * 2 >= own["weight"].sum())
        total += np.where(scored, of_dimension * divide(points, answered), 0)
        weight += of_dimension * scored
    return np.where(weight * 10 >= 7 * weights.sum(), divide(total, weight), np.nan)


with np.errstate(divide="ignore", invalid="ignore"):
    customer, process = leaning("customer"), leaning("process")
scored = ~np.isnan(customer) & ~np.isnan(process)
sums = pd.DataFrame(
    {
        "respondents": 1,
        "scored": scored,
        "customer": np.where(scored, customer, 0),
        "process": np.where(scored, process, 0),
        "squares": np.where(scored, (customer - process) ** 2, 0),
    }
).groupby(answers["unit"])
for unit, *values in sums.sum().itertuples():
    print(unit, *(f"{value:.0f}" for value in values), sep=",")
