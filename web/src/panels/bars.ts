/** A vector as bars up and down from zero, in the colour of the canvas's text. */
export function drawBars(canvas: HTMLCanvasElement, values: Float32Array): void {
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  if (!context || width === 0) return;
  // three standard deviations of a standard normal prior fill the height; longer vectors may reach further
  const reach = values.reduce((most, value) => Math.max(most, Math.abs(value)), 3);
  const pitch = width / values.length;
  context.clearRect(0, 0, width, height);
  context.fillStyle = getComputedStyle(canvas).color;
  context.fillRect(0, Math.floor(height / 2), width, 1);
  values.forEach((value, i) => context.fillRect(Math.round(i * pitch), height / 2, Math.max(1, Math.round(pitch * 0.7)), (-value / reach) * (height / 2)));
}
