export interface Quadrature {
  /** Places in the interval -1..1. */
  nodes: Float64Array;
  /** What the function's value at each place counts; they add up to 2. */
  weights: Float64Array;
}

/**
 * Where to look at a function on -1..1 so that `order` looks integrate polynomials up to the degree
 * 2 order - 1 exactly (Gauss-Legendre). The nodes are the zeros of a Legendre polynomial, found by Newton's method.
 */
export function gaussLegendre(order: number): Quadrature {
  const nodes = new Float64Array(order);
  const weights = new Float64Array(order);
  for (let index = 0; index < order; index += 1) {
    let x = Math.cos((Math.PI * (index + 0.75)) / (order + 0.5));
    let slope = 1;
    for (let round = 0; round < 50; round += 1) {
      let [before, now] = [1, x];
      for (let degree = 2; degree <= order; degree += 1)
        [before, now] = [now, ((2 * degree - 1) * x * now - (degree - 1) * before) / degree];
      slope = (order * (x * now - before)) / (x * x - 1);
      const move = now / slope;
      x -= move;
      if (Math.abs(move) < 1e-15) break;
    }
    nodes[index] = x;
    weights[index] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
