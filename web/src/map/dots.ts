/**
 * A million points in one draw call. deck.gl's own ScatterplotLayer draws a square of four corners for every point and
 * packs five attributes for each; this layer draws one vertex of two attributes, straight from two typed arrays.
 */

import { type DefaultProps, Layer, type LayerContext, type LayerProps, type UpdateParameters } from "@deck.gl/core";
import type { Buffer } from "@luma.gl/core";
import { Model } from "@luma.gl/engine";
import { fit, type Size, type View, WORLD } from "../geometry/world";

/** Layers of a flat map lie on each other in the order in which they are drawn. */
export const FLAT = { depthCompare: "always", depthWriteEnabled: false } as const;

export interface DotsProps extends LayerProps {
  /** x and y of every point, in world units. */
  positions: Float32Array;
  /** RGBA of every point; points whose alpha is 0 are left out, others are as opaque as `strength` times it. */
  colours: Uint8Array;
  /** Only the first `shown` points are drawn. */
  shown: number;
  /** Radius in CSS pixels. */
  radius: number;
  /** Opacity of a point whose alpha is 255, 0 to 1. */
  strength: number;
}

const block = `layout(std140) uniform dotsUniforms {
  highp vec2 centre;
  highp vec2 scale;
  highp float size;
  highp float strength;
} dots;
`;
const dots = { name: "dots", vs: block, fs: block, uniformTypes: { centre: "vec2<f32>", scale: "vec2<f32>", size: "f32", strength: "f32" } } as const;

const vs = `#version 300 es
in vec2 positions;
in vec4 colours;
out vec4 colour;
void main() {
  colour = vec4(colours.rgb, colours.a * dots.strength);
  gl_Position = colours.a == 0.0 ? vec4(2.0, 2.0, 2.0, 1.0) : vec4((positions - dots.centre) * dots.scale, 0.0, 1.0);
  gl_PointSize = dots.size + 1.0;
}`;

const fs = `#version 300 es
precision highp float;
in vec4 colour;
out vec4 fragColor;
void main() {
  float distance = length(gl_PointCoord - 0.5) * (dots.size + 1.0);
  float cover = clamp(0.5 * dots.size + 0.5 - distance, 0.0, 1.0);
  if (cover == 0.0) discard;
  fragColor = vec4(colour.rgb, colour.a * cover);
}`;

const defaultProps: DefaultProps<DotsProps> = {
  positions: { type: "object", value: new Float32Array(), compare: false },
  colours: { type: "object", value: new Uint8Array(), compare: false },
  shown: 0,
  radius: 1,
  strength: 1,
};

interface DotsState extends Record<string, unknown> {
  model: Model;
  positions: Buffer;
  colours: Buffer;
}

/** Round points on a flat map with y downward. */
export class DotsLayer extends Layer<DotsProps> {
  static override layerName = "DotsLayer";
  static override defaultProps = defaultProps as DefaultProps;
  declare state: DotsState;

  override _getAttributeManager(): null {
    return null;
  }

  override initializeState({ device }: LayerContext): void {
    const positions = device.createBuffer({ data: this.props.positions });
    const colours = device.createBuffer({ data: this.props.colours });
    const model = new Model(device, {
      ...this.getShaders({ vs, fs, modules: [dots] }),
      id: this.props.id,
      topology: "point-list",
      bufferLayout: [
        { name: "positions", format: "float32x2" },
        { name: "colours", format: "unorm8x4" },
      ],
      attributes: { positions, colours },
    });
    this.setState({ model, positions, colours });
  }

  override updateState({ props, oldProps }: UpdateParameters<this>): void {
    // both arrays keep their length as long as the atlas is open
    if (oldProps.positions !== undefined && props.positions !== oldProps.positions) this.state.positions.write(props.positions);
    if (oldProps.colours !== undefined && props.colours !== oldProps.colours) this.state.colours.write(props.colours);
  }

  override draw(): void {
    const { viewport, device, renderPass } = this.context;
    const { shown, radius, strength } = this.props;
    const [x, y] = viewport.unproject([viewport.width / 2, viewport.height / 2]);
    const ratio = device.canvasContext?.cssToDeviceRatio() ?? 1;
    const { model } = this.state;
    model.shaderInputs.setProps({
      dots: { centre: [x, y], scale: [(2 * viewport.scale) / viewport.width, (-2 * viewport.scale) / viewport.height], size: 2 * radius * ratio, strength },
    });
    model.setVertexCount(shown);
    model.draw(renderPass);
  }

  override finalizeState(context: LayerContext): void {
    super.finalizeState(context);
    this.state.positions.destroy();
    this.state.colours.destroy();
  }
}

/** Radius in pixels and opacity of a point, for the number of items and the zoom. */
export function dot(count: number, view: View, size: Size): { radius: number; opacity: number } {
  const whole = fit(size).zoom;
  // the radius at which all points together would cover a fifth of the map when all of it is seen
  const sparse = 2 ** whole * WORLD * Math.sqrt(0.2 / (Math.PI * count));
  const radius = Math.min(7, Math.max(1, Math.min(3.2, sparse) * 2 ** ((view.zoom - whole) * 0.45)));
  const crowding = (radius / sparse) ** 2 / 4 ** Math.max(0, view.zoom - whole);
  return { radius, opacity: Math.min(0.95, Math.max(0.5, 0.95 / Math.sqrt(Math.max(1, crowding)))) };
}
