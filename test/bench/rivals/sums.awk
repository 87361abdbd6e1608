# awk -F, -f sums.awk PLAN TABLE
function divide(a, b,  twice) { twice = 2 * a + b; return (twice - twice % (2 * b)) / (2 * b) }

function leaning(side,  d, sum, weight, cell) {
    sum = weight = 0
    for (d = 0; d < dimensions; d++) {
        cell = side d
        if (answered[cell] == 0 || answered[cell] * 2 < all[cell]) continue
        sum += weights[d] * divide(points[cell], answered[cell])
        weight += weights[d]
    }
    return weight * 10 >= 7 * total ? divide(sum, weight) : -1
}

FNR == NR && FNR == 1 { next }
FNR == NR {
    questions++
    id[questions] = $1; of[questions] = $3 $2; weigh[questions] = $4; reversed[questions] = $5
    all[$3 $2] += $4
    if (!($2 in weights)) { weights[$2] = $6; total += $6; dimensions++ }
    next
}
FNR == 1 {
    for (i = 1; i <= NF; i++) column[$i] = i
    for (i = 1; i <= questions; i++) at[i] = column[id[i]]
    next
}
{
    for (cell in all) points[cell] = answered[cell] = 0
    for (i = 1; i <= questions; i++) {
        answer = $(at[i])
        if (answer == "") continue
        cell = of[i]
        answered[cell] += weigh[i]
        points[cell] += weigh[i] * (reversed[i] == 1 ? 5 - answer : answer - 1) * 25000
    }
    customer = leaning("customer"); process = leaning("process")
    respondents[$1]++
    if (customer < 0 || process < 0) next
    scored[$1]++; customers[$1] += customer; processes[$1] += process
    squares[$1] += (customer - process) * (customer - process)
}
END {
    for (unit in respondents) {
        printf "%s,%.0f,%.0f,%.0f,%.0f,%.0f\n", unit, respondents[unit], scored[unit], \
            customers[unit], processes[unit], squares[unit]
    }
}
