// Pictures that tests make up.
import { PNG } from "pngjs";

/** A picture of one colour with a darker left half. @param {number} width @param {number} height @param {[number, number, number]} colour */
export function plainPicture(width, height, [red, green, blue]) {
  const image = new PNG({ width, height });
  for (let at = 0; at < width * height; at += 1) {
    const light = at % width < width / 2 ? 0.5 : 1;
    image.data.set([red * light, green * light, blue * light, 255], at * 4);
  }
  return PNG.sync.write(image);
}
