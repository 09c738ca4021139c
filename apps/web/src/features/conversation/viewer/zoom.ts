/** How a picture is looked at. `x` and `y` are pixels of the screen by which its middle lies beside the stage's. */
export type Zoom = { readonly scale: number; readonly x: number; readonly y: number; readonly turns: number };

export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

export const wholePicture: Zoom = { scale: 1, x: 0, y: 0, turns: 0 };

const largest = 8;
const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** The size in which the whole picture fits on the stage, as it is turned; never larger than it is. */
export function fitted(picture: Size, stage: Size, turns: number): Size {
  const isAcross = turns % 2 !== 0;
  const [width, height] = isAcross ? [picture.height, picture.width] : [picture.width, picture.height];
  if (width === 0 || height === 0) return { width: 0, height: 0 };
  const ratio = Math.min(stage.width / width, stage.height / height, 1);
  return { width: width * ratio, height: height * ratio };
}

/** The picture's edges never come further in than the stage's, and what fits stays in the middle. */
export function contained(zoom: Zoom, shown: Size, stage: Size): Zoom {
  const room = (length: number, limit: number) => Math.max(0, (length * zoom.scale - limit) / 2);
  const [across, down] = [room(shown.width, stage.width), room(shown.height, stage.height)];
  return { ...zoom, x: clamp(zoom.x, -across, across), y: clamp(zoom.y, -down, down) };
}

/** Larger or smaller, so that what lies under the point, measured from the stage's middle, stays under it. */
export function zoomedAt(zoom: Zoom, factor: number, at: Point): Zoom {
  const scale = clamp(zoom.scale * factor, 1, largest);
  const ratio = scale / zoom.scale;
  return { ...zoom, scale, x: at.x - (at.x - zoom.x) * ratio, y: at.y - (at.y - zoom.y) * ratio };
}

export const movedBy = (zoom: Zoom, by: Point): Zoom => ({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y });

/** A quarter to the right; the whole picture again, for it has another shape now. */
export const turned = ({ turns }: Zoom): Zoom => ({ ...wholePicture, turns: turns + 1 });

/** What a finger that moved so far and let go has meant, while the picture was whole. */
export function swipeOf({ x, y }: Point): "next" | "previous" | "close" | null {
  if (Math.abs(x) > 60 && Math.abs(x) > Math.abs(y) * 1.5) return x < 0 ? "next" : "previous";
  return y > 110 && y > Math.abs(x) * 1.5 ? "close" : null;
}
