/** A number in at most `digits` significant digits, without trailing zeros; a true minus sign. */
export function short(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value);
  const text = Math.abs(value) >= 1e6 || (value !== 0 && Math.abs(value) < 1e-4) ? value.toExponential(digits - 2) : String(Number(value.toPrecision(digits)));
  return text.replace("-", "−");
}

/** A coordinate with a fixed number of decimals, so that a read-out does not jump. */
export function fixed(value: number, decimals = 3): string {
  return value.toFixed(decimals).replace("-", "−");
}

/** A count with thin spaces between thousands. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u2009");
}
