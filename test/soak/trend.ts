/** A straight line through points that are evenly spaced. */
export interface Trend {
  /** Mean of the values. */
  readonly mean: number;
  /** By how much the line rises from the first point to the last. */
  readonly growth: number;
  /** The growth in units of its standard error: below 3 it may well be chance. */
  readonly certainty: number;
}

/** Least squares. */
export function trendOf(values: readonly number[]): Trend {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const middle = (n - 1) / 2;
  const spread = values.reduce((sum, _value, x) => sum + (x - middle) ** 2, 0);
  const slope = values.reduce((sum, value, x) => sum + (x - middle) * (value - mean), 0) / spread;
  const residual = values.reduce((sum, value, x) => sum + (value - mean - slope * (x - middle)) ** 2, 0);
  const error = Math.sqrt(residual / Math.max(1, n - 2) / spread);
  return {
    mean,
    growth: slope * (n - 1),
    certainty: error === 0 ? Math.sign(slope) * Infinity : slope / error,
  };
}

export interface Tolerance {
  /** Growth that is let pass as a share of the mean. */
  readonly share: number;
  /** And at least this much, in the unit of the values. */
  readonly least: number;
}

/** Whether values rise in their second half, by more than is tolerated and not by chance. */
export function rises(values: readonly number[], { share, least }: Tolerance): boolean {
  const { mean, growth, certainty } = trendOf(values.slice(Math.floor(values.length / 2)));
  return certainty > 3 && growth > Math.max(least, share * mean);
}
