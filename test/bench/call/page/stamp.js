/*
 * A time written into a picture: 32 black or white fields in two rows, the lower 32 bits of milliseconds.
 * Large fields survive the coarsest of three sizes.
 */
const BITS = 32;
const COLUMNS = 16;

/** Paints the time over the whole picture's upper half. */
export function paintStamp(brush, width, height, atMs) {
  const value = Math.floor(atMs) % 2 ** BITS;
  const [w, h] = [width / COLUMNS, height / 4];
  for (let bit = 0; bit < BITS; bit += 1) {
    brush.fillStyle = Math.floor(value / 2 ** bit) % 2 === 1 ? '#fff' : '#000';
    brush.fillRect((bit % COLUMNS) * w, Math.floor(bit / COLUMNS) * h, w, h);
  }
}

/** How old the picture is at `atMs`; null where no time of the last ten seconds can be read. */
export function ageOf(brush, picture, atMs) {
  const [width, height] = [COLUMNS * 4, 16];
  brush.drawImage(picture, 0, 0, width, height);
  const { data } = brush.getImageData(0, 0, width, height);
  let value = 0;
  for (let bit = 0; bit < BITS; bit += 1) {
    const x = (bit % COLUMNS) * 4 + 2;
    const y = Math.floor(bit / COLUMNS) * 4 + 2;
    if (data[(y * width + x) * 4] > 127) value += 2 ** bit;
  }
  const age = (((atMs % 2 ** BITS) - value) % 2 ** BITS) + (atMs % 1);
  return age > -5 && age < 10_000 ? age : null;
}
