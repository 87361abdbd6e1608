// The scoring as Miller's own language, written out question by question, since loops over maps
// take it several times as long. `mlr --icsv --ocsv --headerless-csv-output put -q EXPRESSION TABLE`

const sides = ['customer', 'process'];

const ofQuestion = ({ id, dimension, side, weight, points }) => {
  const each = points[0] === 0 ? `$${id} - 1` : `5 - $${id}`;
  return `if ($${id} != "") {
    s_${side}${dimension} += ${weight} * (${each}) * 25000;
    w_${side}${dimension} += ${weight};
  }`;
};

const ofCell = ({ cell, all, weight, side }) =>
  `if (w_${cell} > 0 && w_${cell} * 2 >= ${all}) {
    ${side}_sum += ${weight} * divide(s_${cell}, w_${cell});
    ${side}_weight += ${weight};
  }`;

const zero = (names) => names.map((name) => `num ${name} = 0;`).join('\n');

/** Sums by unit of a plan. */
export function expression({ questions, dimensions }) {
  const total = dimensions.reduce((a, b) => a + b);
  const cells = dimensions.flatMap((weight, d) =>
    sides.map((side) => {
      const own = questions.filter((each) => each.dimension === d && each.side === side);
      const all = own.reduce((sum, each) => sum + each.weight, 0);
      return { cell: `${side}${d}`, all, weight, side };
    }),
  );
  const isEnough = sides.map((side) => `${side}_weight * 10 >= ${7 * total}`).join(' && ');
  return `func divide(num a, num b): num { return (2 * a + b) // (2 * b) }
${zero(cells.flatMap(({ cell }) => [`s_${cell}`, `w_${cell}`]))}
${zero(sides.flatMap((side) => [`${side}_sum`, `${side}_weight`]))}
${questions.map(ofQuestion).join('\n')}
${cells.map(ofCell).join('\n')}
num scored = 0;
${zero(sides)}
if (${isEnough}) {
  scored = 1;
  ${sides.map((side) => `${side} = divide(${side}_sum, ${side}_weight);`).join('\n')}
}
@respondents[$unit] += 1;
@scored[$unit] += scored;
@customer[$unit] += customer;
@process[$unit] += process;
@squares[$unit] += (customer - process) ** 2;
end { emit (@respondents, @scored, @customer, @process, @squares), "unit" }`;
}
